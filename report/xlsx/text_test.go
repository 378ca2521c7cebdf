package xlsx

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

var bstr = regexp.MustCompile(`_x([0-9a-fA-F]{4})_`)

// excelReads decodes a text as Excel does: from left to right, each escape once.
func excelReads(t testing.TB, s string) string {
	t.Helper()
	return bstr.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil {
			t.Fatal(err)
		}
		return string(rune(n))
	})
}

// packed returns s as it stands in the file.
func packed(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	e := &marker{to: &b}
	if _, err := e.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := e.end(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func checkText(t *testing.T, s string) {
	t.Helper()
	got := excelReads(t, packed(t, safe(s)))
	if units := len(utf16.Encode([]rune(got))); units > maxUnits {
		t.Errorf("%.60q takes %d units, a cell holds %d", s, units, maxUnits)
	}
	want := report.Visible(s)
	if before, _, isCut := strings.Cut(got, "… [cut: "); isCut && len(want) > maxUnits {
		var n int
		if _, err := fmt.Sscanf(got[len(before):], "… [cut: %d characters]", &n); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(want, before) || len([]rune(want))-len([]rune(before)) != n {
			t.Errorf("%.60q is cut to %d bytes with %d characters said to be missing", s, len(before), n)
		}
		return
	}
	if got != want {
		t.Errorf("Excel reads %.200q for %.200q", got, want)
	}
}

func TestTextReachesExcelAsItIsVisible(t *testing.T) {
	for _, s := range reporttest.Hostile() {
		checkText(t, s)
	}
	for _, n := range []int{maxUnits - 1, maxUnits, maxUnits + 1, 2 * maxUnits} {
		checkText(t, strings.Repeat("x", n))
		checkText(t, strings.Repeat("😀", n/2))
		checkText(t, "x"+strings.Repeat("😀", n/2))
		checkText(t, strings.Repeat("ä", n))
		checkText(t, strings.Repeat("_x0041", n/6)+"_")
	}
}

func FuzzText(f *testing.F) {
	for _, s := range reporttest.Hostile() {
		f.Add(s)
	}
	f.Fuzz(checkText)
}

func TestCutKeepsWhatACellHolds(t *testing.T) {
	whole := strings.Repeat("x", maxUnits)
	if got := cut(whole); got != whole {
		t.Error("text that fits is cut")
	}
	got := cut(whole + "y")
	if want := "… [cut: 41 characters]"; !strings.HasSuffix(got, want) {
		t.Errorf("the text ends in %q, want %q", got[len(got)-40:], want)
	}
}

func TestMarkerMendsAMarkAcrossWrites(t *testing.T) {
	const text = "a\ue000x0041_\ue000\ue000 ä <f>1\ue001CFG-01\ue002</f> \uf8ff"
	want := strings.NewReplacer("\ue000", "_x005F_", "\ue001", "</f><v>", "\ue002</f>", "</v>").Replace(text)
	for first := range len(text) {
		for second := first; second <= len(text); second++ {
			var b bytes.Buffer
			e := &marker{to: &b}
			for _, part := range []string{text[:first], text[first:second], text[second:]} {
				if n, err := e.Write([]byte(part)); err != nil || n != len(part) {
					t.Fatalf("Write = %d, %v, want %d", n, err, len(part))
				}
			}
			if err := e.end(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, b.String()); diff != "" {
				t.Fatalf("cut at %d and %d (-want +got):\n%s", first, second, diff)
			}
		}
	}
}

func TestNeedsQuote(t *testing.T) {
	for s, want := range map[string]bool{
		"=1": true, "+1": true, "-1": true, "@A": true, "'x": true, "＝1": true, "": false, "a=1": false, " =1": false, "Sales": false,
	} {
		if got := needsQuote(s); got != want {
			t.Errorf("needsQuote(%q) = %v", s, got)
		}
	}
}

func TestColumnsFitTheirRows(t *testing.T) {
	for name, c := range map[string]struct{ columns, printed int }{
		"findings": {len(findingColumns), printedFindings}, "groups": {len(groupColumns), printedGroups},
		"differences": {len(differenceColumns), printedDifferences}, "gaps": {len(gapColumns), printedGaps},
		"controls": {len(controlColumns(nil)), printedControls},
	} {
		if c.printed > c.columns {
			t.Errorf("%s: %d of %d columns are printed", name, c.printed, c.columns)
		}
	}
}

// A row is as high as its text: a directory name is broader than a sentence of as many letters.
func TestLinesAreCountedByTheBreadthOfLetters(t *testing.T) {
	for text, want := range map[string]int{
		"":      1,
		"short": 1,
		"a sentence of common words in little letters":       1,
		"CN=ADA GRUBER (USER17),OU=PEOPLE,DC=CONTOSO,DC=COM": 2,
		"one\ntwo": 2,
		"CN=Ada,OU=Groups written by an engine,OU=Identity,DC=contoso,DC=com": 2,
		strings.Repeat("x", 110): 3,
	} {
		if got := wrappedLines(text, 46); got != want {
			t.Errorf("%q takes %d lines, want %d", text, got, want)
		}
	}
}
