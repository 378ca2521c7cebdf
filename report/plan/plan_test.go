package plan_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
)

// changed returns g after change.
func changed(g *report.Group, change func(*report.Group)) *report.Group {
	change(g)
	return g
}

func differing(g *report.Group, list ...report.MemberDifference) *report.Group {
	g.Members.Differences = list
	return g
}

// summary says in a line what became of the findings.
func summary(p *plan.Plan) string {
	var parts []string
	for _, s := range p.Steps {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %s %s>%s %s", s.Kind, s.Attribute, s.Old, s.New, s.Member)))
	}
	for _, i := range p.Manual {
		parts = append(parts, "manual "+i.Control)
	}
	for _, i := range p.Refused {
		parts = append(parts, "refused: "+i.Text)
	}
	return strings.Join(parts, "; ")
}

func TestWhatBecomesOfAFinding(t *testing.T) {
	const ann, bob = "CN=Ann,OU=People,DC=corp,DC=contoso,DC=com", "CN=Bob,OU=People,DC=fabrikam,DC=com"
	drifted := func(g *report.Group) {
		g.Directory.Drift = []report.Drift{{Attribute: "displayName", Kind: "changed", Expected: "Finance", Actual: "Money"}}
	}
	type row struct {
		name     string
		group    *report.Group
		control  string
		evidence map[string]any
		want     string
	}
	for _, c := range []row{
		{"an illegal type is replaced", changed(written("v2"), func(g *report.Group) { g.Cloud.Type = of("universalDistributionGroup") }), "CFG-01", nil,
			"setCloud onPremisesGroupType universalDistributionGroup>universalSecurityGroup"},
		{"that of a group that is switched off, too", changed(written("v2"), func(g *report.Group) {
			g.Cloud.Type, g.Cloud.IsEnabled, g.Directory = of("universalDistributionGroup"), of(false), nil
		}), "CFG-01", nil,
			"setCloud onPremisesGroupType universalDistributionGroup>universalSecurityGroup"},
		{"a type that is no word of Graph is left to people", changed(written("v2"), func(g *report.Group) { g.Cloud.Type = of("a\"\n[Asserts]") }), "CFG-01", nil, "manual CFG-01"},
		{"settings that were not collected are refused", changed(written("v2"), func(g *report.Group) { g.Cloud.Collected = false }), "CFG-01", nil,
			"refused: the writeback settings of the group were not collected"},
		{"a setting that no engine acts upon is switched off", written(""), "CFG-02", nil, "setCloud isEnabled true>false"},
		{"a type alone cannot be taken back", changed(written(""), func(g *report.Group) { g.Cloud.IsEnabled = nil }), "CFG-03", nil, "manual CFG-03"},
		{"a public group is closed", written("v2"), "CFG-26", nil, "setCloud visibility Public>Private"},
		{"a category is left to Connect", written("v2"), "DIF-06", nil, "manual DIF-06"},
		{"a category that cloud sync leaves is mended", changed(written("cloudsync"), func(g *report.Group) { g.Directory.GroupType = of(int32(8)) }), "DIF-06", nil, "setValue groupType 8>-2147483640"},
		{"a scope that cloud sync leaves is mended", changed(written("cloudsync"), func(g *report.Group) { g.Directory.GroupType = of(int32(-2147483646)) }), "DIF-07", nil, "setValue groupType -2147483646>-2147483640"},
		{"an attribute is left to Connect", changed(written("v1"), drifted), "DIF-11", map[string]any{"attribute": "displayName"}, "manual DIF-11"},
		{"an attribute that cloud sync leaves is mended", changed(written("cloudsync"), drifted), "DIF-11", map[string]any{"attribute": "displayName"}, "setValue displayName Money>Finance"},
		{"a lost anchor is written", changed(written("v2"), func(g *report.Group) { g.Directory.Anchor, g.Directory.AnchorState = "none", "none" }), "DIF-31", nil, "setValue adminDescription >Group_" + cloudID},
		{"a lost anchor of an unknown group is left to people", orphan(0), "DIF-31", nil, "manual DIF-31"},
		{"an anchor is copied to where cloud sync looks", written("v2"), "DIF-15", nil, "setValue msDS-ExternalDirectoryObjectId >Group_" + cloudID},
		{"an adopted group has no anchor to copy", changed(written("v2"), func(g *report.Group) { g.Directory.Anchor = "takenOver" }), "DIF-15", nil, "manual DIF-15"},
		{"a dangerous member is taken out whoever writes the group", differing(written("v2"), person("foreign", ann)), "DIF-34", map[string]any{"members": 1}, "removeMember member > " + ann},
		{"which member is dangerous must be known", differing(written("v2"), person("foreign", ann), person("foreign", bob)), "DIF-34", map[string]any{"members": 1}, "manual DIF-34"},
		{"a foreign member is left to Connect", differing(written("v2"), person("foreign", ann)), "DIF-23", map[string]any{"foreign": 1}, "manual DIF-23"},
		{"a foreign member that cloud sync leaves is taken out", differing(written("cloudsync"), person("foreign", ann)), "DIF-23", map[string]any{"foreign": 1}, "removeMember member > " + ann},
		{"a member of another forest is told by its DN", differing(written("v2"), person("foreign", ann), person("foreign", bob)), "DIF-28", map[string]any{"members": 1}, "removeMember member > " + bob},
		{"a missing member that cloud sync leaves is added", differing(written("cloudsync"), person("missing", ann)), "DIF-24", nil, "addMember member > " + ann},
		{"one of whom no record was read may be somebody else", differing(written("cloudsync"), unrecorded("missing", ann)), "DIF-24", nil, noRecord},
		{"a foreign one of whom no record was read may be a member", differing(written("cloudsync"), unrecorded("foreign", ann)), "DIF-23", map[string]any{"foreign": 1}, noRecord},
		{"which of the members are missing is not told", differing(written("cloudsync")), "DIF-24", map[string]any{"at_least": 1}, "manual DIF-24"},
		{"a member without a DN is left to people", differing(written("cloudsync"), person("missing", "")), "DIF-24", nil, "manual DIF-24"},
		{"a frozen copy loses who is not in the cloud group", differing(written(""), person("foreign", ann)), "DIF-33", map[string]any{"members": 1}, "removeMember member > " + ann},
		{"a small copy of a deleted group is emptied", orphan(3), "DIF-33", map[string]any{"members": 3}, "clearMembers member >"},
		{"a larger one only with a word more", orphan(4), "DIF-33", map[string]any{"members": 4},
			"refused: 4 of 4 members would lose access, more than half: look at the cloud group first, then add --more-than-half; --more-than-half would add 4 steps"},
		{"one of unknown members is not", changed(orphan(3), func(g *report.Group) { g.Members.Differences = g.Members.Differences[1:] }), "DIF-33", map[string]any{"members": 3},
			"refused: the stream does not hold the DN of every member, so that nothing could put them back: audit again"},
		{"an orphan that people are in is not deleted", orphan(4), "DIF-03", nil,
			"refused: 4 members have access by it: a group that people depend on is not deleted; empty it, wait, then audit again"},
		{"what needs a decision is left to people", written("v2"), "DIF-14", nil, "manual DIF-14"},
		{"a control nobody knows is left to people", written("v2"), "OWN-01", nil, "manual OWN-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := about(c.group, c.control, c.evidence)
			f.Expected = "security"
			p, _ := made(t, plan.Options{}, c.group, f)
			if diff := cmp.Diff(c.want, summary(p)); diff != "" {
				t.Error("plan (-want +got):", diff)
			}
		})
	}
}

