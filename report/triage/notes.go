package triage

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/report"
)

// Notes are the decisions of one tenant in the order in which they were recorded. Nothing is forgotten: of the
// notes about one finding the last one counts, and the others are its history.
type Notes struct {
	// File is the file as the operator named it, Tenant the id of the tenant, Digest the SHA-256 of the
	// bytes that were read, lower-case hex; "" for notes that were not read.
	File, Tenant, Digest string
	recorded             []*Note
	last                 map[string]*Note
}

// NewNotes returns notes of a tenant without any.
func NewNotes(file, tenant string) *Notes {
	return &Notes{File: file, Tenant: tenant, last: map[string]*Note{}}
}

// Of returns the note that counts about the finding of that fingerprint, nil for none. One of WordReopen says
// that nothing is decided.
func (n *Notes) Of(fingerprint string) *Note { return n.last[fingerprint] }

// Len counts the findings that have a note.
func (n *Notes) Len() int { return len(n.last) }

// All yields the notes that count, in the order of their fingerprints.
func (n *Notes) All() iter.Seq[*Note] {
	return func(yield func(*Note) bool) {
		for _, print := range slices.Sorted(maps.Keys(n.last)) {
			if !yield(n.last[print]) {
				return
			}
		}
	}
}

// History yields all notes, those that were replaced or taken back as well, in the order of recording.
func (n *Notes) History() iter.Seq[*Note] { return slices.Values(n.recorded) }

// Put records a note, which counts from now on.
func (n *Notes) Put(note *Note) {
	n.recorded = append(n.recorded, note)
	n.last[note.Fingerprint] = note
}

// notesFormat is the format number of the file; a newer one is refused.
const notesFormat = 1

// notesHead is the first line of the file.
type notesHead struct {
	Format int    `json:"format"`
	Tenant string `json:"tenant"`
}

// noteLine is one line of the file: exactly one field is set.
type noteLine struct {
	Head *notesHead `json:"triage,omitempty"`
	Note *Note      `json:"note,omitempty"`
}

// The limits of a file of notes: its size is some 400,000 notes of usual length, or 30,000 of the longest.
const (
	mostNotes = 256 << 20
	mostLine  = 64 << 10
)

// ReadNotes reads a file of notes: JSON Lines, {"triage":{"format":1,"tenant":"…"}} and then a {"note":…}
// for each, as Append writes them. Of those about one finding the last one counts. Unknown fields are
// refused. name is that of the file, which errors begin with; they are a *Defect unless r itself fails.
func ReadNotes(r io.Reader, name string) (*Notes, error) {
	n := NewNotes(name, "")
	sum := sha256.New()
	lines := bufio.NewScanner(io.TeeReader(io.LimitReader(r, mostNotes+1), sum))
	lines.Buffer(nil, mostLine)
	number, size := 0, 0
	for lines.Scan() {
		number++
		if size += len(lines.Bytes()) + 1; size > mostNotes {
			return nil, n.defect(0, "longer than %d MiB: expected the decisions of one tenant", mostNotes>>20)
		}
		if err := n.add(lines.Bytes(), number); err != nil {
			return nil, err
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, n.defect(number+1, "a line is longer than %d KiB: expected one decision a line", mostLine>>10)
	case err != nil:
		return nil, fmt.Errorf("reading decisions %s: %w", name, err)
	case number == 0:
		return nil, n.defect(0, "the file is empty: expected decisions as \"wbaudit triage import --write\" writes them")
	}
	n.Digest = hex.EncodeToString(sum.Sum(nil))
	return n, nil
}

func (n *Notes) defect(line int, format string, args ...any) error {
	return &Defect{File: n.File, Line: line, Text: fmt.Sprintf(format, args...)}
}

// add takes one line.
func (n *Notes) add(text []byte, number int) error {
	var l noteLine
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return n.defect(number, "%s: expected one decision as JSON", clip(err.Error()))
	}
	switch {
	case number == 1 && l.Head == nil:
		return n.defect(1, `expected {"triage":{"format":%d,…}}: is this a file of decisions?`, notesFormat)
	case number == 1 && l.Head.Format != notesFormat:
		return n.defect(1, "the format is %d, this version reads %d: take a newer wbaudit", l.Head.Format, notesFormat)
	case number == 1:
		n.Tenant = l.Head.Tenant
		return nil
	case l.Note == nil || l.Head != nil:
		return n.defect(number, "expected a note")
	}
	if fault := l.Note.fault(); fault != "" {
		return n.defect(number, "%s", fault)
	}
	n.Put(l.Note)
	return nil
}

