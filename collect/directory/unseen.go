package directory

import (
	"iter"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Name is that of an object that was seen as a member.
type Name struct {
	// DN is the name as received, without what the extended DN control adds.
	DN string
	// GUID is objectGUID; nil where the control did not tell it.
	GUID *snapshot.GUID
	// SID is objectSid as text, which accounts and groups have and other objects have not; nil where the control
	// did not tell it.
	SID *string
}

// Unseen yields the names of members of which no record was written so far, in the order they came.
// Records may be added meanwhile; names that they bring are not yielded.
func (r *Recorder) Unseen() iter.Seq[Name] {
	return func(yield func(Name) bool) {
		for number := range r.names.all {
			n := &r.names.all[number]
			if n.written || n.broken {
				continue
			}
			if id := n.identity(); !yield(Name{DN: n.dn(), GUID: id.guid, SID: id.sid}) {
				return
			}
		}
	}
}
