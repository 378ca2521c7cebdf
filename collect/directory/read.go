package directory

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// text returns the first value of a, nil when none came. Octets that are no UTF-8 are replaced:
// everything after the snapshot takes text for text.
func (o *object) text(a attribute) *string {
	if !o.has(a) {
		return nil
	}
	text := &o.values[a][0]
	if !utf8.ValidString(*text) {
		return new(strings.ToValidUTF8(*text, "\uFFFD"))
	}
	return text
}

// texts returns every value of a, nil when none came.
func (o *object) texts(a attribute) []string {
	list := slices.Clone(o.values[a])
	for i := range list {
		list[i] = strings.ToValidUTF8(list[i], "\uFFFD")
	}
	return list
}

// dnText is text without what the extended DN control adds.
func (o *object) dnText(a attribute) *string {
	text := o.text(a)
	if text == nil || !strings.HasPrefix(*text, "<") {
		return text
	}
	dn, _ := splitExtended(*text)
	return &dn
}

// dnTexts is texts without what the extended DN control adds.
func (o *object) dnTexts(a attribute) []string {
	list := o.texts(a)
	for i := range list {
		list[i], _ = splitExtended(list[i])
	}
	return list
}

// read returns what parse makes of the first value of a, nil when none came. A value that does
// not parse is nil, too, and noted: the object is judged on everything else.
func read[T any](o *object, a attribute, parse func(string) (T, error)) *T {
	if !o.has(a) {
		return nil
	}
	value, err := parse(o.values[a][0])
	if errors.Is(err, errNever) {
		return nil
	}
	if err != nil {
		o.damaged.add(a)
		o.notef("%s is not readable: %v", ldapNames[a], err)
		return nil
	}
	return &value
}

// objectSID returns the SID; what cannot be read is noted the first time only.
func (o *object) objectSID() *string {
	if !o.sidRead && o.has(objectSID) {
		o.sid = read(o, objectSID, parseSID)
	}
	o.sidRead = true
	return o.sid
}

// unread is why the record of a principal is unreadable, "" for a readable one. One whose SID does not decode keeps its
// other attributes, but nobody can say that it is who they name. The record of a group misses its SID alone: what that
// decides is told of it apart.
func (o *object) unread() string {
	if o.objectSID(); o.unreadable == "" && o.damaged.has(objectSID) {
		return "objectSid is not readable"
	}
	return o.unreadable
}

func (o *object) objectGUID() *snapshot.GUID {
	if !o.has(objectGUID) {
		return o.guid
	}
	return read(o, objectGUID, parseGUID)
}

// consistencyGUID returns octets, also where a tool printed the text form.
func (o *object) consistencyGUID() []byte {
	if !o.has(consistencyGUID) {
		return nil
	}
	value := o.values[consistencyGUID][0]
	if len(value) == 36 {
		if guid, err := snapshot.ParseGUID(value); err == nil {
			raw := guid.DirectoryOctets()
			return raw[:]
		}
	}
	return []byte(value)
}
