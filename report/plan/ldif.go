package plan

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"

	"github.com/wbaudit/wbaudit/report"
)

// ldif writes the steps as change records. Each deletes the value that the snapshot held before it adds
// another one, in one operation: a server refuses it when that value is not there any more. The object is named by
// its objectGUID, which Active Directory and Samba take for a DN in every request: a group that took the place of
// another is never changed.
//
// Source: RFC 2849; RFC 4511 section 4.6, which makes a modify operation one atomic action; MS-ADTS 3.1.1.3.1.2.4,
// alternative forms of DNs
func (p *Plan) ldif(w io.Writer, backwards bool) error {
	b := bufio.NewWriter(w)
	p.lines(b,
		"Apply with: ldifde -i -f FILE   or   ldapmodify -f FILE",
		"Both stop at the first record that is refused: a record is refused as soon as its object is not as",
		"the snapshot held it. Let neither continue after errors (no -k, no -c).")
	steps := p.sequence(backwards)
	for i := range steps {
		s := &steps[i]
		head(b, s, len(p.Steps))
		fmt.Fprintf(b, "# objectGUID %s, which the record names in place of a DN: no other object can be meant.\n", s.ID)
		if s.Kind == ClearMembers {
			// A record can ask for values that must be there, and not for the absence of others.
			fmt.Fprintf(b, "# Before: look that member of this group has the %s below and no other. This takes out these\n"+
				"# and is refused where one of them is none; LDIF cannot ask whether somebody was added since.\n", report.Several(len(s.Emptied), "value"))
		}
		fmt.Fprint(b, "# ")
		ldifLine(b, "at", s.DN)
		ldifLine(b, "dn", "<GUID="+s.ID+">")
		ldifLine(b, "changetype", "modify")
		if s.Anchor != "" && s.Attribute != adminDescription {
			swap(b, adminDescription, s.Anchor, s.Anchor)
		}
		if s.External != "" && s.Attribute != externalID {
			swap(b, externalID, s.External, s.External)
		}
		switch s.Kind {
		case AddMember:
			swap(b, s.Attribute, "", s.Member)
		case RemoveMember:
			swap(b, s.Attribute, s.Member, "")
		case ClearMembers:
			values(b, "delete", s.Attribute, s.Emptied)
		case fillMembers:
			values(b, "add", s.Attribute, s.Emptied)
		default:
			swap(b, s.Attribute, s.Old, s.New)
		}
	}
	return b.Flush()
}

// swap writes the parts of a modify record that delete one value and add another.
func swap(b *bufio.Writer, attribute, old, value string) {
	if old != "" {
		ldifLine(b, "delete", attribute)
		ldifLine(b, attribute, old)
		fmt.Fprintln(b, "-")
	}
	if value != "" {
		ldifLine(b, "add", attribute)
		ldifLine(b, attribute, value)
		fmt.Fprintln(b, "-")
	}
}

// values writes the part of a modify record that adds or deletes many values.
func values(b *bufio.Writer, operation, attribute string, list []string) {
	ldifLine(b, operation, attribute)
	for _, value := range list {
		ldifLine(b, attribute, value)
	}
	fmt.Fprintln(b, "-")
}

// ldifLine writes one attribute, in Base64 unless the value is a SAFE-STRING of printable characters
// that does not end with a blank.
//
// Source: RFC 2849, SAFE-STRING and note 8
func ldifLine(b *bufio.Writer, attribute, value string) {
	if safe(value) {
		fmt.Fprintf(b, "%s: %s\n", attribute, value)
		return
	}
	fmt.Fprintf(b, "%s:: %s\n", attribute, base64.StdEncoding.EncodeToString([]byte(value)))
}

func safe(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' || c > '~' {
			return false
		}
	}
	if value == "" {
		return true
	}
	first, last := value[0], value[len(value)-1]
	return first != ' ' && first != ':' && first != '<' && last != ' '
}
