package snapshot

import (
	"encoding/binary"
	"reflect"
	"time"
)

// packer turns records of type T into octets and back: a record in a list is one short stretch of
// memory that the garbage collector has nothing to look for in, that goes to disk as it is, and
// from which its Parquet columns are read without making the record again.
//
// A field that can be nil begins with 0 for nil or 1; a list with 0 for nil or its length + 1.
// Texts and octets have their length in front, numbers and times are varints.
type packer[T any] struct{ fields []field }

func newPacker[T any]() packer[T] {
	fields, _ := planOf(reflect.TypeFor[T](), 0)
	return packer[T]{fields}
}

// pack appends record to to.
func (p packer[T]) pack(to []byte, record *T) []byte {
	return packFields(to, p.fields, reflect.ValueOf(record).Elem())
}

func packFields(to []byte, fields []field, v reflect.Value) []byte {
	for i := range fields {
		to = fields[i].pack(to, v.Field(fields[i].index))
	}
	return to
}

func (f *field) pack(to []byte, v reflect.Value) []byte {
	switch {
	case f.inline:
		return packFields(to, f.inner, v)
	case f.shape == plain && !f.optional:
		return packValue(to, f.leaf, v)
	case v.IsNil():
		return append(to, 0)
	case f.shape == inStruct:
		return packFields(append(to, 1), f.inner, v.Elem())
	case f.shape == inList:
		return f.packList(to, v)
	}
	if to = append(to, 1); v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return packValue(to, f.leaf, v)
}

func (f *field) packList(to []byte, list reflect.Value) []byte {
	n := list.Len()
	to = binary.AppendUvarint(to, uint64(n)+1)
	for i := range n {
		if f.inner != nil {
			to = packFields(to, f.inner, list.Index(i))
		} else {
			to = packValue(to, f.leaf, list.Index(i))
		}
	}
	return to
}

func packValue(to []byte, kind leaf, v reflect.Value) []byte {
	switch kind {
	case leafText:
		text := v.String()
		return append(binary.AppendUvarint(to, uint64(len(text))), text...)
	case leafOctets:
		octets := v.Bytes()
		return append(binary.AppendUvarint(to, uint64(len(octets))), octets...)
	case leafGUID:
		return append(to, v.Bytes()...)
	case leafBool:
		if v.Bool() {
			return append(to, 1)
		}
		return append(to, 0)
	case leafInt32, leafInt64:
		return binary.AppendVarint(to, v.Int())
	default:
		return binary.AppendVarint(to, v.Addr().Interface().(*time.Time).UnixMicro())
	}
}

// unpack makes the record of octets that pack returned.
func (p packer[T]) unpack(octets []byte) (record T) {
	u := unpacker{octets}
	u.fields(p.fields, reflect.ValueOf(&record).Elem())
	return record
}

// unpacker reads what pack wrote. Only a list's own memory and its own spilled files come here,
// so it trusts what it reads.
type unpacker struct{ rest []byte }

func (u *unpacker) octet() byte {
	octet := u.rest[0]
	u.rest = u.rest[1:]
	return octet
}

func (u *unpacker) uvarint() uint64 {
	n, width := binary.Uvarint(u.rest)
	u.rest = u.rest[width:]
	return n
}

func (u *unpacker) varint() int64 {
	n, width := binary.Varint(u.rest)
	u.rest = u.rest[width:]
	return n
}

// take returns the next n octets, which are part of what is read.
func (u *unpacker) take(n uint64) []byte {
	octets := u.rest[:n:n]
	u.rest = u.rest[n:]
	return octets
}

func (u *unpacker) fields(fields []field, into reflect.Value) {
	for i := range fields {
		u.field(&fields[i], into.Field(fields[i].index))
	}
}

func (u *unpacker) field(f *field, into reflect.Value) {
	switch {
	case f.inline:
		u.fields(f.inner, into)
		return
	case f.shape == inList:
		u.list(f, into)
		return
	case f.shape == plain && !f.optional:
	case u.octet() == 0:
		return
	case into.Kind() == reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	if f.shape == inStruct {
		u.fields(f.inner, into)
		return
	}
	u.value(f.leaf, into)
}

func (u *unpacker) list(f *field, into reflect.Value) {
	n := int(u.uvarint()) - 1
	if n < 0 {
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), n, n))
	for i := range n {
		if f.inner != nil {
			u.fields(f.inner, into.Index(i))
		} else {
			u.value(f.leaf, into.Index(i))
		}
	}
}

func (u *unpacker) value(kind leaf, into reflect.Value) {
	switch kind {
	case leafText:
		into.SetString(string(u.take(u.uvarint())))
	case leafOctets:
		into.SetBytes(append([]byte{}, u.take(u.uvarint())...))
	case leafGUID:
		copy(into.Bytes(), u.take(uint64(len(GUID{}))))
	case leafBool:
		into.SetBool(u.octet() != 0)
	case leafInt32, leafInt64:
		into.SetInt(u.varint())
	default:
		into.Set(reflect.ValueOf(time.UnixMicro(u.varint()).UTC()))
	}
}
