package snapshot

import (
	"fmt"
	"slices"
)

// Ended says how a stream ended; the writer adds name, number of records and digest.
type Ended struct {
	Status Status
	// Reason says in words why Status is not complete; "" when it is.
	Reason string
	// PerGroup says of a partial list that single groups lack something and nothing else; see StreamState.
	PerGroup    bool
	SourceCount *int64
	// ToEnd is as for StreamState; only a complete stream can be.
	ToEnd bool
	// Searched is as for StreamState.
	Searched   []Searched
	Properties []string
	// Uneven is as for StreamState.
	Uneven []string
	Query  string
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

// Ended says how stream ended; false for one that did not.
func (w *Writer) Ended(stream Stream) (Ended, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, found := w.ended[stream]
	return e, found
}

func checkEnd(stream Stream, e Ended) error {
	switch {
	case !slices.Contains(Streams(), stream):
		return fmt.Errorf("ending %s: no such stream", stream)
	case e.Status != Complete && e.Status != Partial && e.Status != Absent:
		return fmt.Errorf("ending %s: status %q: expected complete, partial or absent", stream, e.Status)
	case e.Status != Complete && e.Reason == "":
		return fmt.Errorf("ending %s as %s: expected a reason", stream, e.Status)
	case e.Status != Complete && e.ToEnd:
		return fmt.Errorf("ending %s as %s: expected a list that was read to its end to be complete", stream, e.Status)
	case e.Status == Complete && e.Reason != "":
		return fmt.Errorf("ending %s as complete: expected no reason, found %q", stream, e.Reason)
	case e.PerGroup && e.Status != Partial:
		return fmt.Errorf("ending %s as %s: expected partial where single groups lack something", stream, e.Status)
	}
	return nil
}

// states are those of all streams, in the order of the manifest, before they are written.
func (w *Writer) states(sinks map[Stream]sink) ([]StreamState, error) {
	var all []StreamState
	for _, stream := range Streams() {
		state, err := w.stateOf(stream, sinks[stream])
		if err != nil {
			return nil, err
		}
		all = append(all, state)
	}
	return all, nil
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
	return StreamState{Name: stream, Status: e.Status, Reason: e.Reason, PerGroup: e.PerGroup, SourceCount: e.SourceCount, ToEnd: e.ToEnd, Searched: e.Searched, Properties: notNil(e.Properties), Uneven: e.Uneven, Query: e.Query}, nil
}
