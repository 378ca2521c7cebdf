package snapshot

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// stretches are memberships in memory: members side by side, four octets each, and the groups
// they belong to. A group may have several stretches until they are sorted.
type stretches struct {
	groups  []stretch
	members []uint32
}

func (s *stretches) add(group GUID, member uint32) {
	last := len(s.groups) - 1
	if last < 0 || s.groups[last].group != group {
		s.groups = append(s.groups, stretch{group, len(s.members), len(s.members)})
		last++
	}
	s.members = append(s.members, member)
	s.groups[last].to++
}

// sort sorts by group and member, and drops duplicates; room is memory for the result, and what
// s had before is returned for the next time.
func (s *stretches) sort(room []uint32) (free []uint32) {
	slices.SortStableFunc(s.groups, func(a, b stretch) int { return compareGUID(a.group, b.group) })
	sorted := slices.Grow(room[:0], len(s.members))
	groups := s.groups[:0]
	for i := 0; i < len(s.groups); {
		group, from := s.groups[i].group, len(sorted)
		for ; i < len(s.groups) && s.groups[i].group == group; i++ {
			sorted = append(sorted, s.members[s.groups[i].from:s.groups[i].to]...)
		}
		slices.Sort(sorted[from:])
		sorted = sorted[:from+len(slices.Compact(sorted[from:]))]
		groups = append(groups, stretch{group, from, len(sorted)})
	}
	free = s.members
	s.groups, s.members = groups, sorted
	return free
}

func (s *stretches) reset() { s.groups, s.members = s.groups[:0], s.members[:0] }

// spill writes the sorted stretches, each as its group, the number of its members and those.
func (s *stretches) spill(to *bufio.Writer) error {
	var octets [stretchHead]byte
	for _, g := range s.groups {
		copy(octets[:], g.group[:])
		binary.LittleEndian.PutUint32(octets[len(GUID{}):], uint32(g.to-g.from))
		// A buffered writer keeps its first error for Flush.
		_, _ = to.Write(octets[:])
		for _, member := range s.members[g.from:g.to] {
			binary.LittleEndian.PutUint32(octets[:], member)
			_, _ = to.Write(octets[:4])
		}
	}
	return nil
}

const stretchHead = len(GUID{}) + 4

// stretchRun is the run of sorted stretches in memory; places are what its members are called.
type stretchRun struct {
	stretches
	places []uint32
}

func (r *stretchRun) read(into []numbered) (n int, err error) {
	for n < len(into) && len(r.groups) > 0 {
		g := &r.groups[0]
		for ; n < len(into) && g.from < g.to; n++ {
			into[n] = numbered{g.group, r.places[r.members[g.from]]}
			g.from++
		}
		if g.from == g.to {
			r.groups = r.groups[1:]
		}
	}
	if len(r.groups) == 0 {
		err = io.EOF
	}
	return n, err
}

// Close does nothing.
func (r *stretchRun) Close() error { return nil }

// stretchFile is the run of sorted stretches in a file.
type stretchFile struct {
	f      *os.File
	from   *bufio.Reader
	places []uint32
	group  GUID
	// left counts the members of group that are still to come.
	left   int
	octets []byte
}

func openStretches(path string, places []uint32) (*stretchFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &stretchFile{f: f, from: bufio.NewReaderSize(f, 1<<18), places: places, octets: make([]byte, 4*itemsPerRead)}, nil
}

func (r *stretchFile) read(into []numbered) (n int, err error) {
	for n < len(into) {
		if r.left == 0 {
			head := r.octets[:stretchHead]
			if _, err := io.ReadFull(r.from, head); err != nil {
				return n, err
			}
			r.group, r.left = GUID(head[:len(GUID{})]), int(binary.LittleEndian.Uint32(head[len(GUID{}):]))
		}
		octets := r.octets[:4*min(r.left, len(into)-n, itemsPerRead)]
		if _, err := io.ReadFull(r.from, octets); err != nil {
			return n, errors.Join(io.ErrUnexpectedEOF, err)
		}
		for at := 0; at < len(octets); at += 4 {
			into[n] = numbered{r.group, r.places[binary.LittleEndian.Uint32(octets[at:])]}
			n++
		}
		r.left -= len(octets) / 4
	}
	return n, nil
}

// Close closes the file.
func (r *stretchFile) Close() error { return r.f.Close() }
