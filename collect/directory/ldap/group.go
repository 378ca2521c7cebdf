package ldap

import (
	"context"
	"slices"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	allGroups = "(objectCategory=group)"
	// anchored finds what an engine marked as its own, wherever it lies by now.
	anchored = "(&(objectCategory=group)(|(msDS-ExternalDirectoryObjectId=Group_*)(adminDescription=Group_*)(adminDescription=TakenOver_Group_*)))"
	// accountOperators is the group of that name, in whatever language.
	accountOperators = "(&(objectCategory=group)(objectSid=S-1-5-32-548))"
)

// notAsked is why a group outside has no list of members.
const notAsked = "members are read of groups in the writeback containers and of anchored groups"

// groups reads the groups of the writeback containers and the anchored ones elsewhere, with their
// members (L2, L3, L4).
func (d *reader) groups(ctx context.Context) error {
	for _, ou := range d.ous {
		var err error
		if d.listed, err = d.listing(ctx, snapshot.StreamDirectoryGroups, ou); err != nil {
			return err
		}
		if err := d.groupsOf(ctx, ou, allGroups, true); err != nil {
			return err
		}
		if err := d.probe(ctx, &d.listed); err != nil {
			return err
		}
		for _, text := range d.listed.problems(ou, "groups") {
			d.problem(snapshot.StreamDirectoryGroups, d.host()+": "+text)
		}
	}
	if err := d.groupsOf(ctx, d.nc, anchored, true); err != nil {
		return err
	}
	return d.operators(ctx)
}

// operators reads Account Operators with their members: they may create and delete groups by default, which
// matters while there are any. No list of copies lacks anything where these may not be read.
func (d *reader) operators(ctx context.Context) error {
	if _, err := d.provenEmpty(ctx, d.nc, accountOperators); err != nil {
		return err
	}
	q := query{base: d.nc, scope: goldap.ScopeWholeSubtree, filter: accountOperators, attributes: directory.GroupAttributes(), controls: []goldap.Control{extendedDN()}}
	_, err := d.attempt(ctx, snapshot.StreamDirectoryGroups, q, func(e *goldap.Entry) error {
		if d.knows(e) {
			return nil
		}
		entry := d.groupEntry(e, true)
		d.tellsMembers(e, &entry)
		return d.record(ctx, e, entry, true)
	})
	return err
}

// groupsOf reads the groups below base that pass filter and were not read yet.
func (d *reader) groupsOf(ctx context.Context, base, filter string, members bool) error {
	attributes := directory.GroupAttributes()
	if !members {
		attributes = attributes[:len(attributes)-1]
	}
	q := query{base: base, scope: goldap.ScopeWholeSubtree, filter: filter, attributes: attributes, controls: []goldap.Control{extendedDN()}}
	if members {
		if _, err := d.provenEmpty(ctx, base, filter); err != nil {
			return err
		}
	}
	d.asks(snapshot.StreamDirectoryGroups, attributes)
	read, err := d.attempt(ctx, snapshot.StreamDirectoryGroups, q, func(e *goldap.Entry) error {
		if d.knows(e) {
			return nil
		}
		if members {
			d.written++
			d.shown(e)
		}
		return d.group(ctx, e, members)
	})
	if folded, failed := snapshot.FoldDN(base); read && failed == nil {
		o := d.streams[snapshot.StreamDirectoryGroups]
		o.searched = append(o.searched, snapshot.Searched{Base: folded, Subtree: true, Anchored: filter == anchored})
	}
	return err
}

// hiddenMembers is why a group that shows no member is not taken for an empty one.
const hiddenMembers = "no member came, and nothing proves that the account may read member of this group: let it read that and the permissions " +
	"(dsacls <group> /G <account>:RPRC)"

