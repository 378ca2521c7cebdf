package policies

import (
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
	"DRF-05 not applicable": "its tests show it, but OPA's index of rules answers before any is entered and its input is seen",
	"DRF-07 not applicable": "as DRF-05",
}

// Each control's own tests show it reporting, satisfied, not applicable and undecided. That data which
// was not read never makes it pass is TestNoUnknownFactTurnsAFailureIntoAPassOrLeavesItsNumberExact.
func TestEveryControlHasFixturesForEveryOutcome(t *testing.T) {
	c, err := Prove()
	if err != nil {
		t.Fatal(err)
	}
	given := testInputs(t, c)
	words := map[outcome]string{failed: "reported", passed: "satisfied", notApplicable: "not applicable", notEvaluated: "undecided"}
	type shown struct {
		control string
		outcome outcome
	}
	seen := map[shown]bool{}
	for j := range bareJudges(t, c) {
		for _, input := range given[j.check.Package] {
			seen[shown{j.control.ID, decideInput(t, j, plainInput(t, input)).outcome}] = true
		}
	}
	for _, control := range c.Controls() {
		for o, word := range words {
			reason, met := needless[control.ID+" "+word], seen[shown{control.ID, o}]
			switch {
			case !met && reason == "":
				t.Errorf("%s: no test shows it %s", control.ID, word)
			case met && reason != "":
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

// A reader must know which of two controls that look alike speaks: each names its neighbours.
func TestDescriptionsNameTheNeighbours(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range c.Controls() {
		if !idInText.MatchString(control.Description) {
			t.Errorf("%s: the description names no neighbour", control.ID)
		}
	}
}

// Commands that take something away, and those that keep what was there.
var (
	takesAway = regexp.MustCompile(`\bRemove-(?:AD|Mg)\w+|-Clear \w+|Disable-DistributionGroup|Set-Acl\b|deletes every copy|\bdelete (?:it|the second)\b`)
	keeps     = regexp.MustCompile(`Export-Clixml|Export-Csv|Set-Content|-OutputFilePath`)
)

// keptElsewhere are controls whose text first takes away what comes back by itself, and why.
var keptElsewhere = map[string]string{
	"ENG-03": "Remove-MgGroup leaves the group in deletedItems, and the text says how it comes back",
}

// Whoever follows a text must be able to go back: before it takes anything away, it says how to save it.
func TestRemediationsSaveBeforeTheyTakeAway(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	met := 0
	for _, control := range c.Controls() {
		away := takesAway.FindStringIndex(control.Remediation)
		if away == nil {
			continue
		}
		met++
		saved := keeps.FindStringIndex(control.Remediation)
		if (saved == nil || saved[0] > away[0]) && keptElsewhere[control.ID] == "" {
			t.Errorf("%s: %q comes before it is said how to save what is there:\n%s",
				control.ID, control.Remediation[away[0]:away[1]], control.Remediation)
		}
	}
	if met == 0 {
		t.Error("no text takes anything away")
	}
}

// Only V2 reads isEnabled and onPremisesGroupType. A text that sets them names V2, unless only V2 can
// raise the finding, and every WritebackConfiguration comes with its value.
func TestRemediationsSayWhichEngineReadsASetting(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	named, sets := regexp.MustCompile(`\bV2\b`), regexp.MustCompile(`-WritebackConfiguration( @\{\w+=)?`)
	met := 0
	for _, control := range c.Controls() {
		for _, command := range sets.FindAllStringSubmatch(control.Remediation, -1) {
			met++
			if command[1] == "" {
				t.Errorf("%s: -WritebackConfiguration without a value:\n%s", control.ID, control.Remediation)
			}
		}
		if sets.MatchString(control.Remediation) && !slices.Equal(control.Engines, []string{"v2"}) &&
			ofSetting[control.ID] == "" && !named.MatchString(control.Remediation) {
			t.Errorf("%s sets what only V2 reads and does not say so:\n%s", control.ID, control.Remediation)
		}
	}
	if met == 0 {
		t.Error("no text sets a WritebackConfiguration")
	}
}

// ofSetting are controls about the setting itself, whichever engine runs.
var ofSetting = map[string]string{
	"CFG-03": "the setting of a synced group, which no engine reads",
	"ENG-36": "settings that no engine reads: V2 is off",
}

// sheets are those of the workbook that a text may send its reader to.
var sheets = []string{"Findings", "Groups", "Nesting", "Governance", "Provenance"}

func TestRemediationsNameSheetsThatTheWorkbookHas(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	named, met := regexp.MustCompile(`\bsheet ([A-Z]\w+)|([A-Z]\w+) sheet\b`), 0
	for _, control := range c.Controls() {
		for _, sheet := range named.FindAllStringSubmatch(control.Remediation, -1) {
			if met++; !slices.Contains(sheets, sheet[1]+sheet[2]) {
				t.Errorf("%s names the sheet %q, which no workbook has", control.ID, sheet[1]+sheet[2])
			}
		}
	}
	if met == 0 {
		t.Error("no text names a sheet")
	}
}
