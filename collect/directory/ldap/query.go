package ldap

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"
)

// query is one search.
type query struct {
	base       string
	scope      int
	filter     string
	attributes []string
	controls   []goldap.Control
}

// everything is the filter that every object passes.
const everything = "(objectClass=*)"

// String says what is asked, for the manifest.
func (q query) String() string {
	scope := goldap.ScopeMap[q.scope]
	base := q.base
	if base == "" {
		base = "rootDSE"
	}
	return fmt.Sprintf("%s of %s %s", scope, base, q.filter)
}

func (q query) request() *goldap.SearchRequest {
	return &goldap.SearchRequest{
		BaseDN: q.base, Scope: q.scope, DerefAliases: goldap.NeverDerefAliases,
		Filter: q.filter, Attributes: q.attributes, Controls: slices.Clone(q.controls),
	}
}

// errUnpaged says that a server ended a search without saying that this was the last page.
var errUnpaged = errors.New("the server ended a search without saying that nothing follows")

// ahead is how many objects may be decoded before they are taken.
const ahead = 64

// pages makes q page by page and gives each object to take, which must be done with it when it
// returns. It ends well only if the server said that nothing follows. An error of take is
// returned as it is.
func (s *session) pages(ctx context.Context, q query, take func(*goldap.Entry) error, refer func(string)) error {
	request := q.request()
	paging := goldap.NewControlPaging(s.o.Limits.page())
	request.Controls = append(request.Controls, paging)
	for {
		cookie, err := s.page(ctx, request, take, refer)
		if err != nil || len(cookie) == 0 {
			return err
		}
		paging.SetCookie(cookie)
	}
}

// page reads one page and returns the cookie of the next one, empty after the last.
func (s *session) page(ctx context.Context, request *goldap.SearchRequest, take func(*goldap.Entry) error, refer func(string)) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answer := s.conn.SearchAsync(ctx, request, ahead)
	var last *goldap.ControlPaging
	for s.next(answer) {
		switch {
		case answer.Entry() != nil:
			if err := take(answer.Entry()); err != nil {
				return nil, err
			}
		case answer.Referral() != "":
			refer(answer.Referral())
		default:
			last, _ = goldap.FindControl(answer.Controls(), goldap.ControlTypePaging).(*goldap.ControlPaging)
		}
	}
	switch err := answer.Err(); {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, s.cause(err)
	case last == nil:
		// The library ends a search without an error when the connection closes at its beginning.
		return nil, s.cause(errUnpaged)
	}
	return last.Cookie, nil
}

// next waits for the server only here: while an object is being taken it may be silent.
func (s *session) next(answer goldap.Response) bool {
	s.wire.begin()
	defer s.wire.end()
	return answer.Next()
}

// one reads the object that q names; nil when there is none.
func (s *session) one(ctx context.Context, q query) (*goldap.Entry, error) {
	s.wire.begin()
	defer s.wire.end()
	q.scope = goldap.ScopeBaseObject
	result, err := s.conn.Search(q.request())
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if code, ok := codeOf(err); ok && code == goldap.LDAPResultNoSuchObject {
		return nil, nil
	}
	if err != nil {
		return nil, s.cause(err)
	}
	if len(result.Entries) == 0 {
		return nil, nil
	}
	return result.Entries[0], nil
}

// or joins filters.
func or(filters []string) string { return "(|" + strings.Join(filters, "") + ")" }
