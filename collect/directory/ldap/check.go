package ldap

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Checked is one thing that a collection needs, and what was found of it.
type Checked struct {
	Name, Text string
	// Problem says what is wrong and what to do; nil when nothing is.
	Problem *Problem
}

// Check signs in to each domain and looks whether a collection would find what it needs: the domain
// controller and its clock, and each container. It reads no group.
func (s *Source) Check(ctx context.Context) []Checked {
	if len(s.o.Domains) == 0 {
		return []Checked{{Name: "domains", Problem: problemOf(errNoDomain)}}
	}
	r := newRun(&s.o, silent{}, directory.NewRecorder(silent{}, nil))
	defer r.close()
	var found []Checked
	for _, domain := range s.o.Domains {
		d := &reader{run: r, domain: domain}
		if err := d.begin(ctx); err != nil {
			d.close()
			found = append(found, Checked{Name: "sign-in", Problem: problemOf(err)})
			continue
		}
		r.readers = append(r.readers, d)
		found = append(found, d.checked(s.Now())...)
	}
	if len(r.readers) == 0 {
		return found
	}
	return append(found, r.checkContainers(ctx)...)
}

// problemOf is err as a problem.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{Doing: "checking the directory", What: said(err), Remedy: "try again, or name another domain controller", Err: err}
}

// checked says what a domain controller that was signed in to is.
func (d *reader) checked(now time.Time) []Checked {
	state := d.main.tls.ConnectionState()
	leaf := state.PeerCertificates[0]
	found := []Checked{
		{Name: "sign-in", Text: fmt.Sprintf("signed in to %s, the domain controller that answers for %s", valueOf(d.root, "dnsHostName"), d.nc)},
		{Name: "certificate", Text: fmt.Sprintf("signed by %q, good until %s, %s", leaf.Issuer.CommonName, leaf.NotAfter.UTC().Format(time.DateOnly), tls.VersionName(state.Version))},
		d.checkClock(now),
	}
	facts := Checked{Name: "controller", Text: fmt.Sprintf("functional level %s of the domain and %s of the forest", valueOf(d.root, "domainFunctionality"), valueOf(d.root, "forestFunctionality"))}
	if !slices.Contains(d.root.GetEqualFoldAttributeValues("supportedControl"), extendedDN().GetControlType()) {
		facts.Problem = &Problem{Doing: "looking at " + d.host(), What: "it does not offer the control for extended names, by which members are told apart",
			Remedy: "name a domain controller of Active Directory"}
	}
	return append(found, facts)
}

// tolerated is how far clocks may be apart before Kerberos refuses.
const tolerated = 5 * time.Minute

func (d *reader) checkClock(now time.Time) Checked {
	there, err := time.Parse("20060102150405.0Z", valueOf(d.root, "currentTime"))
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
		found = append(found, Checked{Name: "container", Text: ou + " is there and may be read"})
	}
	return found
}

// silent is the snapshot of a check: nothing is kept.
type silent struct{}

func (silent) Add(any) error                                             { return nil }
func (silent) NamedMembership(snapshot.GUID, *snapshot.MemberName) error { return nil }
func (silent) Put(snapshot.Stream, any) error                            { return nil }
func (silent) Note(string)                                               {}
func (silent) Describe(func(*snapshot.Manifest))                         {}
func (silent) End(snapshot.Stream, snapshot.Ended) error                 { return nil }
