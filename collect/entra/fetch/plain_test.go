package fetch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// readPlainly reads groups and their members, 32 requests at a time, and writes the answers as they come.
func readPlainly(ctx context.Context, b *bench, to io.Writer) error {
	var mu sync.Mutex
	keep := func(body []byte) error {
		mu.Lock()
		defer mu.Unlock()
		_, err := to.Write(body)
		return err
	}
	var ids []string
	groups := func(body []byte) error {
		var page struct {
			Value []struct{ ID string }
		}
		if err := json.Unmarshal(body, &page); err != nil {
			return err
		}
		for _, g := range page.Value {
			ids = append(ids, g.ID)
		}
		return keep(body)
	}
	if err := pagesOf(ctx, b, fetch.GroupRequest, groups); err != nil {
		return err
	}
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(32)
	for _, id := range ids {
		workers.Go(func() error {
			r := fetch.MemberRequest
			r.ID = id
			return pagesOf(ctx, b, r, keep)
		})
	}
	return workers.Wait()
}

// pagesOf asks for the pages of a list, and knows no more of a page than the link to the next.
func pagesOf(ctx context.Context, b *bench, r fetch.Request, take func([]byte) error) error {
	for {
		body, err := b.client.Page(ctx, r)
		if err != nil {
			return err
		}
		if err := take(body); err != nil {
			return err
		}
		page, err := entra.Inspect(bytes.NewReader(body))
		if err != nil || page.NextLink == "" {
			return err
		}
		r.Next = page.NextLink
	}
}
