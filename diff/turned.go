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
			turned = append(turned, t)
		}
	}
	return turned
}

// PositionOfCopy returns the place of the subject that a directory group is part of, by objectGUID: the
// cloud group that claims it, else its own. False when there is none.
func (f *Facts) PositionOfCopy(guid snapshot.GUID) (int, bool) {
	row, found := slices.BinarySearchFunc(f.directory, guid, func(d directoryRow, id snapshot.GUID) int { return compareGUID(d.guid, id) })
	if !found {
		return 0, false
	}
	if claim := f.directory[row].claim; claim != none {
		return int(claim), true
	}
	return f.Position(directoryKey + guid.String())
}
