package plan

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/wbaudit/wbaudit/report"
)

// The attributes of directory groups that a plan changes or asserts.
const (
	adminDescription = "adminDescription"
	externalID       = "msDS-ExternalDirectoryObjectId"
	// tiedByExternal is the stream's word for a copy that externalID ties.
	tiedByExternal = "externalDirectoryObjectId"
	groupType      = "groupType"
)

// The bits of groupType.
//
// Source: MS-ADTS 2.2.12
const (
	scopeBits    int32 = 0x2 | 0x4 | 0x8
	universalBit int32 = 0x8
	securityBit  int32 = -0x80000000
)

func category(s *subject) verdict {
	return s.newGroupType(func(t int32) int32 {
		if s.finding.Expected == "security" {
			return t | securityBit
		}
		return t &^ securityBit
	})
}

func scope(s *subject) verdict {
	return s.newGroupType(func(t int32) int32 { return t&^scopeBits | universalBit })
}

func (s *subject) newGroupType(change func(int32) int32) verdict {
	if reason := s.mended(); reason != "" {
		return byHand(reason)
	}
	step, ok := s.copyStep(SetValue, rankRepair)
	if !ok || s.group.Directory.GroupType == nil {
		return refuse(nameless)
	}
	now := *s.group.Directory.GroupType
	step.Attribute = groupType
	step.Old, step.New = strconv.FormatInt(int64(now), 10), strconv.FormatInt(int64(change(now)), 10)
	if step.Old == step.New {
		return verdict{}
	}
	return verdict{steps: []Step{step}}
}

// longest is how many UTF-16 units of an attribute an engine writes.
var longest = map[string]int{"displayName": 256, "description": 448, "mail": 448}

// attributes repairs the attribute that the finding names.
func attributes(s *subject) verdict {
	if reason := s.mended(); reason != "" {
		return byHand(reason)
	}
	name, _ := s.finding.Evidence["attribute"].(string)
	drift, found := s.driftOf(name)
	if !found {
		return verdict{}
	}
	step, ok := s.copyStep(SetValue, rankRepair)
	if !ok {
		return refuse(nameless)
	}
	step.Attribute, step.Old, step.New = drift.Attribute, drift.Actual, cut(strings.TrimSpace(drift.Expected), longest[drift.Attribute])
	return verdict{steps: []Step{step}}
}

func (s *subject) driftOf(name string) (drift report.Drift, found bool) {
	if s.group.Directory == nil || longest[name] == 0 {
		return report.Drift{}, false
	}
	for _, d := range s.group.Directory.Drift {
		if d.Attribute == name {
			return d, true
		}
	}
	return report.Drift{}, false
}

// cut returns the first n UTF-16 units of text, never half a character.
func cut(text string, n int) string {
	units := 0
	for i, r := range text {
		if units += utf16.RuneLen(r); units > n {
			return text[:i]
		}
	}
	return text
}

// anchor ties a copy that lost its anchor to the group that its name says it is of.
func anchor(s *subject) verdict {
	d, c := s.group.Directory, s.group.Cloud
	if d == nil || c == nil || d.AnchorState != "none" {
		return byHand("Which group it is the copy of needs a look. ")
	}
	step, ok := s.copyStep(SetValue, rankAnchor)
	if !ok || !guidPattern.MatchString(strings.ToLower(c.ID)) {
		return refuse(nameless)
	}
	step.Attribute, step.New = adminDescription, "Group_"+strings.ToLower(c.ID)
	return verdict{steps: []Step{step}}
}

// anchorCopy copies the anchor of Connect to where cloud sync looks for it.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
func anchorCopy(s *subject) verdict {
	step, ok := s.copyStep(SetValue, rankAnchor)
	if !ok {
		return refuse(nameless)
	}
	if step.Anchor == "" {
		return byHand("The stream does not say that adminDescription ties it. ")
	}
	step.Attribute, step.New = externalID, step.Anchor
	return verdict{steps: []Step{step}}
}

// deletion deletes a copy that nobody is in.
func deletion(s *subject) verdict {
	if s.finding.Control == "DIF-03" && !whole(s.run, "cloud_groups", "cloud_deleted_groups") {
		return refuse("the cloud groups, or the deleted ones, were not read completely: its cloud group may exist")
	}
	if reason := s.doubted(); reason != "" {
		return refuse(reason)
	}
	m := &s.group.Members
	switch {
	case m.Directory != report.StatusComplete || m.DirectoryCount == nil:
		return refuse("who is in the copy is not known: collect its members, then audit again")
	case *m.DirectoryCount > 0:
		return refuse(strconv.Itoa(*m.DirectoryCount) + " members have access by it: a group that people depend on is not deleted; empty it, wait, then audit again")
	}
	step, ok := s.copyStep(DeleteCopy, rankDelete)
	if !ok {
		return refuse(nameless)
	}
	step.Irreversible = true
	return verdict{steps: []Step{step}}
}
