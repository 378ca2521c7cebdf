package report

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"time"
)

// SealedColumns are the columns of a row of findings that its seal covers, by their titles and in its order.
var SealedColumns = []string{"Status", "Decision stands", "Decided by", "Decided (UTC)", "Waiver", "Waiver owner", "Waiver approver", "Waiver ticket",
	"Waiver expires (UTC)", "Fingerprint", "Decision seal", "Group key", "Since baseline", "First seen (UTC)"}

// RowSeal returns a digest of what SealedColumns show in one row of findings: 32 hexadecimal digits. A workbook keeps
// it, so that the import sees an edit in a column that the stream does not vouch for. It betrays a slip, not a forger:
// whoever can read this can compute it.
//
// What programs store differently does not count: of blanks, how many there are; a text that reads like an escape, and one
// too long to stand whole in a cell, count as none.
func RowSeal(shown []string) string {
	sum := sha256.New()
	sum.Write([]byte("wbaudit/row/1"))
	for _, text := range shown {
		if len(text) >= longestSealed || escape.MatchString(text) {
			text = ""
		}
		sum.Write([]byte("\x00" + strings.Join(strings.Fields(text), " ")))
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

// escape begins what workbooks write for a character that they cannot hold. What reads like it is not stored as it was
// by every program.
//
// Source: ECMA-376 part 1, section 22.4.2.4 (bstr)
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}`)
