package ldap

import (
	"slices"
	"strings"
	"testing"

	goldap "github.com/go-ldap/ldap/v3"
)

func entryOf(names ...string) *goldap.Entry {
	e := &goldap.Entry{DN: "CN=G,DC=contoso,DC=com"}
	for _, name := range names {
		e.Attributes = append(e.Attributes, &goldap.EntryAttribute{Name: name, Values: []string{"x"}, ByteValues: [][]byte{[]byte("x")}})
	}
	return e
}

func TestCutRanges(t *testing.T) {
	for name, test := range map[string]struct {
		attributes []string
		want       []cutRange
	}{
		"all values at once":           {[]string{"member", "memberOf"}, nil},
		"the form of Active Directory": {[]string{"member", "member;range=0-1499"}, []cutRange{{"member", 1500}}},
		"the last range":               {[]string{"member;range=0-*"}, nil},
		"any case":                     {[]string{"Member;Range=0-999"}, []cutRange{{"member", 1000}}},
		"both lists":                   {[]string{"member;range=0-1499", "memberOf;range=0-1499"}, []cutRange{{"member", 1500}, {"memberof", 1500}}},
		"another option":               {[]string{"member;binary"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := cutRanges(entryOf(test.attributes...)); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestNextRangeBeginsWhereTheLastEnded(t *testing.T) {
	for name, test := range map[string]struct {
		attribute string
		next      int
		ok        bool
	}{
		"one in the middle":          {"member;range=1500-2999", 3000, true},
		"the last":                   {"member;range=1500-*", -1, true},
		"one that begins elsewhere":  {"member;range=1400-2999", 0, false},
		"one that ends before":       {"member;range=1500-10", 0, false},
		"another attribute":          {"memberOf;range=1500-2999", 0, false},
		"none":                       {"member", 0, false},
		"one that ends in no number": {"member;range=1500-x", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			next, ok := (cutRange{"member", 1500}).after(entryOf(test.attribute))
			if ok != test.ok || ok && next != test.next {
				t.Errorf("got %d, %v", next, ok)
			}
		})
	}
}

// Whatever a server calls its attributes, reading goes on from a place further on or not at all: it
// cannot be made to ask for one range for ever.
func FuzzRanges(f *testing.F) {
	for _, name := range []string{"member;range=0-1499", "member;range=1500-*", "member;range=0-*;range=5-9", "member;range=-1--5", "member;range=9999999999999999999-*", ";range=", "member;range=1500-9223372036854775807"} {
		f.Add(name, 1500)
	}
	f.Fuzz(func(t *testing.T, name string, from int) {
		e := entryOf(name)
		for _, c := range cutRanges(e) {
			if c.next <= 0 {
				t.Errorf("%q is cut at %d", name, c.next)
			}
		}
		if next, ok := (cutRange{"member", from}).after(e); ok && next != -1 && next <= from {
			t.Errorf("after %q from %d comes %d", name, from, next)
		}
		var table entries
		if got := table.of(e); len(got.Attributes) != 1 || got.Attributes[0].Name != strings.ToLower(got.Attributes[0].Name) {
			t.Errorf("%q became %v", name, got)
		}
	})
}
