package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

func TestWhereThePathFromTheCloudToTheDirectoryEnds(t *testing.T) {
	group := func(change func(*report.Group)) *report.Group {
		g := &report.Group{
			Cloud:     &report.CloudSide{Kind: "security"},
			Writeback: report.Writeback{Expected: "yes", Engine: "v2", Type: "universalSecurityGroup", Trace: []report.Step{{Engine: "v1", Answer: "no", Row: "1.4"}, {Engine: "v2", Answer: "yes", Row: "1.3/12"}}},
			Directory: &report.DirectorySide{DN: "CN=a", Match: "adminDescription", GroupType: new(int32(-2147483640)), Category: "security", Scope: "universal"},
			Members:   report.Members{Missing: new(0), Foreign: new(0), Expected: new(3), Matched: new(3), Excluded: new(0)},
		}
		change(g)
		return g
	}
	whole := &report.Run{Streams: []report.Stream{{Name: "cloud_groups", Status: "complete"}, {Name: "directory_groups", Status: "complete"}}}
	for name, c := range map[string]struct {
		change func(*report.Group)
		run    *report.Run
		want   string
	}{
		"nowhere":                             {func(*report.Group) {}, whole, ""},
		"the cloud group is gone":             {func(g *report.Group) { g.Cloud, g.Directory.AnchorState = nil, "gone" }, whole, "breaks: the cloud group is there"},
		"no engine writes it":                 {func(g *report.Group) { g.Writeback.Expected, g.Directory = "no", nil }, whole, "ends: an engine writes it"},
		"whether one does is not known":       {func(g *report.Group) { g.Writeback.Expected = "unknown" }, whole, "unknown: an engine writes it"},
		"there is no copy":                    {func(g *report.Group) { g.Directory = nil }, whole, "breaks: Active Directory has a copy"},
		"several groups claim to be the copy": {func(g *report.Group) { g.Candidates, g.Directory = make([]report.DirectorySide, 2), nil }, whole, "breaks: Active Directory has a copy"},
		"one names another group too": {func(g *report.Group) {
			g.Candidates, g.Directory = []report.DirectorySide{{DN: "CN=x", AnchorState: "disagree"}}, nil
		}, whole, "breaks: Active Directory has a copy"},
		"the directory was not read":      {func(g *report.Group) { g.Directory = nil }, &report.Run{}, "unknown: Active Directory has a copy"},
		"the anchor is lost":              {func(g *report.Group) { g.Directory.Match = "cnSuffix" }, whole, "breaks: the copy is tied to the group"},
		"the copy is of another category": {func(g *report.Group) { g.Directory.Category = "distribution" }, whole, "breaks: the copy is of the right type"},
		"the copy is of another scope":    {func(g *report.Group) { g.Directory.Scope = "global" }, whole, "breaks: the copy is of the right type"},
		"the type was not read":           {func(g *report.Group) { g.Directory.GroupType = nil }, whole, "unknown: the copy is of the right type"},
		"a name differs":                  {func(g *report.Group) { g.Directory.Drift = []report.Drift{{Attribute: "displayName", Kind: "changed"}} }, whole, "breaks: its attributes agree"},
		"members are missing":             {func(g *report.Group) { g.Members.Missing = new(1) }, whole, "breaks: its members arrive"},
		"members are foreign":             {func(g *report.Group) { g.Members.Foreign = new(1) }, whole, "breaks: its members arrive"},
		"members were not read":           {func(g *report.Group) { g.Members.Missing = nil }, whole, "unknown: its members arrive"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, h := range pathOf(group(c.change), c.run) {
				if h.State != hopHolds {
					got = h.State + ": " + h.Edge
					break
				}
			}
			if got != c.want {
				t.Errorf("the path %q, want %q", got, c.want)
			}
		})
	}
}

func TestNoCopyIsAsItShouldBeOnlyWhereAllGroupsWereRead(t *testing.T) {
	run := &report.Run{Streams: []report.Stream{{Name: "directory_groups", Status: "partial"}}}
	for directory, want := range map[string]string{"none": hopEnds, "absent": hopUnknown} {
		g := &report.Group{Writeback: report.Writeback{Expected: "no"}, Members: report.Members{Directory: directory, DirectoryReason: "a copy may exist"}}
		if h := copyHop(g, run); h.State != want {
			t.Errorf("with members %s of the directory the path %s there, %s: want %s", directory, h.State, h.Detail, want)
		}
	}
}

