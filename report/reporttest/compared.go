package reporttest

import (
	"cmp"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// compared adds changes between two snapshots to a stream, some with findings, which made makes.
func (r random) compared(records []report.Record, controls []*report.Control,
	made func(random, *report.Control, report.Target) report.Record) []report.Record {
	var changes []*report.ObjectChange
	for i := range r.IntN(8) {
		changes = append(changes, r.change(i))
	}
	slices.SortFunc(changes, func(a, b *report.ObjectChange) int {
		return cmp.Or(cmp.Compare(a.Object, b.Object), cmp.Compare(a.ID, b.ID))
	})
	comparison := &report.Comparison{Objects: len(changes) + r.IntN(1000), Streams: []report.ComparedStream{
		{Name: "cloud_groups", Compared: report.ComparedYes, Objects: r.IntN(1000), Changed: r.IntN(10), LeftOut: []string{"whenChanged"}},
		{Name: "cloud_memberships", Compared: r.one(report.ComparedPartly, report.ComparedNo), Reason: r.text()},
	}}
	for _, c := range changes {
		records = append(records, report.Record{Change: c})
		if c.Kind != report.ChangeNotCompared {
			comparison.Differences++
		}
		if len(c.NotCompared) > 0 {
			comparison.NotCompared++
		}
		if kind := c.Target().Kind; kind != report.TargetTenant && r.yes() {
			records = append(records, made(r, controls[0], c.Target()))
		}
	}
	run := *records[0].Run
	run.Comparison = comparison
	records[0].Run = &run
	return records
}

func (r random) change(i int) *report.ObjectChange {
	c := &report.ObjectChange{Object: r.one("cloud_groups", "connect_rules", "directory_groups", "directory_principals"), Kind: r.one(report.ChangeKinds...),
		ID: r.id(7, i), Name: r.text(), DN: r.text()}
	value := func() *string {
		if r.IntN(4) == 0 {
			return nil
		}
		text := r.text()
		return &text
	}
	for range r.IntN(4) {
		c.Attributes = append(c.Attributes, report.AttributeChange{Attribute: r.one("displayName", "mail", "onPremisesGroupType"), From: value(), To: value(),
			By: r.one("", "user", "unknown"), Actor: r.one("", "Ada")})
	}
	for j := range r.IntN(4) {
		c.Members = append(c.Members, report.MemberChange{Role: r.one(report.RoleMember, report.RoleOwner), Change: r.one(report.ChangeAdded, report.ChangeRemoved),
			ID: r.id(8, j), DN: r.text(), Name: r.text()})
	}
	if c.Kind == report.ChangeNotCompared || r.IntN(3) == 0 {
		c.NotCompared = append(c.NotCompared, report.Uncompared{What: "members", Reason: r.text()})
	}
	return c
}
