package policies

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNewControlPassesItsTestsAtOnceAndFailsWhenEdited(t *testing.T) {
	for _, row := range []struct {
		kind             Kind
		old, edited, why string
	}{
		{KindGroup, "description_runes < input", "description_runes > input", "test_short_description_is_reported"},
		{KindTenant, "totals.written > input", "totals.written >= input", "test_as_many_groups_as_intended_are_satisfied"},
	} {
		t.Run(string(row.kind), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "new")
			paths, err := NewControl(dir, "OWN-07", row.kind)
			if err != nil || len(paths) != 2 {
				t.Fatal(paths, err)
			}
			results, err := opened(t, dir, Sandbox{}).Test(t.Context(), TestOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if len(results.Tests) < 5 || !results.Passed() {
				t.Errorf("results %+v", results)
			}
			text, err := os.ReadFile(paths[0])
			if err != nil || !strings.Contains(string(text), row.old) || !strings.Contains(string(text), "id: OWN-07") {
				t.Fatal(string(text), err)
			}
			if err := os.WriteFile(paths[0], []byte(strings.Replace(string(text), row.old, row.edited, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
			results, err = opened(t, dir, Sandbox{}).Test(t.Context(), TestOptions{})
			if err != nil {
				t.Fatal(err)
			}
			failed := ""
			for _, r := range results.Tests {
				if !r.Pass && strings.HasPrefix(r.Reason, "line ") {
					failed += r.Name + " "
				}
			}
			if !strings.Contains(failed, row.why) {
				t.Errorf("failed: %s, expected %s", failed, row.why)
			}
		})
	}
}

func TestNewControlIsRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := NewControl(dir, "OWN-01", KindGroup); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		claim, id string
		kind      Kind
		want      string
	}{
		{"id of a built-in control", "DIF-06", KindGroup, "the prefix DIF is kept for built-in controls"},
		{"id that a built-in control may have", "WVR-99", KindTenant, "the prefix WVR is kept"},
		{"id of another form", "own-1", KindGroup, `"own-1" is not an id`},
		{"id used by another kind", "OWN-01", KindTenant, "id OWN-01 is already that of"},
		{"unknown kind", "OWN-02", KindChange, `kind "change" is not known: allowed are group, tenant`},
		{"path for an id", "../OWN-01", KindGroup, "is not an id"},
	} {
		t.Run(row.claim, func(t *testing.T) {
			if _, err := NewControl(dir, row.id, row.kind); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("error %v, expected %q", err, row.want)
			}
		})
	}
	if err := os.MkdirAll(filepath.Join(dir, "controls", "group", "own_03"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := NewControl(dir, "OWN-03", KindGroup); err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Errorf("a folder that exists: error %v", err)
	}
}
