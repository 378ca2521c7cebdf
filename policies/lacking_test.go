package policies

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
)

// Whoever reads that a group was not evaluated learns which, and which list would tell.
func TestGroupsSayWhatWasNotEvaluatedOfThem(t *testing.T) {
	const owners = "undecided contains \"the owners were not read\" if input.cloud.owners.read\n"
	for _, row := range []struct {
		claim, custom, code string
		facts               *fakeFacts
		want                []report.Unjudged
		lists               []string
	}{
		{"a group that is nowhere is listed for what was not evaluated", "", never + findsNone + "undecided contains \"it was not read\" if input.cloud\n",
			newFacts(notWritten()), []report.Unjudged{{Reason: "it was not read", Controls: []string{"TST-01"}}}, []string{}},
		{"an error of the evaluation is listed too", "", applies + breaks,
			newFacts(notWritten()), []report.Unjudged{{Reason: "controls/group/probe/probe.rego:13: div: divide by zero", Controls: []string{"TST-01"}}}, []string{}},
		{"a list that was not read is named by what it would tell", "", never + findsNone + owners,
			newFacts(notWritten()).with("cloud_owners", snapshot.Absent, ""), []report.Unjudged{{Reason: "the owners were not read", Controls: []string{"TST-01"}}}, []string{"cloud_owners"}},
		{"a list that was read is not blamed", "", never + findsNone + owners,
			newFacts(notWritten()).with("cloud_owners", snapshot.Complete, ""), []report.Unjudged{{Reason: "the owners were not read", Controls: []string{"TST-01"}}}, []string{}},
		{"what holds of every subject is not repeated on each", requireOne, applies + findsNone,
			newFacts(securityWritten()).with("cloud_groups", snapshot.Partial, "cut off"), []report.Unjudged{}, []string{"cloud_groups"}},
		{"nothing passes over a part, which is not repeated either", requireOne + "\npartial: judge", applies + findsNone,
			newFacts(securityWritten()).with("cloud_groups", snapshot.Partial, "cut off"), []report.Unjudged{}, []string{"cloud_groups"}},
	} {
		t.Run(row.claim, func(t *testing.T) {
			r, _ := audited(t, row.facts, Options{Catalogue: tiny(t, row.custom, row.code)})
			var got []report.Unjudged
			for _, record := range r.records {
				if record.Group != nil {
					got = record.Group.NotEvaluated
				}
			}
			if d := cmp.Diff(row.want, got); d != "" {
				t.Errorf("group (-want +got):\n%s", d)
			}
			if d := cmp.Diff(row.lists, r.summary(t, "TST-01").Reasons[0].Lists); d != "" {
				t.Errorf("lists (-want +got):\n%s", d)
			}
		})
	}
}

// Paths in the table of origins are those of subjects: a name that changed would blame nothing any more.
func TestEveryOriginIsReadByAControl(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, control := range c.controls {
		for _, check := range control.Checks {
			for _, place := range readingPlaces(c, check) {
				for _, o := range origins {
					seen[o.path] = seen[o.path] || place == o.path || len(place) > len(o.path) && place[:len(o.path)] == o.path
				}
			}
		}
	}
	for _, o := range origins {
		if !seen[o.path] {
			t.Errorf("no control reads %s", o.path)
		}
	}
}

func readingPlaces(c *Catalogue, check Check) []string {
	all := collector{subject: subjectType(check.Kind), places: map[string]read{}, tenant: true}
	for _, rule := range c.compiler.Modules[check.File].Rules {
		all.walk(rule)
	}
	return sortedKeys(all.places)
}
