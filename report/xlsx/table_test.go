package xlsx

import (
	"fmt"
	"io"
	"strings"
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

// TestATableEndsWithTheFaultOfEitherSide: rows are composed and written at the same time, and neither waits for the other
// after it has failed.
func TestATableEndsWithTheFaultOfEitherSide(t *testing.T) {
	for name, breakIt := range map[string]func(*table){
		"rows that cannot be read any more": func(l *table) { l.rows.file.Close() },
		"a sheet that cannot begin":         func(l *table) { l.name = "a/b" },
		"a second sheet that cannot begin":  func(l *table) { l.book.rows = 1000; l.name = strings.Repeat("n", 31) },
	} {
		t.Run(name, func(t *testing.T) {
			w, err := New(io.Discard, Options{TempDir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Discard()
			list := newTable(w, "Twelve", twelve, 8)
			list.rows.limit = 1 << 10
			for i := range 5000 {
				if err := list.add(fmt.Sprintf("%06d", i), "high", "DIF-06"); err != nil {
					t.Fatal(err)
				}
			}
			breakIt(list)
			if err := list.write(""); err == nil {
				t.Error("the table says that it was written")
			}
		})
	}
}
