//go:build unix

package samples_test

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// BenchmarkImport imports exports on disk into snapshots on disk: decoding, folding, sorting,
// spilling, merging, writing. MB/cpu-s is input by processor time, of all threads and with the
// garbage collector; the budget is 80.
func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	for _, c := range []struct {
		name, export string
		sides        []string
	}{
		{"10000 groups of both sides", "groups", []string{"cloud", "directory"}},
		{"10000 groups of the cloud", "groups", []string{"cloud"}},
		{"8000 groups of the directory", "groups", []string{"directory"}},
		{"200000 short records of the directory", "short", []string{"directory"}},
		{"10 groups of 250000 members of the directory", "large", []string{"directory"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(dir, c.export)
			if err := writeExport(path); err != nil {
				b.Fatal(err)
			}
			benchmarkImport(b, path, c.sides)
		})
	}
}

// writeExport writes the export that the last part of path names, unless it is there.
func writeExport(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	switch filepath.Base(path) {
	case "short":
		return writeShortRecords(path, 200_000)
	case "large":
		return writeLargeGroups(path, 10, 250_000)
	}
	return writeGroups(path)
}

func benchmarkImport(b *testing.B, path string, sides []string) {
	export, err := collect.OpenExport(path)
	if err != nil {
		b.Fatal(err)
	}
	defer export.Close()
	size := int64(0)
	for _, side := range sides {
		size += sizeOf(b, filepath.Join(path, side))
	}
	var spent time.Duration
	var peak uint64
	for i := 0; b.Loop(); i++ {
		dir := filepath.Join(b.TempDir(), fmt.Sprint(i))
		debug.FreeOSMemory()
		stop, before := watchMemory(&peak), processorTime()
		if err := importSides(b, export.FS, sides, dir); err != nil {
			b.Fatal(err)
		}
		spent += processorTime() - before
		stop()
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e6/spent.Seconds(), "MB/cpu-s")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
}

func importSides(b *testing.B, fsys fs.FS, sides []string, dir string) error {
	w, err := snapshot.Create(dir)
	if err != nil {
		return err
	}
	var sources []collect.Source
	for _, side := range sides {
		if side == "cloud" {
			sources = append(sources, entra.NewSource(fsys, entra.Options{}))
		} else {
			sources = append(sources, directory.NewSource(fsys, directory.Options{}))
		}
	}
	if err := collect.Run(b.Context(), w, sources...); err != nil {
		return err
	}
	return w.Close()
}

// sizeOf adds up the files below path.
func sizeOf(b *testing.B, path string) (size int64) {
	err := filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}

// writeGroups writes an export of both sides: people and groups with 100 members on average, of
// whom a person is in 20.
func writeGroups(path string) error {
	model, _ := synthetic.Generate(synthetic.Options{Seed: 1, Groups: 10_000, People: 50_000, MembersPerGroup: 100})
	return model.Write(path)
}

// ldifFile writes directory/ou.ldif of the export at path.
func ldifFile(path string, write func(*bufio.Writer)) error {
	if err := os.MkdirAll(filepath.Join(path, "directory"), 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(path, "directory", "ou.ldif"))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	write(w)
	return errors.Join(w.Flush(), file.Close())
}

// writeShortRecords writes an OU of groups and accounts with few attributes each and no members.
func writeShortRecords(path string, records int) error {
	return ldifFile(path, func(w *bufio.Writer) {
		for n := range records {
			kind := "group"
			if n%2 == 0 {
				kind = "user"
			}
			fmt.Fprintf(w, "dn: CN=Object %06d,OU=Writeback,DC=corp,DC=contoso,DC=com\nobjectClass: top\nobjectClass: %s\ncn: Object %06d\n"+
				"objectGUID:: %s\nobjectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAA9AEAAA==\nsAMAccountName: object%06d\nadminDescription: Group_%s\n\n",
				n, kind, n, encodedGUID(n), n, numbered(7, n))
		}
	})
}

// writeLargeGroups writes groups of the same members, who have no records of their own.
func writeLargeGroups(path string, groups, members int) error {
	return ldifFile(path, func(w *bufio.Writer) {
		for g := range groups {
			fmt.Fprintf(w, "dn: CN=All %d,OU=Writeback,DC=corp,DC=contoso,DC=com\nobjectClass: top\nobjectClass: group\nobjectGUID:: %s\n", g, encodedGUID(g))
			for m := range members {
				fmt.Fprintf(w, "member: CN=Person %06d,OU=People,OU=Contoso Holding,DC=corp,DC=contoso,D\n C=com\n", m*7919%members)
			}
			w.WriteString("\n")
		}
	})
}

// encodedGUID is an objectGUID in LDIF that looks random.
func encodedGUID(n int) string {
	var octets [16]byte
	binary.BigEndian.PutUint64(octets[:], uint64(n+1)*0x9e3779b97f4a7c15)
	binary.BigEndian.PutUint64(octets[8:], uint64(n+1))
	return base64.StdEncoding.EncodeToString(octets[:])
}
