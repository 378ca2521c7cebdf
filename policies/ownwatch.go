package policies

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// How the process for own controls ends itself; nothing else in Go ends with these codes.
const (
	exitMemory = 71
	exitStuck  = 72
)

// watch holds the process to its limits from inside. An evaluation is cancelled first; the watch
// ends the process where that does not help.
type watch struct {
	memory  int64
	subject time.Duration
	// tell says who is to blame, whenever that changes.
	tell func(blame)

	state   sync.Mutex
	running map[uint64]*evaluation
	// culprits are those of each check, ticks how often each was seen at work.
	culprits []culprit
	ticks    []int
	told     blame
}

// evaluation is what runs for one request.
type evaluation struct {
	since time.Time
	// of is the number of the check.
	of atomic.Int32
}

const (
	watchPace = 20 * time.Millisecond
	// stackLimit lets deep nesting end before it takes the machine's memory.
	stackLimit = 64 << 20
)

// newWatch bounds this process. The collector works harder from seven eighths of the memory on, the
// process ends at all of it, and the operating system, where it can, refuses what outruns the watch.
func newWatch(memory int64, subject time.Duration, tell func(blame)) *watch {
	debug.SetMemoryLimit(memory / 8 * 7)
	debug.SetMaxStack(stackLimit)
	limitAddressSpace(memory)
	w := &watch{memory: memory, subject: subject, tell: tell, running: map[uint64]*evaluation{}}
	go w.run()
	return w
}

// judge says whom the evaluations from now on are of.
func (w *watch) judge(culprits []culprit) {
	w.state.Lock()
	defer w.state.Unlock()
	w.culprits, w.ticks = culprits, make([]int, len(culprits))
}

// begin notes that the evaluations of a subject start, of which the caller says whose they are.
func (w *watch) begin(id uint64) *evaluation {
	w.state.Lock()
	defer w.state.Unlock()
	e := &evaluation{since: time.Now()}
	w.running[id] = e
	return e
}

// end notes that they are over.
func (w *watch) end(id uint64) {
	w.state.Lock()
	defer w.state.Unlock()
	delete(w.running, id)
}

func (w *watch) run() {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(watchPace) {
		metrics.Read(samples)
		w.accuse()
		if int64(samples[0].Value.Uint64()-samples[1].Value.Uint64()) > w.memory {
			os.Exit(exitMemory)
		}
		if w.stuck() {
			os.Exit(exitStuck)
		}
	}
}

// stuck says that an evaluation ignores that it was cancelled.
func (w *watch) stuck() bool {
	w.state.Lock()
	defer w.state.Unlock()
	for _, e := range w.running {
		// Where the time went is searched for after the deadline.
		if time.Since(e.since) > 2*w.subject+searchTime+time.Second {
			return true
		}
	}
	return false
}

// accuse tells who is to blame if the process ends now.
func (w *watch) accuse() {
	b, news := w.blame()
	if news {
		w.tell(b)
	}
}

// blame looks at what runs. The bool is true when it tells something new.
func (w *watch) blame() (blame, bool) {
	w.state.Lock()
	defer w.state.Unlock()
	var b blame
	var longest *evaluation
	for _, e := range w.running {
		w.ticks[e.of.Load()]++
		if longest == nil || e.since.Before(longest.since) {
			longest = e
		}
	}
	if longest != nil {
		b.Current = w.culprits[longest.of.Load()]
	}
	if most := slices.Max(append([]int{0}, w.ticks...)); most > 0 {
		b.Costliest = w.culprits[slices.Index(w.ticks, most)]
	}
	news := b != w.told
	w.told = b
	return b, news
}
