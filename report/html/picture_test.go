package html_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	picturePage = flag.String("page", "", "a stored page to take pictures of")
	pictures    = flag.String("pictures", "", "the folder for them")
)

// TestPictures is no test but what "make screenshots" runs: it shows a stored page as readers see it.
func TestPictures(t *testing.T) {
	if *picturePage == "" {
		t.Skip("pictures are taken by make screenshots")
	}
	for _, p := range []struct {
		name, fragment string
		width, height  int64
		theme          string
	}{
		{"page", "", 1280, 860, "light"},
		{"page-dark", "", 1280, 860, "dark"},
		{"findings", "#findings?by=control", 1280, 1000, "light"},
		{"group", "#groups?show=findings", 1280, 1400, "light"},
		{"group-dark", "#groups", 1280, 1400, "dark"},
		{"controls-dark", "#controls", 1280, 1000, "dark"},
		{"provenance", "#provenance", 1280, 1000, "light"},
		{"narrow", "", 420, 2200, "light"},
		{"narrow-groups", "#groups", 420, 1800, "light"},
		{"narrow-controls", "#controls", 420, 1800, "light"},
		{"narrow-group", "#groups?show=findings", 420, 3000, "light"},
	} {
		b := openFile(t, *picturePage, p.fragment)
		b.emulate(t, p.width, p.height, p.theme)
		if p.name == "group" || p.name == "group-dark" || p.name == "narrow-group" {
			b.text(t, `(r => r.click())(document.querySelector("#groups .row"))`)
			b.eventually(t, `document.querySelector("#detail").open`, "true")
		}
		shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if p.name == "page" && len(shot) > mostBytes {
			t.Errorf("the picture for the README takes %d bytes, want at most %d", len(shot), mostBytes)
		}
		keep(t, p.name+".png", shot)
	}
	prefer := true
	pdf, err := chromedp.Call(openFile(t, *picturePage, "").ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &prefer})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "print.pdf", pdf.Data)
}

// emulate sets the size of the window and the theme that the reader prefers.
func (b *browser) emulate(t *testing.T, width, height int64, theme string) {
	t.Helper()
	b.do(t, chromedp.EmulateViewport(width, height))
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
	}); err != nil {
		t.Fatal(err)
	}
}

func keep(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(*pictures, name), content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// mostBytes is what a picture in the repository may take.
const mostBytes = 400_000
