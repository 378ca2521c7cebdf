package html

import (
	"maps"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// findingRow is one finding as the page's script reads it, by position: severity, control, group
// (-1 without one), kind, name, id, DN, message, expected, actual, evidence (attribute, value,
// attribute …), fingerprint, flags, and where there is any how it stands to the baseline, its waiver and what was decided.
// Name, id and DN are empty when the group has them.
type findingRow []any

// The flags of a finding.
const (
	flagWaived   = 1
	flagSettling = 2
)

func (p *Page) findingRow(f *report.Finding, group int) findingRow {
	name, id, dn := report.Visible(f.Target.Name), report.Visible(f.Target.ID), report.Visible(f.Target.DN)
	if group >= 0 {
		name, id, dn = "", "", ""
	}
	flags := 0
	if f.Waiver != nil {
		flags |= flagWaived
	}
	if f.Settling {
		flags |= flagSettling
	}
	row := findingRow{
		report.SeverityRank(f.Severity) - 1, p.controls[f.Control], group, f.Target.Kind, name, id, dn,
		report.Visible(f.Message), report.Visible(f.Expected), report.Visible(f.Actual), evidence(f.Evidence), f.Fingerprint, flags,
	}
	if f.Age != nil || f.Waiver != nil || f.Decision != nil {
		row = append(row, f.Age.Sentence(), report.Visible(f.Waiver.Sentence()))
	}
	if f.Decision != nil {
		row = append(row, report.Visible(f.Decision.Sentence()))
	}
	return row
}

// evidence lists attributes and what they are, one after the other, by attribute.
func evidence(e map[string]any) []string {
	list := make([]string, 0, 2*len(e))
	for _, key := range slices.Sorted(maps.Keys(e)) {
		list = append(list, report.Visible(key), report.Visible(report.EvidenceValue(e[key])))
	}
	return list
}
