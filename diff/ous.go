package diff

import (
	"cmp"
	"slices"
	"strings"
)

// maxDNDepth bounds the walk up a DN; no directory nests that deep.
const maxDNDepth = 128

// ous counts the containers of copies that Connect wrote.
type ous struct {
	parents *parents
	// direct counts by container, folded, those directly in it.
	direct map[string]int
	// shown is the DN as received of each.
	shown map[string]string
	total int
	// unsure counts copies that Connect or cloud sync may have written, doubtful those of them in
	// each container.
	unsure   int
	doubtful map[string]int
}

func newOUs(p *parents) *ous {
	return &ous{parents: p, direct: map[string]int{}, shown: map[string]string{}, doubtful: map[string]int{}}
}

func (o *ous) add(container uint32, unsure bool) {
	p := &o.parents.list[container]
	switch {
	case unsure:
		o.unsure++
		o.doubtful[p.folded]++
	case p.folded != "":
		if o.direct[p.folded]++; o.shown[p.folded] == "" {
			o.shown[p.folded] = p.dn
		}
		o.total++
	}
}

// below counts for every container the copies in it and below it.
func (o *ous) below() map[string]int {
	counts := make(map[string]int, len(o.direct))
	for dn, n := range o.direct {
		counts[dn] += n
		o.ancestors(dn, func(above string) {
			if _, ok := o.direct[above]; ok {
				counts[above] += n
			}
		})
	}
	return counts
}

// ancestors visits the containers above dn, the nearest first.
func (o *ous) ancestors(dn string, visit func(string)) {
	for range maxDNDepth {
		if _, dn = splitDN(dn); dn == "" {
			return
		}
		visit(dn)
	}
}

// list returns the containers, most copies first.
func (o *ous) list() []OUCount {
	result := make([]OUCount, 0, len(o.direct))
	for dn, n := range o.below() {
		result = append(result, OUCount{DN: o.shown[dn], Count: n})
	}
	slices.SortFunc(result, func(a, b OUCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.DN, b.DN))
	})
	return result
}

// split counts the containers, none above another, that directly hold at least 3 and 5 % of all
// copies; those in and below the configured OU are one, whichever of its parts they lie in. False
// when copies of unknown origin could change the answer: what is split without them stays split,
// and what has no second container that is full enough with them is not.
func (o *ous) split(configured string) (int, bool) {
	count := len(o.shares(configured))
	return count, count > 1 || o.unsure == 0 ||
		o.doubtful[""] == 0 && len(o.full(o.merged(configured, o.direct, o.doubtful))) <= 1
}

// shares are the containers that split counts.
func (o *ous) shares(configured string) map[string]bool {
	merged := o.merged(configured, o.direct)
	full := o.full(merged)
	for dn := range full {
		o.ancestors(dn, func(above string) {
			if full[above] {
				delete(full, dn)
			}
		})
	}
	return full
}

// merged adds up counts by container, those below the configured OU as one.
func (o *ous) merged(configured string, counts ...map[string]int) map[string]int {
	merged := map[string]int{}
	for _, direct := range counts {
		for dn, n := range direct {
			if configured != "" && strings.HasSuffix(dn, ","+configured) {
				dn = configured
			}
			merged[dn] += n
		}
	}
	return merged
}

// full are the containers that hold enough to count.
func (o *ous) full(merged map[string]int) map[string]bool {
	least := max(3, (o.total+o.unsure+19)/20)
	full := map[string]bool{}
	for dn, n := range merged {
		if n >= least {
			full[dn] = true
		}
	}
	return full
}