func TestMembersAreNotTouchedOnDoubtfulGround(t *testing.T) {
	const ann = "CN=Ann,OU=People,DC=corp,DC=contoso,DC=com"
	for name, c := range map[string]struct {
		change func(*report.Group)
		reason string
	}{
		"the cloud was read in part":     {func(g *report.Group) { g.Members.Cloud = report.StatusPartial }, "the members of the cloud group were not read completely"},
		"the directory was read in part": {func(g *report.Group) { g.Members.Directory = report.StatusPartial }, "the members of the copy were not read completely"},
		"a count is not known":           {func(g *report.Group) { g.Members.CloudCount = nil }, "how many members the group has is not known"},
		"the source is suddenly empty":   {func(g *report.Group) { g.Members.CloudCount = of(0) }, "suddenly empty"},
		"half of the people would go": {func(g *report.Group) {
			g.Members.Differences = []report.MemberDifference{person("foreign", ann), person("foreign", ann+"1"), person("foreign", ann+"2")}
		}, "3 of 4 members would lose access"},
		"the copy has no id": {func(g *report.Group) { g.Directory.GUID = "x" }, "usable id"},
	} {
		t.Run(name, func(t *testing.T) {
			g := changed(differing(written("cloudsync"), person("foreign", ann)), c.change)
			p, _ := made(t, plan.Options{}, g, about(g, "DIF-23", map[string]any{"foreign": len(g.Members.Differences)}))
			if len(p.Steps) > 0 || len(p.Refused) != 1 || !strings.Contains(p.Refused[0].Text, c.reason) {
				t.Errorf("got %s, want a refusal with %q", summary(p), c.reason)
			}
		})
	}
}

