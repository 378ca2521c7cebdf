package snapshot

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// maxRowsPerGroup bounds the memory of a batch: no writer of ours makes larger row groups.
const maxRowsPerGroup = 16 << 20

// CloudMemberships yields batches in ascending order of group and member; a batch is valid until
// the next.
func (r *Reader) CloudMemberships() iter.Seq2[[]CloudMembership, error] {
	return r.edges(StreamCloudMemberships)
}

// CloudOwners yields batches in ascending order of group and owner; a batch is valid until the next.
func (r *Reader) CloudOwners() iter.Seq2[[]CloudMembership, error] {
	return r.edges(StreamCloudOwners)
}

func (r *Reader) edges(stream Stream) iter.Seq2[[]CloudMembership, error] {
	return func(yield func([]CloudMembership, error) bool) {
		var batch []CloudMembership
		eachGroup(r, stream, func(group parquet.RowGroup) error {
			batch = slices.Grow(batch[:0], int(group.NumRows()))[:group.NumRows()]
			return errors.Join(
				guids(group, 0, func(row int, g GUID) { batch[row].Group = g }),
				guids(group, 1, func(row int, g GUID) { batch[row].Member = g }))
		}, func(err error) bool { return yield(batch, err) })
	}
}

// eachGroup reads the row groups of a stream's file and yields after each; after an error once
// more and no further.
func eachGroup(r *Reader, stream Stream, read func(parquet.RowGroup) error, yield func(error) bool) {
	file := parquetFile(r.files[stream])
	if file == nil {
		return
	}
	for _, group := range file.RowGroups() {
		if err := read(group); err != nil {
			yield(fmt.Errorf("reading %s: %w", fileOf(stream), err))
			return
		}
		if !yield(nil) {
			return
		}
	}
}

// DirectoryMembers is a batch of directory memberships in columns: Members[i] indexes Names, the
// distinct folded DNs of the batch, in no order.
type DirectoryMembers struct {
	Groups  []GUID
	Members []uint32
	Names   []string
}

// DirectoryMemberships yields batches of up to four million rows in ascending order of group and
// member; a batch is valid until the next, its names stay valid.
func (r *Reader) DirectoryMemberships() iter.Seq2[DirectoryMembers, error] {
	return func(yield func(DirectoryMembers, error) bool) {
		var batch DirectoryMembers
		eachGroup(r, StreamDirectoryMemberships, func(group parquet.RowGroup) (err error) {
			rows := int(group.NumRows())
			batch.Groups = slices.Grow(batch.Groups[:0], rows)[:rows]
			batch.Members = slices.Grow(batch.Members[:0], rows)[:rows]
			if err := guids(group, 0, func(row int, g GUID) { batch.Groups[row] = g }); err != nil {
				return err
			}
			batch.Names, err = texts(group, 1, batch.Members)
			return err
		}, func(err error) bool { return yield(batch, err) })
	}
}
