package policies

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestVersionParameters(t *testing.T) {
	c := tiny(t, `parameters: {floor: {type: version, default: 2.5.76.0, description: a floor}}`, applies+findsNone)
	control, _ := c.Control("TST-01")
	p := control.Parameters[0]
	for _, good := range []string{"2.5", "2.5.76.0", "3"} {
		if v, err := p.accept(good); err != nil || v != good {
			t.Errorf("%s is accepted as %v, %v", good, v, err)
		}
	}
	for _, bad := range []any{"2.5.x", "", "latest", 2.5, "1.2.3.4.5"} {
		if _, err := p.accept(bad); err == nil || !strings.Contains(err.Error(), "version such as 2.5.76.0") {
			t.Errorf("%v is refused with %v", bad, err)
		}
	}
	if got := p.schema()["type"]; got != "string" {
		t.Errorf("the schema has type %v", got)
	}
}

// movedNumbers are controls that hold a number of Microsoft's which other documents, or other versions of
// one, give otherwise.
var movedNumbers = map[string][]string{
	"CS-03": {"groups", "memberships"},
	"CS-04": {"below_groups", "below_memberships", "below_people", "groups", "memberships"},
	"CS-05": {"limit"}, "CS-06": {"selectable"}, "CS-07": {"free", "most"}, "CS-24": {"floor"},
	"ENG-09": {"floor"}, "ENG-10": {"floor", "from"}, "ENG-38": {"floor"}, "STR-11": {"version"},
}

// A number that was moved is a parameter and says which document it is from.
func TestMovedNumbersAreParametersWithARevision(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	dated := regexp.MustCompile(`\b(?:\d\d/)?\d\d/20\d\d\b`)
	got := map[string][]string{}
	for _, control := range c.Controls() {
		for _, p := range control.Parameters {
			if p.Revision == "" {
				continue
			}
			got[control.ID] = append(got[control.ID], p.Name)
			if !dated.MatchString(p.Revision) {
				t.Errorf("%s: the revision of %s has no date: %s", control.ID, p.Name, p.Revision)
			}
		}
	}
	if diff := cmp.Diff(movedNumbers, got); diff != "" {
		t.Errorf("parameters with a revision (-want +got):\n%s", diff)
	}
}

func TestARevisionIsAText(t *testing.T) {
	const head = `parameters: {floor: {type: version, default: 2.5.76.0, description: a floor, revision: `
	control, _ := tiny(t, head+`the manual of 08/2026}}`, applies+findsNone).Control("TST-01")
	if got := control.Parameters[0].Revision; got != "the manual of 08/2026" {
		t.Errorf("the revision is %q", got)
	}
	for _, bad := range []string{`7}}`, `""}}`, `" "}}`} {
		if _, err := LoadFS(tinyFS("group", head+bad, applies+findsNone)); err == nil || !strings.Contains(err.Error(), "revision is") {
			t.Errorf("revision: %s is refused with %v", bad, err)
		}
	}
}
