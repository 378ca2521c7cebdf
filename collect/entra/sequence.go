package entra

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// sequence tells, by the numbers in their names, which files of a list are its pages, so that neither a
// page that was lost nor one that an earlier export left behind passes for a part of the list.
type sequence struct {
	file pageFile
	// fresh is true until the first body of the file was read, listed when the body before was a page.
	fresh, listed bool
	// before is the file that was read before.
	before pageFile
}

// pageFile is a file's name without its number: groups-2.json is page 2 of groups-. Without a number,
// page is 0.
type pageFile struct {
	name, stem string
	page       int
}

// maxPage is the highest number that counts as a page's: groups-20261120.json names a day.
const maxPage = 99_999

func parsePageFile(name string) pageFile {
	f := pageFile{name: name}
	stem := strings.TrimSuffix(name, path.Ext(name))
	f.stem = strings.TrimRight(stem, "0123456789")
	// The digits at the end of a group's id are no number.
	for at := max(0, len(f.stem)-guidLength+1); at < len(f.stem) && at+guidLength <= len(stem); at++ {
		if _, ok := parseGUID([]byte(stem[at : at+guidLength])); ok {
			f.stem = stem[:at+guidLength]
		}
	}
	if n, err := strconv.Atoi(stem[len(f.stem):]); err == nil && n <= maxPage {
		f.page = n
	}
	return f
}

// guidLength is the length of a GUID as text.
const guidLength = 36

// follows reports whether f is a later page of the same list as other.
func (f pageFile) follows(other pageFile) bool {
	return f.stem == other.stem && f.page > other.page && other.page > 0
}

// beside reports whether other is of the same list, with or without a number.
func (f pageFile) beside(other pageFile) bool {
	return other.name != "" && strings.TrimRight(f.stem, "-_. ") == strings.TrimRight(other.stem, "-_. ")
}

func (s *sequence) start(name string) {
	s.before, s.file, s.fresh = s.file, parsePageFile(name), true
}

// misfit says why a body cannot be what comes next; "" when it can. open is true when the page before
// has a nextLink.
func (s *sequence) misfit(p Page, open bool) string {
	first, after := s.fresh, s.listed
	s.fresh, s.listed = false, p.Listed
	switch {
	case first && p.Listed && p.Count == nil && !open && s.file.page > 1 && !s.file.beside(s.before):
		return fmt.Sprintf("%s has no count, and the page before it is not there: the first pages are missing", printable(s.file.name))
	case !first || !p.Listed || !s.file.follows(s.before):
		return ""
	case open && s.file.page > s.before.page+1:
		return fmt.Sprintf("between %s and %s pages are missing", printable(s.before.name), printable(s.file.name))
	case !open && after && p.Count == nil:
		return fmt.Sprintf("%s stands behind the last page, %s: an earlier export left it; empty the folder and export again",
			printable(s.file.name), printable(s.before.name))
	}
	return ""
}
