package diff_test

import (
	"slices"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
)

func TestTargetsAreRead(t *testing.T) {
	words := diff.Targets()
	if !slices.IsSorted(words) || len(words) != 4 {
		t.Errorf("targets %v, expected four in order", words)
	}
	for _, word := range words {
		if got, err := diff.ParseTarget(word); err != nil || string(got) != word {
			t.Errorf("%s is read as %q: %v", word, got, err)
		}
	}
	for _, word := range []string{"", "v3", "CloudSync", "soa "} {
		if got, err := diff.ParseTarget(word); err == nil || got != "" {
			t.Errorf("%q is read as the target %q", word, got)
		}
	}
}
