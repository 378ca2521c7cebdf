package snapshot

import (
	"fmt"
	"path/filepath"
	"testing"
)

// memberships is the size of the benchmarks: 10 M memberships, 100,000 groups of 100 among a
// million members.
const (
	benchGroups  = 100_000
	benchMembers = 1_000_000
	perGroup     = 100
)

// scattered is a GUID that looks random and depends on n only.
func scattered(n int) GUID {
	var g GUID
	x := uint64(n)*0x9e3779b97f4a7c15 + 1
	for i := range g {
		x ^= x >> 27
		x *= 0x94d049bb133111eb
		g[i] = byte(x >> 56)
	}
	return g
}

func memberOf(group, i int) int { return (group*7919 + i*i*104729) % benchMembers }

func writeCloud(tb testing.TB, dir string) {
	w, err := Create(dir)
	if err != nil {
		tb.Fatal(err)
	}
	for g := range benchGroups {
		group := scattered(g)
		for i := range perGroup {
			if err := w.CloudMembership(group, scattered(1<<40+memberOf(g, i))); err != nil {
				tb.Fatal(err)
			}
		}
	}
	finishBench(tb, w, StreamCloudMemberships)
}

func finishBench(tb testing.TB, w *Writer, stream Stream) {
	if err := w.End(stream, Ended{Status: Complete}); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
}

func names() []string {
	all := make([]string, benchMembers)
	for i := range all {
		all[i] = fmt.Sprintf("cn=member %s,ou=people,ou=corp,dc=contoso,dc=com", scattered(i).String())
	}
	return all
}

func writeDirectory(tb testing.TB, dir string, names []string) {
	w, err := Create(dir)
	if err != nil {
		tb.Fatal(err)
	}
	for g := range benchGroups {
		group := scattered(g)
		for i := range perGroup {
			if err := w.DirectoryMembership(group, names[memberOf(g, i)]); err != nil {
				tb.Fatal(err)
			}
		}
	}
	finishBench(tb, w, StreamDirectoryMemberships)
}

func BenchmarkWrite10MCloudMemberships(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		writeCloud(b, filepath.Join(b.TempDir(), "snapshot"))
	}
	perSecond(b, benchGroups*perGroup)
}

func BenchmarkWrite10MDirectoryMemberships(b *testing.B) {
	all := names()
	b.ReportAllocs()
	for b.Loop() {
		writeDirectory(b, filepath.Join(b.TempDir(), "snapshot"), all)
	}
	perSecond(b, benchGroups*perGroup)
}

func perSecond(b *testing.B, rows int) {
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkRead10MCloudMemberships(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "snapshot")
	writeCloud(b, dir)
	r := opened(b, dir)
	b.ReportAllocs()
	for b.Loop() {
		rows := 0
		for batch, err := range r.CloudMemberships() {
			if err != nil {
				b.Fatal(err)
			}
			rows += len(batch)
		}
		if int64(rows) != r.State(StreamCloudMemberships).Records {
			b.Fatalf("read %d rows", rows)
		}
	}
	perSecond(b, int(r.State(StreamCloudMemberships).Records))
}

func BenchmarkRead10MDirectoryMemberships(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "snapshot")
	writeDirectory(b, dir, names())
	r := opened(b, dir)
	b.ReportAllocs()
	for b.Loop() {
		rows := 0
		for batch, err := range r.DirectoryMemberships() {
			if err != nil {
				b.Fatal(err)
			}
			rows += len(batch.Members)
		}
		if int64(rows) != r.State(StreamDirectoryMemberships).Records {
			b.Fatalf("read %d rows", rows)
		}
	}
	perSecond(b, int(r.State(StreamDirectoryMemberships).Records))
}

func BenchmarkOpen10MMemberships(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "snapshot")
	writeCloud(b, dir)
	for b.Loop() {
		opened(b, dir).Close()
	}
}

func opened(tb testing.TB, dir string) *Reader {
	r, err := OpenPath(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { r.Close() })
	return r
}