const noRecord = "refused: of 1 of the 1 members it is about no record was read, so nobody knows whose accounts they are: collect the accounts, then audit again"

// A copy is not deleted or emptied for want of a cloud group that a doubtful list lacks, whatever is allowed.
func TestNothingGoesForWantOfAGroupThatADoubtfulListLacks(t *testing.T) {
	const doubt = "The list of cloud groups, with the deleted ones, explains 2 of 5 anchored copies: look whether it was read whole"
	doubtful := run()
	doubtful.CloudDoubt = doubt
	all := plan.Options{Irreversible: true, MoreThanHalf: true}
	for name, c := range map[string]struct {
		group   *report.Group
		control string
	}{
		"an empty copy is not deleted":      {orphan(0), "DIF-03"},
		"nor is one with members, to empty": {orphan(4), "DIF-03"},
		"a copy is not emptied":             {orphan(3), "DIF-33"},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := made(t, all, doubtful, c.group, about(c.group, c.control, map[string]any{"members": 3}))
			if got := summary(p); got != "refused: "+doubt {
				t.Errorf("got %s", got)
			}
		})
	}
	g := differing(written(""), person("foreign", "CN=Ann,OU=People,DC=corp,DC=contoso,DC=com"))
	if p, _ := made(t, all, doubtful, g, about(g, "DIF-33", map[string]any{"members": 1})); len(p.Steps) != 1 {
		t.Errorf("a copy whose cloud group is there is left alone: %s", summary(p))
	}
}

// Nor is one that nobody writes because a doubtful scope of cloud sync does not hold its group.
func TestNothingGoesForWantOfAPlaceInADoubtfulScope(t *testing.T) {
	const doubt = "The scope of cloud sync, as its selected groups and its filters were read, holds 0 of 2 groups whose copies carry its anchor"
	doubtful := run()
	doubtful.JobScopeDoubt = doubt
	all := plan.Options{Irreversible: true, MoreThanHalf: true}
	for _, c := range []struct {
		claim, control, expected, kind string
		members                        int
		refused                        bool
	}{
		{"a copy without members is not deleted", "DIF-02", "no", "security", 0, true},
		{"one with members is not emptied", "DIF-33", "no", "security", 1, true},
		{"a copy that an engine writes is mended", "DIF-33", "yes", "security", 1, false},
		{"what cloud sync never writes does not hang on its scope", "DIF-33", "no", "m365", 1, false},
	} {
		g := written("")
		if c.members > 0 {
			g = differing(g, person("foreign", "CN=Ann,OU=People,DC=corp,DC=contoso,DC=com"))
		} else {
			g.Members.CloudCount, g.Members.DirectoryCount = of(0), of(0)
		}
		g.Writeback.Expected, g.Cloud.Kind = c.expected, c.kind
		p, _ := made(t, all, doubtful, g, about(g, c.control, map[string]any{"members": c.members}))
		if got := summary(p); (got == "refused: "+doubt) != c.refused {
			t.Errorf("%s: %s", c.claim, got)
		}
	}
}

// TestFindingsTogetherTakeNoMoreThanHalf holds the limit to the copy, however many controls ask for members of it.
func TestFindingsTogetherTakeNoMoreThanHalf(t *testing.T) {
	const one, two, three = "CN=One,DC=corp,DC=contoso,DC=com", "CN=Two,DC=corp,DC=contoso,DC=com", "CN=Three,DC=fabrikam,DC=com"
	g := differing(written("cloudsync"), person("foreign", one), person("foreign", two), person("foreign", three))
	far, all := about(g, "DIF-28", map[string]any{"members": 1}), about(g, "DIF-34", map[string]any{"members": 2})
	first := changed(differing(written("cloudsync"), person("foreign", one), person("foreign", two)), func(*report.Group) {})
	p, _ := made(t, plan.Options{}, g, far, first, all)
	want := "removeMember member > " + three + "; refused: 3 of 4 members would lose access, more than half: look at the cloud group first, then add --more-than-half; --more-than-half would add 2 steps"
	if diff := cmp.Diff(want, summary(p)); diff != "" {
		t.Error("plan (-want +got):", diff)
	}
	p, _ = made(t, plan.Options{MoreThanHalf: true}, g, far, first, all)
	if len(p.Steps) != 3 || len(p.Refused) != 0 {
		t.Errorf("with the word: %s", summary(p))
	}
}

