package ldap

import (
	"context"
	"slices"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	allAccounts = "(|(objectCategory=person)(objectCategory=computer)(objectClass=foreignSecurityPrincipal)(objectClass=msDS-GroupManagedServiceAccount))"
	// unusualPrimary finds accounts that are in a group by primaryGroupID: not in Domain Users, Guests,
	// Computers, Controllers or read-only controllers. It finds those, too, of whom it may not be read.
	unusualPrimary = "(&(objectCategory=person)(objectClass=user)(!(primaryGroupID=513))(!(primaryGroupID=514))(!(primaryGroupID=515))(!(primaryGroupID=516))(!(primaryGroupID=521)))"
	// holdersOfPrimary are all whose primary group is known after all accounts were read.
	holdersOfPrimary = "(primaryGroupID=*) among them"
)

// everyone reads all groups that were not read yet, without members, and all accounts of the
// domain: in pages, so that no account needs a query of its own (L5, L10, L11, L13).
func (d *reader) everyone(ctx context.Context) error {
	if err := d.groupsOf(ctx, d.nc, allGroups, false); err != nil {
		return err
	}
	ok, err := d.accountsOf(ctx, d.nc, allAccounts, d.account)
	if err == nil {
		err = d.ask(ctx, d.strangers())
	}
	all, err := d.allVisible(ctx, ok, err)
	if all && !d.hiddenPrimary {
		o := d.streams[snapshot.StreamDirectoryPrincipals]
		o.queries = append(o.queries, holdersOfPrimary)
	}
	return d.primaryGroups(all, err)
}

// primaryGroups says whether all accounts were found that are in a group by primaryGroupID.
func (d *reader) primaryGroups(all bool, err error) error {
	switch {
	case all && d.hiddenPrimary:
		d.problem(snapshot.StreamDirectoryFacts, d.host()+": primaryGroupID of some accounts may not be read, so they may be in a group as their primary one: "+letRead)
	case all:
		folded, err := snapshot.FoldDN(d.nc)
		if err != nil {
			return err
		}
		d.rec.SearchedDomain(directory.SearchPrimaryGroups, folded)
	default:
		d.problem(snapshot.StreamDirectoryFacts, d.host()+": accounts were not all read, so others may be in a group as their primary one")
	}
	return err
}

func (d *reader) accountsOf(ctx context.Context, base, filter string, take func(*goldap.Entry) error) (ok bool, err error) {
	attributes := directory.PrincipalAttributes()
	d.asks(snapshot.StreamDirectoryPrincipals, attributes)
	q := query{base: base, scope: goldap.ScopeWholeSubtree, filter: filter, attributes: attributes, controls: []goldap.Control{extendedDN()}}
	return d.attempt(ctx, snapshot.StreamDirectoryPrincipals, q, take)
}

// account records one object that is or may be a member.
func (d *reader) account(e *goldap.Entry) error {
	if d.rec.Knows(e.DN) {
		return nil
	}
	if !hasPrimary(e) {
		d.hiddenPrimary = true
	}
	entry := d.entry.of(e)
	entry.Everything = true
	return d.add(entry)
}

// holder records an account that unusualPrimary finds. One of which primaryGroupID may not be read is no
// member that is known, and only makes the search incomplete.
func (d *reader) holder(e *goldap.Entry) error {
	if !hasPrimary(e) {
		d.hiddenPrimary = true
		return nil
	}
	return d.account(e)
}

// hasPrimary reports whether primaryGroupID came of an account, which always has it; other objects need none.
func hasPrimary(e *goldap.Entry) bool {
	return e.GetEqualFoldAttributeValue("primaryGroupID") != "" || !isOf(e, "user")
}

// isOf reports whether an object is of a class.
func isOf(e *goldap.Entry, class string) bool {
	return slices.ContainsFunc(e.GetEqualFoldAttributeValues("objectClass"), func(c string) bool { return strings.EqualFold(c, class) })
}
