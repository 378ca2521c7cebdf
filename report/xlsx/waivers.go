package xlsx

import (
	"strconv"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

var waiverColumns = []column{
	{title: "State", width: 18, kind: kindDecided},
	{title: "Control", width: 10},
	{title: "For", width: 32, kind: kindWrapped},
	{title: "Severity", width: 12, kind: kindSeverity},
	{title: "Reason, or what is wrong", width: 56, kind: kindWrapped},
	{title: "Owner", width: 20, kind: kindWrapped},
	{title: "Approver", width: 20, kind: kindWrapped},
	{title: "Ticket", width: 16},
	{title: "Expires (UTC)", width: 18, kind: kindTime},
	{title: "Days left", width: 12, kind: kindDaysLeft},
	{title: "Covered finding", width: 58, kind: kindWrapped},
	{title: "Target kind", width: 15},
	{title: "Target id", width: 38},
	{title: "Fingerprint", width: 35},
}

// printedWaivers is the number of columns in the print area.
const printedWaivers = 10

// The states of a row of the list.
const (
	waiverInForce = "in force"
	waiverFaulty  = "to be corrected"
)

// waiversChapter lists what is wrong with the waivers, then each finding that one covers, the first to
// expire first.
func (b *Workbook) waiversChapter() *chapter {
	t := newTable(b, waiversSheet, waiverColumns, printedWaivers)
	return &chapter{name: t.name, purpose: "accepted risks with their ends, faulty waivers", list: t,
		take: func(r report.Record) error {
			if r.Finding == nil {
				return nil
			}
			return b.addWaiver(t, r.Finding)
		},
		note: func() string { return b.waiversNote() }}
}

func (b *Workbook) addWaiver(t *table, f *report.Finding) error {
	switch {
	case f.Target.Kind == report.TargetWaiver:
		return t.add(sortKey("0", findingKey(f)), waiverFaulty, link{toControl, f.Control, f.Control}, f.Target.Name, f.Severity, f.Message,
			nil, nil, nil, nil, "see reason", nil, f.Target.Kind, f.Target.ID, f.Fingerprint)
	case f.Waiver == nil:
		return nil
	}
	w := f.Waiver
	key, left := "9", any("no end")
	if w.Expires != nil {
		// Times of the years 0001 to 9999 sort as text.
		key, left = w.Expires.UTC().Format(time.RFC3339), b.daysLeft(*w.Expires)
	}
	return t.add(sortKey("1", key, findingKey(f)), waiverInForce, link{toControl, f.Control, f.Control}, f.Target.Name, f.Severity, w.Reason,
		w.Owner, w.Approver, w.Ticket, w.Expires, left, f.Message, f.Target.Kind, f.Target.ID, f.Fingerprint)
}

// daysLeft counts the whole days from the time that controls judge by, never from the clock's.
func (b *Workbook) daysLeft(end time.Time) any {
	if b.counts.Run == nil || b.counts.Run.Now == nil {
		return notKnown
	}
	return int(end.Sub(*b.counts.Run.Now) / (24 * time.Hour))
}

// waiversNote names the file of waivers, which the run keeps among its choices.
func (b *Workbook) waiversNote() string {
	text := report.Separated(b.counts.Waived, "waived finding") + ": each stays in the list of findings and does not count as open."
	chosen := map[string]string{}
	if b.counts.Run != nil {
		for _, c := range b.counts.Run.Choices {
			chosen[c.Key] = c.Value
		}
	}
	n, err := strconv.Atoi(chosen["waivers.entries"])
	if err != nil {
		return text + " No file of waivers was given."
	}
	return text + " The file " + report.Visible(chosen["waivers.file"]) + " has " + report.Separated(n, "waiver") + "; its SHA-256 is " + report.Visible(chosen["waivers.digest"]) + "."
}
