package html

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// drawn is what charts need of records that are not kept.
type drawn struct {
	// groups are those whose members differ most, the most first.
	groups []chartRow
	differ int
	// domainLocal says that one of them has members that a copy cannot hold, least that of one not all are counted.
	domainLocal, least bool
	trend              trend
}

func (d *drawn) add(r report.Record) {
	switch {
	case r.Run != nil:
		d.trend.begin(r.Run)
	case r.Group != nil:
		d.addGroup(r.Group)
	case r.Finding != nil:
		d.trend.add(r.Finding.Age)
	case r.Absent != nil:
		d.trend.add(r.Absent.Age)
	}
}

func (d *drawn) addGroup(g *report.Group) {
	row := chartRow{Counts: make([]int, len(drawnDifferences))}
	whole := true
	for i, difference := range drawnDifferences {
		n, exact := g.Members.Known(difference)
		row.Counts[i], whole = n, whole && (exact || n == 0)
	}
	if sum(row.Counts) == 0 {
		return
	}
	d.differ++
	d.least = d.least || !whole
	d.domainLocal = d.domainLocal || row.Counts[len(row.Counts)-1] > 0
	at, _ := slices.BinarySearchFunc(d.groups, row, func(a, b chartRow) int {
		return cmp.Or(sum(b.Counts)-sum(a.Counts), -1) // of equals the first stays first
	})
	if at == drawnGroups {
		return
	}
	row.Label, row.Title = report.Visible(cmp.Or(g.Target.Name, g.Target.ID)), report.Visible(g.Target.DN)
	row.Link = "#group/" + report.Visible(g.Key)
	d.groups = slices.Insert(d.groups, at, row)
	d.groups = d.groups[:min(len(d.groups), drawnGroups)]
}

// drawnDifferences are those that no design explains, in the order of the columns; the last has one only where it is
// needed.
var drawnDifferences = []string{report.DifferenceMissing, report.DifferenceForeign, report.DifferenceUndecided, report.DifferenceDomainLocal}

// groupChart draws what the list of member differences holds, but what is by design. Unread is the number of groups
// whose members were not read completely.
func (d *drawn) groupChart(unread int) chart {
	c := chart{Title: "Members that differ, by group", Note: "Members that are excluded by design are not counted; Member differences lists them, too.",
		Columns: []string{"missing", "foreign", "undecided", "domain-local"}, Classes: []string{"missing", "foreign", "undecided", "domainlocal"}, Rows: d.groups}
	if d.least {
		c.Note += " Where a group could not be compared, those that are known are drawn: there may be more."
	}
	if !d.domainLocal {
		last := len(c.Columns) - 1
		c.Columns, c.Classes = c.Columns[:last], c.Classes[:last]
		for i := range c.Rows {
			c.Rows[i].Counts = c.Rows[i].Counts[:last]
		}
	}
	if more := d.differ - len(d.groups); more > 0 {
		c.More = plural(more, "group", "groups") + " with fewer in Groups."
	}
	if unread > 0 {
		c.Unknown = true
		c.More = strings.TrimSpace(c.More + " Members of " + plural(unread, "group", "groups") + " were not read completely: how many of them differ is not known.")
	}
	return c
}
