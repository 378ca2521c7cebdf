package policies

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// derived are facts that follow from settings, which are tried themselves, or that nobody sets: kinds, how
// something was found, what was read, and what is decided of a move. Nor is anything advised that could only be
// done by deleting groups, by lifting a guard, or never: whether a group is role-assignable is set when it is made.
var derived = []string{
	"move.candidate", "move.takes", "move.stays", "move.moves", "move.by_connect", "move.any", "move.object_absent", "governance.secured",
	"directory_candidates", "directory_original", "directory.original", "nesting.may_loop", "directory_disagreeing", "directory_namesake", "directory.cn.format", "totals.copies.", "totals.anchored",
	"tenant.sync.deletion_threshold", "cloud.role_assignable", "access.",
	"writeback.", "cloud.configuration.", "cloud.kind", "cloud.soa_converted", "cloud.was_synced", "cloud.portal_",
	"directory.match", "directory_absent", "directory_spread", "directory.standing.", "directory.is_critical", "directory.conflict_object", "directory_conflicts",
	"history.", "settling", "population.", "tenant.mode", "tenant.v1", "tenant.v2", "tenant.cloudsync", "tenant.setting", "governance.review",
}

func settable(name string) bool {
	return !slices.ContainsFunc(derived, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) &&
		!strings.Contains(name, "read") && !strings.Contains(name, "collected") && !strings.Contains(name, "undecided") && !strings.Contains(name, "not_compared")
}

// facet tries other values at one place.
func (i *inquirer) facet(ctx context.Context, p read) error {
	v, ok := reach(i.subject, p.steps)
	name := strings.TrimSuffix(p.name, "?")
	ofTenant := i.row >= 0 && strings.HasPrefix(name, "tenant.") // what is so for every group is not changed for one
	if !ok || len(p.steps) == 0 || ofTenant || !settable(name) {
		return nil
	}
	if ofMembers(name) {
		return i.members(ctx, name)
	}
	if n, ok := v.Interface().(diff.Count); ok && n.Exactly != nil {
		return i.number(ctx, p, v)
	}
	if p.exists || base(v.Type()).Kind() == reflect.Struct {
		return nil // that something should go is no advice
	}
	switch base(v.Type()).Kind() {
	case reflect.Bool, reflect.String:
		return i.words(ctx, p, v)
	case reflect.Int, reflect.Int32, reflect.Int64:
		return i.number(ctx, p, v)
	case reflect.Slice:
		if base(v.Type()) != v.Type() || v.Len() == 0 || name == "tenant.connect.servers" {
			return nil
		}
		return i.try(ctx, candidate{what: name, from: valueOf(v).String(), to: "[]", steps: p.steps, value: reflect.MakeSlice(v.Type(), 0, 0)})
	}
	return nil
}

// only are the words that improve a fact; any other would do harm, however a control takes it.
var only = map[string]string{
	"directory.anchor_state": string(diff.AnchorLive), "directory.category": string(diff.CategorySecurity), "directory.scope": string(diff.ScopeUniversal),
	"directory.in_ou": "yes", "directory_deleted": "false", "tenant.below_floor": "no", "tenant.forest.recycle_bin": "yes",
}

// words tries the other values of an enumeration. Not knowing is no remedy.
func (i *inquirer) words(ctx context.Context, p read, v reflect.Value) error {
	from := valueOf(v).String()
	owner := ownerOf(i.subject.Type(), p.steps)
	field, _ := fieldNamed(owner, lastName(p.name))
	values := enumOf(owner, field)
	if base(v.Type()).Kind() == reflect.Bool {
		values = []string{"true", "false"}
	}
	for _, word := range values {
		if better, one := only[p.name]; one && word != better {
			continue
		}
		if slices.Contains([]string{"", "unknown", "unresolved", "partial", "absent", "likely", string(diff.AnchorUndecided)}, word) {
			continue
		}
		other := reflect.New(base(v.Type())).Elem()
		if other.Kind() == reflect.Bool {
			other.SetBool(word == "true")
		} else {
			other.SetString(word)
		}
		if v.Kind() == reflect.Pointer {
			other = other.Addr()
		}
		to := valueOf(other).String()
		if to == from {
			continue
		}
		if err := i.try(ctx, candidate{what: p.name, from: from, to: to, steps: p.steps, value: other}); err != nil {
			return err
		}
	}
	return nil
}

