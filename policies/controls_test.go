package policies

import "testing"

func TestBuiltInControlsLoad(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	results, err := c.Test(t.Context(), TestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results.Tests {
		if !r.Pass {
			t.Errorf("%s:%d: %s: %s", r.File, r.Line, r.Name, r.Reason)
		}
	}
	for _, c := range results.Coverage {
		if len(c.Missing) > 0 {
			t.Errorf("%s: no test reaches lines %v", c.File, c.Missing)
		}
	}
}
