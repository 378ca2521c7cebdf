package samples_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// ofChanges reports whether the control judges what changed between two snapshots.
func ofChanges(c policies.Control) bool {
	return slices.ContainsFunc(c.Checks, func(check policies.Check) bool { return check.Kind == policies.KindChange })
}

// compareInto writes the stream of what changed between two snapshots.
func compareInto(ctx context.Context, t *testing.T, before, after *snapshot.Reader, s setup, to report.Handler) *changes.Facts {
	t.Helper()
	controls, err := catalogue()
	must(t, err)
	facts, err := changes.Load(ctx, before, after, s.choices, s.tickets, nil)
	must(t, err)
	_, err = policies.Compare(ctx, facts, policies.Options{Catalogue: controls, Settings: s.settings, Version: "devel"}, to)
	must(t, err)
	must(t, to.Close())
	return facts
}

func TestTheComparedStoriesGiveTheirChangesByteForByte(t *testing.T) {
	ends := map[string]bool{}
	for name, tell := range stories() {
		story := tell()
		if !story.compared {
			continue
		}
		ctx := t.Context()
		stated, err := story.stated()
		must(t, err)
		var stream bytes.Buffer
		compareInto(ctx, t, importedFrom(ctx, t, filepath.Join(name, "earlier")), importedFrom(ctx, t, filepath.Join(name, "export")), stated, report.NewEncoder(&stream))
		golden := filepath.Join(name, "changes.jsonl")
		if *update {
			must(t, os.WriteFile(golden, stream.Bytes(), 0o644))
		}
		want, err := os.ReadFile(golden)
		must(t, err)
		if diff := cmp.Diff(string(want), stream.String()); diff != "" {
			t.Errorf("%s: changes (-want +got):\n%s", name, diff)
		}
		note := reportHandler(func(r report.Record) {
			if s := r.Summary; s != nil {
				ends[s.Control+" fail"] = ends[s.Control+" fail"] || s.Failed > 0
				ends[s.Control+" pass"] = ends[s.Control+" pass"] || s.Passed > 0
			}
		})
		must(t, report.Read(ctx, &stream, note))
		// What belongs to the tenant as a whole is satisfied where nothing changed.
		compareInto(ctx, t, importedFrom(ctx, t, filepath.Join(name, "earlier")), importedFrom(ctx, t, filepath.Join(name, "earlier")), stated, note)
	}
	controls, err := catalogue()
	must(t, err)
	for _, c := range controls.Controls() {
		for _, outcome := range []string{report.OutcomeFail, report.OutcomePass} {
			if ofChanges(c) && !ends[c.ID+" "+outcome] {
				t.Errorf("%s ends with %s in no story", c.ID, outcome)
			}
		}
	}
}

// TestAnAuditThatJudgesChangesSaysWhatAuditAndComparisonSayAlone sets one stream against the two it is made of.
func TestAnAuditThatJudgesChangesSaysWhatAuditAndComparisonSayAlone(t *testing.T) {
	const name = "southridge"
	ctx := t.Context()
	stated, err := stories()[name]().stated()
	must(t, err)
	controls, err := catalogue()
	must(t, err)
	before, after := importedFrom(ctx, t, filepath.Join(name, "earlier")), importedFrom(ctx, t, filepath.Join(name, "export"))
	options := policies.Options{Catalogue: controls, Settings: stated.settings, Profiles: []string{"audit"}}
	told := func(o policies.Options, facts *diff.Facts) []string {
		var lines []string
		_, err := policies.Audit(ctx, facts, o, report.Checked(reportHandler(func(r report.Record) { lines = append(lines, line(t, r)) })))
		must(t, err)
		return lines
	}
	found, err := changes.Load(ctx, before, after, stated.choices, stated.tickets, func(earlier *diff.Facts) (err error) {
		options.Drifts, err = policies.FindDrifts(ctx, earlier, options)
		return err
	})
	must(t, err)
	var alone []string
	compareInto(ctx, t, before, after, stated, reportHandler(func(r report.Record) { alone = append(alone, line(t, r)) }))
	alone = append(alone, told(options, found.Later)...)
	options.Profiles, options.Changes = []string{"audit", "drift"}, found
	both := told(options, found.Later)
	for _, list := range [][]string{alone, both} {
		slices.Sort(list)
	}
	if diff := cmp.Diff(alone, both, cmpopts.IgnoreSliceElements(func(l string) bool { return strings.HasPrefix(l, `{"run"`) })); diff != "" {
		t.Errorf("records apart from those together (-apart +together):\n%s", diff)
	}
	options.Changes = nil
	for _, l := range told(options, found.Later) {
		if strings.HasPrefix(l, `{"summary":{"control":"DRF-`) && !strings.Contains(l, `"outcome":"notEvaluated","reason":"no earlier snapshot"`) {
			t.Errorf("without changes: %s", l)
		}
	}
}