// TestAnEmptiedCopyNamesItsMembers holds condition and undo of an emptied copy to the very members.
func TestAnEmptiedCopyNamesItsMembers(t *testing.T) {
	records := []any{orphan(4), about(orphan(4), "DIF-33", map[string]any{"members": 4})}
	word := plan.Options{MoreThanHalf: true}
	p, _ := made(t, word, records...)
	if len(p.Steps) != 1 || len(p.Steps[0].Emptied) != 4 || p.Steps[0].Irreversible {
		t.Fatalf("steps: %+v", p.Steps)
	}
	for format, wants := range map[string][]string{
		plan.PowerShell: {"        Members = @(\n            'CN=Leaver 0,OU=People,DC=corp,DC=contoso,DC=com',\n", "its members are not those that the snapshot held"},
		plan.LDIF: {"delete: member\nmember: CN=Leaver 0,OU=People,DC=corp,DC=contoso,DC=com\nmember: CN=Leaver 1,", "LDIF cannot ask whether somebody was added since",
			"look that member of this group has the 4 values below and no other"},
		plan.Text: {"out   \"CN=Leaver 3,", "the members of the copy still are these and no others", "add the same 4 members to"},
	} {
		word.Format = format
		_, text := made(t, word, records...)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", format, want, text)
			}
		}
	}
	_, back := made(t, plan.Options{MoreThanHalf: true, Format: plan.LDIF, Undo: true}, records...)
	if !strings.Contains(back, "add: member\nmember: CN=Leaver 0,OU=People,DC=corp,DC=contoso,DC=com\nmember: CN=Leaver 1,") || strings.Contains(back, "delete: member") {
		t.Errorf("the way back is\n%s", back)
	}
	var large *plan.TooLarge
	if _, _, err := tried(t, plan.Options{MoreThanHalf: true, Limit: 3}, records...); !errors.As(err, &large) || large.Steps != 4 {
		t.Errorf("four people in one step are within a limit of three: %v", err)
	}
}

func TestWhatCannotBeUndoneNeedsAWord(t *testing.T) {
	implicit := changed(written("v2"), func(g *report.Group) { g.Cloud.IsEnabled, g.Cloud.Kind = nil, "m365" })
	mistyped := changed(written("v2"), func(g *report.Group) { g.Cloud.Type, g.Directory = of("universalDistributionGroup"), nil })
	for name, records := range map[string][]any{
		"deleting an empty orphan":      {orphan(0), about(orphan(0), "DIF-03", nil)},
		"a setting that was not set":    {tenantFinding("ENG-17", map[string]any{"settings_object": true})},
		"deleting an empty frozen copy": {changed(written(""), func(g *report.Group) { g.Members.DirectoryCount = of(0) }), about(written(""), "DIF-02", nil)},
		"null becomes true":             {implicit, about(implicit, "CFG-04", nil)},
		"null becomes true, everywhere": {tenantFinding("CFG-04", nil), implicit},
		"V2 off":                        append(judged(), tenantFinding("ENG-01", nil)),
		"a type by which V2 may write":  {mistyped, about(mistyped, "CFG-01", nil)},
		"the Recycle Bin on":            {tenantFinding("STR-09", nil), orphan(4)},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := made(t, plan.Options{}, records...)
			if len(p.Steps) > 0 || len(p.Refused) != 1 || !strings.Contains(p.Refused[0].Text, "--irreversible") {
				t.Errorf("without the word: %s", summary(p))
			}
			p, text := made(t, plan.Options{Irreversible: true, Format: plan.PowerShell}, records...)
			if len(p.Steps) != 1 || !p.Steps[0].Irreversible || !strings.Contains(text, "CANNOT BE UNDONE") {
				t.Errorf("with the word: %s", summary(p))
			}
		})
	}
}

