package entra

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// verdict is how whole a list is.
type verdict struct {
	status snapshot.Status
	reason string
	count  *int64
	// overlap is true when the lists have members in common, so that their counts say nothing
	// about the list as a whole.
	overlap bool
}

// uncounted stands for the number of records of a list whose records are not counted apart.
const uncounted = -1

// verdict judges a stream of which received different records arrived. Its reasons name a file where it has several lists.
func (t *tally) verdict(received int64) verdict {
	t.endPart()
	arrived := received + t.odd
	var flaws failures
	for i := range t.ended {
		p := &t.ended[i]
		of := arrived
		if len(t.ended) > 1 || received == uncounted {
			of = p.elements - p.repeated
		}
		if found := p.flaws(of); found != "" {
			flaws.add(t.named(p, found))
		}
	}
	v := verdict{status: snapshot.Complete}
	all := t.counts()
	if all.chains > 0 && all.counted == all.chains {
		v.count = &all.sum
	}
	if flaws.n == 0 && received != uncounted && v.count != nil && arrived != all.sum && t.broken.n == 0 {
		v.overlap, v.count = true, nil
	}
	reasons := slices.Concat(t.broken.reasons(), t.faults.reasons(), flaws.reasons())
	if t.odd > 0 {
		reasons = append(reasons, fmt.Sprintf("%d could not be taken (%s)", t.odd, t.firstOdd))
	}
	if t.delta {
		reasons = append(reasons, "it is the answer of a delta query, which lists changes")
	}
	if len(reasons) > 0 {
		v.status, v.reason = snapshot.Partial, strings.Join(reasons, "; ")
	}
	return v
}

// named says of which list a reason is, where there are several.
func (t *tally) named(p *part, reason string) string {
	if len(t.ended) == 1 {
		return reason
	}
	return printable(p.file) + ": " + reason
}

// castReason says which types are missing when members were asked for by type; "" when none is.
func (t *tally) castReason() string {
	if t.uncast || len(t.casts) == 0 || len(t.casts) == len(memberTypes) {
		return ""
	}
	slices.Sort(t.casts)
	return "only members that are " + strings.Join(t.casts, ", ") + " were asked for"
}
