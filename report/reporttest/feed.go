package reporttest

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// Feed gives all records to h and closes it.
func Feed(t testing.TB, h report.Handler, records []report.Record) {
	t.Helper()
	for i, r := range records {
		if err := h.Handle(r); err != nil {
			t.Fatalf("record %d: %v", i, err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatalf("closing: %v", err)
	}
}

// Collect is a handler that keeps what it is given.
type Collect struct {
	Records []report.Record
	Closed  int
}

// Handle keeps r.
func (c *Collect) Handle(r report.Record) error {
	c.Records = append(c.Records, r)
	return nil
}

// Close counts its calls.
func (c *Collect) Close() error {
	c.Closed++
	return nil
}
