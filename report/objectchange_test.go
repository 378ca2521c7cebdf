package report_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestWhatIsNeverComparedIsSaid(t *testing.T) {
	c := report.Comparison{Streams: []report.ComparedStream{
		{Name: "organization", Compared: report.ComparedYes, LeftOut: []string{"onPremisesLastSyncDateTime"}},
		{Name: "licences", Compared: report.ComparedYes},
		{Name: "directory_groups", Compared: report.ComparedPartly, Reason: "in part", LeftOut: []string{"whenChanged", "uSNChanged"}},
	}}
	const want = "left out, as it moves by itself: organization: onPremisesLastSyncDateTime; directory_groups: whenChanged, uSNChanged"
	if got := c.LeftOut(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (&report.Comparison{Streams: c.Streams[1:2]}).LeftOut(); got != "" {
		t.Errorf("%q of what is compared in full", got)
	}
}
