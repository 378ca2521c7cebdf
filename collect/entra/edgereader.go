package entra

import (
	"context"
	"fmt"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// edgeReader reads the members or the owners of groups, one group at a time.
type edgeReader struct {
	edges
	run      *run
	spec     spec
	asMember bool
	add      func(group, member snapshot.GUID) error

	// What follows is of the group that is being read. nested are the groups among its members.
	group   snapshot.GUID
	tally   *tally
	seen    distinct
	nested  []snapshot.GUID
	element func(*object) error
}

func (r *run) edgeReader(s spec, asMember bool, add func(group, member snapshot.GUID) error) *edgeReader {
	e := &edgeReader{edges: newEdges(), run: r, spec: s, asMember: asMember, add: add}
	e.element = memberReader(e.see, func(what string) error { e.tally.oddOne(what); return nil })
	return e
}

// members reads all members files.
func (r *run) members(ctx context.Context) error { return r.memberOf.all(ctx, r.export.members) }

// owners reads all owners files.
func (r *run) owners(ctx context.Context) error { return r.owned.all(ctx, r.export.owners) }

// all reads the files of every group that was not read before.
func (e *edgeReader) all(ctx context.Context, files groupFiles) error {
	for _, file := range files.nameless {
		err := fmt.Errorf("reading %s: expected a name that starts with a group's id, such as %s/%s/3a5c3221-c465-48c0-95b8-e9305786a271.json", printable(file), folder, e.spec.stem)
		if !e.run.options.AllowPartial {
			return err
		}
		e.broken.add(err.Error())
	}
	for _, group := range files.order {
		if _, before := e.coverage[group]; before {
			continue
		}
		if err := e.one(ctx, group, files.groups[group], e.run.options.Told.group(group, e.asMember)); err != nil {
			return err
		}
	}
	return nil
}

// one reads the files of one group; told is why its list breaks off, "" when it does not.
func (e *edgeReader) one(ctx context.Context, group snapshot.GUID, files []string, told string) error {
	e.group, e.tally, e.nested = group, &tally{}, e.nested[:0]
	e.seen.clear()
	if err := e.run.read(ctx, e.spec, files, directoryTable, e.tally, e.element); err != nil {
		return err
	}
	e.broken.join(&e.tally.broken)
	e.keep(group, e.tally, int64(len(e.seen.ids)), told)
	return nil
}

// see takes in one member of the group.
func (e *edgeReader) see(m *Member) error {
	e.run.principals.See(m)
	if !e.seen.add(m.ID) {
		return nil
	}
	if m.isGroup() {
		e.nested = append(e.nested, m.ID)
	}
	if err := e.add(e.group, m.ID); err != nil {
		return fatal{err}
	}
	return nil
}
