package main

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestTheHelpOfReportNamesEveryFormatOfAWhatIf(t *testing.T) {
	_, after, _ := strings.Cut(reportCommand(terminal{}).Long, "The stream of a what-if ")
	sentence, _, _ := strings.Cut(after, "\n\n")
	for _, name := range namesOf(effectFormats()) {
		if !strings.Contains(strings.NewReplacer(",", " ", ".", " ", "\n", " ").Replace(sentence)+" ", " "+name+" ") {
			t.Errorf("the sentence does not name %s: %s", name, sentence)
		}
	}
}

// What the help says of changes and of moves is so.
func TestFormatsHoldTheRecordsThatTheHelpSays(t *testing.T) {
	target := report.Target{Kind: report.TargetGroup, ID: "45b7d2e7-b882-4a80-ba97-10b7a63b8fa4", Name: "Golf Assist"}
	head := []report.Record{{Run: &report.Run{Format: report.Format, Comparison: &report.Comparison{Objects: 1, Differences: 1}}},
		{Control: &report.Control{ID: "CFG-04", Severity: "medium", Profile: "audit"}}, {Group: &report.Group{Key: "c:" + target.ID, Target: target}}}
	end := report.Record{Summary: &report.Summary{Control: "CFG-04", Outcome: "pass", Subjects: 1, Passed: 1}}
	was := "Tennis Aid"
	change := report.Record{Change: &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, ID: target.ID, Name: target.Name,
		Attributes: []report.AttributeChange{{Attribute: "displayName", From: &was}}}}
	move := report.Record{Readiness: &report.Readiness{Key: "c:" + target.ID, Target: target, State: report.StateReady, ChangesOver: "no", Wave: 1, Together: 1,
		Members: &report.MemberMove{PeopleWhole: true, People: 1, PeopleLost: 1, PeopleLosses: []report.PersonLoss{{ID: "p", Name: was, Group: target.Name, Member: was}}}}}
	verdict := report.Record{Verdict: &report.Verdict{To: "v1", Go: true, Waves: 1, States: []report.StateCount{{State: report.StateReady, Groups: 1}},
		Totals: report.MoveTotals{Whole: true, PeopleWhole: true, PeopleLost: 1}}}
	wave := report.Record{Wave: &report.Wave{Number: 1, Groups: 1, PeopleLost: 1, PeopleWhole: true}}
	for name, records := range map[string][]report.Record{
		"diff": append(head[:len(head):len(head)], change, end), "readiness": append(head[:len(head):len(head)], move, wave, verdict, end),
	} {
		for _, f := range formats() {
			file := rendered(t, f.name, records)
			holds := strings.Contains(unpacked(t, file), was)
			if !f.briefly && holds != f.each {
				t.Errorf("%s holds the record of a %s: %t, but the help says %t", f.name, name, holds, f.each)
			}
		}
	}
	if help := formatHelp(); !strings.Contains(help, "\nOf a diff sarif, junit, ocsf, oscal and prom hold the findings,\n") {
		t.Errorf("the help does not say which formats hold no changes:\n%s", help)
	}
}
