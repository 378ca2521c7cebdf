package csv_test

import (
	"bytes"
	stdcsv "encoding/csv"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/csv"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// TestATableOfEffectsHoldsNoFormula writes every hostile name as that of a group, a copy and a person.
func TestATableOfEffectsHoldsNoFormula(t *testing.T) {
	for _, name := range reporttest.Hostile() {
		var b bytes.Buffer
		to := csv.NewEffects(&b, csv.Options{})
		for _, r := range []report.EffectRecord{
			{Whatif: &report.Whatif{TenantID: "t", Subjects: 1, Assumed: []string{"V2 is off"}}},
			{Effect: &report.Effect{Key: "c:1", Name: name, Copies: []string{name}, Outcome: report.EffectDeleted, Loss: report.LossOfGroup,
				People: []report.EffectPerson{{Key: name, Name: name}}}},
			{Totals: &report.EffectTotals{Subjects: 1, Deleted: 1, PeopleLosingGroup: 1}},
		} {
			if err := to.HandleEffect(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := to.Close(); err != nil {
			t.Fatal(err)
		}
		rows, err := stdcsv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatalf("%.40q: %v", name, err)
		}
		if want := 1 + 2 + len(report.EffectOutcomes) + 3; len(rows) != want {
			t.Errorf("%.40q: %d rows, want %d", name, len(rows), want)
		}
		for _, row := range rows {
			for _, field := range row {
				if strings.ContainsAny(strings.TrimLeft(field, " ")+" ", "=+@|%") && strings.IndexAny(strings.TrimLeft(field, " "), "=+@|%-") == 0 {
					t.Errorf("%.40q: the field %q is a formula", name, field)
				}
			}
		}
	}
}
