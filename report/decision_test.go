package report_test

import (
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

func TestSealTellsWhatADecisionSays(t *testing.T) {
	due := time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)
	later := due.AddDate(0, 0, 1)
	one := report.Decision{Word: "fix", Owner: "identity team", Comment: "first\nsecond", Due: &due, Author: "R", Changed: true}
	same := report.Decision{Word: "fix", Owner: " identity  team", Comment: "first second\r\n", Due: &due, Author: "S"}
	if one.Seal() != same.Seal() || len(one.Seal()) != 32 {
		t.Errorf("blanks, author or evidence change the seal: %s and %s", one.Seal(), same.Seal())
	}
	for name, other := range map[string]report.Decision{
		"word": {Word: "accept", Owner: one.Owner, Comment: one.Comment, Due: &due}, "owner": {Word: "fix", Owner: "AD team", Comment: one.Comment, Due: &due},
		"comment": {Word: "fix", Owner: one.Owner, Due: &due}, "day": {Word: "fix", Owner: one.Owner, Comment: one.Comment, Due: &later},
		"place of a text": {Word: "fix", Owner: one.Owner + " first", Comment: "second", Due: &due},
	} {
		if other.Seal() == one.Seal() {
			t.Errorf("another %s has the same seal", name)
		}
	}
	none := (*report.Decision)(nil)
	if none.Seal() != "" || (&report.Decision{Author: "R", Decided: &due}).Seal() != "" {
		t.Error("a decision that says nothing has a seal")
	}
	if invalid, valid := (&report.Decision{Comment: "\xff"}), (&report.Decision{Comment: "\ufffd"}); invalid.Seal() != valid.Seal() {
		t.Error("a stored stream has another seal")
	}
}
