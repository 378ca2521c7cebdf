package snapshot

import (
	"fmt"
	"reflect"
	"time"

	"github.com/parquet-go/parquet-go"
)

// codec turns Parquet rows into records of type T. It is not safe for concurrent use.
type codec[T any] struct {
	schema  *parquet.Schema
	columns []column
	// recent is the last text of each dictionary column, so that equal neighbours share memory.
	recent []string
}

func newCodec[T any]() *codec[T] {
	schema, columns := columnsOf(reflect.TypeFor[T]())
	return &codec[T]{schema: schema, columns: columns, recent: make([]string, len(columns))}
}

// decode fills record, which must be zero, from row. Nothing of row is kept.
func (c *codec[T]) decode(row parquet.Row, record *T) (err error) {
	v := reflect.ValueOf(record).Elem()
	seen := 0
	row.Range(func(i int, values []parquet.Value) bool {
		if i >= len(c.columns) || len(values) == 0 {
			err = fmt.Errorf("decoding row: column %d: expected values of %d columns", i, len(c.columns))
			return false
		}
		col := &c.columns[i]
		seen++
		err = c.decodeColumn(col, i, values, v.FieldByIndex(col.index))
		return err == nil
	})
	if err == nil && seen != len(c.columns) {
		return fmt.Errorf("decoding row: expected %d columns, found %d", len(c.columns), seen)
	}
	return err
}

func (c *codec[T]) decodeColumn(col *column, i int, values []parquet.Value, f reflect.Value) error {
	level := values[0].DefinitionLevel()
	switch {
	case col.shape != inList && len(values) != 1:
		return fmt.Errorf("decoding row: column %v: expected one value, found %d", col.path, len(values))
	case col.shape == plain:
		return c.set(col, i, values[0], 0, f)
	case level == 0:
		return nil
	case col.shape == inStruct:
		if f.IsNil() {
			f.Set(reflect.New(f.Type().Elem()))
		}
		return c.set(col, i, values[0], 1, f.Elem().FieldByIndex(col.inner))
	}
	n := len(values)
	if level == 1 {
		n = 0
	}
	if f.IsNil() {
		f.Set(reflect.MakeSlice(f.Type(), n, n))
	}
	if f.Len() != n {
		return fmt.Errorf("decoding row: column %v: expected %d values, found %d", col.path, f.Len(), n)
	}
	for k := range n {
		if err := c.set(col, i, values[k], 2, element(f, k, col)); err != nil {
			return err
		}
	}
	return nil
}

// element is the column's field in the n-th element of list.
func element(list reflect.Value, n int, col *column) reflect.Value {
	if len(col.inner) == 0 {
		return list.Index(n)
	}
	return list.Index(n).FieldByIndex(col.inner)
}

// set stores v in f; base is the definition level of everything around the value.
func (c *codec[T]) set(col *column, i int, v parquet.Value, base int, f reflect.Value) error {
	switch level := v.DefinitionLevel(); {
	case level == base && col.optional:
		return nil
	case level == base && !col.optional, level == base+1 && col.optional:
	default:
		return fmt.Errorf("decoding row: column %v: definition level %d does not fit", col.path, level)
	}
	if v.IsNull() {
		return fmt.Errorf("decoding row: column %v: expected a value, found null", col.path)
	}
	if f.Kind() == reflect.Pointer {
		f.Set(reflect.New(f.Type().Elem()))
		f = f.Elem()
	}
	return c.setScalar(col, i, v, f)
}

func (c *codec[T]) setScalar(col *column, i int, v parquet.Value, f reflect.Value) error {
	switch col.leaf {
	case leafText:
		f.SetString(c.text(col, i, v.ByteArray()))
	case leafOctets:
		f.SetBytes(append([]byte{}, v.ByteArray()...))
	case leafGUID:
		if len(v.ByteArray()) != len(GUID{}) {
			return fmt.Errorf("decoding row: column %v: expected 16 octets, found %d", col.path, len(v.ByteArray()))
		}
		copy(f.Bytes(), v.ByteArray())
	case leafBool:
		f.SetBool(v.Boolean())
	case leafInt32:
		f.SetInt(int64(v.Int32()))
	case leafInt64:
		f.SetInt(v.Int64())
	case leafTime:
		f.Set(reflect.ValueOf(time.UnixMicro(v.Int64()).UTC()))
	}
	return nil
}

func (c *codec[T]) text(col *column, i int, octets []byte) string {
	if !col.dict {
		return string(octets)
	}
	if c.recent[i] != string(octets) {
		c.recent[i] = string(octets)
	}
	return c.recent[i]
}
