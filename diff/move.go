package diff

// Move is what decides whether a group can move to the target of MoveChoices. Without a target
// nothing moves: Candidate is no, and nothing else is said.
type Move struct {
	// Candidate says whether the move is about the group: it moves, is refused by the target, or is left to V1; see
	// Mover, which decides the same for readiness.
	Candidate Answer `json:"candidate"`
	// Takes says whether the target writes groups of this kind, for soa once its source of
	// authority is the cloud.
	Takes Answer `json:"takes"`
	// Stays is yes for a Microsoft 365 group that V1 goes on writing when V2 is gone.
	Stays Answer `json:"stays"`
	// Moves is yes for a group that the target will write: a candidate that it takes, for soa every
	// candidate, since any group can be converted.
	Moves Answer `json:"moves"`
	// ByConnect says whether an engine of Connect writes the group now.
	ByConnect Answer `json:"by_connect"`
	// Limit is the target's member limit; nil when it is not known or the target takes no such
	// group. OverLimit says whether the group has more members.
	Limit     *int64 `json:"limit"`
	OverLimit Answer `json:"over_limit"`
	// ObjectAbsent is no when Object is there, yes when the group has no single one in the directory,
	// unknown when it was not read. For soa it is never yes: a synced group comes from somewhere.
	ObjectAbsent Answer `json:"object_absent"`
	// Object is the directory group that is to move: the copy, for soa the group that the cloud
	// group comes from. It is absent when there is none or none was read.
	Object *MoveObject `json:"object,omitempty"`
	People MovePeople  `json:"people"`
	Held   MoveHeld    `json:"held"`
}

// MoveObject is the directory group that is to move, as the target will meet it.
type MoveObject struct {
	Scope Scope `json:"scope"`
	// Builtin marks groups that came with the directory or with Exchange.
	Builtin bool `json:"builtin"`
	// AdminCount is nil when not set or not read, see Tenant.DirectoryRead.
	AdminCount *int32         `json:"admin_count"`
	Path       PrivilegedPath `json:"path"`
	// DomainLocal counts direct members that are domain-local groups, ScopeUnread those that are
	// groups of a scope that was not read; nil when the members were not read completely.
	DomainLocal *int `json:"domain_local"`
	ScopeUnread *int `json:"scope_unread"`
	// Above are the groups that contain it.
	Above MoveAbove `json:"above"`
	// Name is the form of its common name.
	Name CNFormat `json:"name"`
	// InDomain says whether it lies in the domain that the job writes to, InContainer whether the
	// job would leave it where it is, KeepsName whether it would keep its common name.
	InDomain    Answer `json:"in_domain"`
	InContainer Answer `json:"in_container"`
	KeepsName   Answer `json:"keeps_name"`
	// ExternalAnchor says whether msDS-ExternalDirectoryObjectId is set, by which cloud sync joins.
	ExternalAnchor Answer `json:"external_anchor"`
	// AgentWrites says whether the access list of its container lets the provisioning agent write
	// groups.
	AgentWrites Answer `json:"agent_writes"`
}

// MoveAbove counts the directory groups that directly contain one.
type MoveAbove struct {
	// Read is no while memberOf was not read, or not to its end: there may be more.
	Read Answer `json:"read"`
	// Global counts those of global scope, ScopeUnread those of a scope that was not read.
	Global      int `json:"global"`
	ScopeUnread int `json:"scope_unread"`
	// Synced counts those that a synced cloud group comes from, SyncedUnread those of which it is
	// not known.
	Synced       int `json:"synced"`
	SyncedUnread int `json:"synced_unread"`
}

// MovePeople counts the cloud members with an account of this forest's directory by what cloud sync
// finds them by: onPremisesObjectIdentifier, which must be the account's objectGUID.
type MovePeople struct {
	Synced int `json:"synced"`
	// Unidentified have no identifier, Misidentified that of another object, Unread one that was
	// not collected or an account whose objectGUID was not read.
	Unidentified  int `json:"unidentified"`
	Misidentified int `json:"misidentified"`
	Unread        int `json:"unread"`
}

// MoveHeld counts members of the copy that Connect writes and cloud sync never does. Known is no
// while not both lists of members could be compared.
type MoveHeld struct {
	Known    Answer `json:"known"`
	Groups   int    `json:"groups"`
	Devices  int    `json:"devices"`
	Contacts int    `json:"contacts"`
}

