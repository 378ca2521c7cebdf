package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// The document holds the lines of the stream, no more and no less, and byte for byte.
func TestTheDocumentHoldsEveryLineOfTheStream(t *testing.T) {
	for seed := range uint64(30) {
		records := reporttest.Random(seed, int(seed)%6)
		var stream, document bytes.Buffer
		reporttest.Feed(t, report.NewEncoder(&stream), records)
		reporttest.Feed(t, report.NewDocument(&document), records)
		want := map[string][]string{}
		for line := range bytes.Lines(stream.Bytes()) {
			var record map[string]json.RawMessage
			if err := json.Unmarshal(line, &record); err != nil {
				t.Fatal(err)
			}
			for kind, value := range record {
				want[kind] = append(want[kind], string(value))
			}
		}
		delete(want, "end") // a JSON document shows itself where it ends
		var whole struct {
			Run       json.RawMessage
			Controls  []json.RawMessage
			Findings  []json.RawMessage
			Groups    []json.RawMessage
			Changes   []json.RawMessage
			Readiness []json.RawMessage
			Waves     []json.RawMessage
			Verdicts  []json.RawMessage
			Absent    []json.RawMessage
			Summaries []json.RawMessage
		}
		if err := json.Unmarshal(document.Bytes(), &whole); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		got := map[string][]string{"run": {string(whole.Run)}}
		for kind, values := range map[string][]json.RawMessage{
			"control": whole.Controls, "finding": whole.Findings, "group": whole.Groups, "change": whole.Changes,
			"readiness": whole.Readiness, "wave": whole.Waves, "verdict": whole.Verdicts, "absent": whole.Absent, "summary": whole.Summaries,
		} {
			for _, v := range values {
				got[kind] = append(got[kind], string(v))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		want string
	}{{"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"äöü", 3, "äöü"}, {"äöüß", 3, "äö…"}, {"😀😀", 1, "…"}} {
		if got := report.Cut(tt.text, tt.n); got != tt.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
}
