package snapshot

import (
	"cmp"
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

// numberedWriter writes numbered rows with their names, one row group at a time.
type numberedWriter struct {
	w     *parquet.GenericWriter[DirectoryMembership]
	names *nameTable
	rows  []numbered
	done  outcome
}

func writeNumbered(to io.Writer, runs []run[numbered], names *nameTable) (outcome, error) {
	schema, _ := columnsOf(reflect.TypeFor[DirectoryMembership]())
	options := append(parquetOptions(directoryMembersPerGroup, "group", "member"), schema)
	w := &numberedWriter{w: parquet.NewGenericWriter[DirectoryMembership](to, options...), names: names}
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
	names, err := w.names.localize(w.rows)
	if err != nil {
		return err
	}
	batch := make([]DirectoryMembership, rowsPerWrite)
	for rest := w.rows; len(rest) > 0; {
		n := min(len(rest), len(batch))
		for i, row := range rest[:n] {
			batch[i] = DirectoryMembership{row.group, names[row.member]}
		}
		if _, err := w.w.Write(batch[:n]); err != nil {
			return err
		}
		rest = rest[n:]
	}
	w.rows = w.rows[:0]
	return nil
}
