package text

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// listedChanges is how many objects of one list are told, longestChange in how many characters each.
const (
	listedChanges = 6
	longestChange = 600
)

// objectOrder are the lists of a snapshot in the order in which people want to hear of them; all others
// follow by name.
var objectOrder = []string{
	"sync_configuration", "tenant_settings", "sync_jobs", "organization", "cloud_groups", "directory_groups", "cloud_deleted_groups",
	"directory_deleted", "connect_settings", "connect_rules", "connect_connectors",
}

// changed keeps the first changes of each list, and counts the others.
type changed struct {
	limit int
	lists map[string]*changedList
}

type changedList struct {
	object string
	kinds  map[string]int
	first  []*report.ObjectChange
}

func (c *changed) add(o *report.ObjectChange) {
	if c.lists == nil {
		c.lists = map[string]*changedList{}
	}
	l := c.lists[o.Object]
	if l == nil {
		l = &changedList{object: o.Object, kinds: map[string]int{}}
		c.lists[o.Object] = l
	}
	l.kinds[o.Kind]++
	if o.Kind != report.ChangeNotCompared && len(l.first) < c.limit {
		l.first = append(l.first, o)
	}
}

// ordered are the lists in the order in which they are told.
func (c *changed) ordered() []*changedList {
	var lists []*changedList
	for _, l := range c.lists {
		lists = append(lists, l)
	}
	place := func(l *changedList) int {
		if i := slices.Index(objectOrder, l.object); i >= 0 {
			return i
		}
		return len(objectOrder)
	}
	slices.SortFunc(lists, func(a, b *changedList) int {
		if x, y := place(a), place(b); x != y {
			return x - y
		}
		return strings.Compare(a.object, b.object)
	})
	return lists
}

// kindWords are the kinds in the order in which they are told.
var kindWords = []struct{ kind, word string }{
	{report.ChangeAdded, "new"}, {report.ChangeRemoved, "gone"}, {report.ChangeChanged, "changed"}, {report.ChangeNotCompared, "not compared"},
}

func (l *changedList) summary() string {
	var parts []string
	for _, k := range kindWords {
		if n := l.kinds[k.kind]; n > 0 {
			parts = append(parts, thousands(int64(n))+" "+k.word)
		}
	}
	return strings.Join(parts, ", ")
}

// differences is how many objects of the list differ.
func (l *changedList) differences() int {
	return l.kinds[report.ChangeAdded] + l.kinds[report.ChangeRemoved] + l.kinds[report.ChangeChanged]
}

// changes tells what differs between the two snapshots, and what could not be compared.
func (s *summary) changes(p *printer) {
	if s.counts.Run == nil || s.counts.Run.Comparison == nil {
		return
	}
	comparison := s.counts.Run.Comparison
	p.heading(comparison.Headline())
	for _, l := range s.changed.ordered() {
		p.line(styleBold, fmt.Sprintf("  %s %s", pad(report.Visible(report.ObjectNoun(l.object, 2)), 24), l.summary()))
		for _, o := range l.first {
			p.wrapped("", "    ", "      ", report.Cut(report.Visible(o.Label()+": "+strings.Join(o.Sentences(), "; ")), longestChange))
		}
		if more := l.differences() - len(l.first); more > 0 {
			p.line(styleDim, fmt.Sprintf("    … and %s more", thousands(int64(more))))
		}
	}
	gaps := comparison.Gaps()
	if len(gaps) == 0 {
		return
	}
	p.heading("Not compared")
	for _, g := range gaps {
		word := ""
		if g.Compared == report.ComparedPartly {
			word = "in part: "
		}
		p.wrapped(styleDim, "  ", "    ", report.Visible(g.Name+": "+word+g.Reason))
	}
}
