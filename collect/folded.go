package collect

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// foldedFS is an export whose folders and files may be called what they are in any case: PowerShell and
// Windows keep the case that someone typed, and take Cloud and cloud for one.
type foldedFS struct {
	fs.FS
	// written is how the folders of the sides and export.json are written here, by how they are asked for.
	written map[string]string
}

// foldNames returns an export over fsys, and what stands beside the parts of an export that nothing reads.
// It refuses two parts whose names differ in case only, of which the one or the other would be read.
func foldNames(fsys fs.FS) (folded foldedFS, beside []string, err error) {
	folded = foldedFS{fsys, map[string]string{}}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return folded, nil, fmt.Errorf("listing the export: %w", err)
	}
	parts := append(slices.Clone(sideFolders), timesFile)
	for _, entry := range entries {
		name := entry.Name()
		i := slices.IndexFunc(parts, func(part string) bool { return strings.EqualFold(part, name) })
		switch {
		case strings.HasPrefix(name, "."), name == macFolder:
		case i < 0:
			beside = append(beside, name)
		case folded.written[parts[i]] != "":
			return folded, nil, twice(".", folded.written[parts[i]], name)
		default:
			folded.written[parts[i]] = name
		}
	}
	return folded, beside, nil
}

// at is where what is asked for stands.
func (f foldedFS) at(name string) string {
	first, below, under := strings.Cut(name, "/")
	written, known := f.written[first]
	switch {
	case !known:
		return name
	case under:
		return written + "/" + below
	}
	return written
}

// Open opens a file or a folder.
func (f foldedFS) Open(name string) (fs.File, error) { return f.FS.Open(f.at(name)) }

// Stat describes a file without opening it.
func (f foldedFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.FS, f.at(name)) }

// ReadDir lists a folder. It refuses one with two names that differ in case only.
func (f foldedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.FS, f.at(name))
	if err != nil {
		return nil, err
	}
	return entries, refuseTwice(name, entries)
}

// refuseTwice refuses two names that differ in case only: whether they are two parts of one list or the
// older and the newer of one file is open. One of two such names has a capital letter, so that a folder of
// many thousand files named by ids, which has none, is not kept by name.
func refuseTwice(dir string, entries []fs.DirEntry) error {
	if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.ToLower(e.Name()) != e.Name() }) {
		return nil
	}
	met := make(map[string]string, len(entries))
	for _, entry := range entries {
		name := entry.Name()
		key := strings.ToLower(name)
		if before, again := met[key]; again && !strings.HasPrefix(name, ".") {
			return twice(dir, before, name)
		}
		met[key] = name
	}
	return nil
}

// twice says that two names in a folder differ in case only.
func twice(dir, one, other string) error {
	return fmt.Errorf("%s and %s %w", clip(path.Join(dir, one)), clip(path.Join(dir, other)), errTwice)
}

var errTwice = errors.New("differ in case only, and which one counts is open: keep one of them, with what belongs to it from both")

// maxBeside is how many names of what nothing reads are told.
const maxBeside = 10

// besideNote tells what lies in an export and is read by nobody.
func besideNote(beside []string) []string {
	if len(beside) == 0 {
		return nil
	}
	var named []string
	for _, name := range beside[:min(len(beside), maxBeside)] {
		named = append(named, fmt.Sprintf("%q", clip(name)))
	}
	more := ""
	if n := len(beside) - len(named); n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return []string{fmt.Sprintf("export: not read, since no part of an export is called so: %s%s; expected %s and %s", strings.Join(named, ", "), more, strings.Join(sideFolders, ", "), timesFile)}
}
