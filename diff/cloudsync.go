package diff

import "sync/atomic"

// CloudSyncTotals counts the groups that cloud sync writes, and what became of their copies. Cloud
// sync writes a copy only when its cloud group changes, so what differs stays.
type CloudSyncTotals struct {
	// Written is not exact where it is not known of some group whether it is written at all.
	Written Count `json:"written"`
	// Nested counts those with child groups, NestedUnread those that may have some: none was seen, and
	// their members were not read completely.
	Nested       int `json:"nested"`
	NestedUnread int `json:"nested_unread"`
	// Drifted counts copies of which an attribute differs, Foreign those with members that the
	// cloud group does not have, Differing those with either. Uncompared counts copies without a
	// difference of which something could not be compared, and those that may lie where nothing was read.
	Drifted    int `json:"drifted"`
	Foreign    int `json:"foreign"`
	Differing  int `json:"differing"`
	Uncompared int `json:"uncompared"`
	// ScopeUndecided counts security groups of which it is not known whether a job has them in scope.
	ScopeUndecided int `json:"scope_undecided"`
	// KindUnread counts the groups that may be security groups likewise, since their kind was not read.
	KindUnread int `json:"kind_unread"`
}

// countScope counts groups of which it is not known whether a job has them in scope.
func (n *CloudSyncTotals) countScope(f *Facts, c *cloudRow) {
	if c.inScope.answer() != Unknown || f.tenant.CloudSync != On {
		return
	}
	switch c.kind.kind() {
	case KindSecurity:
		n.ScopeUndecided++
	case KindUnknown:
		n.KindUnread++
	}
}

// countCloudSync compares the copies of cloud sync before any subject is asked for: only their sum
// says that nobody reconciles.
func (f *Facts) countCloudSync(t *Totals) {
	n := &t.CloudSync
	var rows []int
	written := 0
	for i := range f.cloud {
		c := &f.cloud[i]
		n.countScope(f, c)
		w := &f.writebacks[c.writeback]
		if w.Expected != Yes || w.Engine != CloudSync {
			continue
		}
		written++
		switch status, _ := f.cloudCoverage(i); {
		case len(f.nesting.of(i)) > 0:
			n.Nested++
		case status != coverComplete:
			n.NestedUnread++
		}
		_, apart := f.spreadOf(i)
		switch {
		case c.copy != none, apart:
			rows = append(rows, i)
		case c.candidates > 0 || !f.wholeDirectory:
			n.Uncompared++
		}
	}
	n.Written = counted(written, f.wholeCloud() && t.Undecided == 0)
	var all cloudSyncCopies
	parallel(len(rows), func(from, to int) {
		a := f.Assembler()
		for _, row := range rows[from:to] {
			s := a.cloud(row)
			all.compare(&s)
		}
	})
	n.Drifted, n.Foreign = int(all.drifted.Load()), int(all.foreign.Load())
	n.Differing, n.Uncompared = int(all.differing.Load()), n.Uncompared+int(all.uncompared.Load())
}

// cloudSyncCopies counts copies as CloudSyncTotals does.
type cloudSyncCopies struct{ drifted, foreign, differing, uncompared atomic.Int64 }

// compare counts the copies of a group, of which each of several domains may hold one.
func (n *cloudSyncCopies) compare(s *Subject) {
	switch {
	case s.Settling:
		return
	case s.Directory == nil && s.DirectorySpread == SpreadUnknown:
		n.uncompared.Add(1) // some may be no copy
		return
	case s.DirectorySpread == SpreadUnread:
		n.uncompared.Add(1)
	}
	if s.Directory != nil {
		n.compareOne(s)
		return
	}
	for i := range s.Rivals {
		if s.Rivals[i].Directory != nil {
			n.compareOne(&s.Rivals[i])
		}
	}
}

func (n *cloudSyncCopies) compareOne(s *Subject) {
	drift, strange := len(s.Directory.Drift) > 0, s.Members.ForeignAtLeast > 0
	whole := s.Members.Cloud == coverComplete.String() && s.Members.Directory == coverComplete.String()
	switch {
	case s.DaysApart > 0:
		n.uncompared.Add(1)
		return
	case drift || strange:
		n.differing.Add(1)
	case !whole || len(s.Directory.NotCompared) > 0 || s.Members.ForeignClasses.Doubtful > 0:
		n.uncompared.Add(1)
	}
	n.drifted.Add(int64(count(drift)))
	n.foreign.Add(int64(count(strange)))
}
