package snapshot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// throughParquet writes rows and reads them back.
func throughParquet[T any](t *testing.T, rows []T) []T {
	t.Helper()
	c := newCodec[T]()
	var file bytes.Buffer
	w := parquet.NewWriter(&file, c.schema, parquet.Compression(&parquet.Zstd))
	for i := range rows {
		if _, err := w.WriteRows([]parquet.Row{rowOf(&rows[i])}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if !parquet.EqualNodes(f.Schema(), c.schema) {
		t.Fatalf("schema changed on the way: %s became %s", c.schema, f.Schema())
	}
	var got []T
	for _, group := range f.RowGroups() {
		r := group.Rows()
		defer r.Close()
		buffer := make([]parquet.Row, 3)
		for {
			n, err := r.ReadRows(buffer)
			for _, row := range buffer[:n] {
				var record T
				if err := c.decode(row, &record); err != nil {
					t.Fatal(err)
				}
				got = append(got, record)
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return got
}

// rowOf is record as a Parquet row.
func rowOf[T any](record *T) (row parquet.Row) {
	p := newPacker[T]()
	_, columns := columnsOf(reflect.TypeFor[T]())
	values := make(columnValues, len(columns))
	values.add(p.fields, p.pack(nil, record))
	for _, column := range values {
		row = append(row, column...)
	}
	return row
}

// variants returns records that differ in one field each: every pointer nil and set to zero and
// to a value, every slice nil, empty and filled.
func variants(t reflect.Type) []reflect.Value {
	all := []reflect.Value{reflect.New(t).Elem(), filled(t)}
	for _, index := range fieldsBelow(t, nil) {
		for _, value := range choices(t.FieldByIndex(index).Type) {
			for _, base := range []reflect.Value{reflect.New(t).Elem(), filled(t)} {
				base.FieldByIndex(index).Set(value)
				all = append(all, base)
			}
		}
	}
	return all
}

func fieldsBelow(t reflect.Type, at []int) (found [][]int) {
	for i := range t.NumField() {
		f, index := t.Field(i), append(append([]int{}, at...), i)
		if f.Type.Kind() == reflect.Struct && f.Type != reflect.TypeFor[time.Time]() {
			found = append(found, fieldsBelow(f.Type, index)...)
			continue
		}
		found = append(found, index)
	}
	return found
}

// choices are the values of t that must stay distinguishable.
func choices(t reflect.Type) []reflect.Value {
	zero := reflect.Zero(t)
	switch {
	case t.Kind() == reflect.Pointer:
		all := []reflect.Value{zero}
		elements := []reflect.Value{reflect.Zero(t.Elem()), filled(t.Elem())}
		if t.Elem() == reflect.TypeFor[time.Time]() {
			elements[0] = reflect.ValueOf(time.UnixMicro(0).UTC())
		} else if t.Elem().Kind() == reflect.Struct {
			elements = variants(t.Elem())
		}
		for _, element := range elements {
			p := reflect.New(t.Elem())
			p.Elem().Set(element)
			all = append(all, p)
		}
		return all
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return []reflect.Value{zero, reflect.MakeSlice(t, 0, 0), filled(t)}
	case t.Kind() == reflect.Slice:
		all := []reflect.Value{zero, reflect.MakeSlice(t, 0, 0), filled(t)}
		if t.Elem().Kind() == reflect.Struct {
			for _, element := range variants(t.Elem()) {
				all = append(all, reflect.Append(filled(t), element, filled(t.Elem())))
			}
		}
		return all
	case t.Kind() == reflect.Map:
		return []reflect.Value{zero, reflect.MakeMap(t), filled(t)}
	default:
		return []reflect.Value{zero, filled(t)}
	}
}

func filled(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch {
	case t == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(2026, 11, 20, 23, 55, 0, 123456000, time.UTC)))
	case t == reflect.TypeFor[GUID]():
		v.Set(reflect.ValueOf(GUID{1, 2, 3, 15: 16}))
	case t == reflect.TypeFor[json.RawMessage]():
		v.SetBytes([]byte(`{"a": 1}`))
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			v.Field(i).Set(filled(t.Field(i).Type))
		}
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(filled(t.Elem()))
	case t.Kind() == reflect.Slice:
		v.Set(reflect.Append(reflect.MakeSlice(t, 0, 2), filled(t.Elem()), reflect.Zero(t.Elem())))
	case t.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(t))
		v.SetMapIndex(filled(t.Key()), filled(t.Elem()))
	case t.Kind() == reflect.String:
		v.SetString("contoso é \x00")
	case t.Kind() == reflect.Bool:
		v.SetBool(true)
	case t.Kind() == reflect.Uint8:
		v.SetUint(200)
	default:
		v.SetInt(-7)
	}
	return v
}

func survives[T any](t *testing.T) {
	t.Run(fmt.Sprintf("%T", *new(T)), func(t *testing.T) {
		var want []T
		for _, v := range variants(reflect.TypeFor[T]()) {
			record := v.Interface().(T)
			if d, ok := any(&record).(*Document); ok && d.Body == nil {
				continue // A document always has a body.
			}
			want = append(want, record)
		}
		for i := range want {
			p := newPacker[T]()
			if diff := cmp.Diff(want[i], p.unpack(p.pack(nil, &want[i]))); diff != "" {
				t.Fatalf("packed record %d (-want +got):\n%s", i, diff)
			}
		}
		got := throughParquet(t, want)
		if len(got) != len(want) {
			t.Fatalf("wrote %d records, read %d", len(want), len(got))
		}
		for i := range want {
			if diff := cmp.Diff(want[i], got[i]); diff != "" {
				t.Fatalf("record %d (-want +got):\n%s", i, diff)
			}
		}
	})
}

// cmp.Diff tells nil from empty, for lists as well as for pointers.
func TestNilZeroAndEmptySurviveInEveryFieldOfEveryRecord(t *testing.T) {
	survives[CloudGroup](t)
	survives[CloudPrincipal](t)
	survives[CloudMembership](t)
	survives[CloudDeletedGroup](t)
	survives[Licence](t)
	survives[SyncJob](t)
	survives[AppRoleAssignment](t)
	survives[Document](t)
	survives[DirectoryGroup](t)
	survives[DirectoryPrincipal](t)
	survives[DirectoryMembership](t)
	survives[DirectoryDeletedGroup](t)
	survives[ConnectServer](t)
	survives[ConnectScheduler](t)
	survives[ConnectFeature](t)
	survives[ConnectConnector](t)
	survives[ConnectRule](t)
	survives[ConnectError](t)
}
