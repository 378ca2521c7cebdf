package directory

import (
	"encoding/hex"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// foldDN is snapshot.FoldDN, except that the rootDSE has the empty name.
func foldDN(dn string) (string, error) {
	if dn == "" {
		return "", nil
	}
	return snapshot.FoldDN(dn)
}

// identity is what the extended DN control adds to a name.
//
// Source: MS-ADTS 3.1.1.3.4.1.5, LDAP_SERVER_EXTENDED_DN_OID.
type identity struct {
	guid *snapshot.GUID
	sid  *string
}

// splitExtended takes <GUID=…>;<SID=…>; off the front of text. Both come as text or as octets in
// hexadecimal. A prefix that does not decode stays, and then the rest is no DN.
func splitExtended(text string) (dn string, id identity) {
	dn = text
	for strings.HasPrefix(dn, "<") {
		part, rest, found := strings.Cut(dn[1:], ">")
		if !found || !id.set(part) {
			return text, identity{}
		}
		dn = strings.TrimPrefix(rest, ";")
	}
	return dn, id
}

// PlainDN is text without what the extended DN control puts in front of a name.
func PlainDN(text string) string {
	dn, _ := splitExtended(text)
	return dn
}

func (d *identity) set(part string) bool {
	name, value, _ := strings.Cut(part, "=")
	switch strings.ToUpper(name) {
	case "GUID":
		guid, err := parseGUID(octets(value))
		d.guid = &guid
		return err == nil
	case "SID":
		sid, err := parseSID(octets(value))
		d.sid = &sid
		return err == nil
	}
	return false
}

// octets decodes value if it is hexadecimal, and returns it as it is if not: a dash in the text
// forms of GUID and SID tells the two apart.
func octets(value string) string {
	raw, err := hex.DecodeString(value)
	if err != nil {
		return value
	}
	return string(raw)
}

// below reports whether anything above the object that folded names begins with one of prefixes.
// It walks up name by name: a common name may hold any text, a comma and "dc=" included.
func below(folded string, prefixes ...string) bool {
	for _, prefix := range prefixes {
		if !strings.Contains(folded, prefix) {
			continue
		}
		for above := snapshot.ParentDN(folded); above != ""; above = snapshot.ParentDN(above) {
			if strings.HasPrefix(above, prefix) {
				return true
			}
		}
	}
	return false
}

// domainPart returns the DC components at the end of a folded name; "" without any.
func domainPart(folded string) string {
	for folded != "" && !strings.HasPrefix(folded, "dc=") {
		folded = snapshot.ParentDN(folded)
	}
	return folded
}
