package fetch

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// unanswered says how asking of single groups went where it did not succeed.
type unanswered struct {
	// refused is why the first was refused, and no other was asked: all would be. "" when it was not.
	refused string
	// failed counts the others that were not answered, why is the reason of one of them.
	failed int
	why    string
}

// singly asks of each group what Graph gives for one at a time. ask returns the reason why it was not
// answered; its error ends the collection.
func (s *Source) singly(ctx context.Context, ids []snapshot.GUID, ask func(context.Context, snapshot.GUID) (reason string, err error)) (unanswered, error) {
	var u unanswered
	if len(ids) == 0 {
		return u, nil
	}
	reason, err := ask(ctx, ids[0])
	if err != nil || reason != "" {
		return unanswered{refused: reason}, err
	}
	var mu sync.Mutex
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(s.o.AtOnce)
	for _, id := range ids[1:] {
		workers.Go(func() error {
			reason, err := ask(ctx, id)
			if reason == "" {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			u.failed++
			if u.why == "" || reason < u.why {
				u.why = reason
			}
			return err
		})
	}
	err = workers.Wait()
	return u, err
}
