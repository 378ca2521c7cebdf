package snapshot

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
)

// memoryPerList is how many bytes of records a list keeps before it spills a sorted run.
const memoryPerList = 64 << 20

// Writer writes a snapshot beside its destination and publishes it at once. Its methods may be
// called from several goroutines; each stream is ended once. Lists are spilled to sorted runs
// on disk and merged, so memory does not grow with the records.
type Writer struct {
	dir, temp, spills string

	cloudMembers, cloudOwners *cloudMembers
	directoryMembers          *directoryMembers
	lists                     lists

	mu       sync.Mutex
	manifest Manifest
	ended    map[Stream]Ended
	objects  map[Stream]any
	failed   error
	closed   atomic.Bool
}

// Ended says how a stream ended; the writer adds name, number of records and digest.
type Ended struct {
	Status Status
	// Reason says in words why Status is not complete; "" when it is.
	Reason      string
	SourceCount *int64
	Properties  []string
	Query       string
}

var errClosed = errors.New("the snapshot is closed")

// Create starts a snapshot that Close publishes at dir, in a folder of its own beside dir, whose
// parent must exist. What is at dir stays until Close; a folder that is no snapshot is refused.
func Create(dir string) (*Writer, error) { return create(dir, memoryPerList) }

func create(dir string, memory int) (*Writer, error) {
	dir, err := destination(dir)
	if err != nil {
		return nil, fmt.Errorf("creating snapshot: %w", err)
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".partial-*")
	if err != nil {
		return nil, fmt.Errorf("creating snapshot: %w", err)
	}
	spills := filepath.Join(temp, "spills")
	if err := os.Mkdir(spills, 0o700); err != nil {
		return nil, errors.Join(fmt.Errorf("creating snapshot: %w", err), os.RemoveAll(temp))
	}
	return &Writer{
		dir: dir, temp: temp, spills: spills,
		cloudMembers:     newCloudMembers(StreamCloudMemberships, spills, memory),
		cloudOwners:      newCloudMembers(StreamCloudOwners, spills, memory),
		directoryMembers: newDirectoryMembers(spills, 4*memory),
		lists:            newLists(spills, memory),
		manifest:         Manifest{Format: Format, Tool: toolName},
		ended:            map[Stream]Ended{}, objects: map[Stream]any{},
	}, nil
}

// Add writes one record to the list its type belongs to: CloudGroup, CloudPrincipal,
// CloudDeletedGroup, Licence, SyncJob, AppRoleAssignment, DirectoryGroup, DirectoryPrincipal,
// DirectoryMembership, DirectoryDeletedGroup, ConnectServer, ConnectScheduler, ConnectFeature,
// ConnectConnector, ConnectRule, ConnectError. Records with an equal key and equal content are
// dropped; with an equal key and different content they are an error naming stream and key, here
// or at Close. Principals are joined instead: the version that says more is kept, and what two
// whole versions disagree on is counted in a note of the manifest.
func (w *Writer) Add(record any) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.add(record))
}

func (w *Writer) add(record any) error {
	switch r := record.(type) {
	case CloudGroup:
		return w.lists.cloudGroups.add(r)
	case CloudPrincipal:
		return w.lists.cloudPrincipals.add(r)
	case CloudDeletedGroup:
		return w.lists.cloudDeleted.add(r)
	case Licence:
		return w.lists.licences.add(r)
	case SyncJob:
		return w.lists.syncJobs.add(r)
	case AppRoleAssignment:
		return w.lists.assignments.add(r)
	case DirectoryGroup:
		return w.lists.directoryGroups.add(r)
	case DirectoryPrincipal:
		return w.lists.directoryPrincipals.add(r)
	case DirectoryMembership:
		return w.directoryMembers.add(r.Group, r.Member)
	case DirectoryDeletedGroup:
		return w.lists.directoryDeleted.add(r)
	}
	if found, err := w.lists.connect.add(record); found {
		return err
	}
	return fmt.Errorf("adding a %T: no list holds it", record)
}

