package snapshot

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
)

// column is one leaf of a record's Parquet schema and where its value lives in the record. The
// mapping is ours because parquet-go's own turns nil pointers below embedded structs into
// pointers to zero and nil raw JSON into "{}", and a nil that becomes a value is a lie here.
type column struct {
	path  []string
	index []int // the record's field: the value itself, a struct pointer or a slice
	shape shape
	inner []int // the field inside the struct pointer or slice element; nil for the element itself
	leaf  leaf
	dict  bool
	// optional reports whether the value can be nil where it stands.
	optional bool
}

// shape says what stands between a record and a column's value.
type shape uint8

const (
	plain shape = iota
	inStruct
	inList
)

// leaf is the kind of a column's value.
type leaf uint8

const (
	leafText leaf = iota
	leafOctets
	leafGUID
	leafBool
	leafInt32
	leafInt64
	leafTime
)

// options are what a field's parquet tag asks for.
type options struct {
	name                 string
	optional, dict, list bool
}

func tagOf(f reflect.StructField) options {
	parts := strings.Split(f.Tag.Get("parquet"), ",")
	has := func(option string) bool { return slices.Contains(parts[1:], option) }
	return options{name: parts[0], optional: has("optional"), dict: has("dict"), list: has("list")}
}

// ordered is a Parquet group that keeps the order of the Go fields; the library's own sorts by name.
type ordered struct {
	parquet.Group
	names []string
}

// Fields returns the columns in the order of the Go fields.
func (o *ordered) Fields() []parquet.Field {
	fields := o.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(o.names, a.Name()) - slices.Index(o.names, b.Name())
	})
	return fields
}

func (o *ordered) add(name string, n parquet.Node) {
	o.Group[name] = n
	o.names = append(o.names, name)
}

// columnsOf derives the schema of record type t and its columns, in the order of the schema.
func columnsOf(t reflect.Type) (*parquet.Schema, []column) {
	root := &ordered{Group: parquet.Group{}}
	columns := fieldsOf(root, t, nil, nil)
	return parquet.NewSchema(t.Name(), root), columns
}

// fieldsOf adds the fields of t to group; at is the index of t in the record.
func fieldsOf(group *ordered, t reflect.Type, at []int, path []string) []column {
	var columns []column
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(at), i)
		if f.Anonymous {
			columns = append(columns, fieldsOf(group, f.Type, index, path)...)
			continue
		}
		o := tagOf(f)
		node, found := fieldOf(f.Type, o, append(slices.Clone(path), o.name))
		for _, c := range found {
			c.index = append(slices.Clone(index), c.index...)
			columns = append(columns, c)
		}
		group.add(o.name, node)
	}
	return columns
}

func fieldOf(t reflect.Type, o options, path []string) (parquet.Node, []column) {
	switch {
	case o.list:
		return listOf(t.Elem(), o, path)
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && t.Elem() != reflect.TypeFor[time.Time]():
		group := &ordered{Group: parquet.Group{}}
		columns := within(inStruct, fieldsOf(group, t.Elem(), nil, path))
		return parquet.Optional(group), columns
	case t.Kind() == reflect.Struct && t != reflect.TypeFor[time.Time]():
		group := &ordered{Group: parquet.Group{}}
		return group, fieldsOf(group, t, nil, path)
	default:
		node, kind := leafOf(t, o)
		return node, []column{{path: path, leaf: kind, dict: o.dict, optional: o.optional}}
	}
}

// listOf is a nullable list: an optional group, since nil and empty differ.
func listOf(element reflect.Type, o options, path []string) (parquet.Node, []column) {
	below := append(slices.Clone(path), "list", "element")
	node, columns := fieldOf(element, options{dict: o.dict}, below)
	return parquet.Optional(parquet.List(node)), within(inList, columns)
}

// within moves columns of an element below the struct pointer or slice that holds it.
func within(s shape, columns []column) []column {
	for i := range columns {
		columns[i].shape, columns[i].inner, columns[i].index = s, columns[i].index, nil
	}
	return columns
}

func leafOf(t reflect.Type, o options) (parquet.Node, leaf) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	node, kind := valueOf(t)
	// Plain values cannot announce more than they hold, as delta encodings can.
	node = parquet.Encoded(node, &parquet.Plain)
	if o.dict {
		node = parquet.Encoded(node, &parquet.RLEDictionary)
	}
	if o.optional {
		node = parquet.Optional(node)
	}
	return node, kind
}

func valueOf(t reflect.Type) (parquet.Node, leaf) {
	switch {
	case t == reflect.TypeFor[GUID]():
		return parquet.UUID(), leafGUID
	case t == reflect.TypeFor[time.Time]():
		return parquet.Timestamp(parquet.Microsecond), leafTime
	case t.Kind() == reflect.String:
		return parquet.String(), leafText
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return parquet.Leaf(parquet.ByteArrayType), leafOctets
	case t.Kind() == reflect.Bool:
		return parquet.Leaf(parquet.BooleanType), leafBool
	case t.Kind() == reflect.Int32:
		return parquet.Int(32), leafInt32
	case t.Kind() == reflect.Int64:
		return parquet.Int(64), leafInt64
	}
	// Only a programming error leads here: every record type is compiled by the package's tests.
	panic(fmt.Sprintf("no Parquet column for Go type %s", t))
}
