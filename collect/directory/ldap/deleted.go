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
	var f final
	switch code, answered := codeOf(err); {
	case err == nil:
		o.reached = true
		folded, err := snapshot.FoldDN(d.nc)
		if err != nil {
			return err
		}
		d.rec.SearchedDomain(directory.SearchDeleted, folded)
	case errors.As(err, &f), ctx.Err() != nil:
		return err
	case answered && (code == goldap.LDAPResultNoSuchObject || code == goldap.LDAPResultInsufficientAccessRights):
		o.absent = mayNotRead
	default:
		d.problem(snapshot.StreamDirectoryDeleted, d.host()+": "+explainSearch(q, err))
	}
	return nil
}
