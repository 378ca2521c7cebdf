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
// Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
type Budget struct {
	mu     sync.Mutex
	window time.Duration
	limit  int
	spent  []spending
	inside int
	until  time.Time
	// Units are all units spent, Throttled how often the service refused.
	units, throttled int
}

// spending is what was spent at one moment.
type spending struct {
	at    time.Time
	units int
}

// NewBudget returns a budget for windows of ten seconds, which knows no limit yet. Another window
// serves tests.
func NewBudget(window time.Duration) *Budget {
	if window == 0 {
		window = 10 * time.Second
	}
	return &Budget{window: window}
}

// Spend waits until units may be spent, or until ctx is done.
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
	b.forget(now)
	if b.limit > 0 && b.inside+units > b.limit && len(b.spent) > 0 {
		return b.spent[0].at.Add(b.window).Sub(now) + time.Millisecond
	}
	b.inside += units
	b.units += units
	b.spent = append(b.spent, spending{now, units})
	return 0
}

// forget drops what was spent before the window.
func (b *Budget) forget(now time.Time) {
	n := 0
	for n < len(b.spent) && now.Sub(b.spent[n].at) >= b.window {
		b.inside -= b.spent[n].units
		n++
	}
	b.spent = b.spent[n:]
}

// Told takes in what the head of an answer says of the limit. The service counts in windows that
// start at moments of its own, so what it counts is at most what was spent here in the last
// window: an estimate that is too high, of which the lowest is the best. A higher one raises it
// slowly, since limits change.
func (b *Budget) Told(h http.Header) {
	used, err := strconv.ParseFloat(h.Get("x-ms-throttle-limit-percentage"), 64)
	if err != nil || used <= 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	told := max(smallest, int(share*float64(b.inside)/used))
	switch {
	case b.limit == 0 || told < b.limit:
		b.limit = told
	default:
		b.limit += (told - b.limit) / 50
	}
}

// smallest is the lowest limit taken for true: below what a request costs nothing would move.
const smallest = 10

// Refused takes in a refusal that asks to wait. It lowers a limit that is known; one refusal alone
// does not tell a limit.
func (b *Budget) Refused(wait time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.throttled++
	until := time.Now().Add(wait)
	if !until.After(b.until) {
		return
	}
	b.until = until
	if b.limit > 0 {
		b.limit = max(smallest, b.limit*19/20)
	}
}

// Counts returns all units spent and how often the service refused.
func (b *Budget) Counts() (units, throttled int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.units, b.throttled
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
