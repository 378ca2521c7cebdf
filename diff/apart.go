package diff

import (
	"fmt"
	"math"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// apart is that the sides were read so far apart that what was made or changed between says nothing of either. Unlike what
// settles it is no finding at all: a date that somebody mistyped may be all that tells so.
type apart struct {
	// days lie between the two readings, 0 where they were read together.
	days int
	// since is two cycles before the earlier reading, in microseconds since 1970.
	since int64
	// early and late are the sides in the order they were read, start is when the early one was begun.
	early, late string
	start       *time.Time
	// cloud and directory mark rows for what no row tells: that the copy, or the cloud group that an anchor names, was deleted
	// between.
	cloud, directory map[int32]bool
}

// sidesApart compares the starts of the two sides.
func sidesApart(m *snapshot.Manifest, cycle time.Duration) apart {
	a := apart{since: math.MaxInt64, early: "cloud", late: "directory", start: m.Cloud.Started}
	end := m.Directory.Started
	if a.start == nil || end == nil {
		return a
	}
	if end.Before(*a.start) {
		a.early, a.late, a.start, end = a.late, a.early, end, a.start
	}
	if gap := end.Sub(*a.start); gap > longestReading {
		a.days, a.since = int(gap.Round(24*time.Hour)/(24*time.Hour)), a.start.Add(-2*cycle).UnixMicro()
		a.cloud, a.directory = map[int32]bool{}, map[int32]bool{}
	}
	return a
}

// started is the start of the early side, nil where there is none.
func (a *apart) started(m *snapshot.Manifest) **time.Time {
	switch {
	case a.days == 0:
		return nil
	case a.early == "cloud":
		return &m.Cloud.Started
	}
	return &m.Directory.Started
}

// holds reports whether a time lies between the two readings, or later.
func (a *apart) holds(us int64) bool { return us != noTime && us >= a.since }

// contradicts reports whether a date of the early side is later than that can have been read.
func (a *apart) contradicts(us int64) bool { return us > a.start.Add(longestReading).UnixMicro() }

// settleApart says whether the sides were read as far apart as they are said to be: not where the early one holds later dates.
func (f *Facts) settleApart() {
	a := &f.window.apart
	if a.days == 0 {
		return
	}
	late := 0
	if a.early == "cloud" {
		for i := range f.cloud {
			late += count(a.contradicts(f.cloud[i].created))
		}
	} else {
		for i := range f.directory {
			late += count(a.contradicts(max(f.directory[i].created, f.directory[i].changed)))
		}
	}
	if late <= fewLate {
		f.window.notes = append(f.window.notes, fmt.Sprintf("reading the %s is said to have begun at %s, %d days before the %s was read: what was made or changed between is on one side only and is not evaluated, "+
			"and any other difference may be younger than the %[1]s; export both sides on one day, or correct %[1]s_started_at in export.json", a.early, moment(a.start), a.days, a.late))
		return
	}
	started := a.started(&f.manifest)
	f.window.dropStart(a.early, started, f.manifest.CollectedAt)
	*started, *a = nil, apart{since: math.MaxInt64}
}

// daysApart is Subject.DaysApart of something that was, or was not, made between the two readings.
func (f *Facts) daysApart(between bool) int {
	if between {
		return f.window.apart.days
	}
	return 0
}

// cloudBetween reports whether a cloud group was made between the two readings, or its copy deleted.
func (f *Facts) cloudBetween(row int) bool {
	return f.window.apart.holds(f.cloud[row].created) || f.window.apart.cloud[int32(row)]
}

// directoryBetween reports whether a directory group was made or changed between the two readings, or the cloud group that
// its anchor names deleted.
func (f *Facts) directoryBetween(row int) bool {
	d := &f.directory[row]
	return f.window.apart.holds(d.created) || f.window.apart.holds(d.changed) || f.window.apart.directory[int32(row)]
}
