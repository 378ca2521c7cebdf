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
	// Limit is the documented number, Actual what the groups come to that move or are there already; nil when a count
	// was not read, or would be another one with the groups of which it is not known whether they move.
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

// sums are what the groups come to that will be at the target, and with those that may be.
type sums struct {
	groups, links span
	largest       map[diff.GroupKind]span
	// whole is false when there may be more groups, exact when a group may have more members than were counted.
	whole, exact bool
}

// span is a number that is one of these, or lies between them.
type span struct{ least, most int64 }

// add counts n, which belongs to the number or, if not sure, may.
func (s *span) add(n int64, sure bool) {
	s.most += n
	if sure {
		s.least += n
	}
}

// reach makes the number n at least, or, if not sure, at most.
func (s span) reach(n int64, sure bool) span {
	s.most = max(s.most, n)
	if sure {
		s.least = max(s.least, n)
	}
	return s
}

func (p *Plan) sums() sums {
	s := sums{largest: map[diff.GroupKind]span{}, whole: p.groupsRead(), exact: true}
	for i := range p.entries {
		stand := p.entries[i].stand
		if stand != diff.StandMoves && stand != diff.StandThere && stand != diff.StandUnclear {
			continue
		}
		c, sure := p.facts.Candidate(i), stand != diff.StandUnclear
		s.groups.add(1, sure)
		s.links.add(c.Members, sure)
		for _, kind := range kindsOf(p.facts.Footing(i).Kind) {
			s.largest[kind] = s.largest[kind].reach(c.Members, sure)
		}
		s.exact = s.exact && c.MembersExact
	}
	return s
}

// kindsOf are the kinds that a group may be of: a kind that was not read is any.
func kindsOf(kind diff.GroupKind) []diff.GroupKind {
	if kind == diff.KindUnknown {
		return []diff.GroupKind{diff.KindM365, diff.KindSecurity, diff.KindSynced}
	}
	return []diff.GroupKind{kind}
}

// Limits compares what the target would write with its limits. The controls CS-02 to CS-04 judge them.
//
// Source: CS-DEPLOY, CS-PRE25; conflict C6 of the design for members of one group.
func (p *Plan) Limits() []Limit {
	s, t := p.sums(), p.facts.TenantSubject().Tenant
	members := func(name string, actual span, limit diff.Limit) Limit {
		return actual.limit(Limit{Name: name, Control: "CS-02", Limit: limit.Low}, limit.High, s.whole && s.exact)
	}
	m365, security, synced := s.largest[diff.KindM365], s.largest[diff.KindSecurity], s.largest[diff.KindSynced]
	switch p.to {
	case diff.ToV1:
		return []Limit{members(limitMembersM365, m365, t.Limits.V1)}
	case diff.ToV2:
		return []Limit{members(limitMembersM365, m365, t.Limits.V2M365), members(limitMembersSecurity, security, t.Limits.V2Security)}
	}
	largest := span{max(security.least, synced.least), max(security.most, synced.most)}
	return append([]Limit{members(limitMembers, largest, t.Limits.CloudSync)}, s.scopeLimits(p.facts.Choices().CloudSyncScope)...)
}

// scopeLimits are those of the mode of a cloud sync job. While the mode is not known, only what both allow is within, and
// only what neither allows is over.
func (s *sums) scopeLimits(mode diff.ScopeMode) []Limit {
	const (
		selectedGroups, selectedLinks = 10_000, 250_000
		allGroups, allLinks           = 20_000, 500_000
	)
	groups, links := Limit{Name: limitGroupsSelected, Control: "CS-03", Limit: selectedGroups}, Limit{Name: limitLinksSelected, Control: "CS-03", Limit: selectedLinks}
	groupsHigh, linksHigh := int64(allGroups), int64(allLinks)
	switch mode {
	case diff.ScopeSelected:
		groupsHigh, linksHigh = selectedGroups, selectedLinks
	case diff.ScopeAll:
		groups, links = Limit{Name: limitGroupsAll, Control: "CS-04", Limit: allGroups}, Limit{Name: limitLinksAll, Control: "CS-04", Limit: allLinks}
	}
	return []Limit{s.groups.limit(groups, groupsHigh, s.whole), s.links.limit(links, linksHigh, s.whole && s.exact)}
}

// limit judges the number: up to the limit it is within, above high over, and between them not known. Where not all was
// counted that belongs to it, it can only be over.
func (s span) limit(l Limit, high int64, whole bool) Limit {
	l.State = LimitUnknown
	if whole && s.least == s.most {
		l.Actual = &s.most
	}
	switch {
	case s.least > high:
		l.State = Over
	case whole && s.most <= l.Limit:
		l.State = Within
	}
	return l
}
