package plan

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// subject is a finding with the group it is about.
type subject struct {
	finding *report.Finding
	group   *report.Group
	run     *report.Run
	// moreThanHalf is that of Options.
	moreThanHalf bool
}

// rule makes steps of a finding of a group.
type rule func(s *subject) verdict

// rules are the remedies that follow from the stream without a decision. What is not here is manual.
var rules = map[string]rule{
	"CFG-01": securityType,
	"CFG-02": switchedOff,
	"CFG-03": switchedOff,
	"CFG-04": keepExplicitly,
	"CFG-05": keepExplicitly,
	"CFG-26": madePrivate,
	"DIF-02": deletion,
	"DIF-03": deletion,
	"DIF-06": category,
	"DIF-07": scope,
	"DIF-11": attributes,
	"DIF-15": anchorCopy,
	"DIF-23": foreign,
	"DIF-24": missing,
	"DIF-28": otherForest,
	"DIF-31": anchor,
	"DIF-33": frozen,
	"DIF-34": dangerous,
}

var guidPattern = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// copyStep returns a step that changes the copy; ok is false where the stream does not say which object
// that is.
func (s *subject) copyStep(kind Kind, rank int) (step Step, ok bool) {
	d := s.group.Directory
	if d == nil || d.DN == "" || !guidPattern.MatchString(strings.ToLower(d.GUID)) {
		return Step{}, false
	}
	step = Step{Kind: kind, ID: strings.ToLower(d.GUID), DN: d.DN, Name: s.group.Target.Name, rank: rank}
	id := d.AnchorID
	if s.group.Cloud != nil {
		id = s.group.Cloud.ID
	}
	if id == "" {
		return step, true
	}
	switch d.Anchor {
	case adminDescription:
		step.Anchor = "Group_" + strings.ToLower(id)
	case tiedByExternal:
		step.External = "Group_" + strings.ToLower(id)
	}
	return step, true
}

// cloudStep returns a step that changes a cloud group.
func cloudStep(c *report.CloudSide, attribute, old, value string) (step Step, ok bool) {
	id := strings.ToLower(c.ID)
	if !guidPattern.MatchString(id) {
		return Step{}, false
	}
	return Step{Kind: SetCloud, ID: id, Name: c.DisplayName, Attribute: attribute, Old: old, New: value, rank: rankCloud}, true
}

const nameless = "the stream does not hold a usable id of the object"

// mended says why the copy is not to be changed by hand; "" where cloud sync writes the group, which leaves
// what differs alone until the group changes.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/group-source-of-authority-configure
func (s *subject) mended() string {
	switch s.group.Writeback.Engine {
	case "cloudsync":
		return ""
	case "v1", "v2":
		return "Connect writes it again in a cycle that works, so a change by hand would hide the cause. "
	}
	return "Which engine writes the group is not known. "
}

// uncertain says why the members of the group cannot be touched; "" when both sides are whole.
func (s *subject) uncertain() string {
	m := &s.group.Members
	switch {
	case m.Cloud != report.StatusComplete:
		return "the members of the cloud group were not read completely: collect them, then audit again"
	case m.Directory != report.StatusComplete:
		return "the members of the copy were not read completely: collect them, then audit again"
	case m.CloudCount == nil || m.DirectoryCount == nil:
		return "how many members the group has is not known: collect them, then audit again"
	case *m.CloudCount == 0 && *m.DirectoryCount > 0:
		return fmt.Sprintf("the cloud group has no members and its copy has %d: a source that is suddenly empty is no reason to take access away; look at the cloud group first", *m.DirectoryCount)
	}
	return ""
}

// doubted says why a copy cannot be touched for want of its cloud group, or of an engine that writes it; "" where the
// list of cloud groups, or the scope of cloud sync, is beyond doubt. No option allows it: the cloud group may be there,
// and may be in scope.
func (s *subject) doubted() string {
	switch {
	case s.run == nil:
		return ""
	case s.group.Cloud == nil:
		return s.run.CloudDoubt
	case s.group.Cloud.Kind == "security" && s.group.Writeback.Expected == "no":
		return s.run.JobScopeDoubt
	}
	return ""
}

// few is the size up to which a copy may lose more than half of its members.
const few = 3

// tooMany says why n members cannot be taken out at once; "" when they can.
func (s *subject) tooMany(n int) string {
	if s.moreThanHalf {
		return ""
	}
	return tooMany(n, *s.group.Members.DirectoryCount)
}

func tooMany(n, all int) string {
	if all > few && 2*n > all {
		return fmt.Sprintf("%d of %d members would lose access, more than half: look at the cloud group first, then add --more-than-half", n, all)
	}
	return ""
}

// differences are the member differences of one kind.
func (s *subject) differences(kind string) []report.MemberDifference {
	var list []report.MemberDifference
	for _, d := range s.group.Members.Differences {
		if d.Difference == kind {
			list = append(list, d)
		}
	}
	return list
}

// number returns a number of the evidence, 0 for none.
func (s *subject) number(key string) int { return number(s.finding, key) }

func number(f *report.Finding, key string) int {
	switch n := f.Evidence[key].(type) {
	case int:
		return n
	case json.Number:
		whole, err := n.Int64()
		if err == nil {
			return int(whole)
		}
	}
	return 0
}

// whole reports whether all these lists of the snapshot were read completely.
func whole(run *report.Run, lists ...string) bool {
	if run == nil {
		return false
	}
	for _, name := range lists {
		at := slices.IndexFunc(run.Streams, func(s report.Stream) bool { return s.Name == name })
		if at < 0 || !run.Streams[at].Whole() {
			return false
		}
	}
	return true
}
