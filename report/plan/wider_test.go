package plan_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
)

// What a plan says that more words would add is what a plan with these words has more.
func TestWordsAddWhatThePlanSaysThatTheyWould(t *testing.T) {
	streams, err := filepath.Glob("../../samples/*/findings.jsonl")
	if err != nil || len(streams) == 0 {
		t.Fatalf("%d streams, %v", len(streams), err)
	}
	told := 0
	for _, path := range streams {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		from := func(o plan.Options) *plan.Plan {
			o.Format, o.Limit = plan.Text, 10000
			p := plan.New(io.Discard, o)
			if err := report.Read(context.Background(), bytes.NewReader(text), p); err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			return p.Plan()
		}
		plain := from(plan.Options{})
		for _, w := range plain.Words {
			told++
			more := from(plan.Options{Irreversible: w.Word == "--irreversible", MoreThanHalf: w.Word == "--more-than-half"})
			if got := counted(more) - counted(plain); got != w.Steps {
				t.Errorf("%s: %q adds %d steps, the plan said %d", path, w.Word, got, w.Steps)
			}
			if got := more.Counts.Planned - plain.Counts.Planned; got != w.Findings {
				t.Errorf("%s: %q answers %d findings more, the plan said %d", path, w.Word, got, w.Findings)
			}
		}
		for _, i := range plain.Refused {
			if strings.Contains(i.Text, "add --") && !strings.Contains(i.Text, " would add ") {
				t.Errorf("%s: %s does not say how many steps the word would add: %s", path, i.Control, i.Text)
			}
		}
	}
	if told == 0 {
		t.Error("no story needs a word")
	}
}

// counted counts steps as the limit does.
func counted(p *plan.Plan) int {
	n := 0
	for _, s := range p.Steps {
		n += max(1, len(s.Emptied))
	}
	return n
}
