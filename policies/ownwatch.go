package policies

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync"
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

	state sync.Mutex
	since map[uint64]time.Time
}

const (
	watchPace = 20 * time.Millisecond
	// stackLimit lets deep nesting end before it takes the machine's memory.
	stackLimit = 64 << 20
)

// newWatch bounds this process. The collector works harder from seven eighths of the memory on, the
// process ends at all of it, and the operating system, where it can, refuses what outruns the watch.
func newWatch(memory int64, subject time.Duration) *watch {
	debug.SetMemoryLimit(memory / 8 * 7)
	debug.SetMaxStack(stackLimit)
	limitAddressSpace(memory)
	w := &watch{memory: memory, subject: subject, since: map[uint64]time.Time{}}
	go w.run()
	return w
}

// begin notes that an evaluation started; the returned function notes its end.
func (w *watch) begin(id uint64) func() {
	w.state.Lock()
	defer w.state.Unlock()
	w.since[id] = time.Now()
	return func() {
		w.state.Lock()
		defer w.state.Unlock()
		delete(w.since, id)
	}
}

func (w *watch) run() {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(watchPace) {
		metrics.Read(samples)
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
	for _, start := range w.since {
		if time.Since(start) > 2*w.subject+time.Second {
			return true
		}
	}
	return false
}
