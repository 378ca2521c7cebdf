package migration_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies/migration"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// Who loses access by an edge inside a group is signed for where that edge is judged.
func TestALossIsSignedForInTheGroupThatLosesTheMember(t *testing.T) {
	const inPlantOnly = "${1}member: CN=Hugo Abt (user007),OU=People,DC=corp,DC=contoso,DC=com\n"
	// Cloud sync does not reference Plant, which is in Control Room, and that in Grid Operations.
	f := rewritten(t, "citypower", `(sAMAccountName: Plant\n)`, inPlantOnly)
	for _, c := range []struct {
		claim  string
		signed []string
		want   bool
	}{
		{"nobody signed", nil, false},
		{"the group that loses its member signs for those above it", []string{"Control Room"}, true},
		{"a group above it does not sign for the one inside", []string{"Grid Operations"}, false},
		{"nor does one that has nothing to do with it", []string{"App Shop"}, false},
	} {
		got := &reporttest.Collect{}
		h, err := migration.New(t.Context(), got, f, migration.Options{Target: diff.ToCloudSync})
		if err != nil {
			t.Fatal(err)
		}
		records := []report.Record{{Run: &report.Run{Format: report.Format}}, {Control: catalogued(t, "CS-28")}}
		for _, name := range c.signed {
			key := keyOf(t, f, name)
			target := report.Target{Kind: report.TargetGroup, ID: key[2:], Name: name}
			records = append(records, report.Record{Group: &report.Group{Key: key, Target: target}},
				report.Record{Finding: &report.Finding{Control: "CS-28", Severity: "medium", Target: target, Fingerprint: "f", Waiver: &report.Waiver{}}})
		}
		for _, r := range append(records, report.Record{Summary: &report.Summary{Control: "CS-28"}}) {
			if err := h.Handle(r); err != nil {
				t.Fatal(err)
			}
		}
		signed := !slices.ContainsFunc(verdictIn(t, got).Reasons, func(r report.VerdictReason) bool {
			return r.Control == "CS-28" && strings.Contains(r.Text, "nobody signed: 1")
		})
		if signed != c.want {
			t.Errorf("%s: signed %t", c.claim, signed)
		}
	}
}
