package policies

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// facts is what an audit needs of *diff.Facts.
type facts interface {
	Manifest() snapshot.Manifest
	SnapshotDigest() string
	State(snapshot.Stream) snapshot.StreamState
	Choices() diff.Choices
	TenantSubject() diff.TenantSubject
	TenantID() string
	TenantName() string
	Notes() []string
	// Len counts subjects, whose keys ascend.
	Len() int
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
