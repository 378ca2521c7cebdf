package entra

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Options are the operator's choices about an export.
type Options struct {
	// AllowPartial turns a file that cannot be read into a partial stream (for a members or owners
	// file: into partial members of that group) and keeps everything before the broken place.
	AllowPartial bool
	// TrustNulls takes the nulls of objects that ConvertTo-Json wrote at their word. Without it a
	// property that is null in every such object counts as not collected, since typed objects of
	// the PowerShell SDK have a null for what was not asked for: writebackConfiguration of groups
	// and what Graph never leaves null, and every property of principals.
	TrustNulls bool
}

// Source reads the cloud side of an export: EXPORT/cloud.
type Source struct {
	fsys fs.FS
	o    Options
}

// NewSource returns a source over an export, whose root is fsys.
func NewSource(fsys fs.FS, o Options) *Source { return &Source{fsys, o} }

// Name is "cloud".
func (s *Source) Name() string { return "cloud" }

// Collect writes the records of all cloud and tenant streams and ends each of them. Without a cloud
// folder all are absent. The first file that cannot be read ends it with an error of one line,
// unless AllowPartial is set; a defect of one object never does.
//
// The status of cloud_memberships and of cloud_owners describes the list of files: a group without
// a file, or with one that is not whole, is absent or partial on its own record, and leaves the
// stream complete. The stream is partial when a file cannot be attributed to a group at all, and
// absent when there is no file.
func (s *Source) Collect(ctx context.Context, w *snapshot.Writer) error {
	return s.collect(ctx, w)
}

// sink is what this package needs of a snapshot.Writer.
type sink interface {
	Add(record any) error
	CloudMembership(group, member snapshot.GUID) error
	CloudOwner(group, owner snapshot.GUID) error
	Document(stream snapshot.Stream, d snapshot.Document) error
	Put(stream snapshot.Stream, object any) error
	Note(text string)
	End(stream snapshot.Stream, e snapshot.Ended) error
}

func (s *Source) collect(ctx context.Context, w sink) error {
	found, err := survey(s.fsys)
	if err != nil {
		return err
	}
	if !found.present {
		return endAll(w, "the export has no "+folder+" folder")
	}
	r := &run{fsys: s.fsys, options: s.o, sink: w, export: found, principals: NewPrincipals()}
	for _, file := range found.strange {
		r.note("%s was not read: no file of an export is called so", file)
	}
	// Members come before groups, since the record of a group says how its members were read.
	for _, step := range []func(context.Context) error{
		r.tenant, r.lists, r.documents, r.extraPrincipals, r.members, r.owners, r.groups, r.endEdges, r.endPrincipals,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// endAll ends every stream of this side as absent.
func endAll(w sink, reason string) error {
	streams := []snapshot.Stream{membersSpec.stream, ownersSpec.stream}
	for _, s := range specs() {
		streams = append(streams, s.stream)
	}
	for _, stream := range streams {
		if err := w.End(stream, snapshot.Ended{Status: snapshot.Absent, Reason: reason}); err != nil {
			return err
		}
	}
	return nil
}

// run is one collection.
type run struct {
	fsys    fs.FS
	options Options
	sink    sink
	export  *export
	body    body

	principals      *Principals
	extra           tally
	memberOf, owned edges
}

func (r *run) note(format string, args ...any) { r.sink.Note(fmt.Sprintf(format, args...)) }

// fatal is an error that is no fault of the file being read.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

// read reads files one after the other as one list. What is wrong with a file is an error that
// names it, or with AllowPartial a reason in t.
func (r *run) read(ctx context.Context, s spec, files []string, table *table, t *tally, element func(*object) error) error {
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := r.readFile(file, table, visitor{
			element: element,
			odd:     func(found string) error { t.oddOne("found " + found + ", expected an object"); return nil },
			page:    func(p Page) error { return s.accept(p, t) },
		})
		if err == nil {
			continue
		}
		var f fatal
		if errors.As(err, &f) {
			return f.error
		}
		err = fmt.Errorf("reading %s: %w", file, s.remedied(err))
		if !r.options.AllowPartial {
			return err
		}
		t.broken = append(t.broken, err.Error())
		// What came before the broken place is a chain of its own; its count is void.
		t.chain = chain{}
	}
	return nil
}

func (r *run) readFile(file string, table *table, v visitor) error {
	f, err := r.fsys.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return r.body.read(f, table, v)
}

// accept adds a page, unless it is of another collection than the file's name says.
func (s spec) accept(p Page, t *tally) error {
	if fragment := fragmentOf(p.Context); s.stem == groupsSpec.stem && fragment != "" && fragment != "groups" && fragment != "directoryObjects" {
		return fmt.Errorf("expected groups, found %s (by its @odata.context); save it under the name of what it holds", visible(fragment))
	}
	t.page(p)
	return nil
}

// remedied adds what to do about an error of Graph that was saved instead of an answer.
func (s spec) remedied(err error) error {
	var answer *answerError
	switch {
	case !errors.As(err, &answer):
		return err
	case answer.denied():
		return fmt.Errorf("%w; grant %s and export it again", err, s.permission)
	}
	return fmt.Errorf("%w; export it again", err)
}

// end ends a stream of which received different records were written.
func (r *run) end(s spec, t *tally, received int64, properties []string) error {
	files := r.export.files[s.stem]
	if len(files) == 0 {
		return r.sink.End(s.stream, snapshot.Ended{
			Status: snapshot.Absent, Reason: fmt.Sprintf("the export has no %s/%s*.json", folder, s.stem),
		})
	}
	v := t.verdict(received)
	r.remark(s, t, v)
	return r.sink.End(s.stream, snapshot.Ended{
		Status: v.status, Reason: v.reason, SourceCount: v.count, Properties: properties, Query: described(files),
	})
}

// remark notes what makes a list doubtful without making it partial.
func (r *run) remark(s spec, t *tally, v verdict) {
	if t.round {
		r.note("%s/%s*.json: exactly 100 or 999 elements without a count: a page size, so more may exist; export with $count=true", folder, s.stem)
	}
	if v.overlap {
		r.note("%s/%s*.json: lists with elements in common, so their counts do not add up to the whole", folder, s.stem)
	}
}