// line is a record as a stream has it.
func line(t *testing.T, r report.Record) string {
	t.Helper()
	text, err := json.Marshal(r)
	must(t, err)
	return string(text)
}

// TestExactlyTheControlsThatShouldNoticeAChangeDo compares a clean tenant with itself after one thing
// changed: these controls fail, and all others that apply are satisfied.
func TestExactlyTheControlsThatShouldNoticeAChangeDo(t *testing.T) {
	for _, m := range comparedMutations() {
		t.Run(m.name, func(t *testing.T) {
			ctx := t.Context()
			before, after := earlierClean(m.mode, m.given), newClean(m.mode)
			if m.given != nil {
				m.given(after)
			}
			m.change(after)
			v := &verdicts{summaries: map[string]report.Summary{}}
			facts := compareInto(ctx, t, imported(ctx, t, before.Model), imported(ctx, t, after.Model), after.setup, report.Checked(v))
			var failed []string
			for id, s := range v.summaries {
				if s.Failed > 0 {
					failed = append(failed, id)
				}
			}
			slices.Sort(failed)
			if diff := cmp.Diff(strings.Fields(m.notice), failed, equalEmpty); diff != "" {
				t.Errorf("controls that fail (-want +got):\n%s\n%+v", diff, facts.Changes)
			}
			if quiet := m.name == "nothing changed"; quiet != (facts.Differences() == 0) {
				t.Errorf("%d differences: %+v", facts.Differences(), facts.Changes)
			}
		})
	}
}

// equalEmpty takes an empty list for none.
var equalEmpty = cmp.Transformer("list", func(s []string) string { return strings.Join(s, " ") })

