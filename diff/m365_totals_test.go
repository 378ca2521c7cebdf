package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestImplicitMeansWrittenByV2WithoutASetting(t *testing.T) {
	for _, c := range []struct {
		name    string
		v2      *bool
		written int
		want    Count
	}{
		{"V2 on writes a null group", new(true), 1, Exactly(1)},
		{"V1 writes it whatever it says, so nothing is implicit", new(false), 1, Exactly(0)},
		{"with V2 unread it is not known", nil, 1, Count{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.sync.Features["groupWriteBackEnabled"] = c.v2
			s.cloud(1, m365)
			totals := s.load().Totals()
			if d := cmp.Diff(c.want, totals.M365Implicit); d != "" || totals.Written != c.written {
				t.Errorf("%d written, want %d; implicit (-want +got)\n%s", totals.Written, c.written, d)
			}
		})
	}
}
