package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// reopen is the word of a decision that takes the one before it back.
const reopen = "reopen"

// TakenBack reports whether nothing is decided any more: what was decided before was taken back. A waiver that came of
// it may still be in force.
func (d *Decision) TakenBack() bool { return d != nil && d.Word == reopen }

// Seal returns a digest of what the decision says, 32 hexadecimal digits, and "" when it says nothing.
// A workbook keeps it, so that the import sees which rows somebody has changed. Blanks and line breaks
// do not count, since programs store them differently.
func (d *Decision) Seal() string {
	if d == nil || d.Word == "" && d.Owner == "" && d.Comment == "" && d.Due == nil {
		return ""
	}
	parts := []string{"wbaudit/decision/1", d.Word, d.Owner, Day(d.Due), d.Comment}
	for i, part := range parts {
		valid := strings.Map(func(r rune) rune { return r }, part) // as a stored stream has it
		parts[i] = strings.Join(strings.Fields(valid), " ")
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
