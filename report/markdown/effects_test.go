package markdown_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/markdown"
)

// TestAWhatIfFitsAComment fills every list with long names.
func TestAWhatIfFitsAComment(t *testing.T) {
	var b bytes.Buffer
	to := markdown.NewEffects(&b)
	long := strings.Repeat("`|<b>#", 200)
	handle := func(r report.EffectRecord) {
		if err := to.HandleEffect(r); err != nil {
			t.Fatal(err)
		}
	}
	handle(report.EffectRecord{Whatif: &report.Whatif{TenantName: long, Subjects: 1000, Assumed: []string{"V2 is off"}, Notes: []string{long}}})
	for range 50 {
		for _, o := range report.EffectOutcomes {
			handle(report.EffectRecord{Effect: &report.Effect{Name: long, Text: long, Rule: long, Source: long, Outcome: o, Loss: report.LossOfGroup,
				People: []report.EffectPerson{{Name: long}, {Name: long}, {Name: long}, {Name: long}, {Name: long}, {Name: long}}}})
		}
	}
	handle(report.EffectRecord{Totals: &report.EffectTotals{Subjects: 1000, Deleted: 50, LessSure: 50}})
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(b.String())); n > 65536 {
		t.Errorf("%d characters", n)
	}
	for _, want := range []string{"- … and 42 more groups", "| deleted | 50 |", "and 1 more"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the summary lacks %q", want)
		}
	}
}
