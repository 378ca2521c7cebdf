//go:build unix

package samples_test

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"runtime/debug"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

// BenchmarkDiff compares two stored snapshots and judges what changed into JSON Lines:
// WBAUDIT_BENCH_GROUPS groups in each, as of BenchmarkAudit, of which one in a hundred changed a member
// in the cloud and another one in the directory. Budget on two cores: 10 million memberships in each
// snapshot in 20 s. Processor time is reported too, which does not depend on who else uses the machine.
func BenchmarkDiff(b *testing.B) {
	groups := benchGroups()
	dir := b.TempDir()
	before, after := filepath.Join(dir, "before"), filepath.Join(dir, "after")
	at := time.Date(2026, 11, 6, 23, 55, 0, 0, time.UTC)
	if err := errors.Join(largeSnapshotAt(before, groups, at, 0), largeSnapshotAt(after, groups, at.Add(lookBack), 1)); err != nil {
		b.Fatal(err)
	}
	var peak uint64
	var spent time.Duration
	for b.Loop() {
		debug.FreeOSMemory()
		stop, start := watchMemory(&peak), processorTime()
		n, err := diffStored(before, after)
		stop()
		spent += processorTime() - start
		if err != nil || n == 0 {
			b.Fatalf("%d differences, %v", n, err)
		}
	}
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
	b.ReportMetric(spent.Seconds()/float64(b.N), "cpu-s/op")
}

func diffStored(old, later string) (differences int, err error) {
	ctx := context.Background()
	before, err := snapshot.OpenPath(old)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, before.Close()) }()
	after, err := snapshot.OpenPath(later)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, after.Close()) }()
	facts, err := changes.Load(ctx, before, after, diff.DefaultChoices(), nil, nil)
	if err != nil {
		return 0, err
	}
	encoder := report.NewEncoder(io.Discard)
	if _, err := policies.Compare(ctx, facts, policies.Options{}, encoder); err != nil {
		return 0, err
	}
	return facts.Differences(), encoder.Close()
}
