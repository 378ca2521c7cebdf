package xlsx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/report"
)

// maxUnits is how many UTF-16 code units a cell holds, and markUnits what the longest mark of a
// cut takes of them.
//
// Source: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
const (
	maxUnits  = 32_767
	markUnits = 40
)

// underscore stands for an underscore that must be escaped until the sheet is packed: excelize's own
// escaping misses the second of two escapes that share an underscore. It is a private character,
// of which report.Visible leaves none.
const underscore = '\ue000'

// safe returns what a tenant wrote as a cell may hold it.
func safe(s string) string {
	return markEscapes(cut(report.Visible(s)))
}

// cut shortens s to what a cell holds and says how much is missing.
func cut(s string) string {
	if len(s) <= maxUnits {
		return s // no text has more UTF-16 units than bytes
	}
	units, end := 0, 0
	for i, r := range s {
		if units <= maxUnits-markUnits {
			end = i
		}
		units += unitsOf(r)
	}
	if units <= maxUnits {
		return s
	}
	return fmt.Sprintf("%s… [cut: %d characters]", s[:end], utf8.RuneCountInString(s[end:]))
}

// unitsOf returns how many UTF-16 code units r takes.
func unitsOf(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// markEscapes marks every underscore that begins what Excel would decode, _xHHHH_, so that the
// text is shown as it is. Two of them may share an underscore.
//
// Source: ECMA-376 part 1, section 22.4.2.4 (bstr)
func markEscapes(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if isEscape(s[i:]) {
			b.WriteRune(underscore)
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// isEscape reports whether s begins with _xHHHH_.
func isEscape(s string) bool {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

// needsQuote reports whether s would become a formula when somebody edits the cell and confirms.
// Such cells carry Excel's quote prefix. The full-width forms count, since some editors fold them.
func needsQuote(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("=+-@'＝＋－＠", r) && s != ""
}
