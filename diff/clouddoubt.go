package diff

import (
	"fmt"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// doubtCloudGroups notes why the list of cloud groups may lack groups although it was read to its end. A source that
// answers with too little says so nowhere; what names its groups does: the anchors of the copies, and the earlier
// snapshot. A list that explains fewer than half of either is more likely cut than the groups are gone.
func (f *Facts) doubtCloudGroups(deleted map[snapshot.GUID]int64) {
	if !f.complete(snapshot.StreamCloudGroups) {
		return
	}
	const look = "look whether it was read whole; until then nothing is gone because the list does not have it"
	anchored, explained := f.explainedAnchors()
	switch lost, before := f.lostSinceEarlier(deleted); {
	case anchored > 0 && (len(f.cloud) == 0 || 2*explained < anchored):
		f.cloudDoubt = fmt.Sprintf("The list of cloud groups, with the deleted ones, explains %d of %d anchored copies: %s", explained, anchored, look)
	case 2*lost > before:
		f.cloudDoubt = fmt.Sprintf("The list of cloud groups, with the deleted ones, lacks %d of %d groups of the earlier snapshot: %s", lost, before, look)
	}
}

// explainedAnchors counts the directory groups with an anchor that names one id, and those of them whose id is of a
// cloud group that could be read or that was deleted.
func (f *Facts) explainedAnchors() (anchored, explained int) {
	for i := range f.directory {
		d := &f.directory[i]
		if !d.namesOne() {
			continue
		}
		anchored++
		switch anchorStates[d.state] {
		case AnchorSoftDeleted:
			explained++
		case AnchorLive:
			if !f.cloud[findRow(f.cloud, d.anchorID)].flags.has(cloudUnreadable) {
				explained++
			}
		}
	}
	return anchored, explained
}

// lostSinceEarlier counts the groups of the earlier snapshot that are neither listed nor deleted now.
func (f *Facts) lostSinceEarlier(deleted map[snapshot.GUID]int64) (lost, before int) {
	if f.earlier == nil {
		return 0, 0
	}
	for i := range f.earlier.groups {
		id := f.earlier.groups[i].id
		if _, ok := deleted[id]; !ok && findRow(f.cloud, id) == none {
			lost++
		}
	}
	return lost, len(f.earlier.groups)
}

// CloudDoubt says why the list of cloud groups may lack groups although it was read to its end; "" where nothing
// tells so. Nothing may be deleted for want of a cloud group then.
func (f *Facts) CloudDoubt() string { return f.cloudDoubt }
