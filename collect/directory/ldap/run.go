package ldap

import (
	"errors"
	"slices"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// writer is what a run needs of *snapshot.Writer.
type writer interface {
	directory.Writer
	End(stream snapshot.Stream, e snapshot.Ended) error
}

// run is one collection over all domains.
type run struct {
	o       *Options
	w       writer
	rec     *directory.Recorder
	readers []*reader
	streams map[snapshot.Stream]*outcome
	// objects counts what was read, written those groups of which members were asked for.
	objects, written int
	// failed is true once a search did not end well, or a domain could not be read at all.
	failed bool
	// unproven counts the groups that show no member and of which nothing proves that they have none.
	unproven int
	entry    entries
	// referred are the places that servers referred to, noted the remarks that were made.
	referred, noted map[string]bool
	// above are names of groups that contain one that was read; kept with MembersOnly.
	above map[string]bool
}

// outcome gathers what is said of one stream when it ends.
type outcome struct {
	queries, problems, asked []string
	// unread are attributes, lower case, that were asked for and that the account may read of no object.
	unread []string
	left   int // problems beyond those kept
	// searched are the containers that were searched for groups to the end; nil of other streams.
	searched []snapshot.Searched
	// reached is true once anything of it was read, absent says why nothing was.
	reached bool
	absent  string
}

func newRun(o *Options, w writer, rec *directory.Recorder) *run {
	r := &run{o: o, w: w, rec: rec, streams: map[snapshot.Stream]*outcome{}, referred: map[string]bool{}, noted: map[string]bool{}, above: map[string]bool{}}
	for _, stream := range streams {
		r.streams[stream] = &outcome{}
	}
	return r
}

// streams are those this side is made of.
var streams = []snapshot.Stream{
	snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryPrincipals, snapshot.StreamDirectoryMemberships,
	snapshot.StreamDirectoryDeleted, snapshot.StreamDirectoryFacts,
}

func (r *run) close() {
	for _, d := range r.readers {
		d.close()
	}
}

const problemsKept = 20

// problem notes what keeps a stream from being complete.
func (r *run) problem(stream snapshot.Stream, text string) {
	o := r.streams[stream]
	if slices.Contains(o.problems, text) {
		return
	}
	if len(o.problems) >= problemsKept {
		o.left++
		return
	}
	o.problems = append(o.problems, text)
}

// final is an error that ends the whole collection.
type final struct{ error }

func (f final) Unwrap() error { return f.error }

// add gives one entry to the recorder. What is wrong with a record spoils its stream's
// completeness, not the reading of others.
func (r *run) add(e directory.Entry) error {
	err := r.rec.Add(e)
	var defect *directory.Defect
	switch {
	case err == nil:
	case errors.As(err, &defect):
		r.problem(snapshot.StreamDirectoryGroups, said(defect))
	default:
		return final{err}
	}
	return nil
}

// count tells the operator.
func (r *run) count() {
	r.objects++
	if r.o.Progress != nil {
		r.o.Progress(r.objects)
	}
}
