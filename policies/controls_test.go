package policies

import (
	"reflect"
	"testing"
)

// What Load leaves out at every start holds, and changes nothing of what is judged.
func TestBuiltInControlsAreProven(t *testing.T) {
	c, err := Prove()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if c.Digest() != loaded.Digest() || !reflect.DeepEqual(c.Records(), loaded.Records()) {
		t.Error("the controls that were loaded are not those that were proven")
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
