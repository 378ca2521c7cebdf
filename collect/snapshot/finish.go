package snapshot

import (
	"fmt"
	"io"
	"path/filepath"

	"golang.org/x/sync/errgroup"
)

// sink is a list that can be written.
type sink interface {
	started() bool
	write(io.Writer) (outcome, error)
}

// sinks are the lists of the snapshot by stream.
func (w *Writer) sinks() map[Stream]sink {
	all := w.lists.sinks()
	all[StreamCloudMemberships], all[StreamCloudOwners], all[StreamDirectoryMemberships] = w.cloudMembers, w.cloudOwners, w.directoryMembers
	return all
}

// writeStreams writes the file of every stream that was read and completes the manifest.
func (w *Writer) writeStreams() error {
	sinks := w.sinks()
	states, err := w.states(sinks)
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.SetLimit(2)
	gaveWay := make([]int64, len(states))
	for i := range states {
		s := &states[i]
		if s.Status == Absent {
			continue
		}
		g.Go(func() error {
			done, digest, err := w.writeStream(s.Name, sinks[s.Name])
			s.Records, s.Unreadable, s.SHA256, gaveWay[i] = done.records, done.unreadable, digest, done.gaveWay
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, n := range gaveWay {
		if n > 0 {
			w.manifest.Notes = append(w.manifest.Notes, fmt.Sprintf("%s: %d records arrived in versions that differ; the one with more known fields was kept", states[i].Name, n))
		}
	}
	w.manifest.Streams = states
	w.manifest.complete(w.objects)
	return nil
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
