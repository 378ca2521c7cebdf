package report_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestFingerprintIsPinned(t *testing.T) {
	// printf 'wbaudit/1\0CFG-01\0group\0id\0' | sha256sum | cut -c1-32
	const want = "753bdbc7c8ed042056ea06da0db672ec"
	if got := report.Fingerprint("CFG-01", "group", "id", ""); got != want {
		t.Errorf("Fingerprint = %q, want %q: waivers are kept by it and would all be lost", got, want)
	}
}

func TestFingerprintTellsTheFieldsApart(t *testing.T) {
	seen := map[string]string{}
	for _, f := range [][4]string{
		{"CFG-01", "group", "a", ""}, {"CFG-02", "group", "a", ""}, {"CFG-01", "member", "a", ""},
		{"CFG-01", "group", "b", ""}, {"CFG-01", "group", "a", "x"}, {"CFG-01", "groupa", "", ""},
		{"CFG-01group", "", "a", ""}, {"CFG-01", "group", "ax", ""},
	} {
		got := report.Fingerprint(f[0], f[1], f[2], f[3])
		if before, ok := seen[got]; ok {
			t.Errorf("%q and %q share the fingerprint %s", f, before, got)
		}
		seen[got] = f[0] + "|" + f[1] + "|" + f[2] + "|" + f[3]
	}
}

func TestEvidenceDigest(t *testing.T) {
	digest := func(expected, actual string, evidence map[string]any) string {
		t.Helper()
		d, err := report.EvidenceDigest(expected, actual, evidence)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	base := digest("a", "b", map[string]any{"count": 1, "share": 0.5})
	for name, same := range map[string]string{
		"order of keys":         digest("a", "b", map[string]any{"share": 0.5, "count": 1}),
		"numbers read as float": digest("a", "b", map[string]any{"share": 0.5, "count": 1.0}),
		"numbers read as text":  digest("a", "b", map[string]any{"share": json.Number("0.5"), "count": json.Number("1")}),
	} {
		if same != base {
			t.Errorf("%s changes the digest", name)
		}
	}
	for name, other := range map[string]string{
		"a count":          digest("a", "b", map[string]any{"count": 2, "share": 0.5}),
		"expected":         digest("x", "b", map[string]any{"count": 1, "share": 0.5}),
		"actual":           digest("a", "x", map[string]any{"count": 1, "share": 0.5}),
		"an attribute":     digest("a", "b", map[string]any{"count": 1, "share": 0.5, "x": nil}),
		"moving the parts": digest("ab", "", map[string]any{"count": 1, "share": 0.5}),
	} {
		if other == base {
			t.Errorf("%s does not change the digest", name)
		}
	}
	if digest("", "", nil) != digest("", "", map[string]any{}) {
		t.Error("nil and empty evidence differ")
	}
	if _, err := report.EvidenceDigest("", "", map[string]any{"x": math.NaN()}); err == nil {
		t.Error("evidence that JSON cannot hold has a digest")
	}
}
