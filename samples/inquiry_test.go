package samples_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

// eitherSize judges two numbers, each of which is enough for a finding.
const eitherSize = `# METADATA
# title: Group is too large on either side
# description: Two numbers, each of which is enough.
# custom:
#   id: TST-01
#   severity: low
#   message: "{target} is too large"
#   remediation: Make it smaller.
#   requires: [cloud_groups, memberships]
#   profile: audit
package controls.group.both

applies if input.cloud

findings contains {"part": "size"} if {
	applies
	_large
}

_large if input.members.cloud_count > 50

_large if input.cloud.display_name_runes > 5
`

func TestWhereNoSingleChangeIsEnoughTwoAreFound(t *testing.T) {
	ctx := t.Context()
	s := stories()["contoso"]()
	facts, err := diff.Load(ctx, imported(ctx, t, s.Model), s.setup.choices)
	must(t, err)
	own, err := policies.LoadFS(fstest.MapFS{"controls/group/both/both.rego": {Data: []byte(eitherSize)}})
	must(t, err)
	v := &verdicts{summaries: map[string]report.Summary{}}
	_, err = policies.Audit(ctx, facts, policies.Options{Catalogue: own}, v)
	must(t, err)
	at := slices.IndexFunc(v.groups, func(g report.Group) bool { return g.Target.Name == "VPN Users" })
	a, err := policies.Inquire(ctx, facts, policies.Options{Catalogue: own}, "TST-01", v.groups[at].Key)
	must(t, err)
	want := []policies.Pair{{
		First:   policies.Change{What: "cloud.display_name_runes", From: "9", To: "at most 5"},
		Second:  policies.Change{What: "members.cloud_count", From: "60", To: "at most 50"},
		Outcome: report.OutcomePass,
	}}
	if diff := cmp.Diff(want, a.Pairs); diff != "" || len(a.Changes) != 0 || !a.PairsWhole {
		t.Errorf("pairs (-want +got):\n%s\n%+v", diff, a)
	}
	answers := asked(t, stories()["contoso"]())
	if got := answers["CFG-25 Contoso"]; len(got.Changes)+len(got.Pairs) > 0 {
		t.Errorf("CFG-25 is answered by engines that stop writing, got %+v", got)
	}
	if got := answers["CFG-12 Contoso"]; len(got.Changes)+len(got.Pairs) > 0 || got.TriedPairs == 0 || !got.PairsWhole {
		t.Errorf("CFG-12 is answered by nothing that was tried, got %+v", got)
	}
}

// asked are the answers about every finding of a story.
func asked(t *testing.T, s *story) map[string]policies.Inquiry {
	t.Helper()
	ctx := context.Background()
	r := imported(ctx, t, s.Model)
	controls, err := catalogue()
	must(t, err)
	options := policies.Options{Catalogue: controls, Profiles: s.setup.profiles, Settings: s.setup.settings}
	facts, err := diff.Load(ctx, r, s.setup.choices)
	must(t, err)
	v := &verdicts{summaries: map[string]report.Summary{}}
	_, err = policies.Audit(ctx, facts, options, v)
	must(t, err)
	keys := map[string]string{}
	for _, g := range v.groups {
		keys[g.Target.ID] = g.Key
	}
	answers := map[string]policies.Inquiry{}
	for _, f := range v.findings {
		key := keys[f.Target.ID]
		if f.Target.Kind == report.TargetTenant {
			key = ""
		}
		name := f.Control + " " + f.Target.Name
		if _, known := answers[name]; known {
			continue
		}
		answers[name], err = policies.Inquire(ctx, facts, options, f.Control, key)
		must(t, err)
	}
	return answers
}

