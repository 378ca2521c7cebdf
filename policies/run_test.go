package policies

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

func TestStreamIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	f := newFacts(tenantOf(3*batchSize+17, 3)...)
	stream := func(workers int, forget bool) []byte {
		var b bytes.Buffer
		e := report.NewEncoder(&b)
		checked := report.Checked(e)
		if _, err := run(t.Context(), f, Options{Workers: workers, Forget: forget}, checked); err != nil {
			t.Fatal(err)
		}
		if err := checked.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	want := stream(1, false)
	if len(want) < 100_000 {
		t.Fatalf("a stream of %d bytes proves nothing", len(want))
	}
	for _, workers := range []int{1, 2, 5} {
		if got := stream(workers, false); !bytes.Equal(want, got) {
			t.Errorf("%d workers: %s", workers, cmp.Diff(string(want), string(got)))
		}
	}
	if got := stream(2, true); !bytes.Equal(want, got) {
		t.Errorf("without remembered verdicts: %s", cmp.Diff(string(want), string(got)))
	}
}

func TestStreamKeepsItsOrder(t *testing.T) {
	c, err := aggregated(t, "low")
	if err != nil {
		t.Fatal(err)
	}
	r, _ := audited(t, newFacts(notWritten(), securityWritten(), orphan()), Options{Catalogue: c})
	var kinds []string
	for _, record := range r.records {
		switch {
		case record.Run != nil:
			kinds = append(kinds, "run")
		case record.Control != nil:
			kinds = append(kinds, "control "+record.Control.ID)
		case record.Group != nil:
			kinds = append(kinds, "group "+record.Group.Key[:10])
		case record.Finding != nil:
			kinds = append(kinds, "finding of "+record.Finding.Target.Kind)
		case record.Summary != nil:
			kinds = append(kinds, "summary "+record.Summary.Control)
		}
	}
	want := []string{
		"run", "control TST-01", "finding of tenant", "group c:00000000", "finding of group", "group c:00000001", "finding of group",
		"group d:00000002", "summary TST-01",
	}
	if d := cmp.Diff(want, kinds); d != "" {
		t.Errorf("records (-want +got):\n%s", d)
	}
}

func TestGroupsThatAreNowhereAreNotShown(t *testing.T) {
	none := tiny(t, "", applies+findsNone)
	for _, row := range []struct {
		claim   string
		subject diff.Subject
		want    int
	}{
		{"a group that is not written and has no copy", notWritten(), 0},
		{"a group that should be written", directoryUnread(), 1},
		{"a group of which it is not known", func() diff.Subject { s := notWritten(); s.Writeback.Expected = diff.Unknown; return s }(), 1},
		{"a group that is not written and has a copy", func() diff.Subject { s := notWritten(); s.Directory = securityCopy(); return s }(), 1},
		{"a group that several directory groups claim", duplicateAnchor(), 1},
		{"an unclaimed directory group", orphan(), 1},
	} {
		t.Run(row.claim, func(t *testing.T) {
			r, _ := audited(t, newFacts(row.subject), Options{Catalogue: none})
			n := 0
			for _, record := range r.records {
				if record.Group != nil {
					n++
				}
			}
			if n != row.want {
				t.Errorf("%d groups, expected %d", n, row.want)
			}
		})
	}
}

func TestCountsOfIncompleteListsAreUnknown(t *testing.T) {
	m := securityWritten().Members
	m.Directory, m.DirectoryReason = "partial", "range ends at 1500"
	got := membersOf(m, nil)
	want := report.Members{
		Cloud: "complete", Directory: "partial", DirectoryReason: "range ends at 1500",
		CloudCount: ptr(10), Expected: ptr(10), Excluded: ptr(0), Undecided: ptr(0),
		Classes: []report.ClassCount{{Class: "synced_user", Count: 10}}, Differences: []report.MemberDifference{},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("members (-want +got):\n%s", d)
	}
}

func TestRunRecordSaysWhatSettledTheRun(t *testing.T) {
	custom := "parameters: {limit: {type: integer, default: 100, description: d}}"
	c := tiny(t, custom, applies+findsNone)
	r, _ := audited(t, newFacts(), Options{Catalogue: c, Version: "1.2.3", Settings: map[string]Setting{
		"TST-01": {Severity: "low", Parameters: map[string]any{"limit": 7}},
	}})
	head := r.records[0].Run
	if d := cmp.Diff([]report.KeyValue{{Key: "TST-01.limit", Value: "7"}, {Key: "TST-01.severity", Value: "low"}}, head.Parameters); d != "" {
		t.Errorf("parameters (-want +got):\n%s", d)
	}
	if r.records[1].Control.Severity != "low" {
		t.Errorf("the control has severity %s, expected that of the setting", r.records[1].Control.Severity)
	}
	choices := map[string]string{}
	for _, kv := range head.Choices {
		choices[kv.Key] = kv.Value
	}
	if choices["member_limit.v2_security"] != "250000" || choices["security_null"] != "no" {
		t.Errorf("choices %v", choices)
	}
	totals := map[string]*int64{}
	for _, total := range head.Totals {
		totals[total.Name] = total.Value
	}
	if n := totals["cloud_groups"]; n == nil || *n != 60 {
		t.Errorf("totals %v", head.Totals)
	}
	if head.Version != "1.2.3" || head.PolicyDigest != c.Digest() || head.Tenant.Name != "Contoso" {
		t.Errorf("run %+v", head)
	}
}

