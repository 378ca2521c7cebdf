package xlsx

import (
	"fmt"
	"io"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// BenchmarkTwelveColumns writes the list that the budget of 8 s speaks of: 500,000 rows of 12
// columns, none of them empty.
func BenchmarkTwelveColumns(b *testing.B) {
	for b.Loop() {
		w, err := New(io.Discard, Options{TempDir: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		t := newTable(w, "Twelve", findingColumns[:12], printedFindings)
		keep := func(err error) {
			if err != nil {
				b.Fatal(err)
			}
		}
		for i := range 500_000 {
			id := fmt.Sprintf("%08x-0000-4000-8000-%012x", i, i*7919)
			severity := report.Severities[i%5]
			keep(t.add(fmt.Sprintf("%d%s", i%5+1, id), severity, "DIF-06", "Sales team number "+id[:8], "It is a distribution group, writeback asks for a security group",
				"universalSecurityGroup", "universalDistributionGroup", "open", "attribute=group_type; count=3", "DIF-07", "DIF-08", i%5+1, "group"))
		}
		keep(t.write(""))
		keep(w.end())
		keep(w.writeLists())
		keep(w.pack())
		w.Discard()
	}
}
