package diff

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// past ties loaded facts to an earlier snapshot.
type past struct {
	// earlier is nil when there is none.
	earlier *Earlier
	// before is the group of the earlier snapshot for each cloud row, or none.
	before []int32
	// actors lists by group who changed it since.
	actors map[snapshot.GUID][]actor
	// leavers lists by cloud row the members of its copy that were members of the cloud group in the
	// earlier snapshot and are none now, ascending; see ForeignClasses.Leavers.
	leavers map[int32][]uint32
	history History
}

// LoadSince reads a snapshot as Load does and compares it with an earlier one, which CheckEarlier did
// not refuse; nil compares with none. Beside what Load takes it needs a few bytes for each cloud
// group, and 8 for each member of a copy that is no member of the cloud group.
func LoadSince(ctx context.Context, r *snapshot.Reader, c Choices, earlier *Earlier) (*Facts, error) {
	f := newFacts(r, c, earlier)
	err := f.load(ctx, r)
	if !errors.Is(err, errUntimely) {
		return f, err
	}
	// Much was read by that time already, so all of it is read again, without any.
	told := f.window.notes
	f = newFacts(r, c, earlier)
	f.window.notes, f.manifest.CollectedAt = told, nil
	f.manifest.Cloud, f.manifest.Directory = snapshot.Period{}, snapshot.Period{}
	return f, f.load(ctx, r)
}

func newFacts(r *snapshot.Reader, c Choices, earlier *Earlier) *Facts {
	f := &Facts{choices: c, manifest: r.Manifest(), digest: r.Digest(), candidates: map[int32][]int32{}, disagreeing: map[int32][]int32{}, tenants: &sync.Map{}}
	f.earlier, f.history = earlier, noTenantHistory()
	return f
}

// EarlierSnapshot returns what the facts are compared with; nil for nothing.
func (f *Facts) EarlierSnapshot() *Earlier { return f.earlier }

// findBefore finds each cloud group in the earlier snapshot; both are sorted by id.
func (f *Facts) findBefore() {
	if f.earlier == nil {
		return
	}
	f.before = make([]int32, len(f.cloud))
	at, groups := 0, f.earlier.groups
	for i := range f.cloud {
		for at < len(groups) && compareGUID(groups[at].id, f.cloud[i].id) < 0 {
			at++
		}
		f.before[i] = none
		if at < len(groups) && groups[at].id == f.cloud[i].id {
			f.before[i] = int32(at)
		}
	}
}

// compareHistory compares with the earlier snapshot what belongs to the tenant.
func (f *Facts) compareHistory(r *snapshot.Reader) error {
	if f.earlier == nil {
		return nil
	}
	if err := f.readActors(r); err != nil {
		return err
	}
	h := &f.history
	h.Given = true
	h.CyclesApart = f.cyclesApart()
	h.Changes, h.Uncompared = f.compareTenant()
	h.SettingKept = Unknown
	if now, then := &f.tenant, &f.earlier.tenant; now.SettingRead && then.SettingRead {
		h.SettingKept = answer(triboolOf(now.Setting) == triboolOf(then.Setting))
	}
	f.countNew(&h.New)
	return f.compareRules()
}

// cyclesApart counts the whole cycles between the two collections.
func (f *Facts) cyclesApart() *int64 {
	start, end := earlierOf(f.manifest.Cloud.Started, f.manifest.Directory.Started), f.earlier.manifest.CollectedAt
	if start == nil {
		start = f.manifest.CollectedAt
	}
	if start == nil || end == nil || f.cycle <= 0 {
		return nil
	}
	apart := max(0, int64(start.Sub(*end)/f.cycle))
	return &apart
}

// earlierOf returns the earlier of two times, either of which may not be known.
func earlierOf(a, b *time.Time) *time.Time {
	if a == nil || b != nil && b.Before(*a) {
		return b
	}
	return a
}

func (f *Facts) countNew(n *NewGroups) {
	for i := range f.cloud {
		if !f.isNew(i) {
			continue
		}
		c := &f.cloud[i]
		kind := c.kind.kind()
		switch {
		case kind == KindUnknown || (kind == KindM365 || kind == KindSecurity) && !f.isConfigured(c):
			n.Unread++
		case kind == KindM365 && c.isEnabled == triNil:
			n.M365Unset++
		case kind == KindM365 && c.isEnabled == triTrue:
			n.M365Enabled++
		case kind == KindM365:
			n.M365Disabled++
		case kind == KindSecurity:
			n.Security++
			n.SecurityUnset += count(c.isEnabled == triNil)
		}
	}
}

// observeSince adds one group to the table of Defaults.
func (f *Facts) observeSince(row int, open openRow, copied bool) {
	if f.history.SettingKept != Yes {
		return
	}
	d := &f.history.Defaults
	total, copies := &d.M365Before, &d.M365BeforeCopies
	switch since := f.isNew(row); {
	case open == openOfM365 && since:
		total, copies = &d.M365Since, &d.M365SinceCopies
	case open == openOfSecurity && since:
		total, copies = &d.SecuritySince, &d.SecuritySinceCopies
	case open == openOfSecurity:
		total, copies = &d.SecurityBefore, &d.SecurityBeforeCopies
	}
	*total, *copies = *total+1, *copies+count(copied)
}

// closeDefaults says what the table shows once every group was added.
func (f *Facts) closeDefaults() {
	d := &f.history.Defaults
	d.Read = f.history.SettingKept == Yes
	n := f.cloudUnreadable
	d.Divided = divided(d.M365Before, d.M365BeforeCopies, n) || divided(d.M365Since, d.M365SinceCopies, n) ||
		divided(d.SecurityBefore, d.SecurityBeforeCopies, n) || divided(d.SecuritySince, d.SecuritySinceCopies, n)
	d.Turned = turned(observed(d.M365Before, d.M365BeforeCopies, n), observed(d.M365Since, d.M365SinceCopies, n)) ||
		turned(observed(d.SecurityBefore, d.SecurityBeforeCopies, n), observed(d.SecuritySince, d.SecuritySinceCopies, n))
}

func turned(before, since Answer) bool {
	return before != Unknown && since != Unknown && before != since
}
