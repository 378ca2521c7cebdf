package simulate

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// quota counts resource units in windows of a fixed length.
type quota struct {
	mu     sync.Mutex
	limit  int
	window time.Duration
	start  time.Time
	used   int
}

// spend takes units out of the window, or refuses with 429 and the seconds until the next.
func (q *quota) spend(units int, now time.Time) *answer {
	if q.limit == 0 {
		return nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if now.Sub(q.start) >= q.window {
		q.start, q.used = now, 0
	}
	if q.used+units > q.limit {
		a := refusal(http.StatusTooManyRequests, "TooManyRequests", "Too many requests")
		wait := q.start.Add(q.window).Sub(now)
		a.header.Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
		a.header.Set("x-ms-throttle-scope", "Tenant_Application/ReadWrite/00000000-0000-0000-0000-000000000000/00000000-0000-0000-0000-000000000000")
		a.header.Set("x-ms-throttle-information", "ResourceUnitLimitExceeded")
		return a
	}
	q.used += units
	return nil
}

// tell says how much of the limit is used, from 0.8 on, as the service does.
func (q *quota) tell(a *answer) {
	if q.limit == 0 {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if share := float64(q.used) / float64(q.limit); share >= 0.8 {
		a.header.Set("x-ms-throttle-limit-percentage", fmt.Sprintf("%.2f", share))
	}
}

// cost is the published price of a request in resource units.
//
// Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
func cost(r *http.Request) int {
	units := 1
	switch path := pattern(r.URL.Path); {
	case strings.HasPrefix(path, "/groups/{id}/members"):
		units = 3
	case strings.HasPrefix(path, "/groups/{id}/transitiveMembers"):
		units = 5
	case strings.HasPrefix(path, "/users"):
		units = 2
	}
	values := r.URL.Query()
	if values.Get("$select") != "" {
		units--
	}
	if top, err := strconv.Atoi(values.Get("$top")); err == nil && top < 20 {
		units--
	}
	return max(1, units)
}
