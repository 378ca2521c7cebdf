package fetch_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"testing/fstest"
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

// open starts the simulation and a client for it.
func (p pace) open(t testing.TB, tenant fs.FS) *bench {
	t.Helper()
	const host = "graph.example.com"
	server, err := simulate.New(tenant, simulate.Options{Quota: p.quota, Latency: p.latency})
	if err != nil {
		t.Fatal(err)
	}
	budget := fetch.NewBudget(0)
	paced := &fetch.Transport{Base: direct{server}, Budget: budget, Host: host}
	return &bench{server, &fetchtest.Client{HTTP: &http.Client{Transport: paced}, Base: "https://" + host}, budget}
}

// collect collects everything and returns how long that took.
func (p pace) collect(t testing.TB, b *bench, o fetch.Options) time.Duration {
	t.Helper()
	started := time.Now()
	if _, err := b.collected(t, context.Background(), filepath.Join(t.TempDir(), "spool"), false, o); err != nil {
		t.Fatal(err)
	}
	took := time.Since(started)
	if asked := b.server.Requests()["/groups/{id}/members"]; asked < p.groups {
		t.Fatalf("asked for the members of %d groups, want all %d", asked, p.groups)
	}
	return took
}

// run returns how many times longer the collection takes than its units do at the full quota, and how
// often the service refused.
func (p pace) run(t testing.TB, tenant fs.FS) (ratio float64, refused int) {
	t.Helper()
	b := p.open(t, tenant)
	if p.apart > 0 {
		if _, err := b.client.Page(context.Background(), fetch.Request{Resource: fetch.Groups, Top: 999}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(p.apart)
	}
	took := p.collect(t, b, fetch.Options{})
	_, refused = b.budget.Counts()
	return float64(took) / (float64(b.server.Units()) / float64(p.quota) * float64(10*time.Second)), refused
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

// What a collection asks beside groups and members, and what it starts with before it knows that nothing
// refuses, is the same for every size of tenant, so 2,000 groups are few.
func TestWithoutAQuotaACollectionTakesHardlyLongerThanAPlainReader(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the members of many groups")
	}
	p := pace{latency: 100 * time.Millisecond, groups: benchGroups(t, 2000)}
	tenant := groupsOf(p.groups, 1)
	synctest.Test(t, func(t *testing.T) {
		ours := p.open(t, tenant)
		took := p.collect(t, ours, fetch.Options{AtOnce: 32})
		theirs := p.open(t, tenant)
		started := time.Now()
		if err := readPlainly(context.Background(), theirs, io.Discard); err != nil {
			t.Fatal(err)
		}
		plain := time.Since(started)
		ratio := float64(took) / float64(plain)
		t.Logf("%v beside %v: %.3f times", took, plain, ratio)
		if ratio > 1.05 {
			t.Errorf("took %.3f times as long as a plain reader, want at most 1.05", ratio)
		}
		for _, list := range []string{"/groups", "/groups/{id}/members"} {
			if more := ours.server.Requests()[list] - theirs.server.Requests()[list]; more != 0 {
				t.Errorf("%s: %d requests more than a plain reader", list, more)
			}
		}
	})
}

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
			fmt.Fprintf(&members, `{"@odata.type":"#microsoft.graph.user","id":"%08x-0000-4000-8000-000000000002","displayName":"Person %[1]d","userPrincipalName":"p%[1]d@contoso.com","userType":"Member","accountEnabled":true}`, (g*31+m)%20000)
		}
		members.WriteString(`]}`)
		files["cloud/members/"+id+".json"] = &fstest.MapFile{Data: members.Bytes()}
	}
	list.WriteString(`]}`)
	files["cloud/groups.json"] = &fstest.MapFile{Data: list.Bytes()}
	return files
}
