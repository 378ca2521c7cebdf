package snapshot

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// columnFile writes a Parquet file of required columns whose values are places in a dictionary.
// The library's own writer takes values and looks each up in a hash table to find its place, which
// is most of what writing memberships would cost: here the places are known.
type columnFile struct {
	to      io.Writer
	at      int64
	meta    format.FileMetaData
	sorting []format.SortingColumn
	codec   zstd.Codec
	encoder rle.DictionaryEncoding
	places  []int32
	// plain and compressed are room for one page.
	plain, compressed []byte
}

// valuesPerPage keeps a page of places at about a quarter of a megabyte.
const valuesPerPage = 64 << 10

// newColumnFile starts a file of records of type T, sorted by all columns. The schema is the one
// that the library writes for T.
func newColumnFile[T any](to io.Writer) (*columnFile, error) {
	schema, columns := columnsOf(reflect.TypeFor[T]())
	var empty bytes.Buffer
	if err := parquet.NewWriter(&empty, append(parquetOptions(1), schema)...).Close(); err != nil {
		return nil, err
	}
	octets := empty.Bytes()[:empty.Len()-8]
	footer := octets[len(octets)-int(binary.LittleEndian.Uint32(empty.Bytes()[len(octets):])):]
	f := &columnFile{to: to, codec: zstd.Codec{Level: zstd.SpeedFastest, Concurrency: 1}, places: make([]int32, valuesPerPage)}
	if err := thrift.Unmarshal(new(thrift.CompactProtocol), footer, &f.meta); err != nil {
		return nil, err
	}
	for i := range columns {
		f.sorting = append(f.sorting, format.SortingColumn{ColumnIdx: int32(i)})
	}
	return f, f.write([]byte("PAR1"))
}

func (f *columnFile) write(octets []byte) error {
	n, err := f.to.Write(octets)
	f.at += int64(n)
	return err
}

// dictionaryColumn is one column of a row group.
type dictionaryColumn struct {
	// values are the dictionary as Parquet writes it, count of them.
	values []byte
	count  int
	// least and most are the bounds of the values; nil for bounds not worth the room.
	least, most []byte
	// fill sets the places of the rows from a row on.
	fill func(places []int32, from int)
}

// group writes a row group.
func (f *columnFile) group(rows int, columns ...dictionaryColumn) error {
	g := format.RowGroup{NumRows: int64(rows), SortingColumns: f.sorting, FileOffset: f.at, Ordinal: int16(len(f.meta.RowGroups))}
	for i, c := range columns {
		meta, err := f.column(&f.meta.Schema[i+1], rows, &c)
		if err != nil {
			return err
		}
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: meta})
		g.TotalByteSize += meta.TotalUncompressedSize
		g.TotalCompressedSize += meta.TotalCompressedSize
	}
	f.meta.RowGroups = append(f.meta.RowGroups, g)
	f.meta.NumRows += int64(rows)
	return nil
}

func (f *columnFile) column(schema *format.SchemaElement, rows int, c *dictionaryColumn) (format.ColumnMetaData, error) {
	meta := format.ColumnMetaData{
		Type: schema.Type.V, Encoding: []format.Encoding{format.Plain, format.RLEDictionary}, PathInSchema: []string{schema.Name},
		Codec: format.Zstd, NumValues: int64(rows), DictionaryPageOffset: f.at,
		Statistics: format.Statistics{MinValue: c.least, MaxValue: c.most},
	}
	header := format.PageHeader{
		Type:                 format.DictionaryPage,
		DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(c.count), Encoding: format.Plain}),
	}
	if err := f.page(&meta, &header, c.values); err != nil {
		return meta, err
	}
	meta.DataPageOffset = f.at
	for from := 0; from < rows; from += valuesPerPage {
		places := f.places[:min(valuesPerPage, rows-from)]
		c.fill(places, from)
		var err error
		if f.plain, err = f.encoder.EncodeInt32(f.plain, places); err != nil {
			return meta, err
		}
		header := format.PageHeader{Type: format.DataPageV2, DataPageHeaderV2: thrift.New(format.DataPageHeaderV2{
			NumValues: int32(len(places)), NumRows: int32(len(places)), Encoding: format.RLEDictionary, IsCompressed: thrift.New(true),
		})}
		if err := f.page(&meta, &header, f.plain); err != nil {
			return meta, err
		}
	}
	return meta, nil
}

// page writes one page and adds its size to meta.
func (f *columnFile) page(meta *format.ColumnMetaData, header *format.PageHeader, plain []byte) error {
	var err error
	if f.compressed, err = f.codec.Encode(f.compressed, plain); err != nil {
		return err
	}
	header.UncompressedPageSize, header.CompressedPageSize = int32(len(plain)), int32(len(f.compressed))
	header.CRC = int32(crc32.ChecksumIEEE(f.compressed))
	head, err := thrift.Marshal(new(thrift.CompactProtocol), header)
	if err != nil {
		return err
	}
	meta.TotalUncompressedSize += int64(len(head) + len(plain))
	meta.TotalCompressedSize += int64(len(head) + len(f.compressed))
	if err := f.write(head); err != nil {
		return err
	}
	return f.write(f.compressed)
}

// close writes the footer.
func (f *columnFile) close() error {
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &f.meta)
	if err != nil {
		return err
	}
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(footer)))
	return f.write(append(footer, "PAR1"...))
}