// noMove is the Move of a subject that no move is about.
func noMove() Move {
	return Move{
		Candidate: No, Takes: Unknown, Stays: No, Moves: No, ByConnect: Unknown, OverLimit: Unknown, ObjectAbsent: Unknown,
		Held: MoveHeld{Known: No},
	}
}

// target is where groups are to move; "" when no move is judged.
func (f *Facts) target() Target {
	if f.choices.Move == nil {
		return ""
	}
	return f.choices.Move.Target
}

// move says what decides whether a cloud group can move. It comes directly after its members were
// compared, whose fates the comparer holds.
func (a *Assembler) move(row int, s *Subject) Move {
	f := a.comparer.Facts
	if f.target() == "" {
		return noMove()
	}
	c, w := &f.cloud[row], &f.writebacks[f.cloud[row].writeback]
	m := noMove()
	m.ByConnect = w.byConnect()
	m.Candidate, m.Moves = f.moving.stands[row].candidate(), f.moves(row)
	m.Takes, m.Stays = f.takes(c), f.stays(row)
	f.limitMove(row, &m)
	object := f.movingObject(row)
	m.ObjectAbsent = f.objectAbsent(row, object)
	if object != none {
		m.Object = f.moveObject(row, object)
	}
	if m.Candidate != No {
		a.comparer.countMoving(f.cloudMembers.of(row), &m)
		m.Held.Known = answer(s.Members.Cloud == coverComplete.String() && s.Members.Directory == coverComplete.String())
	}
	return m
}

// moves says whether the target will write a group, see Move.Moves.
func (f *Facts) moves(row int) Answer {
	candidate := f.moving.stands[row].candidate()
	if f.target() == ToSOA {
		return candidate
	}
	return all(candidate, f.takes(&f.cloud[row]))
}

// takes says whether the target writes groups of the kind of c.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback and
// how-to-configure-entra-to-active-directory: cloud sync writes security groups without mail only.
func (f *Facts) takes(c *cloudRow) Answer {
	kind := c.kind.kind()
	if kind == KindUnknown {
		return Unknown
	}
	switch f.target() {
	case ToCloudSync:
		return answer(kind == KindSecurity)
	case ToV1:
		return answer(kind == KindM365)
	case ToV2:
		return answer(kind == KindM365 || kind == KindSecurity)
	}
	return all(not(c.mailEnabled.answer()), c.securityEnabled.answer())
}

// stays says whether V1 goes on writing a group, or begins to, once V2 is off.
func (f *Facts) stays(row int) Answer {
	switch f.moving.stands[row] {
	case StandStays:
		return Yes
	case StandUnclear:
		if f.target() == ToCloudSync && f.takes(&f.cloud[row]) != Yes {
			return Unknown
		}
	}
	return No
}

// limitMove applies the target's member limit.
func (f *Facts) limitMove(row int, m *Move) {
	if m.Takes == No {
		m.OverLimit = No
		return
	}
	limits, limit := &f.tenant.Limits, &Limit{}
	switch {
	case m.Takes != Yes:
	case f.target() == ToCloudSync, f.target() == ToSOA:
		limit = &limits.CloudSync
	case f.target() == ToV1:
		limit = &limits.V1
	case f.cloud[row].kind.kind() == KindSecurity:
		limit = &limits.V2Security
	default:
		limit = &limits.V2M365
	}
	members, exact := f.memberCount(row)
	m.Limit, m.OverLimit = limit.known(), limit.exceeded(members)
	if m.OverLimit == No && !exact {
		m.OverLimit = Unknown
	}
}

// countMoving counts the members that the target finds by other means than Connect, or not at all.
func (c *comparer) countMoving(members []uint32, m *Move) {
	for _, n := range members {
		class := c.people.traits[n].class()
		if class == numSyncedUser {
			m.People.Synced++
			switch c.moving.identity[n] {
			case identityMissing:
				m.People.Unidentified++
			case identityDiffers:
				m.People.Misidentified++
			case identityUnread:
				m.People.Unread++
			}
			continue
		}
		if found, member := c.fate(n); !member || found != fateMatched && found != fatePresent {
			continue
		}
		switch class {
		case numSyncedGroup:
			m.Held.Groups++
		case numDevice:
			m.Held.Devices++
		case numContact:
			m.Held.Contacts++
		}
	}
}
