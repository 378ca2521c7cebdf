package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// readTombstones marks the cloud groups that a deleted directory group names. Of the anchors only
// msDS-ExternalDirectoryObjectId survives a deletion.
//
// Source: MS-ADA2 2.320, searchFlags of msDS-ExternalDirectoryObjectId.
func (f *Facts) readTombstones(r *snapshot.Reader) error {
	for d, err := range r.DirectoryDeletedGroups() {
		if err != nil {
			return err
		}
		id, _, reading := ParseAnchor(deref(d.ExternalDirectoryObjectID), f.choices.TakenOverPrefix)
		if reading != AnchorTextOK {
			continue
		}
		row := findRow(f.cloud, id)
		if row == none {
			continue
		}
		f.cloud[row].flags |= cloudCopyDeleted
		if f.isSettling(micros(d.WhenChanged)) {
			f.cloud[row].flags |= cloudCopySettling
		}
	}
	return nil
}
