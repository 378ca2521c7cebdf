package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestDriftOfOneAttribute(t *testing.T) {
	name, description, mail := &driftAttributes[0], &driftAttributes[1], &driftAttributes[2]
	long := strings.Repeat("x", 600)
	composed, decomposed := strings.Repeat("\u00e9", 600), strings.Repeat("e\u0301", 600)
	emoji := strings.Repeat("x", 447) + "😀"
	for _, c := range []struct {
		name             string
		attribute        *driftAttribute
		cloud, directory string
		want             string
	}{
		{"equal texts do not differ", name, "Sales", "Sales", ""},
		{"case differs", name, "Sales", "sales", DriftChanged},
		{"unset, empty and blank are equal", description, "", "  ", ""},
		{"set in the cloud only is missing", description, "text", "", DriftMissing},
		{"set in the directory only is extra", description, "", "text", DriftExtra},
		{"line ends are equal", description, "a\r\nb", "a\nb", ""},
		{"a line more differs", description, "a\nb", "a\n\nb", DriftChanged},
		{"composed and decomposed letters are equal", name, "Caf\u00e9", "Cafe\u0301", ""},
		{"blanks around do not count", description, " text ", "text", ""},
		{"a description is cut at 448", description, long, long[:448], ""},
		{"one cut at 447 differs", description, long, long[:447], DriftChanged},
		{"blanks go before the cut", description, "  " + long, long[:448], ""},
		{"a pair of surrogates is not halved", description, emoji + "tail", emoji[:447], ""},
		{"a text normalised after the cut is equal", description, decomposed, composed[:2*224], ""},
		{"a text normalised before the cut is equal", description, decomposed, composed[:2*448], ""},
		{"a display name is cut at 256", name, long, long[:256], ""},
		{"what differs behind the cut does not count", description, long[:448] + "a", long[:448] + "b", ""},
		{"mail has no case", mail, "Sales@contoso.com", "sales@CONTOSO.com", ""},
		{"another mail differs", mail, "sales@contoso.com", "sales@fabrikam.com", DriftChanged},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.attribute.differ(c.cloud, c.directory); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDrift(t *testing.T) {
	mailed := func(g *snapshot.CloudGroup) { g.Mail = new("a@contoso.com") }
	other := func(g *snapshot.DirectoryGroup) { g.Mail, g.Description = new("b@contoso.com"), new("old") }
	for _, c := range []struct {
		name        string
		kind        func() *snapshot.CloudGroup
		typ         string
		change      func(*scene)
		want        []Drift
		notCompared []string
	}{
		{"a distribution copy is compared in full", m365, "", nil, []Drift{{"description", DriftExtra}, {"mail", DriftChanged}}, []string{}},
		{"what mail a security copy has is not documented", m365, "universalSecurityGroup", nil, []Drift{{"description", DriftExtra}}, []string{}},
		{"without Exchange no mail is written", m365, "", func(s *scene) { s.facts.ExchangeSchema = new(false) }, []Drift{{"description", DriftExtra}}, []string{}},
		{"with an unread schema mail is not compared", m365, "", func(s *scene) { s.facts.ExchangeSchema = nil },
			[]Drift{{"description", DriftExtra}}, []string{"mail"}},
		{"what one side did not collect is named", m365, "", func(s *scene) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"admindescription", "mail"} })
		}, []Drift{{"mail", DriftChanged}}, []string{"description", "displayName"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.copyOf(101, s.cloud(1, c.kind, enabled(c.typ), mailed), other)
			if c.change != nil {
				c.change(s)
			}
			got := s.subject(ofCloud(guid(1)))
			if d := cmp.Diff(c.want, got.Directory.Drift); d != "" {
				t.Errorf("drift (-want +got)\n%s", d)
			}
			if d := cmp.Diff(c.notCompared, got.Directory.NotCompared); d != "" {
				t.Errorf("not compared (-want +got)\n%s", d)
			}
			var values []Drift
			for _, v := range got.Details.Directory.Drift {
				values = append(values, Drift{v.Attribute, v.Kind})
			}
			if d := cmp.Diff(got.Directory.Drift, values); d != "" {
				t.Errorf("details disagree (-facts +details)\n%s", d)
			}
		})
	}
}

// Where no copy has mail, Exchange writes none, which only shows where it was asked for.
func TestMailThatNoCopyHasIsComparedOnlyWhereItWasAskedFor(t *testing.T) {
	for _, c := range []struct {
		name        string
		asked       []string
		notCompared []string
	}{
		{"asked for", []string{"admindescription", "description", "displayname", "mail"}, []string{}},
		{"not asked for", []string{"admindescription", "description", "displayname"}, []string{"mail"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.copyOf(101, s.cloud(1, m365, enabled(""), func(g *snapshot.CloudGroup) { g.Mail = new("a@contoso.com") }))
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = c.asked })
			if d := cmp.Diff(c.notCompared, s.subject(ofCloud(guid(1))).Directory.NotCompared); d != "" {
				t.Errorf("not compared (-want +got)\n%s", d)
			}
		})
	}
}
