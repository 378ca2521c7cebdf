package samples_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

// BenchmarkWhatif answers what becomes of a stored snapshot without any engine of Connect, which
// touches every copy and everybody in it. WBAUDIT_BENCH_GROUPS is that of BenchmarkAudit; the
// budget is twice the time of an audit.
func BenchmarkWhatif(b *testing.B) {
	groups := 10_000
	if text := os.Getenv("WBAUDIT_BENCH_GROUPS"); text != "" {
		groups, _ = strconv.Atoi(text)
	}
	dir := filepath.Join(b.TempDir(), "snapshot")
	if err := largeSnapshot(dir, groups); err != nil {
		b.Fatal(err)
	}
	var peak uint64
	for b.Loop() {
		debug.FreeOSMemory()
		stop := watchMemory(&peak)
		if err := whatifStored(dir); err != nil {
			b.Fatal(err)
		}
		stop()
	}
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
}

func whatifStored(dir string) (err error) {
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	facts, err := diff.Load(context.Background(), r, diff.DefaultChoices())
	if err != nil {
		return err
	}
	after, err := facts.Assume(diff.Assumption{V1: diff.Off, V2: diff.Off})
	if err != nil {
		return err
	}
	out := json.NewEncoder(io.Discard)
	_, err = whatif.Compare(context.Background(), facts, after, func(e *whatif.Effect) error { return out.Encode(e) })
	return err
}
