package changes

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// The names of edits that are no attribute of the directory by themselves.
const (
	editContainer = "container"
	editMember    = "member"
)

// edits finds what changed in the copy of a cloud group and not in the cloud group. A change towards what
// the cloud asks for is none: the engine may have made it.
func (f *Facts) edits(c *Change, was, is *view) Edits {
	e := Edits{Attributes: []string{}, Undecided: []string{}}
	if c.Kind == Changed && (was.contested || is.contested) {
		e.Contested = c.Members.Differs() || isMoved(c) || slices.ContainsFunc(judged[snapshot.StreamDirectoryGroups], c.Has)
		return e
	}
	if c.Kind != Changed || was.cloudID == "" || was.cloudID != is.cloudID || was.directory == nil || is.directory == nil {
		return e
	}
	cloud := f.changed(snapshot.StreamCloudGroups, is.cloudID)
	if cloud == nil {
		cloud = &Change{}
	}
	for _, name := range []string{attributeDisplayName, attributeDescription, attributeMail} {
		if c.Has(name) {
			e.judge(name, slices.Contains(is.drift, name), cloud.Has(name), f.compares(name, is) && !cloud.blind())
		}
	}
	if c.Has(attributeGroupType) {
		known := is.category != diff.CategoryUnknown && is.directory.Category != diff.CategoryUnknown
		e.judge(attributeGroupType, is.directory.Category != is.category, cloud.Has(effective) || cloud.Has(attributeType), known)
	}
	if c.Has(attributeCN) {
		e.judge(attributeCN, is.directory.CN.Name == diff.No, cloud.Has(attributeDisplayName), is.directory.CN.Name != diff.Unknown && !cloud.blind())
	}
	if isMoved(c) {
		e.judge(editContainer, is.directory.InOU == diff.No, false, is.directory.InOU != diff.Unknown)
	}
	if c.Members.Differs() {
		f.editedMembers(&e, cloud, was, is)
	}
	return e
}

// judge notes an attribute that changed in the copy: differs says that it is not what the cloud asks for,
// also that the cloud changed too, known that both can be told.
func (e *Edits) judge(name string, differs, also, known bool) {
	switch {
	case !known:
		e.Undecided = append(e.Undecided, name)
	case differs && !also:
		e.Attributes = append(e.Attributes, name)
	}
}

// compares reports whether the later snapshot has the attribute on both sides.
func (f *Facts) compares(name string, is *view) bool {
	return !slices.Contains(is.directory.NotCompared, name) && !slices.ContainsFunc(f.Stream(snapshot.StreamCloudGroups).Skipped, func(g Gap) bool { return g.What == name })
}

// blind reports whether nothing of the cloud group was compared.
func (c *Change) blind() bool {
	return slices.ContainsFunc(c.Gaps, func(g Gap) bool { return g.What == everything })
}

// editedMembers counts members that the copy lost or gained while the cloud group kept its own.
func (f *Facts) editedMembers(e *Edits, cloud *Change, was, is *view) {
	gap := slices.ContainsFunc(cloud.Gaps, func(g Gap) bool { return g.What == editedList || g.What == everything })
	known := was.missing >= 0 && is.missing >= 0 && !gap && f.Stream(snapshot.StreamCloudMemberships).Compared != Not
	missing, foreign := is.missing-was.missing, is.foreign-was.foreign
	e.judge(editMember, missing > 0 || foreign > 0, cloud.Members.Differs(), known)
	if slices.Contains(e.Attributes, editMember) {
		e.Missing, e.Foreign = max(0, missing), max(0, foreign)
	}
}

// editedList is the gap of a group whose members were not compared.
const editedList = "members"
