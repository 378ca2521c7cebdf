package directory

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// write writes everything o is.
func (r *Recorder) write(o *object) error {
	if !o.has(objectClass) && !o.group() && !o.members.none() {
		return &Defect{DN: o.dn, Text: "it has members but no objectClass: export objectClass and objectGUID too"}
	}
	if next, whole := o.parentRanges.reach(); !whole {
		o.notef("memberof came as ranges without a value %d", next)
	}
	o.missing |= o.hidden()
	k := o.kind()
	for _, p := range o.properties {
		p.on[k] = true
	}
	r.bury(o)
	var err error
	switch k {
	case kindGroup:
		err = r.group(o)
	case kindPrincipal:
		err = r.principal(o)
	case kindDeleted:
		err = r.deleted(o)
	case kindFact:
		r.facts.take(o)
	}
	for _, note := range o.notes {
		r.notes.add("attribute", fmt.Sprintf("%s of %s", note, clip(o.dn)))
	}
	return err
}

// bury notes whose Deleted Objects container o came from. A deleted object elsewhere says nothing of it.
func (r *Recorder) bury(o *object) {
	head := o.buriedIn()
	if head == "" {
		return
	}
	r.total.DeletedSeen = true
	if domain := snapshot.DomainOf(head); r.buried[domain] == "" {
		r.buried[domain] = cmp.Or(o.file, "the directory")
		if r.expect != nil {
			// What is in a file is what its search brought; a live reader says when its search ended.
			r.SearchedDomain(SearchDeleted, head)
		}
	}
}

// unanchored counts the groups of a file of which no search is known to have asked for anchor attributes that
// another one brought.
type unanchored struct {
	groups     int
	attributes attributeSet
}

// remarkUnanchored names the files with such groups: any of them may be a copy, so that of none it is known to be
// absent.
func (r *Recorder) remarkUnanchored() {
	for _, file := range slices.Sorted(maps.Keys(r.unanchored)) {
		u := r.unanchored[file]
		r.notes.add("unasked", fmt.Sprintf("%s: of %d groups it is not known whether they have %s: no record of their search has it and no head says that it was asked for; "+
			"export all groups with one list of attributes, and keep the head that ldapsearch writes (not -LLL)", file, u.groups, strings.Join(u.attributes.names(), ", ")))
	}
}

// remarkBuried names the files with deleted objects of a domain in which no group was read.
func (r *Recorder) remarkBuried() {
	for _, domain := range slices.Sorted(maps.Keys(r.buried)) {
		if len(r.groupDomains) > 0 && !r.groupDomains[domain] {
			r.notes.add("deleted", fmt.Sprintf("%s holds Deleted Objects of %s: expected those of %s, where the groups lie; they say nothing of copies there",
				r.buried[domain], clip(domain), clip(strings.Join(slices.Sorted(maps.Keys(r.groupDomains)), ", "))))
		}
	}
}

// identify returns objectGUID, by which everything knows a group.
func (r *Recorder) identify(o *object) (snapshot.GUID, error) {
	guid, notes := o.objectGUID(), o.notes
	o.notes = nil
	switch {
	case guid == nil && len(notes) > 0:
		return snapshot.GUID{}, &Defect{DN: o.dn, Text: notes[len(notes)-1] + ": export the group again", Own: true}
	case guid == nil || guid.IsZero():
		return snapshot.GUID{}, &Defect{DN: o.dn, Text: "the group has no objectGUID: export objectGUID too"}
	}
	o.notes = notes
	if _, twice := r.guids[*guid]; twice {
		return snapshot.GUID{}, &Defect{DN: o.dn, Text: "a group before it has the same objectGUID and another name: export both again at one time, or take one of them away"}
	}
	r.guids[*guid] = struct{}{}
	return *guid, nil
}

// valuesPerRead is how many values of an attribute a domain controller returns at a time.
//
// Source: MS-ADTS 3.1.1.3.4.6, MaxValRange
const valuesPerRead = 1500

