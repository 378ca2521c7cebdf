package ldap

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// An account in a container that may not be listed, or one that may not be read, shows in no answer: a search that
// brings none of them ends as well as any. Two things tell all the same: the access list of the container, and
// groups that name such an account as a member.

// allVisible reports whether a search of the domain for accounts that ended well brought all of them. What
// speaks against it is noted; an error is final, err is handed on.
func (d *reader) allVisible(ctx context.Context, ended bool, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	texts, err := d.closed(ctx, snapshot.StreamDirectoryPrincipals)
	if err != nil {
		return false, err
	}
	if ended {
		texts = append(texts, unfound(d.strangers(), d.found)...)
	}
	for _, text := range texts {
		d.problem(snapshot.StreamDirectoryPrincipals, d.host()+": "+text)
	}
	return ended && len(texts) == 0, nil
}

// closed says which places of accounts the session may not look into; nil for none.
func (d *reader) closed(ctx context.Context, stream snapshot.Stream) ([]string, error) {
	l, err := d.listing(ctx, stream, d.nc)
	if err != nil {
		return nil, err
	}
	head, err := snapshot.FoldDN(d.nc)
	if err != nil {
		return nil, err
	}
	l.limit(head)
	if err := d.probe(ctx, &l); err != nil {
		return nil, err
	}
	return l.problems(d.nc, "accounts"), nil
}

// limit leaves the places that people keep accounts in: what else there is in a domain can be for administrators
// alone by default.
func (l *listing) limit(head string) {
	elsewhere := func(folded, _ string) bool { return !holdsAccounts(folded, head) }
	maps.DeleteFunc(l.refused, elsewhere)
	maps.DeleteFunc(l.unproven, elsewhere)
	maps.DeleteFunc(l.unread, func(folded string, _ bool) bool {
		return !holdsAccounts(snapshot.ParentDN(folded), head) || folded == head
	})
}

// bornWith are the containers for accounts that every domain begins with.
//
// Source: MS-ADTS 6.1.1.4, well-known objects.
var bornWith = []string{"cn=users", "cn=computers", "cn=foreignsecurityprincipals", "cn=managed service accounts"}

// holdsAccounts reports whether accounts are kept right in a container of the domain with a head.
func holdsAccounts(folded, head string) bool {
	name, isTop := strings.CutSuffix(folded, ","+head)
	return folded != head && strings.HasPrefix(folded, "ou=") || isTop && slices.Contains(bornWith, name)
}

// probe looks into the containers of which no access list tells: one object in it shows that it may be listed.
func (d *reader) probe(ctx context.Context, l *listing) error {
	for _, folded := range slices.Sorted(maps.Keys(l.unproven)) {
		request := query{base: l.unproven[folded], scope: goldap.ScopeSingleLevel, filter: everything, attributes: []string{"objectClass"}}.request()
		request.Controls = append(request.Controls, goldap.NewControlPaging(1))
		err := d.retry(ctx, &d.main, func(s *session) error {
			_, err := s.page(ctx, request, func(*goldap.Entry) error {
				delete(l.unproven, folded)
				return nil
			}, d.refer)
			return err
		})
		if ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// strangers yields the members with a SID, which accounts and groups have, that lie in this domain and of which
// no record was written.
func (d *reader) strangers() iter.Seq[directory.Name] {
	return func(yield func(directory.Name) bool) {
		for name := range d.rec.Unseen() {
			folded, err := snapshot.FoldDN(name.DN)
			if name.SID != nil && err == nil && d.contains(folded) && !yield(name) {
				return
			}
		}
	}
}

// mostAsked is how many members without a record are asked for one by one: where there are more, places are
// hidden and not single objects.
const mostAsked = 100 * batch

// ask looks for members by name that the search for all accounts did not bring: those of rarer classes, and who was
// moved meanwhile.
func (d *reader) ask(ctx context.Context, strangers iter.Seq[directory.Name]) error {
	var filters []string
	for name := range strangers {
		if len(filters) == mostAsked {
			break
		}
		filters = append(filters, filterOf(name))
	}
	for some := range slices.Chunk(filters, batch) {
		if err := d.named(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

// placesNamed is how many places a text names.
const placesNamed = 5

// unfound says where the members lie that no search found; nil for none.
func unfound(strangers iter.Seq[directory.Name], found map[snapshot.GUID]bool) []string {
	members, places := 0, map[string]bool{}
	for name := range strangers {
		if name.GUID == nil || !found[*name.GUID] {
			members++
			if folded, err := snapshot.FoldDN(name.DN); err == nil {
				places[snapshot.ParentDN(folded)] = true
			}
		}
	}
	if members == 0 {
		return nil
	}
	named := slices.Sorted(maps.Keys(places))
	more := ""
	if n := len(named) - placesNamed; n > 0 {
		named, more = named[:placesNamed], fmt.Sprintf(" and %d more places", n)
	}
	return []string{fmt.Sprintf("%d members of groups are accounts or groups that no search found, in %s%s: others there are hidden from the account, too: %s",
		members, said(errors.New(strings.Join(named, "; "))), more, letList)}
}
