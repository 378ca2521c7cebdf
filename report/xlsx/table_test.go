package xlsx

import (
	"fmt"
	"io"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// twelve are columns as lists have them.
var twelve = []column{{title: "Severity", width: 12, kind: kindSeverity}, {title: "Control", width: 10}, {title: "Target", width: 30, kind: kindWrapped},
	{title: "Finding", width: 58, kind: kindWrapped}, {title: "Expected", width: 26, kind: kindWrapped}, {title: "Actual", width: 26, kind: kindWrapped}, {title: "Status", width: 10},
	{title: "Evidence", width: 28, kind: kindWrapped}, {title: "Group", width: 12}, {title: "Caused by", width: 11}, {title: "Rank", width: 8, kind: kindNumber}, {title: "Target kind", width: 15}}

// BenchmarkTwelveColumns writes the list that the budget of 8 s speaks of: 500,000 rows of 12
// columns, none of them empty.
func BenchmarkTwelveColumns(b *testing.B) {
	for b.Loop() {
		w, err := New(io.Discard, Options{TempDir: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		t := newTable(w, "Twelve", twelve, 8)
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
