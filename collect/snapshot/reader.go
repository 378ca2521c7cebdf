package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"runtime"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"
)

// Reader reads a snapshot. Its methods may be called from several goroutines.
type Reader struct {
	manifest Manifest
	digest   string
	files    map[Stream]*content
	closers  []io.Closer
}

// content is a verified file of the snapshot; the open handle that was verified is what is read.
type content struct {
	name string
	from readable
	// table is the opened Parquet file; nil for JSON files.
	table table
}

// table is a *parquet.File under a name that importers need not follow: each package that holds a Reader would compile
// generic code of the Parquet library anew.
type table interface{ NumRows() int64 }

// parquetFile is nil where the stream has no Parquet file. It is no method, since types in methods are followed too.
func parquetFile(c *content) *parquet.File {
	if c == nil || c.table == nil {
		return nil
	}
	return c.table.(*parquet.File)
}

// Open checks the manifest and every digest in fsys, and refuses a changed, truncated or
// newer-format snapshot with an error that names the file. The caller closes the reader.
func Open(fsys fs.FS) (*Reader, error) {
	r := &Reader{files: map[Stream]*content{}}
	if err := r.open(fsys); err != nil {
		return nil, errors.Join(fmt.Errorf("opening snapshot: %w", err), r.Close())
	}
	return r, nil
}

func (r *Reader) open(fsys fs.FS) error {
	text, err := readManifest(fsys)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	r.digest = hex.EncodeToString(sum[:])
	if r.manifest, err = parseManifest(text); err != nil {
		return fmt.Errorf("%s: %w", manifestFile, err)
	}
	if err := r.noStrangers(fsys); err != nil {
		return err
	}
	for _, s := range r.manifest.Streams {
		if s.Status == Absent {
			continue
		}
		from, err := openFile(fsys, fileOf(s.Name))
		if err != nil {
			return fmt.Errorf("%s: %w", fileOf(s.Name), err)
		}
		r.files[s.Name] = &content{name: fileOf(s.Name), from: from}
		r.closers = append(r.closers, from)
	}
	return r.verify()
}

// noStrangers refuses the file of a stream that the manifest calls absent.
func (r *Reader) noStrangers(fsys fs.FS) error {
	for _, stream := range Streams() {
		if r.State(stream).Status != Absent {
			continue
		}
		if _, err := fs.Stat(fsys, fileOf(stream)); err == nil {
			return fmt.Errorf("%s: the manifest says that the stream is absent: the folder was changed, collect again", fileOf(stream))
		}
	}
	return nil
}

// verify compares every file with the manifest.
func (r *Reader) verify() error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range r.manifest.Streams {
		s := &r.manifest.Streams[i]
		if c := r.files[s.Name]; c != nil {
			g.Go(func() error {
				if err := c.verify(s); err != nil {
					return fmt.Errorf("%s: %w", c.name, err)
				}
				return nil
			})
		}
	}
	return g.Wait()
}

// Close releases the files that Open and OpenPath hold. What was yielded stays valid, except for batches.
func (r *Reader) Close() error {
	var err error
	for i := len(r.closers) - 1; i >= 0; i-- {
		err = errors.Join(err, r.closers[i].Close())
	}
	r.closers = nil
	return err
}

// Manifest returns the manifest.
func (r *Reader) Manifest() Manifest { return r.manifest }

// Digest returns the SHA-256 of the manifest file, lower-case hex.
func (r *Reader) Digest() string { return r.digest }

// State returns how stream ended; absent for one the manifest does not name.
func (r *Reader) State(stream Stream) StreamState {
	for _, s := range r.manifest.Streams {
		if s.Name == stream {
			return s
		}
	}
	return StreamState{Name: stream, Status: Absent, Reason: "not collected", Properties: []string{}}
}

// CloudGroups yields in ascending order of ID; iteration stops after the first error. The other
// lists likewise, each in the order of its key. An absent stream yields nothing.
//
//go:noinline
func (r *Reader) CloudGroups() iter.Seq2[CloudGroup, error] {
	return recordsOf[CloudGroup](r, StreamCloudGroups)
}

