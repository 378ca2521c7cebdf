package xlsx_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// BenchmarkWorkbook writes 500,000 findings of 19 columns. Budget: 8 s, and 64 MiB and three times
// the file of memory; run it with -benchtime 1x, since the peak is that of the process.
func BenchmarkWorkbook(b *testing.B) {
	const rows = 500_000
	for b.Loop() {
		written := &counter{}
		w, err := xlsx.New(written, xlsx.Options{TempDir: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		handle := func(r report.Record) {
			if err := w.Handle(r); err != nil {
				b.Fatal(err)
			}
		}
		handle(report.Record{Run: &report.Run{Format: report.Format}})
		handle(report.Record{Control: &report.Control{ID: "DIF-06", Severity: "high"}})
		for i := range rows {
			handle(report.Record{Finding: benchFinding(i)})
		}
		handle(report.Record{Summary: &report.Summary{Control: "DIF-06", Outcome: report.OutcomeFail, Subjects: rows, Failed: rows}})
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(written.n)/(1<<20), "file-MiB")
		b.ReportMetric(peak(b), "peak-MiB")
	}
}

func benchFinding(i int) *report.Finding {
	id := fmt.Sprintf("%08x-0000-4000-8000-%012x", i*2654435761&0xffffffff, i*7919)
	return &report.Finding{
		Control: "DIF-06", Severity: report.Severities[i%5],
		Target:   report.Target{Kind: report.TargetGroup, ID: id, Name: fmt.Sprintf("Sales team number %d", i), DN: "CN=Group_" + id + ",OU=Writeback,DC=contoso,DC=com"},
		Message:  fmt.Sprintf("Sales team number %d is a distribution group, writeback asks for a security group", i),
		Expected: "universalSecurityGroup", Actual: "universalDistributionGroup",
		Evidence:    map[string]any{"attribute": "group_type", "count": i % 97},
		Fingerprint: report.Fingerprint("DIF-06", "group", id, ""), EvidenceDigest: report.Fingerprint("", "", id, ""),
	}
}

// counter counts what is written and keeps nothing of it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// peak returns the most memory that the process ever held, in MiB; 0 where the system does not say.
func peak(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kib float64
		if _, err := fmt.Sscanf(line, "VmHWM: %f kB", &kib); err == nil {
			return kib / 1024
		}
	}
	b.Log("the system does not tell the peak of memory")
	return 0
}
