package changes

import (
	"cmp"
	"context"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// groupIDs are the objectGUIDs of directory groups by folded DN: a group that was met as a member
// often has no other.
type groupIDs map[string]snapshot.GUID

func readGroupIDs(r *snapshot.Reader) (groupIDs, error) {
	ids := groupIDs{}
	for g, err := range r.DirectoryGroups() {
		if err != nil {
			return nil, err
		}
		if folded, err := snapshot.FoldDN(g.DN); err == nil {
			ids[folded] = g.GUID
		}
	}
	return ids, nil
}

// of is the account's objectGUID; zero where it is not known.
func (g groupIDs) of(p *snapshot.DirectoryPrincipal) snapshot.GUID {
	if p.GUID != nil {
		return *p.GUID
	}
	return g[p.FoldedDN]
}

// accountJoin pairs the accounts of both snapshots by objectGUID, else by DN. Both lists are sorted by DN,
// so those whose DN changed wait until all were seen.
type accountJoin struct {
	*comparison[snapshot.DirectoryPrincipal]
	table *accounts
	ids   [2]groupIDs
	// groups are those that either list of groups has, which are compared there and nowhere else; empty where the lists
	// are not compared. ofGroups is what their accounts tell beside, by objectGUID.
	groups   map[snapshot.GUID]bool
	ofGroups map[snapshot.GUID]*Change
	// alone numbers the accounts that one side alone has, by the ids of their changes.
	alone         map[string]uint32
	waitingBefore []snapshot.DirectoryPrincipal
	waitingAfter  []snapshot.DirectoryPrincipal
}

func (j *accountJoin) run(ctx context.Context, before, after *snapshot.Reader) error {
	if err := join(ctx, before.DirectoryPrincipals(), after.DirectoryPrincipals(), j.order, j.meet); err != nil {
		return err
	}
	waiting := map[snapshot.GUID]*snapshot.DirectoryPrincipal{}
	for i := range j.waitingAfter {
		if id := j.ids[later].of(&j.waitingAfter[i]); !id.IsZero() {
			waiting[id] = &j.waitingAfter[i]
		}
	}
	paired := map[snapshot.GUID]bool{}
	for i := range j.waitingBefore {
		a := &j.waitingBefore[i]
		id := j.ids[earlier].of(a)
		b := waiting[id]
		if b != nil {
			paired[id] = true
		}
		if err := j.settle(a, b, id); err != nil {
			return err
		}
	}
	for i := range j.waitingAfter {
		b := &j.waitingAfter[i]
		id := j.ids[later].of(b)
		if paired[id] {
			continue
		}
		if err := j.settle(nil, b, id); err != nil {
			return err
		}
	}
	slices.SortFunc(j.changes, func(a, b Change) int { return cmp.Compare(a.ID, b.ID) })
	return nil
}

// meet takes what has the same DN in both snapshots for one account, unless their ids tell otherwise.
func (j *accountJoin) meet(a, b *snapshot.DirectoryPrincipal) error {
	if a != nil && b != nil {
		x, y := j.ids[earlier].of(a), j.ids[later].of(b)
		if x == y || x.IsZero() || y.IsZero() {
			if x.IsZero() {
				x = y
			}
			return j.settle(a, b, x)
		}
	}
	if a != nil {
		j.waitingBefore = append(j.waitingBefore, *a)
	}
	if b != nil {
		j.waitingAfter = append(j.waitingAfter, *b)
	}
	return nil
}

// settle numbers an account and compares its records, if the list is compared at all.
func (j *accountJoin) settle(a, b *snapshot.DirectoryPrincipal, id snapshot.GUID) error {
	n := j.table.note(a, b, id)
	if j.result.Compared == Not {
		return nil
	}
	if j.groups[id] {
		j.leaveToGroup(a, b, id)
		return nil
	}
	known := len(j.changes)
	if err := j.pair(a, b); err != nil {
		return err
	}
	if len(j.changes) > known && !id.IsZero() {
		j.changes[known].ID = id.String()
	}
	if len(j.changes) > known && (a == nil || b == nil) {
		j.alone[j.changes[known].ID] = n
	}
	return nil
}

// leaveToGroup keeps what the account of a group has and its record in the list of groups has not.
func (j *accountJoin) leaveToGroup(a, b *snapshot.DirectoryPrincipal, id snapshot.GUID) {
	if a == nil || b == nil || a.Unreadable != "" || b.Unreadable != "" {
		return
	}
	change := j.both(a, b)
	change.Attributes = slices.DeleteFunc(change.Attributes, func(x Attribute) bool { return namesOfGroup[x.Name] })
	change.Gaps = slices.DeleteFunc(change.Gaps, func(g Gap) bool { return namesOfGroup[g.What] })
	if len(change.Attributes)+len(change.Gaps) > 0 {
		j.ofGroups[id] = &change
	}
}

// namesOfGroup are the attributes that the record of a group has.
var namesOfGroup = func() map[string]bool {
	names := map[string]bool{attributeDN: true, "objectGUID": true}
	for _, a := range directoryGroups().attributes {
		names[a.name] = true
	}
	return names
}()

// toldOfGroup is what only the accounts of a group tell.
func (j *accountJoin) toldOfGroup(a, _ *snapshot.DirectoryGroup) ([]Attribute, []Gap) {
	if told := j.ofGroups[a.GUID]; told != nil {
		return told.Attributes, told.Gaps
	}
	return nil, nil
}

// doubtUnsought doubts accounts that are member of no group that was read: they were found by a search of their own,
// and no snapshot tells where it searched for accounts, but for those with an unusual primary group.
func (j *accountJoin) doubtUnsought() {
	for side, kind := range [...]Kind{earlier: Added, later: Removed} {
		j.doubt(kind, func(c *Change) string {
			e := &j.table.entries[j.alone[c.ID]]
			folded, err := snapshot.FoldDN(c.DN)
			_, unusual := j.looks[1-side].facts.PrimaryGroups[folded]
			if e.met[1-side] || err == nil && unusual && j.looks[side].soughtPrimaryGroups(folded) {
				return ""
			}
			return "the " + sides[1-side] + " snapshot alone has it, as a member of no group, and the " + sides[side] + " one does not tell where it looked for accounts"
		})
	}
}
