package ldap

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Checked is one thing that a collection needs, and what was found of it.
type Checked struct {
	Name, Text string
	// Domain is what it is about where several are read; "" where there is one, or for what is of all.
	Domain string
	// Problem says what is wrong and what to do; nil when nothing is.
	Problem *Problem
	// Spared says that a collection without it is one that most accounts can make.
	Spared bool
}

// Check signs in to each domain and looks whether a collection would find what it needs: the domain
// controller and its clock, what comes of a few accounts, where others may be hidden, the deleted objects, and
// each container. Of groups it reads only those that show no member.
func (s *Source) Check(ctx context.Context) []Checked {
	if len(s.o.Domains) == 0 {
		return []Checked{{Name: "domains", Problem: problemOf(errNoDomain)}}
	}
	r := newRun(&s.o, silent{}, directory.NewRecorder(silent{}, nil))
	defer r.close()
	var found []Checked
	for _, domain := range s.o.Domains {
		its := r.checkDomain(ctx, domain, s.Now())
		for i := range its {
			if len(s.o.Domains) > 1 {
				its[i].Domain = domain.called()
			}
		}
		found = append(found, its...)
	}
	if len(r.readers) == 0 {
		return found
	}
	return append(found, r.checkContainers(ctx)...)
}

// checkDomain signs in to a domain and looks at what is of it alone.
func (r *run) checkDomain(ctx context.Context, domain Domain, now time.Time) []Checked {
	d, err := r.open(ctx, domain)
	if err != nil {
		return []Checked{{Name: "sign-in", Problem: problemOf(err)}}
	}
	return append(d.checked(now), d.checkAccounts(ctx), d.checkDeleted(ctx))
}

// problemOf is err as a problem.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return searchProblem("checking the directory", err)
}

// checked says what a domain controller that was signed in to is.
func (d *reader) checked(now time.Time) []Checked {
	state := d.main.tls.ConnectionState()
	leaf := state.PeerCertificates[0]
	found := []Checked{
		{Name: "sign-in", Text: fmt.Sprintf("signed in to %s, the domain controller that answers for %s", d.root.GetEqualFoldAttributeValue("dnsHostName"), d.nc)},
		{Name: "certificate", Text: fmt.Sprintf("signed by %q, good until %s, %s", leaf.Issuer.CommonName, leaf.NotAfter.UTC().Format(time.DateOnly), tls.VersionName(state.Version))},
		d.checkClock(now),
	}
	facts := Checked{Name: "controller", Text: fmt.Sprintf("functional level %s of the domain and %s of the forest", d.root.GetEqualFoldAttributeValue("domainFunctionality"), d.root.GetEqualFoldAttributeValue("forestFunctionality"))}
	if !slices.Contains(d.root.GetEqualFoldAttributeValues("supportedControl"), extendedDN().GetControlType()) {
		facts.Problem = &Problem{Doing: "looking at " + d.host(), What: "it does not offer the control for extended names, by which members are told apart",
			Remedy: "name a domain controller of Active Directory"}
	}
	return append(found, facts)
}

// tolerated is how far clocks may be apart before Kerberos refuses.
const tolerated = 5 * time.Minute

func (d *reader) checkClock(now time.Time) Checked {
	there, err := time.Parse("20060102150405.0Z", d.root.GetEqualFoldAttributeValue("currentTime"))
	if err != nil {
		return Checked{Name: "clock", Text: "the domain controller does not tell its time"}
	}
	apart := now.Sub(there).Abs().Round(time.Second)
	if apart > tolerated {
		return Checked{Name: "clock", Problem: &Problem{Doing: "comparing clocks with " + d.host(), What: fmt.Sprintf("they are %s apart, of which %s is tolerated", apart, tolerated),
			Remedy: "set the clock of this machine by the domain's"}}
	}
	return Checked{Name: "clock", Text: fmt.Sprintf("%s apart", apart)}
}

// checkContainers looks for each container.
func (r *run) checkContainers(ctx context.Context) []Checked {
	if len(r.o.OUs) == 0 {
		return []Checked{{Name: "container", Problem: &Problem{Doing: "looking for the writeback container", What: "none is named, so groups that have no anchor are read without their members",
			Remedy: "set directory.writeback_ou"}}}
	}
	var found []Checked
	for _, ou := range r.o.OUs {
		if err := r.assignOne(ctx, ou); err != nil {
			found = append(found, Checked{Name: "container", Problem: problemOf(err)})
			continue
		}
		found = append(found, r.checkListing(ctx, ou))
	}
	return found
}

