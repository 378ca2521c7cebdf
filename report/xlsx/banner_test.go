package xlsx_test

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

func TestSummaryStartsWithTheBannersOfTheRun(t *testing.T) {
	f := opened(t, written(t, []report.Record{{Run: &report.Run{Format: 1, Banners: []string{"Nothing was synchronised for a day"}}}}, xlsx.Options{}))
	if got, _ := f.GetCellValue("Summary", "B7"); !strings.HasPrefix(got, "Nothing was synchronised for a day") {
		t.Errorf("Summary says %q", got)
	}
}
