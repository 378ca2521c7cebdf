package policies

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// needless are outcomes that the tests of a control cannot show, by control and outcome, and why.
var needless = map[string]string{
	"ENG-01 not applicable": "V2 is on, off or not read in every tenant",
	"ENG-32 not applicable": "user writeback is on, off or not read in every tenant",
	"ENG-06 not applicable": "every tenant has switches",
	"CS-32 undecided":       "what was not read is what it reports",
	"ENG-06 undecided":      "what was not read is what it reports",
	"DRF-05 not applicable": "as STR-04",
	"DRF-07 not applicable": "as STR-04",
	"STR-04 not applicable": "its tests show it, but OPA's index of rules answers before any is entered and its input is seen",
}

// Each control's own tests show it reporting, satisfied, not applicable and undecided. That data which
// was not read never makes it pass is TestNoUnknownFactTurnsAFailureIntoAPass.
func TestEveryControlHasFixturesForEveryOutcome(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	nothing, err := newVoid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	given := testInputs(t, c)
	words := map[outcome]string{failed: "reported", passed: "satisfied", notApplicable: "not applicable", notEvaluated: "undecided"}
	for _, control := range c.Controls() {
		seen := map[outcome]bool{}
		for _, check := range control.Checks {
			if subjectType(check.Kind) == nil {
				continue
			}
			q, err := newQuery(c, check, nothing)
			if err != nil {
				t.Fatal(err)
			}
			j := &judge{control: &control, check: check, query: q}
			for _, input := range given[check.Package] {
				seen[decideInput(t, j, plainInput(t, input)).outcome] = true
			}
		}
		for o, word := range words {
			reason := needless[control.ID+" "+word]
			switch {
			case !seen[o] && reason == "":
				t.Errorf("%s: no test shows it %s", control.ID, word)
			case seen[o] && reason != "":
				t.Errorf("%s: a test shows it %s, so there is no reason why none can (%s)", control.ID, word, reason)
			}
		}
	}
}

var idInText = regexp.MustCompile(`\b(?:ENG|CFG|DIF|STR|CS|GOV|DRF|WVR)-\d+\b`)

// A reader follows the ids in a text: each must be a control, and not the one it stands in.
func TestTextsCiteOnlyControlsThatExist(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	cited := 0
	for _, control := range c.Controls() {
		texts := []string{control.Title, control.Description, control.Remediation}
		for _, check := range control.Checks {
			texts = append(texts, check.Message.String(), check.Expected.String(), check.Actual.String())
		}
		for _, p := range control.Parameters {
			texts = append(texts, p.Description)
		}
		ids := idInText.FindAllString(strings.Join(texts, "\n"), -1)
		for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
			cited++
			if _, ok := c.Control(id); !ok {
				t.Errorf("%s cites %s, which is no control", control.ID, id)
			}
			if id == control.ID {
				t.Errorf("%s cites itself", control.ID)
			}
		}
	}
	if cited == 0 {
		t.Error("no text cites a control")
	}
}
