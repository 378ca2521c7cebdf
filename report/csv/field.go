package csv

import (
	"strings"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/report"
)

// row writes one row; columns at the end may be left out. Rows end in CRLF.
//
// Source: RFC 4180, section 2
func (t *table) row(fields []string) error {
	for i, f := range fields {
		if i > 0 {
			_ = t.to.WriteByte(',')
		}
		if t.raw {
			_, _ = t.to.WriteString(plain(f))
		} else {
			_, _ = t.to.WriteString(quoted(harmless(report.Visible(f))))
		}
	}
	_, err := t.to.WriteString(strings.Repeat(",", t.columns-len(fields)) + "\r\n")
	return err
}

// plain quotes a field only where it must. A byte that is not UTF-8 becomes U+FFFD, as it does in a
// stored stream.
func plain(s string) string {
	if !utf8.ValidString(s) {
		s = strings.Map(func(r rune) rune { return r }, s)
	}
	if strings.ContainsAny(s, "\",\r\n") {
		return quoted(s)
	}
	return s
}

func quoted(s string) string {
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// harmless puts an apostrophe before text that a spreadsheet would compute, the full-width forms of
// the signs included, which some take for the plain ones, and pipe and percent, which begin older
// forms of DDE; spaces before a sign do not hide it. What begins with an apostrophe gets another.
//
// Source: https://owasp.org/www-community/attacks/CSV_Injection
func harmless(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u3000"))
	if strings.ContainsRune("=+-@|%'＝＋－＠｜％＇", first) && s != "" {
		return "'" + s
	}
	return s
}
