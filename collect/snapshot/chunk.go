package snapshot

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	// maxPage bounds the memory that one page of a file can ask for.
	maxPage       = 512 << 20
	maxPageHeader = 64 << 10
)

var errPage = errors.New("malformed Parquet page")

// checkChunks looks at every page of table before the Parquet library does: sizes that the file
// holds, encodings that no page can blow up with, and one Zstandard frame of the announced length.
func checkChunks(from readable, table *parquet.File) error {
	for _, group := range table.Metadata().RowGroups {
		for i := range group.Columns {
			if err := checkChunk(from, &group.Columns[i].MetaData); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkChunk(from readable, meta *format.ColumnMetaData) error {
	at := meta.DataPageOffset
	if meta.DictionaryPageOffset != 0 {
		at = meta.DictionaryPageOffset
	}
	if meta.Codec != format.Zstd || at < 0 || meta.TotalCompressedSize < 0 || meta.TotalCompressedSize > from.Size()-at {
		return errPage
	}
	for end := at + meta.TotalCompressedSize; at < end; {
		next, err := checkPage(from, at, end)
		if err != nil {
			return fmt.Errorf("at %d: %w", at, err)
		}
		at = next
	}
	return nil
}

// checkPage checks the page at at and returns where it ends.
func checkPage(from readable, at, end int64) (next int64, err error) {
	head := make([]byte, min(maxPageHeader, end-at))
	if n, err := from.ReadAt(head, at); n < len(head) {
		return 0, err
	}
	protocol := thrift.CompactProtocol{}
	reader := protocol.NewReaderFromBytes(head)
	var header format.PageHeader
	if err := thrift.NewDecoder(reader).Decode(&header); err != nil {
		return 0, fmt.Errorf("%w: %w", errPage, err)
	}
	start := at + int64(reader.BytesRead())
	next = start + int64(header.CompressedPageSize)
	levels, err := checkHeader(&header)
	if err != nil || next > end || header.CompressedPageSize < 0 {
		return 0, errPage
	}
	if int64(header.CompressedPageSize) == levels {
		return next, nil
	}
	return next, checkFrame(from, start+levels, next, int64(header.UncompressedPageSize)-levels)
}

// checkHeader returns how many octets before the compressed ones hold levels.
func checkHeader(h *format.PageHeader) (levels int64, err error) {
	var values int32
	var encoding format.Encoding
	switch {
	case h.Type == format.DictionaryPage && h.DictionaryPageHeader.Valid:
		values, encoding = h.DictionaryPageHeader.V.NumValues, h.DictionaryPageHeader.V.Encoding
	case h.Type == format.DataPageV2 && h.DataPageHeaderV2.Valid:
		v := &h.DataPageHeaderV2.V
		values, encoding = v.NumValues, v.Encoding
		levels = int64(v.DefinitionLevelsByteLength) + int64(v.RepetitionLevelsByteLength)
		if v.DefinitionLevelsByteLength < 0 || v.RepetitionLevelsByteLength < 0 || v.IsCompressed.Valid && !v.IsCompressed.V {
			return 0, errPage
		}
	default:
		return 0, errPage
	}
	switch encoding {
	case format.Plain, format.RLE, format.PlainDictionary, format.RLEDictionary:
	default:
		return 0, errPage
	}
	size := int64(h.UncompressedPageSize)
	if values < 0 || values > maxRowsPerGroup || size < 0 || size > maxPage || levels > size || levels > int64(h.CompressedPageSize) {
		return 0, errPage
	}
	return levels, nil
}

// maxBlock is the most that a block of a Zstandard frame can decompress to.
const maxBlock = 128 << 10

// checkFrame holds that what lies between at and end is one Zstandard frame of size octets, as far
// as that shows without decompressing it.
//
// Source: RFC 8878 sections 3.1.1 and 3.1.1.2.
func checkFrame(from readable, at, end, size int64) error {
	head := make([]byte, min(zstd.HeaderMaxSize, end-at))
	if n, err := from.ReadAt(head, at); n < len(head) {
		return err
	}
	var frame zstd.Header
	if err := frame.Decode(head); err != nil || frame.Skippable || frame.HasFCS && frame.FrameContentSize != uint64(size) {
		return errPage
	}
	at += int64(frame.HeaderSize)
	possible := int64(0)
	for last := false; !last; possible += maxBlock {
		var block [3]byte
		if at+3 > end {
			return errPage
		}
		if n, err := from.ReadAt(block[:], at); n < len(block) {
			return errors.Join(io.ErrUnexpectedEOF, err)
		}
		bits := binary.LittleEndian.Uint32(append(block[:], 0))
		length := int64(bits >> 3)
		if bits>>1&3 == 1 { // One octet, repeated.
			length = 1
		}
		at, last = at+3+length, bits&1 == 1
	}
	if frame.HasCheckSum {
		at += 4
	}
	if at != end || size > possible {
		return errPage
	}
	return nil
}
