package ldap

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// onlyMembers is why the list of accounts is not complete.
const onlyMembers = "only accounts and groups that are members were asked for"

// membersOnly reads the accounts that members are, many in one query, the groups above, and whoever is in a
// group by primaryGroupID.
func (r *run) membersOnly(ctx context.Context) error {
	if err := r.parents(ctx); err != nil {
		return err
	}
	if err := r.lookUp(ctx); err != nil {
		return err
	}
	for _, d := range r.readers {
		ok, err := d.accountsOf(ctx, d.nc, unusualPrimary, d.holder)
		all, err := d.allVisible(ctx, ok, err)
		if err := d.primaryGroups(all, err); err != nil {
			return err
		}
	}
	r.problem(snapshot.StreamDirectoryPrincipals, onlyMembers)
	return nil
}

// batch is how many objects one query asks for.
const batch = 100

// lookUp asks for the objects of all members of which no record was read.
func (r *run) lookUp(ctx context.Context) error {
	filters := map[*reader][]string{}
	foreign := 0
	ask := func(d *reader) error {
		err := d.named(ctx, filters[d])
		filters[d] = filters[d][:0]
		return err
	}
	for name := range r.rec.Unseen() {
		folded, err := snapshot.FoldDN(name.DN)
		d := r.readerOf(folded)
		if err != nil || d == nil {
			foreign++
			continue
		}
		if filters[d] = append(filters[d], filterOf(name)); len(filters[d]) == batch {
			if err := ask(d); err != nil {
				return err
			}
		}
	}
	for _, d := range r.readers {
		if err := ask(d); err != nil {
			return err
		}
	}
	if foreign > 0 {
		r.w.Note(fmt.Sprintf("directory: %d members lie in domains that were not read, so nothing but their names is known", foreign))
	}
	return nil
}

// filterOf finds one object. objectGUID and distinguishedName are indexed.
func filterOf(n directory.Name) string {
	if n.GUID == nil {
		return "(distinguishedName=" + goldap.EscapeFilter(n.DN) + ")"
	}
	octets := n.GUID.DirectoryOctets()
	return "(objectGUID=" + goldap.EscapeFilter(string(octets[:])) + ")"
}

// named reads the objects that any of filters finds. Groups among them are recorded as groups.
func (d *reader) named(ctx context.Context, filters []string) error {
	if len(filters) == 0 {
		return nil
	}
	o := d.streams[snapshot.StreamDirectoryPrincipals]
	before := len(o.queries)
	attributes := slices.Compact(slices.Sorted(slices.Values(append(directory.PrincipalAttributes(), withoutMember()...))))
	d.asks(snapshot.StreamDirectoryPrincipals, directory.PrincipalAttributes())
	_, err := d.attempt(ctx, snapshot.StreamDirectoryPrincipals, query{base: d.nc, scope: goldap.ScopeWholeSubtree, filter: or(filters), attributes: attributes,
		controls: []goldap.Control{extendedDN()}}, func(e *goldap.Entry) error {
		d.came(e)
		if isOf(e, "group") {
			if d.knows(e) {
				return nil
			}
			return d.group(ctx, e, false)
		}
		return d.account(e)
	})
	// One query stands for all of its kind.
	o.queries = append(o.queries[:before], "subtree of "+d.nc+" by objectGUID or distinguishedName of each member")
	o.queries = slices.Compact(o.queries)
	return err
}

// came notes that an object that was asked for by name is there, under whatever name.
func (d *reader) came(e *goldap.Entry) {
	id, err := snapshot.GUIDFromDirectory(e.GetEqualFoldRawAttributeValue("objectGUID"))
	if err != nil {
		return
	}
	if d.found == nil {
		d.found = map[snapshot.GUID]bool{}
	}
	d.found[id] = true
}

func withoutMember() []string {
	list := directory.GroupAttributes()
	return list[:len(list)-1]
}

// parents reads the groups that contain one that was read, and those that contain these (L10).
func (r *run) parents(ctx context.Context) error {
	asked := map[string]bool{}
	for {
		var names []string
		for _, text := range slices.Sorted(maps.Keys(r.above)) {
			if !asked[text] && !r.rec.Knows(text) {
				names = append(names, text)
			}
			asked[text] = true
		}
		if len(names) == 0 {
			return nil
		}
		for _, d := range r.readers {
			for some := range slices.Chunk(d.among(names), batch) {
				if err := d.named(ctx, some); err != nil {
					return err
				}
			}
		}
	}
}

// among returns filters for those of names that lie in this domain.
func (d *reader) among(names []string) (filters []string) {
	for _, text := range names {
		dn := text[strings.LastIndex(text, ">")+1:]
		if strings.HasPrefix(text, "<") {
			dn = strings.TrimPrefix(dn, ";")
		} else {
			dn = text
		}
		if folded, err := snapshot.FoldDN(dn); err == nil && d.contains(folded) {
			filters = append(filters, filterOf(directory.Name{DN: dn}))
		}
	}
	return filters
}
