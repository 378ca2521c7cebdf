package ldap

import (
	"context"
	"errors"
	"fmt"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// reader reads one domain from one domain controller.
type reader struct {
	*run
	domain Domain
	// main makes the searches; side reads single objects while a search is under way.
	main, side *session
	// root is the rootDSE, nc, configuration and schema are names from it.
	root                      *goldap.Entry
	nc, configuration, schema string
	// token says who the session is, empties which groups without a value of member provably have none, by
	// baseOf; of the search under way.
	token   token
	empties map[string]bool
	// listed is what is known of the containers of the search under way.
	listed listing
	// ous are those of the options that lie in this domain.
	ous []string
	// hiddenPrimary is true once an account was read of which primaryGroupID did not come.
	hiddenPrimary bool
	// found are the objects that were asked for by name and came.
	found map[snapshot.GUID]bool
	// broken counts the connections that broke.
	broken int
}

func (d *reader) host() string { return d.domain.host() }

func (d *reader) close() {
	for _, s := range []*session{d.main, d.side} {
		if s != nil {
			s.close()
		}
	}
	d.main, d.side = nil, nil
}

// session returns the session in at, opened if there is none.
func (d *reader) session(ctx context.Context, at **session) (*session, error) {
	if *at != nil {
		return *at, nil
	}
	if err := d.domain.catalog(d.o.TLS.StartTLS); err != nil {
		return nil, err
	}
	s, err := open(ctx, d.domain, d.o)
	if err != nil {
		return nil, err
	}
	root, err := s.rootDSE(ctx)
	if err == nil {
		err = d.domain.answeredBy(root)
	}
	if err == nil && d.root != nil && root.GetEqualFoldAttributeValue("dnsHostName") != d.root.GetEqualFoldAttributeValue("dnsHostName") {
		err = &Problem{Doing: "connecting again to " + d.host(), What: "another domain controller answered",
			Remedy: "name one domain controller instead of a name that stands for several"}
	}
	if err != nil {
		s.close()
		return nil, err
	}
	*at = s
	if d.root == nil {
		d.root = root
		d.nc = root.GetEqualFoldAttributeValue("defaultNamingContext")
		d.token = tokenOf(root)
		d.configuration, d.schema = root.GetEqualFoldAttributeValue("configurationNamingContext"), root.GetEqualFoldAttributeValue("schemaNamingContext")
		// Every later connection goes where this one went: a name may stand for several servers, and
		// two domain controllers do not hold the same at the same time.
		d.domain.Address = s.wire.RemoteAddr().String()
	}
	return s, nil
}

// rootDSE reads what the server says of itself (L1).
func (s *session) rootDSE(ctx context.Context) (*goldap.Entry, error) {
	root, err := s.one(ctx, query{filter: everything, attributes: []string{
		"defaultNamingContext", "rootDomainNamingContext", "configurationNamingContext", "schemaNamingContext", "dnsHostName",
		"supportedControl", "highestCommittedUSN", "domainFunctionality", "forestFunctionality", "currentTime", "tokenGroups",
	}})
	switch _, answered := codeOf(err); {
	case answered:
		return nil, &Problem{Doing: "reading the rootDSE of " + s.domain.host(), What: said(err), Err: err,
			Remedy: "let the account read it, which every domain controller lets everyone do, or name another domain controller"}
	case err != nil:
		return nil, err
	case root == nil || root.GetEqualFoldAttributeValue("defaultNamingContext") == "":
		return nil, &Problem{Doing: "reading the rootDSE of " + s.domain.host(), What: "it names no domain",
			Remedy: "connect to a domain controller of Active Directory, on port 636 or 389 and not to a global catalog"}
	}
	return root, nil
}

// retry does what may break with the connection, again on a new one if it does.
func (d *reader) retry(ctx context.Context, at **session, do func(*session) error) error {
	for {
		s, err := d.session(ctx, at)
		if err == nil {
			err = do(s)
		}
		if !errors.Is(err, errBroken) || ctx.Err() != nil {
			return err
		}
		if *at != nil {
			(*at).close()
			*at = nil
		}
		if d.broken++; d.broken >= d.o.Limits.attempts() {
			return err
		}
	}
}

// search makes q, from its beginning again when the connection breaks: take must leave out what it
// took before.
func (d *reader) search(ctx context.Context, q query, take func(*goldap.Entry) error) error {
	return d.retry(ctx, &d.main, func(s *session) error {
		return s.pages(ctx, q, func(e *goldap.Entry) error {
			d.count()
			return take(e)
		}, d.refer)
	})
}

// attempt makes a search of which the result belongs to stream. What goes wrong is noted there; an
// error is final.
func (d *reader) attempt(ctx context.Context, stream snapshot.Stream, q query, take func(*goldap.Entry) error) (ok bool, err error) {
	o := d.streams[stream]
	o.queries = append(o.queries, q.String())
	err = d.search(ctx, q, take)
	var f final
	switch {
	case err == nil:
		o.reached = true
		return true, nil
	case errors.As(err, &f), ctx.Err() != nil:
		return false, err
	}
	d.failed = true
	d.problem(stream, fmt.Sprintf("%s: %s", d.host(), explainSearch(q, err)))
	return false, nil
}

// object reads one object beside a search; nil when there is none.
func (d *reader) object(ctx context.Context, q query) (e *goldap.Entry, err error) {
	err = d.retry(ctx, &d.side, func(s *session) error {
		e, err = s.one(ctx, q)
		return err
	})
	return e, err
}

// contains reports whether the object that folded names lies in this domain.
func (d *reader) contains(folded string) bool {
	return snapshot.DomainOf(folded) == snapshot.DomainOf(d.nc)
}
