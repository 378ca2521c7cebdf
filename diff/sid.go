package diff

import (
	"strconv"
	"strings"
)

// domainSID is the SID of an account of a domain, S-1-5-21-a-b-c-rid, as its four numbers. Every
// other SID is the zero value: well-known and cloud SIDs (S-1-12-1-…) identify nobody across the
// two sides.
//
// Source: MS-DTYP 2.4.2.
type domainSID [4]uint32

const domainSIDPrefix = "S-1-5-21-"

// parseSID reads the text form; false for a nil text and for any SID that is no domain account's.
func parseSID(text *string) (domainSID, bool) {
	var sid domainSID
	if text == nil || len(*text) < len(domainSIDPrefix) || !strings.EqualFold((*text)[:len(domainSIDPrefix)], domainSIDPrefix) {
		return sid, false
	}
	rest := (*text)[len(domainSIDPrefix):]
	for i := range sid {
		part, after, more := strings.Cut(rest, "-")
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil || more != (i < len(sid)-1) {
			return domainSID{}, false
		}
		sid[i], rest = uint32(n), after
	}
	return sid, sid != domainSID{}
}

// IsAccountSID reports whether text is the SID of an account of a domain, S-1-5-21-a-b-c-rid.
func IsAccountSID(text string) bool {
	_, ok := parseSID(&text)
	return ok
}

// String returns the text form, "" for the zero value.
func (s domainSID) String() string {
	if s == (domainSID{}) {
		return ""
	}
	text := []byte(domainSIDPrefix)
	for i, n := range s {
		if i > 0 {
			text = append(text, '-')
		}
		text = strconv.AppendUint(text, uint64(n), 10)
	}
	return string(text)
}