// most is the largest number that is tried.
const most = 1 << 30

// more are counts of which there can be too few; of everything else fewer is what mends.
var more = []string{"members.cloud_count", "members.known_count", "members.directory_count", "members.expected", "members.matched", "cloud.owners."}

// fewer are counts of which there are never too many.
var fewer = []string{"members.expected", "members.matched", "cloud.owners.count", "cloud.owners.active"}

// number looks for the nearest number that mends, below the one that is there or else above it, taking it
// that a control does not change its mind twice on the way.
func (i *inquirer) number(ctx context.Context, p read, v reflect.Value) error {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	c := candidate{what: p.name, steps: p.steps, number: true, now: wholeNumber(v)}
	return i.nearestOf(ctx, c, most)
}

// nearestOf looks for the nearest number of a candidate that mends, from none to the most there can be.
func (i *inquirer) nearestOf(ctx context.Context, c candidate, most int64) error {
	search := func(end int64, word string) (bool, error) {
		c.end, c.word = end, word
		outcomeAt := func(n int64) (outcome, error) {
			i.answer.Tried++
			tried := c
			tried.end = n
			return i.outcomeAfter(ctx, tried)
		}
		change, at, err := nearest(c.now, end, word, c.mended, outcomeAt)
		switch {
		case err != nil:
		case change != nil:
			change.What, c.end = c.what, at
			i.keep(*change, c)
		case c.now != end:
			i.candidates = append(i.candidates, c)
		}
		return change != nil, err
	}
	if !slices.Contains(fewer, c.what) {
		if found, err := search(0, atMost); found || err != nil {
			return err
		}
	}
	if most > c.now && slices.ContainsFunc(more, func(prefix string) bool { return strings.HasPrefix(c.what, prefix) }) {
		_, err := search(most, atLeast)
		return err
	}
	return nil
}

// nearest returns the change to the number between now and end that lies nearest to now and mends, and that number; nil where
// end itself does not.
func nearest(now, end int64, word string, mended func(outcome) bool, outcomeAt func(int64) (outcome, error)) (*Change, int64, error) {
	if now == end {
		return nil, 0, nil
	}
	best, err := outcomeAt(end)
	if err == nil && !mended(best) && best == notApplicable && end == 0 && now > 1 {
		end = 1 // of none there may be nothing to judge
		best, err = outcomeAt(end)
	}
	if err != nil || !mended(best) {
		return nil, 0, err
	}
	good, bad := end, now
	for good-bad > 1 || bad-good > 1 {
		middle := bad + (good-bad)/2
		came, err := outcomeAt(middle)
		switch {
		case err != nil:
			return nil, 0, err
		case mended(came):
			good, best = middle, came
		default:
			bad = middle
		}
	}
	to := word + strconv.FormatInt(good, 10)
	if good == 0 {
		to = "0"
	}
	return &Change{From: strconv.FormatInt(now, 10), To: to, Outcome: best.String()}, good, nil
}

// ownerOf is the struct that holds the field at the end of steps.
func ownerOf(t reflect.Type, steps []int) reflect.Type {
	if len(steps) == 0 {
		return nil
	}
	for _, step := range steps[:len(steps)-1] {
		t = base(t).Field(step).Type
	}
	return base(t)
}

func lastName(path string) string { return path[strings.LastIndex(path, ".")+1:] }

// assumed is one change of what an administrator sets, in words.
type assumed struct {
	what, to string
	from     func(*diff.Tenant, *diff.Configuration) string
	is       diff.Assumption
	group    diff.GroupAssumption
}

