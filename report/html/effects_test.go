package html_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// whatIf is the page of a what-if about one group of that name with so many people of that name.
func whatIf(t *testing.T, name string, people int) string {
	t.Helper()
	var b bytes.Buffer
	page, err := html.NewEffects(&b)
	if err != nil {
		t.Fatal(err)
	}
	e := &report.Effect{Key: "c:1", Name: name, Copies: []string{"CN=" + name}, Text: name, Rule: "1.6/v1Off", Source: "S2", Confidence: "high", Outcome: report.EffectDeleted,
		Loss: report.LossOfGroup, Before: report.EffectState{Expected: "yes", Engine: "v1", Type: name}, After: report.EffectState{Expected: "no"}}
	for range people {
		e.People = append(e.People, report.EffectPerson{Key: name, Name: name})
	}
	for _, r := range []report.EffectRecord{
		{Whatif: &report.Whatif{TenantName: name, Assumed: []string{"V1 is off", name}, Notes: []string{name}, Subjects: 9}}, {Effect: e},
		{Totals: &report.EffectTotals{Subjects: 9, Deleted: 1, Unchanged: 8, PeopleLosingGroup: people, PeopleWhole: false}},
	} {
		if err := page.HandleEffect(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := page.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestThePageOfAWhatIfShowsEveryLineWithItsDocument(t *testing.T) {
	page := whatIf(t, "Finance", 300)
	for _, want := range []string{
		"What if V1 is off, and Finance", "1 of 9 groups change, 0 are undecided", "300 lose a group", "There may be more people",
		"<h2>Deleted: 1 group</h2>", "written by v1 Finance", "rule 1.6/v1Off; S2", "300 people lose the group", "and 100 more, which the table (-f csv) has",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// elements counts the elements of the page by name: no name of the tenant makes one.
func elements(t *testing.T, page string) map[string]int {
	t.Helper()
	_, body, _ := strings.Cut(page, "<body>")
	d := xml.NewDecoder(strings.NewReader("<body>" + body))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	counts := map[string]int{}
	for {
		token, err := d.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, is := token.(xml.StartElement); is {
			counts[start.Name.Local]++
			for _, a := range start.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src" {
					t.Errorf("element %s has the attribute %s", start.Name.Local, a.Name.Local)
				}
			}
		}
	}
	return counts
}

func TestNoNameIsMarkupOnThePageOfAWhatIf(t *testing.T) {
	want := elements(t, whatIf(t, "Finance", 3))
	if page := whatIf(t, "a\u202eb", 3); strings.Contains(page, "\u202e") {
		t.Error("a character that turns text around stands on the page")
	}
	for _, name := range reporttest.Hostile() {
		got := elements(t, whatIf(t, name, 3))
		for element, n := range got {
			if n != want[element] {
				t.Errorf("%.40q: %d elements %s, want %d", name, n, element, want[element])
			}
		}
	}
}
