package fetch

import (
	"fmt"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// What a collection learnt beside its lists is kept in the spool as lists of its own without pages,
// so that one that goes on knows it too.
const (
	tenantMark  = ".tenant"
	startMark   = ".started"
	droppedMark = ".dropped/"
)

// isMark says whether a list holds nothing but what was learnt, as its reason.
func isMark(list string) bool {
	return list == tenantMark || list == startMark || strings.HasPrefix(list, droppedMark)
}

// Bind says whose answers the spool holds: the tenant, and where it was asked. Answers of two
// tenants must not meet; the error says so.
func (s *Spool) Bind(whose string) error {
	known, bound := s.Ended(tenantMark)
	switch {
	case !bound:
		return s.End(tenantMark, whose)
	case known != whose:
		return fmt.Errorf("resuming: what was read before belongs to %s, not to %s: start anew without --resume", printable(known), printable(whose))
	}
	return nil
}

// started returns when the collection began, which may be before this program did.
func (s *Source) started() (time.Time, error) {
	now := s.Now().UTC()
	if at, known := s.spool.Begun(); known {
		return at, nil
	}
	return now, s.spool.End(startMark, now.Format(time.RFC3339Nano))
}

// lacking is a property, in lower case, that this cloud's schema lacks of what is asked for.
type lacking struct {
	of   Resource
	name string
}

// selecting are the requests that name properties, and what they ask for in words. The words are in spools.
func selecting() map[Resource]string {
	return map[Resource]string{
		Groups: "groups", Members: "members", Owners: "owners", Users: "users", DeletedGroups: "deleted groups",
		Organization: "the organization", ServicePrincipals: "service principals",
	}
}

func (l lacking) mark() string { return droppedMark + selecting()[l.of] + "/" + l.name }

// recall takes over which properties this cloud lacks.
func (s *Source) recall() {
	for resource, kind := range selecting() {
		for name, message := range s.spool.endings(droppedMark + kind + "/") {
			s.forget(lacking{resource, name}, message)
		}
	}
}

// drop remembers that this cloud lacks a property.
func (s *Source) drop(of Resource, name string) error {
	l := lacking{of, strings.ToLower(name)}
	message := fmt.Sprintf("the schema of this cloud has no property %s of %s: it was not asked for, so it is not collected", printable(name), selecting()[l.of])
	if !s.forget(l, message) {
		return nil
	}
	return s.spool.End(l.mark(), message)
}

// forget leaves a property out from now on, and is false when it was left out already.
func (s *Source) forget(l lacking, message string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dropped[l] {
		return false
	}
	s.dropped[l] = true
	s.notes = append(s.notes, message)
	return true
}

// Now is the time, for the manifest.
func (s *Source) Now() time.Time { return time.Now() }

// began writes into the manifest when the collection began.
func (s *Source) began(w *snapshot.Writer) error {
	at, err := s.started()
	if err != nil {
		return err
	}
	w.Describe(func(m *snapshot.Manifest) { m.Cloud.Started = &at })
	if s.spool.resumed && s.Now().Sub(at) >= time.Hour {
		w.Note(fmt.Sprintf("cloud: read from %s on, by a collection that broke off and this one, which went on with it", at.Format("2006-01-02 15:04 UTC")))
	}
	return nil
}
