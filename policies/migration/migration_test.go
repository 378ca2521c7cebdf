package migration_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies/migration"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// story loads the sample of that name, of which everything is stated.
func story(t *testing.T, name string) *diff.Facts {
	t.Helper()
	return stories(t, filepath.Join(samples, name, "export"), told())[0]
}

const samples = "../../samples"

// told are the choices of somebody who states what no export tells of the job.
func told() diff.Choices {
	choices := diff.DefaultChoices()
	choices.OnPremisesUsers, choices.CloudSyncScope = diff.On, diff.ScopeSelected
	return choices
}

// stories loads an export once by each of the choices.
func stories(t *testing.T, export string, by ...diff.Choices) []*diff.Facts {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	e, err := collect.OpenExport(export)
	must(err)
	defer e.Close()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	must(err)
	e.Describe(w)
	must(collect.Run(t.Context(), w, entra.NewSource(e.FS, entra.Options{}), directory.NewSource(e.FS, directory.Options{})))
	must(w.Close())
	r, err := snapshot.OpenPath(dir)
	must(err)
	defer r.Close()
	list := make([]*diff.Facts, len(by))
	for i := range by {
		list[i], err = diff.Load(t.Context(), r, by[i])
		must(err)
	}
	return list
}

// control is one that means something for moves to cloud sync.
func control(id, readiness, from string) *report.Control {
	return &report.Control{ID: id, Severity: report.SeverityHigh, Readiness: readiness, ReadinessFrom: from, Targets: []string{"cloudsync"}}
}

// keyOf finds a group by name.
func keyOf(t *testing.T, f *diff.Facts, name string) string {
	t.Helper()
	for i := range f.Len() {
		if foot := f.Footing(i); foot.Name == name {
			return foot.Key
		}
	}
	t.Fatalf("there is no %s", name)
	return ""
}

// judged feeds one group with what a control says of it, and returns its state and the verdict.
func judged(t *testing.T, f *diff.Facts, c *report.Control, tell func(h *migration.Handler, key string, target report.Target), accepted func(string, string) bool) (string, *report.Verdict) {
	t.Helper()
	got := &reporttest.Collect{}
	h, err := migration.New(t.Context(), got, f, migration.Options{Target: diff.ToCloudSync, Accepted: accepted})
	if err != nil {
		t.Fatal(err)
	}
	key := keyOf(t, f, "App Shop")
	target := report.Target{Kind: report.TargetGroup, ID: key[2:], Name: "App Shop"}
	handle := func(r report.Record) {
		t.Helper()
		if err := h.Handle(r); err != nil {
			t.Fatal(err)
		}
	}
	handle(report.Record{Run: &report.Run{Format: report.Format}})
	handle(report.Record{Control: c})
	handle(report.Record{Group: &report.Group{Key: key, Target: target}})
	if tell != nil {
		tell(h, key, target)
	}
	handle(report.Record{Summary: &report.Summary{Control: c.ID}})
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	state, verdict := "", (*report.Verdict)(nil)
	for _, r := range got.Records {
		if r.Readiness != nil && r.Readiness.Key == key {
			state = r.Readiness.State
		}
		if r.Verdict != nil {
			verdict = r.Verdict
		}
	}
	return state, verdict
}

