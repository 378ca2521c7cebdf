package snapshot

import (
	"cmp"
	"errors"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
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
	w     *parquet.GenericWriter[DirectoryMembership]
	names *nameTable
	rows  []numbered
	// longest is how long the names of a row group may be together.
	longest int64
	done    outcome
}

func writeNumbered(to io.Writer, runs []run[numbered], names *nameTable, longest int64) (outcome, error) {
	schema, _ := columnsOf(reflect.TypeFor[DirectoryMembership]())
	options := append(parquetOptions(directoryMembersPerGroup, "group", "member"), schema, parquet.SkipPageBounds("member"))
	w := &numberedWriter{w: parquet.NewGenericWriter[DirectoryMembership](to, options...), names: names, longest: longest}
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
		if w.rows = append(w.rows, *row); len(w.rows) < directoryMembersPerGroup {
			continue
		}
		if err := w.flush(); err != nil {
			return w.done, err
		}
	}
	if err := w.flush(); err != nil {
		return w.done, err
	}
	return w.done, w.w.Close()
}

func (w *numberedWriter) flush() error {
	err := w.writeGroup(w.rows)
	w.rows = w.rows[:0]
	return err
}

// writeGroup writes rows as one row group, or as several when their names are too long together
// for one dictionary.
func (w *numberedWriter) writeGroup(rows []numbered) error {
	count, size := w.names.mark(rows)
	if half := len(rows) / 2; size > w.longest && half > 0 {
		return errors.Join(w.writeGroup(rows[:half]), w.writeGroup(rows[half:]))
	}
	names, err := w.names.localize(rows, count, size)
	if err != nil {
		return err
	}
	batch := make([]DirectoryMembership, rowsPerWrite)
	for len(rows) > 0 {
		n := min(len(rows), len(batch))
		for i, row := range rows[:n] {
			batch[i] = DirectoryMembership{row.group, names[row.member]}
		}
		if _, err := w.w.Write(batch[:n]); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return w.w.Flush()
}
