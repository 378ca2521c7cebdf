package collect

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// sideFolders are the folders of an export, one for each side.
var sideFolders = []string{"cloud", "directory", "connect"}

// isSide reports whether a folder is called as one side of an export, in any case.
func isSide(name string) bool {
	return slices.ContainsFunc(sideFolders, func(side string) bool { return strings.EqualFold(side, name) })
}

// holdsSide refuses a folder in which no side of an export has anything. place is where it is, for the
// remedy only.
func holdsSide(fsys fs.FS, place string) error {
	empty := ""
	for _, side := range sideFolders {
		entries, err := fs.ReadDir(fsys, side)
		if errors.Is(err, errTwice) {
			return err
		}
		if err != nil {
			continue
		}
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") }) {
			return nil
		}
		empty = side
	}
	if empty != "" {
		return fmt.Errorf("its folder %s/ is empty, and no other side of an export is there: give the folder that holds cloud/ and directory/ with their files", empty)
	}
	return fmt.Errorf("neither cloud/ nor directory/ was found: give the folder that holds them%s", parentOf(place))
}

// parentOf names the folder that holds the side which place is, or lies in.
func parentOf(place string) string {
	at, err := filepath.Abs(place)
	if err != nil {
		return ""
	}
	for range 2 {
		if isSide(filepath.Base(at)) {
			return ", which is " + filepath.Dir(at)
		}
		at = filepath.Dir(at)
	}
	return ""
}