func TestFactsNameTheListsThatTheyWereReadFrom(t *testing.T) {
	run := &report.Run{Streams: []report.Stream{
		{Name: "cloud_groups", Status: "complete", Query: "cloud/groups.json"}, {Name: "directory_groups", Status: "partial", Query: "directory/ou.ldif"},
		{Name: "sync_configuration", Status: "complete"}, {Name: "connect_features", Status: "absent"},
	}}
	control := &report.Control{Requires: []string{"cloud_groups", "directory_groups"}}
	for path, want := range map[string]string{
		"cloud.kind": "cloud_groups (cloud/groups.json)", "directory": "directory_groups (directory/ou.ldif)", "directory_absent": "directory_groups (directory/ou.ldif)",
		"tenant.v2": "sync_configuration", "writeback.expected": "decided: see the path", "tenant.recycle_bin": "not read, or made of several lists",
		"totals.written": "cloud_groups (cloud/groups.json), directory_groups (directory/ou.ldif)",
	} {
		if got := sourceOf(path, run, control, ""); got != want {
			t.Errorf("%s comes from %q, want %q", path, got, want)
		}
	}
}

func TestAnObjectIsSaidToComeFromTheFileThatCanHoldIt(t *testing.T) {
	const (
		emea = "directory/emea.ldif (base <DC=emea,DC=contoso,DC=com> with scope subtree, filter: (objectClass=*))"
		ou   = "directory/ou.ldif (base <OU=Writeback,DC=corp,DC=contoso,DC=com> with scope subtree)"
		copy = "CN=a,OU=writeback,DC=corp,DC=contoso,DC=com"
	)
	for _, c := range []struct{ claim, query, dn, want string }{
		{"the one file whose search reaches it", emea + "; " + ou, copy, "directory/ou.ldif (base <OU=Writeback,DC=co…"},
		{"both where both reach it", "directory/all.ldif (base <DC=corp,DC=contoso,DC=com>); " + ou, copy, "directory/all.ldif, directory/ou.ldif"},
		{"one that does not say where it searched may hold it", emea + "; " + ou + "; directory/x.ldif", copy, "directory/ou.ldif, directory/x.ldif"},
		{"both where no object is asked for", emea + "; " + ou, "", "directory/emea.ldif, directory/ou.ldif"},
		{"both where neither says that it reaches it", emea + "; " + ou, "CN=a,DC=x", "directory/emea.ldif, directory/ou.ldif"},
		{"of many the first", "a; b; c; d; e; f", copy, "a, b, c, d and 2 more"},
		{"a file alone", "cloud/groups.json", copy, "cloud/groups.json"},
	} {
		if got := asked(c.query, c.dn); got != c.want {
			t.Errorf("%s: %q, want %q", c.claim, got, c.want)
		}
	}
}

func TestAReportIsExplainedByTheChoicesItWasMadeWith(t *testing.T) {
	now := diff.DefaultChoices()
	now.SecurityNull, now.CloudSyncScope = diff.Yes, diff.ScopeAll
	now.Governance.Register = &diff.Register{Digest: "ab", Rows: []diff.RegisterRow{{Line: 2}}}
	at := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	of := func(choices ...string) *report.Run {
		run := &report.Run{Now: &at}
		for _, c := range choices {
			key, value, _ := strings.Cut(c, "=")
			run.Choices = append(run.Choices, report.KeyValue{Key: key, Value: value})
		}
		return run
	}
	for _, c := range []struct {
		claim string
		run   *report.Run
		want  func(*diff.Choices)
	}{
		{"a text", of("cloudsync_scope=selected"), func(c *diff.Choices) { c.CloudSyncScope = diff.ScopeSelected }},
		{"numbers", of("cycle_minutes=30", "member_limit.v1=50000"), func(c *diff.Choices) { c.CycleMinutes, c.MemberLimits.V1 = 30, 50000 }},
		{"lists", of(`governance.naming=["^App, "]`, `governance.admins=["00000000-0000-4000-8000-000000000001"]`), func(c *diff.Choices) {
			c.Governance.Naming, c.Governance.Admins = []string{"^App, "}, []snapshot.GUID{{6: 0x40, 8: 0x80, 15: 1}}
		}},
		{"the register, by its digest", of("governance.register.digest=ab", "governance.register.file=r.csv", "governance.register.rows=1"), func(c *diff.Choices) { c.Governance.Register = now.Governance.Register }},
		{"another register has no rows", of("governance.register.digest=cd"), func(c *diff.Choices) { c.Governance.Register = &diff.Register{Digest: "cd"} }},
		{"what others added", of("waivers.file=w.yaml"), func(*diff.Choices) {}},
		{"a move", of("move.target=cloudsync", "move.container=OU=W", "move.common_name=displayName"), func(c *diff.Choices) {
			c.Move = &diff.MoveChoices{Target: diff.ToCloudSync, Container: "OU=W", CommonName: diff.CNDisplayName}
		}},
	} {
		var want diff.Choices
		want.Governance.Now = &at
		c.want(&want)
		got, err := recordedChoices(c.run, &now)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", c.claim, err, diff)
		}
	}
}