func TestWhatStepsLeaveOfAFindingIsLeftToPeople(t *testing.T) {
	implicit := func(id, name string, change func(*report.Group)) *report.Group {
		return changed(written("v2"), func(g *report.Group) {
			g.Cloud.IsEnabled, g.Cloud.Kind, g.Cloud.ID, g.Target.ID, g.Target.Name = nil, "m365", id, id, name
			change(g)
		})
	}
	const other, third = "00000000-0000-0000-0000-0000000000b2", "00000000-0000-0000-0000-0000000000b3"
	copied := implicit(childID, "Sales", func(*report.Group) {})
	uncopied := implicit(other, "Vintage", func(g *report.Group) { g.Directory = nil })
	unwritten := implicit(third, "Press", func(g *report.Group) { g.Directory, g.Writeback.Expected = nil, "no" })
	counted := func(control string, n int) *report.Finding {
		return tenantFinding(control, map[string]any{"groups": n})
	}
	for _, c := range []struct {
		claim   string
		records []any
		steps   int
		counts  plan.Counts
		text    string
	}{
		{"every group has a copy", []any{counted("CFG-05", 1), copied}, 1, plan.Counts{Findings: 1, Planned: 1}, ""},
		{"one has none", []any{counted("CFG-05", 2), copied, uncopied}, 1, plan.Counts{Findings: 1, Manual: 1, Partly: 1},
			"Steps answer 1 of 2 groups. The others have no copy, so that either answer changes something: Vintage. "},
		{"others are not in the stream", []any{counted("CFG-05", 4), copied, uncopied}, 1, plan.Counts{Findings: 1, Manual: 1, Partly: 1},
			"Steps answer 1 of 4 groups. The others have no copy, so that either answer changes something: Vintage, 2 more. "},
		{"one that nobody writes is not of CFG-04", []any{counted("CFG-04", 1), copied, unwritten}, 1, plan.Counts{Findings: 1, Planned: 1}, ""},
		{"but of CFG-05", []any{counted("CFG-05", 2), copied, unwritten}, 1, plan.Counts{Findings: 1, Manual: 1, Partly: 1}, "Press"},
		{"none has a copy", []any{counted("CFG-05", 1), uncopied}, 0, plan.Counts{Findings: 1, Manual: 1}, "None of the groups has a copy yet"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			p, _ := made(t, plan.Options{Irreversible: true}, c.records...)
			text := ""
			if len(p.Manual) > 0 {
				text = p.Manual[0].Text
			}
			if len(p.Steps) != c.steps || p.Counts != c.counts || !strings.Contains(text, c.text) || c.text == "" && text != "" {
				t.Errorf("%s\n%+v\n%q", summary(p), p.Counts, text)
			}
		})
	}
}

// TestTheDefaultIsNotSwitchedOffUnderGroupsThatLiveByIt holds the setting to a plan that leaves no group to it.
func TestTheDefaultIsNotSwitchedOffUnderGroupsThatLiveByIt(t *testing.T) {
	implicit := func(change func(*report.Group)) *report.Group {
		return changed(written("v2"), func(g *report.Group) { g.Cloud.IsEnabled, g.Cloud.Kind = nil, "m365"; change(g) })
	}
	null := implicit(func(*report.Group) {})
	other := implicit(func(g *report.Group) { g.Cloud.ID, g.Target.ID = childID, childID })
	uncopied := implicit(func(g *report.Group) { g.Directory = nil })
	setting := tenantFinding("ENG-17", map[string]any{"settings_object": true, "explicit": true})
	partial := run()
	partial.Streams[0].Status = report.StatusPartial
	unreadable := run()
	unreadable.Streams[0].Unreadable = of(int64(1))
	const enabled, set = "setCloud isEnabled null>true", "setSetting NewUnifiedGroupWritebackDefault true>false"
	for _, c := range []struct {
		claim   string
		options plan.Options
		records []any
		step    bool
		reason  string
	}{
		{"no group is left to it", plan.Options{}, []any{setting, written("v2")}, true, ""},
		{"security groups do not live by it", plan.Options{}, []any{setting, changed(written("v2"), func(g *report.Group) { g.Cloud.IsEnabled = nil })}, true, ""},
		{"a group is settled by an earlier step", plan.Options{Irreversible: true}, []any{tenantFinding("CFG-04", nil), setting, null}, true, ""},
		{"also by one of its own", plan.Options{Irreversible: true}, []any{setting, null, about(null, "CFG-04", nil)}, true, ""},
		{"the word for that is missing", plan.Options{}, []any{tenantFinding("CFG-04", nil), setting, null}, false, "isEnabled on 1 Microsoft 365 group"},
		{"its finding is waived", plan.Options{Irreversible: true}, []any{waived(tenantFinding("CFG-04", nil)), setting, null, other}, false, "isEnabled on 2 Microsoft 365 groups"},
		{"only one of two is settled", plan.Options{Irreversible: true}, []any{setting, null, about(null, "CFG-04", nil), other}, false, "isEnabled on 1 Microsoft 365 group"},
		{"another without copy needs a decision", plan.Options{Irreversible: true}, []any{tenantFinding("CFG-04", nil), setting, uncopied}, false, "isEnabled on 1 Microsoft 365 group"},
		{"only its own finding is selected", plan.Options{Irreversible: true, Controls: []string{"ENG-17"}},
			[]any{&report.Control{ID: "ENG-17"}, tenantFinding("CFG-04", nil), setting, null}, false, "isEnabled on 1 Microsoft 365 group"},
		{"the settings of a group were not collected", plan.Options{}, []any{setting, implicit(func(g *report.Group) { g.Cloud.Collected = false })}, false, "of 1 group it is not known"},
		{"a group could not be read", plan.Options{}, []any{unreadable, setting, implicit(func(g *report.Group) { g.Cloud.Kind, g.Cloud.Collected = "unknown", false })}, false, "of 1 group it is not known"},
		{"the list of groups ends early", plan.Options{}, []any{partial, setting}, false, "not every cloud group was read"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			p, _ := made(t, c.options, c.records...)
			got := summary(p)
			if c.step != strings.HasSuffix(got, set) || !strings.Contains(got, c.reason) {
				t.Errorf("got %s, want a refusal with %q", got, c.reason)
			}
			if before, _, ok := strings.Cut(got, "; "+set); ok && before != enabled {
				t.Errorf("the setting comes after %s", before)
			}
		})
	}
	absent := tenantFinding("ENG-17", map[string]any{})
	p, _ := made(t, plan.Options{}, absent, null)
	if len(p.Manual) != 1 || !strings.Contains(p.Manual[0].Text, "isEnabled on 1 Microsoft 365 group") {
		t.Errorf("without a settings object nobody says who lives by the default: %s", summary(p))
	}
}