// provenEmpty looks which of the groups that a search is going to bring have no value of member and an access
// list by which the session may read it, and counts those of which nothing proves that. A value that may not be
// read is as good as none to a filter, too, so that no filter can tell the two, but the access list of these few
// groups does.
//
// Source: MS-ADTS 3.1.1.4.3, access checks.
func (d *reader) provenEmpty(ctx context.Context, base, filter string) (unproven int, err error) {
	d.empties = map[string]bool{}
	q := query{base: base, scope: goldap.ScopeWholeSubtree, filter: "(&" + filter + "(!(member=*)))", attributes: []string{"nTSecurityDescriptor"},
		controls: []goldap.Control{extendedDN(), sdFlags()}}
	came := map[string]bool{}
	_, err = d.attempt(ctx, snapshot.StreamDirectoryGroups, q, func(e *goldap.Entry) error {
		came[baseOf(e)] = true
		if d.token.may(e.GetEqualFoldRawAttributeValue("nTSecurityDescriptor"), snapshot.RightReadProperty, overMember) {
			d.empties[baseOf(e)] = true
		}
		return nil
	})
	return len(came) - len(d.empties), err
}

// showsNone reports whether no value of member came of a group, and nothing proves that it has none.
func (d *reader) showsNone(e *goldap.Entry) bool {
	for _, a := range e.Attributes {
		if name, _ := directory.ParseDescription(a.Name); name == "member" {
			return false
		}
	}
	return !d.empties[baseOf(e)]
}

// shown notes that a group came, where it is not proven otherwise that its container may be listed.
func (d *reader) shown(e *goldap.Entry) {
	if len(d.listed.unproven) == 0 {
		return
	}
	if folded, err := snapshot.FoldDN(directory.PlainDN(e.DN)); err == nil {
		d.listed.shows(folded)
	}
}

// knows reports whether a group was read already. One that is met under another name moved
// meanwhile; where it was first is what counts.
func (d *reader) knows(e *goldap.Entry) bool {
	if d.rec.Knows(e.DN) {
		return true
	}
	if !d.rec.KnowsGroup(e.DN) {
		return false
	}
	d.note("groups were moved, renamed or deleted while they were read: they are listed where they were first")
	return true
}

// note writes a remark once.
func (r *run) note(text string) {
	if !r.noted[text] {
		r.noted[text] = true
		r.w.Note("directory: " + text)
	}
}

// asks notes that attributes were asked for: one that no object has was collected all the same.
func (r *run) asks(stream snapshot.Stream, attributes []string) {
	o := r.streams[stream]
	for _, a := range attributes {
		if !slices.Contains(o.asked, a) {
			o.asked = append(o.asked, a)
		}
	}
}

// group records a group, with the values that its first answer left out.
func (d *reader) group(ctx context.Context, e *goldap.Entry, members bool) error {
	entry := d.groupEntry(e, members)
	if members && !d.tellsMembers(e, &entry) {
		d.unproven++
	}
	return d.record(ctx, e, entry, members)
}

// record adds a group, with the values that its first answer left out.
func (d *reader) record(ctx context.Context, e *goldap.Entry, entry directory.Entry, members bool) error {
	d.noteAbove(e)
	open := cutRanges(e)
	if len(open) == 0 {
		return d.add(entry)
	}
	entry.Continues = true
	if err := d.add(entry); err != nil {
		return err
	}
	return d.rest(ctx, e, open, members)
}

func (d *reader) groupEntry(e *goldap.Entry, members bool) directory.Entry {
	entry := d.entry.of(e)
	entry.MembersAsked, entry.ParentsAsked, entry.Everything = members, new(true), true
	if !members {
		entry.MembersCut = notAsked
	}
	return entry
}

// tellsMembers reports whether a member came or none is proven, and says in the entry where neither holds.
func (d *reader) tellsMembers(e *goldap.Entry, entry *directory.Entry) bool {
	if !d.showsNone(e) {
		return true
	}
	entry.MembersAsked, entry.MembersCut = false, hiddenMembers
	return false
}

// noteAbove remembers the groups that contain this one, to be looked up later.
func (d *reader) noteAbove(e *goldap.Entry) {
	if d.o.Accounts != MembersOnly {
		return
	}
	for _, a := range e.Attributes {
		if name, _ := directory.ParseDescription(a.Name); name == "memberof" {
			for _, dn := range a.Values {
				d.above[dn] = true
			}
		}
	}
}
