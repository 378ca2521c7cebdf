package xlsx

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// setProperties says in the file's properties what it shows and what it was made from. The times
// are those of the snapshot, never of the wall clock.
func (b *Workbook) setProperties() error {
	run := b.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	tool := run.Tool + " " + run.Version
	properties := &excelize.DocProperties{
		Title:   "Group writeback audit of " + report.Visible(tenantName(run.Tenant)),
		Subject: "Which cloud groups are written back to Active Directory, and where the two differ",
		Creator: tool, LastModifiedBy: tool, Identifier: run.SnapshotDigest, Category: "Audit report",
		Description: fmt.Sprintf("Made by %s from snapshot %s with policies %s.", tool, run.SnapshotDigest, run.PolicyDigest),
	}
	if at := firstKnown(run.Now, run.CollectedAt); at != nil {
		properties.Created = at.UTC().Format(time.RFC3339)
		properties.Modified = properties.Created
	}
	if err := b.file.SetDocProps(properties); err != nil {
		return err
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "wbaudit"}); err != nil {
		return err
	}
	for _, p := range []excelize.CustomProperty{
		{Name: "Tool version", Value: run.Version}, {Name: "Tenant id", Value: report.Visible(run.Tenant.ID)},
		{Name: "Snapshot digest", Value: run.SnapshotDigest}, {Name: "Policy digest", Value: run.PolicyDigest},
	} {
		if err := b.file.SetCustomProps(p); err != nil {
			return err
		}
	}
	return nil
}

func firstKnown(times ...*time.Time) *time.Time {
	for _, t := range times {
		if t != nil {
			return t
		}
	}
	return nil
}
