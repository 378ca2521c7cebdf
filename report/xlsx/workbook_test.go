package xlsx_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// written returns the workbook of records.
func written(t testing.TB, records []report.Record, o xlsx.Options) []byte {
	t.Helper()
	o.TempDir = t.TempDir()
	var b bytes.Buffer
	w, err := xlsx.New(&b, o)
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, w, records)
	left, err := os.ReadDir(o.TempDir)
	if err != nil || len(left) > 0 {
		t.Errorf("%d files are left in the temporary folder (%v)", len(left), err)
	}
	return b.Bytes()
}

func TestX(t *testing.T) {
	os.WriteFile("/tmp/xl/demo.xlsx", written(t, reporttest.Demo(60), xlsx.Options{}), 0o644)
	os.WriteFile("/tmp/xl/rand.xlsx", written(t, reporttest.Random(3, 12), xlsx.Options{MaxRows: 5}), 0o644)
}
