package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
)

func TestTheCategoryOfACopyDiffersWhereTheGroupIsWrittenAsAnother(t *testing.T) {
	mail := report.Drift{Attribute: "mail", Kind: "changed", Expected: "a", Actual: "b"}
	category := func(wanted, found string) report.Drift {
		return report.Drift{Attribute: "category", Kind: "changed", Expected: wanted, Actual: found}
	}
	for name, c := range map[string]struct {
		expected, typ, category string
		want                    []report.Drift
	}{
		"a distribution group for a security group":       {"yes", "universalSecurityGroup", "distribution", []report.Drift{category("security", "distribution"), mail}},
		"a security group for a distribution group":       {"yes", "universalDistributionGroup", "security", []report.Drift{category("distribution", "security"), mail}},
		"a mail-enabled security group is a security one": {"yes", "universalMailEnabledSecurityGroup", "security", []report.Drift{mail}},
		"a type that is not known differs from nothing":   {"yes", "", "distribution", []report.Drift{mail}},
		"nor does a category that was not read":           {"yes", "universalSecurityGroup", "unknown", []report.Drift{mail}},
		"nor a copy that nothing writes":                  {"no", "universalSecurityGroup", "distribution", []report.Drift{mail}},
		"nor one of which it is not known":                {"unknown", "universalSecurityGroup", "distribution", []report.Drift{mail}},
	} {
		g := &report.Group{Writeback: report.Writeback{Expected: c.expected, Type: c.typ}, Directory: &report.DirectorySide{Category: c.category, Drift: []report.Drift{mail}}}
		if d := cmp.Diff(c.want, g.Differing()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	if got := (&report.Group{}).Differing(); got != nil {
		t.Errorf("a group without a copy differs in %v", got)
	}
}
