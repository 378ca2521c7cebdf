package xlsx_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var (
	pictureBook = flag.String("book", "", "a stored workbook to take pictures of")
	pictures    = flag.String("pictures", "", "the folder for them")
)

// TestPictures is no test but what "make screenshots" runs: it prints a stored workbook as
// LibreOffice shows it, the first page after the summary as workbook.png and every page as book-*.png.
func TestPictures(t *testing.T) {
	if *pictureBook == "" {
		t.Skip("pictures are taken by make screenshots")
	}
	dir := t.TempDir()
	run := func(name string, arguments ...string) {
		t.Helper()
		if text, err := exec.Command(name, arguments...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", name, err, text)
		}
	}
	run("soffice", "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir, *pictureBook)
	pdf := filepath.Join(dir, "report.pdf")
	run("pdftoppm", "-r", "96", "-png", pdf, filepath.Join(*pictures, "book"))
	run("pdftoppm", "-r", "110", "-f", "4", "-l", "4", "-singlefile", "-png", pdf, filepath.Join(*pictures, "workbook"))
	if info, err := os.Stat(filepath.Join(*pictures, "workbook.png")); err != nil || info.Size() > mostBytes {
		t.Errorf("the picture for the README: %v bytes (%v), want at most %d", info.Size(), err, mostBytes)
	}
}

// mostBytes is what a picture in the repository may take.
const mostBytes = 400_000
