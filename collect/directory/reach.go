package directory

import (
	"strings"

	ber "github.com/go-asn1-ber/asn1-ber"
	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// reach is which of the objects in question a search brings.
type reach int

const (
	reachNone reach = iota
	reachSome
	reachAll
)

// question says which of the objects in question one comparison of a filter matches.
type question func(comparison *ber.Packet) reach

// reachOf says which objects a filter matches, as far as the filter itself tells: every one in question, none, or
// those that have something that not every one has. What is no filter may bring any.
//
// Source: RFC 4515; MS-ADTS 3.1.1.3.1.3.
func reachOf(filter string, of question) reach {
	if len(filter) > longestQuery {
		return reachSome
	}
	packet, err := goldap.CompileFilter(filter)
	if err != nil {
		return reachSome
	}
	return of.matched(packet)
}

// matched walks a filter.
func (of question) matched(p *ber.Packet) reach {
	switch p.Tag {
	case goldap.FilterAnd:
		least := reachAll
		for _, part := range p.Children {
			least = min(least, of.matched(part))
		}
		return least
	case goldap.FilterOr:
		most := reachNone
		for _, part := range p.Children {
			most = max(most, of.matched(part))
		}
		return most
	case goldap.FilterNot:
		return reachAll - of.matched(p.Children[0])
	}
	return of(p)
}

// presence returns the attribute, in lower case, that a comparison asks for any value of.
func presence(p *ber.Packet) (name string, is bool) {
	if p.Tag != goldap.FilterPresent {
		return "", false
	}
	return strings.ToLower(p.Data.String()), true
}

// equality returns what a comparison with one value compares, in lower case.
func equality(p *ber.Packet) (name, value string, is bool) {
	if p.Tag != goldap.FilterEqualityMatch {
		return "", "", false
	}
	return strings.ToLower(p.Children[0].Data.String()), strings.ToLower(p.Children[1].Data.String()), true
}

// target is a kind of object that searches are made for.
type target struct {
	// class is its own, in lower case, and always are the attributes that every object of it has.
	class  string
	always map[string]bool
	// anchor is the attribute in lower case in which the objects sought have an anchor; "" for all there are.
	anchor string
}

// groupsAnchored is about groups with an anchor in an attribute, about all groups for "".
func groupsAnchored(anchor string) question { return target{"group", alwaysThere, anchor}.matched }

// units is about organizational units.
var units question = target{class: "organizationalunit", always: map[string]bool{
	"objectclass": true, "objectcategory": true, "objectguid": true, "distinguishedname": true, "ou": true, "name": true, "instancetype": true,
	"ntsecuritydescriptor": true, "whencreated": true, "whenchanged": true, "usncreated": true, "usnchanged": true,
}}.matched

func (t target) matched(p *ber.Packet) reach {
	if p.Tag == goldap.FilterSubstrings {
		return t.begins(p)
	}
	if name, is := presence(p); is && (t.always[name] || name == t.anchor) {
		return reachAll
	}
	if name, value, is := equality(p); is {
		return t.equal(name, value)
	}
	return reachSome
}

// alwaysThere are attributes that every group has: mustContain and systemMustContain of top, group and securityPrincipal,
// and what the directory keeps of every object.
//
// Source: MS-ADSC.
var alwaysThere = map[string]bool{
	"objectclass": true, "objectcategory": true, "objectguid": true, "objectsid": true, "distinguishedname": true, "cn": true, "name": true,
	"grouptype": true, "samaccountname": true, "samaccounttype": true, "instancetype": true, "ntsecuritydescriptor": true,
	"whencreated": true, "whenchanged": true, "usncreated": true, "usnchanged": true,
}

// people are the classes of persons, and others those of which neither a person is nor an object of another of these.
var (
	people = map[string]bool{"person": true, "organizationalperson": true, "user": true, "inetorgperson": true, "contact": true}
	others = map[string]bool{
		"group": true, "computer": true, "organizationalunit": true, "container": true, "domain": true, "domaindns": true, "builtindomain": true,
		"foreignsecurityprincipal": true, "msds-managedserviceaccount": true, "msds-groupmanagedserviceaccount": true,
		"msds-delegatedmanagedserviceaccount": true, "crossref": true, "attributeschema": true, "classschema": true, "dmd": true,
	}
)

// begins is the reach of a comparison with parts of a value: every anchor begins alike.
func (t target) begins(p *ber.Packet) reach {
	if len(p.Children) != 2 || len(p.Children[1].Children) != 1 {
		return reachSome
	}
	name, part := strings.ToLower(p.Children[0].Data.String()), p.Children[1].Children[0]
	if name == t.anchor && part.Tag == goldap.FilterSubstringsInitial && strings.EqualFold(part.Data.String(), "Group_") {
		return reachAll
	}
	return reachSome
}

// equal is the reach of a comparison with one value.
func (t target) equal(name, value string) reach {
	switch name {
	case "objectclass", "objectcategory":
		class := value
		if rest, isName := strings.CutPrefix(value, "cn="); isName && name == "objectcategory" {
			class, _, _ = strings.Cut(rest, ",")
			class = strings.ReplaceAll(class, "-", "")
		}
		switch {
		case class == t.class, class == "top" && name == "objectclass":
			return reachAll
		case people[class], others[class]:
			return reachNone
		}
	case "isdeleted":
		// The list is of the living; those deleted have one of their own.
		if value == "true" {
			return reachNone
		}
	}
	return reachSome
}

// searched returns where a search began, folded, and its scope in lower case; "" where no head says.
func (s *section) searched() (base, scope string) {
	named, scope, found := strings.Cut(strings.TrimPrefix(s.base, "<"), " with scope ")
	named = strings.TrimSuffix(strings.TrimSuffix(named, " (default)"), ">")
	folded, err := foldDN(named)
	if !found || err != nil {
		return "", ""
	}
	return folded, strings.ToLower(scope)
}

// brings reports whether the filter of a search is known to match every object of a kind.
func (s *section) brings(of question) bool {
	return s.filter != "" && reachOf(s.filter, of) == reachAll
}

// searches are where an export looked for groups, and what says that it looked for some only.
type searches struct {
	all []snapshot.Searched
	// every says that at least one search was for every group.
	every bool
	// narrow is the first search for some groups, as its head has it; "" for none.
	narrow string
	// untold says that groups came from a search without a head, of which nobody knows what it asked.
	untold bool
}

// add takes the search of one section of a file in.
func (l *searches) add(file string, s *section) {
	base, scope := s.searched()
	if s.filter == "" || base == "" {
		l.untold = l.untold || s.groups > 0
		return
	}
	if scope == "baseobject" || strings.HasPrefix(base, deletedContainer) || strings.Contains(","+base, ",cn=configuration,dc=") {
		return
	}
	switch of := (snapshot.Searched{Base: base, Subtree: scope != "onelevel"}); reachOf(s.filter, groupsAnchored("")) {
	case reachAll:
		l.all, l.every = append(l.all, of), true
	case reachSome:
		if l.narrow == "" {
			l.narrow = file + " asks for " + clip(s.filter) + " below " + clip(base)
		}
		if s.brings(groupsAnchored("admindescription")) && s.brings(groupsAnchored("msds-externaldirectoryobjectid")) {
			of.Anchored = true
			l.all = append(l.all, of)
		}
	}
}

// searched returns where the export looked for groups, nil where that is not known, and why its list of groups
// cannot be whole, "" where it can.
func (r *reading) searched() (all []snapshot.Searched, why string) {
	var l searches
	for _, o := range r.outputs {
		for i := range o.sections {
			l.add(o.name, &o.sections[i])
		}
	}
	switch {
	case l.untold:
		return nil, ""
	case !l.every && l.narrow != "":
		return nil, l.narrow + ", which not every group fits: export every group of the writeback OU too, with the filter (objectCategory=group)"
	}
	return l.all, ""
}

// searchedUnits returns where the export looked for every organizational unit; nil where no head says.
func (r *reading) searchedUnits() (all []snapshot.Searched) {
	for _, o := range r.outputs {
		for i := range o.sections {
			s := &o.sections[i]
			if base, scope := s.searched(); base != "" && scope != "baseobject" && s.brings(units) {
				all = append(all, snapshot.Searched{Base: base, Subtree: scope != "onelevel"})
			}
		}
	}
	return all
}
