package policies

import (
	"os"
	"testing"
)

func TestTinyControlIsTestedWithFullCoverage(t *testing.T) {
	c, err := LoadFS(os.DirFS("testdata/tiny"))
	if err != nil {
		t.Fatal(err)
	}
	results, err := c.Test(t.Context(), TestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(results.Tests) != 4 || !results.Passed() {
		t.Errorf("expected 4 passing tests and full coverage: %+v", results)
	}
}
