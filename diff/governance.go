package diff

// Governance is what an auditor asks of a written group: who answers for it, who looked at it, what
// it leads to. Ages count to the time of the run.
type Governance struct {
	// Secured is yes for a group that is written as a security group, no for one that is not
	// written or a distribution group, unknown where either is not known.
	Secured Answer         `json:"secured"`
	Path    PrivilegedPath `json:"path"`
	Review  Review         `json:"review"`
	// Registered is true for a group with a row in the register.
	Registered bool `json:"registered"`
	// SamePerson is true when the register names one person as owner and approver.
	SamePerson bool `json:"same_person"`
	// DutyHolders counts the owners who may change copies in the directory by its access list.
	DutyHolders int `json:"duty_holders"`
	// EngineLike counts the owners with an account that may change copies and may be an engine's.
	EngineLike int `json:"engine_like"`
	// OwnersUnlinked counts the owners of whom nothing was read that ties them to an account of the directory,
	// though they have one or may.
	OwnersUnlinked int `json:"owners_unlinked"`
	// Stale is yes for a security copy that nobody changed for long and nothing uses.
	Stale Answer `json:"stale"`
	// InConvention says whether the display name matches the naming convention; yes without one.
	InConvention Answer `json:"in_convention"`
	// Imitates is true when the display name looks like that of a group that comes with the
	// directory or is privileged.
	Imitates  bool      `json:"imitates"`
	TimeBound TimeBound `json:"time_bound"`
}

// Review is who looked at the members of a group lately.
type Review struct {
	// Current is yes when an active access review covers the group or the register has a recent
	// date, no when provably neither, else unknown.
	Current Answer `json:"current"`
	// Definition is the access review's part of it.
	Definition Answer `json:"definition"`
	// Days is the age of the register's date in days; nil without one.
	Days *int `json:"days"`
}

// PeopleFacts counts people in a copy.
type PeopleFacts struct {
	// Privileged counts people with adminCount 1. Where both lists can be compared, foreign members
	// are left out: those are Members.ForeignDangerous.
	Privileged int `json:"privileged"`
	// Unresolved counts members that may be people and whose record was not read.
	Unresolved int `json:"unresolved"`
	// RoleHolders counts cloud members who are members of another group, too, that roles of the cloud
	// are given to; 0 for a role-assignable group itself.
	RoleHolders int `json:"role_holders"`
	// Leavers counts members of both sides whose account is disabled, or expired for longer than
	// the grace period, LeaversUnread those people of the copy of whom it is not known. Exact when
	// both lists are complete, else 0.
	Leavers       int `json:"leavers"`
	LeaversUnread int `json:"leavers_unread"`
	// Guests counts members of both sides who are guests of the tenant, GuestsUnread those people of
	// whom it is not known, since userType was not read. Exact likewise.
	Guests       int `json:"guests"`
	GuestsUnread int `json:"guests_unread"`
}

// GovernanceFacts says what was read and decided that groups are judged by.
type GovernanceFacts struct {
	// Register and Convention are true when a register and a naming convention were given.
	Register   bool `json:"register"`
	Convention bool `json:"convention"`
	// Dated is true when it is known to which time ages count.
	Dated bool `json:"dated"`
	// Reviews and Assignments say whether access reviews and PIM assignments were read: unknown
	// for a list that is not whole.
	Reviews     Answer `json:"reviews"`
	Assignments Answer `json:"assignments"`
	// Duties says whether it is known who may change copies, see Access.
	Duties Answer `json:"duties"`
	// Roles says whether all members of role-assignable groups are known: no when isAssignableToRole was
	// not read.
	Roles Answer `json:"roles"`
	// ManagedBy, AdminCount and AccountState are true when managedBy of groups, and adminCount and
	// userAccountControl with accountExpires of people were read.
	ManagedBy    bool `json:"managed_by"`
	AdminCount   bool `json:"admin_count"`
	AccountState bool `json:"account_state"`
	// UserType is true when userType of people was read.
	UserType bool `json:"user_type"`
	// Restricted is true when isManagementRestricted was read.
	Restricted bool `json:"restricted"`
	// CycleMinutes is how often the engine runs, as read or chosen.
	CycleMinutes int `json:"cycle_minutes"`
}

