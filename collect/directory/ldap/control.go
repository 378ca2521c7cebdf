package ldap

import (
	ber "github.com/go-asn1-ber/asn1-ber"
	goldap "github.com/go-ldap/ldap/v3"
)

// extendedDN is the control that makes the server write <GUID=…>;<SID=…>; before each name, so that
// members need no look-up. The value asks for the text form.
//
// Source: MS-ADTS 3.1.1.3.4.1.5.
func extendedDN() goldap.Control {
	return goldap.NewControlString(goldap.ControlTypeMicrosoftExtendedDN, false, sequenceOf(1))
}

// sdFlags asks for owner, group and discretionary list of security descriptors: the system list
// needs a privilege, and without this control its lack hides them all.
//
// Source: MS-ADTS 3.1.1.3.4.1.11.
func sdFlags() goldap.Control {
	return goldap.NewControlString(goldap.ControlTypeMicrosoftSDFlags, true, sequenceOf(1|2|4))
}

// showDeleted and showRecycled make the server return what is deleted.
//
// Source: MS-ADTS 3.1.1.3.4.1.14 and 3.1.1.3.4.1.32.
func showDeleted() goldap.Control {
	return goldap.NewControlString(goldap.ControlTypeMicrosoftShowDeleted, true, "")
}

func showRecycled() goldap.Control {
	return goldap.NewControlString(goldap.ControlTypeMicrosoftShowRecycled, false, "")
}

// sequenceOf encodes a sequence of one integer.
func sequenceOf(n int64) string {
	s := ber.NewSequence("value")
	s.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, n, "flags"))
	return string(s.Bytes())
}
