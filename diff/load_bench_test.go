package diff

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strconv"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// benchGroups is the number of cloud groups of the benchmark tenant: 10,000, or what the
// environment variable WBAUDIT_BENCH_GROUPS says. Each has 100 members, but all of them together
// no more than 10 million, and a copy with nearly the same members.
func benchGroups(b *testing.B) int {
	text := os.Getenv("WBAUDIT_BENCH_GROUPS")
	if text == "" {
		return 10_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		b.Fatalf("WBAUDIT_BENCH_GROUPS is %q: expected a number of groups", text)
	}
	return n
}

// benchSnapshot writes the tenant of benchGroups; WBAUDIT_BENCH_SNAPSHOT names a folder that keeps
// it for the next run.
func benchSnapshot(b *testing.B, groups int) *snapshot.Reader {
	b.Helper()
	dir := os.Getenv("WBAUDIT_BENCH_SNAPSHOT")
	if dir == "" {
		dir = filepath.Join(b.TempDir(), "snapshot")
	} else {
		dir = filepath.Join(dir, "groups-"+strconv.Itoa(groups))
	}
	if _, err := os.Stat(dir); err != nil {
		writeBenchSnapshot(b, dir, groups)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = r.Close() })
	return r
}

func writeBenchSnapshot(b *testing.B, dir string, groups int) {
	b.Helper()
	s := newScene(b)
	w, err := snapshot.Create(dir)
	s.must(err)
	each := min(100, max(1, 10_000_000/groups))
	people := max(1000, groups*each/50)
	folded := make([]string, people)
	for n := range people {
		s.people, s.accounts = s.people[:0], s.accounts[:0]
		s.person(2_000_000+n, onPremises(n), func(p *snapshot.CloudPrincipal) { p.DisplayName = new("Person " + strconv.Itoa(n)) })
		folded[n] = s.account(n)
		s.must(w.Add(*s.people[0]))
		s.must(w.Add(*s.accounts[0]))
	}
	r := rand.New(rand.NewPCG(1, 1))
	for n := range groups {
		s.groups, s.directory = s.groups[:0], s.directory[:0]
		id := s.cloud(n, security, enabled("universalSecurityGroup"), func(g *snapshot.CloudGroup) {
			g.Description = new("What this group is for, in some words, as people write it down")
		})
		g := s.copyOf(10_000_000+n, id, func(d *snapshot.DirectoryGroup) {
			d.Description = s.groups[0].Description
			d.SAMAccountName, d.SID = new("$ABCDEF-"+id.String()[24:]), new(sidText(5_000_000+n))
		})
		s.must(w.Add(*s.groups[0]))
		s.must(w.Add(*g))
		for k := range each {
			who := (r.IntN(people/each)*each + k) % people
			if k != 0 {
				s.must(w.CloudMembership(id, guid(2_000_000+who)))
			}
			if k != 1 {
				s.must(w.DirectoryMembership(g.GUID, folded[who]))
			}
		}
	}
	s.must(w.Put(snapshot.StreamSyncConfiguration, *s.sync))
	s.must(w.Put(snapshot.StreamDirectoryFacts, *s.facts))
	s.must(w.Put(snapshot.StreamTenantSettings, []snapshot.Setting{}))
	for stream, e := range s.ended {
		s.must(w.End(stream, e))
	}
	w.Describe(s.describe)
	s.must(w.Close())
}

// BenchmarkFacts loads the tenant and assembles every subject, which is what an audit does before
// it judges. The budget for the whole audit is 15 s and 1.5 GiB with 100,000 groups, 90 s and 3 GiB
// with a million.
func BenchmarkFacts(b *testing.B) {
	groups := benchGroups(b)
	r := benchSnapshot(b, groups)
	var load, assemble time.Duration
	peak := watchHeap()
	for b.Loop() {
		begun := time.Now()
		f, err := Load(context.Background(), r, DefaultChoices())
		if err != nil {
			b.Fatal(err)
		}
		load += time.Since(begun)
		begun = time.Now()
		matched := 0
		for s, err := range f.Subjects(context.Background()) {
			if err != nil {
				b.Fatal(err)
			}
			matched += s.Members.Matched
		}
		if matched == 0 {
			b.Fatal("nothing matched")
		}
		assemble += time.Since(begun)
	}
	b.ReportMetric(float64(peak())/(1<<20), "peak-MiB")
	b.ReportMetric(load.Seconds()/float64(b.N), "load-s")
	b.ReportMetric(assemble.Seconds()/float64(b.N), "assemble-s")
}

// BenchmarkFactsHeld measures what loaded facts keep.
func BenchmarkFactsHeld(b *testing.B) {
	r := benchSnapshot(b, benchGroups(b))
	var held uint64
	for b.Loop() {
		before := heapLive()
		f, err := Load(context.Background(), r, DefaultChoices())
		if err != nil {
			b.Fatal(err)
		}
		held = heapLive() - before
		runtime.KeepAlive(f)
	}
	b.ReportMetric(float64(held)/(1<<20), "held-MiB")
}

func heapLive() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// watchHeap samples the heap until the returned function is called, which gives the largest size.
func watchHeap() func() uint64 {
	done, result := make(chan struct{}), make(chan uint64)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		var peak uint64
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			metrics.Read(sample)
			peak = max(peak, sample[0].Value.Uint64())
			select {
			case <-tick.C:
			case <-done:
				result <- peak
				return
			}
		}
	}()
	return func() uint64 { close(done); return <-result }
}
