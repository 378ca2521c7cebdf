package ldap

import (
	"context"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	allAccounts = "(|(objectCategory=person)(objectCategory=computer)(objectClass=foreignSecurityPrincipal)(objectClass=msDS-GroupManagedServiceAccount))"
	// unusualPrimary finds accounts that are in a group by primaryGroupID: not in Domain Users, Guests,
	// Computers, Controllers or read-only controllers.
	unusualPrimary = "(&(objectCategory=person)(primaryGroupID=*)(!(primaryGroupID=513))(!(primaryGroupID=514))(!(primaryGroupID=515))(!(primaryGroupID=516))(!(primaryGroupID=521)))"
	// holdersOfPrimary are all whose primary group is known after all accounts were read.
	holdersOfPrimary = "(primaryGroupID=*) among them"
)

// everyone reads all groups that were not read yet, without members, and all accounts of the
// domain: in pages, so that no account needs a query of its own (L5, L10, L11, L13).
func (d *reader) everyone(ctx context.Context) error {
	if err := d.groupsOf(ctx, d.nc, allGroups, false); err != nil {
		return err
	}
	ok, err := d.accountsOf(ctx, d.nc, allAccounts)
	if ok {
		o := d.streams[snapshot.StreamDirectoryPrincipals]
		o.queries = append(o.queries, holdersOfPrimary)
	}
	return d.primaryGroups(ok, err)
}

// primaryGroups says whether all accounts were found that are in a group by primaryGroupID.
func (d *reader) primaryGroups(all bool, err error) error {
	if all {
		folded, err := snapshot.FoldDN(d.nc)
		if err != nil {
			return err
		}
		d.rec.SearchedDomain(directory.SearchPrimaryGroups, folded)
	} else {
		d.problem(snapshot.StreamDirectoryFacts, d.host()+": accounts were not all read, so others may be in a group as their primary one")
	}
	return err
}

func (d *reader) accountsOf(ctx context.Context, base, filter string) (ok bool, err error) {
	attributes := directory.PrincipalAttributes()
	d.asks(snapshot.StreamDirectoryPrincipals, attributes)
	q := query{base: base, scope: goldap.ScopeWholeSubtree, filter: filter, attributes: attributes, controls: []goldap.Control{extendedDN()}}
	return d.attempt(ctx, snapshot.StreamDirectoryPrincipals, q, d.account)
}

// account records one object that is or may be a member.
func (d *reader) account(e *goldap.Entry) error {
	if d.rec.Knows(e.DN) {
		return nil
	}
	return d.add(d.entry.of(e))
}
