package ldap

import (
	"context"
	"errors"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const deletedGroups = "(&(objectClass=group)(isDeleted=TRUE))"

// mayNotRead is what a server that hides the Deleted Objects container amounts to.
const mayNotRead = "the account may not read the Deleted Objects container: let it list and read it with dsacls, or go without"

// deleted reads the deleted groups, where the account may (L6).
func (d *reader) deleted(ctx context.Context) error {
	if known, err := d.listsDeleted(ctx); err != nil || !known {
		return err
	}
	attributes := directory.DeletedAttributes()
	d.asks(snapshot.StreamDirectoryDeleted, attributes)
	q := query{base: "CN=Deleted Objects," + d.nc, scope: goldap.ScopeWholeSubtree, filter: deletedGroups, attributes: attributes,
		controls: []goldap.Control{showDeleted(), showRecycled(), extendedDN()}}
	o := d.streams[snapshot.StreamDirectoryDeleted]
	o.queries = append(o.queries, q.String())
	seen := map[string]bool{}
	err := d.search(ctx, q, func(e *goldap.Entry) error {
		// The names of deleted objects hold their objectGUID, so no two are alike.
		if seen[e.DN] {
			return nil
		}
		seen[e.DN] = true
		if d.knows(e) {
			return nil
		}
		return d.add(d.entry.of(e))
	})
	if err == nil {
		o.reached = true
		folded, err := snapshot.FoldDN(d.nc)
		if err != nil {
			return err
		}
		d.rec.SearchedDomain(directory.SearchDeleted, folded)
	}
	return d.deletedFailed(ctx, q, err)
}

// deletedFailed notes why the deleted groups could not be read, if err is not nil; what it returns is final.
func (d *reader) deletedFailed(ctx context.Context, q query, err error) error {
	var f final
	switch code, answered := codeOf(err); {
	case err == nil:
	case errors.As(err, &f), ctx.Err() != nil:
		return err
	case answered && (code == goldap.LDAPResultNoSuchObject || code == goldap.LDAPResultInsufficientAccessRights):
		d.streams[snapshot.StreamDirectoryDeleted].absent = mayNotRead
	default:
		d.failed = true
		d.problem(snapshot.StreamDirectoryDeleted, d.host()+": "+explainSearch(q, err))
	}
	return nil
}

// listsDeleted reports whether the Deleted Objects container may be listed. An account that may not still sees
// that it is there, without any attribute, and a search of it that ends well and brings nothing. A container of
// which only the permissions may not be read counts as one that may be listed.
func (d *reader) listsDeleted(ctx context.Context) (bool, error) {
	q := query{base: "CN=Deleted Objects," + d.nc, filter: everything, attributes: []string{"objectClass", "nTSecurityDescriptor"},
		controls: []goldap.Control{showDeleted(), sdFlags()}}
	e, err := d.object(ctx, q)
	if err != nil {
		return false, d.deletedFailed(ctx, q, err)
	}
	if e != nil && isOf(e, "container") {
		octets := e.GetEqualFoldRawAttributeValue("nTSecurityDescriptor")
		if len(octets) == 0 || d.token == nil || d.token.may(octets, snapshot.RightListChildren, nil) {
			return true, nil
		}
	}
	d.streams[snapshot.StreamDirectoryDeleted].absent = mayNotRead
	return false, nil
}
