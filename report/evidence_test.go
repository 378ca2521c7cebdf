package report_test

import (
	"encoding/json"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestEvidenceText(t *testing.T) {
	direct := map[string]any{"share": 0.25, "count": 3, "attribute": "group_type", "settling": true, "kinds": []string{"<a>", "b"}, "none": nil}
	replayed := map[string]any{"share": json.Number("0.25"), "count": json.Number("3"), "attribute": "group_type", "settling": true, "kinds": []any{"<a>", "b"}, "none": nil}
	const want = `attribute=group_type; count=3; kinds=["<a>","b"]; none=null; settling=true; share=0.25`
	if got := report.EvidenceText(direct); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := report.EvidenceText(replayed); got != want {
		t.Errorf("replayed: got %s, want %s", got, want)
	}
	if got := report.EvidenceText(nil); got != "" {
		t.Errorf("no evidence gives %q", got)
	}
}
