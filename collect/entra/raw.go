package entra

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"maps"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Files are the files of an export's cloud folder, each list in the order in which its pages are
// read.
type Files struct {
	// Lists holds the files of each stream that is a list of its own, members and owners left out.
	Lists map[snapshot.Stream][]string
	// Members and Owners hold the files of each group.
	Members, Owners map[snapshot.GUID][]string
}

// ListFiles returns what the cloud folder of an export holds; an export without one has no files.
func ListFiles(fsys fs.FS) (Files, error) {
	found, err := survey(fsys)
	if err != nil {
		return Files{}, err
	}
	files := Files{
		Lists:   map[snapshot.Stream][]string{},
		Members: maps.Clone(found.members.groups),
		Owners:  maps.Clone(found.owners.groups),
	}
	for _, s := range specs() {
		if names := found.files[s.stem]; len(names) > 0 {
			files.Lists[s.stream] = names
		}
	}
	return files, nil
}

// Inspect reads bodies for what they say beside their objects, and checks that they are JSON.
func Inspect(r io.Reader) (Page, error) {
	var b body
	nothing := func(string) error { return nil }
	return decodeAll(&b, r, documentTable, func(*object) error { return nil }, nothing)
}

// DecodeObjects reads bodies and hands on each object as it stands, with whatever keys it has; the
// text is the callback's to keep. Nothing is judged but that it is JSON.
func DecodeObjects(r io.Reader, yield func(json.RawMessage) error) (Page, error) {
	var b body
	ignore := func(string) error { return nil }
	return decodeAll(&b, r, documentTable, func(o *object) error { return yield(bytes.Clone(o.whole)) }, ignore)
}
