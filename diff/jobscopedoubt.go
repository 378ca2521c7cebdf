package diff

import "fmt"

// doubtJobScope notes why the scope of cloud sync may be smaller by what was read than it is. The list of selected groups
// has no count that its source states, and a filter may have been changed by mistake; what names the groups that were in
// scope are the copies that carry the anchor of cloud sync. A scope that holds fewer than half of them is more likely cut
// than left on purpose.
func (f *Facts) doubtJobScope() {
	if f.tenant.CloudSync != On {
		return
	}
	copies, held := 0, 0
	for i := range f.cloud {
		c := &f.cloud[i]
		if c.copy == none || c.kind.kind() != KindSecurity || f.writebacks[c.writeback].byConnect() == Yes || !f.maybeByCloudSync(&f.directory[c.copy]) {
			continue
		}
		copies++
		held += count(c.inScope.answer() != No)
	}
	if 2*held < copies {
		f.jobScopeDoubt = fmt.Sprintf("The scope of cloud sync, as its selected groups and its filters were read, holds %d of %d groups whose copies carry its anchor: "+
			"look whether appRoleAssignedTo was read whole and who changed the scope; until then no copy is left over because the scope does not hold its group", held, copies)
	}
}

// maybeByCloudSync reports whether a copy carries the anchor of cloud sync, or may: where that attribute was not read,
// adminDescription alone does not tell Connect from cloud sync.
func (f *Facts) maybeByCloudSync(d *directoryRow) bool {
	if anchorStates[d.state] != AnchorLive {
		return false
	}
	return anchors[d.anchor] == AnchorExternalID || d.flags.has(directoryBoth) || f.tenant.AnchorsRead != Yes
}

// JobScopeDoubt says why the scope of cloud sync may be smaller by what was read than it is; "" where nothing tells so. No
// copy may be emptied or deleted for want of a place in it then.
func (f *Facts) JobScopeDoubt() string { return f.jobScopeDoubt }
