package directory

import "strings"

// Entry is one object as a directory returned it, or one piece of its record. Recorder copies
// what it keeps, so the caller may reuse all memory behind it.
type Entry struct {
	// DN is the name as received, also in the extended form <GUID=…>;<SID=…>;CN=… that control
	// 1.2.840.113556.1.4.529 asks for. It is "" for the rootDSE.
	DN string
	// Attributes may name an attribute more than once; its values add up.
	Attributes []Attribute
	// Continues says that the next entry is a further piece of this record. A long list of
	// members arrives in pieces, so that it never stands in memory as text.
	Continues bool
	// MembersAsked says that the search asked for member, so that a group without it has none.
	MembersAsked bool
	// ParentsAsked says whether the search asked for memberOf; nil when the source does not say.
	ParentsAsked *bool
	// Everything says that the search asked for all attributes that the record of such an object can use, so
	// that one that every such object has is absent only where the account may not read it.
	Everything bool
	// unasked are the attributes that the search is not known to have asked for, of those that another
	// search of the same export brought; none for a source that knows what it asked. A value that comes
	// all the same counts.
	unasked attributeSet
	// file and line are where the record begins; "" for a source that is no file.
	file string
	line int
	// MembersCut is why values of member are missing or may be, or why none was asked for; "" if the
	// source knows of no gap.
	MembersCut string
	// Again says that the record begins anew: what earlier pieces brought of it is forgotten. It
	// serves a reader that found the object changed between two pieces.
	Again bool
	// Unreadable is why the rest of the record could not be read; "" if all of it was.
	Unreadable string
}

// Attribute is one attribute description with the values that came under it.
type Attribute struct {
	// Name is in lower case and without options.
	Name string
	// Options are in lower case and without the first semicolon, such as "range=0-1499"; "" for none.
	Options string
	// Values are octets. They may be nil for a name outside Attributes.
	Values [][]byte
}

// ParseDescription splits an attribute description, such as member;range=0-1499, and folds it.
func ParseDescription(description string) (name, options string) {
	name, options, _ = strings.Cut(strings.ToLower(description), ";")
	return name, options
}

// Defect is one record that contradicts another or lacks what every record needs. It spoils the
// record, not the reading of others.
type Defect struct {
	DN string
	// Text says what is wrong and what to do about it.
	Text string
	// Own says that it is a defect of this one object, which is lost, and that it says nothing of how the
	// others were exported.
	Own bool
}

func (d *Defect) Error() string { return "reading " + clip(d.DN) + ": " + d.Text }
