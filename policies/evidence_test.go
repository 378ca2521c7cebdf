package policies

import "testing"

// Evidence is words and numbers: whatever the fixtures of a control make it report names nobody, as what
// own controls report must not. The stories' streams are held to the same in package samples.
func TestEvidenceOfEveryControlNamesNobody(t *testing.T) {
	c, err := Prove()
	if err != nil {
		t.Fatal(err)
	}
	given, met := testInputs(t, c), 0
	for j := range bareJudges(t, c) {
		for _, input := range given[j.check.Package] {
			v := decideInput(t, j, plainInput(t, input))
			met += len(v.findings)
			if refused := bounded(&verdict{findings: v.findings}).err; refused != "" {
				t.Errorf("%s, %s: %s", j.control.ID, j.check.File, refused)
			}
		}
	}
	if met == 0 {
		t.Error("no fixture makes a control report anything")
	}
}
