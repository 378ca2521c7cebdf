package snapshot

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/parquet-go/parquet-go"
)

// CloudMemberships yields batches; a batch is valid until the next.
func (r *Reader) CloudMemberships() iter.Seq2[[]CloudMembership, error] {
	return r.edges(StreamCloudMemberships)
}

// CloudOwners yields batches; a batch is valid until the next.
func (r *Reader) CloudOwners() iter.Seq2[[]CloudMembership, error] {
	return r.edges(StreamCloudOwners)
}

func (r *Reader) edges(stream Stream) iter.Seq2[[]CloudMembership, error] {
	return func(yield func([]CloudMembership, error) bool) {
		c := r.files[stream]
		if c == nil {
			return
		}
		for _, group := range c.table.RowGroups() {
			batch, err := edgesOf(group)
			if err != nil {
				yield(nil, fmt.Errorf("reading %s: %w", c.name, err))
				return
			}
			if !yield(batch, nil) {
				return
			}
		}
	}
}

func edgesOf(group parquet.RowGroup) ([]CloudMembership, error) {
	batch := make([]CloudMembership, group.NumRows())
	r := parquet.NewGenericRowGroupReader[CloudMembership](group)
	defer r.Close()
	n := 0
	err := guarded(func() (err error) {
		for n < len(batch) && err == nil {
			var m int
			m, err = r.Read(batch[n:])
			n += m
		}
		return err
	})
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if n != len(batch) {
		return nil, io.ErrUnexpectedEOF
	}
	return batch, nil
}

// DirectoryMembers is a batch of directory memberships in columns: Members[i] indexes Names, the
// distinct folded DNs of the batch.
type DirectoryMembers struct {
	Groups  []GUID
	Members []uint32
	Names   []string
}

// DirectoryMemberships yields batches; a batch is valid until the next.
func (r *Reader) DirectoryMemberships() iter.Seq2[DirectoryMembers, error] {
	return func(yield func(DirectoryMembers, error) bool) {
		var batch DirectoryMembers
		index := map[string]uint32{}
		for m, err := range recordsOf[DirectoryMembership](r, StreamDirectoryMemberships) {
			if err != nil {
				yield(DirectoryMembers{}, err)
				return
			}
			number, found := index[m.Member]
			if !found {
				number = uint32(len(batch.Names))
				index[m.Member] = number
				batch.Names = append(batch.Names, m.Member)
			}
			batch.Groups, batch.Members = append(batch.Groups, m.Group), append(batch.Members, number)
			if len(batch.Groups) < recordsPerGroup {
				continue
			}
			if !yield(batch, nil) {
				return
			}
			batch = DirectoryMembers{Groups: batch.Groups[:0], Members: batch.Members[:0]}
			clear(index)
		}
		if len(batch.Groups) > 0 {
			yield(batch, nil)
		}
	}
}
