package snapshot

import (
	"reflect"
	"time"

	"github.com/parquet-go/parquet-go"
)

// field is one Go field of a record as pack and writeRow walk over it; a struct that lies inside
// the record by value is walked over as if its fields were the record's own.
type field struct {
	index int
	shape shape
	leaf  leaf
	// inline is true for a struct by value, which has inner fields and nothing of its own.
	inline   bool
	optional bool
	// column is the number of the first Parquet column that the field fills.
	column int
	// inner are the fields of the struct; nil for a list of plain values.
	inner []field
	// columns counts the Parquet columns of the field.
	columns int
	// absent is what those columns hold of a record whose field is nil.
	absent []parquet.Value
}

// planOf lists the fields of record type t in the order of its Parquet columns, from column on.
func planOf(t reflect.Type, column int) (fields []field, columns int) {
	for i := range t.NumField() {
		f := fieldPlan(t.Field(i), column+columns)
		f.index = i
		for at := range f.columns {
			f.absent = append(f.absent, parquet.Value{}.Level(0, 0, f.column+at))
		}
		fields = append(fields, f)
		columns += f.columns
	}
	return fields, columns
}

func fieldPlan(s reflect.StructField, column int) field {
	o := tagOf(s)
	f := field{column: column, columns: 1, optional: o.optional}
	t := s.Type
	switch {
	case o.list:
		f.shape, f.optional = inList, false
		t = t.Elem()
		if !isStruct(t) {
			_, f.leaf = leafOf(t, o)
			return f
		}
	case t.Kind() == reflect.Pointer && isStruct(t.Elem()):
		f.shape = inStruct
		t = t.Elem()
	case isStruct(t):
		f.inline = true
	default:
		_, f.leaf = leafOf(t, o)
		return f
	}
	f.inner, f.columns = planOf(t, column)
	return f
}

func isStruct(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != reflect.TypeFor[time.Time]()
}
