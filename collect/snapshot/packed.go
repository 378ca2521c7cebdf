package snapshot

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// packed is a record in a list: its key, as octets that sort as the list does, and its fields.
type packed struct {
	key, fields []byte
	// gaveWay is true when a contradicting record of the same key was given up.
	gaveWay bool
}

func comparePacked(a, b *packed) int { return bytes.Compare(a.key, b.key) }

// A packed record lies in memory and on disk as its length, whether it gaveWay, the length of its
// key, the key and the fields.
const packedHead = 4 + 1 + 4

// packedAt returns the record at the start of octets.
func packedAt(octets []byte) packed {
	length := binary.LittleEndian.Uint32(octets)
	key := binary.LittleEndian.Uint32(octets[5:])
	return packed{
		key: octets[packedHead : packedHead+key], fields: octets[packedHead+key : packedHead+length], gaveWay: octets[4] != 0,
	}
}

// setHead fills in the head of octets, which hold room for it, a key and fields.
func setHead(octets []byte, key int) {
	binary.LittleEndian.PutUint32(octets, uint32(len(octets)-packedHead))
	octets[4] = 0
	binary.LittleEndian.PutUint32(octets[5:], uint32(key))
}

// packedBlock is the size of one block of packed records; a longer record has one for itself.
const packedBlock = 1 << 20

// packedRecords are records in memory, in the order of arrival until they are sorted.
type packedRecords struct {
	blocks [][]byte
	// spare are blocks to use again.
	spare [][]byte
	items []placed
	size  int
}

// placedOctets is the size of an item, and of what growing their list wastes.
const placedOctets = 2 * 16

func (p *packedRecords) add(octets []byte) {
	last := len(p.blocks) - 1
	if last < 0 || cap(p.blocks[last])-len(p.blocks[last]) < len(octets) {
		p.blocks = append(p.blocks, p.block(len(octets)))
		last++
	}
	p.items = append(p.items, placed{place: uint64(last)<<32 | uint64(len(p.blocks[last]))})
	p.blocks[last] = append(p.blocks[last], octets...)
	p.size += len(octets) + placedOctets
}

func (p *packedRecords) block(least int) []byte {
	if n := len(p.spare); n > 0 && least <= packedBlock {
		block := p.spare[n-1]
		p.spare = p.spare[:n-1]
		return block
	}
	return make([]byte, 0, max(packedBlock, least))
}

func (p *packedRecords) octets(place uint64) []byte { return p.blocks[place>>32][uint32(place):] }

func (p *packedRecords) sort() {
	sortByKey(p.items, func(place uint64) []byte { return packedAt(p.octets(place)).key })
}

// reset forgets all records and keeps the memory.
func (p *packedRecords) reset() {
	for _, block := range p.blocks {
		if cap(block) == packedBlock {
			p.spare = append(p.spare, block[:0])
		}
	}
	p.blocks, p.items, p.size = p.blocks[:0], p.items[:0], 0
}

// spill writes the sorted records.
func (p *packedRecords) spill(to *bufio.Writer) error {
	for i := range p.items {
		octets := p.octets(p.items[i].place)
		// A buffered writer keeps its first error for Flush.
		_, _ = to.Write(octets[:packedHead+binary.LittleEndian.Uint32(octets)])
	}
	return nil
}

// memoryRun is the run of the records in memory.
type memoryRun struct {
	*packedRecords
	at int
}

func (r *memoryRun) read(into []packed) (int, error) {
	n := min(len(into), len(r.items)-r.at)
	for i := range n {
		into[i] = packedAt(r.octets(r.items[r.at+i].place))
	}
	if r.at += n; r.at == len(r.items) {
		return n, io.EOF
	}
	return n, nil
}

// Close does nothing.
func (r *memoryRun) Close() error { return nil }

// packedRun is a run in a file.
type packedRun struct {
	f      *os.File
	from   *bufio.Reader
	octets []byte
}

func openPacked(path string) (*packedRun, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &packedRun{f: f, from: bufio.NewReaderSize(f, 1<<18)}, nil
}

// read returns records up to about octetsPerBatch; they are valid until the next read.
func (r *packedRun) read(into []packed) (n int, err error) {
	r.octets = r.octets[:0]
	var ends [itemsPerRead]int
	for n < min(len(into), len(ends)) && len(r.octets) < octetsPerBatch {
		head, err := r.from.Peek(packedHead)
		if errors.Is(err, io.EOF) && len(head) == 0 {
			break
		}
		if err != nil {
			return 0, errors.Join(io.ErrUnexpectedEOF, err)
		}
		from, length := len(r.octets), packedHead+int(binary.LittleEndian.Uint32(head))
		r.octets = append(r.octets, make([]byte, length)...)
		if _, err := io.ReadFull(r.from, r.octets[from:]); err != nil {
			return 0, err
		}
		ends[n] = len(r.octets)
		n++
	}
	from := 0
	for i, end := range ends[:n] {
		into[i], from = packedAt(r.octets[from:end]), end
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Close closes the file.
func (r *packedRun) Close() error { return r.f.Close() }
