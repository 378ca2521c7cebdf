package xlsx

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestSorterKeepsEveryRowInTheOrderOfKeys(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		dir := t.TempDir()
		s := newSorter(dir)
		s.limit = 1 + r.IntN(2000) // many runs, or one
		var want []string
		for i := range r.IntN(200) {
			key := strings.Repeat("k", r.IntN(3)) + fmt.Sprint(r.IntN(9))
			row := fmt.Sprintf("%s %04d %s", key, i, strings.Repeat("x", r.IntN(40)))
			want = append(want, row)
			if err := s.add(key, []byte(row)); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortStableFunc(want, func(a, b string) int {
			return strings.Compare(a[:strings.Index(a, " ")], b[:strings.Index(b, " ")])
		})
		var got []string
		if err := s.each(func(row []byte) error { got = append(got, string(row)); return nil }); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func TestSorterReportsACutFile(t *testing.T) {
	s := newSorter(t.TempDir())
	s.limit = 1
	for i := range 3 {
		if err := s.add(fmt.Sprint(i), []byte("row")); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Truncate(s.file.Name(), s.ends[2]-1); err != nil {
		t.Fatal(err)
	}
	if err := s.each(func([]byte) error { return nil }); err == nil {
		t.Error("each returned no error")
	}
}

func TestAPackedRowIsReadBack(t *testing.T) {
	n, at := -7, time.Date(2026, 11, 20, 23, 55, 0, 12_000, time.UTC)
	row := []any{nil, "", "text \x00 ä", lines{"a", ""}, 0, -2147483640, int32(5), &n, (*int)(nil), &at, (*time.Time)(nil),
		link{toGroup, "c:1", "see group"}, link{toFindingsOfControl, "CFG-01", 12}}
	want := []any{nil, "", "text \x00 ä", lines{"a", ""}, 0, -2147483640, 5, -7, (*int)(nil), &at, nil, row[11], row[12]}
	packed, err := packRow(row)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]any, len(row))
	unpackRow(packed, got)
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(link{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := packRow([]any{struct{}{}}); err == nil {
		t.Error("a value of an unknown type is packed")
	}
}
