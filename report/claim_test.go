package report_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestClaims(t *testing.T) {
	whole, disputed := report.DirectorySide{AnchorState: "live"}, report.DirectorySide{AnchorState: "disagree"}
	for _, c := range []struct {
		name       string
		candidates []report.DirectorySide
		apart      bool
		want       string
	}{
		{"no candidate claims nothing", nil, false, ""},
		{"several that claim it are DIF-14", []report.DirectorySide{whole, whole}, false, "2 claim it (DIF-14)"},
		{"one whose anchors disagree is DIF-13", []report.DirectorySide{disputed}, false, "1 disputed (DIF-13)"},
		{"one in each domain that engines write it into is a copy each", []report.DirectorySide{whole, whole}, true, "one in each of 2 domains"},
		{"both are told apart", []report.DirectorySide{whole, disputed, whole}, false, "2 claim it (DIF-14), 1 disputed (DIF-13)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (&report.Group{Candidates: c.candidates, Apart: c.apart}).Claims(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
