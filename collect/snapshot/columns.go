package snapshot

import "github.com/parquet-go/parquet-go"

// columnValues are the values of some rows, column by column. They point into the packed rows.
type columnValues [][]parquet.Value

// add adds one packed row.
func (c columnValues) add(fields []field, octets []byte) {
	u := unpacker{octets}
	c.fields(&u, fields, 0, 0)
}

// reset forgets the rows.
func (c columnValues) reset() {
	for i := range c {
		c[i] = c[i][:0]
	}
}

// fields adds the values of fields that stand at a repetition and, where they are set, at a
// definition level.
func (c columnValues) fields(u *unpacker, fields []field, repetition, definition int) {
	for i := range fields {
		c.field(u, &fields[i], repetition, definition)
	}
}

func (c columnValues) field(u *unpacker, f *field, repetition, definition int) {
	switch {
	case f.inline:
		c.fields(u, f.inner, repetition, definition)
		return
	case f.shape == inList:
		c.list(u, f)
		return
	case f.shape == plain && !f.optional:
	case u.octet() == 0:
		c.nothing(f, repetition, definition)
		return
	default:
		definition++
	}
	if f.shape == inStruct {
		c.fields(u, f.inner, repetition, definition)
		return
	}
	c[f.column] = append(c[f.column], u.parquet(f.leaf).Level(repetition, definition, f.column))
}

// list adds the elements of a list: nil is level 0, an empty list 1 and an element 2.
func (c columnValues) list(u *unpacker, f *field) {
	n := int(u.uvarint()) - 1
	if n <= 0 {
		c.nothing(f, 0, n+1)
		return
	}
	for i := range n {
		if f.inner != nil {
			c.fields(u, f.inner, min(i, 1), 2)
		} else {
			c[f.column] = append(c[f.column], u.parquet(f.leaf).Level(min(i, 1), 2, f.column))
		}
	}
}

// nothing adds to each column of f that there is no value.
func (c columnValues) nothing(f *field, repetition, definition int) {
	if repetition == 0 && definition == 0 {
		for i, absent := range f.absent {
			c[f.column+i] = append(c[f.column+i], absent)
		}
		return
	}
	for i := f.column; i < f.column+f.columns; i++ {
		c[i] = append(c[i], parquet.Value{}.Level(repetition, definition, i))
	}
}

// parquet reads one value; it points into the packed row.
func (u *unpacker) parquet(kind leaf) parquet.Value {
	switch kind {
	case leafText, leafOctets:
		return parquet.ByteArrayValue(u.take(u.uvarint()))
	case leafGUID:
		return parquet.FixedLenByteArrayValue(u.take(uint64(len(GUID{}))))
	case leafBool:
		return parquet.BooleanValue(u.octet() != 0)
	case leafInt32:
		return parquet.Int32Value(int32(u.varint()))
	default:
		return parquet.Int64Value(u.varint())
	}
}
