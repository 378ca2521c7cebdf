package policies

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// facts is what an audit needs of *diff.Facts.
type facts interface {
	Manifest() snapshot.Manifest
	SnapshotDigest() string
	State(snapshot.Stream) snapshot.StreamState
	Choices() diff.Choices
	TenantSubject() diff.TenantSubject
	// Shares reports whether subjects share these facts of the tenant.
	Shares(*diff.Tenant) bool
	TenantID() string
	TenantName() string
	Notes() []string
	// Unreadable says which groups are there of which nothing could be read.
	Unreadable() []string
	// CloudDoubt says why the list of cloud groups may lack groups although it was read to its end; "" for no doubt.
	CloudDoubt() string
	// JobScopeDoubt says why the scope of cloud sync may be smaller by what was read than it is; "" for no doubt.
	JobScopeDoubt() string
	// Len counts subjects, whose keys ascend.
	Len() int
	// earlierState returns how a stream of the earlier snapshot ended, false without one.
	earlierState(snapshot.Stream) (snapshot.StreamState, bool)
	// earlierSnapshot describes the earlier snapshot; nil without one.
	earlierSnapshot() *report.Earlier
	// Position returns the place of the subject with a key, false when there is none.
	Position(key string) (int, bool)
	// assembler makes subjects; every worker has its own.
	assembler() assembler
}

// assembler makes subject i, and fills the details of one that is reported.
type assembler interface {
	Subject(i int) diff.Subject
	Detail(*diff.Subject)
}

// loaded are facts of a snapshot.
type loaded struct{ *diff.Facts }

func (l loaded) assembler() assembler { return l.Assembler() }

func (l loaded) earlierState(stream snapshot.Stream) (snapshot.StreamState, bool) {
	e := l.EarlierSnapshot()
	if e == nil {
		return snapshot.StreamState{}, false
	}
	return e.State(stream), true
}

func (l loaded) earlierSnapshot() *report.Earlier {
	e := l.EarlierSnapshot()
	if e == nil {
		return nil
	}
	return &report.Earlier{
		CollectedAt: e.Manifest().CollectedAt, SnapshotDigest: e.SnapshotDigest(),
		Changes: changesOf(l.TenantSubject().History.Changes),
	}
}

// changesOf is how the stream shows what changed since the earlier snapshot.
func changesOf(list []diff.Change) []report.Change {
	changes := make([]report.Change, 0, len(list))
	for _, c := range list {
		changes = append(changes, report.Change{Attribute: c.Attribute, From: c.From, To: c.To, By: c.By, Actor: c.Actor, Ticket: c.Ticket})
	}
	return changes
}
