package policies

import (
	"context"
	"fmt"
	"reflect"
	"strings"

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
	for i := range supposed {
		err := c.askOthers(ctx, &supposed[i], func(n int) bool { return verdicts[n].silent() }, func(n int, v *verdict) {
			if !v.silent() {
				verdicts[n] = undecidedAs(s)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// contest asks the judges that find nothing about a group whose copy is not known, since several directory groups may be
// it, about the group with each of them, and with all that it may be besides. One that would find something has not judged
// the group, which may have that copy, or has it in one of several domains.
//
// Source: section 7H of the design, by which the losers of DIF-14 get no other DIF, and DIF-13 comes before them all.
func (c *clerk) contest(ctx context.Context, s *diff.Subject, verdicts []*verdict) error {
	content := func(n int) bool {
		return verdicts[n].satisfied() && (isSpread(s) || !strings.HasPrefix(c.bench.groups[n].control.ID, "DIF-"))
	}
	for i := range s.Rivals {
		for _, rival := range append(s.Rivals[i].Supposed(), s.Rivals[i]) {
			err := c.askOthers(ctx, &rival, content, func(n int, v *verdict) {
				switch {
				case !v.satisfied():
					verdicts[n] = contested(s, &rival, v)
				case isSpread(s) && v.applies && !verdicts[n].applies:
					verdicts[n] = v // each copy is one, so that what holds of all holds
				}
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// isSpread reports whether each of the rivals of a group is, or may be, its copy in one of several domains.
func isSpread(s *diff.Subject) bool {
	return s.DirectorySpread != diff.SpreadNo
}

// contested is the verdict of a control that is satisfied with a group, but not with it and one of its rivals.
func contested(s, rival *diff.Subject, v *verdict) *verdict {
	switch {
	case s.DirectoryCandidates > 0:
		return severalClaim
	case !isSpread(s):
		return anchorsDiffer
	case rival.Directory == nil:
		return copyUnread
	case len(v.findings) > 0:
		return copiesDiffer
	}
	return v
}

// forgive takes back what was found about a group that one side may not have had yet, since the sides were read days apart.
func (c *clerk) forgive(s *diff.Subject, verdicts []*verdict) {
	if s.DaysApart == 0 {
		return
	}
	reason := fmt.Sprintf("the two sides were read %d days apart, and the group, or its copy, was made, changed or deleted between: export both on one day", s.DaysApart)
	for n, v := range verdicts {
		if v != nil && c.bench.groups[n].control.Settling && len(v.findings) > 0 {
			verdicts[n] = &verdict{undecided: reason}
		}
	}
}

// satisfied reports whether a control finds nothing about a subject, and nothing keeps it from looking.
func (v *verdict) satisfied() bool {
	return v.err == "" && v.undecided == "" && len(v.findings) == 0
}

// askOthers asks the judges that are wanted about another subject.
func (c *clerk) askOthers(ctx context.Context, s *diff.Subject, wanted func(int) bool, said func(int, *verdict)) error {
	c.rest()
	c.ground = c.bench.grounds.of(s.Tenant)
	remember := !c.bench.forget && c.ground != nil
	value := reflect.ValueOf(s).Elem()
	if remember {
		c.imprint.take(value)
	}
	for n, j := range c.bench.groups {
		if j.blind != "" || !wanted(n) {
			continue
		}
		v, err := c.verdict(ctx, n, value, remember)
		if err != nil {
			return fmt.Errorf("by %s: %w", j.control.ID, err)
		}
		said(n, v)
	}
	return nil
}

var (
	writtenUnknown = &verdict{undecided: "whether the group is written is not known"}
	securedUnknown = &verdict{undecided: "whether the group is written as a security group is not known"}
	kindUnknown    = &verdict{undecided: "the kind of the group was not read"}
	severalClaim   = &verdict{undecided: "several directory groups claim to be the copy (DIF-14), and which one is, is not known"}
	anchorsDiffer  = &verdict{undecided: "the anchors of a directory group name this and another cloud group (DIF-13), and whether it is the copy is not known"}
	copyUnread     = &verdict{undecided: "engines write the group into several domains, or may, and one of them may hold a copy that was not read: export every group of each, and the jobs with their schemas"}
	copiesDiffer   = &verdict{undecided: "engines write the group into several domains, and one of its copies there fails: export and audit each domain alone (cloudsync.domain)"}
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
