package samples_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

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
		"DIF-14 ":              "directory_candidates: 2 > 0 = notApplicable",
		"ENG-01 ":              "V2: on > off = pass",
		"ENG-17 ":              "NewUnifiedGroupWritebackDefault: null > false = pass",
		"DIF-23 VPN Users":     "members.foreign_classes.plain: 2 > 0 = pass",
		"DIF-24 Badge Readers": "members.missing_at_least: 5 > 0 = pass",
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
