package samples_test

import (
	"context"
	"encoding/json"
	"io"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

// BenchmarkWhatif answers what becomes of a stored snapshot without any engine of Connect, which
// touches every copy and everybody in it. WBAUDIT_BENCH_GROUPS is that of BenchmarkAudit; the
// budget is twice the time of an audit.
func BenchmarkWhatif(b *testing.B) {
	benchmarkStored(b, func(ctx context.Context, facts *diff.Facts) error {
		after, err := facts.Assume(diff.Assumption{V1: diff.Off, V2: diff.Off})
		if err != nil {
			return err
		}
		out := json.NewEncoder(io.Discard)
		_, err = whatif.Compare(ctx, facts, after, func(e *whatif.Effect) error { return out.Encode(e) })
		return err
	})
}
