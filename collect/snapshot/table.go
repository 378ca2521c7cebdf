package snapshot

import (
	"encoding/binary"
	"fmt"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// openTable opens a Parquet file and refuses one whose columns are not exactly those of stream: a
// column that is missing would otherwise read as "not set".
func openTable(from readable, stream Stream) (*parquet.File, error) {
	footer, err := readFooter(from)
	if err != nil {
		return nil, err
	}
	if err := checkFooter(footer); err != nil {
		return nil, err
	}
	table, err := parquet.OpenFile(from, from.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(64<<10))
	if err != nil {
		return nil, err
	}
	schema, _ := columnsOf(recordOf(stream))
	if !parquet.EqualNodes(table.Root(), schema) {
		return nil, fmt.Errorf("its columns are not those of %s", stream)
	}
	if err := checkRows(table); err != nil {
		return nil, err
	}
	return table, checkChunks(from, table)
}

// readFooter returns the footer, whose length is in the last eight octets.
func readFooter(from readable) ([]byte, error) {
	var tail [8]byte
	if n, err := from.ReadAt(tail[:], max(0, from.Size()-8)); n < len(tail) {
		return nil, fmt.Errorf("no Parquet file: %w", err)
	}
	length := int64(binary.LittleEndian.Uint32(tail[:]))
	if length > maxFooter || length > from.Size()-8 {
		return nil, errFooter
	}
	footer := make([]byte, length)
	if n, err := from.ReadAt(footer, from.Size()-8-length); n < len(footer) {
		return nil, fmt.Errorf("no Parquet file: %w", err)
	}
	return footer, nil
}

// checkRows holds the row groups against the footer and against what a batch may cost.
func checkRows(table *parquet.File) error {
	rows := int64(0)
	for _, group := range table.RowGroups() {
		if group.NumRows() < 0 || group.NumRows() > maxRowsPerGroup {
			return fmt.Errorf("a row group of %d rows: expected at most %d", group.NumRows(), maxRowsPerGroup)
		}
		rows += group.NumRows()
	}
	if rows != table.NumRows() {
		return fmt.Errorf("its row groups hold %d records, its footer says %d", rows, table.NumRows())
	}
	return nil
}

// recordOf is the Go type of the records of a stream kept as Parquet.
func recordOf(stream Stream) reflect.Type {
	switch stream {
	case StreamCloudGroups:
		return reflect.TypeFor[CloudGroup]()
	case StreamCloudPrincipals:
		return reflect.TypeFor[CloudPrincipal]()
	case StreamCloudMemberships, StreamCloudOwners:
		return reflect.TypeFor[CloudMembership]()
	case StreamCloudDeletedGroups:
		return reflect.TypeFor[CloudDeletedGroup]()
	case StreamLicences:
		return reflect.TypeFor[Licence]()
	case StreamSyncJobs:
		return reflect.TypeFor[SyncJob]()
	case StreamAppRoleAssignments:
		return reflect.TypeFor[AppRoleAssignment]()
	case StreamDirectoryGroups:
		return reflect.TypeFor[DirectoryGroup]()
	case StreamDirectoryPrincipals:
		return reflect.TypeFor[DirectoryPrincipal]()
	case StreamDirectoryMemberships:
		return reflect.TypeFor[DirectoryMembership]()
	case StreamDirectoryDeleted:
		return reflect.TypeFor[DirectoryDeletedGroup]()
	case StreamConnectSettings:
		return reflect.TypeFor[ConnectServer]()
	case StreamConnectScheduler:
		return reflect.TypeFor[ConnectScheduler]()
	case StreamConnectFeatures:
		return reflect.TypeFor[ConnectFeature]()
	case StreamConnectConnectors:
		return reflect.TypeFor[ConnectConnector]()
	case StreamConnectRules:
		return reflect.TypeFor[ConnectRule]()
	case StreamConnectErrors:
		return reflect.TypeFor[ConnectError]()
	default:
		return reflect.TypeFor[Document]()
	}
}
