package diff

import (
	"cmp"
	"slices"
)

// ConnectTotals are counts that need what Connect's export says.
type ConnectTotals struct {
	// Limited counts Microsoft 365 groups that are not written for having more members than the
	// rule "Out to AD - Group Writeback Member Limit" lets through, 50,000 unless a choice says that it
	// was edited, and that would be without it; not exact when memberships of the cloud, or the kind of a
	// group, were not read completely.
	Limited Count `json:"limited"`
	// OutOfScope are the containers outside the scope of Connect with members of copies that the
	// cloud group does not have and that match no cloud object, ordered by key.
	OutOfScope []OutOfScope `json:"out_of_scope"`
}

// OutOfScope is one container that Connect does not read.
type OutOfScope struct {
	DN string `json:"-"`
	// Key tells containers apart over runs and does not tell which it is.
	Key string `json:"key"`
	// Members counts memberships, Copies the copies that have them.
	Members int `json:"members"`
	Copies  int `json:"copies"`
}

func (f *Facts) countConnect() {
	t := &f.totals.Connect
	limited, whole := 0, f.wholeCloud()
	for i := range f.cloud {
		c := &f.cloud[i]
		whole = whole && c.kind.kind() != KindUnknown
		if c.kind.kind() != KindM365 {
			continue
		}
		members, exact := f.memberCount(i)
		whole = whole && exact
		w := &f.writebacks[c.writeback]
		if exact && w.OverLimit && w.Limit != nil && *w.Limit < largeLimit && members <= largeLimit {
			limited++
		}
		whole = whole && !w.mayBeLimited()
	}
	t.Limited = counted(limited, whole)
	t.OutOfScope = f.outOfScope()
}

// mayBeLimited reports whether the group has more members than an engine writes of which it is not known whether it is on.
func (w *Writeback) mayBeLimited() bool {
	may := func(a *EngineAnswer) bool { return a.OverLimit && a.State == SwitchUnknown }
	return !w.OverLimit && (may(&w.V1) || may(&w.V2))
}

// outOfScope compares the members of those copies only that have one in a container that Connect
// does not read.
func (f *Facts) outOfScope() []OutOfScope {
	list := []OutOfScope{}
	if !f.estate.outOfScope {
		return list
	}
	found := map[string]*OutOfScope{}
	a := f.Assembler()
	for i := range f.cloud {
		if f.writebacks[f.cloud[i].writeback].Expected != Yes {
			continue
		}
		for _, copied := range f.copiesOf(i) {
			if !slices.ContainsFunc(f.directoryMembers.of(copied), f.accountOutOfScope) {
				continue
			}
			a.countOutOfScope(found, i, copied)
		}
	}
	for _, o := range found {
		list = append(list, *o)
	}
	slices.SortFunc(list, func(x, y OutOfScope) int { return cmp.Compare(x.Key, y.Key) })
	return list
}

// countOutOfScope counts the members of a copy that are in containers which Connect does not read.
func (a *Assembler) countOutOfScope(found map[string]*OutOfScope, cloud, directory int) {
	if a.members(cloud, directory).ForeignClasses.OutOfScope == 0 {
		return
	}
	met := map[string]bool{}
	for _, d := range a.comparer.strangers {
		if !a.comparer.isOutOfScope(d) {
			continue
		}
		p := &a.comparer.parents.list[a.comparer.accounts.parent[d]]
		if found[p.folded] == nil {
			found[p.folded] = &OutOfScope{DN: p.dn, Key: keyOf(p.folded)}
		}
		found[p.folded].Members++
		found[p.folded].Copies += count(!met[p.folded])
		met[p.folded] = true
	}
}

// accountOutOfScope reports whether Connect does not read the container of an account.
func (f *Facts) accountOutOfScope(d uint32) bool {
	return f.parents.list[f.accounts.parent[d]].place.scope == No
}