func comparedMutations() []mutation {
	return []mutation{
		{"nothing changed", withV2, nil, func(*clean) {}, ""},
		{"a description changed on both sides", withV2, nil, func(c *clean) {
			c.app.Description, c.copies[c.app].Description = "payroll", "payroll"
		}, ""},
		{"a group was switched on", withV2, nil, func(c *clean) { c.idle.Enabled, c.idle.Type = on(), kind(secured) }, "DRF-01"},
		{"a group was switched off", withV2, nil, func(c *clean) { c.shop.Enabled = off() }, "DRF-02"},
		{"the type of a group changed", withV2, nil, func(c *clean) { c.board.Type = kind(distribution) }, "DRF-03"},
		{"the copy became a distribution group", withV2, nil, func(c *clean) { c.copies[c.board].GroupType = synthetic.UniversalDistribution }, "DRF-03 DRF-04"},
		{"a member was added by hand", withV2, nil, func(c *clean) {
			c.copies[c.app].Members = append(slices.Clone(c.copies[c.app].Members), c.People[9].Account)
		}, "DRF-04"},
		{"a member joined on both sides", withV2, nil, func(c *clean) {
			c.app.Members = append(slices.Clone(c.app.Members), c.People[9])
			c.copies[c.app].Members = append(slices.Clone(c.copies[c.app].Members), c.People[9].Account)
		}, ""},
		{"the engine caught up with a member", withV2, func(c *clean) {
			c.app.Members = append(slices.Clone(c.app.Members), c.People[9])
		}, func(c *clean) {
			c.copies[c.app].Members = append(slices.Clone(c.copies[c.app].Members), c.People[9].Account)
		}, ""},
		{"most members were exchanged", withV2, func(c *clean) { c.staff(20); c.ordinary() }, func(c *clean) {
			c.app.Members = c.members(12, 20)
			c.copies[c.app].Members = accountsOf(c.app.Members)
		}, "DRF-06"},
		{"the setting was switched", withV2, nil, func(c *clean) { yes := "true"; c.Settings.WritebackDefault = &yes }, "DRF-07"},
		{"a group was renamed, and its copy", withV2, nil, func(c *clean) {
			c.team.Name = "Team Commerce"
			c.copies[c.team].CN, c.copies[c.team].DisplayName = synthetic.DisplayCN(c.team.Name, c.team.ID), c.team.Name
		}, "DRF-08"},
		{"a copy is gone", withV2, nil, func(c *clean) { c.without(c.copies[c.team]) }, "DRF-10"},
		{"a copy came to lead to Domain Admins", withV2, nil, func(c *clean) {
			c.copies[c.team].MemberOf = append(slices.Clone(c.copies[c.team].MemberOf), "CN=Domain Admins,CN=Users,"+domainHead)
		}, "DRF-11"},
		{"a group was switched on and its copy appeared", withV2, nil, func(c *clean) {
			c.idle.Enabled, c.idle.Type = on(), kind(secured)
			c.copied(c.idle)
		}, "DRF-01 DRF-09"},
		{"groups were purged with their copies", withV2, func(c *clean) { c.reels(6) }, func(c *clean) {
			c.Groups, c.Copies = c.Groups[:len(c.Groups)-6], c.Copies[:len(c.Copies)-6]
		}, "DRF-05 DRF-10"},
		{"another owner", withV2, nil, func(c *clean) { c.team.Owners = c.members(0, 1) }, "DRF-12"},
	}
}

// TestAnEditOfAGroupThatMayBeTheCopyIsNotPassed: which of two directory groups is the copy is not known, so that a change of
// either is no edit of a copy for sure, and none of another group for sure.
func TestAnEditOfAGroupThatMayBeTheCopyIsNotPassed(t *testing.T) {
	for claim, edit := range map[string]func(c *clean, twin *synthetic.Copy){
		"a member added to one": func(c *clean, twin *synthetic.Copy) {
			twin.Members = append(slices.Clone(twin.Members), c.People[9].Account)
		},
		"a member added to the other": func(c *clean, _ *synthetic.Copy) {
			c.copies[c.app].Members = append(slices.Clone(c.copies[c.app].Members), c.People[9].Account)
		},
		"another type": func(_ *clean, twin *synthetic.Copy) { twin.GroupType = synthetic.UniversalDistribution },
		"another name": func(_ *clean, twin *synthetic.Copy) { twin.DisplayName += " (old)" },
	} {
		t.Run(claim, func(t *testing.T) {
			ctx := t.Context()
			doubled := func(c *clean) *synthetic.Copy {
				twin := *c.copies[c.app]
				twin.GUID, twin.SID, twin.CN, twin.SAM = c.ids.GUID(), c.ids.SID(), "Old", c.ids.SAM()
				c.Copies = append(c.Copies, &twin)
				return &twin
			}
			before, after := earlierClean(withV2, func(c *clean) { doubled(c) }), newClean(withV2)
			edit(after, doubled(after))
			v := &verdicts{summaries: map[string]report.Summary{}}
			compareInto(ctx, t, imported(ctx, t, before.Model), imported(ctx, t, after.Model), after.setup, report.Checked(v))
			if s := v.summaries["DRF-04"]; s.NotEvaluated != 1 || s.Failed != 0 {
				t.Errorf("%d not evaluated, %d failed: %+v", s.NotEvaluated, s.Failed, s.Reasons)
			}
		})
	}
}

// reels adds n small groups that are written.
func (c *clean) reels(n int) {
	for i := range n {
		c.copied(c.security(fmt.Sprintf("App Reel %d", i+1), on(), kind(secured), c.members(i, 3))).WhenChanged = c.now.AddDate(-1, 0, 0)
	}
	for _, g := range c.Groups {
		if g.Owners == nil {
			g.Owners = []*synthetic.Person{}
		}
	}
}
