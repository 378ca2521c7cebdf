package directory

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// section is the output of one search in a file. A file of ldifde or ldapsearch -LLL is one
// section; other output of ldapsearch has a head and a trailer for each search.
type section struct {
	// base, filter and requesting are what the head says was asked; "" where it says nothing.
	base, filter, requesting string
	// head says that there was a head, and ended that there was a trailer. Who writes the one writes the other.
	head, ended bool
	// result is the first result that was no success, such as "4 Size limit exceeded".
	result string
	// entries counts records, and since those after the last count.
	entries, since int
	// counted is what the source itself counted, -1 for nothing; miscounted says that records
	// and count differ.
	counted    int
	miscounted bool
	// more says that the last page announced another one.
	more bool
	// references counts the places the server referred to instead of searching them; the first
	// one is kept.
	references int
	reference  string
	// members says that a record had member under any option, and groups counts groups.
	members bool
	groups  int
	// parents says that a record had memberOf.
	parents bool
	// carried are the attributes that a record had, asked those and what the head says, see settle.
	carried, asks attributeSet
	// whole says that a record came from a search for all attributes.
	whole bool
	// membersAsked and parentsAsked are what settle finds: whether the search asked for member, and
	// for memberOf; nil when neither a head nor a record says.
	membersAsked bool
	parentsAsked *bool
}

// comment learns from a comment line. ldapsearch writes most of what it knows as comments, and
// among them the name of each object, which anyone may have chosen: so the head counts only in
// front of the records, the first line of each sort, and what says that all is well must be
// exact.
func (s *section) comment(text []byte) {
	text = bytes.TrimPrefix(text[1:], []byte{' '})
	switch {
	case len(text) == 0:
	case bytes.HasPrefix(text, []byte("requesting: ")):
		s.setHead(&s.requesting, text[len("requesting: "):])
	case bytes.HasPrefix(text, []byte("filter: ")):
		s.setHead(&s.filter, text[len("filter: "):])
	case bytes.HasPrefix(text, []byte("base <")):
		s.setHead(&s.base, text[len("base "):])
	case bytes.HasPrefix(text, []byte("refldap")), bytes.HasPrefix(text, []byte("ref: ldap")):
		s.refer(text[len("ref"):])
	case string(text) == "search result":
		s.ended = true
	case bytes.HasPrefix(text, []byte("numEntries: ")):
		s.count(text[len("numEntries: "):])
	case bytes.HasSuffix(text, []byte(" entries")):
		s.count(text[:len(text)-len(" entries")]) // ldbsearch
	case bytes.HasPrefix(text, []byte("pagedresults")):
		s.page(text)
	}
}

func (s *section) setHead(field *string, value []byte) {
	if s.entries == 0 && *field == "" {
		s.head = true
		*field = strings.TrimSpace(string(value))
	}
}

const (
	headOfExtended = "# extended LDIF"
	headOfLDAP     = "# LDAPv3"
)

// starts reports whether a comment begins the output of a further search.
func (s *section) starts(text []byte) bool {
	fresh := s.entries == 0 && !s.ended && s.result == "" && s.requesting == ""
	return !fresh && (string(text) == headOfExtended || string(text) == headOfLDAP)
}

func (s *section) count(digits []byte) {
	n, err := strconv.Atoi(string(bytes.TrimSpace(digits)))
	if err != nil || n < 0 {
		return
	}
	// Older versions count each page, newer ones all pages at the end.
	s.miscounted = s.miscounted || n != s.since && n != s.entries
	if s.counted < 0 || n != s.since {
		s.counted = 0
	}
	s.counted += n
	s.since = 0
}

func (s *section) page(text []byte) {
	if _, cookie, found := bytes.Cut(text, []byte("cookie=")); found {
		s.more = len(bytes.TrimSpace(cookie)) > 0
	}
}

func (s *section) refer(url []byte) {
	if s.references++; s.references == 1 {
		s.reference = clip(strings.TrimLeft(string(url), ": "))
	}
}