func waived(f *report.Finding) *report.Finding {
	f.Waiver = &report.Waiver{}
	return f
}

func TestV2IsNotSwitchedOffOverWhatDependsOnIt(t *testing.T) {
	engines := func(v1 string) *report.Run {
		r := run()
		r.Engines[0].State = v1
		return r
	}
	m365 := changed(written("v2"), func(g *report.Group) { g.Cloud.Kind = "m365" })
	illegal := changed(written(""), func(g *report.Group) {
		g.Cloud.Type, g.Writeback.Expected = of("universalDistributionGroup"), "no"
	})
	for _, c := range []struct {
		name    string
		records []any
		reason  string
	}{
		{"a security group that V2 writes", append(judged(), written("v2")), "V2 still writes 1 security group"},
		{"a group that V2 may write", append(judged(), changed(written("v2"), func(g *report.Group) { g.Writeback.Expected = "unknown" })), "whether V2 writes 1 group is not known"},
		{"a group that another engine has, and V2 may write", append(judged(), changed(written("cloudsync"), func(g *report.Group) {
			g.Writeback.Engines = []report.EngineAnswer{{Engine: "v2", Expected: "unknown"}, {Engine: "cloudsync", Expected: "yes"}}
		})), "whether V2 writes 1 group is not known"},
		{"groups that V1 would write", append(judged(), tenantFinding("ENG-03", nil)), "ENG-03 is open"},
		{"copies without the new anchor", append(judged(), written("v1"), about(written("v1"), "DIF-15", nil)), "DIF-15 is open"},
		{"copies whose two anchors disagree", append(judged(), written("v1"), about(written("v1"), "DIF-13", nil)), "DIF-13 is open"},
		{"a control that was not in the audit", judged()[1:], "ENG-03 was not judged: if it is open, V1 would write Microsoft 365 groups that V2 keeps out. Audit again with --profiles audit,migration"},
		{"a control that was not evaluated", append(judged(), &report.Summary{Control: "ENG-25", Subjects: 1, NotEvaluated: 1, Reason: "no edition was read"}),
			"ENG-25 was not evaluated (no edition was read): if it is open,"},
		{"a control that ended in an error", append(judged(), &report.Summary{Control: "DIF-31", Subjects: 2, Passed: 1, Errors: 1}), "DIF-31 was not evaluated"},
		{"groups that were not read", append(judged(), &report.Run{Engines: run().Engines}), "not every group was read"},
		{"copies that go with V1 off", append(judged(), engines("off"), m365), "V1 is off: once V2 is off too, Connect deletes what it wrote, the copies of up to 1 group."},
		{"orphans that go with V1 off", append(judged(), engines("off"), orphan(0)), "V1 is off"},
		{"copies that go where V1 may be off", append(judged(), engines("unknown"), m365), "whether V1 is on is not known"},
		{"a group that this plan puts into its care", append(judged(), illegal, about(illegal, "CFG-01", nil)), "this plan itself changes settings by which V2 writes 1 group"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, _ := made(t, plan.Options{Irreversible: true}, append(c.records, tenantFinding("ENG-01", nil))...)
			off := slices.ContainsFunc(p.Steps, func(s plan.Step) bool { return s.Kind == plan.SwitchV2Off })
			if off || p.Counts.Refused != 1 || !strings.Contains(p.Refused[0].Text, c.reason) {
				t.Errorf("V2 is switched off, or that is not refused with %q: %s", c.reason, summary(p))
			}
		})
	}
	for name, records := range map[string][]any{
		"V1 takes over":             append(judged(), m365),
		"nothing was ever written":  append(judged(), engines("off")),
		"nothing, and V1 not known": append(judged(), engines("unknown"), changed(written(""), func(g *report.Group) { g.Directory, g.Writeback.Expected = nil, "no" })),
	} {
		if p, _ := made(t, plan.Options{Irreversible: true}, append(records, tenantFinding("ENG-01", nil))...); len(p.Steps) != 1 {
			t.Errorf("%s: %s", name, summary(p))
		}
	}
}

