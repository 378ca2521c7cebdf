package changes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// view is what one snapshot knows of a changed group beside its record. The zero view is that of a group
// which is not there.
type view struct {
	present  bool
	cloudID  string
	kind     diff.GroupKind
	written  diff.Answer
	typ      diff.GroupType
	category diff.Category // expected of the copy
	copied   diff.Answer
	settling bool
	// contested says that it is not known whether the directory group is the copy: others name the cloud group as well, or
	// its anchors name another one too.
	contested bool
	directory *diff.Directory
	drift     []string
	// missing and foreign are -1 where the members of both sides cannot be compared.
	missing, foreign int
	path             diff.PrivilegedPath
	// told are the changes of the configuration, with who made them as the directory audits tell.
	told []diff.Change
}

// anchored reports whether the view is of a directory group that names a cloud group.
func (v view) anchored() bool {
	return v.directory != nil && v.directory.Anchor != "" && v.directory.Anchor != diff.AnchorNone
}

// look looks at every changed group in one snapshot, by the place of its change.
func (f *Facts) look(facts *diff.Facts) map[int]view {
	views := map[int]view{}
	a := facts.Assembler()
	for i := range f.Changes {
		c := &f.Changes[i]
		var s diff.Subject
		var found bool
		switch c.Stream {
		case snapshot.StreamCloudGroups:
			var at int
			if at, found = facts.Position("c:" + c.ID); found {
				s = a.Subject(at)
			}
		case snapshot.StreamDirectoryGroups:
			if id, err := snapshot.ParseGUID(c.ID); err == nil {
				s, found = a.Copy(id)
			}
		}
		if found {
			views[i] = viewOf(&s)
		}
	}
	return views
}

func viewOf(s *diff.Subject) view {
	v := view{
		present: true, cloudID: s.Identity.CloudID, written: s.Writeback.Expected, typ: s.Writeback.Type, category: s.Writeback.Category,
		directory: s.Directory, missing: -1, foreign: -1, path: s.Governance.Path, settling: s.Settling,
		copied: opposite(s.DirectoryAbsent), told: s.History.Changes,
		contested: s.Directory != nil && (s.DirectoryCandidates > 0 || s.Directory.AnchorState == diff.AnchorDisagree),
	}
	if s.DirectorySpread == diff.SpreadLacking {
		v.copied = diff.Yes // in another domain
	}
	if s.Cloud != nil {
		v.kind = s.Cloud.Kind
	}
	if s.Members.Cloud == "complete" && s.Members.Directory == "complete" && s.Members.ForeignClasses.Doubtful == 0 {
		v.missing, v.foreign = s.Members.Missing, s.Members.Foreign
	}
	if s.Directory != nil {
		for _, d := range s.Directory.Drift {
			v.drift = append(v.drift, d.Attribute)
		}
	}
	return v
}

func opposite(a diff.Answer) diff.Answer {
	switch a {
	case diff.Yes:
		return diff.No
	case diff.No:
		return diff.Yes
	}
	return diff.Unknown
}

// subject tells what is known of change i.
func (f *Facts) subject(i int) Subject {
	c := &f.Changes[i]
	s := Subject{Change: c, Object: ObjectOther, Kind: c.Kind, NotCompared: []string{}, Tenant: f.tenant.Tenant}
	for _, g := range c.Gaps {
		s.NotCompared = append(s.NotCompared, g.What)
	}
	s.NotCompared = append(s.NotCompared, f.skipped(c.Stream)...)
	switch c.Stream {
	case snapshot.StreamCloudGroups:
		s.Object, s.Group, s.Settling, s.Told = ObjectGroup, f.group(i, c), f.after[i].settling, f.after[i].told
	case snapshot.StreamDirectoryGroups:
		s.Object, s.Directory, s.Settling = ObjectDirectoryGroup, f.directory(i, c), f.after[i].settling
	}
	return s
}

// judged are the attributes that controls of changes look at, by list.
var judged = map[snapshot.Stream][]string{
	snapshot.StreamCloudGroups:     {attributeDisplayName},
	snapshot.StreamDirectoryGroups: {attributeDisplayName, attributeDescription, attributeMail, attributeGroupType, attributeCN},
}

// skipped lists those of them that were compared of no object. What neither snapshot holds may be set nowhere, but for a name
// and a type, which every group has.
func (f *Facts) skipped(stream snapshot.Stream) (names []string) {
	then, now := f.Later.EarlierSnapshot().State(stream), f.Later.State(stream)
	for _, g := range f.Stream(stream).Skipped {
		if slices.Contains(judged[stream], g.What) && (g.What != attributeDescription && g.What != attributeMail || collected(then, g.What) != collected(now, g.What)) {
			names = append(names, g.What)
		}
	}
	return names
}

