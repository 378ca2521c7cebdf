package html_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/wbaudit/wbaudit/report/reporttest"
)

func TestPagePrintsEveryPart(t *testing.T) {
	b := open(t, reporttest.Demo(40), "")
	b.text(t, `dispatchEvent(new Event("beforeprint"))`)
	b.eventually(t, `document.querySelectorAll("#findings .printed tbody tr").length + " findings"`, "26 findings")
	b.eventually(t, `document.querySelectorAll("#groups .printed tbody tr").length`, "40")
	b.eventually(t, `[...document.querySelectorAll("#controls tr.found details")].every(d => d.open)`, "true")
	b.text(t, `dispatchEvent(new Event("afterprint"))`)
	b.eventually(t, `document.querySelectorAll(".printed, #controls details[open]").length`, "0")
	b.quiet(t)
}

func TestPrintedListSaysWhatWasChosen(t *testing.T) {
	b := open(t, reporttest.Demo(40), "#findings?q=Project&severity=high")
	b.eventually(t, shown+`.includes(" of 26 findings")`, "true")
	b.text(t, `dispatchEvent(new Event("beforeprint"))`)
	b.eventually(t, `document.querySelector("#findings .chosen").textContent.replace(/\(\d+\)/, "(n)")`, "Search: Project; Severity: high (n)")
	b.eventually(t, `document.querySelectorAll(".chosen").length`, "1")
	b.text(t, `dispatchEvent(new Event("afterprint"))`)
	b.eventually(t, `document.querySelectorAll(".chosen").length`, "0")
	b.quiet(t)
}

// What is printed of one group starts with its name and ends with the decision, wherever it was scrolled to.
func TestADetailIsPrintedWhole(t *testing.T) {
	records := nested()
	b := open(t, records, "#group/"+keyOf(records, 1))
	b.eventually(t, `document.getElementById("detail").open`, "true")
	b.text(t, `document.getElementById("detail").scrollTop = 500`)
	text := printed(t, b)
	at := -1
	for _, want := range []string{records[indexOfGroup(records, 1)].Group.Target.Name, keyOf(records, 1), "Both sides", "Where a membership holds", "Nesting", "Why it should or should not be written"} {
		next := bytes.Index(text, []byte(want))
		if next <= at {
			t.Errorf("%q is not printed after what stands before it", want)
		}
		at = next
	}
}

// The first page holds the overview, and what is said of a control stands on one page, beside its counts.
func TestPagesAreFullAndRowsAreNotSplit(t *testing.T) {
	records := reporttest.Demo(40)
	for i, r := range records {
		if r.Control != nil {
			c := *r.Control
			c.Description = c.ID + " begins. " + strings.Repeat("Access in the directory then differs from what the cloud group grants. ", 9)
			c.Remediation = strings.Repeat("Correct the setting of the group in Entra ID, then let the engine run once. ", 4) + c.ID + " ends."
			records[i].Control = &c
		}
	}
	pages := bytes.Split(printed(t, open(t, records, "")), []byte("\f"))
	for _, want := range []string{"Not everything was evaluated", "Overview", "How much could be judged"} {
		if !bytes.Contains(pages[0], []byte(want)) {
			t.Errorf("the first page does not hold %q", want)
		}
	}
	whole := 0
	for n, text := range pages {
		for _, r := range records {
			if r.Control == nil {
				continue
			}
			begins, ends := bytes.Contains(text, []byte(r.Control.ID+" begins.")), bytes.Contains(text, []byte(r.Control.ID+" ends."))
			if begins != ends {
				t.Errorf("%s is split at page %d", r.Control.ID, n+1)
			}
			if begins && ends {
				whole++
			}
		}
	}
	if whole < 5 {
		t.Errorf("%d controls are printed with what to do, want all with findings", whole)
	}
}

// printed is the text of what a reader prints, a form feed behind each page.
func printed(t *testing.T, b *browser) []byte {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		reporttest.Missing(t, "pdftotext of Debian's package poppler-utils")
	}
	pdf, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, pdf.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return text
}
