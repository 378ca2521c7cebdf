package fetch

import (
	"context"
	"sync"
)

// gate lets a number of requests through at a time. It starts with a few and doubles them each
// round until the service refuses for the first time; a refusal halves them, and each round without
// one adds one.
type gate struct {
	mu           sync.Mutex
	free         *sync.Cond
	most, inside int
	allowed      int
	good         int
	refusals     func() int
	seen         int
}

// newGate starts with a few; refusals tells how often the service refused until now.
func newGate(most int, refusals func() int) *gate {
	g := &gate{most: max(1, most), allowed: min(8, max(1, most)), refusals: refusals}
	g.free = sync.NewCond(&g.mu)
	return g
}

// enter waits for a place; leave gives it back.
func (g *gate) enter(ctx context.Context) error {
	stop := context.AfterFunc(ctx, g.free.Broadcast)
	defer stop()
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.inside >= g.allowed {
		if err := ctx.Err(); err != nil {
			return err
		}
		g.free.Wait()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	g.inside++
	return nil
}

func (g *gate) leave() {
	refused := g.refusals()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
	switch {
	case refused > g.seen:
		g.allowed, g.good, g.seen = max(1, g.allowed/2), 0, refused
	case g.seen == 0:
		g.allowed = min(g.most, g.allowed+1)
	default:
		if g.good++; g.good >= g.allowed && g.allowed < g.most {
			g.allowed, g.good = g.allowed+1, 0
		}
	}
	for range g.allowed - g.inside {
		g.free.Signal()
	}
}
