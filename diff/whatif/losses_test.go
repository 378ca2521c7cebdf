package whatif_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

// strayed is contoso's export, in whose directory Office Move, a copy that V1 wrote and V2 does not, has more
// members than its cloud group.
func strayed(t *testing.T, members ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "export")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "samples", "contoso", "export"))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "directory", "ou.ldif")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const name = "sAMAccountName: $2N9XJQ-A246YS9R912F\n"
	changed := strings.Replace(string(text), name, name+strings.Join(members, ""), 1)
	if changed == string(text) && len(members) > 0 {
		t.Fatal("the story has no such copy any more")
	}
	if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func effectOn(t *testing.T, effects []*whatif.Effect, name string) *whatif.Effect {
	t.Helper()
	for _, e := range effects {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("nothing becomes of %s", name)
	return nil
}

const (
	known   = "member: CN=Ada Abt (user000),OU=People,DC=corp,DC=contoso,DC=com\n"
	foreign = "member: CN=S-1-5-21-1-2-3-4,CN=ForeignSecurityPrincipals,DC=corp,DC=contoso,DC=com\n"
	unseen  = "member: CN=Contractor,OU=Elsewhere,DC=corp,DC=contoso,DC=com\n"
)

// TestWhoeverIsOnlyInTheFrozenCopyLosesItOnceItIsUpdated holds the losers of a copy that an engine takes up again.
func TestWhoeverIsOnlyInTheFrozenCopyLosesItOnceItIsUpdated(t *testing.T) {
	for _, c := range []struct {
		claim   string
		members []string
		loss    whatif.Loss
		people  []string
		text    string
		whole   bool
	}{
		{"nobody strayed", nil, "", nil, "the copy that nobody updates now would be updated again", true},
		{"an account without record strayed", []string{unseen}, whatif.LosesGroup, []string{"Contractor"},
			"the copy that nobody updates now would be updated again; of its 7 members 1 would be dropped", false},
		{"somebody of the cloud strayed", []string{known}, whatif.LosesGroup, []string{"Ada Abt"},
			"the copy that nobody updates now would be updated again; of its 7 members 1 would be dropped", true},
		{"somebody of another forest strayed", []string{foreign}, whatif.LosesGroup, []string{"S-1-5-21-1-2-3-4"},
			"the copy that nobody updates now would be updated again; of its 7 members 1 would be dropped", false},
	} {
		t.Run(c.claim, func(t *testing.T) {
			effects, totals := compare(t, load(t, strayed(t, c.members...)), diff.Assumption{V2: diff.Off})
			e := effectOn(t, effects, "Office Move")
			var people []string
			for _, p := range e.People {
				people = append(people, p.Name)
			}
			if d := cmp.Diff(c.people, people); d != "" {
				t.Errorf("people who lose the group (-want +got):\n%s", d)
			}
			if e.Outcome != whatif.Resumes || e.Loss != c.loss || e.Text != c.text || e.PeopleWhole != c.whole || !strings.Contains(e.Source, "S2") {
				t.Errorf("%+v", e)
			}
			if totals.PeopleLosingGroup != len(c.people) {
				t.Errorf("%d people lose a group, want %d", totals.PeopleLosingGroup, len(c.people))
			}
		})
	}
}
