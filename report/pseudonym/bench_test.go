package pseudonym_test

import (
	"io"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/pseudonym"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// BenchmarkPseudonyms measures one group with its findings.
func BenchmarkPseudonyms(b *testing.B) {
	stream := reporttest.Demo(b.N)
	k := newKey(b, "k")
	b.ReportAllocs()
	b.ResetTimer()
	reporttest.Feed(b, pseudonym.New(report.NewEncoder(io.Discard), k), stream)
}
