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
	// overlap is true when the chains have members in common, so that their counts say nothing
	// about the list as a whole.
	overlap bool
}

// uncounted stands for the number of records of a list whose records are not counted apart.
const uncounted = -1

// verdict judges a list of which received different records arrived.
func (t *tally) verdict(received int64) verdict {
	reasons := slices.Concat(t.broken.reasons(), t.faults.reasons())
	if t.chain.open {
		t.closeChain()
		reasons = append(reasons, "the last page has a nextLink, so more pages exist")
	}
	v := verdict{status: snapshot.Complete}
	if t.chains > 0 && t.counted == t.chains {
		v.count = &t.sum
	}
	// In one chain a record that came twice stands for another one that did not come.
	switch all := received + t.odd; {
	case t.short != "" && (t.chains > 1 || received == uncounted):
		reasons = append(reasons, t.short)
	case received == uncounted:
	case t.chains == 1 && v.count != nil && all != t.sum:
		reasons = append(reasons, countsDiffer(t.sum, all))
	case v.count != nil && all != t.sum && t.broken.n == 0:
		v.overlap, v.count = true, nil
	}
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

// castReason says which types are missing when members were asked for by type; "" when none is.
func (t *tally) castReason() string {
	if t.uncast || len(t.casts) == 0 || len(t.casts) == len(memberTypes) {
		return ""
	}
	slices.Sort(t.casts)
	return "only members that are " + strings.Join(t.casts, ", ") + " were asked for"
}
