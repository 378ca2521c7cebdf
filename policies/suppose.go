package policies

import (
	"context"
	"fmt"
	"reflect"

	"github.com/wbaudit/wbaudit/diff"
)

// silent reports whether a control says that a subject does not concern it.
func (v *verdict) silent() bool {
	return !v.applies && v.err == "" && v.undecided == "" && len(v.findings) == 0
}

// suppose asks the judges that are silent about an undecided group about all that the group may be. One that would judge
// any of these has not judged the group: that is no word on whether it concerns the group.
func (c *clerk) suppose(ctx context.Context, s *diff.Subject, verdicts []*verdict) error {
	supposed := s.Supposed()
	remember := !c.bench.forget && c.ground != nil
	for i := range supposed {
		c.rest()
		value := reflect.ValueOf(&supposed[i]).Elem()
		if remember {
			c.imprint.take(value)
		}
		for n, j := range c.bench.groups {
			if j.blind != "" || !verdicts[n].silent() {
				continue
			}
			v, err := c.verdict(ctx, n, value, remember)
			if err != nil {
				return fmt.Errorf("by %s: %w", j.control.ID, err)
			}
			if !v.silent() {
				verdicts[n] = undecidedAs(s)
			}
		}
	}
	return nil
}

var (
	writtenUnknown = &verdict{undecided: "whether the group is written is not known"}
	securedUnknown = &verdict{undecided: "whether the group is written as a security group is not known"}
	kindUnknown    = &verdict{undecided: "the kind of the group was not read"}
)

// undecidedAs is the verdict of a control that concerns a group only if the group is what it may be.
func undecidedAs(s *diff.Subject) *verdict {
	switch {
	case s.Writeback.Expected == diff.Unknown:
		return writtenUnknown
	case s.Governance.Secured == diff.Unknown:
		return securedUnknown
	}
	return kindUnknown
}
