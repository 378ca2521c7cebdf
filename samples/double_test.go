package samples_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// oneVoice are sets of controls of which at most one may speak about one target: what they judge is
// one field, or whether the copy exists at all.
var oneVoice = map[string]string{
	"the copy":            "DIF-01 DIF-02 DIF-03 DIF-04 DIF-05 DIF-13 DIF-14 DIF-29 DIF-31 DIF-33",
	"the configuration":   "CFG-01 CFG-02 CFG-03 CFG-06 CFG-07 CFG-23",
	"the default":         "CFG-04 CFG-05",
	"the other twin":      "STR-04 CFG-29 CFG-30 DIF-02",
	"who may join":        "CFG-26 CFG-27",
	"the member limit":    "CFG-13 CFG-14",
	"the common name":     "DIF-09 DIF-10 DIF-31",
	"the place":           "DIF-12 DIF-29 DIF-05 DIF-31",
	"the recipient":       "DIF-18 DIF-21",
	"the security bit":    "DIF-06 ENG-13",
	"the server":          "ENG-07 ENG-08 ENG-09 ENG-10",
	"the account name":    "DIF-19 DIF-20",
	"the split OUs":       "STR-01 STR-02",
	"members of a frozen": "DIF-33 DIF-23",
}

// doubled lists what two findings of one audit both speak of.
func doubled(v *verdicts) []string {
	var list []string
	byTarget := map[report.Target][]report.Finding{}
	for _, f := range v.findings {
		byTarget[f.Target] = append(byTarget[f.Target], f)
	}
	for target, findings := range byTarget {
		list = append(list, sharedFields(target, findings)...)
		for subject, ids := range oneVoice {
			var speak []string
			for _, f := range findings {
				if strings.Contains(ids, f.Control) {
					speak = append(speak, f.Control)
				}
			}
			if len(speak) > 1 {
				list = append(list, fmt.Sprintf("%s of %s: %v speak", subject, target.Name, speak))
			}
		}
	}
	for _, g := range v.groups {
		list = append(list, countedTwice(g, byTarget[g.Target])...)
	}
	return list
}

// sharedFields lists attributes that several controls name on one side of a target: rules of the
// configuration speak of the cloud group, rules of the difference of its copy. groupType has two
// kinds of bits.
func sharedFields(target report.Target, findings []report.Finding) []string {
	var list []string
	spoken := map[string]string{}
	for _, f := range findings {
		attribute, named := f.Evidence["attribute"].(string)
		if !named || target.Kind == report.TargetTenant {
			continue
		}
		side, _, _ := strings.Cut(f.Control, "-")
		if attribute == "groupType" {
			attribute += map[string]string{"DIF-06": " security bit", "DIF-07": " scope bits"}[f.Control]
		}
		key := side + " " + attribute
		if spoken[key] != "" {
			list = append(list, fmt.Sprintf("%s of %s: %s and %s speak", attribute, target.Name, spoken[key], f.Control))
		}
		spoken[key] = f.Control
	}
	return list
}

// counters are the evidence in which controls count members, and what all of them together may not
// exceed.
var counters = []struct {
	what  string
	of    map[string]string
	limit func(report.Group) int
}{
	{"foreign members", map[string]string{"DIF-23": "foreign", "DIF-28": "members", "DIF-34": "members", "DIF-33": "members"},
		func(g report.Group) int { return known(g.Members.Foreign) }},
	{"members that are not written", map[string]string{"CFG-12": "people", "CFG-21": "devices", "CFG-22": "members"},
		func(g report.Group) int { return known(g.Members.Excluded) + known(g.Members.Undecided) }},
	{"cloud members", map[string]string{"DIF-24": "missing", "CFG-12": "people", "CFG-21": "devices", "CFG-22": "members", "CFG-19": "not_written",
		"CFG-20": "unwritable", "DIF-26": "children", "CS-11": "synced"},
		func(g report.Group) int { return known(g.Members.CloudCount) }},
}

func known(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// countedTwice lists members and edges of one group that several controls must have counted, since
// together they count more than there are.
func countedTwice(g report.Group, findings []report.Finding) []string {
	var list []string
	for _, c := range counters {
		sum, speak := 0, []string{}
		for _, f := range findings {
			if n, counts := f.Evidence[c.of[f.Control]].(int64); counts && g.Members.CloudCount != nil {
				sum += int(n)
				speak = append(speak, f.Control)
			}
		}
		if len(speak) > 1 && sum > c.limit(g) {
			list = append(list, fmt.Sprintf("%s of %s: %v count %d of %d", c.what, g.Target.Name, speak, sum, c.limit(g)))
		}
	}
	return list
}

// TestNoTwoFindingsSpeakOfOneThing holds every story to it; the pairs and mutations hold themselves.
func TestNoTwoFindingsSpeakOfOneThing(t *testing.T) {
	for name, story := range stories() {
		t.Run(name, func(t *testing.T) {
			for _, twice := range doubled(story().judged(t)) {
				t.Error(twice)
			}
		})
	}
}

func TestDoubledFindingsAreSeen(t *testing.T) {
	target := report.Target{Kind: report.TargetGroup, ID: "1", Name: "App"}
	finding := func(control string, evidence map[string]any) report.Finding {
		return report.Finding{Control: control, Target: target, Evidence: evidence}
	}
	three := 3
	for _, c := range []struct {
		name     string
		findings []report.Finding
		want     int
	}{
		{"two controls on one attribute of the copy", []report.Finding{finding("DIF-12", map[string]any{"attribute": "cn"}), finding("DIF-17", map[string]any{"attribute": "cn"})}, 1},
		{"one of them of the cloud group", []report.Finding{finding("CFG-10", map[string]any{"attribute": "mail"}), finding("DIF-17", map[string]any{"attribute": "mail"})}, 0},
		{"both kinds of bits", []report.Finding{finding("DIF-06", map[string]any{"attribute": "groupType"}), finding("DIF-07", map[string]any{"attribute": "groupType"})}, 0},
		{"two answers to whether there is a copy", []report.Finding{finding("DIF-01", nil), finding("DIF-29", nil)}, 1},
		{"more foreign members than there are", []report.Finding{finding("DIF-23", map[string]any{"foreign": int64(2)}), finding("DIF-34", map[string]any{"members": int64(2)})}, 1},
		{"as many as there are", []report.Finding{finding("DIF-23", map[string]any{"foreign": int64(2)}), finding("DIF-34", map[string]any{"members": int64(1)})}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := &verdicts{findings: c.findings, groups: []report.Group{{Target: target, Members: report.Members{Foreign: &three, CloudCount: &three}}}}
			if got := doubled(v); len(got) != c.want {
				t.Errorf("%q, want %d", got, c.want)
			}
		})
	}
}
