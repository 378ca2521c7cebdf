package report

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// RowSeal returns a digest of what the sealed columns of one row of findings show, in their order: 32 hexadecimal
// digits. A workbook keeps it, so that the import sees an edit in a column that the stream does not vouch for. It
// betrays a slip, not a forger: whoever can read this can compute it.
//
// What programs store differently does not count: blanks, and characters written as _xHHHH_. A text too long to stand
// whole in a cell counts as none.
func RowSeal(shown []string) string {
	sum := sha256.New()
	sum.Write([]byte("wbaudit/row/1"))
	for _, text := range shown {
		if len(text) >= longestSealed {
			text = ""
		}
		sum.Write([]byte("\x00" + strings.Join(strings.Fields(decoded(text)), " ")))
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// longestSealed is below the length from which on a cell shows a text cut.
const longestSealed = 30_000

// SealedTime returns t as RowSeal takes it, to the second, "" for nil: programs keep a time as a number of days, of
// which the last digits differ.
func SealedTime(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Round(time.Second).Format(time.RFC3339)
}

// escape is how workbooks write a character that they cannot hold.
//
// Source: ECMA-376 part 1, section 22.4.2.4 (bstr)
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// decoded replaces what reads like an escape until nothing does, since a program may have decoded it once already.
func decoded(s string) string {
	for escape.MatchString(s) {
		s = escape.ReplaceAllStringFunc(s, func(e string) string {
			unit, _ := strconv.ParseUint(e[2:6], 16, 16) // the pattern has hexadecimal digits only
			return string(rune(unit))
		})
	}
	return s
}
