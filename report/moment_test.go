package report_test

import (
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

func TestTimesAreWrittenInUTC(t *testing.T) {
	at := time.Date(2026, 11, 21, 0, 55, 30, 0, time.FixedZone("", 3600))
	got := [3]string{report.Day(&at), report.Day(nil), report.Minute(at)}
	if want := [3]string{"2026-11-20", "", "2026-11-20 23:55 UTC"}; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