func TestWhatAControlSaysOfAGroup(t *testing.T) {
	f := story(t, "citypower")
	finding := func(severity string, change ...func(*report.Finding)) func(*migration.Handler, string, report.Target) {
		return func(h *migration.Handler, _ string, target report.Target) {
			one := &report.Finding{Control: "TST-01", Severity: severity, Target: target, Message: "something is wrong", Fingerprint: "f"}
			for _, c := range change {
				c(one)
			}
			if err := h.Handle(report.Record{Finding: one}); err != nil {
				t.Fatal(err)
			}
		}
	}
	gap := func(h *migration.Handler, key string, _ report.Target) {
		if err := h.Unjudged(key, "TST-01", "nobody looked"); err != nil {
			t.Fatal(err)
		}
	}
	accepts := func(control, reason string) bool { return control == "TST-01" && reason == "nobody looked" }
	other := control("TST-01", report.ReadinessBlocker, "")
	other.Targets = []string{"soa"}
	for _, c := range []struct {
		claim    string
		control  *report.Control
		tell     func(*migration.Handler, string, report.Target)
		accepted func(string, string) bool
		want     string
	}{
		{"nothing said is ready", control("TST-01", report.ReadinessBlocker, ""), nil, nil, report.StateReady},
		{"a blocker blocks", control("TST-01", report.ReadinessBlocker, ""), finding("high"), nil, report.StateBlocked},
		{"below its bound it is a note", control("TST-01", report.ReadinessBlocker, "high"), finding("medium"), nil, report.StateReady},
		{"one that was accepted blocks nobody", control("TST-01", report.ReadinessBlocker, ""), finding("high", func(f *report.Finding) { f.Waiver = &report.Waiver{} }), nil, report.StateReady},
		{"one in flight leaves the group undecided", control("TST-01", report.ReadinessBlocker, ""), finding("info", func(f *report.Finding) { f.Settling = true }), nil, report.StateUndecided},
		{"what comes first makes it wait", control("TST-01", report.ReadinessAfter, ""), finding("high"), nil, report.StateReadyAfter},
		{"a note changes nothing", control("TST-01", report.ReadinessNotice, ""), finding("high"), nil, report.StateReady},
		{"a control without a meaning for moves changes nothing", control("TST-01", "", ""), finding("high"), nil, report.StateReady},
		{"nor does one of another target", other, finding("high"), nil, report.StateReady},
		{"a blocker that was not evaluated leaves it undecided", control("TST-01", report.ReadinessBlocker, ""), gap, nil, report.StateUndecided},
		{"unless that was accepted by id and reason", control("TST-01", report.ReadinessBlocker, ""), gap, accepts, report.StateReady},
		{"what comes first and was not evaluated is never ready", control("TST-01", report.ReadinessAfter, ""), gap, nil, report.StateReadyAfter},
		{"a note that was not evaluated changes nothing", control("TST-01", report.ReadinessNotice, ""), gap, nil, report.StateReady},
	} {
		if got, _ := judged(t, f, c.control, c.tell, c.accepted); got != c.want {
			t.Errorf("%s: %s, want %s", c.claim, got, c.want)
		}
	}
}

func TestWhatAControlSaysOfTheTenant(t *testing.T) {
	f := story(t, "citypower")
	blocker := control("TST-01", report.ReadinessBlocker, "")
	of := func(severity string, waiver *report.Waiver) func(*migration.Handler, string, report.Target) {
		return func(h *migration.Handler, _ string, _ report.Target) {
			one := &report.Finding{Control: "TST-01", Severity: severity, Target: report.Target{Kind: report.TargetTenant}, Waiver: waiver}
			if err := h.Handle(report.Record{Finding: one}); err != nil {
				t.Fatal(err)
			}
		}
	}
	gap := func(h *migration.Handler, _ string, _ report.Target) { _ = h.Unjudged("", "TST-01", "nobody looked") }
	for _, c := range []struct {
		claim     string
		control   *report.Control
		tell      func(*migration.Handler, string, report.Target)
		state     string
		go_, dark bool
	}{
		{"nothing said is go", blocker, nil, report.StateReady, true, false},
		{"a blocker of the tenant is no-go", blocker, of("high", nil), report.StateReady, false, false},
		{"one that was accepted is not", blocker, of("high", &report.Waiver{}), report.StateReady, true, false},
		{"one that was not evaluated is no-go for blindness only", blocker, gap, report.StateReady, false, true},
		{"what the tenant does first, every group waits for", control("TST-01", report.ReadinessAfter, ""), of("high", nil), report.StateReadyAfter, true, false},
	} {
		signed := func(control, _ string) bool { return control == "ENG-25" }
		state, verdict := judged(t, f, c.control, c.tell, signed)
		if state != c.state || verdict.Go != c.go_ || verdict.Blind != c.dark {
			t.Errorf("%s: %s, go %t, blind %t; want %s, %t, %t", c.claim, state, verdict.Go, verdict.Blind, c.state, c.go_, c.dark)
		}
	}
}

// Nobody loses access on the way to go unless somebody signed for it.
func TestPeopleWhoLoseAccessAreNoGoUntilSomebodySigned(t *testing.T) {
	f := story(t, "citypower")
	for _, signed := range []bool{false, true} {
		_, verdict := judged(t, f, control("TST-01", report.ReadinessBlocker, ""), nil, func(control, _ string) bool { return signed && control == "ENG-25" })
		if verdict.Totals.PeopleLost == 0 || verdict.Go != signed {
			t.Errorf("signed %t: go %t while %d people lose access", signed, verdict.Go, verdict.Totals.PeopleLost)
		}
	}
}

func verdictIn(t *testing.T, stream *reporttest.Collect) *report.Verdict {
	t.Helper()
	for _, r := range stream.Records {
		if r.Verdict != nil {
			return r.Verdict
		}
	}
	t.Fatal("there is no verdict")
	return nil
}

