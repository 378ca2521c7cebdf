package fetch

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Options are what a live collection of the cloud side may be told.
type Options struct {
	// Governance asks for access reviews and audits too; without it they are absent.
	Governance bool
	// AllGroups asks for the members of every group. Without it those of groups that no engine can
	// write and that are nested in none that may be written are left out.
	AllGroups bool
	// Owners asks for owners of the same groups.
	Owners bool
	// SyncBehavior asks of groups of the directory whether the cloud took them over, which Graph
	// answers only to whom may change it.
	SyncBehavior bool
	// People are SIDs of accounts of the directory that are looked for among the users.
	People []string
	// AtOnce bounds how many requests are under way; 96 when it is 0.
	AtOnce int
	// Progress is told how many of the lists known so far are finished, by one call at a time; nil
	// tells nobody.
	Progress func(finished, known int)
}

// Source collects the cloud side of a tenant.
type Source struct {
	client Client
	budget *Budget
	spool  *Spool
	o      Options

	gate  *gate
	ahead *entra.Ahead
	told  entra.Told
	mu    sync.Mutex
	// dropped are properties that this cloud does not know.
	dropped map[lacking]bool
	notes   []string
	// unrepeated and why are as Unrepeated says.
	unrepeated int
	why        string
	// unfinished is as Unfinished says.
	unfinished bool

	telling         sync.Mutex
	finished, known int
}

// NewSource returns a source that asks client within budget, keeps answers in spool and reads what
// is already there not again.
func NewSource(client Client, budget *Budget, spool *Spool, o Options) *Source {
	if o.AtOnce == 0 {
		o.AtOnce = 96
	}
	s := &Source{client: client, budget: budget, spool: spool, o: o, dropped: map[lacking]bool{}}
	s.gate = newGate(o.AtOnce, budget.refusals)
	s.told = entra.Told{
		Queries: map[snapshot.Stream]string{}, Reasons: map[snapshot.Stream]string{},
		Members: map[snapshot.GUID]string{}, Owners: map[snapshot.GUID]string{}, Unwanted: map[snapshot.GUID]bool{}, CloudManaged: map[snapshot.GUID]bool{},
	}
	return s
}

// Name is "cloud".
func (s *Source) Name() string { return "cloud" }

// Collect asks for everything and writes it as an export would be written. A list that is refused
// or breaks off is absent or partial and says why; the run goes on. It fails only when the
// context ends, the spool cannot be written, or nobody may sign in.
func (s *Source) Collect(ctx context.Context, w *snapshot.Writer) error {
	if err := s.began(w); err != nil {
		return err
	}
	s.recall()
	s.ahead = entra.NewAhead(growing{s.spool}, w)
	if err := s.fetch(ctx); err != nil {
		return err
	}
	ended := s.Now().UTC()
	w.Describe(func(m *snapshot.Manifest) { m.Cloud.Ended = &ended })
	for _, note := range slices.Sorted(slices.Values(s.notes)) {
		w.Note(note)
	}
	files, err := s.spool.FS()
	if err != nil {
		return err
	}
	return entra.NewSource(files, entra.Options{AllowPartial: true, TrustNulls: true, Told: &s.told, Ahead: s.ahead}).Collect(ctx, w)
}

// fetch fills the spool. The lists of the tenant are read while the groups are: one after the other
// they would hold up what takes long.
func (s *Source) fetch(ctx context.Context) error {
	lanes, ctx := errgroup.WithContext(ctx)
	lanes.Go(func() error { return s.tenant(ctx) })
	lanes.Go(func() error { return s.groups(ctx) })
	lanes.Go(func() error { return s.people(ctx) })
	return lanes.Wait()
}

// tenant reads the lists of the tenant.
func (s *Source) tenant(ctx context.Context) error {
	for _, l := range lists() {
		if l.optional && !s.o.Governance {
			s.notAsked(l)
			continue
		}
		if err := s.list(ctx, l); err != nil {
			return err
		}
	}
	return s.jobs(ctx)
}

// groups reads the groups and what is asked of each.
func (s *Source) groups(ctx context.Context) error {
	if err := s.list(ctx, groupList); err != nil {
		return err
	}
	if s.o.SyncBehavior {
		if err := s.behaviors(ctx); err != nil {
			return err
		}
	}
	return s.edges(ctx)
}

// notAsked says of an optional list how to have it.
func (s *Source) notAsked(l list) {
	s.lacks(l.stream, "not asked for: collect with --governance, which needs "+l.permission)
}

// list reads a list of the tenant, unless it is in the spool already.
func (s *Source) list(ctx context.Context, l list) error {
	reason, err := s.read(ctx, l.stem, l.request, l.permission)
	s.asks(l.stream, s.describe(l))
	if reason != "" {
		s.lacks(l.stream, reason)
	}
	return err
}

// describe says what is asked for a list.
func (s *Source) describe(l list) string {
	text := "GET " + l.path
	if n := len(s.available(l.request).Select); n > 0 {
		text += fmt.Sprintf(" with $select of %s", plural(n, "property", "properties"))
	}
	return text
}

// asks says what is asked for a stream.
func (s *Source) asks(stream snapshot.Stream, query string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told.Queries[stream] = query
}

// lacks says why a stream is absent or not whole.
func (s *Source) lacks(stream snapshot.Stream, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told.Reasons[stream] = reason
}

// note keeps a note for the snapshot.
func (s *Source) note(format string, values ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes = append(s.notes, fmt.Sprintf(format, values...))
}

// progress tells how far the collection is, one call at a time.
func (s *Source) progress(finished, known int) {
	s.telling.Lock()
	defer s.telling.Unlock()
	s.finished, s.known = s.finished+finished, s.known+known
	if s.o.Progress != nil {
		s.o.Progress(s.finished, s.known)
	}
}
