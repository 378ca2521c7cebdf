//go:build unix

package fetch_test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

// BenchmarkWithinQuota collects while a quota holds it back: a tenth of a large tenant's, in a tenth of its
// window and with a tenth of the requests at a time. Its budget is 1.15 times what the quota allows,
// reported as times-quota. A loaded machine delays requests by more of such a window than 3 %, which is
// left free; what pacing alone costs is what TestACollectionTakesHardlyLongerThanTheQuotaAllows measures.
func BenchmarkWithinQuota(b *testing.B) {
	tenant := groupsOf(benchGroups(b, 3000), 50)
	const limit = 800
	window := time.Second
	for b.Loop() {
		s := newBench(b, tenant, simulate.Options{Quota: limit, Window: window})
		started := time.Now()
		if _, err := s.collected(b, b.Context(), filepath.Join(b.TempDir(), "spool"), false, fetch.Options{AtOnce: 10}); err != nil {
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
// members. Answers that take 100 ms are about those of Graph; with answers of 20 ms both are near what two
// processors can do with the simulation beside them, so that it shows what the reading itself costs.
// times-plain compares with a reader that forgets what it read, times-keeping with one that writes the
// answers to a file, processor-times the processor time with that of the first, the simulation's included.
func BenchmarkBesidePlainReader(b *testing.B) {
	for _, latency := range []time.Duration{100 * time.Millisecond, 20 * time.Millisecond} {
		b.Run("answers in "+latency.String(), func(b *testing.B) { besidePlain(b, latency) })
	}
}

func besidePlain(b *testing.B, latency time.Duration) {
	groups := benchGroups(b, 2000)
	tenant := groupsOf(groups, 50)
	var ours, plain, keeping measured
	for b.Loop() {
		ours.measure(b, tenant, simulate.Options{Latency: latency}, func(s *bench) error {
			_, err := s.collected(b, b.Context(), filepath.Join(b.TempDir(), "spool"), false, fetch.Options{AtOnce: 32})
			return err
		})
		plain.measure(b, tenant, simulate.Options{Latency: latency}, func(s *bench) error {
			return readPlainly(b.Context(), s, io.Discard)
		})
		keeping.measure(b, tenant, simulate.Options{Latency: latency}, func(s *bench) error {
			file, err := os.Create(filepath.Join(b.TempDir(), "answers"))
			if err != nil {
				return err
			}
			defer file.Close()
			return readPlainly(b.Context(), s, file)
		})
	}
	b.ReportMetric(over(ours.took, plain.took), "times-plain")
	b.ReportMetric(over(ours.took, keeping.took), "times-keeping")
	b.ReportMetric(over(ours.busy, plain.busy), "processor-times")
	b.ReportMetric(float64(ours.requests-plain.requests), "requests-more")
	b.ReportMetric(float64(groups)/median(ours.took).Seconds(), "groups/s")
}

// measured is what the runs of one reader took.
type measured struct {
	took, busy []time.Duration
	requests   int
}

func (m *measured) measure(b *testing.B, tenant fs.FS, o simulate.Options, read func(*bench) error) {
	b.Helper()
	s := newBench(b, tenant, o)
	runtime.GC()
	busy, started := processorTime(b), time.Now()
	if err := read(s); err != nil {
		b.Fatal(err)
	}
	m.took, m.busy = append(m.took, time.Since(started)), append(m.busy, processorTime(b)-busy)
	asked := s.server.Requests()
	m.requests = asked["/groups"] + asked["/groups/{id}/members"]
}

// over is the median of one list over that of another.
func over(list, other []time.Duration) float64 { return float64(median(list)) / float64(median(other)) }

// processorTime is what this program used of the processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func median(list []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}
