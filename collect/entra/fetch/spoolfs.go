package fetch

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// folder is where an export has what Graph answered.
const folder = "cloud"

// FS shows the answers as an export: the list groups as cloud/groups-0001.json and so on, members/ID as
// cloud/members/ID-0001.json. What is written later is not seen.
func (s *Spool) FS() (fs.FS, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.w.Flush(); err != nil {
		return nil, fmt.Errorf("writing to the spool: %w", err)
	}
	tree := &tree{from: s.file, files: map[string]place{}, folders: map[string][]fs.DirEntry{}}
	for _, list := range s.order {
		for i, p := range s.lists[list].pages {
			tree.add(fileName(list, i), p)
		}
	}
	for _, entries := range tree.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return tree, nil
}

// fileName is the name of a page. The file of a job ends with its service principal's id, as
// collect/entra wants it, so its number stands before.
func fileName(list string, page int) string {
	if stem, owner, found := strings.Cut(list, "@"); found {
		return fmt.Sprintf("%s/%s-%04d-%s.json", folder, stem, page+1, owner)
	}
	return fmt.Sprintf("%s/%s-%04d.json", folder, list, page+1)
}

// files names the answers of a list, in order, as FS shows them.
func (s *Spool) files(list string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.lists[list]
	if k == nil {
		return nil
	}
	names := make([]string, len(k.pages))
	for i := range k.pages {
		names[i] = fileName(list, i)
	}
	return names
}

// growing opens the answers of lists that have ended, while others are written.
type growing struct{ spool *Spool }

// Open finds the answer that files named.
func (g growing) Open(name string) (fs.File, error) {
	stem := strings.TrimSuffix(strings.TrimPrefix(name, folder+"/"), ".json")
	dash := strings.LastIndexByte(stem, '-')
	number, err := strconv.Atoi(stem[dash+1:])
	if dash < 0 || err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	g.spool.mu.Lock()
	defer g.spool.mu.Unlock()
	k := g.spool.lists[stem[:dash]]
	if k == nil || !k.done || number < 1 || number > len(k.pages) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	p := k.pages[number-1]
	return &openFile{SectionReader: io.NewSectionReader(g.spool.file, p.at, p.size), info: fileInfo{name: path.Base(name), size: p.size}}, nil
}

// tree is a read-only file system over the spool's file.
type tree struct {
	from    io.ReaderAt
	files   map[string]place
	folders map[string][]fs.DirEntry
}

// add puts a page into its folder, and the folder into those above it.
func (t *tree) add(name string, p place) {
	t.files[name] = p
	dir := path.Dir(name)
	t.grow(dir)
	t.folders[dir] = append(t.folders[dir], fileInfo{name: path.Base(name), size: p.size})
}

// grow makes sure that a folder and those above it exist.
func (t *tree) grow(dir string) {
	if _, found := t.folders[dir]; found {
		return
	}
	t.folders[dir] = nil
	if dir == "." {
		return
	}
	above := path.Dir(dir)
	t.grow(above)
	t.folders[above] = append(t.folders[above], fileInfo{name: path.Base(dir), dir: true})
}

// Open opens a page, or a folder that has some.
func (t *tree) Open(name string) (fs.File, error) {
	if p, found := t.files[name]; found {
		return &openFile{SectionReader: io.NewSectionReader(t.from, p.at, p.size), info: fileInfo{name: path.Base(name), size: p.size}}, nil
	}
	if _, found := t.folders[name]; found {
		return &openFolder{info: fileInfo{name: path.Base(name), dir: true}, left: t.folders[name]}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder, sorted by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, found := t.folders[name]
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	return slices.Clone(entries), nil
}

// openFile is an open page.
type openFile struct {
	*io.SectionReader
	info fileInfo
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

// openFolder is an open folder.
type openFolder struct {
	info fileInfo
	left []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFolder) Close() error               { return nil }

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: fs.ErrInvalid}
}

// ReadDir returns the next n entries, or all that are left.
func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.left) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.left) {
		n = len(f.left)
	}
	var next []fs.DirEntry
	next, f.left = f.left[:n:n], f.left[n:]
	return next, nil
}

// fileInfo describes a page or a folder, as an entry of a folder and by itself.
type fileInfo struct {
	name string
	size int64
	dir  bool
}

func (i fileInfo) Name() string               { return i.name }
func (i fileInfo) Size() int64                { return i.size }
func (i fileInfo) ModTime() time.Time         { return time.Time{} }
func (i fileInfo) IsDir() bool                { return i.dir }
func (i fileInfo) Sys() any                   { return nil }
func (i fileInfo) Info() (fs.FileInfo, error) { return i, nil }
func (i fileInfo) Type() fs.FileMode          { return i.Mode().Type() }
func (i fileInfo) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o500
	}
	return 0o400
}
