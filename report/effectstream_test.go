package report_test

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
)

// supposed is the stream of a what-if with one effect of each outcome.
func supposed() []report.EffectRecord {
	records := []report.EffectRecord{{Whatif: &report.Whatif{Format: report.Format, Subjects: 20, Assumed: []string{"V2 is off"}, Notes: []string{}}}}
	for i, o := range report.EffectOutcomes {
		e := &report.Effect{Key: "c:" + string(rune('a'+i)), Outcome: o, Copies: []string{}, People: []report.EffectPerson{}, PeopleWhole: true}
		switch o {
		case report.EffectDeleted, report.EffectFreezes:
			e.Loss, e.People = report.LossOfGroup, []report.EffectPerson{{Key: "ann", Name: "Ann"}, {Key: o, Name: "Bob", Direct: true}}
		case report.EffectUndecided:
			e.Loss, e.People, e.PeopleWhole = report.LossUndecided, []report.EffectPerson{{Key: "ann"}}, false
		}
		records = append(records, report.EffectRecord{Effect: e})
	}
	return append(records, report.EffectRecord{Totals: &report.EffectTotals{
		Subjects: 20, Deleted: 1, Freezes: 1, Retypes: 1, Appears: 1, Resumes: 1, Pending: 1, Undecided: 1, Unchanged: 13, LessSure: 1,
		PeopleLosingGroup: 3, PeopleUndecided: 1,
	}})
}

func encodedEffects(t *testing.T, records []report.EffectRecord) []string {
	t.Helper()
	var b bytes.Buffer
	to := report.NewEffectEncoder(&b)
	for _, r := range records {
		if err := to.HandleEffect(r); err != nil {
			t.Fatal(err)
		}
	}
	return strings.SplitAfter(strings.TrimSuffix(b.String(), "\n"), "\n")
}

func reread(t *testing.T, lines []string) (string, error) {
	t.Helper()
	var b bytes.Buffer
	err := report.ReadEffects(t.Context(), strings.NewReader(strings.Join(lines, "")), report.NewEffectEncoder(&b))
	return b.String(), err
}

func TestAStoredWhatIfReadsAsItWasWritten(t *testing.T) {
	lines := encodedEffects(t, supposed())
	if !report.HoldsEffects(bufio.NewReader(strings.NewReader(lines[0]))) || report.HoldsEffects(bufio.NewReader(strings.NewReader(`{"run":{}}`))) {
		t.Error("the stream of a what-if is not told from one of findings")
	}
	got, err := reread(t, lines)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Join(lines, "")+"\n", got); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

func TestNoLineOfAWhatIfGoesMissingUnnoticed(t *testing.T) {
	whole := encodedEffects(t, supposed())
	for i := range whole {
		lines := append(append([]string{}, whole[:i]...), whole[i+1:]...)
		if _, err := reread(t, lines); err == nil {
			t.Errorf("without line %d the stream is read", i+1)
		}
		twice := append(append([]string{}, whole[:i+1]...), whole[i:]...)
		twice[i] = strings.TrimSuffix(twice[i], "\n") + "\n"
		if _, err := reread(t, twice); err == nil {
			t.Errorf("with line %d twice the stream is read", i+1)
		}
	}
	for _, c := range []struct{ claim, old, by, want string }{
		{"another total", `"deleted":1`, `"deleted":2`, "the totals are not those of the effects"},
		{"another person", `"key":"ann"`, `"key":"eve"`, "the totals are not those of the effects"},
		{"an outcome that is none", `"outcome":"freezes"`, `"outcome":"melts"`, `outcome is "melts"`},
		{"a newer format", `"format":1`, `"format":2`, "the stream has format 2"},
		{"no JSON", `{"effect"`, `{effect`, "line 2: "},
	} {
		text := strings.Replace(strings.Join(whole, ""), c.old, c.by, 1)
		if _, err := reread(t, []string{text}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.claim, err, c.want)
		}
	}
}
