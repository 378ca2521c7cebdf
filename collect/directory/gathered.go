package directory

// gathered holds the values of a record while it arrives: one array for all octets, so that a
// record costs a few allocations and not one for each value.
type gathered struct {
	octets []byte
	spans  []span
}

// span is one value among the octets.
type span struct {
	attribute
	from, to int
}

func (g *gathered) add(a attribute, values [][]byte) {
	for _, value := range values {
		from := len(g.octets)
		g.octets = append(g.octets, value...)
		g.spans = append(g.spans, span{a, from, len(g.octets)})
	}
}

// settle moves the values into lists of their own, in the order they came, and forgets them. The
// lists are never reused, so records may point into them.
func (g *gathered) settle(values *[attributes][]string) {
	text := string(g.octets)
	all := make([]string, len(g.spans))
	var count, next [attributes]int
	for _, s := range g.spans {
		count[s.attribute]++
	}
	at := 0
	for a, n := range count {
		if n > 0 {
			values[a] = all[at : at+n : at+n]
			next[a] = at
			at += n
		}
	}
	for _, s := range g.spans {
		all[next[s.attribute]] = text[s.from:s.to]
		next[s.attribute]++
	}
	g.octets, g.spans = g.octets[:0], g.spans[:0]
}
