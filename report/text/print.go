package text

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/wbaudit/wbaudit/report"
)

// printer writes lines of limited width. Errors of the writer stay in it until it is flushed.
type printer struct {
	to    io.Writer
	width int
	color bool
	// lines counts what was written.
	lines int
}

// The terminal's styles.
const (
	styleBold    = "1"
	styleDim     = "2"
	styleWarning = "1;33"
)

// severityStyle is the colour of a severity; the word stands beside its sign in any case.
var severityStyle = map[string]string{
	report.SeverityCritical: "1;35", report.SeverityHigh: "1;31", report.SeverityMedium: "33", report.SeverityLow: "36", report.SeverityInfo: "2",
}

var severitySign = map[string]string{
	report.SeverityCritical: "◆", report.SeverityHigh: "▲", report.SeverityMedium: "●", report.SeverityLow: "▽", report.SeverityInfo: "○",
}

// raw writes one line as it is.
func (p *printer) raw(text string) {
	p.lines++
	fmt.Fprintln(p.to, text)
}

// line writes text, which must be visible already, cut to the width.
func (p *printer) line(style, text string) {
	p.raw(p.styled(style, fit(text, p.width)))
}

// wrapped writes text over as many lines as it takes, the first begun by first and all others by
// next.
func (p *printer) wrapped(style, first, next, text string) {
	begin := first
	for _, line := range broken(text, p.width-columns(first), p.width-columns(next)) {
		p.raw(p.styled(style, begin+line))
		begin = next
	}
}

// broken breaks text into lines of at most so many columns, the first line and the next ones, at
// spaces where it can. There is at least one line.
func broken(text string, first, next int) []string {
	var lines []string
	line, room := "", first
	end := func() {
		lines = append(lines, line)
		line, room = "", next
	}
	for word := range strings.FieldsSeq(text) {
		if line != "" && columns(word)+1 > room {
			end()
		}
		if line != "" {
			line, room = line+" ", room-1
		}
		for columns(word) > room { // longer than a line
			head := prefix(word, room)
			line, word = line+head, word[len(head):]
			end()
		}
		line, room = line+word, room-columns(word)
	}
	return append(lines, line)
}

// prefix returns as much of s as n columns hold, at least one character.
func prefix(s string, n int) string {
	for i, r := range s {
		if n -= columnsOf(r); n < 0 && i > 0 {
			return s[:i]
		}
	}
	return s
}

func (p *printer) blank() { p.raw("") }

// heading begins a section.
func (p *printer) heading(text string) {
	p.blank()
	p.line(styleBold, text)
}

func (p *printer) styled(style, text string) string {
	if !p.color || style == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// fit cuts s to n columns, with an ellipsis where something is missing.
func fit(s string, n int) string {
	if len(s) <= n || columns(s) <= n {
		return s
	}
	taken := 0
	for i, r := range s {
		taken += columnsOf(r)
		if taken > n-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// pad fills s with spaces to n columns, or cuts it.
func pad(s string, n int) string {
	s = fit(s, n)
	return s + strings.Repeat(" ", n-columns(s))
}

// columns returns how many columns of a terminal s takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
