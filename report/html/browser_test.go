package html_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// browser is a headless Chromium that notes everything a page must not do.
type browser struct {
	ctx context.Context

	mu       sync.Mutex
	console  []string
	requests []string
}

// open renders the records and opens the page, or skips where no Chromium is installed.
func open(t *testing.T, records []report.Record, fragment string) *browser {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, render(t, records), 0o600); err != nil {
		t.Fatal(err)
	}
	return openFile(t, file, fragment)
}

// openFile opens a page that is stored already.
func openFile(t *testing.T, file, fragment string) *browser {
	t.Helper()
	b := startBrowser(t)
	b.openPage(t, file, fragment)
	return b
}

// openPage goes to a stored page and waits until it can be used.
func (b *browser) openPage(t testing.TB, file, fragment string) {
	t.Helper()
	b.do(t, chromedp.Navigate("file://"+file+fragment))
	b.eventually(t, "document.documentElement.dataset.ready", "yes")
}

func startBrowser(t testing.TB) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(needChromium(t)), chromedp.NoSandbox,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.WindowSize(1400, 1000))
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func needChromium(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err == nil {
		return path
	}
	reporttest.Missing(t, "Debian's package chromium")
	return ""
}

func render(t testing.TB, records []report.Record) []byte {
	t.Helper()
	var page strings.Builder
	h, err := html.New(&page, html.Options{})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, h, records)
	return []byte(page.String())
}

func (b *browser) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		b.console = append(b.console, string(e.Type))
	case *runtime.EventExceptionThrown:
		b.console = append(b.console, e.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file://") {
			b.requests = append(b.requests, e.Request.URL)
		}
	}
}

// patience bounds one step; no test waits for it to pass.
const patience = 30 * time.Second

func (b *browser) do(t testing.TB, action chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, action); err != nil {
		t.Fatal(err)
	}
}

// text returns what the expression evaluates to in the page.
func (b *browser) text(t testing.TB, expression string) string {
	t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// eventually waits until the expression evaluates to want.
func (b *browser) eventually(t testing.TB, expression, want string) {
	t.Helper()
	check := fmt.Sprintf("String(%s) === %q", expression, want)
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](check, chromedp.WithPollingTimeout(patience))); err != nil {
		t.Fatalf("%s is %q, want %q: %v", expression, b.text(t, expression), want, err)
	}
}

// choose sets a filter as a person does.
func (b *browser) choose(t testing.TB, selector, value string) {
	t.Helper()
	b.text(t, fmt.Sprintf(`(e => { e.value = %q; e.dispatchEvent(new Event("change")); })(document.querySelector(%q))`, value, selector))
}

// quiet fails the test if the page logged, threw, or asked for anything.
func (b *browser) quiet(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.console) > 0 || len(b.requests) > 0 {
		t.Errorf("console %q, requests %q; want neither", b.console, b.requests)
	}
}

// In a narrow window what was found wraps, and all of it lies within its row.
func TestANarrowWindowWrapsWhatWasFound(t *testing.T) {
	b := open(t, reporttest.Demo(20), "#findings")
	b.emulate(t, 400, 900, "light")
	for _, view := range []string{"findings", "groups", "differences"} {
		b.visit(t, view)
		rows := `[...document.querySelectorAll(".` + view + `-grid .row")]`
		b.eventually(t, rows+`.length > 0`, "true")
		b.eventually(t, rows+`.every(r => [...r.querySelectorAll(".cell")].every(c => c.getBoundingClientRect().bottom <= r.getBoundingClientRect().bottom + 1 && c.getBoundingClientRect().top >= r.getBoundingClientRect().top - 1))`, "true")
	}
	b.visit(t, "findings")
	b.eventually(t, `[...document.querySelectorAll(".findings-grid .row .cell:nth-child(4)")].every(c => c.scrollWidth <= c.clientWidth + 1 && c.scrollHeight <= c.clientHeight + 1)`, "true")
	b.quiet(t)
}
