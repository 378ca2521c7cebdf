package snapshot

import (
	"errors"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// unreadableColumn is the place of the column that says why a record could not be read; -1 for records
// that have none.
func unreadableColumn(columns []column) int {
	return slices.IndexFunc(columns, func(c column) bool { return len(c.path) == 1 && c.path[0] == "unreadable" })
}

// countUnreadable counts the records of table that say why they could not be read.
func countUnreadable(table *parquet.File, stream Stream) (n int64, err error) {
	_, columns := columnsOf(recordOf(stream))
	at := unreadableColumn(columns)
	if at < 0 {
		return 0, nil
	}
	err = guarded(func() error {
		for _, group := range table.RowGroups() {
			some, err := countTexts(group.ColumnChunks()[at])
			if err != nil {
				return err
			}
			n += some
		}
		return nil
	})
	return n, err
}

// countTexts counts the values of a column of texts that are not empty. A column of nothing but empty ones says so
// in its bounds, so that whole lists cost nothing.
func countTexts(chunk parquet.ColumnChunk) (n int64, err error) {
	if file, is := chunk.(*parquet.FileColumnChunk); is {
		if _, most, known := file.Bounds(); known && len(most.ByteArray()) == 0 {
			return 0, nil
		}
	}
	pages := chunk.Pages()
	defer func() { err = errors.Join(err, pages.Close()) }()
	values := make([]parquet.Value, recordsPerBatch)
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		some, err := countPage(page.Values(), values)
		parquet.Release(page)
		n += some
		if err != nil {
			return n, err
		}
	}
}

// countPage counts the values of one page that are not empty; room is where they are read to.
func countPage(from parquet.ValueReader, room []parquet.Value) (n int64, err error) {
	for empty := 0; empty <= maxEmptyReads; {
		read, err := from.ReadValues(room)
		for _, v := range room[:read] {
			if len(v.ByteArray()) > 0 {
				n++
			}
		}
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		if read == 0 {
			empty++
		}
	}
	return n, io.ErrNoProgress
}
