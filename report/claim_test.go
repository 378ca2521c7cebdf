package report_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestClaims(t *testing.T) {
	whole, disputed := report.DirectorySide{AnchorState: "live"}, report.DirectorySide{AnchorState: "disagree"}
	corp, emea := whole, whole
	corp.DN, emea.DN = "CN=x,OU=W,DC=corp,DC=com", "CN=x,OU=W,DC=emea,DC=corp,DC=com"
	for _, c := range []struct {
		name       string
		candidates []report.DirectorySide
		want       string
	}{
		{"no candidate claims nothing", nil, ""},
		{"several that claim it are DIF-14", []report.DirectorySide{whole, whole}, "2 claim it (DIF-14)"},
		{"one whose anchors disagree is DIF-13", []report.DirectorySide{disputed}, "1 disputed (DIF-13)"},
		{"so are two in one domain beside one in another", []report.DirectorySide{corp, corp, emea}, "3 claim it (DIF-14)"},
		{"one in each domain may each be a copy", []report.DirectorySide{corp, emea}, "one in each of 2 domains"},
		{"both are told apart", []report.DirectorySide{whole, disputed, whole}, "2 claim it (DIF-14), 1 disputed (DIF-13)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (&report.Group{Candidates: c.candidates}).Claims(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