// A count of people names the control behind their loss, which depends on the way in which they lose access.
func TestLostAccessIsToldByTheControlThatTakesIt(t *testing.T) {
	for _, c := range []struct {
		story string
		to    diff.Target
		want  []string
	}{
		{"wideworld", diff.ToV1, []string{"ENG-25: 4"}},
		{"citypower", diff.ToCloudSync, []string{"ENG-25: 4"}},
		{"lamna", diff.ToSOA, []string{"DIF-23: 1"}},
	} {
		got := &reporttest.Collect{}
		h, err := migration.New(t.Context(), got, story(t, c.story), migration.Options{Target: c.to})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []report.Record{{Run: &report.Run{Format: report.Format}}, {Summary: &report.Summary{}}} {
			if err := h.Handle(r); err != nil {
				t.Fatal(err)
			}
		}
		var told []string
		for _, r := range verdictIn(t, got).Reasons {
			if text, people := strings.CutPrefix(r.Text, "people who lose access and for whom nobody signed: "); people {
				told = append(told, r.Control+": "+strings.TrimSuffix(text, " (SO-11)"))
			}
		}
		if d := cmp.Diff(c.want, told); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.story, d)
		}
	}
}

// A security copy that becomes a distribution group keeps its own group from moving, until the finding on the
// tenant is accepted.
func TestACopyThatWouldLoseItsAccessBlocksItsGroup(t *testing.T) {
	f := story(t, "wideworld")
	for _, c := range []struct {
		claim  string
		waiver *report.Waiver
		want   string
		kind   string
	}{
		{"ENG-25 blocks", nil, report.StateBlocked, "blocker"},
		{"unless it was accepted", &report.Waiver{}, report.StateReady, "accepted"},
	} {
		got := &reporttest.Collect{}
		h, err := migration.New(t.Context(), got, f, migration.Options{Target: diff.ToV1})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []report.Record{
			{Run: &report.Run{Format: report.Format}}, {Control: &report.Control{ID: "ENG-25", Severity: report.SeverityHigh, Readiness: report.ReadinessBlocker}},
			{Finding: &report.Finding{Control: "ENG-25", Severity: "high", Target: report.Target{Kind: report.TargetTenant}, Waiver: c.waiver}},
			{Summary: &report.Summary{Control: "ENG-25"}},
		} {
			if err := h.Handle(r); err != nil {
				t.Fatal(err)
			}
		}
		key, found := keyOf(t, f, "Team Board"), false
		for _, r := range got.Records {
			if r.Readiness == nil || r.Readiness.Key != key {
				continue
			}
			found = true
			if r.Readiness.State != c.want || len(r.Readiness.Reasons) != 1 || r.Readiness.Reasons[0].Kind != c.kind || r.Readiness.Reasons[0].Control != "ENG-25" {
				t.Errorf("%s: %+v", c.claim, r.Readiness)
			}
		}
		if !found {
			t.Errorf("%s: nothing is said of the group", c.claim)
		}
	}
}

// What was read long ago says nothing of a move today, whatever time the controls judge by.
func TestOldDataBlocksAMove(t *testing.T) {
	f := story(t, "citypower")
	at := func(day int) *time.Time {
		one := time.Date(2026, 11, day, 12, 0, 0, 0, time.UTC)
		return &one
	}
	older := []report.KeyValue{{Key: "CS-39.max_days", Value: "9"}}
	for _, c := range []struct {
		claim string
		run   report.Run
		today *time.Time
		want  int
	}{
		{"a week is fresh", report.Run{Now: at(1), CollectedAt: at(1)}, at(8), 0},
		{"a day more is not", report.Run{Now: at(1), CollectedAt: at(1)}, at(9), 1},
		{"unless the run says so", report.Run{Now: at(1), CollectedAt: at(1), Parameters: older}, at(9), 0},
		{"the side that was read first counts", report.Run{Now: at(8), CollectedAt: at(8), Directory: report.Period{Ended: at(1)}}, at(9), 1},
		{"at a stated time CS-39 judges", report.Run{Now: at(9), CollectedAt: at(1)}, at(9), 0},
		{"of a time that is not known CS-39 speaks", report.Run{}, at(9), 0},
		{"who asks about the time of the run asks no clock", report.Run{Now: at(1), CollectedAt: at(1)}, &time.Time{}, 0},
	} {
		got := &reporttest.Collect{}
		h, err := migration.New(t.Context(), got, f, migration.Options{Target: diff.ToCloudSync, Today: *c.today})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []report.Record{{Run: &c.run}, {Summary: &report.Summary{}}} {
			if err := h.Handle(r); err != nil {
				t.Fatal(err)
			}
		}
		verdict, held := got.Records[len(got.Records)-2].Verdict, 0
		for _, r := range verdict.Reasons {
			held += strings.Count(r.Kind+" "+r.Control, "blocker CS-39")
		}
		if held != c.want || held > 0 && verdict.Go {
			t.Errorf("%s: held by age %d times, want %d, go %t", c.claim, held, c.want, verdict.Go)
		}
	}
}

