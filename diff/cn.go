package diff

import (
	"encoding/hex"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// suffixLength is the length of "_" and the last 12 hexadecimal digits of an id, nameLimit what
// they leave of the 64 characters a common name may have.
const (
	suffixLength = 13
	nameLimit    = 51
)

// ParseCN tells which of writeback's two forms a common name has. For CNGroupID (Group_<id>) id is
// set and suffix holds its last 6 bytes; for CNDisplayName (<name>_<12 hex>) only suffix is. Every
// other name is CNOther with ok false. Digits and prefix may have any case.
//
// Source: https://learn.microsoft.com/azure/active-directory/hybrid/how-to-connect-group-writeback
func ParseCN(cn string) (format CNFormat, id snapshot.GUID, suffix [6]byte, ok bool) {
	if id, ok = afterPrefix(cn, anchorPrefix); ok {
		return CNGroupID, id, lastSix(id), true
	}
	id = snapshot.GUID{}
	cut := len(cn) - suffixLength
	if cut < 0 || cn[cut] != '_' {
		return CNOther, id, suffix, false
	}
	if _, err := hex.Decode(suffix[:], []byte(cn[cut+1:])); err != nil {
		return CNOther, id, [6]byte{}, false
	}
	return CNDisplayName, id, suffix, true
}

// ExpectedCNs returns the common names that writeback gives the copy of the group, the default
// form first: Group_<id>, then Append(Append(Left(Trim(displayName),51),"_"),Mid(id,25,12)). Where
// the cut falls between the two halves of a surrogate pair the half is left out; see MatchCN. A nil
// displayName was not read and leaves the second out.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback. That Left
// counts UTF-16 code units, as .NET does, is an inference.
func ExpectedCNs(displayName *string, id snapshot.GUID) []string {
	text := id.String()
	if displayName == nil {
		return []string{anchorPrefix + text}
	}
	name, _ := leftTrim(*displayName)
	return []string{anchorPrefix + text, name + "_" + text[len(text)-12:]}
}

// MatchCN compares a common name with what writeback would give the group. A nil cn was not read
// and gives CNUnknown. Names compare as the directory compares them, without regard to case, and
// in Unicode normal form C. A nil displayName, and a name cut inside a surrogate pair that does
// not match, leave Name unknown.
func MatchCN(cn, displayName *string, id snapshot.GUID) CNMatches {
	if cn == nil {
		return CNMatches{Format: CNUnknown, ID: Unknown, Name: Unknown}
	}
	format, found, suffix, ok := ParseCN(*cn)
	match := CNMatches{Format: format, ID: Unknown, Name: Unknown}
	if !ok || id.IsZero() {
		return match
	}
	if format == CNGroupID {
		// The default form carries no name, so none can be stale.
		return CNMatches{Format: format, ID: answer(found == id), Name: Unknown}
	}
	match.ID = answer(suffix == lastSix(id))
	if displayName == nil {
		return match
	}
	want, split := leftTrim(*displayName)
	have := (*cn)[:len(*cn)-suffixLength]
	if match.Name = answer(strings.EqualFold(norm.NFC.String(have), norm.NFC.String(want))); split && match.Name == No {
		match.Name = Unknown
	}
	return match
}

// leftTrim is Left(Trim(s),51); split reports that the cut fell inside a surrogate pair.
func leftTrim(s string) (cut string, split bool) {
	s = strings.TrimSpace(s)
	units := 0
	for at, r := range s {
		width := 1
		if r > 0xFFFF {
			width = 2
		}
		if units+width > nameLimit {
			return s[:at], units < nameLimit
		}
		units += width
	}
	return s, false
}

func lastSix(id snapshot.GUID) [6]byte { return [6]byte(id[10:]) }

func answer(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}
