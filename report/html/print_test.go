package html_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
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
	if _, err := exec.LookPath("pdftotext"); err != nil {
		reporttest.Missing(t, "pdftotext of Debian's package poppler-utils")
	}
	records := nested()
	b := open(t, records, "#group/"+keyOf(records, 1))
	b.eventually(t, `document.getElementById("detail").open`, "true")
	b.text(t, `document.getElementById("detail").scrollTop = 500`)
	pdf, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "group.pdf")
	if err := os.WriteFile(file, pdf.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, want := range []string{records[indexOfGroup(records, 1)].Group.Target.Name, keyOf(records, 1), "Both sides", "Where a membership holds", "Nesting", "Why it should or should not be written"} {
		next := bytes.Index(text, []byte(want))
		if next <= at {
			t.Errorf("%q is not printed after what stands before it", want)
		}
		at = next
	}
}
