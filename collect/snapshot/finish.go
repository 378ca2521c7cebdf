package snapshot

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"
)

// sink is a list that can be written.
type sink interface {
	started() bool
	write(io.Writer) (outcome, error)
}

// sinks are the lists of the snapshot by stream.
func (w *Writer) sinks() map[Stream]sink {
	all := map[Stream]sink{
		StreamCloudGroups: w.lists.cloudGroups, StreamCloudPrincipals: w.lists.cloudPrincipals,
		StreamCloudMemberships: w.cloudMembers, StreamCloudOwners: w.cloudOwners,
		StreamCloudDeletedGroups: w.lists.cloudDeleted, StreamLicences: w.lists.licences,
		StreamSyncJobs: w.lists.syncJobs, StreamAppRoleAssignments: w.lists.assignments,
		StreamDirectoryGroups: w.lists.directoryGroups, StreamDirectoryPrincipals: w.lists.directoryPrincipals,
		StreamDirectoryMemberships: w.directoryMembers, StreamDirectoryDeleted: w.lists.directoryDeleted,
	}
	for stream, list := range w.lists.documents {
		all[stream] = list
	}
	maps.Copy(all, w.lists.connect.sinks())
	return all
}

// writeStreams writes the file of every stream that was read and completes the manifest.
func (w *Writer) writeStreams() error {
	var g errgroup.Group
	g.SetLimit(2)
	var mu sync.Mutex
	states := make([]StreamState, len(Streams()))
	sinks := w.sinks()
	gaveWay := map[Stream]int64{}
	for i, stream := range Streams() {
		state, err := w.stateOf(stream, sinks[stream])
		if err != nil {
			return err
		}
		states[i] = state
		if state.Status == Absent {
			continue
		}
		g.Go(func() error {
			done, digest, err := w.writeStream(stream, sinks[stream])
			mu.Lock()
			defer mu.Unlock()
			states[i].Records, states[i].SHA256, gaveWay[stream] = done.records, digest, done.gaveWay
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, stream := range Streams() {
		if n := gaveWay[stream]; n > 0 {
			w.manifest.Notes = append(w.manifest.Notes, fmt.Sprintf("%s: %d records arrived in versions that differ; the one with more known fields was kept", stream, n))
		}
	}
	w.manifest.Streams = states
	w.manifest.complete(w.objects)
	return nil
}

// stateOf says how stream ended. Records of a stream that nobody ended, or that ended as absent,
// are a mistake of the source that must not pass as "not collected".
func (w *Writer) stateOf(stream Stream, s sink) (StreamState, error) {
	e, found := w.ended[stream]
	if !found {
		e = Ended{Status: Absent, Reason: "not collected"}
	}
	_, stored := w.objects[stream]
	if e.Status == Absent && (stored || s != nil && s.started()) {
		return StreamState{}, fmt.Errorf("%s: it holds records, but its source ended it as absent or not at all", stream)
	}
	return StreamState{Name: stream, Status: e.Status, Reason: e.Reason, SourceCount: e.SourceCount, Properties: notNil(e.Properties), Query: e.Query}, nil
}

func (w *Writer) writeStream(stream Stream, s sink) (done outcome, digest string, err error) {
	digest, err = writeFile(filepath.Join(w.temp, fileOf(stream)), func(to io.Writer) (err error) {
		if s != nil {
			done, err = s.write(to)
			return err
		}
		object, found := w.objects[stream]
		if !found {
			object = emptyObject(stream)
		}
		done.records = recordsIn(object)
		text, err := encodeJSON(object)
		if err != nil {
			return fmt.Errorf("%s: %w", stream, err)
		}
		_, err = to.Write(text)
		return err
	})
	return done, digest, err
}

func notNil[E any](list []E) []E {
	if list == nil {
		return []E{}
	}
	return list
}
