package pseudonym_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/pseudonym"
)

// whatIf is the stream of a what-if about two groups.
func whatIf() []report.EffectRecord {
	effect := func(id, name string, people ...report.EffectPerson) report.EffectRecord {
		return report.EffectRecord{Effect: &report.Effect{Key: "c:" + id, CloudID: id, Name: name, Kind: "m365", Copies: []string{"CN=" + name + ",DC=contoso,DC=com"}, HasCopy: "yes",
			Outcome: report.EffectResumes, Confidence: "high", Rule: "1.4/m365", Source: "MIG S2", Text: "the copy that nobody updates now would be updated again; of its 7 members 1 would be dropped",
			Loss: report.LossOfGroup, People: people, PeopleWhole: true}}
	}
	const one, two = "0b422b2c-df5c-44dc-b807-1a6b49f127c7", "9285e3f6-17d9-4f66-833b-8591dd032bd2"
	ada := report.EffectPerson{Key: "c5a24a04-9c66-43c4-a83e-d3470c7c950a", Name: "Ada Abt", Direct: true}
	stray := report.EffectPerson{Key: "CN=Contractor,OU=Elsewhere,DC=contoso,DC=com", Name: "Contractor", Direct: true}
	return []report.EffectRecord{
		{Whatif: &report.Whatif{Format: report.Format, TenantID: one, TenantName: "Zephyr Works", Subjects: 3, Assumed: []string{"group " + one + " has isEnabled true"}, Notes: []string{}}},
		effect(one, "Zephyr Office", ada, stray), effect(two, "Zephyr Board", ada),
		{Totals: &report.EffectTotals{Subjects: 3, Resumes: 2, Unchanged: 1, PeopleLosingGroup: 2, PeopleWhole: true}},
	}
}

// passed is what a handler makes of records, as a stream.
func passed(t *testing.T, records []report.EffectRecord, through func(report.EffectHandler) report.EffectHandler) string {
	t.Helper()
	var b bytes.Buffer
	h := through(report.NewEffectEncoder(&b))
	for _, r := range records {
		if err := h.HandleEffect(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAWhatIfHasStandIns(t *testing.T) {
	key, err := pseudonym.NewKey([]byte(strings.Repeat("k", 64)))
	if err != nil {
		t.Fatal(err)
	}
	plain := passed(t, whatIf(), func(h report.EffectHandler) report.EffectHandler { return h })
	hidden := passed(t, whatIf(), func(h report.EffectHandler) report.EffectHandler { return pseudonym.NewEffects(h, key) })
	for _, text := range []string{"Zephyr", "Ada", "Contractor", "contoso", "Elsewhere", "0b422b2c", "9285e3f6", "c5a24a04"} {
		if strings.Contains(hidden, text) {
			t.Errorf("%q is told:\n%s", text, hidden)
		}
	}
	if want := "the copy that nobody updates now would be updated again; of its 7 members 1 would be dropped"; strings.Count(hidden, want) != 2 {
		t.Errorf("the sentences of the tool do not stay:\n%s", hidden)
	}
	// A stream with stand-ins keeps its contract: the order of its keys, and totals that are those of its effects.
	var stored bytes.Buffer
	if err := report.ReadEffects(t.Context(), strings.NewReader(hidden), pseudonym.RevealEffects(report.NewEffectEncoder(&stored), key)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain, stored.String()); diff != "" {
		t.Errorf("revealed (-plain +revealed):\n%s", diff)
	}
}