// checkListing looks whether a container may be listed, with those in it.
func (r *run) checkListing(ctx context.Context, ou string) Checked {
	folded, err := snapshot.FoldDN(ou)
	d := r.readerOf(folded)
	if err != nil || d == nil {
		return Checked{Name: "container", Problem: problemOf(fmt.Errorf("%s lies in no domain that is read", ou))}
	}
	l, err := d.listing(ctx, snapshot.StreamDirectoryGroups, ou)
	if err == nil {
		err = d.probe(ctx, &l)
	}
	texts := l.problems(ou, "groups")
	switch failed := r.streams[snapshot.StreamDirectoryGroups].problems; {
	case err != nil:
		return Checked{Name: "container", Problem: problemOf(err)}
	case len(failed) > 0:
		texts = failed
	case len(texts) == 0:
		return d.checkMembers(ctx, ou)
	}
	return Checked{Name: "container", Problem: problemIn("looking into "+ou, texts)}
}

// checkMembers looks whether groups of a container that may be listed hide their members.
func (d *reader) checkMembers(ctx context.Context, ou string) Checked {
	hidden, err := d.provenEmpty(ctx, ou, allGroups)
	switch failed := d.streams[snapshot.StreamDirectoryGroups].problems; {
	case err != nil:
		return Checked{Name: "container", Problem: problemOf(err)}
	case len(failed) > 0:
		return Checked{Name: "container", Problem: problemIn("looking into "+ou, failed)}
	case hidden > 0:
		return Checked{Name: "container", Problem: problemIn("looking into "+ou, []string{fmt.Sprintf("of %d groups %s", hidden, hiddenMembers)})}
	}
	return Checked{Name: "container", Text: ou + " is there and may be listed, and no group in it hides its members"}
}

// problemIn is the first of several texts, each with its remedy, as a problem.
func problemIn(doing string, texts []string) *Problem {
	// The last part is what to do, which has none of its own.
	at := max(0, strings.LastIndex(texts[0], ": "))
	what, remedy := texts[0][:at], strings.TrimPrefix(texts[0][at:], ": ")
	if more := len(texts) - 1; more > 0 {
		what = fmt.Sprintf("%s, and %d more of the kind", what, more)
	}
	return &Problem{Doing: doing, What: what, Remedy: remedy}
}

// sampled is how many accounts a check looks at.
const sampled = 50

// checkAccounts looks whether the attributes that every account has come of some.
func (d *reader) checkAccounts(ctx context.Context) Checked {
	request := query{base: d.nc, scope: goldap.ScopeWholeSubtree, filter: "(&(objectCategory=person)(objectClass=user))",
		attributes: []string{"objectClass", "userAccountControl", "primaryGroupID"}}.request()
	request.Controls = append(request.Controls, goldap.NewControlPaging(sampled))
	looked, hidden := 0, 0
	err := d.retry(ctx, &d.main, func(s *session) error {
		looked, hidden = 0, 0
		_, err := s.page(ctx, request, func(e *goldap.Entry) error {
			if looked++; !hasPrimary(e) || e.GetEqualFoldAttributeValue("userAccountControl") == "" {
				hidden++
			}
			return nil
		}, d.refer)
		return err
	})
	switch {
	case err != nil:
		return Checked{Name: "accounts", Problem: problemOf(err)}
	case hidden > 0:
		return Checked{Name: "accounts", Problem: &Problem{Doing: "looking at accounts",
			What:   fmt.Sprintf("%d of the first %d come without userAccountControl or primaryGroupID, which each has, so whatever does not come of them counts as unknown", hidden, looked),
			Remedy: letRead}}
	}
	texts, err := d.closed(ctx, snapshot.StreamDirectoryPrincipals)
	if err != nil {
		return Checked{Name: "accounts", Problem: problemOf(err)}
	}
	if texts = append(texts, d.streams[snapshot.StreamDirectoryPrincipals].problems...); len(texts) > 0 {
		return Checked{Name: "accounts", Problem: problemIn("looking for accounts that are hidden", texts)}
	}
	return Checked{Name: "accounts", Text: fmt.Sprintf("the attributes that every account has came of the first %d, and no place of accounts is hidden", looked)}
}

// checkDeleted looks whether the deleted groups may be read.
func (d *reader) checkDeleted(ctx context.Context) Checked {
	c := Checked{Name: "deleted", Text: "the Deleted Objects container may be listed"}
	may, err := d.listsDeleted(ctx)
	o := d.streams[snapshot.StreamDirectoryDeleted]
	switch {
	case err != nil:
		c.Problem = problemOf(err)
	case len(o.problems) > 0:
		c.Problem = problemIn("looking for deleted groups", o.problems)
	case !may:
		c.Problem, c.Spared = problemIn("looking for deleted groups", []string{o.absent}), true
	}
	o.problems, o.absent = nil, ""
	return c
}

// silent is the snapshot of a check: nothing is kept.
type silent struct{}

func (silent) Add(any) error                                             { return nil }
func (silent) NamedMembership(snapshot.GUID, *snapshot.MemberName) error { return nil }
func (silent) Put(snapshot.Stream, any) error                            { return nil }
func (silent) Note(string)                                               {}
func (silent) Describe(func(*snapshot.Manifest))                         {}
func (silent) End(snapshot.Stream, snapshot.Ended) error                 { return nil }