// assumptions are the single settings that exist.
func assumptions() []assumed {
	yes, no := true, false
	var list []assumed
	for _, on := range []*bool{&yes, &no} {
		list = append(list, assumed{what: "isEnabled", to: strconv.FormatBool(*on), group: diff.GroupAssumption{IsEnabled: on},
			from: func(_ *diff.Tenant, c *diff.Configuration) string { return nullable(c.IsEnabled) }})
	}
	for _, t := range []diff.GroupType{diff.UniversalSecurity, diff.UniversalDistribution, diff.UniversalMailEnabledSec} {
		list = append(list, assumed{what: "onPremisesGroupType", to: string(t), group: diff.GroupAssumption{Type: t},
			from: func(_ *diff.Tenant, c *diff.Configuration) string { return string(c.Type) }})
	}
	for _, on := range []*bool{&yes, &no} {
		list = append(list, assumed{what: "NewUnifiedGroupWritebackDefault", to: strconv.FormatBool(*on), is: diff.Assumption{Setting: on},
			from: func(t *diff.Tenant, _ *diff.Configuration) string { return nullable(t.Setting) }})
	}
	for _, s := range []diff.Switch{diff.On, diff.Off} {
		list = append(list,
			assumed{what: "V1", to: string(s), is: diff.Assumption{V1: s}, from: func(t *diff.Tenant, _ *diff.Configuration) string { return string(t.V1) }},
			assumed{what: "V2", to: string(s), is: diff.Assumption{V2: s}, from: func(t *diff.Tenant, _ *diff.Configuration) string { return string(t.V2) }},
			assumed{what: "cloud sync", to: string(s), is: diff.Assumption{CloudSync: s}, from: func(t *diff.Tenant, _ *diff.Configuration) string { return string(t.CloudSync) }})
	}
	return list
}

func nullable(b *bool) string {
	if b == nil {
		return "null"
	}
	return strconv.FormatBool(*b)
}

// settings tries every setting alone. What is written is decided anew by the tables; everything else stays as
// the snapshot has it.
func (i *inquirer) settings(ctx context.Context) error {
	for _, a := range assumptions() {
		if a.ofGroup() && i.row < 0 {
			continue
		}
		_, from, ok, err := i.assume(i.facts, i.subject, a)
		if err != nil {
			return err
		}
		if !ok || from == a.to || a.never() {
			continue
		}
		if err := i.try(ctx, candidate{what: a.what, from: from, to: a.to, setting: &a}); err != nil {
			return err
		}
	}
	return nil
}

// never reports whether nobody should make the change: V2 cannot be switched on any more (C16), and a default of
// true writes every new group, whoever made it.
func (a *assumed) never() bool { return a.is.V2 == diff.On || a.is.Setting != nil && *a.is.Setting }

// ofGroup reports whether it is a setting of one group.
func (a *assumed) ofGroup() bool { return a.group != (diff.GroupAssumption{}) }

// assume returns a subject of facts under an assumption, and what was there before; false where it cannot be made.
func (i *inquirer) assume(facts *diff.Facts, subject reflect.Value, a assumed) (changed reflect.Value, from string, ok bool, err error) {
	changed = reflect.New(subject.Type()).Elem()
	changed.Set(subject)
	s, isGroup := changed.Addr().Interface().(*diff.Subject)
	configuration := &diff.Configuration{}
	if a.ofGroup() {
		if !isGroup || s.Cloud == nil || s.Cloud.Configuration == nil {
			return changed, "", false, nil
		}
		*configuration = *s.Cloud.Configuration
		id, err := snapshot.ParseGUID(s.Identity.CloudID)
		if err != nil {
			return changed, "", false, fmt.Errorf("assuming a change of %s: %w", s.Identity.Key, err)
		}
		a.is.Groups = map[snapshot.GUID]diff.GroupAssumption{id: a.group}
	}
	overlay, err := facts.Assume(a.is)
	if err != nil {
		return changed, "", false, err
	}
	before := facts.TenantSubject().Tenant
	after := overlay.Tenant()
	from = a.from(before, configuration)
	if !isGroup {
		changed.Addr().Interface().(*diff.TenantSubject).Tenant = &after
		return changed, from, true, nil
	}
	s.Tenant, s.Writeback = &after, overlay.Writeback(i.row, nil)
	if a.ofGroup() {
		cloud := *s.Cloud
		cloud.Configuration = configuration
		if a.group.IsEnabled != nil {
			configuration.IsEnabled = a.group.IsEnabled
		}
		if a.group.Type != diff.TypeNone {
			configuration.Type = a.group.Type
		}
		s.Cloud = &cloud
	}
	return changed, from, true, nil
}
