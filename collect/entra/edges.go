package entra

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// edges are the members or the owners of all groups: which groups have files, and how whole each
// group's list is.
type edges struct {
	coverage map[snapshot.GUID]snapshot.Coverage
	// counted stays true while every list came with the source's count; sum adds them up.
	counted bool
	sum     int64
	// counts is how many lists came with the source's count; overlapping are the groups, few if any, whose counts
	// do not add up, so that they came without one for another reason than the rest.
	counts      int
	overlapping map[snapshot.GUID]struct{}
	// rows is true once anything was read, broken says which files belong to no group or could not be
	// read to their end.
	rows    bool
	broken  failures
	round   examples
	overlap examples
	odd     examples
	stable  bool
	gaps    gaps
}

func newEdges() edges {
	return edges{coverage: map[snapshot.GUID]snapshot.Coverage{}, counted: true, overlapping: map[snapshot.GUID]struct{}{}}
}

// keep records how whole the list of one group is; told is why it breaks off, "" when it does not.
func (e *edges) keep(group snapshot.GUID, t *tally, received int64, told string) {
	v := t.verdict(received)
	if reason := t.castReason(); reason != "" {
		v.status, v.reason = snapshot.Partial, strings.TrimPrefix(v.reason+"; "+reason, "; ")
	}
	if told != "" {
		v.status, v.reason = snapshot.Partial, strings.TrimSuffix(told+"; "+v.reason, "; ")
	}
	if t.round {
		e.round.add(group.String())
	}
	if v.overlap {
		e.overlap.add(group.String())
		e.overlapping[group] = struct{}{}
	}
	if t.odd > 0 {
		e.odd.add(group.String())
	}
	e.stable = e.stable || t.stable
	e.rows = true
	e.counted = e.counted && v.count != nil
	if v.count != nil {
		e.counts++
		e.sum += *v.count
	}
	e.coverage[group] = snapshot.Coverage{Status: v.status, Reason: v.reason, SourceCount: v.count, Received: received}
}

// doubt makes the list of a group in an export partial that has no count while others have: Graph gives it on the first
// page alone, which may be lost.
func (e *edges) doubt(group snapshot.GUID, c *snapshot.Coverage) {
	if _, overlapping := e.overlapping[group]; c.SourceCount == nil && c.Status == snapshot.Complete && !overlapping && e.counts > 0 {
		c.Status, c.Reason = snapshot.Partial, "it has no count, which other lists have: its first page may be missing; export it again with $count=true"
	}
}

// end ends the stream of the edges.
func (r *run) endEdge(s spec, files groupFiles, e *edges) error {
	what := fmt.Sprintf("%s/%s", folder, s.stem)
	if e.round.n > 0 {
		r.note("%s: exactly 100 or 999 elements without a count, a page size, so more may exist: %s; export with $count=true", what, &e.round)
	}
	if e.overlap.n > 0 {
		r.note("%s: files with elements in common, so their counts do not add up: %s", what, &e.overlap)
	}
	if e.odd.n > 0 {
		r.note("%s: elements without an id that can be read, in the files of %s", what, &e.odd)
	}
	if e.stable && s.stem == membersSpec.stem {
		r.note("%s: answers of Graph v1.0, which leaves service principals out of members; ask beta", what)
	}
	ended := snapshot.Ended{Status: snapshot.Complete, Query: r.options.Told.query(s.stream, edgeQuery(what, files))}
	if e.broken.n > 0 {
		e.gaps.open = gap{} // most of them are what the broken files left
	}
	gaps := e.gaps.reason(s.stem)
	switch {
	case e.broken.n > 0:
		ended.Status, ended.Reason = snapshot.Partial, strings.TrimSuffix(e.broken.String()+"; "+gaps, "; ")
	case e.rows && gaps != "":
		ended.Status, ended.Reason, ended.PerGroup = snapshot.Partial, gaps, true
	case !e.rows:
		ended.Status, ended.Reason = snapshot.Absent, r.options.Told.reason(s.stream, fmt.Sprintf("the export has no %s/<group id>*.json", what))
	}
	if e.rows && e.counted {
		ended.SourceCount = &e.sum
	}
	return r.sink.End(s.stream, ended)
}

func edgeQuery(what string, files groupFiles) string {
	n := 0
	for _, of := range files.groups {
		n += len(of)
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s/<group id>*.json (%d files, %d groups)", what, n, len(files.groups))
}

func (r *run) endEdges(context.Context) error {
	if err := r.endEdge(membersSpec, r.export.members, &r.memberOf.edges); err != nil {
		return err
	}
	return r.endEdge(ownersSpec, r.export.owners, &r.owned.edges)
}

// distinct tells the members of one group that came twice.
type distinct struct{ ids map[snapshot.GUID]struct{} }

func (d *distinct) add(id snapshot.GUID) bool {
	before := len(d.ids)
	d.ids[id] = struct{}{}
	return len(d.ids) > before
}

// clear makes room for the next group. A map that once was large stays slow to clear.
func (d *distinct) clear() {
	if d.ids == nil || len(d.ids) > 4096 {
		d.ids = map[snapshot.GUID]struct{}{}
		return
	}
	clear(d.ids)
}

// examples counts what a note is about and names the least three, whatever their order.
type examples struct {
	n     int
	least []string
}

func (e *examples) add(what string) {
	e.n++
	at, _ := slices.BinarySearch(e.least, what)
	if e.least = slices.Insert(e.least, at, what); len(e.least) > 3 {
		e.least = e.least[:3]
	}
}

func (e *examples) String() string {
	text := fmt.Sprintf("%d (%s", e.n, strings.Join(e.least, ", "))
	if e.n > len(e.least) {
		text += ", …"
	}
	return text + ")"
}
