package ldap

import (
	"context"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// look is a search of which finding nothing is an answer too.
type look struct {
	query
	answers *directory.Search
}

// forest reads what concerns all domains: schema, optional features and the domains there are (L7, L8, L12).
func (d *reader) forest(ctx context.Context) error {
	partitions := "CN=Partitions," + d.configuration
	looks := []look{
		{query: query{base: d.schema, scope: goldap.ScopeBaseObject, filter: everything, attributes: []string{"objectClass", "objectVersion"}}},
		{
			query:   query{base: d.schema, scope: goldap.ScopeSingleLevel, filter: "(lDAPDisplayName=msExchRecipientDisplayType)", attributes: []string{"objectClass", "lDAPDisplayName"}},
			answers: new(directory.SearchExchange),
		},
		{
			query:   query{base: partitions, scope: goldap.ScopeBaseObject, filter: everything, attributes: []string{"objectClass", "msDS-EnabledFeature"}},
			answers: new(directory.SearchRecycleBin),
		},
		{query: query{base: partitions, scope: goldap.ScopeSingleLevel, filter: "(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=2))",
			attributes: []string{"objectClass", "nCName", "dnsRoot", "nETBIOSName", "systemFlags"}}},
	}
	for _, l := range looks {
		if _, err := d.fact(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// containers reads the head of the domain, its organizational units, and who may do what to the
// head and the writeback containers (L9).
func (d *reader) containers(ctx context.Context) error {
	for _, dn := range append([]string{d.nc}, d.ous...) {
		if _, err := d.fact(ctx, look{query: query{base: dn, scope: goldap.ScopeBaseObject, filter: everything,
			attributes: []string{"objectClass", "objectGUID", "nTSecurityDescriptor"}, controls: []goldap.Control{sdFlags()}}}); err != nil {
			return err
		}
	}
	read, err := d.fact(ctx, look{query: query{base: d.nc, scope: goldap.ScopeWholeSubtree, filter: "(objectClass=organizationalUnit)", attributes: []string{"objectClass"}}})
	if folded, failed := snapshot.FoldDN(d.nc); read && failed == nil {
		o := d.streams[snapshot.StreamDirectoryFacts]
		o.searched = append(o.searched, snapshot.Searched{Base: folded, Subtree: true})
	}
	return err
}

// fact reports whether the search was made and ended well.
func (d *reader) fact(ctx context.Context, l look) (read bool, err error) {
	read, err = d.attempt(ctx, snapshot.StreamDirectoryFacts, l.query, func(e *goldap.Entry) error { return d.add(d.entry.of(e)) })
	if read && l.answers != nil {
		d.rec.Searched(*l.answers)
	}
	return read, err
}
