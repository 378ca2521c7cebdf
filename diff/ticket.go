package diff

import (
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Ticket is a change that somebody approved.
type Ticket struct {
	// ID names it where it was approved.
	ID string
	// Group is the cloud group; zero for the tenant.
	Group snapshot.GUID
	// Attributes are the attributes it covers, of GroupAttributes or TenantAttributes; empty covers
	// all of its target.
	Attributes []string
	// Day is any time of the UTC day on which the change was made.
	Day time.Time
}

// approve marks the changes of target, the zero GUID for the tenant, that a ticket covers. A ticket
// of a day outside the time between both snapshots covers nothing: it was for another change.
func (f *Facts) approve(target snapshot.GUID, changes []Change) {
	if len(f.earlier.tickets) == 0 {
		return
	}
	from, to := f.earlier.manifest.CollectedAt, f.manifest.CollectedAt
	for _, t := range f.earlier.tickets {
		if t.Group != target || from == nil || to == nil || t.Day.Before(dayOf(*from)) || t.Day.After(*to) {
			continue
		}
		for i := range changes {
			c := &changes[i]
			if !c.Approved && (len(t.Attributes) == 0 || slices.Contains(t.Attributes, c.Attribute)) {
				c.Approved, c.Ticket = true, t.ID
			}
		}
	}
}

func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
