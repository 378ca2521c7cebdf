package diff

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// memberships lists the members of every group by principal number: those of row i are
// members[first[i]:first[i+1]].
type memberships struct {
	first   []int
	members []uint32
	// amended are the lists of rows that are supposed to be other than read; nil for none.
	amended map[int][]uint32
}

func (m *memberships) of(row int) []uint32 {
	if list, is := m.amended[row]; is {
		return list
	}
	return m.members[m.first[row]:m.first[row+1]]
}

// read counts the members of row that were read, whatever is supposed.
func (m *memberships) read(row int) int { return m.first[row+1] - m.first[row] }

// amend supposes that members are in the list of row (true) or are not (false). Whoever else has m keeps the lists that were read.
func (m *memberships) amend(row int, to map[int32]bool) {
	list := make([]uint32, 0, len(m.of(row))+len(to))
	kept := map[int32]bool{}
	for _, member := range m.of(row) {
		if in, moved := to[int32(member)]; in || !moved {
			list = append(list, member)
		}
		kept[int32(member)] = true
	}
	for _, member := range slices.Sorted(maps.Keys(to)) {
		if to[member] && !kept[member] {
			list = append(list, uint32(member))
		}
	}
	m.amended = map[int][]uint32{row: list}
}

// maxHint bounds how much room is made on the word of a manifest.
const maxHint = 64 << 20

// filler builds memberships from edges that come sorted by group.
type filler struct {
	memberships
	ids  func(row int) snapshot.GUID
	rows int
	row  int
	// group is the group of the last edge, known whether it has a record; unknown counts edges of
	// groups that have none.
	group   snapshot.GUID
	known   bool
	unknown int
}

func newFiller(rows int, ids func(row int) snapshot.GUID, hint int64) *filler {
	return &filler{
		memberships: memberships{first: make([]int, rows+1), members: make([]uint32, 0, max(0, min(hint, maxHint)))},
		ids:         ids, rows: rows,
	}
}

// seek moves to the row of group and says in known whether it has one.
func (f *filler) seek(group snapshot.GUID, stream snapshot.Stream) error {
	switch order := compareGUID(group, f.group); {
	case order < 0:
		return unsorted(stream, group)
	case order > 0:
		f.group = group
		for f.row < f.rows && compareGUID(f.ids(f.row), group) < 0 {
			f.row++
			f.first[f.row] = len(f.members)
		}
		f.known = f.row < f.rows && f.ids(f.row) == group
	}
	if !f.known {
		f.unknown++
	}
	return nil
}

// finish closes the rows that are left.
func (f *filler) finish() memberships {
	for f.row < f.rows {
		f.row++
		f.first[f.row] = len(f.members)
	}
	return f.memberships
}

func compareGUID(a, b snapshot.GUID) int { return bytes.Compare(a[:], b[:]) }

// findRow finds a cloud group by id; none when there is none.
func findRow(rows []cloudRow, id snapshot.GUID) int32 {
	i, ok := slices.BinarySearchFunc(rows, id, func(r cloudRow, id snapshot.GUID) int { return compareGUID(r.id, id) })
	if !ok {
		return none
	}
	return int32(i)
}

// readCloudMembers fills the cloud memberships and numbers members that have no record.
func (f *Facts) readCloudMembers(ctx context.Context, r *snapshot.Reader, k *cloudKeys) error {
	fill := newFiller(len(f.cloud), func(row int) snapshot.GUID { return f.cloud[row].id }, f.State(snapshot.StreamCloudMemberships).Records)
	for batch, err := range r.CloudMemberships() {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := range batch {
			if err := fill.seek(batch[i].Group, snapshot.StreamCloudMemberships); err != nil {
				return err
			}
			if !fill.known {
				continue
			}
			number, ok := k.byID.find(batch[i].Member, f.people.ids)
			if !ok {
				number = f.people.addUnread(k, &f.cloudTexts, batch[i].Member)
				f.unrecorded++
			}
			fill.members = append(fill.members, number)
		}
	}
	f.cloudMembers = fill.finish()
	f.strayCloud = fill.unknown
	return nil
}

// readDirectoryMembers fills the directory memberships and numbers members that have no record.
func (f *Facts) readDirectoryMembers(ctx context.Context, r *snapshot.Reader, k *directoryKeys) error {
	fill := newFiller(len(f.directory), func(row int) snapshot.GUID { return f.directory[row].guid }, f.State(snapshot.StreamDirectoryMemberships).Records)
	var numbers []uint32
	for batch, err := range r.DirectoryMemberships() {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		// Number 0 is "not looked up yet": a batch may use few of its names.
		numbers = append(numbers[:0], make([]uint32, len(batch.Names))...)
		for i, group := range batch.Groups {
			if err := fill.seek(group, snapshot.StreamDirectoryMemberships); err != nil {
				return err
			}
			if !fill.known {
				continue
			}
			name := batch.Members[i]
			if numbers[name] == 0 {
				number, ok := k.byDN[batch.Names[name]]
				if !ok {
					number = f.accounts.addUnread(k, &f.directoryTexts, f.parents, &f.choices, batch.Names[name])
				}
				numbers[name] = number + 1
			}
			fill.members = append(fill.members, numbers[name]-1)
		}
	}
	f.directoryMembers = fill.finish()
	f.strayDirectory = fill.unknown
	return nil
}
