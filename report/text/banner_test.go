package text_test

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/text"
)

func TestSummaryStartsWithTheBannersOfTheRun(t *testing.T) {
	got := rendered(t, []report.Record{{Run: &report.Run{Tool: "wbaudit", Version: "devel", Banners: []string{"Nothing was synchronised for a day"}}}}, text.Options{})
	at := strings.Index(got, "!! Nothing was synchronised for a day")
	if at < 0 || at > strings.Index(got, "0 findings") {
		t.Errorf("the summary does not show the banner first:\n%s", got)
	}
}
