package diff

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// stranger is a member of the copy of a cloud row that is no expected member of the cloud group.
type stranger struct {
	row     int32
	account uint32
}

func compareStrangers(a, b stranger) int {
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.account, b.account))
}

// findLeavers finds the members of copies that left the cloud group since the earlier snapshot. The
// memberships of that one are streamed past the strangers there are, never held. A list that was not
// read completely then finds nobody: they stay what they are without an earlier snapshot.
func (f *Facts) findLeavers(ctx context.Context, k *linkKeys, sync *snapshot.SyncConfiguration) error {
	if f.earlier == nil || !f.earlier.complete(snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships) {
		return nil
	}
	strangers := f.plainStrangers()
	if len(strangers) == 0 {
		return nil
	}
	ids, err := f.identify(ctx, strangers, k, usesGUIDAnchor(sync))
	if err != nil {
		return err
	}
	return f.markLeavers(ctx, strangers, ids)
}

// plainStrangers lists, in order, the foreign members of copies that are neither dangerous nor of
// another forest, of groups that the earlier snapshot holds.
func (f *Facts) plainStrangers() []stranger {
	found := make(chan []stranger)
	go func() {
		parallel(len(f.cloud), func(from, to int) { found <- f.strangersOf(from, to) })
		close(found)
	}()
	var all []stranger
	for some := range found {
		all = append(all, some...)
	}
	slices.SortFunc(all, compareStrangers)
	return all
}

func (f *Facts) strangersOf(from, to int) []stranger {
	var list []stranger
	a := f.Assembler()
	for row := from; row < to; row++ {
		c := &f.cloud[row]
		if c.copy == none || f.before[row] == none || f.writebacks[c.writeback].Expected == No {
			continue
		}
		if a.members(row, int(c.copy)).ForeignClasses.Plain == 0 {
			continue
		}
		for _, d := range a.comparer.strangers {
			if kind, _ := a.comparer.foreignKind(d); kind == foreignPlain && !a.comparer.blurredDirectory[f.accounts.profile[d]] {
				list = append(list, stranger{int32(row), d})
			}
		}
	}
	return list
}

// identify says by the id of a cloud principal of either snapshot which of the strangers it is.
func (f *Facts) identify(ctx context.Context, strangers []stranger, k *linkKeys, anchored bool) (map[snapshot.GUID]uint32, error) {
	ids := map[snapshot.GUID]uint32{}
	w := newWanted(anchored)
	for _, s := range strangers {
		if n := f.accounts.cloud[s.account]; n != none {
			ids[f.people.ids[n]] = s.account
			continue
		}
		w.add(f, &k.directory, s.account)
	}
	if w.empty() {
		return ids, nil
	}
	for c, err := range f.earlier.reader.CloudPrincipals() {
		if err := stop(ctx, err); err != nil {
			return nil, err
		}
		if account, ok := w.find(&c); ok {
			ids[c.ID] = account
		}
	}
	return ids, nil
}

// markLeavers streams the earlier memberships, which are sorted by group as the strangers are.
func (f *Facts) markLeavers(ctx context.Context, strangers []stranger, ids map[snapshot.GUID]uint32) error {
	former := map[int32]map[snapshot.GUID]uint32{}
	next := 0
	for batch, err := range f.earlier.reader.CloudMemberships() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		for i := range batch {
			edge := &batch[i]
			for next < len(strangers) && compareGUID(f.cloud[strangers[next].row].id, edge.Group) < 0 {
				next++
			}
			if next == len(strangers) || f.cloud[strangers[next].row].id != edge.Group {
				continue
			}
			account, ok := ids[edge.Member]
			was := stranger{strangers[next].row, account}
			if _, found := slices.BinarySearchFunc(strangers[next:], was, compareStrangers); !ok || !found {
				continue
			}
			if former[was.row] == nil {
				former[was.row] = map[snapshot.GUID]uint32{}
			}
			former[was.row][edge.Member] = account
		}
	}
	f.leavers = map[int32][]uint32{}
	for row, members := range former {
		f.leave(row, members)
	}
	return nil
}

// leave notes the former members of a cloud group, accounts by cloud id, who are none any more. Who is one
// still has another account now, and did not leave.
func (f *Facts) leave(row int32, former map[snapshot.GUID]uint32) {
	for _, n := range f.cloudMembers.of(int(row)) {
		delete(former, f.people.ids[n])
	}
	if len(former) > 0 {
		f.leavers[row] = slices.Compact(slices.Sorted(maps.Values(former)))
	}
}
