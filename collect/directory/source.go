package directory

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Folder is where an export keeps its LDIF files.
const Folder = "directory"

// Options are the choices of an operator.
type Options struct {
	// AllowPartial turns a broken file into partial streams; without it Collect fails.
	AllowPartial bool
}

// Source reads the LDIF files in the folder "directory" of an export: *.ldif and *.ldf, in any
// case, in the order of their names. Files may be in UTF-8 or UTF-16, with or without a mark, as
// ldifde, ldapsearch and ldbsearch write them.
//
// What such a file does not say cannot be known: ldapsearch -LLL writes neither its result nor
// the number of entries nor what was asked, and reports "Size limit exceeded" elsewhere. Plain
// ldapsearch says all of it, and then it is checked.
type Source struct {
	fsys fs.FS
	o    Options
}

// NewSource returns the source over the export in fsys.
func NewSource(fsys fs.FS, o Options) *Source { return &Source{fsys: fsys, o: o} }

// Name implements collect.Source.
func (s *Source) Name() string { return "directory" }

// Collect implements collect.Source. It ends the five directory streams. An error names the
// file, the line, what was expected and what to do.
func (s *Source) Collect(ctx context.Context, w *snapshot.Writer) error { return s.collect(ctx, w) }

// ender is what a source needs of *snapshot.Writer beyond what a recorder needs.
type ender interface {
	Writer
	End(stream snapshot.Stream, e snapshot.Ended) error
}

func (s *Source) collect(ctx context.Context, w ender) error {
	files, why, err := s.files(w)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return endAbsent(w, why)
	}
	survey := newSurvey(ctx.Err)
	r := &reading{stop: ctx.Err, o: s.o, w: w, survey: survey, rec: NewRecorder(w, survey.expect), descriptions: map[string]*label{}}
	for _, name := range files {
		if err := r.file(s.fsys, name, r.count); err != nil {
			return err
		}
	}
	survey.finish()
	r.rec.names, r.rec.membersSeen = newNames(survey.objects), r.anyMembers()
	for _, name := range files {
		if err := r.file(s.fsys, name, r.record); err != nil {
			return err
		}
	}
	return r.finish()
}

// files lists the LDIF files, or says why there are none.
func (s *Source) files(w Writer) (files []string, why string, err error) {
	entries, err := fs.ReadDir(s.fsys, Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "the export has no folder " + Folder, nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("reading the folder %s: %w", Folder, err)
	}
	for _, e := range entries {
		switch ext := strings.ToLower(path.Ext(e.Name())); {
		case !e.IsDir() && (ext == ".ldif" || ext == ".ldf"):
			files = append(files, path.Join(Folder, e.Name()))
		default:
			w.Note(fmt.Sprintf("directory: %s was not read: it is no .ldif file", path.Join(Folder, clip(e.Name()))))
		}
	}
	slices.Sort(files)
	return files, "the folder " + Folder + " of the export has no .ldif file", nil
}
