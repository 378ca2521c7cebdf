package snapshot

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	recordsPerBatch = 256
	// A row group is what DuckDB, Spark and the like give to one core, and what the writer keeps
	// in memory while it writes.
	recordsPerGroup = 64 << 10
)

// recordWriter writes records of one type to a Parquet file.
type recordWriter[T any] struct {
	codec *codec[T]
	w     *parquet.Writer
	batch []parquet.Row
	used  int
}

func newRecordWriter[T any](to io.Writer, key []string) *recordWriter[T] {
	c := newCodec[T]()
	w := parquet.NewWriter(to, append(parquetOptions(recordsPerGroup, key...), c.schema)...)
	return &recordWriter[T]{codec: c, w: w, batch: make([]parquet.Row, recordsPerBatch)}
}

// parquetOptions are those of every Parquet file of a snapshot; one thread compresses, so that
// equal records give equal bytes.
func parquetOptions(rowsPerGroup int64, key ...string) []parquet.WriterOption {
	sorting := make([]parquet.SortingColumn, len(key))
	for i, name := range key {
		sorting[i] = parquet.Ascending(name)
	}
	return []parquet.WriterOption{
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}),
		parquet.CreatedBy(toolName, "1", "snapshot"),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)),
	}
}

func (w *recordWriter[T]) write(record *T) error {
	w.batch[w.used] = w.codec.encode(w.batch[w.used][:0], record)
	if w.used++; w.used < len(w.batch) {
		return nil
	}
	return w.flush()
}

func (w *recordWriter[T]) flush() error {
	_, err := w.w.WriteRows(w.batch[:w.used])
	w.used = 0
	w.codec.reset()
	return err
}

func (w *recordWriter[T]) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.w.Close()
}

// records yields the records of a Parquet file in its order and stops after the first error.
func records[T any](f *parquet.File) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		c := newCodec[T]()
		for _, group := range f.RowGroups() {
			more, err := recordsOfGroup(c, group, yield)
			if err != nil {
				yield(*new(T), err)
				return
			}
			if !more {
				return
			}
		}
	}
}

// recordsOfGroup reports whether the consumer wants more. A panic of the Parquet library on a
// malformed file is an error here; one of the consumer stays what it is.
func recordsOfGroup[T any](c *codec[T], group parquet.RowGroup, yield func(T, error) bool) (bool, error) {
	var rows parquet.Rows
	if err := guarded(func() error { rows = group.Rows(); return nil }); err != nil {
		return false, err
	}
	defer guarded(rows.Close)
	batch := make([]parquet.Row, recordsPerBatch)
	found := make([]T, recordsPerBatch)
	for {
		n := 0
		end := guarded(func() (err error) {
			n, err = rows.ReadRows(batch)
			return errors.Join(err, decodeAll(c, batch[:n], found))
		})
		if end != nil && !errors.Is(end, io.EOF) {
			return false, end
		}
		for i := range n {
			if !yield(found[i], nil) {
				return false, nil
			}
		}
		if end != nil {
			return true, nil
		}
	}
}

func decodeAll[T any](c *codec[T], rows []parquet.Row, into []T) error {
	for i, row := range rows {
		into[i] = *new(T)
		if err := c.decode(row, &into[i]); err != nil {
			return err
		}
	}
	return nil
}

// guarded turns a panic of do into an error.
func guarded(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("malformed Parquet file: %v", p)
		}
	}()
	return do()
}
