package xlsx

import (
	"encoding/binary"
	"fmt"
	"time"
)

// The first byte of a cell in a packed row says what follows.
const (
	codeNothing = iota
	codeText
	codeLines
	codeNumber
	codeNotKnown
	codeTime
	codeLink
)

// packRow writes the cells of a row as bytes, to be read by unpackRow. It knows the types that
// palette.cell knows; anything else is a mistake in this package.
func packRow(values []any) ([]byte, error) {
	b := make([]byte, 0, 256)
	for i, v := range values {
		var ok bool
		if b, ok = packCell(b, v); !ok {
			return nil, fmt.Errorf("keeping a row: column %d holds a %T", i+1, v)
		}
	}
	return b, nil
}

func packCell(b []byte, v any) ([]byte, bool) {
	switch v := v.(type) {
	case nil:
		return append(b, codeNothing), true
	case string:
		return packText(append(b, codeText), v), true
	case lines:
		b = binary.AppendUvarint(append(b, codeLines), uint64(len(v)))
		for _, line := range v {
			b = packText(b, line)
		}
		return b, true
	case int:
		return binary.AppendVarint(append(b, codeNumber), int64(v)), true
	case int32:
		return binary.AppendVarint(append(b, codeNumber), int64(v)), true
	case *int:
		if v == nil {
			return append(b, codeNotKnown), true
		}
		return binary.AppendVarint(append(b, codeNumber), int64(*v)), true
	case *time.Time:
		if v == nil {
			return append(b, codeNothing), true
		}
		b = binary.AppendVarint(append(b, codeTime), v.Unix())
		return binary.AppendVarint(b, int64(v.Nanosecond())), true
	case link:
		b = packText(packText(append(b, codeLink), string(v.to)), v.id)
		return packCell(b, v.show)
	}
	return b, false
}

func packText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// unpackRow fills values with the cells of a packed row.
func unpackRow(row []byte, values []any) {
	r := unpacker{rest: string(row)} // one copy for all texts of the row
	for i := range values {
		values[i] = r.cell()
	}
}

// unpacker reads what packRow wrote.
type unpacker struct{ rest string }

func (u *unpacker) cell() any {
	code := u.rest[0]
	u.rest = u.rest[1:]
	switch code {
	case codeText:
		return u.text()
	case codeLines:
		all := make(lines, u.length())
		for i := range all {
			all[i] = u.text()
		}
		return all
	case codeNumber:
		return int(u.number())
	case codeNotKnown:
		return (*int)(nil)
	case codeTime:
		t := time.Unix(u.number(), u.number()).UTC()
		return &t
	case codeLink:
		return link{to: place(u.text()), id: u.text(), show: u.cell()}
	}
	return nil
}

func (u *unpacker) text() string {
	n := u.length()
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

func (u *unpacker) length() int {
	n, size := binary.Uvarint([]byte(u.rest[:min(len(u.rest), binary.MaxVarintLen64)]))
	u.rest = u.rest[size:]
	return int(n)
}

func (u *unpacker) number() int64 {
	n, size := binary.Varint([]byte(u.rest[:min(len(u.rest), binary.MaxVarintLen64)]))
	u.rest = u.rest[size:]
	return n
}