// Document writes one object of a stream that is a list of documents: access_reviews,
// directory_audits, privileged_assignments.
func (w *Writer) Document(stream Stream, d Document) error {
	if w.closed.Load() {
		return errClosed
	}
	list, found := w.lists.documents[stream]
	if !found {
		return w.keep(fmt.Errorf("adding a document to %s: it is no list of documents", stream))
	}
	if err := checkBody(stream, &d); err != nil {
		return w.keep(err)
	}
	return w.keep(list.add(d))
}

// CloudMembership is Add for the hottest list. Duplicates are dropped.
func (w *Writer) CloudMembership(group, member GUID) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.cloudMembers.add(group, member))
}

// CloudOwner adds an edge to cloud_owners. Duplicates are dropped.
func (w *Writer) CloudOwner(group, owner GUID) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.cloudOwners.add(group, owner))
}

// DirectoryMembership is Add for the other hot list; member is a folded DN.
func (w *Writer) DirectoryMembership(group GUID, member string) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.directoryMembers.add(group, member))
}

// Put stores the single object of stream: []Setting, Organization, SyncConfiguration or
// DirectoryFacts. A stream takes one object; another one is an error.
func (w *Writer) Put(stream Stream, object any) error {
	object, err := checkObject(stream, object)
	if err != nil {
		return w.keep(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed.Load() {
		return errClosed
	}
	if _, found := w.objects[stream]; found {
		return fmt.Errorf("storing %s: it holds an object already", stream)
	}
	w.objects[stream] = object
	return nil
}

// Note adds a remark to the manifest.
func (w *Writer) Note(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.manifest.Notes = append(w.manifest.Notes, text)
}

// End records how stream ended; a stream never ended is absent with the reason "not collected".
// A stream ends once, and a status other than complete needs a reason.
func (w *Writer) End(stream Stream, e Ended) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed.Load() {
		return errClosed
	}
	if err := checkEnd(stream, e); err != nil {
		return err
	}
	if _, found := w.ended[stream]; found {
		return fmt.Errorf("ending %s: it ended already", stream)
	}
	e.Properties = slices.Compact(slices.Sorted(slices.Values(e.Properties)))
	w.ended[stream] = e
	return nil
}

func checkEnd(stream Stream, e Ended) error {
	switch {
	case !slices.Contains(Streams(), stream):
		return fmt.Errorf("ending %s: no such stream", stream)
	case e.Status != Complete && e.Status != Partial && e.Status != Absent:
		return fmt.Errorf("ending %s: status %q: expected complete, partial or absent", stream, e.Status)
	case e.Status != Complete && e.Reason == "":
		return fmt.Errorf("ending %s as %s: expected a reason", stream, e.Status)
	case e.Status == Complete && e.Reason != "":
		return fmt.Errorf("ending %s as complete: expected no reason, found %q", stream, e.Reason)
	}
	return nil
}

// Describe lets change the head of the manifest: version, times, domain controllers, and the
// tenant where neither organization nor sync configuration will tell it.
func (w *Writer) Describe(change func(*Manifest)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(&w.manifest)
}

// Close merges, syncs and publishes the snapshot. After an error nothing is published.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed.Swap(true) {
		return fmt.Errorf("closing snapshot: %w", errClosed)
	}
	err := w.failed
	if err == nil {
		err = w.finish()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("closing snapshot: %w", err), os.RemoveAll(w.temp))
	}
	return nil
}

func (w *Writer) finish() error {
	if err := w.writeStreams(); err != nil {
		return err
	}
	if err := os.RemoveAll(w.spills); err != nil {
		return err
	}
	text, err := encodeJSON(&w.manifest)
	if err != nil {
		return err
	}
	if _, err := writeFile(filepath.Join(w.temp, manifestFile), func(to io.Writer) error {
		_, err := to.Write(text)
		return err
	}); err != nil {
		return err
	}
	return publish(w.temp, w.dir)
}

// Abort removes everything written; after Close it does nothing.
func (w *Writer) Abort() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed.Swap(true) {
		return nil
	}
	return os.RemoveAll(w.temp)
}

// keep remembers the first error, so that a snapshot that lost a record is never published.
func (w *Writer) keep(err error) error {
	if err == nil {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failed == nil {
		w.failed = err
	}
	return err
}