// Groups that were not read are in no state, so no verdict that leaves them out may be go.
func TestNothingIsGoThatWasNotRead(t *testing.T) {
	f := story(t, "tailspin") // its last page of groups has a nextLink
	for _, to := range []diff.Target{diff.ToCloudSync, diff.ToSOA, diff.ToV1, diff.ToV2} {
		var gap string
		for _, accepted := range []bool{false, true} {
			got := &reporttest.Collect{}
			h, err := migration.New(t.Context(), got, f, migration.Options{Target: to, Accepted: func(_, reason string) bool { return accepted && reason == gap }})
			if err != nil {
				t.Fatal(err)
			}
			if err := h.Handle(report.Record{Summary: &report.Summary{}}); err != nil {
				t.Fatal(err)
			}
			verdict := got.Records[len(got.Records)-2].Verdict
			held := false
			for _, r := range verdict.Reasons {
				if strings.HasPrefix(r.Text, "not every cloud group was read") {
					gap, held = r.Text, r.Kind == "undecided"
				}
			}
			if held == accepted || !accepted && verdict.Go {
				t.Errorf("to %s, accepted %t: go %t, held by what was not read %t", to, accepted, verdict.Go, held)
			}
		}
	}
}

// A stream with a move satisfies the contract of streams, and every cloud group is in exactly one state.
func TestEveryGroupIsInExactlyOneState(t *testing.T) {
	for _, name := range []string{"citypower", "wideworld", "lamna", "contoso", "woodgrove"} {
		f := story(t, name)
		for _, to := range []diff.Target{diff.ToCloudSync, diff.ToSOA, diff.ToV1, diff.ToV2} {
			got := &reporttest.Collect{}
			h, err := migration.New(t.Context(), report.Checked(got), f, migration.Options{Target: to})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range []report.Record{
				{Run: &report.Run{Format: report.Format}}, {Control: control("TST-01", "", "")},
				{Summary: &report.Summary{Control: "TST-01", Outcome: report.OutcomePass}},
			} {
				if err := h.Handle(r); err != nil {
					t.Fatalf("%s to %s: %v", name, to, err)
				}
			}
			if err := h.Close(); err != nil {
				t.Fatalf("%s to %s: %v", name, to, err)
			}
			sum, seen := 0, map[string]bool{}
			for _, r := range got.Records {
				if r.Readiness != nil {
					if seen[r.Readiness.Key] {
						t.Errorf("%s to %s: %s comes twice", name, to, r.Readiness.Key)
					}
					seen[r.Readiness.Key] = true
				}
				if r.Verdict != nil {
					for _, s := range r.Verdict.States {
						sum += s.Groups
					}
				}
			}
			if want := f.Totals().CloudGroups; sum != want {
				t.Errorf("%s to %s: %d groups have a state, want %d", name, to, sum, want)
			}
		}
	}
}

// Where no group moves there is nothing to go; what V1 takes over from V2 is a change all the same.
func TestAMoveOfNothingIsNoGo(t *testing.T) {
	for _, c := range []struct {
		story   string
		go_     bool
		nothing bool
		over    int
	}{
		{"adatum", false, true, 0},
		{"margies", true, false, 2},
	} {
		got := &reporttest.Collect{}
		h, err := migration.New(t.Context(), report.Checked(got), story(t, c.story), migration.Options{Target: diff.ToCloudSync})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []report.Record{
			{Run: &report.Run{Format: report.Format}}, {Control: control("TST-01", "", "")}, {Summary: &report.Summary{Control: "TST-01", Outcome: report.OutcomePass}},
		} {
			if err := h.Handle(r); err != nil {
				t.Fatal(err)
			}
		}
		for _, r := range got.Records {
			if v := r.Verdict; v != nil && (v.Go != c.go_ || v.Nothing != c.nothing || v.Totals.ChangingOver != c.over) {
				t.Errorf("%s: go %t, nothing moves %t, %d change over; want %t, %t, %d", c.story, v.Go, v.Nothing, v.Totals.ChangingOver, c.go_, c.nothing, c.over)
			}
		}
	}
}
