package fetch_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

// benchGroups is the number of groups that WBAUDIT_BENCH_GROUPS asks for, or the one given.
func benchGroups(t testing.TB, otherwise int) int {
	t.Helper()
	text := os.Getenv("WBAUDIT_BENCH_GROUPS")
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// groupsOf is a tenant with so many groups of security, each with so many of 20,000 users.
func groupsOf(groups, size int) fs.FS {
	files := fstest.MapFS{}
	var list bytes.Buffer
	fmt.Fprintf(&list, `{"@odata.count":%d,"value":[`, groups)
	for g := range groups {
		id := fmt.Sprintf("%08x-0000-4000-8000-000000000001", g)
		if g > 0 {
			list.WriteByte(',')
		}
		fmt.Fprintf(&list, `{"id":%q,"displayName":"Group %d","securityEnabled":true,"mailEnabled":false,"groupTypes":[]}`, id, g)
		var members bytes.Buffer
		fmt.Fprintf(&members, `{"@odata.count":%d,"value":[`, size)
		for m := range size {
			if m > 0 {
				members.WriteByte(',')
			}
			fmt.Fprintf(&members, `{"@odata.type":"#microsoft.graph.user","id":"%08x-0000-4000-8000-000000000002","displayName":"Person %d","userPrincipalName":"p%[1]d@contoso.com","userType":"Member","accountEnabled":true}`, (g*31+m)%20000, m)
		}
		members.WriteString(`]}`)
		files["cloud/members/"+id+".json"] = &fstest.MapFile{Data: members.Bytes()}
	}
	list.WriteString(`]}`)
	files["cloud/groups.json"] = &fstest.MapFile{Data: list.Bytes()}
	return files
}

// BenchmarkWithinQuota collects while a quota holds it back, a tenth of a large tenant's in a tenth of
// its window. Its budget is 1.15 times what the quota allows, reported as times-quota.
func BenchmarkWithinQuota(b *testing.B) {
	tenant := groupsOf(benchGroups(b, 3000), 50)
	const limit = 800
	window := time.Second
	for b.Loop() {
		s := newBench(b, tenant, simulate.Options{Quota: limit, Window: window})
		started := time.Now()
		if _, err := s.collected(b, b.Context(), filepath.Join(b.TempDir(), "spool"), false, fetch.Options{}); err != nil {
			b.Fatal(err)
		}
		allowed := time.Duration(float64(s.server.Units()) / limit * float64(window))
		_, throttled := s.budget.Counts()
		b.ReportMetric(float64(time.Since(started))/float64(allowed), "times-quota")
		b.ReportMetric(float64(throttled), "refused")
	}
}

// BenchmarkBesidePlainReader collects without a quota and reads the same pages with a plain concurrent
// reader, by turns. The budgets are 1.05 times its median time and no request more, for groups and
// members; each answer takes 20 ms, a fraction of what Graph takes.
func BenchmarkBesidePlainReader(b *testing.B) {
	groups := benchGroups(b, 2000)
	tenant := groupsOf(groups, 50)
	const latency = 20 * time.Millisecond
	var ours, plain []time.Duration
	more := 0
	for b.Loop() {
		s := newBench(b, tenant, simulate.Options{Latency: latency})
		started := time.Now()
		if _, err := s.collected(b, b.Context(), filepath.Join(b.TempDir(), "spool"), false, fetch.Options{}); err != nil {
			b.Fatal(err)
		}
		ours = append(ours, time.Since(started))
		asked := s.server.Requests()
		more = asked["/groups"] + asked["/groups/{id}/members"]

		s = newBench(b, tenant, simulate.Options{Latency: latency})
		started = time.Now()
		if err := readPlainly(b.Context(), s); err != nil {
			b.Fatal(err)
		}
		plain = append(plain, time.Since(started))
		asked = s.server.Requests()
		more -= asked["/groups"] + asked["/groups/{id}/members"]
	}
	b.ReportMetric(float64(median(ours))/float64(median(plain)), "times-plain")
	b.ReportMetric(float64(more), "requests-more")
	b.ReportMetric(float64(groups)/median(ours).Seconds(), "groups/s")
}

func median(list []time.Duration) time.Duration {
	slices.SortFunc(list, cmp.Compare)
	return list[len(list)/2]
}

// readPlainly reads groups and their members, 32 requests at a time, and forgets them.
func readPlainly(ctx context.Context, b *bench) error {
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
		return nil
	}
	if err := pagesOf(ctx, b, fetch.Request{Resource: fetch.Groups, Select: []string{"id", "displayName"}, Top: 999, Count: true}, groups); err != nil {
		return err
	}
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(32)
	for _, id := range ids {
		workers.Go(func() error {
			r := fetch.Request{Resource: fetch.Members, ID: id, Select: []string{"id", "displayName"}, Top: 999, Count: true}
			return pagesOf(ctx, b, r, func([]byte) error { return nil })
		})
	}
	return workers.Wait()
}

func pagesOf(ctx context.Context, b *bench, r fetch.Request, take func([]byte) error) error {
	for {
		body, err := b.client.Page(ctx, r)
		if err != nil {
			return err
		}
		page, err := entra.DecodeObjects(bytes.NewReader(body), func(json.RawMessage) error { return nil })
		if err != nil {
			return err
		}
		if err := take(body); err != nil || page.NextLink == "" {
			return err
		}
		r.Next = page.NextLink
	}
}
