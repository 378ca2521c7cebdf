package diff

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// window is the in-flight window: what was created or changed in it may not have arrived yet. No time that
// the data contradict opens it, since everything settles in one that began years ago.
type window struct {
	// from and until are in microseconds since 1970; what lies outside does not settle.
	from, until int64
	// synced is when, by the tenant itself, the last sync ran, ran when a job of cloud sync did; noTime when not read.
	// A list of jobs may be of another day than the rest.
	synced, ran int64
	// apart is that the sides were not read together.
	apart apart
	// stated is the time that until follows from, in words.
	stated string
	// notes say which stated times were not believed.
	notes []string
}

const (
	// lateBy is how much later than the stated end a date may be: clocks differ, and an end may be written
	// down before the last file.
	lateBy = 24 * time.Hour
	// longestReading is more than any collection takes, broken off and resumed.
	longestReading = 7 * 24 * time.Hour
	// fewLate objects may have a wrong date of their own.
	fewLate = 2
)

// errUntimely says that a snapshot was not collected when it says.
var errUntimely = errors.New("the stated time of collection is older than the data")

// openWindow opens it, and takes starts that cannot be out of m.
func openWindow(m *snapshot.Manifest, cycle time.Duration, w *window) {
	w.apart = sidesApart(m, cycle)
	if started := w.apart.started(m); started != nil {
		early := *started
		*started = nil // nothing settles by it
		defer func() { *started = early }()
	}
	w.dropStart("cloud", &m.Cloud.Started, m.CollectedAt)
	w.dropStart("directory", &m.Directory.Started, m.CollectedAt)
	w.from, w.until = settlingSince(m, cycle), math.MaxInt64
	switch start := laterOf(m.Cloud.Started, m.Directory.Started); {
	case m.CollectedAt != nil:
		w.stated, w.until = moment(m.CollectedAt), m.CollectedAt.Add(lateBy).UnixMicro()
	case start != nil:
		w.stated, w.until = moment(start), start.Add(longestReading).UnixMicro()
	}
}

func laterOf(a, b *time.Time) *time.Time {
	if a == nil || b != nil && b.After(*a) {
		return b
	}
	return a
}

func (w *window) dropStart(side string, started **time.Time, end *time.Time) {
	if *started == nil || end == nil || end.Sub(**started) <= longestReading {
		return
	}
	w.notes = append(w.notes, fmt.Sprintf("reading the %s is said to have begun at %s, more than %d days before its end at %s: the beginning counts as not known, and nothing settles by it; "+
		"correct %[1]s_started_at in export.json", side, moment(*started), int(longestReading.Hours())/24, moment(end)))
	*started = nil
}

// holds reports whether a time lies in the window.
func (w *window) holds(us int64) bool { return us >= w.from && us <= w.until }

// late reports whether a time is later than the snapshot can have been collected.
func (w *window) late(us int64) bool { return us != noTime && us > w.until }

// latest is the later of two times; nil is none.
func latest(us int64, t *time.Time) int64 { return max(us, micros(t)) }

// untimely looks for dates later than the stated end. Where the tenant itself, or more than a few groups,
// contradict it, the times of the manifest are taken back and the snapshot is to be loaded anew.
func (f *Facts) untimely() error {
	n, newest := 0, f.window.synced
	count := func(us int64) {
		if f.window.late(us) {
			n++
			newest = max(newest, us)
		}
	}
	count(f.window.ran)
	for i := range f.cloud {
		count(f.cloud[i].created)
	}
	for i := range f.directory {
		count(max(f.directory[i].created, f.directory[i].changed))
	}
	switch {
	case n > fewLate || f.window.late(f.window.synced):
		f.window.notes = append(f.window.notes, fmt.Sprintf("the collection is said to be of %s, and the snapshot holds dates up to %s: its times count as not known, nothing settles by them, "+
			"and what needs the time is not evaluated unless --now gives it; correct collected_at and collect or import again", f.window.stated, moment(timeOf(newest))))
		return errUntimely
	case n > 0:
		f.window.notes = append(f.window.notes, fmt.Sprintf("%d groups or jobs have a date later than the collection, which was at %s: nothing settles by it; look at the clocks of the domain controllers", n, f.window.stated))
	}
	return nil
}
