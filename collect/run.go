package collect

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Live is a source that reads its side now rather than what someone exported before. Run asks it
// for the time when it starts and ends and records both in the manifest, unless the source did.
type Live interface {
	Source
	// Now returns the current time.
	Now() time.Time
}

// Run lets all sources collect side by side into w. The first error, headed by the name of its
// source, cancels the others and aborts w, so that nothing is published; so does ctx when it is
// cancelled, even if a source took no notice. After success the caller closes w.
func Run(ctx context.Context, w *snapshot.Writer, sources ...Source) error {
	g, running := errgroup.WithContext(ctx)
	for _, s := range sources {
		g.Go(func() error {
			if err := run(running, w, s); err != nil {
				return fmt.Errorf("collecting %s: %w", s.Name(), err)
			}
			return nil
		})
	}
	err := g.Wait()
	if err == nil && ctx.Err() != nil {
		err = fmt.Errorf("collecting: %w", context.Cause(ctx))
	}
	if err != nil {
		return errors.Join(err, w.Abort())
	}
	return nil
}

func run(ctx context.Context, w *snapshot.Writer, s Source) error {
	live, isLive := s.(Live)
	if !isLive {
		return s.Collect(ctx, w)
	}
	started := live.Now().UTC()
	if err := s.Collect(ctx, w); err != nil {
		return err
	}
	ended := live.Now().UTC()
	w.Describe(func(m *snapshot.Manifest) { stamp(m, s.Name(), started, ended) })
	return nil
}

// stamp records when a live side was read, where its source left that open.
func stamp(m *snapshot.Manifest, side string, started, ended time.Time) {
	period := map[string]*snapshot.Period{"cloud": &m.Cloud, "directory": &m.Directory}[side]
	if period != nil && period.Started == nil {
		period.Started = &started
	}
	if period != nil && period.Ended == nil {
		period.Ended = &ended
	}
	if m.CollectedAt == nil || m.CollectedAt.Before(ended) {
		m.CollectedAt = &ended
	}
}
