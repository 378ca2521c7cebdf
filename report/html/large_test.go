package html_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// largeGroups is how many groups of the calm stream have 50,000 findings.
const largeGroups = 71_000

// mostPage is what a page of 50,000 findings may take.
const mostPage = 15_000_000

// Fifty thousand findings are worked with as a few are: by search, filters, order, grouping, links, keys, print
// and theme, without a word on the console and without a request.
func TestALargePageIsWorkedWith(t *testing.T) {
	if testing.Short() {
		t.Skip("a page of 50,000 findings")
	}
	records := reporttest.Demo(largeGroups)
	var counts report.Counts
	var last *report.Finding
	for _, r := range records {
		counts.Add(r)
		if r.Finding != nil {
			last = r.Finding
		}
	}
	total := counts.Findings.Total()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, render(t, records), 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || total < 50_000 || info.Size() > mostPage {
		t.Fatalf("%d findings take %d bytes (%v), want 50,000 in %d at most", total, info.Size(), err, mostPage)
	}
	b := openFile(t, file, "#findings")
	b.eventually(t, shown, report.Thousands(total)+" findings")
	b.eventually(t, `document.querySelectorAll("#findings .row").length < 80`, "true")

	b.choose(t, "#findings [name=severity]", "critical")
	b.eventually(t, shown, fmt.Sprintf("%s of %s findings", report.Thousands(counts.Findings.Critical), report.Thousands(total)))
	b.do(t, chromedp.SendKeys("#findings [name=q]", "sales east 119"))
	b.eventually(t, `[...document.querySelectorAll("#findings .row")].every(r => r.textContent.includes("Sales East 119"))`, "true")
	b.eventually(t, "location.hash.includes('severity=critical') && location.hash.includes('q=sales')", "true")
	b.text(t, `location.hash = "findings?by=control&sort=-target"`)
	b.eventually(t, `document.querySelectorAll("#findings .heading.row").length`, fmt.Sprint(found(&counts)))
	b.text(t, `document.querySelector("#findings .heading.row").click()`)
	b.eventually(t, `document.querySelector("#findings .grid").getAttribute("aria-rowcount") > 1000`, "true")
	b.text(t, "history.back()")
	b.eventually(t, "document.querySelector('#findings [name=severity]').value", "critical")

	b.text(t, `location.hash = "findings?sort=-target"`)
	b.eventually(t, `document.querySelector("#findings [aria-sort=descending]").textContent.includes("Target")`, "true")
	b.text(t, `document.querySelector("#findings .row[tabindex='0']").focus()`)
	b.do(t, chromedp.KeyEvent(kb.End))
	b.eventually(t, `document.activeElement.getAttribute("aria-rowindex")`, fmt.Sprint(total+1))

	b.text(t, fmt.Sprintf("location.hash = %q", "finding/"+last.Fingerprint))
	b.eventually(t, `document.querySelector("#detail").open`, "true")
	b.eventually(t, `document.querySelector("#detail-title").textContent`, last.Target.Name)
	b.do(t, chromedp.KeyEvent(kb.Escape))
	b.text(t, `document.querySelector(".theme").click(), document.querySelector(".theme").click()`)
	b.eventually(t, `document.documentElement.dataset.theme + getComputedStyle(document.body).backgroundColor`, "darkrgb(20, 24, 29)")
	pdf, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{})
	if err != nil || !bytes.HasPrefix(pdf.Data, []byte("%PDF")) {
		t.Errorf("printing gives %.8q (%v)", pdf.Data, err)
	}
	b.eventually(t, `document.querySelectorAll(".printed").length`, "0")
	b.quiet(t)
}

// found counts controls with findings.
func found(counts *report.Counts) int {
	n := 0
	for _, c := range counts.Controls {
		if c.Findings.Total() > 0 {
			n++
		}
	}
	return n
}

// Rows wait outside of memory: what writing a page takes does not grow with its findings.
func TestWritingAPageHoldsNoFindings(t *testing.T) {
	held := func(groups int) uint64 {
		records := reporttest.Demo(groups)
		h, err := html.New(&strings.Builder{}, html.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for _, r := range records {
			if err := h.Handle(r); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		h.Discard()
		runtime.KeepAlive(records)
		return max(after.HeapAlloc, before.HeapAlloc) - before.HeapAlloc
	}
	few, many := held(500), held(20_000)
	if many > few+2<<20 {
		t.Errorf("500 groups are held in %d bytes, 20,000 in %d", few, many)
	}
}

// BenchmarkFirstFilter opens a page of 50,000 findings and filters it. Budget: 2 s from opening to the answer.
func BenchmarkFirstFilter(b *testing.B) {
	file := filepath.Join(b.TempDir(), "report.html")
	text := render(b, reporttest.Demo(largeGroups))
	if err := os.WriteFile(file, text, 0o600); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(text))/1e6, "MB")
	started := startBrowser(b)
	if _, err := chromedp.Call(started.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
		b.Fatal(err)
	}
	for n := 0; b.Loop(); n++ {
		started.openPage(b, fmt.Sprintf("%s?%d", file, n), "#findings") // another address, or it would not be read anew
		started.choose(b, "#findings [name=severity]", "critical")
		started.eventually(b, shown+`.includes(" of ")`, "true")
	}
	// What the machine does beside does not count: time of the page's thread since it was last navigated.
	metrics, err := chromedp.Call(started.ctx, performance.GetMetrics, chromedp.Void{})
	if err != nil {
		b.Fatal(err)
	}
	for _, m := range metrics.Metrics {
		if m.Name == "TaskDuration" {
			b.ReportMetric(m.Value*1000, "cpu-ms")
		}
	}
}
