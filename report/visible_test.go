package report_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func TestVisible(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain text stays", "Sales (East) – Größe", "Sales (East) – Größe"},
		{"NUL is a picture", "a\x00b", "a␀b"},
		{"a terminal's escape is a picture", "\x1b[31m", "␛[31m"},
		{"line ends are pictures", "a\r\nb\tc\x7f", "a␍␊b␉c␡"},
		{"C1 controls are numbers", "\u0085\u009b", "⟪U+0085⟫⟪U+009B⟫"},
		{"bidi overrides are numbers", "x\u202ecod.exe", "x⟪U+202E⟫cod.exe"},
		{"bidi isolates and marks are numbers", "\u2066\u2069\u200e\u061c", "⟪U+2066⟫⟪U+2069⟫⟪U+200E⟫⟪U+061C⟫"},
		{"zero-width characters are numbers", "a\u200bb\u200d\ufeff", "a⟪U+200B⟫b⟪U+200D⟫⟪U+FEFF⟫"},
		{"a space that is not one is a number", "a\u00a0b\u2009c", "a⟪U+00A0⟫b⟪U+2009⟫c"},
		{"the ideographic space is a space", "営業\u3000部", "営業\u3000部"},
		{"fillers are numbers", "\u3164\u115f\u2800", "⟪U+3164⟫⟪U+115F⟫⟪U+2800⟫"},
		{"line separators are numbers", "\u2028\u2029", "⟪U+2028⟫⟪U+2029⟫"},
		{"tags are numbers", "\U000e0041", "⟪U+E0041⟫"},
		{"noncharacters are numbers", "\ufffe\uffff\U0010ffff", "⟪U+FFFE⟫⟪U+FFFF⟫⟪U+10FFFF⟫"},
		{"private characters are numbers", "\ue000", "⟪U+E000⟫"},
		{"a mark in the text is no mark", "⟪U+202E⟫ ␀", "⟪U+27EA⟫U+202E⟪U+27EB⟫ ⟪U+2400⟫"},
		{"right-to-left text stays", "مجموعة קבוצה", "مجموعة קבוצה"},
		{"emoji stay", "❤️ 🇩🇪", "❤️ 🇩🇪"},
		{"invalid UTF-8 is the replacement character", "a\xffb\xc3", "a\ufffdb\ufffd"},
	} {
		if got := report.Visible(tt.in); got != tt.want {
			t.Errorf("%s: Visible(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

var numbered = regexp.MustCompile(`⟪U\+([0-9A-F]+)⟫`)

// unvisible undoes Visible.
func unvisible(t *testing.T, s string) string {
	pictures := strings.Map(func(r rune) rune {
		switch {
		case r >= '␀' && r <= '␟':
			return r - '␀'
		case r == '␡':
			return 0x7f
		}
		return r
	}, s)
	return numbered.ReplaceAllStringFunc(pictures, func(m string) string {
		n, err := strconv.ParseInt(numbered.FindStringSubmatch(m)[1], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		return string(rune(n))
	})
}

func checkVisible(t *testing.T, s string) {
	t.Helper()
	got := report.Visible(s)
	for _, r := range got {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == 0xfffe || r == 0xffff {
			t.Errorf("Visible(%q) holds %U", s, r)
		}
	}
	if utf8.ValidString(s) && unvisible(t, got) != s {
		t.Errorf("Visible(%q) = %q, which stands for %q", s, got, unvisible(t, got))
	}
	// A stored stream must show what the direct run showed.
	stored, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var replayed string
	if err := json.Unmarshal(stored, &replayed); err != nil {
		t.Fatal(err)
	}
	if report.Visible(replayed) != got {
		t.Errorf("Visible(%q) = %q, but %q once it was stored", s, got, report.Visible(replayed))
	}
}

func TestVisibleLosesNothing(t *testing.T) {
	for _, s := range reporttest.Hostile() {
		checkVisible(t, s)
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if utf8.ValidRune(r) {
			checkVisible(t, string(r))
		}
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range reporttest.Hostile() {
		f.Add(s)
	}
	f.Fuzz(checkVisible)
}