func TestFindingsOfOneAttributeAreOneStep(t *testing.T) {
	g := changed(written("cloudsync"), func(g *report.Group) { g.Directory.GroupType = of(int32(2)) })
	drifted := about(g, "DIF-06", nil)
	drifted.Expected = "security"
	p, _ := made(t, plan.Options{}, g, drifted, about(g, "DIF-07", nil))
	if diff := cmp.Diff("setValue groupType 2>-2147483640", summary(p)); diff != "" {
		t.Error("plan (-want +got):", diff)
	}
	if len(p.Steps[0].Findings) != 2 || p.Counts.Planned != 2 {
		t.Errorf("step answers %v, planned %d", p.Steps[0].Findings, p.Counts.Planned)
	}
}

func TestFindingsThatDisagreeAreNotBothPlanned(t *testing.T) {
	g := changed(written(""), func(g *report.Group) { g.Cloud.IsEnabled = nil })
	parent := changed(written("v2"), func(g *report.Group) {
		g.Target.ID, g.Cloud.ID = childID, childID
		g.Children = []report.Child{{ID: cloudID, Problem: "not_written"}}
	})
	g.Writeback.Expected, g.Cloud.IsEnabled = "no", of(true)
	p, _ := made(t, plan.Options{Irreversible: true}, parent, about(parent, "CFG-19", nil), g, about(g, "CFG-02", nil))
	if len(p.Steps) != 1 || p.Counts.Planned != 1 || p.Counts.Manual != 1 {
		t.Errorf("got %s", summary(p))
	}
}

func TestChildrenComeBeforeTheirParents(t *testing.T) {
	group := func(n int, expected string, enabled *bool, children ...int) *report.Group {
		g := written("v2")
		g.Cloud.ID = fmt.Sprintf("%08d-c465-48c0-95b8-e9305786a271", n)
		g.Target.ID, g.Key = g.Cloud.ID, "c:"+g.Cloud.ID
		g.Cloud.IsEnabled, g.Writeback.Expected = enabled, expected
		for _, c := range children {
			g.Children = append(g.Children, report.Child{ID: fmt.Sprintf("%08d-c465-48c0-95b8-e9305786a271", c), Problem: "not_written"})
		}
		return g
	}
	top, middle, leaf := group(1, "yes", of(true), 2), group(2, "no", nil, 3), group(3, "no", nil)
	p, _ := made(t, plan.Options{Irreversible: true}, top, about(top, "CFG-19", nil), middle, about(middle, "CFG-19", nil), leaf)
	var order []string
	for _, s := range p.Steps {
		order = append(order, s.ID)
	}
	if diff := cmp.Diff([]string{leaf.Cloud.ID, middle.Cloud.ID}, order); diff != "" {
		t.Error("order (-want +got):", diff)
	}
	loop := group(2, "no", nil, 1)
	top = group(1, "no", nil, 2)
	if p, _ = made(t, plan.Options{Irreversible: true}, top, about(top, "CFG-19", nil), loop, about(loop, "CFG-19", nil)); len(p.Steps) != 2 {
		t.Errorf("a loop gave %s", summary(p))
	}
}

