package readiness

import "github.com/wbaudit/wbaudit/diff"

// LimitState says how a limit of the target stands to what would be written.
type LimitState string

// The states of a limit.
const (
	Within       LimitState = "within"
	Over         LimitState = "over"
	LimitUnknown LimitState = "unknown"
)

// Limit is one number that the target does not exceed.
type Limit struct {
	// Name says what is limited, Control is the rule that tells it.
	Name, Control string
	// Limit is the documented number, Actual what the groups come to that move, may move or are there
	// already; nil when a count was not read.
	Limit  int64
	Actual *int64
	State  LimitState
}

// The names of limits.
const (
	limitMembers         = "members of the largest group"
	limitGroupsSelected  = "groups, with selected groups in scope"
	limitLinksSelected   = "memberships, with selected groups in scope"
	limitGroupsAll       = "groups, with all groups in scope"
	limitLinksAll        = "memberships, with all groups in scope"
	limitMembersM365     = "members of the largest Microsoft 365 group"
	limitMembersSecurity = "members of the largest security group"
)

// sums are what the groups come to that will or may be at the target.
type sums struct {
	groups, links int64
	largest       map[diff.GroupKind]int64
	// exact is false when a group may have more members than were counted.
	exact bool
}

func (p *Plan) sums() sums {
	s := sums{largest: map[diff.GroupKind]int64{}, exact: true}
	for i := range p.entries {
		if e := p.entries[i].stand; e != diff.StandMoves && e != diff.StandThere && e != diff.StandUnclear {
			continue
		}
		c, kind := p.facts.Candidate(i), p.facts.Footing(i).Kind
		s.groups++
		s.links += c.Members
		s.largest[kind] = max(s.largest[kind], c.Members)
		s.exact = s.exact && c.MembersExact
	}
	return s
}

// Limits compares what the target would write with its limits. The controls CS-02 to CS-04 judge them.
//
// Source: CS-DEPLOY, CS-PRE25; conflict C6 of the design for members of one group.
func (p *Plan) Limits() []Limit {
	s, t := p.sums(), p.facts.TenantSubject().Tenant
	most := s.limit
	switch p.to {
	case diff.ToV1:
		return []Limit{most(limitMembersM365, "CS-02", s.largest[diff.KindM365], t.Limits.V1.Low, t.Limits.V1.High)}
	case diff.ToV2:
		return []Limit{
			most(limitMembersM365, "CS-02", s.largest[diff.KindM365], t.Limits.V2M365.Low, t.Limits.V2M365.High),
			most(limitMembersSecurity, "CS-02", s.largest[diff.KindSecurity], t.Limits.V2Security.Low, t.Limits.V2Security.High),
		}
	}
	limits := []Limit{most(limitMembers, "CS-02", max(s.largest[diff.KindSecurity], s.largest[diff.KindSynced]), t.Limits.CloudSync.Low, t.Limits.CloudSync.High)}
	const (
		selectedGroups, selectedLinks = 10_000, 250_000
		allGroups, allLinks           = 20_000, 500_000
	)
	switch p.facts.Choices().CloudSyncScope {
	case diff.ScopeSelected:
		return append(limits, most(limitGroupsSelected, "CS-03", s.groups, selectedGroups, selectedGroups), most(limitLinksSelected, "CS-03", s.links, selectedLinks, selectedLinks))
	case diff.ScopeAll:
		return append(limits, most(limitGroupsAll, "CS-04", s.groups, allGroups, allGroups), most(limitLinksAll, "CS-04", s.links, allLinks, allLinks))
	}
	// While the mode is not known, only what both allow is within, and only what neither allows is over.
	return append(limits, most(limitGroupsSelected, "CS-03", s.groups, selectedGroups, allGroups), most(limitLinksSelected, "CS-03", s.links, selectedLinks, allLinks))
}

// limit judges one number: up to low it is within, above high over, and between them not known.
func (s *sums) limit(name, control string, actual, low, high int64) Limit {
	l := Limit{Name: name, Control: control, Limit: low, Actual: &actual, State: LimitUnknown}
	links := name != limitGroupsAll && name != limitGroupsSelected
	switch {
	case actual > high:
		l.State = Over
	case links && !s.exact:
		l.Actual = nil
	case actual <= low:
		l.State = Within
	}
	return l
}
