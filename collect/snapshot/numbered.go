package snapshot

import (
	"cmp"
	"errors"
	"io"
	"slices"
)

func compareNumbered(a, b *numbered) int {
	if c := compareGUID(a.group, b.group); c != 0 {
		return c
	}
	return cmp.Compare(a.member, b.member)
}

// maxNames bounds a dictionary; a reader refuses pages of more than twice that.
const maxNames = maxPage / 2

// numberedWriter writes numbered rows with their names, one row group at a time.
type numberedWriter struct {
	file  *columnFile
	names *nameTable
	rows  stretches
	// longest is how long the names of a row group may be together.
	longest int64
	done    outcome
}

func writeNumbered(to io.Writer, runs []run[numbered], names *nameTable, longest int64) (outcome, error) {
	file, err := newColumnFile[DirectoryMembership](to)
	if err != nil {
		return outcome{}, err
	}
	w := &numberedWriter{file: file, names: names, longest: longest}
	var last numbered
	for row, err := range mergeRuns(runs, compareNumbered) {
		if err != nil {
			return w.done, err
		}
		if w.done.records > 0 && *row == last {
			continue
		}
		last = *row
		w.done.records++
		if w.rows.add(row.group, row.member); len(w.rows.members) < directoryMembersPerGroup {
			continue
		}
		if err := w.flush(); err != nil {
			return w.done, err
		}
	}
	if err := w.flush(); err != nil {
		return w.done, err
	}
	return w.done, w.file.close()
}

func (w *numberedWriter) flush() error {
	err := w.writeRows(0, len(w.rows.members))
	w.rows.reset()
	return err
}

// writeRows writes the rows from one to another as one row group, or as several when their names
// are too long together for one dictionary.
func (w *numberedWriter) writeRows(from, to int) error {
	if from == to {
		return nil
	}
	members := w.rows.members[from:to]
	count, size := w.names.mark(members)
	if half := len(members) / 2; size > w.longest && half > 0 {
		return errors.Join(w.writeRows(from, from+half), w.writeRows(from+half, to))
	}
	names, err := w.names.localize(members, count, size)
	if err != nil {
		return err
	}
	return w.file.group(len(members), w.groupColumn(from, to), dictionaryColumn{
		values: names, count: count, fill: func(places []int32, at int) {
			for i := range places {
				places[i] = int32(members[at+i])
			}
		},
	})
}

// groupColumn is the column of the groups of the rows from one to another.
func (w *numberedWriter) groupColumn(from, to int) dictionaryColumn {
	isAfter := func(s stretch, row int) int { return cmp.Compare(s.to, row+1) }
	first, _ := slices.BinarySearchFunc(w.rows.groups, from, isAfter)
	last, _ := slices.BinarySearchFunc(w.rows.groups, to-1, isAfter)
	groups := w.rows.groups[first : last+1]
	values := make([]byte, 0, len(groups)*len(GUID{}))
	for _, g := range groups {
		values = append(values, g.group[:]...)
	}
	return dictionaryColumn{
		values: values, count: len(groups), least: values[:len(GUID{})], most: values[len(values)-len(GUID{}):],
		fill: func(places []int32, at int) {
			n, _ := slices.BinarySearchFunc(groups, from+at, isAfter)
			for i := range places {
				for groups[n].to <= from+at+i {
					n++
				}
				places[i] = int32(n)
			}
		},
	}
}
