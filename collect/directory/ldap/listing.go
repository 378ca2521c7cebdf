package ldap

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// inContainers finds the containers below a base, and whatever there may be listed but not read: every object has
// objectCategory, so one that a filter finds without it hides it.
//
// Source: MS-ADTS 3.1.1.4.3 (an attribute that is not visible does not exist for the filter), MS-ADSC top.
const inContainers = "(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain)(objectClass=domainDNS)(!(objectCategory=*)))"

// containerClasses are those that the filter names.
var containerClasses = []string{"organizationalUnit", "container", "builtinDomain", "domainDNS"}

// listing is what is known of the rights over the containers below one writeback container, by folded DN.
type listing struct {
	// refused may not be listed, unproven may be or not: their access lists did not come, and nothing in them.
	refused, unproven map[string]string
	// unread counts what may be listed but not read.
	unread map[string]bool
}

// listing looks whether the session may list ou and the containers below it, for a stream. An object is visible to
// those who may list the container that it is in; who may not sees no sign of it.
func (d *reader) listing(ctx context.Context, stream snapshot.Stream, ou string) (l listing, err error) {
	l = listing{refused: map[string]string{}, unproven: map[string]string{}, unread: map[string]bool{}}
	if folded, err := snapshot.FoldDN(ou); err == nil {
		l.unproven[folded] = ou
	}
	seen := map[string]bool{}
	q := query{base: ou, scope: goldap.ScopeWholeSubtree, filter: inContainers, attributes: []string{"objectClass", "nTSecurityDescriptor"}, controls: []goldap.Control{sdFlags()}}
	_, err = d.attempt(ctx, stream, q, func(e *goldap.Entry) error {
		if folded, err := snapshot.FoldDN(e.DN); err == nil {
			seen[folded] = true
			if !strings.HasSuffix(folded, ",cn=system,"+strings.ToLower(d.nc)) {
				l.take(folded, e, d.token)
			}
		}
		return nil
	})
	for folded := range seen {
		l.shows(folded)
	}
	return l, err
}

// take notes what one object tells. What is in the domain's own System container is left out by the caller: nobody
// keeps groups there, and parts of it are for administrators.
func (l *listing) take(folded string, e *goldap.Entry, t token) {
	delete(l.unproven, folded)
	if !slices.ContainsFunc(containerClasses, func(class string) bool { return isOf(e, class) }) && !strings.HasPrefix(folded, "ou=") {
		l.unread[folded] = true
		return
	}
	switch octets := e.GetEqualFoldRawAttributeValue("nTSecurityDescriptor"); {
	case t.may(octets, snapshot.RightListChildren, nil):
	case len(octets) == 0 || t == nil:
		l.unproven[folded] = e.DN
	default:
		l.refused[folded] = e.DN
	}
}

// shows notes that an object came: what it lies in may be listed.
func (l *listing) shows(folded string) { delete(l.unproven, snapshot.ParentDN(folded)) }

// problems says what may be missing of objects of one kind, in the order of the names.
func (l *listing) problems(ou, kind string) (texts []string) {
	named := func(dn string) string { return said(errors.New(dn)) }
	for _, folded := range slices.Sorted(maps.Keys(l.refused)) {
		texts = append(texts, named(l.refused[folded])+" may not be listed by the account, so what is in it is missing: "+letList)
	}
	for _, folded := range slices.Sorted(maps.Keys(l.unproven)) {
		texts = append(texts, named(l.unproven[folded])+" is empty or may not be listed by the account, and its permissions may not be read to tell which: "+letList)
	}
	if n := len(l.unread); n > 0 {
		texts = append(texts, fmt.Sprintf("%d objects in %s may be listed but not read by the account, and may be %s: %s", n, named(ou), kind, letRead))
	}
	return texts
}

// letList is what to do about a container that may not be listed.
const letList = "let it list and read the container and its permissions (dsacls <container> /I:T /G <account>:LCRPRC)"
