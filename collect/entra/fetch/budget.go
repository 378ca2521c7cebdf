package fetch

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// share of the limit that is used at most: windows of the service and ours do not start together.
const share = 0.97

// Budget spends resource units no faster than the service allows, as far as it said: from a share
// of the limit it tells the limit, and after a refusal it waits as long as it was told.
//
// The service counts in windows that start at moments of its own. What it counts in one is at most
// what was under way or answered here within the last window, so this and the share it names
// give a limit that is never too low, of which the lowest of an epoch is the best.
//
// Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
type Budget struct {
	mu     sync.Mutex
	window time.Duration
	// limit is the units of one window, 0 while it is not known.
	limit float64
	// sent paces; answered and underWay tell the limit.
	sent, answered sliding
	underWay       int
	epoch          epoch
	until          time.Time
	// units are all units spent, throttled how often the service refused, episodes how often it did
	// after a time without refusals.
	units, throttled, episodes int
}

// epoch is a few windows in which limits are compared, since they change.
type epoch struct {
	ends time.Time
	// lowest is the lowest limit told, 0 when none was; held is true when spending had to wait for
	// the limit.
	lowest float64
	held   bool
}

// windowsInEpoch is long enough to meet the end of each window of the service.
const windowsInEpoch = 3

// NewBudget returns a budget for windows of ten seconds, which knows no limit yet. Another window
// serves tests.
func NewBudget(window time.Duration) *Budget {
	if window == 0 {
		window = 10 * time.Second
	}
	return &Budget{window: window}
}

// Spend waits until units may be spent, or until ctx is done. Each success is followed by Settle.
func (b *Budget) Spend(ctx context.Context, units int) error {
	for {
		wait := b.try(units, time.Now())
		if wait <= 0 {
			return ctx.Err()
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
}

// try spends the units, or returns how long to wait before the next try.
func (b *Budget) try(units int, now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if wait := b.until.Sub(now); wait > 0 {
		return wait
	}
	b.sent.forget(now.Add(-b.window))
	b.turn(now)
	if b.limit > 0 && float64(b.sent.units+units) > b.limit && b.sent.units > 0 {
		b.epoch.held = true
		return b.sent.oldest().Add(b.window).Sub(now) + time.Millisecond
	}
	b.sent.add(now, units)
	b.underWay += units
	b.units += units
	return 0
}

// turn starts a new epoch when one is over, with the limit that it told. Where spending was held
// back and the service never came to name its share, the limit is higher by what the share was below
// the least that it names.
func (b *Budget) turn(now time.Time) {
	if b.limit == 0 || now.Before(b.epoch.ends) {
		return
	}
	switch lowest := b.epoch.lowest; {
	case lowest > b.limit:
		b.limit = lowest
	case lowest == 0 && b.epoch.held && !b.epoch.ends.IsZero():
		b.limit *= share / leastNamed
	}
	b.epoch = epoch{ends: now.Add(windowsInEpoch * b.window)}
}

// leastNamed is the share of the limit from which on the service names it.
const leastNamed = 0.8

// Settle ends what Spend began: the request was answered, with this head, or came to nothing, with
// nil.
func (b *Budget) Settle(units int, h http.Header) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	b.underWay -= units
	b.answered.forget(now.Add(-b.window))
	b.answered.add(now, units)
	used, err := strconv.ParseFloat(h.Get("x-ms-throttle-limit-percentage"), 64)
	if err != nil || used <= 0 {
		return
	}
	b.told(used)
}

// told takes in the share of the limit that is used.
func (b *Budget) told(used float64) {
	told := max(smallest, share*float64(b.answered.units+b.underWay)/used)
	if b.limit == 0 || told < b.limit {
		b.limit = told
	}
	if b.epoch.lowest == 0 || told < b.epoch.lowest {
		b.epoch.lowest = told
	}
}

// smallest is the lowest limit taken for true: below what a request costs nothing would move.
const smallest = 10

// Refused takes in a refusal that asks to wait. It lowers a limit that is known, once for all requests
// that were under way; one refusal alone does not tell a limit.
func (b *Budget) Refused(wait time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.throttled++
	now := time.Now()
	if now.After(b.until) {
		b.episodes++
		if b.limit > 0 {
			b.limit = max(smallest, b.limit*19/20)
		}
	}
	if until := now.Add(wait); until.After(b.until) {
		b.until = until
	}
}

// Counts returns all units spent and how often the service refused.
func (b *Budget) Counts() (units, throttled int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.units, b.throttled
}

// refusals returns how often the service began to refuse.
func (b *Budget) refusals() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.episodes
}

// pause waits, or returns early with the error of ctx.
func pause(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
