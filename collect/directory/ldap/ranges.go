package ldap

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
)

// cutRange is an attribute of which an answer brought the first values only.
type cutRange struct {
	name string
	next int
}

// cutRanges finds the attributes of e that came as a range which is not the last one. A server that
// forces ranges returns member without values beside member;range=0-1499.
//
// Source: MS-ADTS 3.1.1.3.1.3.3, range retrieval of attribute values.
func cutRanges(e *goldap.Entry) (open []cutRange) {
	for _, a := range e.Attributes {
		name, options := directory.ParseDescription(a.Name)
		text, isRange := strings.CutPrefix(options, "range=")
		_, high, _ := strings.Cut(text, "-")
		if last, ok := position(high); isRange && ok {
			open = append(open, cutRange{name, last + 1})
		}
	}
	return open
}

// position reads the end of a range. No attribute has more values than fit into 31 bits.
func position(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err == nil
}

// rereads is how often a group is read that changes while its members are being read.
const rereads = 3

// rest reads what the first answer e left out, and closes the record. The values come in several
// answers, so they are of one state of the group only if uSNChanged stayed the same.
func (d *reader) rest(ctx context.Context, e *goldap.Entry, open []cutRange, members bool) error {
	usn := e.GetEqualFoldAttributeValue(usnChanged)
	for try := 1; ; try++ {
		moved, err := d.ranges(ctx, e, open, usn)
		if err != nil || moved == "" {
			return err
		}
		if try == rereads {
			return d.cut(e, "the group changed each time its members were read: collect again")
		}
		again, err := d.object(ctx, d.whole(e, members))
		if err != nil || again == nil {
			return d.gone(ctx, e, err)
		}
		usn, open = again.GetEqualFoldAttributeValue(usnChanged), cutRanges(again)
		entry := d.groupEntry(again, members)
		entry.Again, entry.Continues = true, len(open) > 0
		if err := d.add(entry); err != nil || len(open) == 0 {
			return err
		}
	}
}

const usnChanged = "uSNChanged"

// ranges reads all open ranges to their ends and closes the record, unless the group moved: then it
// says how, and the record stays open.
func (d *reader) ranges(ctx context.Context, e *goldap.Entry, open []cutRange, usn string) (moved string, err error) {
	for _, c := range open {
		for c.next >= 0 {
			more, err := d.object(ctx, query{base: baseOf(e), filter: everything, controls: []goldap.Control{extendedDN()},
				attributes: []string{fmt.Sprintf("%s;range=%d-*", c.name, c.next), usnChanged}})
			if past, ok := codeOf(err); ok && (past == goldap.LDAPResultOperationsError || past == goldap.LDAPResultNoSuchAttribute) {
				// A start past the end is an error: the list became shorter.
				return "shorter", nil
			}
			if err != nil || more == nil {
				return "", d.gone(ctx, e, err)
			}
			next, ok := c.after(more)
			if !ok || more.GetEqualFoldAttributeValue(usnChanged) != usn {
				return "changed", nil
			}
			entry := d.entry.of(more)
			entry.Continues = true
			if err := d.add(entry); err != nil {
				return "", err
			}
			c.next = next
		}
	}
	return "", d.add(directory.Entry{DN: e.DN})
}

// after is where the next range begins, -1 after the last one; false if e brought none that
// begins where this one should.
func (c cutRange) after(e *goldap.Entry) (next int, ok bool) {
	for _, a := range e.Attributes {
		name, options := directory.ParseDescription(a.Name)
		low, high, _ := strings.Cut(strings.TrimPrefix(options, "range="), "-")
		if name != c.name || low != strconv.Itoa(c.next) {
			continue
		}
		if high == "*" {
			return -1, true
		}
		last, ok := position(high)
		return last + 1, ok && last >= c.next
	}
	return 0, false
}

// whole asks for everything of a group anew.
func (d *reader) whole(e *goldap.Entry, members bool) query {
	attributes := directory.GroupAttributes()
	if !members {
		attributes = attributes[:len(attributes)-1]
	}
	return query{base: baseOf(e), filter: everything, attributes: attributes, controls: []goldap.Control{extendedDN()}}
}

// baseOf names an object for a search, by its objectGUID where the server told it: a group that is
// renamed while it is being read is still found.
func baseOf(e *goldap.Entry) string {
	if strings.HasPrefix(e.DN, "<GUID=") {
		guid, _, _ := strings.Cut(e.DN, ";")
		return guid
	}
	return e.DN
}

// cut closes the record and says why values of member are missing.
func (d *reader) cut(e *goldap.Entry, why string) error {
	return d.add(directory.Entry{DN: e.DN, MembersCut: why})
}

// gone closes the record of a group of which no more can be read. An error other than a broken
// connection, or one that ends everything, is the group's own.
func (d *reader) gone(ctx context.Context, e *goldap.Entry, err error) error {
	if ctx.Err() != nil {
		return final{ctx.Err()}
	}
	if err == nil {
		return d.cut(e, "the group was deleted while its members were read")
	}
	if failed := d.cut(e, "the rest of the members could not be read: "+said(err)); failed != nil {
		return failed
	}
	if _, answered := codeOf(err); answered {
		return nil
	}
	return err
}
