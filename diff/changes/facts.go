package changes

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// Facts are a comparison with what controls ask of it.
type Facts struct {
	*Comparison
	// Later are the facts of the later snapshot, compared with the earlier one.
	Later *diff.Facts

	assembler     *diff.Assembler
	before, after map[int]view
	tenant        Subject
	tenantBefore  diff.Tenant
	copiesBefore  *int
	groupsBefore  *int
	// unread are the groups of which one snapshot did not read that on which their effective state rests, by id.
	unread map[string]diff.Turn
}

// Load compares two snapshots, of which diff.CheckComparable did not refuse the earlier one, and loads what
// is known of both sides of each change. Besides what differs, the facts of one snapshot are held at a
// time: those of the earlier one are shown to also, where that is not nil, before they are forgotten.
// Tickets approve changes.
func Load(ctx context.Context, before, after *snapshot.Reader, c diff.Choices, tickets []diff.Ticket, also func(*diff.Facts) error) (*Facts, error) {
	comparison, err := Compare(ctx, before, after)
	if err != nil {
		return nil, err
	}
	f := &Facts{Comparison: comparison}
	earlier, err := f.recall(ctx, before, c, tickets, also)
	if err != nil {
		return nil, err
	}
	// Without this the next facts would be loaded before the memory of these is used again.
	runtime.GC()
	if f.Later, err = diff.LoadSince(ctx, after, c, earlier); err != nil {
		return nil, fmt.Errorf("reading the later snapshot: %w", err)
	}
	f.assembler = f.Later.Assembler()
	f.addTurned()
	f.after = f.look(f.Later)
	f.tenant = f.tenantSubject()
	return f, nil
}

// recall keeps of the earlier snapshot what subjects need of it.
func (f *Facts) recall(ctx context.Context, r *snapshot.Reader, c diff.Choices, tickets []diff.Ticket, also func(*diff.Facts) error) (*diff.Earlier, error) {
	facts, err := diff.Load(ctx, r, c)
	if err != nil {
		return nil, fmt.Errorf("reading the earlier snapshot: %w", err)
	}
	if also != nil {
		if err := also(facts); err != nil {
			return nil, err
		}
	}
	f.before = f.look(facts)
	subject := facts.TenantSubject()
	f.tenantBefore = *subject.Tenant
	totals := subject.Totals
	f.copiesBefore = totals.Anchored.Exactly
	if facts.State(snapshot.StreamCloudGroups).Status == snapshot.Complete {
		n := totals.CloudGroups
		f.groupsBefore = &n
	}
	return facts.Earlier(r, tickets), nil
}

// effective is the name of the attribute that tells whether, and as what, a group is written.
const effective = "effectiveWriteback"

// addTurned adds a change for every group that is written otherwise than before, whatever it was that
// changed: of a setting or an engine no record of a group tells.
func (f *Facts) addTurned() {
	var fresh []Change
	f.unread = map[string]diff.Turn{}
	for _, t := range f.Later.Turned() {
		id := t.ID.String()
		if i, found := f.find(snapshot.StreamCloudGroups, id); found {
			f.turn(&f.Changes[i], &t)
			continue
		}
		s := f.assembler.Subject(t.Position)
		change := Change{Stream: snapshot.StreamCloudGroups, Kind: NotCompared, ID: id, Name: s.Identity.Name}
		change.Members = f.unchanged(snapshot.StreamCloudMemberships, s.Members.CloudCount)
		if s.Cloud != nil {
			change.Owners = f.unchanged(snapshot.StreamCloudOwners, s.Cloud.Owners.Count)
		}
		f.turn(&change, &t)
		fresh = append(fresh, change)
	}
	if len(fresh) == 0 {
		return
	}
	// What was found of the earlier snapshot is known by the place of its change.
	known := make(map[string]view, len(f.before))
	for i, v := range f.before {
		known[f.Changes[i].key()] = v
	}
	f.Changes = append(f.Changes, fresh...)
	f.sort()
	f.before = map[int]view{}
	for i := range f.Changes {
		if v, ok := known[f.Changes[i].key()]; ok {
			f.before[i] = v
		}
	}
}

// turn notes on the change of a group that its effective state differs, or that nobody knows whether it does. What could
// be read of neither side is told of already.
func (f *Facts) turn(change *Change, t *diff.Turn) {
	if t.UnreadBefore || t.UnreadAfter {
		f.unread[change.ID] = *t
		if !change.blind() {
			if len(change.Gaps) == 0 {
				f.count(func(s *Stream) { s.NotCompared++ })
			}
			change.Gaps = append(change.Gaps, Gap{effective, "the " + one(t.UnreadAfter) + " snapshot did not read everything on which it rests"})
		}
		return
	}
	change.Attributes = append(change.Attributes, Attribute{Name: effective, From: text(told(t.Before, t.TypeBefore)), To: text(told(t.After, t.TypeAfter))})
	if change.Kind == NotCompared {
		change.Kind = Changed
		f.count(func(s *Stream) {
			s.Changed++
			if change.blind() {
				s.Objects++ // nothing else of it was compared
			}
		})
	}
}

