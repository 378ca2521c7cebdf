package policies

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// fakeFacts are facts made by hand. Every stream is complete unless states says otherwise.
type fakeFacts struct {
	tenant   diff.TenantSubject
	subjects []diff.Subject
	states   map[snapshot.Stream]snapshot.StreamState
	manifest snapshot.Manifest
	// earlier are the streams of an earlier snapshot that are not complete; nil without one.
	earlier map[snapshot.Stream]snapshot.StreamState
	// shared are further facts of the tenant that subjects share.
	shared []*diff.Tenant
}

func newFacts(subjects ...diff.Subject) *fakeFacts {
	f := &fakeFacts{
		tenant:   diff.TenantSubject{Tenant: knownTenant(), Totals: knownTotals()},
		subjects: subjects, states: map[snapshot.Stream]snapshot.StreamState{},
		manifest: snapshot.Manifest{Tenant: "11111111-1111-1111-1111-111111111111", CollectedAt: ptr(time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC))},
	}
	for i := range f.subjects {
		id := fmt.Sprintf("%08d-0000-0000-0000-000000000000", i)
		s := &f.subjects[i]
		s.Identity = diff.Identity{Key: "c:" + id, CloudID: id, Name: fmt.Sprintf("Group %d", i)}
		if s.Cloud == nil {
			s.Identity.Key, s.Identity.CloudID, s.Identity.DirectoryGUID = "d:"+id, "", id
		}
		s.Tenant = f.tenant.Tenant
		for r := range s.Rivals {
			s.Rivals[r].Identity, s.Rivals[r].Tenant = s.Identity, s.Tenant
		}
	}
	// What a stream counts as written is what it lists.
	f.tenant.Totals.Written, f.tenant.Totals.Undecided = 0, 0
	for i := range f.subjects {
		switch s := &f.subjects[i]; {
		case s.Cloud == nil:
		case s.Writeback.Expected == diff.Yes:
			f.tenant.Totals.Written++
		case s.Writeback.Expected == diff.Unknown:
			f.tenant.Totals.Undecided++
		}
	}
	slices.SortFunc(f.subjects, func(a, b diff.Subject) int { return strings.Compare(a.Identity.Key, b.Identity.Key) })
	return f
}

func (f *fakeFacts) with(stream snapshot.Stream, status snapshot.Status, reason string) *fakeFacts {
	f.states = maps.Clone(f.states)
	f.states[stream] = snapshot.StreamState{Name: stream, Status: status, Reason: reason}
	return f
}

func (f *fakeFacts) Manifest() snapshot.Manifest { return f.manifest }
func (f *fakeFacts) SnapshotDigest() string      { return strings.Repeat("0", 64) }
func (f *fakeFacts) Choices() diff.Choices       { return diff.DefaultChoices() }
func (f *fakeFacts) TenantSubject() diff.TenantSubject {
	return f.tenant
}
func (f *fakeFacts) State(s snapshot.Stream) snapshot.StreamState {
	if state, ok := f.states[s]; ok {
		return state
	}
	return snapshot.StreamState{Name: s, Status: snapshot.Complete}
}
func (f *fakeFacts) Shares(t *diff.Tenant) bool { return slices.Contains(f.shared, t) }
func (f *fakeFacts) earlierState(s snapshot.Stream) (snapshot.StreamState, bool) {
	if state, ok := f.earlier[s]; ok {
		return state, true
	}
	return snapshot.StreamState{Name: s, Status: snapshot.Complete}, f.earlier != nil
}
func (f *fakeFacts) earlierSnapshot() *report.Earlier { return nil }
func (f *fakeFacts) Position(key string) (int, bool) {
	i := slices.IndexFunc(f.subjects, func(s diff.Subject) bool { return s.Identity.Key == key })
	return i, i >= 0
}
func (f *fakeFacts) TenantID() string           { return f.manifest.Tenant }
func (f *fakeFacts) TenantName() string         { return "Contoso" }
func (f *fakeFacts) Notes() []string            { return nil }
func (f *fakeFacts) Unreadable() []string       { return nil }
func (f *fakeFacts) CloudDoubt() string         { return "" }
func (f *fakeFacts) JobScopeDoubt() string      { return "" }
func (f *fakeFacts) Len() int                   { return len(f.subjects) }
func (f *fakeFacts) assembler() assembler       { return f }
func (f *fakeFacts) Subject(i int) diff.Subject { return f.subjects[i] }

// Detail lists as many members as are counted.
func (f *fakeFacts) Detail(s *diff.Subject) {
	s.Details = &diff.Details{}
	for _, c := range []struct {
		difference string
		n          int
	}{
		{diff.DifferenceMissing, s.Members.Missing}, {diff.DifferenceForeign, s.Members.Foreign},
		{diff.DifferenceExcluded, s.Members.Excluded}, {diff.DifferenceUndecided, s.Members.Undecided},
	} {
		for i := range c.n {
			s.Details.Differences = append(s.Details.Differences, diff.MemberDifference{Difference: c.difference, CloudID: fmt.Sprint(i)})
		}
	}
}

// recorder keeps a stream.
type recorder struct{ records []report.Record }

func (r *recorder) Handle(record report.Record) error {
	r.records = append(r.records, record)
	return nil
}
func (r *recorder) Close() error { return nil }

func (r *recorder) summary(t *testing.T, id string) report.Summary {
	t.Helper()
	for _, record := range r.records {
		if record.Summary != nil && record.Summary.Control == id {
			return *record.Summary
		}
	}
	t.Fatalf("no summary of %s", id)
	return report.Summary{}
}

func (r *recorder) findings() []report.Finding {
	var list []report.Finding
	for _, record := range r.records {
		if record.Finding != nil {
			list = append(list, *record.Finding)
		}
	}
	return list
}

// audited runs an audit, and checks what report holds of any stream.
func audited(t *testing.T, f facts, o Options) (*recorder, Result) {
	t.Helper()
	var r recorder
	checked := report.Checked(&r)
	result, err := run(t.Context(), f, o, checked)
	if err != nil {
		t.Fatal(err)
	}
	if err := checked.Close(); err != nil {
		t.Fatal(err)
	}
	return &r, result
}

// tiny is a catalogue of one group control whose code and custom lines are given.
func tiny(t *testing.T, custom, code string) *Catalogue {
	t.Helper()
	c, err := LoadFS(tinyFS("group", custom, code))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func tinyFS(kind, custom, code string) fs.FS {
	return fstest.MapFS{"controls/" + kind + "/probe/probe.rego": {Data: []byte(tinyText(kind, custom, code))}}
}

func tinyText(kind, custom, code string) string {
	head := `# METADATA
# title: Something is wrong
# description: It should not be.
# custom:
#   id: TST-01
#   severity: high
#   message: "{target} is wrong"
#   remediation: Make it right.
#   profile: audit
`
	for line := range strings.Lines(custom) {
		head += "#   " + strings.TrimRight(line, "\n") + "\n"
	}
	if !strings.Contains(custom, "requires:") {
		head += "#   requires: []\n"
	}
	return head + "package controls." + kind + ".probe\n" + code
}

func testdata(t *testing.T) fs.FS {
	t.Helper()
	return os.DirFS("testdata/tiny")
}

func mapFS(path, text string) fs.FS { return fstest.MapFS{path: {Data: []byte(text)}} }
