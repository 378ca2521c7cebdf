package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// approvedChange is one entry of changes: a ticket, what it changes and on which day.
type approvedChange struct {
	Ticket string `mapstructure:"ticket"`
	// Target is the id of a cloud group, or tenant.
	Target string `mapstructure:"target"`
	// Attributes are those it covers; none covers all of the target.
	Attributes []string `mapstructure:"attributes"`
	Date       any      `mapstructure:"date"`
}

const tenantTarget = "tenant"

// tickets returns the approved changes of the configuration file.
func (c *config) tickets() ([]diff.Ticket, error) {
	var list []approvedChange
	if err := c.file.UnmarshalKey("changes", &list, strictKeys); err != nil {
		return nil, usage("file %s: changes: expected a list of {ticket, target, attributes, date}: %s", c.path, decodeFault(err))
	}
	tickets := make([]diff.Ticket, 0, len(list))
	for i, a := range list {
		t, err := a.read()
		if err != nil {
			return nil, usage("file %s: changes, entry %d: %w", c.path, i+1, err)
		}
		tickets = append(tickets, t)
	}
	return tickets, nil
}

func (a *approvedChange) read() (diff.Ticket, error) {
	t := diff.Ticket{ID: strings.TrimSpace(a.Ticket), Attributes: a.Attributes}
	if t.ID == "" {
		return t, fmt.Errorf("ticket is missing")
	}
	known := diff.TenantAttributes()
	if a.Target != tenantTarget {
		id, err := snapshot.ParseGUID(a.Target)
		if err != nil || id.IsZero() {
			return t, fmt.Errorf("target is %q: expected the id of a cloud group, or %s", a.Target, tenantTarget)
		}
		t.Group, known = id, diff.GroupAttributes()
	}
	for _, attribute := range a.Attributes {
		if !slices.Contains(known, attribute) {
			return t, fmt.Errorf("attribute %q is not one that is compared: expected %s", attribute, strings.Join(known, ", "))
		}
	}
	var ok bool
	if t.Day, ok = dayOf(a.Date); !ok {
		return t, fmt.Errorf("date is %v: expected the day of the change, such as 2026-11-18", a.Date)
	}
	return t, nil
}

// dayOf reads a day, which YAML may have read already.
func dayOf(value any) (time.Time, bool) {
	switch v := value.(type) {
	case time.Time:
		return v.UTC(), true
	case string:
		day, err := time.Parse(time.DateOnly, v)
		return day, err == nil
	}
	return time.Time{}, false
}

func ticketTarget(t diff.Ticket) string {
	if t.Group.IsZero() {
		return tenantTarget
	}
	return t.Group.String()
}
