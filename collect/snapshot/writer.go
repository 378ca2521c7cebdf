package snapshot

import "errors"

// Writer writes a snapshot beside its destination and publishes it at once. Its methods may be
// called from several goroutines, but each stream has one writer. Lists are spilled to sorted runs
// on disk and merged, so memory does not grow with the records.
type Writer struct{}

// Ended says how a stream ended; the writer adds name, number of records and digest.
type Ended struct {
	Status      Status
	Reason      string
	SourceCount *int64
	Properties  []string
	Query       string
}

var errContract = errors.New("not written yet")

// Create starts a snapshot that Close publishes at dir.
func Create(dir string) (*Writer, error) { return nil, errContract }

// Add writes one record to the list its type belongs to. Records with an equal key and equal
// content are dropped; with an equal key and different content they are an error naming the key.
func (w *Writer) Add(record any) error { return errContract }

// CloudMembership is Add for the hottest list. Duplicates are dropped.
func (w *Writer) CloudMembership(group, member GUID) error { return errContract }

// DirectoryMembership is Add for the other hot list; member is a folded DN.
func (w *Writer) DirectoryMembership(group GUID, member string) error { return errContract }

// Put stores the single object of stream: []Setting, Organization, SyncConfiguration,
// DirectoryFacts, or []Document for connect_settings, connect_scheduler and connect_features.
func (w *Writer) Put(stream Stream, object any) error { return errContract }

// Note adds a remark to the manifest.
func (w *Writer) Note(text string) {}

// End records how stream ended; a stream never ended is absent with the reason "not collected".
func (w *Writer) End(stream Stream, e Ended) error { return errContract }

// Describe lets change the head of the manifest: tenant, times, domain controllers.
func (w *Writer) Describe(change func(*Manifest)) {}

// Close merges, syncs and publishes the snapshot.
func (w *Writer) Close() error { return errContract }

// Abort removes everything written; after Close it does nothing.
func (w *Writer) Abort() error { return errContract }