// remarkLimit notes a list of members in a file that is as long as a first range. Domain controllers
// mark that range, but a tool that reads only it may write it without the mark.
func (r *Recorder) remarkLimit(o *object) {
	isOfFile := r.expect != nil
	if isOfFile && len(o.members.plain) == valuesPerRead && len(o.members.ranges) == 0 {
		r.notes.add("limit", clip(o.dn)+" has exactly 1500 members, as many as a domain controller returns at a time: more may exist; "+
			"export member;range=1500-* too")
	}
}

func (r *Recorder) group(o *object) error {
	guid, err := r.identify(o)
	if err != nil {
		return err
	}
	if !o.members.asked && o.members.none() && o.whole() && r.membersSeen {
		o.members.asked = true
		r.notes.add("empty", clip(o.dn)+" has no member attribute, which counts as no members since its record comes from a search "+
			"for all attributes; an export that left member out on purpose (ldifde -o member) would look the same")
	}
	if isOfFile := r.expect != nil; isOfFile && o.members.asked && o.members.none() && !r.membersSeen {
		// What no object of an export has cannot be told from what the account may not read.
		o.members.asked = false
	}
	r.total.Whole = r.total.Whole || o.whole()
	r.remarkLimit(o)
	numbers := o.members.numbers()
	record := &r.groupRecord
	o.groupRecord(record, guid, len(numbers))
	record.Domain = r.domainOf(o)
	r.groupDomains[record.Domain] = true
	record.Missing = r.gaps(o, kindGroup, r.judged.groups)
	if open := o.unknown() & r.judged.anchors &^ o.damaged; open != 0 {
		u := r.unanchored[o.file]
		r.unanchored[o.file] = unanchored{u.groups + 1, u.attributes | open}
	}
	r.total.group(record)
	if err := r.w.Add(record); err != nil {
		return err
	}
	for _, number := range numbers {
		if err := r.w.NamedMembership(guid, &r.names.all[number].MemberName); err != nil {
			return err
		}
	}
	// The second record of the same attributes has nothing new to say about them.
	notes := o.notes
	err = r.principal(o)
	o.notes = notes
	return err
}

func (r *Recorder) principal(o *object) error {
	record := &r.principalRecord
	o.principalRecord(record)
	if o.group() {
		record.Missing = r.missing.of(o.unknown() & r.judged.memberGroups)
	} else {
		record.Missing = r.gaps(o, kindPrincipal, r.judged.accounts)
	}
	if record.Class == "" && record.Unreadable == "" {
		r.total.Classless++
	}
	r.total.Principals++
	r.facts.principal(record)
	r.names.all[r.names.object(o.dn, o.folded)].written = true
	return r.w.Add(record)
}

// gaps names the attributes among judged that are unknown of o, and counts what is known of its kind.
func (r *Recorder) gaps(o *object, k kind, judged attributeSet) []string {
	unknown := o.unknown() & judged
	if r.known[k] |= judged &^ unknown; o.hidden() != 0 {
		r.total.Hidden++
	}
	return r.missing.of(unknown)
}

// domainOf returns the domain of o. Most objects lie where the one before them did.
func (r *Recorder) domainOf(o *object) string {
	above := snapshot.ParentDN(o.folded)
	if above == "" || strings.HasPrefix(o.folded, "dc=") {
		return snapshot.DomainOf(o.dn)
	}
	if above != r.above {
		r.above, r.domain = strings.Clone(above), snapshot.DomainOf(o.dn)
	}
	return r.domain
}

func (r *Recorder) deleted(o *object) error {
	guid, err := r.identify(o)
	if err != nil {
		return err
	}
	r.total.Deleted++
	record := o.deletedRecord(guid)
	record.Missing = r.gaps(o, kindDeleted, r.judged.deleted)
	return r.w.Add(record)
}
