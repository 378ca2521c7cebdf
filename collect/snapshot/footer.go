package snapshot

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The Parquet library believes the lengths in a file before it reads what they announce, so that
// a few octets could ask for all memory. What follows looks at them first.
const (
	maxFooter = 32 << 20
	// maxFooterElements is about 2,000 row groups of the widest record, 130 million records.
	maxFooterElements = 1 << 20
	maxFooterDepth    = 32
)

var errFooter = errors.New("no Parquet file: its footer is malformed")

// checkFooter walks a footer in Thrift's compact protocol and refuses one that announces more
// than it holds.
//
// Source: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
func checkFooter(octets []byte) error {
	c := compact{rest: octets}
	if err := c.structure(0); err != nil {
		return err
	}
	if len(c.rest) != 0 {
		return errFooter
	}
	return nil
}

// compact reads the compact protocol and keeps nothing of it.
type compact struct {
	rest     []byte
	elements int
}

// Types of the compact protocol.
const (
	thriftStop = iota
	thriftTrue
	thriftFalse
	thriftByte
	thriftInt16
	thriftInt32
	thriftInt64
	thriftDouble
	thriftBinary
	thriftList
	thriftSet
	thriftMap
	thriftStruct
)

func (c *compact) octet() (byte, error) {
	if len(c.rest) == 0 {
		return 0, errFooter
	}
	octet := c.rest[0]
	c.rest = c.rest[1:]
	return octet, nil
}

func (c *compact) varint() (uint64, error) {
	n, length := binary.Uvarint(c.rest)
	if length <= 0 {
		return 0, errFooter
	}
	c.rest = c.rest[length:]
	return n, nil
}

func (c *compact) skip(n uint64) error {
	if n > uint64(len(c.rest)) {
		return errFooter
	}
	c.rest = c.rest[n:]
	return nil
}

func (c *compact) structure(depth int) error {
	if depth > maxFooterDepth {
		return errFooter
	}
	for {
		head, err := c.octet()
		if err != nil || head == thriftStop {
			return err
		}
		if head>>4 == 0 {
			if _, err := c.varint(); err != nil {
				return err
			}
		}
		// The value of a boolean field is its type.
		if kind := head & 0x0f; kind != thriftTrue && kind != thriftFalse {
			if err := c.value(kind, depth); err != nil {
				return err
			}
		}
	}
}

func (c *compact) value(kind byte, depth int) error {
	switch kind {
	case thriftTrue, thriftFalse, thriftByte:
		return c.skip(1)
	case thriftInt16, thriftInt32, thriftInt64:
		_, err := c.varint()
		return err
	case thriftDouble:
		return c.skip(8)
	case thriftBinary:
		n, err := c.varint()
		if err != nil {
			return err
		}
		return c.skip(n)
	case thriftList, thriftSet:
		return c.list(depth)
	case thriftStruct:
		return c.structure(depth + 1)
	}
	return errFooter
}

func (c *compact) list(depth int) error {
	head, err := c.octet()
	if err != nil {
		return err
	}
	size := uint64(head >> 4)
	if size == 15 {
		if size, err = c.varint(); err != nil {
			return err
		}
	}
	if size > maxFooterElements-uint64(c.elements) {
		return fmt.Errorf("%w: it lists more than %d elements", errFooter, maxFooterElements)
	}
	c.elements += int(size)
	for range size {
		if err := c.value(head&0x0f, depth+1); err != nil {
			return err
		}
	}
	return nil
}
