package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// A control that applies to nothing was not judged, and no format that a machine reads makes a pass of it.
func TestNoFormatMakesAPassOfWhatIsNotApplicable(t *testing.T) {
	records := []report.Record{
		{Run: &report.Run{Format: 1, Tool: "wbaudit"}}, {Control: &report.Control{ID: "CFG-01", Title: "T", Severity: "low", Profile: "audit"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: report.OutcomeNotApplicable, Subjects: 3, NotApplicable: 3}},
	}
	for format, c := range map[string]struct{ is, never string }{
		"sarif": {`"results": ?\[\]`, `"kind": ?"pass"`},
		"junit": {`<skipped message="nothing to judge"/>`, `name="every subject is judged" time="0"></testcase>`},
		"ocsf":  {`"status_id":99,"status":"Not applicable"`, `"status":"Pass"`},
		"oscal": {`"types":\["not-applicable"\]`, `"state": ?"satisfied"`},
		"prom":  {`wbaudit_control_outcome\{control="CFG-01",severity="low",outcome="notApplicable"\} 1`, `outcome="pass"\} 1`},
		"md":    {`\| notApplicable \|`, `\| pass \|`},
		"csv":   {`"notApplicable"`, `"pass"`},
	} {
		text := strings.Join(strings.Fields(string(rendered(t, format, records))), " ")
		if !regexp.MustCompile(c.is).MatchString(text) || regexp.MustCompile(c.never).MatchString(text) {
			t.Errorf("%s: want %s and never %s in\n%s", format, c.is, c.never, text)
		}
	}
}
