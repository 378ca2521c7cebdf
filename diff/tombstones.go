package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readTombstones marks the cloud groups that a deleted directory group names: by msDS-ExternalDirectoryObjectId, the only
// anchor that survives a deletion where the Recycle Bin is off, by adminDescription, which survives where it is on, and else
// by its former common name, since copies of Connect have no other.
//
// Source: MS-ADA2 2.320, searchFlags of msDS-ExternalDirectoryObjectId; MS-ADTS 3.1.1.5.5 for the name.
func (f *Facts) readTombstones(r *snapshot.Reader) error {
	var suffixes map[[6]byte]int32
	domains := f.ouDomains()
	for d, err := range r.DirectoryDeletedGroups() {
		if err != nil {
			return err
		}
		if domain := snapshot.DomainOf(d.DN); domain != "" && !domains[domain] && len(domains) > 0 {
			// The copy of the same group in another forest was none of ours.
			continue
		}
		if suffixes == nil {
			suffixes = f.suffixes()
		}
		row := f.buried(&d, suffixes)
		if row == none {
			continue
		}
		f.cloud[row].flags |= cloudCopyDeleted
		if f.isSettling(micros(d.WhenChanged)) {
			f.cloud[row].flags |= cloudCopySettling
		}
		if f.window.apart.holds(micros(d.WhenChanged)) {
			f.window.apart.cloud[row] = true
		}
	}
	return nil
}

// buried returns the row of the cloud group whose copy d was; none when d does not say.
func (f *Facts) buried(d *snapshot.DirectoryDeletedGroup, suffixes map[[6]byte]int32) int32 {
	if text := deref(d.ExternalDirectoryObjectID); text != "" {
		id, _, reading := ParseAnchor(text, f.choices.TakenOverPrefix)
		if reading != AnchorTextOK {
			return none
		}
		return findRow(f.cloud, id)
	}
	// Of groups that are no copies it holds any text.
	if id, _, reading := ParseAnchor(deref(d.AdminDescription), f.choices.TakenOverPrefix); reading == AnchorTextOK {
		return findRow(f.cloud, id)
	}
	switch format, id, suffix, _ := ParseCN(formerName(d)); format {
	case CNGroupID:
		return findRow(f.cloud, id)
	case CNDisplayName:
		if row, found := suffixes[suffix]; found {
			return row
		}
	}
	return none
}

// formerName is the common name before the deletion, which appended a line feed, "DEL:" and the
// object's GUID.
func formerName(d *snapshot.DirectoryDeletedGroup) string {
	if d.LastKnownRDN != nil {
		return *d.LastKnownRDN
	}
	rdn, _ := splitDN(d.DN)
	_, name, _ := strings.Cut(rdn, "=")
	name, _, _ = strings.Cut(name, `\0A`)
	return name
}
