package directory

import "fmt"

// What one record, and one file, may hold: far more than any directory has, so that memory stays bounded
// whatever a file holds. Members are the exception: groups of more than four million are known.
//
// Source: https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2008-r2-and-2008/active-directory-domain-services-maximum-limits
const (
	maxMembers    = 5_000_000
	maxValues     = 1_000_000
	maxOctets     = 64 << 20
	maxAttributes = 1 << 16
	maxSections   = 1 << 16
)

// measure counts what of a record is kept.
type measure struct{ members, values, octets int }

// add counts one value of octets bytes, and refuses it where it is one too many.
func (m *measure) add(l *label, octets int) error {
	const again = "export the file again with ldifde or ldapsearch"
	if l.attribute == member {
		if m.members++; m.members > maxMembers {
			return fmt.Errorf("reading member: more than %d values in one record, the most that is read: export further members as records of their own, by ranges (member;range=%d-*)",
				maxMembers, maxMembers)
		}
		return nil
	}
	if m.values++; m.values > maxValues {
		return fmt.Errorf("reading %s: more than %d values in one record beside its members, which no object has: %s", clip(l.name), maxValues, again)
	}
	if l.attribute != other {
		m.octets += octets
	}
	if m.octets > maxOctets {
		return fmt.Errorf("reading %s: more than %d MiB of values in one record beside its members, which no object has: %s", clip(l.name), maxOctets>>20, again)
	}
	return nil
}
