package entra

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// groupList is the reading of all groups files.
type groupList struct {
	run   *run
	tally tally
	seed  maphash.Seed
	met   map[snapshot.GUID]sighting
	file  int32

	presence presence
	noFile   examples
	hidden   examples
	turned   examples
	inner    *object
}

// sighting is what is remembered of a group: a digest of its content and the file.
type sighting struct {
	digest uint64
	file   int32
}

// groups reads all groups files and writes the groups with how whole their members and owners are.
func (r *run) groups(ctx context.Context) error {
	l := &groupList{run: r, seed: maphash.MakeSeed(), met: map[snapshot.GUID]sighting{}, inner: newObject(directoryTable)}
	odd := func(what string) error { l.tally.oddOne(what); return nil }
	var o *object
	read := groupReader(func(g *Group) error { return l.add(g, o) }, odd)
	for at, file := range r.export.files[groupsSpec.stem] {
		l.file = int32(at)
		err := r.read(ctx, groupsSpec, []string{file}, directoryTable, &l.tally, func(current *object) error {
			o = current
			return read(current)
		})
		if err != nil {
			return err
		}
	}
	l.remark()
	if err := l.strays(); err != nil {
		return err
	}
	return r.end(groupsSpec, &l.tally, int64(len(l.met)), l.presence.collected(r), l.presence.uneven(r)...)
}

// add writes a group, once.
func (l *groupList) add(g *Group, o *object) error {
	digest := o.digest(l.seed)
	if before, again := l.met[g.ID]; again {
		if before.digest == digest {
			return nil
		}
		return l.differs(g.ID, o, before.file)
	}
	if managed := l.run.options.Told.behavior(g.ID); managed != nil {
		g.IsCloudManaged = managed
	}
	if err := l.coverBoth(g); err != nil {
		return err
	}
	// A group with a list that was cut off is not met: another file may hold it whole.
	l.met[g.ID] = sighting{digest, l.file}
	l.presence.count(g, o)
	if g.Members.Status == snapshot.Absent && l.run.memberOf.rows {
		l.noFile.add(g.ID.String())
	}
	l.hide(g)
	if l.counts(g, &g.Members) {
		l.run.memberOf.gaps.see(&g.Members)
	}
	if l.counts(g, &g.Owners) {
		l.run.owned.gaps.see(&g.Owners)
	}
	if g.DisplayName != nil && strings.ContainsAny(*g.DisplayName, turning) {
		l.turned.add(g.ID.String())
	}
	if err := l.run.sink.Add(g.CloudGroup); err != nil {
		return fatal{err}
	}
	return nil
}

// differs is an error, or with AllowPartial a reason, about a group, now in o, that a file before has with other content.
func (l *groupList) differs(id snapshot.GUID, o *object, before int32) error {
	files := l.run.export.files[groupsSpec.stem]
	if !l.run.options.AllowPartial {
		return l.clash(id, o, files[before])
	}
	l.tally.broken.addLate(func() string {
		return fmt.Sprintf("reading %s: %s", printable(files[l.file]), l.run.body.placed(l.clash(id, o, files[before]), o))
	})
	return nil
}

// turning are the characters that make text read otherwise than it is: embeddings, overrides and
// isolates. The marks that scripts written right to left need are not among them.
const turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// remark notes what is known of the groups beside their records.
func (l *groupList) remark() {
	r := l.run
	// A collector says itself whose members it did not ask for.
	if n := l.noFile.n; n > 0 && r.options.Told == nil {
		r.note("%s/%s: no file for %d of %d groups: %s", folder, membersSpec.stem, n, len(l.met), &l.noFile)
	}
	if l.hidden.n > 0 {
		r.note("%s/%s: empty lists of groups whose membership is or may be hidden: %s", folder, membersSpec.stem, &l.hidden)
	}
	if l.turned.n > 0 {
		r.note("%s/groups*.json: display names with characters that turn the direction of text, kept as they are: %s", folder, &l.turned)
	}
	l.unknown(membersSpec, r.export.members)
	l.unknown(ownersSpec, r.export.owners)
	l.presence.remark(r)
}

// strayReason says what a group may be that no groups file lists although there is a file of its members or owners.
const strayReason = "it has a file of members or owners, and no groups file lists it: it was deleted or made between the two, " +
	"the file is left from another export, or the list lacks it"

// brokenReason says it where a groups file that may list the group could not be read whole.
const brokenReason = "it has a file of members or owners, and what was read of the groups files does not list it"

// strays writes a record of each group that files of members or owners are there for and that neither a groups file nor
// deletedItems lists: what they hold is of a group of which nothing else is known. Without any groups file the whole list
// is absent.
func (l *groupList) strays() error {
	if len(l.run.export.files[groupsSpec.stem]) == 0 {
		return nil
	}
	written := map[snapshot.GUID]bool{}
	for _, id := range slices.Concat(l.run.export.members.order, l.run.export.owners.order) {
		if written[id] || !l.stray(id) {
			continue
		}
		written[id] = true
		g := Group{CloudGroup: snapshot.CloudGroup{ID: id, Unreadable: strayReason, WritebackMissing: true, Missing: judged.Names()}}
		if l.tally.broken.n > 0 {
			g.Unreadable = brokenReason
		}
		if err := l.coverBoth(&g); err != nil {
			return err
		}
		if err := l.run.sink.Add(g.CloudGroup); err != nil {
			return err
		}
	}
	return nil
}

// stray reports whether nothing lists a group: one that was deleted meanwhile is known to be gone.
func (l *groupList) stray(id snapshot.GUID) bool {
	_, met := l.met[id]
	return !met && !l.run.deleted[id]
}

// unknown notes files for groups that are in no groups file. Each such group gets a record by strays.
func (l *groupList) unknown(s spec, files groupFiles) {
	var unknown, deleted examples
	for _, id := range files.order {
		switch _, met := l.met[id]; {
		case l.stray(id):
			unknown.add(id.String())
		case !met:
			deleted.add(id.String())
		}
	}
	if deleted.n > 0 {
		l.run.note("%s/%s: files for groups that were deleted meanwhile, left out: %s", folder, s.stem, &deleted)
	}
	if all := l.tally.counts(); unknown.n > 0 && all.counted < all.chains {
		// Without a count of the source's own, a group known only by its members is one that the
		// list may have lost.
		l.tally.broken.add(fmt.Sprintf("%d groups have a file in %s/%s and are in no groups file", unknown.n, folder, s.stem))
	}
	if unknown.n > 0 {
		l.run.note("%s/%s: files for groups that are in no %s/groups*.json, read as groups of which nothing else is known: %s", folder, s.stem, folder, &unknown)
	}
}