func TestPlansTakeAwayLast(t *testing.T) {
	removal := differing(written("cloudsync"), person("foreign", "CN=Ann,DC=contoso,DC=com"))
	lost := changed(written("v2"), func(g *report.Group) { g.Directory.Anchor, g.Directory.AnchorState = "none", "none" })
	p, _ := made(t, plan.Options{Irreversible: true},
		tenantFinding("STR-09", nil), orphan(0), about(orphan(0), "DIF-03", nil), orphan(3), about(orphan(3), "DIF-33", nil),
		removal, about(removal, "DIF-23", map[string]any{"foreign": 1}), lost, about(lost, "DIF-31", nil))
	var kinds []string
	for _, s := range p.Steps {
		kinds = append(kinds, string(s.Kind)+s.Attribute)
	}
	want := []string{"enableRecycleBinRecycle Bin Feature", "setValueadminDescription", "removeMembermember", "clearMembersmember", "deleteCopy"}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error("order (-want +got):", diff)
	}
}

func TestAPlanIsNoLargerThanItMayBe(t *testing.T) {
	g := written("cloudsync")
	for i := range 5 {
		g.Members.Differences = append(g.Members.Differences, person("missing", fmt.Sprintf("CN=%d,DC=contoso,DC=com", i)))
	}
	_, text, err := tried(t, plan.Options{Limit: 4}, g, about(g, "DIF-24", nil))
	var large *plan.TooLarge
	if !errors.As(err, &large) || large.Steps != 5 || large.Limit != 4 || text != "" {
		t.Errorf("got %v and %d bytes", err, len(text))
	}
	if _, _, err = tried(t, plan.Options{Limit: 5}, g, about(g, "DIF-24", nil)); err != nil {
		t.Error(err)
	}
}

func TestWaivedSettlingAndUnselectedFindingsHaveNoStep(t *testing.T) {
	g := changed(written("v2"), func(g *report.Group) { g.Cloud.Type = of("universalDistributionGroup") })
	find := func(change func(*report.Finding)) *report.Finding {
		f := about(g, "CFG-01", nil)
		change(f)
		return f
	}
	control := &report.Control{ID: "CFG-01"}
	other := &report.Control{ID: "CFG-02"}
	p, _ := made(t, plan.Options{}, control, g,
		find(func(f *report.Finding) { f.Waiver = &report.Waiver{} }),
		find(func(f *report.Finding) { f.Settling = true }),
		find(func(f *report.Finding) { f.Cause = of("ENG-12") }))
	if diff := cmp.Diff(plan.Counts{Findings: 3, Manual: 1, Refused: 1, Waived: 1}, p.Counts); diff != "" {
		t.Error("counts (-want +got):", diff)
	}
	p, _ = made(t, plan.Options{Controls: []string{"CFG-02"}}, control, other, g, find(func(*report.Finding) {}))
	if diff := cmp.Diff(plan.Counts{Findings: 1, NotSelected: 1}, p.Counts); diff != "" {
		t.Error("counts (-want +got):", diff)
	}
	var unknown *plan.UnknownControl
	if _, _, err := tried(t, plan.Options{Controls: []string{"CFG-77"}}, control, g); !errors.As(err, &unknown) {
		t.Errorf("an unknown control gave %v", err)
	}
}

func TestAFormatRefusesWhatItCannotSay(t *testing.T) {
	g := changed(written("v2"), func(g *report.Group) { g.Cloud.Type = of("universalDistributionGroup") })
	lost := changed(written("v2"), func(g *report.Group) { g.Directory.Anchor, g.Directory.AnchorState = "none", "none" })
	records := []any{tenantFinding("ENG-17", map[string]any{"settings_object": true, "explicit": true}), g, about(g, "CFG-01", nil),
		lost, about(lost, "DIF-31", nil), orphan(3), about(orphan(3), "DIF-33", nil)}
	for format, want := range map[string]plan.Counts{
		plan.LDIF:       {Findings: 4, Planned: 2, Refused: 2},
		plan.GraphHTTP:  {Findings: 4, Planned: 1, Refused: 3},
		plan.PowerShell: {Findings: 4, Planned: 4},
	} {
		p, _ := made(t, plan.Options{Format: format}, records...)
		if diff := cmp.Diff(want, p.Counts); diff != "" {
			t.Errorf("%s (-want +got): %s", format, diff)
		}
	}
}