// unchanged is the list of n members of a group that had no change of its own: had it not been read, that
// would have been one.
func (f *Facts) unchanged(stream snapshot.Stream, n int) Delta {
	if f.Stream(stream).Compared == Not {
		return Delta{}
	}
	return Delta{Read: true, Before: n, After: n}
}

func (c *Change) key() string { return string(c.Stream) + "\x00" + c.ID }

// count counts a cloud group in the list of them.
func (f *Facts) count(add func(*Stream)) {
	for i := range f.Streams {
		if s := &f.Streams[i]; s.Name == snapshot.StreamCloudGroups {
			add(s)
			if s.NotCompared > 0 && s.Compared == Whole {
				s.limit(notAll)
			}
		}
	}
}

// told is an effective state in words.
func told(written diff.Answer, typ diff.GroupType) string {
	if written == diff.Yes && typ != "" {
		return string(typ)
	}
	return map[diff.Answer]string{diff.Yes: "written", diff.No: "not written", diff.Unknown: "undecided"}[written]
}

// Tenant returns the subject of the tenant.
func (f *Facts) Tenant() Subject { return f.tenant }

// Subjects yields one subject for each change, in their order. Iteration ends with the error of ctx once
// that is done.
func (f *Facts) Subjects(ctx context.Context) iter.Seq2[Subject, error] {
	return func(yield func(Subject, error) bool) {
		for i := range f.Changes {
			if err := ctx.Err(); err != nil {
				yield(Subject{}, err)
				return
			}
			if !yield(f.subject(i), nil) {
				return
			}
		}
	}
}

// changed finds the change of an object; nil when there is none.
func (f *Facts) changed(stream snapshot.Stream, id string) *Change {
	i, found := f.find(stream, id)
	if !found {
		return nil
	}
	return &f.Changes[i]
}

// tenantSubject tells what changed of the tenant itself.
func (f *Facts) tenantSubject() Subject {
	later := f.Later.TenantSubject()
	notCompared := []string{}
	for _, list := range [...]struct {
		stream  snapshot.Stream
		objects string
	}{{snapshot.StreamCloudGroups, "cloud groups"}, {snapshot.StreamDirectoryGroups, "directory groups"}} {
		for _, name := range f.skipped(list.stream) {
			notCompared = append(notCompared, name+" of "+list.objects)
		}
	}
	return Subject{
		Object: ObjectTenant, Kind: None, NotCompared: notCompared, Tenant: later.Tenant,
		Switches: f.switches(&later), Losses: f.losses(),
	}
}

func (f *Facts) switches(later *diff.TenantSubject) *Switches {
	s := &Switches{Known: known(&f.tenantBefore) && known(later.Tenant), Turned: []Switched{}, Unread: slices.Clone(later.History.Uncompared)}
	for _, c := range later.History.Changes {
		s.Turned = append(s.Turned, Switched{c.Attribute, c.From, c.To})
	}
	was, is := f.tenantBefore.CloudSync, later.Tenant.CloudSync
	switch {
	case was == diff.SwitchUnknown || is == diff.SwitchUnknown:
		s.Unread = append(s.Unread, switchCloudSync)
	case was != is:
		s.Turned = append(s.Turned, Switched{switchCloudSync, string(was), string(is)})
	}
	return s
}

// known reports whether the engines and the setting of a snapshot are.
func known(t *diff.Tenant) bool {
	return t.SettingRead && !slices.Contains([]diff.Switch{t.V1, t.V2, t.CloudSync}, diff.SwitchUnknown)
}

func (f *Facts) losses() *Losses {
	l := &Losses{}
	groups, copies := 0, 0
	var groupsOpen, copiesOpen bool
	for i := range f.Changes {
		c := &f.Changes[i]
		switch {
		case c.lost() && f.before[i].present:
			groupsOpen = groupsOpen || c.Stream == snapshot.StreamCloudGroups
			copiesOpen = copiesOpen || c.Stream == snapshot.StreamDirectoryGroups && f.before[i].anchored()
		case c.Kind != Removed:
		case c.Stream == snapshot.StreamCloudGroups:
			groups++
		case c.Stream == snapshot.StreamDirectoryGroups && f.before[i].anchored():
			copies++
		}
	}
	complete := func(s snapshot.Stream) bool { return f.Later.State(s).Status == snapshot.Complete }
	if f.groupsBefore != nil && !groupsOpen && complete(snapshot.StreamCloudGroups) {
		l.Groups, l.GroupsGone, l.GroupsPercent = f.groupsBefore, &groups, percent(groups, *f.groupsBefore)
	}
	if f.copiesBefore != nil && !copiesOpen && complete(snapshot.StreamDirectoryGroups) {
		l.Copies, l.CopiesGone, l.CopiesPercent = f.copiesBefore, &copies, percent(copies, *f.copiesBefore)
	}
	return l
}

// lost reports whether one snapshot alone has the object and the other one may have missed it.
func (c *Change) lost() bool {
	return c.Kind == NotCompared && slices.ContainsFunc(c.Gaps, func(g Gap) bool { return g.What == cameOrWent })
}

func percent(part, whole int) *int {
	p := 0
	if whole > 0 {
		p = 100 * part / whole
	}
	return &p
}
