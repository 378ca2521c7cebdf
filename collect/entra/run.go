package entra

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// run is one collection.
type run struct {
	fsys    fs.FS
	options Options
	sink    sink
	export  *export
	body    body

	principals      *Principals
	extra           tally
	memberOf, owned *edgeReader
	tenantRead      Tenant
	// deleted are the groups that deletedItems holds.
	deleted map[snapshot.GUID]bool
	// writers are the service principals whose jobs write groups.
	writers map[snapshot.GUID]bool
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
		t.start(file)
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
		err = fmt.Errorf("reading %s: %w", printable(file), s.remedied(err))
		if !r.options.AllowPartial {
			return err
		}
		t.broken.add(err.Error())
		t.breakOff()
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
func (r *run) end(s spec, t *tally, received int64, properties []string, uneven ...string) error {
	files := r.export.files[s.stem]
	if len(files) == 0 {
		return r.sink.End(s.stream, snapshot.Ended{
			Status: snapshot.Absent, Reason: r.options.Told.reason(s.stream, fmt.Sprintf("the export has no %s/%s*.json", folder, s.stem)),
			Query: r.options.Told.query(s.stream, ""),
		})
	}
	v := t.verdict(received)
	r.remark(s, t, v)
	if told := r.options.Told.reason(s.stream, ""); told != "" {
		v.status, v.reason = snapshot.Partial, strings.TrimSuffix(told+"; "+v.reason, "; ")
	}
	return r.sink.End(s.stream, snapshot.Ended{
		Status: v.status, Reason: v.reason, SourceCount: v.count, Properties: properties, Uneven: uneven, Query: r.options.Told.query(s.stream, described(files)),
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