func (f *Facts) group(i int, c *Change) *Group {
	was, is := f.before[i], f.after[i]
	g := &Group{
		Kind: is.kind, WrittenBefore: was.state(c, Added), WrittenAfter: is.state(c, Removed), TypeBefore: was.typ, TypeAfter: is.typ,
		Configured: c.Has(attributeEnabled) || c.Has(attributeType), Copied: either(was.copiedIf(), is.copiedIf()),
		Renamed: c.Has(attributeDisplayName), Members: countsOf(&c.Members), Owners: countsOf(&c.Owners),
	}
	if !is.present {
		g.Kind = was.kind
	}
	if t := f.unread[c.ID]; t.UnreadBefore {
		g.WrittenBefore, g.TypeBefore = diff.Unknown, diff.TypeNone
	} else if t.UnreadAfter {
		g.WrittenAfter, g.TypeAfter = diff.Unknown, diff.TypeNone
	}
	if g.Kind == "" {
		g.Kind = diff.KindUnknown
	}
	return g
}

// state is whether the group is written in this snapshot: not where it is sure not to be there.
func (v view) state(c *Change, absent Kind) diff.Answer {
	switch {
	case v.present:
		return v.written
	case c.Kind == absent:
		return diff.No
	}
	return diff.Unknown
}

func (v view) copiedIf() diff.Answer {
	if v.present {
		return v.copied
	}
	return diff.No
}

func either(a, b diff.Answer) diff.Answer {
	switch {
	case a == diff.Yes || b == diff.Yes:
		return diff.Yes
	case a == diff.No && b == diff.No:
		return diff.No
	}
	return diff.Unknown
}

func countsOf(d *Delta) Counts {
	if !d.Read {
		return Counts{}
	}
	n := Counts{Read: true, Before: d.Before, After: d.After, Added: d.Added(), Removed: d.Removed()}
	n.Percent = *percent(n.Added+n.Removed, n.Before+n.Added)
	return n
}

func (f *Facts) directory(i int, c *Change) *Directory {
	was, is := f.before[i], f.after[i]
	d := &Directory{
		HeldBefore: was.present, HeldAfter: is.present,
		Copy: either(f.isCopy(was, &f.tenantBefore), f.isCopy(is, f.tenant.Tenant)), Orphaned: is.anchored() && is.cloudID == "",
		CategoryBefore: diff.CategoryUnknown, CategoryAfter: diff.CategoryUnknown, ScopeBefore: diff.ScopeUnknown, ScopeAfter: diff.ScopeUnknown,
		Renamed: c.Has(attributeCN), Moved: isMoved(c), Members: countsOf(&c.Members), Edits: f.edits(c, &was, &is),
		Privileged: Privileged{Before: diff.Unknown, After: diff.Unknown, Group: diff.PrivilegedNone},
	}
	d.Wanted, d.Followed = f.wanted(&was, &is)
	if was.directory != nil {
		d.CategoryBefore, d.ScopeBefore, d.Privileged.Before = was.directory.Category, was.directory.Scope, was.path.Leads
	} else if c.Kind == Added {
		d.Privileged.Before = diff.No
	}
	if is.directory != nil {
		d.CategoryAfter, d.ScopeAfter, d.Privileged.After, d.Privileged.Group = is.directory.Category, is.directory.Scope, is.path.Leads, is.path.Group
	} else if c.Kind == Removed {
		d.Privileged.After = diff.No
	}
	d.ParentsRead = was.directory != nil && is.directory != nil && was.directory.MemberOf.Exactly != nil && is.directory.MemberOf.Exactly != nil &&
		!slices.ContainsFunc(c.Gaps, func(g Gap) bool { return g.What == attributeMemberOf })
	if d.ParentsRead {
		d.ParentsAdded = max(0, is.directory.MemberOf.AtLeast-was.directory.MemberOf.AtLeast)
	}
	return d
}

// wanted says whether the cloud group of a copy is written now, and whether its members changed.
func (f *Facts) wanted(was, is *view) (diff.Answer, bool) {
	id := cmp.Or(is.cloudID, was.cloudID)
	if id == "" {
		return diff.No, false
	}
	cloud := f.changed(snapshot.StreamCloudGroups, id)
	followed := cloud != nil && cloud.Members.Differs()
	at, found := f.Later.Position("c:" + id)
	switch {
	case found && is.cloudID == id:
		return is.written, followed
	case found:
		s := f.assembler.Subject(at)
		return s.Writeback.Expected, followed
	case f.Later.State(snapshot.StreamCloudGroups).Status == snapshot.Complete:
		return diff.No, followed
	}
	return diff.Unknown, followed
}

// isCopy says whether a directory group is the copy of a cloud group in one snapshot.
func (f *Facts) isCopy(v view, t *diff.Tenant) diff.Answer {
	switch {
	case !v.present:
		return diff.No
	case v.cloudID != "" || v.anchored():
		return diff.Yes
	case t.AnchorsRead != diff.Yes:
		return diff.Unknown
	}
	return diff.No
}

// isMoved reports whether the container of a directory group changed.
func isMoved(c *Change) bool {
	for _, a := range c.Attributes {
		if a.Name == attributeDN && a.From != nil && a.To != nil {
			return !strings.EqualFold(diff.ContainerOf(*a.From), diff.ContainerOf(*a.To))
		}
	}
	return false
}
