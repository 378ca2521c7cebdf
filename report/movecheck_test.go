package report_test

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// movedStream is a stream whose verdict, waves and readiness records agree, with at least one of each.
func movedStream(t *testing.T) []report.Record {
	t.Helper()
	for seed := uint64(2); seed < 400; seed += 4 {
		records := reporttest.Random(seed, 6)
		for _, r := range records {
			if r.Verdict != nil && r.Verdict.Waves > 0 && r.Verdict.Totals.Lost > 0 {
				return records
			}
		}
	}
	t.Fatal("no random stream has waves and losses")
	return nil
}

// A stream from which something of a move was cut, or in which a number was changed, is refused.
func TestAMoveThatDoesNotAgreeIsRefused(t *testing.T) {
	for _, c := range []struct {
		claim  string
		change func(r report.Record) (report.Record, bool)
		want   string
	}{
		{"a readiness record is missing", func(r report.Record) (report.Record, bool) { return r, r.Readiness == nil }, "was expected"},
		{"a wave is missing", func(r report.Record) (report.Record, bool) { return r, r.Wave == nil }, "lines are missing"},
		{"the verdict is missing", func(r report.Record) (report.Record, bool) { return r, r.Verdict == nil }, "no verdict"},
		{"a wave counts another number", func(r report.Record) (report.Record, bool) {
			if r.Wave != nil {
				w := *r.Wave
				w.Groups++
				r.Wave = &w
			}
			return r, true
		}, "its groups come to"},
		{"the verdict counts another state", func(r report.Record) (report.Record, bool) {
			return changed(r, func(v *report.Verdict) { v.States[0].Groups++ }), true
		}, "the verdict counts"},
		{"more groups are not concerned than there are", func(r report.Record) (report.Record, bool) {
			if r.Run != nil {
				run, all := *r.Run, int64(1<<20)
				run.Totals = append(run.Totals[:len(run.Totals):len(run.Totals)], report.Total{Name: "cloud_groups", Value: &all})
				r.Run = &run
			}
			return r, true
		}, "but the run counts 1048576"},
		{"the verdict counts other people", func(r report.Record) (report.Record, bool) {
			return changed(r, func(v *report.Verdict) { v.Totals.PeopleLost++ }), true
		}, "totals"},
		{"the verdict says the opposite", func(r report.Record) (report.Record, bool) {
			return changed(r, func(v *report.Verdict) { v.Go = !v.Go }), true
		}, "say otherwise"},
		{"a member is neither kept nor lost", func(r report.Record) (report.Record, bool) {
			if r.Readiness != nil && r.Readiness.Members != nil {
				one, m := *r.Readiness, *r.Readiness.Members
				m.Count++
				one.Members = &m
				r.Readiness = &one
			}
			return r, true
		}, "does not reconcile"},
		{"what is blocked moves", func(r report.Record) (report.Record, bool) {
			if r.Readiness != nil && r.Readiness.Moves() {
				one := *r.Readiness
				one.State = report.StateBlocked
				r.Readiness = &one
			}
			return r, true
		}, "expected a wave for what is ready"},
	} {
		if err := feedChecked(movedStream(t), c.change); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error with %q", c.claim, err, c.want)
		}
	}
	same := func(r report.Record) (report.Record, bool) { return r, true }
	if err := feedChecked(movedStream(t), same); err != nil {
		t.Errorf("a stream that agrees is refused: %v", err)
	}
}

// changed returns a record with a changed copy of its verdict.
func changed(r report.Record, change func(*report.Verdict)) report.Record {
	if r.Verdict != nil {
		v := *r.Verdict
		v.States = append([]report.StateCount(nil), v.States...)
		change(&v)
		r.Verdict = &v
	}
	return r
}

func feedChecked(records []report.Record, change func(report.Record) (report.Record, bool)) error {
	h := report.Checked(&reporttest.Collect{})
	for _, r := range records {
		next, keep := change(r)
		if !keep {
			continue
		}
		if err := h.Handle(next); err != nil {
			return err
		}
	}
	return h.Close()
}

// The numbers of waves and verdict come from the readiness records alone.
func TestAVerdictCanBeCountedFromItsGroups(t *testing.T) {
	for seed := uint64(2); seed < 100; seed += 4 {
		states, people, totals := map[string]int{}, map[string]bool{}, report.MoveTotals{PeopleWhole: true}
		for _, r := range reporttest.Random(seed, 8) {
			if one := r.Readiness; one != nil {
				states[one.State]++
				if one.Members != nil {
					totals.Members += one.Members.Count
					for _, p := range one.Members.PeopleLosses {
						people[p.ID] = true
					}
				}
			}
			if v := r.Verdict; v != nil {
				for state, n := range states {
					if v.Of(state) != n {
						t.Errorf("seed %d: %d groups are %s, the verdict says %d", seed, n, state, v.Of(state))
					}
				}
				if v.Totals.Members != totals.Members || v.Totals.PeopleLost != len(people) {
					t.Errorf("seed %d: %d members and %d people, the verdict says %d and %d", seed, totals.Members, len(people), v.Totals.Members, v.Totals.PeopleLost)
				}
			}
		}
	}
}