// CloudPrincipals yields members and owners.
//
//go:noinline
func (r *Reader) CloudPrincipals() iter.Seq2[CloudPrincipal, error] {
	return recordsOf[CloudPrincipal](r, StreamCloudPrincipals)
}

// CloudDeletedGroups yields groups in deletedItems.
//
//go:noinline
func (r *Reader) CloudDeletedGroups() iter.Seq2[CloudDeletedGroup, error] {
	return recordsOf[CloudDeletedGroup](r, StreamCloudDeletedGroups)
}

// Licences yields subscribed service plans.
//
//go:noinline
func (r *Reader) Licences() iter.Seq2[Licence, error] {
	return recordsOf[Licence](r, StreamLicences)
}

// SyncJobs yields synchronization jobs.
//
//go:noinline
func (r *Reader) SyncJobs() iter.Seq2[SyncJob, error] {
	return recordsOf[SyncJob](r, StreamSyncJobs)
}

// AppRoleAssignments yields scopes of cloud sync jobs.
//
//go:noinline
func (r *Reader) AppRoleAssignments() iter.Seq2[AppRoleAssignment, error] {
	return recordsOf[AppRoleAssignment](r, StreamAppRoleAssignments)
}

// DirectoryGroups yields directory groups.
//
//go:noinline
func (r *Reader) DirectoryGroups() iter.Seq2[DirectoryGroup, error] {
	return recordsOf[DirectoryGroup](r, StreamDirectoryGroups)
}

// DirectoryPrincipals yields member objects.
//
//go:noinline
func (r *Reader) DirectoryPrincipals() iter.Seq2[DirectoryPrincipal, error] {
	return recordsOf[DirectoryPrincipal](r, StreamDirectoryPrincipals)
}

// DirectoryDeletedGroups yields groups under Deleted Objects.
//
//go:noinline
func (r *Reader) DirectoryDeletedGroups() iter.Seq2[DirectoryDeletedGroup, error] {
	return recordsOf[DirectoryDeletedGroup](r, StreamDirectoryDeleted)
}

// Documents yields the objects of a stream kept as received; for any other stream it is an error.
//
//go:noinline
func (r *Reader) Documents(stream Stream) iter.Seq2[Document, error] {
	if shapeOf(stream) == shapeDocuments {
		return recordsOf[Document](r, stream)
	}
	return func(yield func(Document, error) bool) {
		yield(Document{}, fmt.Errorf("reading %s: it is no list of documents", stream))
	}
}

// Settings returns the tenant's directory settings; nil when the stream is absent.
func (r *Reader) Settings() ([]Setting, error) { return object[[]Setting](r, StreamTenantSettings) }

// Organization returns the tenant; nil when the stream is absent.
func (r *Reader) Organization() (*Organization, error) {
	return object[*Organization](r, StreamOrganization)
}

// SyncConfiguration returns the sync object; nil when the stream is absent.
func (r *Reader) SyncConfiguration() (*SyncConfiguration, error) {
	return object[*SyncConfiguration](r, StreamSyncConfiguration)
}

// DirectoryFacts returns what is known of the directory; nil when the stream is absent.
func (r *Reader) DirectoryFacts() (*DirectoryFacts, error) {
	return object[*DirectoryFacts](r, StreamDirectoryFacts)
}

// recordsOf yields the records of a stream's Parquet file. Its callers are not inlined: each package that reads a list
// would compile the reading of Parquet anew for it.
func recordsOf[T any](r *Reader, stream Stream) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		file := parquetFile(r.files[stream])
		if file == nil {
			return
		}
		for record, err := range records[T](file) {
			if err != nil {
				yield(record, fmt.Errorf("reading %s: %w", fileOf(stream), err))
				return
			}
			if !yield(record, nil) {
				return
			}
		}
	}
}

// object decodes the stream's JSON file; the zero value when the stream is absent.
func object[T any](r *Reader, stream Stream) (value T, err error) {
	c := r.files[stream]
	if c == nil || shapeOf(stream) != shapeObject {
		return value, nil
	}
	text, err := readAll(c.from)
	if err == nil {
		err = json.Unmarshal(text, &value)
	}
	if err != nil {
		return value, fmt.Errorf("reading %s: %w", c.name, err)
	}
	return value, nil
}
