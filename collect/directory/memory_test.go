package directory

import (
	"fmt"
	"runtime"
	"testing"
)

// BenchmarkNames measures what one distinct member costs in memory while a directory is read.
func BenchmarkNames(b *testing.B) {
	const many = 200_000
	for b.Loop() {
		n := newNames(0)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for i := range many {
			n.member(fmt.Appendf(nil, "<GUID=%032x>;<SID=0105000000000005150000001111111122222222333333330%07x>;CN=Some Person %06d,OU=People,OU=Berlin,DC=corp,DC=contoso,DC=com", i, i, i))
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/many, "B/name")
		runtime.KeepAlive(n)
	}
}