// GovernanceTotals counts written groups.
type GovernanceTotals struct {
	// Written counts groups that are written, Secured those of them written as security groups.
	Written int `json:"written"`
	Secured int `json:"secured"`
	// Copies counts the copies of written groups, Unmanaged those without managedBy and without an owner in
	// the register. CopiesUndecided counts the copies without both of groups of which it is not known
	// whether they are written.
	Copies          int     `json:"copies"`
	CopiesUndecided int     `json:"copies_undecided"`
	Unmanaged       Counted `json:"unmanaged"`
	// Unreviewed and Stale are of Secured, Outside (of the naming convention) and Unregistered of
	// Written.
	Unreviewed   Counted `json:"unreviewed"`
	Stale        Counted `json:"stale"`
	Outside      Counted `json:"outside"`
	Unregistered Counted `json:"unregistered"`
	// Leavers counts copies with leavers, LeaverPeople those people, LeaverMemberships their memberships,
	// LeaversPrivileged the copies among them that lead into a privileged group.
	Leavers           Counted `json:"leavers"`
	LeaverPeople      Count   `json:"leaver_people"`
	LeaverMemberships Count   `json:"leaver_memberships"`
	LeaversPrivileged Count   `json:"leavers_privileged"`
	// Rows counts the rows of the register, StrayRows those without a cloud group; nil when not all
	// cloud groups were read.
	Rows      int  `json:"rows"`
	StrayRows *int `json:"stray_rows"`
}

// Counted counts groups of which something holds, and those of which it may.
type Counted struct {
	Groups    Count `json:"groups"`
	Undecided int   `json:"undecided"`
}

func (c *Counted) add(a Answer) {
	switch a {
	case Yes:
		c.Groups.AtLeast++
	case Unknown:
		c.Undecided++
	}
}

// seal makes counts exact that nothing can add to: all cloud groups were read, where copies count all that there are, and
// of none it is open.
func (n *GovernanceTotals) seal(cloud, copies bool) {
	for _, c := range []*Counted{&n.Unreviewed, &n.Stale, &n.Outside, &n.Unregistered} {
		c.Groups = counted(c.Groups.AtLeast, cloud && c.Undecided == 0)
	}
	both := cloud && copies
	n.Unmanaged.Groups = counted(n.Unmanaged.Groups.AtLeast, both && n.Unmanaged.Undecided+n.CopiesUndecided == 0)
	for _, c := range []*Count{&n.Leavers.Groups, &n.LeaverPeople, &n.LeaverMemberships, &n.LeaversPrivileged} {
		*c = counted(c.AtLeast, both && n.Leavers.Undecided == 0)
	}
}

// governance assembles the facts of a subject; either row may be none.
func (f *Facts) governance(cloud, directory int) Governance {
	g := Governance{
		Secured: No, Stale: No, InConvention: Yes, TimeBound: TimeBound{Read: Unknown},
		Path:   PrivilegedPath{Leads: No, Gap: GapNone, Group: PrivilegedNone},
		Review: Review{Current: No, Definition: No},
	}
	if directory != none {
		g.Path = f.path(directory)
	}
	if cloud == none {
		return g
	}
	c := &f.cloud[cloud]
	g.Secured = f.writebacks[c.writeback].secured()
	g.Review = f.review(c)
	if row := f.registerRow(c); row != nil {
		g.Registered, g.SamePerson = true, samePerson(row.Owner, row.Approver)
	}
	duties := f.governed.duties.owners[int32(cloud)]
	g.DutyHolders, g.EngineLike, g.OwnersUnlinked = duties[dutyHolder], duties[dutyEngine], duties[dutyUnread]
	g.TimeBound = f.governed.assigned.of(c.id)
	g.Stale = flagged(c.flags, cloudStale, cloudMaybeStale)
	g.InConvention = f.inConvention(c)
	g.Imitates = c.flags.has(cloudImitates)
	return g
}

func flagged(flags, yes, maybe cloudFlags) Answer {
	switch {
	case flags.has(yes):
		return Yes
	case flags.has(maybe):
		return Unknown
	}
	return No
}
