package diff

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// noTime stands for a time that was not read, in microseconds since 1970.
const noTime = math.MinInt64

func micros(t *time.Time) int64 {
	if t == nil {
		return noTime
	}
	return t.UnixMicro()
}

func timeOf(us int64) *time.Time {
	if us == noTime {
		return nil
	}
	t := time.UnixMicro(us).UTC()
	return &t
}

// settlingSince returns the start of the in-flight window: two sync cycles before the earlier side
// was begun, in microseconds since 1970. What was created or changed later may not have arrived
// yet. Without any time there is no window, and nothing lies after its start.
func settlingSince(m *snapshot.Manifest, cycle time.Duration) int64 {
	start := earlierOf(m.Cloud.Started, m.Directory.Started)
	if start == nil {
		start = m.CollectedAt
	}
	if start == nil {
		return math.MaxInt64
	}
	return start.Add(-2 * cycle).UnixMicro()
}

// LongestCycle is the longest that Microsoft allows between two delta syncs. Nothing settles by a longer one, else a wrong
// number would silence every difference.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler
const LongestCycle = 7 * 24 * time.Hour

// cycleOf is the length of a sync cycle: as read, else as chosen. The note says why what was read is not believed.
func cycleOf(sync *snapshot.SyncConfiguration, c Choices) (cycle time.Duration, note string) {
	cycle = time.Duration(c.CycleMinutes) * time.Minute
	if sync == nil || sync.SynchronizationInterval == nil {
		return cycle, ""
	}
	read, ok := parseInterval(*sync.SynchronizationInterval)
	if !ok {
		return cycle, fmt.Sprintf("synchronizationInterval is %q, expected a duration such as PT30M of at most 7 days: a cycle of %d minutes is reckoned with, as cycle_minutes says", *sync.SynchronizationInterval, c.CycleMinutes)
	}
	return read, ""
}

// parseInterval reads an ISO 8601 duration of days, hours, minutes and seconds (PT30M, P1DT2H), as
// Graph writes synchronizationInterval, or hh:mm:ss, as Connect's cmdlets do. False for anything
// else, for zero and for more than LongestCycle.
func parseInterval(text string) (time.Duration, bool) {
	total, ok := clockInterval(text)
	if !ok {
		total, ok = isoInterval(strings.ToUpper(text))
	}
	return total, ok && total > 0 && total <= LongestCycle
}

func clockInterval(text string) (time.Duration, bool) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return 0, false
	}
	var total time.Duration
	for i, unit := range [...]time.Duration{time.Hour, time.Minute, time.Second} {
		n, err := strconv.ParseUint(parts[i], 10, 16)
		if err != nil {
			return 0, false
		}
		total += time.Duration(n) * unit
	}
	return total, true
}

func isoInterval(text string) (time.Duration, bool) {
	rest, ok := strings.CutPrefix(text, "P")
	if !ok || rest == "" {
		return 0, false
	}
	units := map[byte]time.Duration{'D': 24 * time.Hour}
	var total time.Duration
	for rest != "" {
		if rest[0] == 'T' {
			units = map[byte]time.Duration{'H': time.Hour, 'M': time.Minute, 'S': time.Second}
			rest = rest[1:]
			continue
		}
		digits := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if digits < 0 {
			return 0, false
		}
		n, err := strconv.ParseUint(rest[:digits], 10, 16)
		unit, known := units[rest[digits]]
		if err != nil || !known {
			return 0, false
		}
		total += time.Duration(n) * unit
		rest = rest[digits+1:]
	}
	return total, true
}