// shifted yields its subjects from the middle on.
type shifted struct {
	*fakeFacts
	by int
}

func (s shifted) assembler() assembler       { return s }
func (s shifted) Subject(i int) diff.Subject { return s.subjects[(i+s.by)%len(s.subjects)] }

func TestSubjectsOutOfOrderAreRefused(t *testing.T) {
	for _, row := range []struct {
		claim     string
		count, by int
	}{
		{"within a batch", 2, 1},
		{"between batches", 2 * batchSize, batchSize},
	} {
		t.Run(row.claim, func(t *testing.T) {
			f := shifted{newFacts(tenantOf(row.count, 1)...), row.by}
			_, err := run(t.Context(), f, Options{Catalogue: tiny(t, "", applies+findsNone)}, &recorder{})
			if err == nil || !strings.Contains(err.Error(), "expected ascending keys") {
				t.Errorf("error %v", err)
			}
		})
	}
}

// failing refuses its nth record.
type failing struct {
	recorder
	n   int
	err error
}

func (f *failing) Handle(r report.Record) error {
	if f.n--; f.n < 0 {
		return f.err
	}
	return f.recorder.Handle(r)
}

func TestFailingHandlerEndsTheRun(t *testing.T) {
	f := newFacts(tenantOf(4*batchSize, 1)...)
	want := errors.New("disk full")
	for _, n := range []int{0, 1, 3, 30} {
		if _, err := run(t.Context(), f, Options{Catalogue: tiny(t, "", applies+finds)}, &failing{n: n, err: want}); !errors.Is(err, want) {
			t.Errorf("after %d records: error %v", n, err)
		}
	}
}

func TestInterruptedRunIsAnError(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	f := newFacts(tenantOf(4*batchSize, 1)...)
	if _, err := run(ctx, f, Options{Catalogue: tiny(t, "", applies+finds)}, &recorder{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := run(ctx, newFacts(), Options{Catalogue: tiny(t, "", applies+finds)}, &recorder{}); !errors.Is(err, context.Canceled) {
		t.Errorf("without subjects: error %v", err)
	}
}

func TestAListSaysWhyItHasAnotherNumberThanItsSourceCounts(t *testing.T) {
	for claim, c := range map[string]struct {
		state snapshot.StreamState
		want  string
	}{
		"equal numbers need no word":             {snapshot.StreamState{Records: 59, SourceCount: ptr[int64](59), Unreadable: 1}, ""},
		"a source that does not count says none": {snapshot.StreamState{Records: 60}, ""},
		"its own reason comes first":             {snapshot.StreamState{Records: 60, SourceCount: ptr[int64](59), Reason: "cut"}, "cut"},
		"unreadable records may come from elsewhere": {snapshot.StreamState{Records: 60, SourceCount: ptr[int64](59), Unreadable: 1},
			"the source counts 59: other lists alone name 1 more"},
		"fewer are gaps of single groups": {snapshot.StreamState{Records: 58, SourceCount: ptr[int64](59), Unreadable: 1},
			"the source counts 59: lists of single groups are not whole, see those groups"},
		"readable ones are not from elsewhere": {snapshot.StreamState{Records: 60, SourceCount: ptr[int64](59)},
			"the source counts 59: lists of single groups are not whole, see those groups"},
	} {
		if got := shortfall(c.state); got != c.want {
			t.Errorf("%s: %q, want %q", claim, got, c.want)
		}
	}
}

// A total is what the run says of a population, so none may drop out of it for the way that it is counted.
func TestTheRunTellsEveryTotal(t *testing.T) {
	totals := diff.Totals{CloudGroups: 3, Anchored: diff.Exactly(2), M365: diff.Count{AtLeast: 1}}
	got := map[string]*int64{}
	for _, total := range countsOf(reflect.ValueOf(totals)) {
		got[total.Name] = total.Value
	}
	for _, name := range append([]string{"written", "m365_implicit", "split_ous"}, populations...) {
		if _, told := got[name]; !told {
			t.Errorf("the run does not tell %s", name)
		}
	}
	if n := got["anchored"]; n == nil || *n != 2 {
		t.Errorf("2 anchored groups are told as %v", n)
	}
	if n := got["m365"]; n != nil {
		t.Errorf("a count that is not exact is told as %d", *n)
	}
}
