package directory

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// parseGUID reads objectGUID: 16 octets, or the text form that ldbsearch and AdFind print.
func parseGUID(value string) (snapshot.GUID, error) {
	if len(value) == 36 || len(value) == 38 {
		return snapshot.ParseGUID(value)
	}
	return snapshot.GUIDFromDirectory([]byte(value))
}

// parseSID reads objectSid: octets, or the text form that some tools print.
func parseSID(value string) (string, error) {
	octets := []byte(value)
	if len(value) > 1 && strings.EqualFold(value[:2], "S-") {
		var err error
		if octets, err = snapshot.ParseSID(value); err != nil {
			return "", err
		}
	}
	return snapshot.SIDFromOctets(octets)
}

// parseInteger reads a decimal number or a hexadecimal one that begins with 0x.
func parseInteger(value string) (int64, error) {
	text := strings.TrimSpace(value)
	base := 10
	if len(text) > 2 && (text[:2] == "0x" || text[:2] == "0X") {
		text, base = text[2:], 16
	}
	n, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		return 0, fmt.Errorf("parsing %q: expected a whole number", clip(value))
	}
	return n, nil
}

// parseInt32 reads a 32-bit number, signed as LDAP writes it or unsigned as other tools do.
func parseInt32(value string) (int32, error) {
	n, err := parseInteger(value)
	if err != nil {
		return 0, err
	}
	if n < -1<<31 || n > 1<<32-1 {
		return 0, fmt.Errorf("parsing %q: expected a number of 32 bits", clip(value))
	}
	return int32(uint32(n)), nil
}

func parseBool(value string) (bool, error) {
	switch {
	case strings.EqualFold(value, "TRUE"):
		return true, nil
	case strings.EqualFold(value, "FALSE"):
		return false, nil
	}
	return false, fmt.Errorf("parsing %q: expected TRUE or FALSE", clip(value))
}

// parseTime reads generalized time, such as 20261120235500.0Z.
//
// Source: RFC 4517 section 3.3.13.
func parseTime(value string) (time.Time, error) {
	for _, layout := range []string{"20060102150405Z0700", "200601021504Z0700"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("parsing time %q: expected the form 20261120235500.0Z", clip(value))
}

// never is the FILETIME that means "never", as 0 does.
const never = 1<<63 - 1

var errNever = errors.New("never")

// parseFileTime reads a number of 100 ns since 1601; errNever for the values that mean never. A
// time after the year 9999 is never, too.
//
// Source: MS-ADA1 accountExpires.
func parseFileTime(value string) (time.Time, error) {
	n, err := parseInteger(value)
	switch {
	case err != nil:
		return time.Time{}, err
	case n == 0 || n == never:
		return time.Time{}, errNever
	case n < 0:
		return time.Time{}, fmt.Errorf("parsing time %q: expected a positive number", clip(value))
	}
	const from1601 = 11_644_473_600
	t := time.Unix(n/10_000_000-from1601, n%10_000_000*100).UTC()
	if t.Year() > 9999 {
		return time.Time{}, errNever
	}
	return t, nil
}

// clip makes foreign text fit for a message of one line on a terminal: short, and without
// characters that control one or reorder text.
func clip(text string) string {
	const limit = 160
	if len(text) > limit {
		text = text[:limit] + "…"
	}
	return printable(text)
}

// printable replaces characters of foreign text that control a terminal or reorder what it shows.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return utf8.RuneError
		}
		return r
	}, text)
}
