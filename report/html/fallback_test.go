package html_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// A browser that lacks what the script needs shows what needs no script, and says what is missing.
func TestWithoutWhatTheScriptNeedsThePageSaysSo(t *testing.T) {
	text := bytes.Replace(render(t, reporttest.Demo(20)), []byte(`id="packed-findings">`), []byte(`id="packed-findings">!`), 1)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	b.do(t, chromedp.Navigate("file://"+file))
	b.eventually(t, `document.querySelector("#findings .mount").textContent.startsWith("This list could not be shown")`, "true")
	b.eventually(t, `document.querySelectorAll(".part[hidden]").length`, "0")
}

func TestAPageOfNothingOpens(t *testing.T) {
	for name, records := range map[string][]report.Record{"no record": nil, "no finding": {{Run: &report.Run{Format: report.Format}}}} {
		b := open(t, records, "#findings")
		b.eventually(t, shown, "0 findings")
		b.visit(t, "groups?by=kind&sort=-missing")
		b.eventually(t, `document.querySelector("#groups .empty").textContent`, "No groups.")
		b.text(t, `location.hash = "group/c:%E0%A4%A"`)
		b.eventually(t, `document.querySelector("#detail-title").textContent`, "Group not on this page")
		b.text(t, `dispatchEvent(new Event("beforeprint"))`)
		b.quiet(t)
		if t.Failed() {
			t.Log(name)
		}
	}
}

func TestWithoutJavaScriptSummaryChartsAndControlsAreSeen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, render(t, nested()), 0o600); err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.do(t, chromedp.Navigate("file://"+file))
	for _, seen := range []string{".tiles .critical", "#overview .chart rect", "#findings noscript p", "#groups noscript p", "#differences noscript p", "#controls tbody tr", "#notevaluated tbody tr", "#provenance dl"} {
		if got := b.text(t, fmt.Sprintf(`(e => e !== null && e.getBoundingClientRect().height > 0)(document.querySelector(%q))`, seen)); got != "true" {
			t.Errorf("%s is not seen", seen)
		}
	}
	if ready := b.text(t, "document.documentElement.dataset.ready"); ready != "undefined" {
		t.Error("the script ran")
	}
	b.quiet(t)
}
