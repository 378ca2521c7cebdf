package ldap

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// finish ends every stream by what was read and what went wrong.
func (r *run) finish() error {
	t, err := r.rec.Finish()
	if err != nil {
		return err
	}
	if r.written == 0 {
		r.problem(snapshot.StreamDirectoryGroups, r.noGroups())
	}
	r.blind(t)
	groups := r.streams[snapshot.StreamDirectoryGroups]
	// What keeps groups out keeps their members out.
	memberships := *groups
	memberships.asked, memberships.problems, memberships.searched = []string{"member"}, slices.Clone(groups.problems), nil
	if r.unproven > 0 {
		memberships.problems = append(memberships.problems, fmt.Sprintf("of %d groups %s", r.unproven, hiddenMembers))
	}
	r.streams[snapshot.StreamDirectoryMemberships] = &memberships
	seen := map[snapshot.Stream][]string{
		snapshot.StreamDirectoryGroups: t.GroupProperties, snapshot.StreamDirectoryPrincipals: t.PrincipalProperties,
		snapshot.StreamDirectoryDeleted: t.DeletedProperties, snapshot.StreamDirectoryFacts: t.FactProperties,
	}
	for _, stream := range streams {
		if err := r.w.End(stream, r.streams[stream].ended(seen[stream], stream, t)); err != nil {
			return err
		}
	}
	return nil
}

// blind keeps what nobody could read out of what was collected, and says so.
func (r *run) blind(t directory.Totals) {
	r.streams[snapshot.StreamDirectoryGroups].unread = t.UnknownOfGroups
	r.streams[snapshot.StreamDirectoryPrincipals].unread = t.UnknownOfPrincipals
	if t.Hidden > 0 {
		r.note(fmt.Sprintf("%d objects came without an attribute that every such object has, so the account may not read all of them, and what did not "+
			"come of them counts as unknown: %s", t.Hidden, letRead))
	}
	if t.Principals > t.Groups {
		r.withoutAdmins(snapshot.StreamDirectoryPrincipals, t.PrincipalProperties, "account", "Administrator and krbtgt are")
	}
	if t.Groups > 0 {
		r.withoutAdmins(snapshot.StreamDirectoryGroups, t.GroupProperties, "group", "Domain Admins is")
	}
}

// letRead is what to do about attributes that may not be read.
const letRead = "let it read all properties of users, computers and groups (dsacls <domain> /I:T /G <account>:RP)"

const adminCount = "admincount"

// withoutAdmins takes adminCount out of what was collected where every object of a kind was read and none
// has it: each domain has some that do.
//
// Source: MS-ADTS 3.1.1.6.1.2 (protected objects) and 3.1.1.6.1.3 (adminCount is set on each).
func (r *run) withoutAdmins(stream snapshot.Stream, seen []string, kind, protected string) {
	o := r.streams[stream]
	if r.o.Accounts != EveryAccount || !o.reached || slices.Contains(seen, adminCount) {
		return
	}
	o.unread = append(o.unread, adminCount)
	if len(o.problems) > 0 {
		// Those that are protected may be among what did not come.
		return
	}
	r.note(fmt.Sprintf("adminCount came of no %s, though %s protected in every domain, so it counts as not read: %s", kind, protected, letRead))
}

// noGroups says that nothing was found where writeback should have written.
func (r *run) noGroups() string {
	if len(r.o.OUs) == 0 {
		return "no group has an anchor, and no writeback container was named: name the container that groups are written to"
	}
	return fmt.Sprintf("%s holds no group that the account can see, and none elsewhere has an anchor: check that it is the container that groups are written to, and that the account may read it",
		strings.Join(r.o.OUs, " and "))
}

// ended makes the end of a stream: absent when nothing of it was read, partial when something is
// missing.
func (o *outcome) ended(seen []string, stream snapshot.Stream, t directory.Totals) snapshot.Ended {
	e := snapshot.Ended{Status: snapshot.Complete, Query: o.query(), Properties: o.properties(seen), Searched: o.searched}
	reasons := slices.Clone(o.problems)
	if o.left > 0 {
		reasons = append(reasons, fmt.Sprintf("and %d more", o.left))
	}
	if o.absent != "" {
		reasons = append(reasons, o.absent)
	}
	if len(reasons) == 0 {
		// Every search ended with its last page, see session.pages.
		e.ToEnd = true
		return e
	}
	e.Status, e.Reason = snapshot.Partial, strings.Join(reasons, "; ")
	if !o.reached && !brought(stream, t) {
		return snapshot.Ended{Status: snapshot.Absent, Reason: e.Reason, Query: e.Query}
	}
	return e
}

// brought reports whether a stream holds anything.
func brought(stream snapshot.Stream, t directory.Totals) bool {
	switch stream {
	case snapshot.StreamDirectoryDeleted:
		return t.Deleted > 0
	case snapshot.StreamDirectoryFacts:
		return t.Facts
	case snapshot.StreamDirectoryPrincipals:
		return t.Principals > 0
	}
	return t.Groups > 0
}

// properties adds what was asked for: an attribute that no object has was collected all the same, unless the
// account may read it of none.
func (o *outcome) properties(seen []string) []string {
	names := slices.Clone(seen)
	for _, a := range o.asked {
		if a = strings.ToLower(a); !slices.Contains(o.unread, a) {
			names = append(names, a)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

const queryLimit = 8 << 10

// query names what was asked: each search whole, so that it can be repeated, and how many more there were.
func (o *outcome) query() string {
	var b strings.Builder
	for i, q := range o.queries {
		if b.Len() > queryLimit {
			fmt.Fprintf(&b, "; and %d more searches", len(o.queries)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(q)
	}
	return b.String()
}
