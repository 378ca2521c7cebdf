package whatif_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

// without copies a story's export and takes a property out of all its groups.
func without(t *testing.T, story, property string) *diff.Facts {
	t.Helper()
	export := t.TempDir()
	if err := os.CopyFS(export, os.DirFS(filepath.Join("..", "..", "samples", story, "export"))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(export, "cloud", "groups.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list map[string]any
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	for _, g := range list["value"].([]any) {
		delete(g.(map[string]any), property)
	}
	if text, err = json.Marshal(list); err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return load(t, export)
}

// ownChanges are assumptions about each single group of the facts.
func ownChanges(f *diff.Facts, is diff.GroupAssumption) diff.Assumption {
	groups := map[snapshot.GUID]diff.GroupAssumption{}
	for i := range f.Len() {
		if id := f.Footing(i).CloudID; !id.IsZero() {
			groups[id] = is
		}
	}
	return diff.Assumption{Groups: groups}
}

func TestWhatWasNotReadHidesNoChange(t *testing.T) {
	yes, no := true, false
	for _, story := range []string{"contoso", "fineart", "lamna"} {
		read := load(t, filepath.Join("..", "..", "samples", story, "export"))
		assumptions := map[string]diff.Assumption{
			"all groups off": ownChanges(read, diff.GroupAssumption{IsEnabled: &no}), "all groups on": ownChanges(read, diff.GroupAssumption{IsEnabled: &yes}),
			"all of another type": ownChanges(read, diff.GroupAssumption{Type: diff.UniversalDistribution}),
			"all for security":    ownChanges(read, diff.GroupAssumption{Type: diff.UniversalSecurity}),
			"a small limit of V2": {Limits: diff.MemberLimits{V2M365: 3, V2Security: 3}}, "of V1": {Limits: diff.MemberLimits{V1: 3}},
			"of cloud sync": {Limits: diff.MemberLimits{CloudSync: 3}}, "the default false": {Setting: &no}, "the default true": {Setting: &yes},
			"V2 off": {V2: diff.Off}, "V1 off": {V1: diff.Off}, "Connect off": {V1: diff.Off, V2: diff.Off}, "cloud sync off": {CloudSync: diff.Off}, "V2 on": {V2: diff.On},
		}
		for _, property := range []string{"groupTypes", "securityEnabled", "mailEnabled", "onPremisesSyncEnabled", "writebackConfiguration"} {
			blind := without(t, story, property)
			for claim, a := range assumptions {
				seen := map[string]whatif.Outcome{}
				effects, _ := compare(t, blind, a)
				for _, e := range effects {
					seen[e.Key] = e.Outcome
				}
				effects, _ = compare(t, read, a)
				for _, e := range effects {
					if got := seen[e.Key]; e.Outcome != whatif.Unchanged && got != e.Outcome && got != whatif.Undecided {
						t.Errorf("%s without %s, %s: %s is %q, and %s with everything read", story, property, claim, e.Name, got, e.Outcome)
					}
				}
			}
		}
	}
}
