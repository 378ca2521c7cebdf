package snapshot

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	recordsPerBatch = 256
	// A page ends between batches, and a reader refuses pages that are too long.
	octetsPerBatch = 1 << 20
	maxRecord      = 64 << 20
	// A row group is what DuckDB, Spark and the like give to one core, and what the writer keeps
	// in memory while it writes.
	recordsPerGroup = 64 << 10
	// A malformed file must not keep a reader busy forever.
	maxEmptyReads = 16
)

// recordWriter writes packed records of one type to a Parquet file, column by column.
type recordWriter[T any] struct {
	fields []field
	w      *parquet.Writer
	batch  columnValues
	// octets are those of the batch, whose values point into them.
	octets  []byte
	columns []*parquet.ColumnWriter
	// why is the place of the column that says why a record could not be read, -1 without one, and unreadable
	// counts the records in which it says so.
	why        int
	unreadable int64
	// used and size count the records of the batch and their octets, group the records of the row group.
	used, size, group int
}

func newRecordWriter[T any](to io.Writer, key []string) *recordWriter[T] {
	schema, columns := columnsOf(reflect.TypeFor[T]())
	w := parquet.NewWriter(to, append(parquetOptions(recordsPerGroup, key...), schema)...)
	return &recordWriter[T]{fields: newPacker[T]().fields, w: w, batch: make(columnValues, len(columns)), columns: w.ColumnWriters(), why: unreadableColumn(columns)}
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
		// Statistics repeat whole values in the header of every page; those of a chunk remain.
		parquet.DataPageStatistics(false),
		parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)),
	}
}

// write writes a record and keeps nothing of octets.
func (w *recordWriter[T]) write(octets []byte) error {
	from := len(w.octets)
	w.octets = append(w.octets, octets...)
	w.batch.add(w.fields, w.octets[from:])
	if w.why >= 0 && len(w.batch[w.why][w.used].ByteArray()) > 0 {
		w.unreadable++
	}
	w.size += len(octets)
	w.group++
	if w.used++; w.used < recordsPerBatch && w.size < octetsPerBatch && w.group < recordsPerGroup {
		return nil
	}
	return w.flush()
}

func (w *recordWriter[T]) flush() error {
	for i, values := range w.batch {
		if len(values) == 0 {
			continue
		}
		if _, err := w.columns[i].WriteRowValues(values); err != nil {
			return err
		}
	}
	w.batch.reset()
	w.octets, w.used, w.size = w.octets[:0], 0, 0
	if w.group < recordsPerGroup {
		return nil
	}
	w.group = 0
	return w.w.Flush()
}

func (w *recordWriter[T]) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.w.Close()
}

// recordReader reads the records of a Parquet file in its order.
type recordReader[T any] struct {
	codec  *codec[T]
	groups []parquet.RowGroup
	rows   parquet.Rows
	batch  []parquet.Row
}

func newRecordReader[T any](f *parquet.File) *recordReader[T] {
	return &recordReader[T]{codec: newCodec[T](), groups: f.RowGroups(), batch: make([]parquet.Row, recordsPerBatch)}
}

// read is run.read. A panic of the Parquet library on a malformed file is an error.
func (r *recordReader[T]) read(into []T) (n int, err error) {
	err = guarded(func() error {
		for tries := 0; n == 0; tries++ {
			if tries > len(r.groups)+maxEmptyReads {
				return io.ErrNoProgress
			}
			if r.rows == nil {
				if len(r.groups) == 0 {
					return io.EOF
				}
				r.rows, r.groups = r.groups[0].Rows(), r.groups[1:]
			}
			read, err := r.rows.ReadRows(r.batch[:min(len(into), len(r.batch))])
			if err := decodeAll(r.codec, r.batch[:read], into); err != nil {
				return err
			}
			n = read
			if errors.Is(err, io.EOF) {
				err = r.endGroup()
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

func (r *recordReader[T]) endGroup() error {
	rows := r.rows
	r.rows = nil
	return rows.Close()
}

// close releases the memory of the group being read.
func (r *recordReader[T]) close() error {
	if r.rows == nil {
		return nil
	}
	return guarded(r.endGroup)
}

// records yields the records of a Parquet file in its order and stops after the first error.
func records[T any](f *parquet.File) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		r := newRecordReader[T](f)
		defer r.close()
		batch := make([]T, recordsPerBatch)
		for {
			n, err := r.read(batch)
			for i := range n {
				if !yield(batch[i], nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(*new(T), err)
				return
			}
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
