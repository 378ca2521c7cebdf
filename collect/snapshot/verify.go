package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// maxManifest bounds the manifest, which grows with notes and properties only.
const maxManifest = 16 << 20

func readManifest(fsys fs.FS) ([]byte, error) {
	f, _, err := openRegular(fsys, manifestFile)
	if err != nil {
		return nil, OrNone(fmt.Errorf("%s: %w: name a folder or zip that wbaudit collect or import wrote", manifestFile, err))
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
		return Manifest{}, &NoSnapshotError{errors.New("not the manifest of a wbaudit snapshot")}
	case head.Format > Format:
		return Manifest{}, fmt.Errorf("format %d is newer than %d, the newest this version reads: use the version of wbaudit that wrote it", head.Format, Format)
	}
	if err := checkSeal(text); err != nil {
		return Manifest{}, err
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
	if err := checkEnd(s.Name, Ended{Status: s.Status, Reason: s.Reason, PerGroup: s.PerGroup, ToEnd: s.ToEnd}); err != nil {
		return err
	}
	switch {
	case s.Status == Absent && (s.Records != 0 || s.SHA256 != ""):
		return fmt.Errorf("stream %s is absent, but has records or a digest", s.Name)
	case s.Unreadable < 0 || s.Unreadable > s.Records:
		return fmt.Errorf("stream %s has %d records, and %d of them unreadable", s.Name, s.Records, s.Unreadable)
	}
	return nil
}

// verify checks digest, schema and numbers of records, and opens a Parquet file. It counts the unreadable records where
// the manifest counts none.
func (c *content) verify(s *StreamState) error {
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
	if c.table == nil {
		return nil
	}
	unreadable, err := countUnreadable(parquetFile(c), s.Name)
	if err == nil && s.Unreadable != 0 && unreadable != s.Unreadable {
		return fmt.Errorf("it holds %d unreadable records, the manifest says %d", unreadable, s.Unreadable)
	}
	s.Unreadable = unreadable
	return err
}

func (c *content) count(stream Stream) (int64, error) {
	if shapeOf(stream) == shapeObject {
		text, err := readAll(c.from)
		if err != nil {
			return 0, err
		}
		return countObject(text)
	}
	err := guarded(func() error {
		file, err := openTable(c.from, stream)
		if err == nil {
			c.table = file
		}
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
