package policies

import (
	"context"
	"time"

	"github.com/open-policy-agent/opa/v1/topdown"
)

// limit ends the evaluations of one subject at a deadline or with a context.
type limit struct {
	cancel topdown.Cancel
	timer  *time.Timer
	detach func() bool
}

func newLimit(ctx context.Context, deadline time.Duration) *limit {
	cancel := topdown.NewCancel()
	return &limit{cancel: cancel, timer: time.AfterFunc(deadline, cancel.Cancel), detach: context.AfterFunc(ctx, cancel.Cancel)}
}

func (l *limit) release() {
	l.timer.Stop()
	l.detach()
}
