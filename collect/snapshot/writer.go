package snapshot

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
	hold              *Hold

	cloudMembers, cloudOwners *cloudMembers
	directoryMembers          *directoryMembers
	lists                     recordLists

	mu       sync.Mutex
	manifest Manifest
	ended    map[Stream]Ended
	objects  map[Stream]any
	failed   error
	closed   atomic.Bool
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
	temp, hold, err := MakeFolder(dir, "partial")
	if err != nil {
		return nil, fmt.Errorf("creating snapshot: %w", err)
	}
	spills := filepath.Join(temp, "spills")
	if err := os.Mkdir(spills, 0o700); err != nil {
		defer hold.Release()
		return nil, errors.Join(fmt.Errorf("creating snapshot: %w", err), os.RemoveAll(temp))
	}
	return &Writer{
		dir: dir, temp: temp, spills: spills, hold: hold,
		cloudMembers:     newCloudMembers(StreamCloudMemberships, spills, memory),
		cloudOwners:      newCloudMembers(StreamCloudOwners, spills, memory),
		directoryMembers: newDirectoryMembers(spills, 4*memory),
		lists:            newLists(spills, memory),
		manifest:         Manifest{Format: Format, Tool: toolName},
		ended:            map[Stream]Ended{}, objects: map[Stream]any{},
	}, nil
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
	defer w.hold.Release()
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
	if err := writeManifest(w.temp, &w.manifest); err != nil {
		return err
	}
	return publish(w.temp, w.dir)
}

// writeManifest writes the manifest, sealed, into a folder.
func writeManifest(folder string, m *Manifest) error {
	text, err := encodeJSON(m)
	if err != nil {
		return err
	}
	_, err = writeFile(filepath.Join(folder, manifestFile), func(to io.Writer) error {
		_, err := to.Write(seal(text))
		return err
	})
	return err
}

// Abort removes everything written; after Close it does nothing.
func (w *Writer) Abort() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed.Swap(true) {
		return nil
	}
	defer w.hold.Release()
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
