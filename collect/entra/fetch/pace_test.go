package fetch_test

import (
	"context"
	"crypto/tls"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/fetch/fetchtest"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

// pace is a collection whose clock stands still while a processor works, so that nothing but the pacing of the
// requests is measured.
type pace struct {
	name    string
	quota   int
	latency time.Duration
	groups  int
	// apart is how long before the collection the service began to count.
	apart time.Duration
}

// direct hands requests to a simulation without a connection, which time would not wait for.
type direct struct{ server *simulate.Server }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := httptest.NewRecorder()
	r = r.Clone(r.Context())
	r.TLS = &tls.ConnectionState{}
	d.server.ServeHTTP(answer, r)
	return answer.Result(), nil
}

// run returns how many times longer the collection takes than its units do at the full quota, and how
// often the service refused.
func (p pace) run(t testing.TB, tenant fs.FS) (ratio float64, refused int) {
	t.Helper()
	const host = "graph.example.com"
	server, err := simulate.New(tenant, simulate.Options{Quota: p.quota, Latency: p.latency})
	if err != nil {
		t.Fatal(err)
	}
	budget := fetch.NewBudget(0)
	paced := &fetch.Transport{Base: direct{server}, Budget: budget, Host: host}
	b := &bench{server, &fetchtest.Client{HTTP: &http.Client{Transport: paced}, Base: "https://" + host}, budget}
	if p.apart > 0 {
		if _, err := b.client.Page(context.Background(), fetch.Request{Resource: fetch.Groups, Top: 999}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(p.apart)
	}
	started := time.Now()
	if _, err := b.collected(t, context.Background(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(started)
	if asked := server.Requests()["/groups/{id}/members"]; asked < p.groups {
		t.Fatalf("asked for the members of %d groups, want all %d", asked, p.groups)
	}
	_, refused = budget.Counts()
	return float64(took) / (float64(server.Units()) / float64(p.quota) * float64(10*time.Second)), refused
}

// WBAUDIT_BENCH_GROUPS asks for another number of groups: the 50,000 of the budget took 1.00 times with the
// first row's answers and 1.11 times with the second's.
func TestACollectionTakesHardlyLongerThanTheQuotaAllows(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the members of many groups")
	}
	tests := []pace{
		{"a large tenant", 8000, 50 * time.Millisecond, 10_000, 0},
		{"a large tenant whose answers take long", 8000, 200 * time.Millisecond, 20_000, 0},
		{"a small tenant", 3500, 100 * time.Millisecond, 5000, 0},
		{"windows that began before the collection", 3500, 50 * time.Millisecond, 5000, 4 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.groups = benchGroups(t, tt.groups)
			tenant := groupsOf(tt.groups, 1)
			synctest.Test(t, func(t *testing.T) {
				ratio, refused := tt.run(t, tenant)
				t.Logf("%.3f times what the quota allows, %d refusals", ratio, refused)
				if ratio > 1.15 {
					t.Errorf("took %.3f times what the quota allows, want at most 1.15", ratio)
				}
			})
		})
	}
}
