package policies

import (
	"context"
	"iter"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// Facts is what Audit judges; *diff.Facts is one.
type Facts interface {
	// Manifest says what the snapshot holds.
	Manifest() snapshot.Manifest
	// SnapshotDigest is the SHA-256 of the manifest, lower-case hex.
	SnapshotDigest() string
	// State says how a stream ended.
	State(snapshot.Stream) snapshot.StreamState
	// Choices settle what is open.
	Choices() diff.Choices
	// TenantSubject is the input of tenant controls.
	TenantSubject() diff.TenantSubject
	// Subjects yields every subject in strictly ascending order of key and stops after an error.
	Subjects(context.Context) iter.Seq2[diff.Subject, error]
	// Detail fills the details of a subject that a report shows. Several goroutines call it, each
	// with a subject of its own.
	Detail(*diff.Subject) error
}
