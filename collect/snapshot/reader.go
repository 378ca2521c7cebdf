package snapshot

import (
	"io/fs"
	"iter"
)

// Reader reads a snapshot.
type Reader struct{}

// Open checks the manifest and every digest in fsys, and refuses a changed, truncated or
// newer-format snapshot with an error that names the file.
func Open(fsys fs.FS) (*Reader, error) { return nil, errContract }

// OpenPath opens a folder or a zip file of one. The caller closes the reader.
func OpenPath(path string) (*Reader, error) { return nil, errContract }

// Close releases what OpenPath opened.
func (r *Reader) Close() error { return nil }

// Manifest returns the manifest.
func (r *Reader) Manifest() Manifest { return Manifest{} }

// Digest returns the SHA-256 of the manifest file, lower-case hex.
func (r *Reader) Digest() string { return "" }

// State returns how stream ended; absent for one the manifest does not name.
func (r *Reader) State(stream Stream) StreamState { return StreamState{} }

// CloudGroups yields in ascending order of ID; iteration stops after the first error. The other
// lists likewise, each in the order of its key.
func (r *Reader) CloudGroups() iter.Seq2[CloudGroup, error] { return nil }

// CloudPrincipals yields members and owners.
func (r *Reader) CloudPrincipals() iter.Seq2[CloudPrincipal, error] { return nil }

// CloudMemberships yields batches; a batch is valid until the next.
func (r *Reader) CloudMemberships() iter.Seq2[[]CloudMembership, error] { return nil }

// CloudOwners yields batches; a batch is valid until the next.
func (r *Reader) CloudOwners() iter.Seq2[[]CloudMembership, error] { return nil }

// CloudDeletedGroups yields groups in deletedItems.
func (r *Reader) CloudDeletedGroups() iter.Seq2[CloudDeletedGroup, error] { return nil }

// Licences yields subscribed service plans.
func (r *Reader) Licences() iter.Seq2[Licence, error] { return nil }

// SyncJobs yields synchronization jobs.
func (r *Reader) SyncJobs() iter.Seq2[SyncJob, error] { return nil }

// AppRoleAssignments yields scopes of cloud sync jobs.
func (r *Reader) AppRoleAssignments() iter.Seq2[AppRoleAssignment, error] { return nil }

// Documents yields the objects of a stream kept as received.
func (r *Reader) Documents(stream Stream) iter.Seq2[Document, error] { return nil }

// DirectoryGroups yields directory groups.
func (r *Reader) DirectoryGroups() iter.Seq2[DirectoryGroup, error] { return nil }

// DirectoryPrincipals yields member objects.
func (r *Reader) DirectoryPrincipals() iter.Seq2[DirectoryPrincipal, error] { return nil }

// DirectoryMembers is a batch of directory memberships in columns: Members[i] indexes Names, the
// distinct folded DNs of the batch.
type DirectoryMembers struct {
	Groups  []GUID
	Members []uint32
	Names   []string
}

// DirectoryMemberships yields batches; a batch is valid until the next.
func (r *Reader) DirectoryMemberships() iter.Seq2[DirectoryMembers, error] { return nil }

// DirectoryDeletedGroups yields groups under Deleted Objects.
func (r *Reader) DirectoryDeletedGroups() iter.Seq2[DirectoryDeletedGroup, error] { return nil }

// Settings returns the tenant's directory settings; nil when the stream is absent.
func (r *Reader) Settings() ([]Setting, error) { return nil, errContract }

// Organization returns the tenant; nil when the stream is absent.
func (r *Reader) Organization() (*Organization, error) { return nil, errContract }

// SyncConfiguration returns the sync object; nil when the stream is absent.
func (r *Reader) SyncConfiguration() (*SyncConfiguration, error) { return nil, errContract }

// DirectoryFacts returns what is known of the directory; nil when the stream is absent.
func (r *Reader) DirectoryFacts() (*DirectoryFacts, error) { return nil, errContract }
