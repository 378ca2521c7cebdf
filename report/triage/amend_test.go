package triage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/report/triage"
)

// FuzzAmend renews the first waiver of any file and adds one: either that is refused, or the others are
// as they were and in their order.
func FuzzAmend(f *testing.F) {
	f.Add("waivers:\n  - control: CFG-01\n    target: tenant\n    reason: |\n      a\n      # no comment\n    owner: o\n# end\n")
	f.Add("waivers:\n- {control: CFG-01, target: tenant, reason: a, owner: o}\n- control: CFG-02\n  target: tenant\n  reason: \"a\n    b\"\n  owner: o\n")
	f.Add("# c\nwaivers:\r\n  - control: CFG-01\r\n    target: tenant\r\n    reason: r\r\n    owner: o\r\n\r\n  - control: CFG-02\r\n    name: Project *\r\n    reason: r\r\n    owner: o")
	last := time.Date(2027, 1, 31, 23, 59, 59, 0, time.UTC)
	w := &triage.Waiver{Control: "DIF-01", Target: "tenant", Reason: "new: #1", Owner: "o", Expires: &last}
	f.Fuzz(func(t *testing.T, text string) {
		before, err := triage.Read(strings.NewReader(text), "w.yaml")
		if err != nil || len(before.Waivers) == 0 {
			return
		}
		got, err := triage.Amend([]byte(text), "w.yaml", map[int]*triage.Waiver{0: w}, []*triage.Waiver{w})
		if err != nil {
			return
		}
		after, err := triage.Read(strings.NewReader(string(got)), "w.yaml")
		if err != nil || len(after.Waivers) != len(before.Waivers)+1 {
			t.Fatalf("%q becomes %q (%v)", text, got, err)
		}
		for i := range before.Waivers[1:] {
			if b, a := before.Waivers[i+1], after.Waivers[i+1]; b.Control != a.Control || b.Target != a.Target || b.Name != a.Name || b.Reason != a.Reason {
				t.Errorf("%q becomes %q", text, got)
			}
		}
		if a := after.Waivers[0]; a.Reason != w.Reason || a.Control != w.Control {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}
