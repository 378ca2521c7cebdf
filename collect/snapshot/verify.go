package snapshot

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// maxManifest bounds the manifest, which grows with notes and properties only.
const maxManifest = 16 << 20

func readManifest(fsys fs.FS) ([]byte, error) {
	f, err := fsys.Open(manifestFile)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: name a folder or zip that wbaudit collect or import wrote", manifestFile, errors.Unwrap(err))
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxManifest+1))
	if err == nil && len(text) > maxManifest {
		err = fmt.Errorf("longer than %d bytes", maxManifest)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", manifestFile, err)
	}
	return text, nil
}

// parseManifest reads a manifest of this format and refuses what no writer writes.
func parseManifest(text []byte) (Manifest, error) {
	var head struct {
		Format int
		Tool   string
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return Manifest{}, err
	}
	switch {
	case head.Tool != toolName || head.Format < 1:
		return Manifest{}, errors.New("not the manifest of a wbaudit snapshot")
	case head.Format > Format:
		return Manifest{}, fmt.Errorf("format %d is newer than %d, the newest this version reads: use the version of wbaudit that wrote it", head.Format, Format)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, err
	}
	for i, s := range m.Streams {
		if err := checkState(s); err != nil {
			return Manifest{}, err
		}
		if slices.ContainsFunc(m.Streams[:i], func(o StreamState) bool { return o.Name == s.Name }) {
			return Manifest{}, fmt.Errorf("stream %s is named twice", s.Name)
		}
	}
	return m, nil
}

func checkState(s StreamState) error {
	if err := checkEnd(s.Name, Ended{Status: s.Status, Reason: s.Reason}); err != nil {
		return err
	}
	if s.Status == Absent && (s.Records != 0 || s.SHA256 != "") {
		return fmt.Errorf("stream %s is absent, but has records or a digest", s.Name)
	}
	return nil
}

// verify checks digest, schema and number of records, and opens a Parquet file.
func (c *content) verify(s StreamState) error {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(c.from, 0, c.from.Size())); err != nil {
		return err
	}
	if digest := hex.EncodeToString(sum.Sum(nil)); digest != s.SHA256 {
		return fmt.Errorf("its digest is %.12s…, the manifest says %.12s…: the file was changed or cut, collect again", digest, s.SHA256)
	}
	records, err := c.count(s.Name)
	if err != nil {
		return err
	}
	if records != s.Records {
		return fmt.Errorf("it holds %d records, the manifest says %d", records, s.Records)
	}
	return nil
}

func (c *content) count(stream Stream) (int64, error) {
	if shapeOf(stream) == shapeObject {
		text, err := readAll(c.from)
		if err != nil {
			return 0, err
		}
		return countObject(text)
	}
	err := guarded(func() (err error) {
		c.table, err = openTable(c.from, stream)
		return err
	})
	if err != nil {
		return 0, err
	}
	return c.table.NumRows(), nil
}

// countObject counts the elements of a list, or one for an object.
func countObject(text []byte) (int64, error) {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return 0, err
	}
	switch v := value.(type) {
	case nil:
		return 0, nil
	case []any:
		return int64(len(v)), nil
	default:
		return 1, nil
	}
}

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
