package samples_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// decidedByThemselves are controls that need no other group than the one they judge, or know where
// another one was not read.
var decidedByThemselves = []string{
	"CFG-01", "CFG-12", "CFG-19", "DIF-01", "DIF-02", "DIF-06", "DIF-23", "DIF-24", "DIF-26", "DIF-28", "DIF-33", "DIF-34",
}

// spokenFor are controls of groups that are silent where one finding of the tenant speaks for all.
var spokenFor = map[string]string{"DIF-06": "ENG-13"}

// breakGroups edits the list of cloud groups of a story's export and returns the export and the ids
// that can still be read.
func breakGroups(t *testing.T, story string, edit func(body map[string]any, groups []any)) (string, map[string]bool) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "export")
	must(t, os.CopyFS(dir, os.DirFS(filepath.Join(story, "export"))))
	path := filepath.Join(dir, "cloud", "groups.json")
	text, err := os.ReadFile(path)
	must(t, err)
	var body map[string]any
	must(t, json.Unmarshal(text, &body))
	groups, ok := body["value"].([]any)
	if !ok {
		t.Fatalf("%s is no page of groups", path)
	}
	edit(body, groups)
	text, err = json.Marshal(body)
	must(t, err)
	must(t, os.WriteFile(path, text, 0o600))
	read := map[string]bool{}
	for _, g := range body["value"].([]any) {
		read[g.(map[string]any)["id"].(string)] = true
	}
	return dir, read
}

// findingsOf returns the findings of a stream by fingerprint, and its counts.
func findingsOf(t *testing.T, stream []byte) (map[string]*report.Finding, *report.Counts) {
	t.Helper()
	var counts report.Counts
	found := map[string]*report.Finding{}
	h := reportHandler(func(r report.Record) {
		counts.Add(r)
		if r.Finding != nil {
			found[r.Finding.Fingerprint] = r.Finding
		}
	})
	must(t, report.Read(t.Context(), bytes.NewReader(stream), h))
	return found, &counts
}

func TestAGroupThatWasNotReadSilencesNoOther(t *testing.T) {
	breaks := map[string]func(map[string]any, []any){
		"a bad id": func(_ map[string]any, groups []any) { groups[3].(map[string]any)["id"] = "not-a-guid" },
		"half the pages": func(body map[string]any, groups []any) {
			body["value"] = groups[:len(groups)/2]
			body["@odata.nextLink"] = "https://graph.microsoft.com/beta/groups?$skiptoken=x"
		},
	}
	for _, story := range []string{"contoso", "alpine", "litware", "relecloud", "woodgrove"} {
		whole, _ := findingsOf(t, audit(t, filepath.Join(story, "export"), diff.DefaultChoices()))
		for name, edit := range breaks {
			t.Run(story+"/"+name, func(t *testing.T) {
				dir, read := breakGroups(t, story, edit)
				less, counts := findingsOf(t, audit(t, dir, diff.DefaultChoices()))
				silenced(t, whole, less, counts, read)
				invented(t, whole, less, read)
			})
		}
	}
}

// silenced reports findings on groups that were read and are neither there nor owned up to.
func silenced(t *testing.T, whole, less map[string]*report.Finding, counts *report.Counts, read map[string]bool) {
	t.Helper()
	for print, f := range whole {
		if less[print] != nil || f.Target.Kind == report.TargetGroup && !read[f.Target.ID] {
			continue
		}
		switch own := f.Target.Kind == report.TargetGroup && slices.Contains(decidedByThemselves, f.Control); {
		case own:
			t.Errorf("%s of %s is lost, and the group was read", f.Control, f.Target.Name)
		case counts.Control(f.Control).Summary.NotEvaluated == 0 && !movedOn(f, less):
			t.Errorf("%s of %s is lost, and nothing says that it was not evaluated", f.Control, f.Target.Name)
		}
	}
}

// movedOn reports whether the control still finds something of a directory group whose pair fell apart.
func movedOn(f *report.Finding, less map[string]*report.Finding) bool {
	for _, other := range less {
		if other.Control == f.Control && other.Target.Kind == report.TargetDirectoryGroup {
			return true
		}
	}
	return false
}

// invented reports findings that the whole export does not give. What is said of a cloud group that
// was not read is said of its copies, and where the tenant's finding is gone the groups speak.
func invented(t *testing.T, whole, less map[string]*report.Finding, read map[string]bool) {
	t.Helper()
	for print, f := range less {
		if whole[print] != nil {
			continue
		}
		known := false
		for _, other := range whole {
			apart := other.Control == f.Control && other.Target.Kind == report.TargetGroup && !read[other.Target.ID] &&
				f.Target.Kind == report.TargetDirectoryGroup
			known = known || apart || other.Control == spokenFor[f.Control]
		}
		if !known {
			t.Errorf("%s of %s is new, and the whole export does not give it: %s", f.Control, f.Target.Name, f.Message)
		}
	}
}
