package samples_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// What every report counts as misleading labels is what CFG-25 finds.
func TestMisleadingLabelsAreThoseOfTheFinding(t *testing.T) {
	var seen int
	for name := range stories() {
		var counts report.Counts
		found := 0
		stream, err := os.ReadFile(filepath.Join(name, "findings.jsonl"))
		must(t, err)
		h := reportHandler(func(r report.Record) {
			counts.Add(r)
			if r.Finding != nil && r.Finding.Control == "CFG-25" && r.Finding.Severity != report.SeverityInfo {
				n, err := strconv.Atoi(strings.TrimPrefix(fmt.Sprint(r.Finding.Evidence["groups"]), "at least "))
				if err != nil {
					t.Fatal(err)
				}
				found = n
			}
		})
		if err := report.Read(t.Context(), bytes.NewReader(stream), h); err != nil {
			t.Fatal(err)
		}
		if found == 0 {
			continue // not applicable, or V2 is off and promises are counted by ENG-36
		}
		seen++
		if counts.Misleading != found {
			t.Errorf("%s: %d groups are listed with a label that misleads, CFG-25 counts %d", name, counts.Misleading, found)
		}
	}
	if seen == 0 {
		t.Error("no story has a label that misleads")
	}
}

type reportHandler func(report.Record)

func (f reportHandler) Handle(r report.Record) error { f(r); return nil }
func (reportHandler) Close() error                   { return nil }