// The most characters of what people write, as the workbook says as well.
const (
	longestOwner   = 200
	longestComment = 4000
)

// fault says what is wrong with a note, "" for nothing.
func (n *Note) fault() string {
	switch {
	case n.Fingerprint == "":
		return "fingerprint is missing"
	case n.Word != "" && !slices.Contains(words, n.Word):
		return fmt.Sprintf("the decision is %q: expected %s, or nothing", clip(n.Word), strings.Join(words, ", "))
	case n.Due != "" && n.day() == nil:
		return fmt.Sprintf("due is %q: expected a day such as 2027-01-31", clip(n.Due))
	case utf8.RuneCountInString(n.Owner) > longestOwner:
		return fmt.Sprintf("the owner is longer than %d characters", longestOwner)
	case utf8.RuneCountInString(n.Comment) > longestComment:
		return fmt.Sprintf("the comment is longer than %d characters", longestComment)
	case n.Decided.IsZero():
		return "decided is missing"
	}
	return ""
}

// Append returns the text of a file of notes with more of them at its end; what stands there stays as it is, since
// it says who decided what before. An empty text begins the file of the tenant. The text must be the one that the
// notes were read from: else somebody else has written there since, and the error is a *Defect.
func (n *Notes) Append(text []byte, added []*Note) ([]byte, error) {
	out := bytes.NewBuffer(bytes.Clone(text))
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	sum := sha256.Sum256(text)
	switch {
	case n.Digest == "" && len(text) > 0, n.Digest != "" && n.Digest != hex.EncodeToString(sum[:]):
		return nil, n.defect(0, "the file was changed meanwhile: import once more")
	case len(text) == 0:
		if err := e.Encode(noteLine{Head: &notesHead{notesFormat, n.Tenant}}); err != nil {
			return nil, fmt.Errorf("writing decisions: %w", err)
		}
	case !bytes.HasSuffix(text, []byte("\n")):
		out.WriteByte('\n')
	}
	for _, one := range added {
		note := *one
		note.Decided = note.Decided.UTC().Truncate(time.Second)
		if err := e.Encode(noteLine{Note: &note}); err != nil {
			return nil, fmt.Errorf("writing decisions: %w", err)
		}
	}
	return out.Bytes(), nil
}

// Decisions shows on each finding what was decided on it, on its way to a handler.
type Decisions struct {
	report.Handler
	notes *Notes
}

// NewDecisions returns a handler that passes a stream on to h. What a stream said of earlier decisions is
// replaced. Of a stream of another tenant Handle returns a *ForeignNotes.
func NewDecisions(h report.Handler, n *Notes) *Decisions { return &Decisions{h, n} }

// ForeignNotes says that decisions are of another tenant than the stream.
type ForeignNotes struct {
	// File holds decisions of the tenant Notes, the stream is of the tenant Stream.
	File, Notes, Stream string
}

func (e *ForeignNotes) Error() string {
	return fmt.Sprintf("%s holds decisions of tenant %s, the findings are of tenant %s: take the file of the same tenant", e.File, clip(e.Notes), clip(e.Stream))
}

// Handle passes r on; the run names the file among what settled it.
func (d *Decisions) Handle(r report.Record) error {
	switch {
	case r.Run != nil && !strings.EqualFold(r.Run.Tenant.ID, d.notes.Tenant):
		return &ForeignNotes{d.notes.File, d.notes.Tenant, r.Run.Tenant.ID}
	case r.Run != nil:
		named := *r.Run
		named.Choices = withFile(r.Run.Choices, "triage.", d.notes.File, d.notes.Digest, d.notes.Len())
		r.Run = &named
	case r.Finding != nil:
		f := *r.Finding
		f.Decision = nil
		if n := d.notes.Of(f.Fingerprint); n != nil {
			f.Decision = n.decision(f.EvidenceDigest)
		}
		r.Finding = &f
	}
	return d.Handler.Handle(r)
}
