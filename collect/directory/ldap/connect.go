package ldap

import (
	"context"
	"errors"
	"fmt"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// connect signs in to every domain. Of several, those that cannot be reached make every stream partial.
func (r *run) connect(ctx context.Context) error {
	var first error
	for _, domain := range r.o.Domains {
		_, err := r.open(ctx, domain)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
			continue
		case errors.Is(err, errTwice):
			return err
		case first == nil:
			first = err
		}
		r.failed = true
		for _, stream := range streams {
			r.problem(stream, told(err))
		}
	}
	if len(r.readers) == 0 {
		return first
	}
	return nil
}

// errTwice is what is wrong where two domain controllers answer for one domain.
var errTwice = errors.New("two domain controllers of one domain")

// open adds a reader of a domain to the run, signed in.
func (r *run) open(ctx context.Context, domain Domain) (*reader, error) {
	d := &reader{run: r, domain: domain}
	if err := d.begin(ctx); err != nil {
		d.close()
		return nil, err
	}
	if other := r.readerOf(d.nc); other != nil {
		d.close()
		return nil, &Problem{Doing: "reading " + snapshot.DomainOf(d.nc), What: fmt.Sprintf("%s and %s both answer for it", other.host(), d.host()), Err: errTwice,
			Remedy: "name one domain controller for each domain: two do not hold the same at the same time"}
	}
	r.readers = append(r.readers, d)
	return d, nil
}

// begin finds the domain controller, signs in and records what it says of itself. Of several domains, a
// problem names the one that it is about.
func (d *reader) begin(ctx context.Context) error {
	err := d.meet(ctx)
	var p *Problem
	if len(d.o.Domains) > 1 && errors.As(err, &p) {
		of := *p
		of.Doing = said(errors.New(d.domain.called())) + ": " + p.Doing
		return &of
	}
	return err
}

func (d *reader) meet(ctx context.Context) error {
	if d.domain.Server == "" {
		server, err := locate(ctx, d.domain.Name, d.o.TLS.StartTLS)
		if err != nil {
			return err
		}
		d.domain.Server = server
	}
	err := d.retry(ctx, &d.main, func(*session) error { return nil })
	var p *Problem
	if err != nil && ctx.Err() == nil && !errors.As(err, &p) {
		return searchProblem("signing in to "+d.host(), err)
	}
	if err != nil {
		return err
	}
	return d.add(d.entry.of(d.root))
}

// assign gives each container to the domain that it lies in, and looks whether it is there.
func (r *run) assign(ctx context.Context) error {
	for _, ou := range r.o.OUs {
		if err := r.assignOne(ctx, ou); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) assignOne(ctx context.Context, ou string) error {
	folded, err := snapshot.FoldDN(ou)
	if err != nil {
		return &Problem{Doing: fmt.Sprintf("reading the container %q", ou), What: err.Error(), Err: err,
			Remedy: "write its distinguished name, such as OU=Writeback,DC=corp,DC=contoso,DC=com"}
	}
	d := r.readerOf(folded)
	if snapshot.DomainOf(folded) == "" {
		return &Problem{Doing: fmt.Sprintf("reading the container %q", ou), What: "its name does not say in which domain it lies",
			Remedy: "write its distinguished name down to the domain, such as OU=Writeback,DC=corp,DC=contoso,DC=com"}
	}
	if d == nil {
		return &Problem{Doing: "reading " + said(fmt.Errorf("%s", ou)), What: "it lies in no domain that is read",
			Remedy: "name the domain " + snapshot.DomainOf(folded) + " too, or correct the name"}
	}
	if err := d.exists(ctx, ou); err != nil {
		return err
	}
	d.ous = append(d.ous, ou)
	return nil
}

func (r *run) readerOf(folded string) *reader {
	for _, d := range r.readers {
		if d.contains(folded) {
			return d
		}
	}
	return nil
}

// exists looks whether a container is there, and if not, what above it is.
func (d *reader) exists(ctx context.Context, dn string) error {
	found, err := d.there(ctx, dn)
	if err != nil || found {
		return err
	}
	nearest := ""
	for above := parentOf(dn); above != "" && nearest == ""; above = parentOf(above) {
		if found, err = d.there(ctx, above); err != nil {
			return err
		} else if found {
			nearest = above
		}
	}
	what := "it does not exist, or the account may not see it"
	if nearest != "" {
		what += "; the nearest above it that does is " + nearest
	}
	return &Problem{Doing: "reading " + dn, What: what, Remedy: "correct the name of the writeback container, or let the account read it"}
}

// parentOf cuts the first name off a DN, which stays spelled as it was; "" if there is only one.
func parentOf(dn string) string {
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case ',':
			return strings.TrimSpace(dn[i+1:])
		}
	}
	return ""
}

func (d *reader) there(ctx context.Context, dn string) (bool, error) {
	e, err := d.single(ctx, query{base: dn, filter: everything, attributes: []string{"objectClass"}})
	if err != nil {
		return false, searchProblem("reading "+dn, err)
	}
	return e != nil, nil
}

// single reads one object while no search is under way.
func (d *reader) single(ctx context.Context, q query) (e *goldap.Entry, err error) {
	err = d.retry(ctx, &d.main, func(s *session) error {
		e, err = s.one(ctx, q)
		return err
	})
	return e, err
}
