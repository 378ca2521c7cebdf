// Package ocsf renders a report stream as events of the Open Cybersecurity Schema Framework, class
// Compliance Finding (2003), one event a line: one for each finding, then one for each control as a whole.
//
// A control's own event says what no finding says: Pass, or Warning where subjects could not be judged,
// which is OCSF's word for a missing result, or Other where there was nothing to judge. What failed has events
// of its own, of which each is a Fail that is New until somebody accepts it; the event of the control is Other in both
// then and only sums up, so that no search counts a defect twice. Its type is "control", that of the others "finding". The verdict on a
// move is one event of type "readiness": Pass for go, Warning for a no-go because of what is not known alone, else Other. Against a baseline
// a finding that persists is an Update, one that is gone a Close. Names of
// groups are shown as in every format: what is invisible is made visible.
//
// Source: https://schema.ocsf.io/1.5.0/classes/compliance_finding
package ocsf

import (
	"bufio"
	"io"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// schemaVersion is that of the schema whose attributes are used.
const schemaVersion = "1.5.0"

// New returns a handler that writes events to w, which it does not close. Memory is bounded by the number
// of controls.
func New(w io.Writer) report.Handler {
	b := bufio.NewWriter(w)
	return &events{to: b, out: report.NewJSONWriter(b)}
}

// events is the handler.
type events struct {
	to     *bufio.Writer
	out    *report.JSONWriter
	counts report.Counts
	// time is when the snapshot was collected, 0 when that is not known: the schema demands a time.
	time     int64
	metadata metadata
}

func (e *events) Handle(r report.Record) error {
	e.counts.Add(r)
	switch {
	case r.Run != nil:
		e.time = millis(r.Run.CollectedAt)
		e.metadata = metadata{
			Version: schemaVersion, LogName: "wbaudit", TenantUID: report.Visible(r.Run.Tenant.ID),
			Product: product{Name: "wbaudit", VendorName: "wbaudit", Version: report.Visible(r.Run.Version)},
		}
	case r.Finding != nil:
		e.write(e.finding(r.Finding))
	case r.Absent != nil:
		e.write(e.absent(r.Absent))
	case r.Summary != nil:
		e.write(e.control(r.Summary))
	case r.Verdict != nil:
		e.write(e.verdict(r.Verdict))
	}
	return e.out.Err()
}

func (e *events) write(event event) {
	e.out.Value(event)
	e.out.Raw("\n")
}

// Close writes out what is gathered.
func (e *events) Close() error { return e.to.Flush() }

// millis returns milliseconds since 1970, which is how OCSF writes a time.
func millis(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return t.UnixMilli()
}
