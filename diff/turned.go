package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Turn is a cloud group of which it differs from the earlier snapshot whether, or as what, it is written.
type Turn struct {
	// Position is that of the subject, see Facts.Position; ID the cloud id.
	Position int
	ID       snapshot.GUID
	// Before and After say whether it is written, TypeBefore and TypeAfter as what; "" while it is not
	// known or not written.
	Before, After         Answer
	TypeBefore, TypeAfter GroupType
	// UnreadBefore and UnreadAfter say that the earlier, or this, snapshot did not read something on which the state rests
	// and which the other one read: then it is not known whether the state differs.
	UnreadBefore, UnreadAfter bool
}

// unreadGrounds are what was not read of that on which the effective state of a group rests.
type unreadGrounds uint16

const (
	groundV1 unreadGrounds = 1 << iota
	groundV2
	groundCloudSync
	groundRunning
	groundSetting
	groundVersion
	groundGroup
	groundConfiguration
	groundKind
	groundSync
	groundMembers
	groundCopy
	groundScope
)

// assumedGrounds are those of which the tables assume something where they were not read, so that an answer that is
// given may rest on them: an engine is taken to be new enough, and a group not to be over a limit.
const assumedGrounds = groundVersion | groundMembers

// unreadGroundsOf returns what was not read of that on which the state of a group rests.
func (f *Facts) unreadGroundsOf(row int) (unread unreadGrounds) {
	t, c, in := &f.tenant, &f.cloud[row], f.considered(row)
	for _, ground := range [...]struct {
		unread bool
		bit    unreadGrounds
	}{
		{t.V1 == SwitchUnknown, groundV1}, {t.V2 == SwitchUnknown, groundV2}, {t.CloudSync == SwitchUnknown, groundCloudSync},
		{t.CloudSync == On && t.CloudSyncRunning == Unknown, groundRunning}, {!t.SettingRead, groundSetting},
		{t.BelowFloor == Unknown, groundVersion}, {c.flags.has(cloudUnreadable), groundGroup}, {!f.isConfigured(c), groundConfiguration},
		{c.kind.kind() == KindUnknown, groundKind}, {!in.Collected.Sync, groundSync}, {!in.MembersExact, groundMembers},
		{in.HasCopy == Unknown, groundCopy}, {t.CloudSync != Off && in.InScope == Unknown, groundScope},
	} {
		if ground.unread {
			unread |= ground.bit
		}
	}
	return unread
}

// weigh says which side did not read what the other one did, of that on which the difference may rest.
func (t *Turn) weigh(before, after unreadGrounds, limited bool) {
	assumed := assumedGrounds
	if !limited {
		assumed &^= groundMembers
	}
	t.UnreadBefore, t.UnreadAfter = before&^after&assumed != 0, after&^before&assumed != 0
	open := func(a Answer, typ GroupType) bool { return a == Unknown || a == Yes && typ == TypeNone }
	t.UnreadBefore = t.UnreadBefore || open(t.Before, t.TypeBefore) && before&^after != 0
	t.UnreadAfter = t.UnreadAfter || open(t.After, t.TypeAfter) && after&^before != 0
}

// Turned lists the groups that both snapshots hold and of which the effective state differs, by id,
// whatever it was that changed: their own configuration, the tenant's setting or an engine. It is empty
// without an earlier snapshot.
func (f *Facts) Turned() []Turn {
	var turned []Turn
	if f.earlier == nil {
		return nil
	}
	for i := range f.cloud {
		if f.before[i] == none {
			continue
		}
		g, w := &f.earlier.groups[f.before[i]], &f.writebacks[f.cloud[i].writeback]
		t := Turn{Position: i, ID: f.cloud[i].id, Before: g.expected.answer(), After: w.Expected, TypeBefore: groupTypes[g.written], TypeAfter: w.Type}
		if t.Before != t.After || t.TypeBefore != t.TypeAfter {
			t.weigh(g.unread, f.unreadGroundsOf(i), g.limited || w.OverLimit)
			turned = append(turned, t)
		}
	}
	return turned
}

// Copy returns the subject that a directory group is part of, by objectGUID, with that group as its copy: the cloud group
// that it names, though others do as well, else its own. Subject.DirectoryCandidates is 0 where it is known to be a copy. False
// when there is none.
func (a *Assembler) Copy(guid snapshot.GUID) (Subject, bool) {
	f := a.comparer.Facts
	row, found := slices.BinarySearchFunc(f.directory, guid, func(d directoryRow, id snapshot.GUID) int { return compareGUID(d.guid, id) })
	if !found {
		return Subject{}, false
	}
	switch claim := f.directory[row].claim; {
	case claim == none:
	case f.cloud[claim].copy == int32(row):
		return a.cloud(int(claim)), true
	default:
		s := a.cloudWith(int(claim), int32(row))
		var apart bool
		if s.DirectorySpread, apart = f.spreadOf(int(claim)); !apart || s.DirectorySpread == SpreadUnknown {
			s.DirectoryCandidates = int(f.cloud[claim].candidates)
		}
		return s, true
	}
	at, found := f.Position(directoryKey + guid.String())
	if !found {
		return Subject{}, false
	}
	return a.Subject(at), true
}