func TestEveryFindingIsExplainedByWhatItsControlSees(t *testing.T) {
	for _, name := range []string{"contoso", "relecloud", "woodgrove", "citypower"} {
		t.Run(name, func(t *testing.T) {
			mended := 0
			answers := asked(t, stories()[name]())
			for finding, a := range answers {
				if a.Outcome != report.OutcomeFail {
					t.Errorf("%s: asked again the control says %s: %s", finding, a.Outcome, a.Reason)
				}
				if len(a.Seen) == 0 || a.Tried == 0 {
					t.Errorf("%s: %d facts seen, %d changes tried", finding, len(a.Seen), a.Tried)
				}
				for _, c := range a.Changes {
					if c.Outcome != report.OutcomePass && c.Outcome != report.OutcomeNotApplicable || c.From == c.To {
						t.Errorf("%s: change %+v", finding, c)
					}
				}
				if len(a.Changes) > 0 {
					mended++
				}
			}
			if 2*mended < len(answers) {
				t.Errorf("a change was found for %d of %d findings only", mended, len(answers))
			}
		})
	}
}

func TestTheSmallestChangeIsTheOneAnAdministratorWouldMake(t *testing.T) {
	answers := asked(t, stories()["contoso"]())
	for prefix, want := range map[string]string{
		"CFG-01 ":              "onPremisesGroupType: universalDistributionGroup > universalSecurityGroup = pass",
		"DIF-06 ":              `directory.category: "distribution" > "security" = pass`,
		"DIF-07 ":              `directory.scope: "global" > "universal" = pass`,
		"DIF-23 VPN Users":     "members.foreign_classes.plain: 2 > 0 = pass",
		"DIF-24 Badge Readers": "members.missing: 5 > 0 = pass",
	} {
		var got []string
		for finding, a := range answers {
			if strings.HasPrefix(finding, prefix) {
				for _, c := range a.Changes {
					got = append(got, fmt.Sprintf("%s: %s > %s = %s", c.What, c.From, c.To, c.Outcome))
				}
			}
		}
		if !slices.Contains(got, want) {
			t.Errorf("%s: got\n%s\nwant among them\n%s", prefix, strings.Join(got, "\n"), want)
		}
	}
}

func TestAChangeThatDoesHarmIsToldWithItsHarm(t *testing.T) {
	answers := asked(t, stories()["contoso"]())
	harmful := policies.Costly{
		Change: policies.Change{What: "V2", From: "on", To: "off", Outcome: report.OutcomePass}, Harm: policies.Harm{Left: 30, Weaker: 4},
	}
	if a := answers["ENG-01 Contoso"]; !cmp.Equal([]policies.Costly{harmful}, a.Costly) || len(a.Changes) > 0 {
		t.Errorf("costly are %+v, changes without harm %+v", a.Costly, a.Changes)
	}
	// Of the one copy whose writing is not known, it is not known after the change for the same reason.
	harmless := policies.Change{What: "NewUnifiedGroupWritebackDefault", From: "null", To: "false", Outcome: report.OutcomePass}
	if a := answers["ENG-17 Contoso"]; !cmp.Equal([]policies.Change{harmless}, a.Changes) || len(a.Costly) > 0 {
		t.Errorf("changes without harm are %+v, costly %+v", a.Changes, a.Costly)
	}
}

// Nothing that is advised deletes a group, silences a control by taking its subject away, or leaves a copy behind:
// whoever follows an answer loses nothing by it.
func TestNoChangeThatIsAdvisedDoesHarm(t *testing.T) {
	engineOff := 0
	for name, story := range stories() {
		for finding, a := range asked(t, story()) {
			all := slices.Clone(a.Changes)
			for _, p := range a.Pairs {
				all = append(all, p.First, p.Second)
			}
			for _, c := range all {
				change := fmt.Sprintf("%s, %s: %s: %s becomes %s (%s)", name, finding, c.What, c.From, c.To, c.Outcome)
				switch {
				case c.To == "not there", c.What == "directory_candidates", c.What == "V2" && c.To == "on":
					t.Error(change)
				case c.Outcome == report.OutcomeNotApplicable && !strings.HasPrefix(c.What, "nesting.children_") && (c.What != "isEnabled" || c.To != "false"):
					t.Error(change)
				case slices.Contains([]string{"V1", "V2", "cloud sync"}, c.What) && c.To == "off":
					// The copies of Contoso hang on V2; those of some other company on nothing that ends.
					if engineOff++; name == "contoso" {
						t.Error(change)
					}
				}
			}
		}
	}
	if engineOff == 0 {
		t.Error("no engine may ever be switched off")
	}
}
