package entra

import (
	"slices"
	"strings"
)

// tally adds the pages of a stream up, which are those of one list or of one for each object, and says how whole it is.
type tally struct {
	// broken says which files could not be read to their end.
	broken failures
	// faults says what is wrong with objects that have no record of their own to say it.
	faults failures
	// odd counts elements that cannot be a record.
	odd      int64
	firstOdd string

	sequence sequence
	// ended are the lists before the one being read.
	ended []part
	part  part
	chain chain
	// apart counts elements of the body being read that are no records of the list.
	apart int64
	// round is true when a chain without a count has exactly as many elements as a page takes.
	round bool

	delta bool
	// stable is true when version 1.0 of Graph answered.
	stable bool
	// casts are the types that were asked for one by one; uncast is true when all were.
	casts  []string
	uncast bool
}

// start begins a file. One of another list ends that of the file before it.
func (t *tally) start(file string) {
	if before := t.sequence.file.name; before != "" && listOf(before) != listOf(file) {
		t.endPart()
	}
	t.sequence.start(file)
	t.part.file = file
}

func (t *tally) endPart() {
	if t.chain.open {
		t.closeChain()
	}
	t.ended = append(t.ended, t.part)
	t.part = part{}
}

// breakOff ends a chain in a file that cannot be read on. What came before the broken place is a chain of its own; its
// count is void.
func (t *tally) breakOff() {
	t.chain, t.apart = chain{}, 0
	t.part.counts.chains++
}

func (t *tally) page(p Page) {
	p.Elements -= t.apart
	if t.apart = 0; !p.Listed && p.Elements == 0 {
		return
	}
	if t.chain.open && !t.chain.continues(p) {
		t.closeChain()
	}
	if flaw := t.sequence.misfit(p, t.chain.open); flaw != "" {
		t.broken.add(flaw)
	}
	t.chain.add(p)
	t.delta = t.delta || p.DeltaLink != "" || strings.Contains(p.NextLink, "/delta?") || strings.Contains(p.NextLink, "$deltatoken=")
	t.stable = t.stable || strings.Contains(p.Context, "/v1.0/$metadata")
	if cast := castOf(p.Context); cast == "" {
		t.uncast = true
	} else if !slices.Contains(t.casts, cast) {
		t.casts = append(t.casts, cast)
	}
	if !t.chain.open {
		t.closeChain()
	}
}

func (t *tally) closeChain() {
	c := t.chain
	t.chain = chain{}
	t.round = t.round || c.count == nil && (c.elements == 100 || c.elements == 999)
	t.part.close(c)
}

// counts adds up those of all lists.
func (t *tally) counts() counts {
	all := t.part.counts
	for _, p := range t.ended {
		all.chains += p.counts.chains
		all.counted += p.counts.counted
		all.sum += p.counts.sum
	}
	return all
}

func (t *tally) oddOne(what string) {
	t.odd++
	if t.firstOdd == "" {
		t.firstOdd = what
	}
}

// collectionOf returns what @odata.context says the elements are of, with the object that has them; "" when there is none.
func collectionOf(context string) string {
	_, fragment, _ := strings.Cut(context, "#")
	return fragment
}

// fragmentOf returns the collection that @odata.context names, such as "groups" or
// "directoryObjects"; "" when there is none.
func fragmentOf(context string) string {
	fragment := collectionOf(context)
	if end := strings.IndexAny(fragment, "(/"); end >= 0 {
		fragment = fragment[:end]
	}
	return fragment
}

// castOf returns the one type that a list of members was asked for; "" when it was asked for all.
func castOf(context string) string {
	if fragment := fragmentOf(context); slices.Contains(memberTypes, fragment) {
		return fragment
	}
	return ""
}

// memberTypes are the collections that together hold every type of member.
var memberTypes = []string{"contacts", "devices", "groups", "servicePrincipals", "users"}
