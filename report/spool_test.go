package report_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestASpoolGivesBackWhatItTookAndLeavesNoFile(t *testing.T) {
	for name, pieces := range map[string]int{"nothing": 0, "in memory": 3, "in a file": 5000} {
		t.Run(name, func(t *testing.T) {
			temp := t.TempDir()
			t.Setenv("TMPDIR", temp)
			var spool report.Spool
			var want, got bytes.Buffer
			for i := range pieces {
				piece := bytes.Repeat([]byte{byte(i)}, i%1000)
				want.Write(piece)
				if _, err := spool.Write(piece); err != nil {
					t.Fatal(err)
				}
			}
			n, err := spool.WriteTo(&got)
			if err != nil || n != int64(want.Len()) || spool.Len() != n || !bytes.Equal(got.Bytes(), want.Bytes()) {
				t.Errorf("%d of %d bytes came back, equal %t: %v", n, want.Len(), bytes.Equal(got.Bytes(), want.Bytes()), err)
			}
			spool.Discard()
			spool.Discard()
			if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v (%v)", left, err)
			}
		})
	}
}
