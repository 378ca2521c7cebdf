package csv_test

import (
	"maps"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/csv"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// blocked is a stream of a move in which one group cannot move, with what becomes of its members.
func blocked(m *report.MemberMove) []report.Record {
	group := report.Target{Kind: report.TargetGroup, ID: "g", Name: "=Sales", DN: "CN=Sales"}
	verdict := &report.Verdict{To: "cloudsync", States: []report.StateCount{{State: report.StateBlocked, Groups: 1}}, Totals: report.MoveTotals{Whole: true}}
	if m != nil {
		verdict.Totals.Lost, verdict.Totals.Members, verdict.Totals.PeopleLost, verdict.Totals.PeopleWhole = m.Lost, m.Count, m.PeopleLost, m.WholeLoss()
		if m.Gap != "" {
			verdict.Totals.Unfollowed = 1
		}
	}
	return []report.Record{
		{Run: &report.Run{Format: report.Format, Tenant: report.Tenant{ID: "t"}}}, {Control: &report.Control{ID: "CS-28", Title: "Only Connect writes it", Severity: "high"}},
		{Readiness: &report.Readiness{Key: "c:g", Target: group, State: report.StateBlocked, Members: m,
			Reasons: []report.ReadinessReason{{Kind: "blocker", Control: "CS-28", Text: "1 member would be lost"}, {Kind: "child", Text: "is held back", Name: "Child"}}}},
		{Verdict: verdict}, {Summary: &report.Summary{Control: "CS-28", Outcome: report.OutcomePass, Subjects: 1, Passed: 1}},
	}
}

// of returns the rows of one kind, without empty cells.
func of(list []map[string]string, record string) []map[string]string {
	var some []map[string]string
	for _, row := range list {
		if row["record"] == record {
			row = maps.Clone(row)
			maps.DeleteFunc(row, func(_, v string) bool { return v == "" })
			some = append(some, row)
		}
	}
	return some
}

func TestAMoveIsRows(t *testing.T) {
	lost := &report.MemberMove{Count: 1, Lost: 1, PeopleWhole: true, People: 2, PeopleLost: 1,
		Losses:       []report.MemberLoss{{Class: "synced_group", ID: "m", Name: "Inner", DN: "CN=Inner", Reason: "only Connect writes it"}},
		PeopleLosses: []report.PersonLoss{{ID: "p", Name: "Ada", DN: "CN=Ada", Group: "=Sales", Member: "Inner", Reason: "only Connect writes it"}}}
	list := rows(t, render(t, csv.Options{}, blocked(lost)))
	for record, want := range map[string]map[string]string{
		"readiness": {"state": "blocked", "control": "CS-28", "message": "blocks: CS-28: 1 member would be lost; held back: is held back: Child",
			"members_kept": "0", "members_lost": "1", "members_undecided": "0", "people_lost": "1", "people_undecided": "0"},
		"lostMember": {"lost_id": "m", "lost_name": "Inner", "lost_dn": "CN=Inner", "lost_class": "synced_group", "lost_directly": "true",
			"edge_group": "'=Sales", "edge_member": "Inner", "message": "only Connect writes it"},
		"lostPerson": {"lost_id": "p", "lost_name": "Ada", "lost_dn": "CN=Ada", "lost_directly": "false", "edge_group": "'=Sales", "edge_member": "Inner",
			"message": "only Connect writes it"},
	} {
		maps.Copy(want, map[string]string{"record": record, "tenant_id": "t", "target_kind": "group", "target_id": "g", "target_name": "'=Sales", "target_dn": "CN=Sales"})
		if diff := cmp.Diff([]map[string]string{want}, of(list, record)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", record, diff)
		}
	}
}

// A count of which only the least is known is none.
func TestWhatIsNotKnownOfAMoveIsNoNumber(t *testing.T) {
	one := []report.MemberLoss{{ID: "m"}}
	for name, tt := range map[string]struct {
		members                   *report.MemberMove
		lost, people, totalPeople string
	}{
		"members that were followed are counted":    {&report.MemberMove{PeopleWhole: true}, "0", "0", "0"},
		"members that were not are not known":       {&report.MemberMove{Gap: "not read"}, "not known", "not known", "not known"},
		"those that are known are at least so many": {&report.MemberMove{Gap: "cut", Count: 1, Lost: 1, Losses: one, PeopleLost: 1}, "at least 1", "at least 1", "at least 1"},
		"a person in doubt leaves more open":        {&report.MemberMove{PeopleWhole: true, PeopleUndecided: 1}, "0", "not known", "not known"},
		"without members there is nothing to tell":  {nil, "", "", "not known"},
	} {
		for _, o := range []csv.Options{{}, {Raw: true}} {
			list := rows(t, render(t, o, blocked(tt.members)))
			group, verdict := of(list, "readiness")[0], of(list, "verdict")[0]
			got := []string{group["members_lost"], group["people_lost"], verdict["people_lost"]}
			if diff := cmp.Diff([]string{tt.lost, tt.people, tt.totalPeople}, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}

// Every record of a move is in the table.
func TestATableHoldsAllOfAMove(t *testing.T) {
	for seed := uint64(2); seed < 60; seed += 4 {
		records := reporttest.Random(seed, 8)
		want := map[string]int{}
		for _, r := range records {
			switch {
			case r.Readiness != nil:
				want["readiness"]++
				if m := r.Readiness.Members; m != nil {
					want["lostMember"], want["lostPerson"] = want["lostMember"]+m.Lost, want["lostPerson"]+m.PeopleLost
				}
			case r.Wave != nil:
				want["wave"]++
			case r.Verdict != nil:
				want["verdict "+r.Verdict.Word()] = 1
				want["reason"], want["limit"], want["signOff"] = len(r.Verdict.Reasons), len(r.Verdict.Limits), len(r.Verdict.SignOff)
				for _, s := range r.Verdict.States {
					want["total "+s.State] = s.Groups
				}
			}
		}
		got := map[string]int{}
		for _, row := range rows(t, render(t, csv.Options{Raw: true}, records)) {
			switch record := row["record"]; record {
			case "verdict":
				got[record+" "+row["state"]]++
			case "total":
				n, err := strconv.Atoi(row["groups"])
				if err != nil {
					t.Fatal(err)
				}
				got[record+" "+row["state"]] = n
			case "readiness", "lostMember", "lostPerson", "wave", "reason", "limit", "signOff":
				got[record]++
			}
		}
		zero := func(_ string, n int) bool { return n == 0 }
		maps.DeleteFunc(want, zero)
		maps.DeleteFunc(got, zero)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}
