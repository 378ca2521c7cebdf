package diff

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// governed is what governance facts are made of.
type governed struct {
	// now is the time that ages count to in microseconds since 1970, noTime when it is not known.
	now    int64
	naming []*regexp.Regexp
	tier0  tier0
	// admins are those whom GovernanceChoices.Admins names.
	admins map[snapshot.GUID]bool
	// register numbers the rows of the register by group.
	register map[snapshot.GUID]int
	// paths and gaps are of directory rows, see path.
	paths   map[int32]reached
	gaps    []uint8
	domains Answer
	// tier0Unmet are numbers of entries that nothing read is called by, see ancestry.tier0Unmet.
	tier0Unmet []string
	reviews    reviews
	assigned   assigned
	duties     duties
}

// startGoverning prepares what must be known before both sides are read.
func (f *Facts) startGoverning() error {
	c := &f.choices.Governance
	f.governed = governed{now: micros(c.Now), tier0: newTier0(c.Tier0Groups), register: map[snapshot.GUID]int{}}
	if c.Now == nil {
		f.governed.now = micros(f.manifest.CollectedAt)
	}
	for _, id := range c.Admins {
		if f.governed.admins == nil {
			f.governed.admins = map[snapshot.GUID]bool{}
		}
		f.governed.admins[id] = true
	}
	var err error
	if f.governed.naming, err = CompileNaming(c.Naming); err != nil {
		return fmt.Errorf("compiling the naming convention: %w", err)
	}
	if c.Register != nil {
		for i := range c.Register.Rows {
			f.governed.register[c.Register.Rows[i].ID] = i
		}
	}
	f.accounts.leaving = leaving{
		before:   f.daysAgo(c.Grace),
		expiries: hasProperty(f.State(snapshot.StreamDirectoryPrincipals), "accountexpires"),
	}
	return nil
}

const microsPerDay = 24 * int64(time.Hour/time.Microsecond)

// daysAgo is a time before that of the run; noTime when that is not known.
func (f *Facts) daysAgo(days int) int64 {
	if f.governed.now == noTime {
		return noTime
	}
	return f.governed.now - int64(days)*microsPerDay
}

// govern finds what needs both sides linked.
func (f *Facts) govern(ctx context.Context, r *snapshot.Reader, k *linkKeys) error {
	f.findPaths(k)
	roles := f.findRoles()
	f.governed.domains = f.domainsRead()
	if err := f.readReviews(r, f.governed.now); err != nil {
		return err
	}
	if err := f.readAssignments(r); err != nil {
		return err
	}
	if err := f.findDuties(ctx, r, k); err != nil {
		return err
	}
	groups, people := f.State(snapshot.StreamDirectoryGroups), f.State(snapshot.StreamDirectoryPrincipals)
	f.tenant.Governance = GovernanceFacts{
		Register: f.choices.Governance.Register != nil, Convention: len(f.governed.naming) > 0, Dated: f.governed.now != noTime,
		Reviews: readAnswer(f.State(snapshot.StreamAccessReviews)), Assignments: readAnswer(f.State(snapshot.StreamPrivilegedAssignments)),
		Duties: f.governed.duties.known, Roles: roles, ManagedBy: hasProperty(groups, "managedby"), AdminCount: hasProperty(people, "admincount"),
		AccountState: hasProperty(people, "useraccountcontrol") && hasProperty(people, "accountexpires"),
		UserType:     hasProperty(f.State(snapshot.StreamCloudPrincipals), "userType"),
		Restricted:   f.tenant.Collected.ManagementRestricted, CycleMinutes: int(f.cycle / time.Minute),
	}
	return nil
}

// findRoles marks the people who are members of a role-assignable group, which has no nested ones. It
// says whether all of them are known.
//
// Source: https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept
func (f *Facts) findRoles() Answer {
	known := answer(f.tenant.Collected.RoleAssignable || len(f.cloud) == 0)
	for row := range f.cloud {
		c := &f.cloud[row]
		if c.roleAssignable != triTrue {
			if c.missing&missingRole != 0 && known == Yes {
				known = Unknown
			}
			continue
		}
		if status, _ := f.cloudCoverage(row); status != coverComplete && known == Yes {
			known = Unknown
		}
		for _, n := range f.cloudMembers.of(row) {
			if kind := f.people.state[n] & stateKind; kind == stateUser || kind == stateGuest {
				f.people.state[n] |= stateRole
			}
		}
	}
	return known
}

func readAnswer(s snapshot.StreamState) Answer {
	switch s.Status {
	case snapshot.Complete:
		return Yes
	case snapshot.Absent:
		return No
	}
	return Unknown
}

// secured says whether a cloud group is written as a security group.
func (w *Writeback) secured() Answer {
	switch {
	case w.Expected == No || w.Category == CategoryDistribution:
		return No
	case w.Expected == Yes && w.Category == CategorySecurity:
		return Yes
	}
	return Unknown
}

// registerRow returns the row of a group; nil without one.
func (f *Facts) registerRow(c *cloudRow) *RegisterRow {
	i, ok := f.governed.register[c.id]
	if !ok {
		return nil
	}
	return &f.choices.Governance.Register.Rows[i]
}

// review says whether anybody looked at a group lately. A date of the future is no review; a day
// of difference is one of time zones.
func (f *Facts) review(c *cloudRow) Review {
	r := Review{Definition: f.governed.reviews.of(c.id, c.kind.kind())}
	r.Current = r.Definition
	row := f.registerRow(c)
	if row == nil || row.Reviewed == nil {
		return r
	}
	if f.governed.now == noTime {
		r.Current = either(r.Definition, Unknown)
		return r
	}
	days := int((f.governed.now - row.Reviewed.UnixMicro()) / microsPerDay)
	r.Days = &days
	if days >= -1 && days <= f.choices.Governance.ReviewMaxAge {
		r.Current = Yes
	}
	return r
}

// inConvention matches the name; yes without a convention, unknown without a name.
func (f *Facts) inConvention(c *cloudRow) Answer {
	switch {
	case len(f.governed.naming) == 0:
		return Yes
	case !f.tenant.Collected.DisplayName, c.missing&missingDisplayName != 0:
		return Unknown
	}
	return answer(!c.flags.has(cloudOutsideNaming))
}
