package readiness

import (
	"context"
	"runtime"
	"sync"

	"github.com/wbaudit/wbaudit/diff"
)

// batch is how many groups are looked at together before they are told in order.
const batch = 512

// Groups yields every group that the target is about, in the order of keys, after Conclude. It ends with
// the first error of see or of ctx.
func (p *Plan) Groups(ctx context.Context, see func(*Group) error) error {
	workers, made := p.workers(), make([]*Group, batch)
	for from := 0; from < len(p.entries); from += batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := made[:min(batch, len(p.entries)-from)]
		each(workers, len(part), func(w *movers, at int) {
			part[at] = nil
			if p.entries[from+at].stand != diff.StandOutside {
				part[at] = p.group(w, from+at)
			}
		})
		for _, g := range part {
			if g == nil {
				continue
			}
			if err := see(g); err != nil {
				return err
			}
		}
	}
	return nil
}

// workers are as many as there are processors.
func (p *Plan) workers() []movers {
	workers := make([]movers, runtime.GOMAXPROCS(0))
	for w := range workers {
		workers[w].plan = p
	}
	return workers
}

// each calls do once for every number below n, side by side.
func each(workers []movers, n int, do func(w *movers, at int)) {
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for at := w; at < n; at += len(workers) {
				do(&workers[w], at)
			}
		})
	}
	all.Wait()
}