// lacksExchange reports whether this is a search of the whole schema for an attribute of Exchange
// that ended well and found nothing. Without its head, which ldifde and ldapsearch -LLL leave out, a
// search without a result looks like one that was not made.
func (s *section) lacksExchange() bool {
	base, scope := s.searched()
	return strings.HasPrefix(base, schemaHead) && (scope == "onelevel" || scope == "subtree") &&
		strings.EqualFold(s.filter, "(lDAPDisplayName="+ldapNames[recipientDisplayType]+")") &&
		s.entries == 0 && s.problem() == "" && s.references == 0
}

// primaryOf returns the head of the domain that was searched whole for holders of unusual primary groups, by a search
// for them or for more, such as every person; "" where that was not the search, or the head of the output does not say
// where it began.
func (s *section) primaryOf() string {
	base, scope := s.searched()
	if scope != "subtree" || !s.asks.has(primaryGroupID) || s.problem() != "" {
		return ""
	}
	if base == "" || domainPart(base) != base || reachOf(s.filter, holders) != reachAll {
		return ""
	}
	return base
}

// trailerNames are the names that the trailer of ldapsearch has in place of attributes.
var trailerNames = []string{"search", "result", "matcheddn", "text", "ref", "control", "pagedresults"}

// trailer learns from one line of a trailer.
func (s *section) trailer(name string, value []byte) {
	switch name {
	case "result":
		s.ended = true
		code, _, _ := bytes.Cut(value, []byte{' '})
		if string(code) != "0" && s.result == "" {
			s.result = clip(string(value))
		}
	case "ref":
		s.refer(value)
	case "pagedresults":
		s.page(value)
	}
}

// asked reports whether the head says that attribute was asked for.
func (s *section) asked(attribute string) bool {
	for _, name := range strings.Fields(strings.ToLower(s.requesting)) {
		name, options := ParseDescription(name)
		if name == "all" || name == "*" {
			return true
		}
		if name == attribute && (options == "" || strings.HasPrefix(options, "range=0-")) {
			return true
		}
	}
	return false
}

// settle concludes from the whole section what its search asked for. A record alone cannot tell an attribute
// without a value from one that nobody asked for: the head tells, and any record that has it.
func (s *section) settle() {
	s.asks = s.carried
	for a, name := range ldapNames {
		if s.requesting != "" && s.asked(strings.ToLower(name)) {
			s.asks.add(attribute(a))
		}
	}
	s.membersAsked = s.members || s.asked("member")
	if asked := s.parents || s.asked("memberof"); asked || s.requesting != "" {
		s.parentsAsked = &asked
	}
}

// problem says why the section does not hold everything; "" if nothing speaks against it.
func (s *section) problem() string {
	switch {
	case s.result != "":
		return "the search ended with result " + s.result
	case s.more:
		return "the search was not read to its last page"
	case s.head && !s.ended:
		return "the head of a search has no result after it: the output was cut, export it again"
	case s.miscounted:
		return fmt.Sprintf("the search returned %d entries, the file has %d", s.counted, s.entries)
	case s.entries == 0 && !s.ended:
		return "it holds no record"
	}
	return ""
}

// maxPage is the number of entries Active Directory returns without paging.
//
// Source: KB 315071, MaxPageSize.
const maxPage = 1000

// doubt says what looks as if the section were cut off, though it need not be; "" if nothing.
func (s *section) doubt() string {
	if s.entries == maxPage && !s.ended && s.counted < 0 {
		return "it holds exactly 1000 records, as many as a server returns without paging, and says nothing of how the search ended"
	}
	return ""
}

// query says what was asked, as the head has it; "" without a head.
func (s *section) query() string {
	var parts []string
	for _, part := range []struct{ name, value string }{{"base ", s.base}, {"filter: ", s.filter}, {"requesting: ", s.requesting}} {
		if part.value != "" {
			parts = append(parts, part.name+whole(part.value))
		}
	}
	return strings.Join(parts, ", ")
}

// longestQuery is more bytes than a domain controller takes of a search.
const longestQuery = 64 << 10

// whole makes a part of a search fit for a report, so that it can be repeated: nothing is cut that any server would
// have answered.
func whole(text string) string {
	if len(text) > longestQuery {
		text = fmt.Sprintf("%s… (%d bytes more)", text[:longestQuery], len(text)-longestQuery)
	}
	return printable(text)
}
