package samples_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
)

// TestWhatOneSnapshotDidNotReadLeavesControlsOfChangesNotEvaluated takes away of the later export what
// a control needs: it may find what it still sees, and never passes.
func TestWhatOneSnapshotDidNotReadLeavesControlsOfChangesNotEvaluated(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*clean)
		blind  string
	}{
		{"everything was read", func(*clean) {}, ""},
		{"the sync configuration was not", func(c *clean) { c.Sync = nil }, "DRF-01 DRF-02 DRF-03 DRF-07"},
		{"the settings were not", func(c *clean) { c.Settings = nil }, "DRF-01 DRF-02 DRF-03 DRF-07"},
		{"the members of a group were not", func(c *clean) { c.app.MembersMissing = true }, "DRF-06"},
		{"the owners were not", func(c *clean) {
			for _, g := range c.Groups {
				g.Owners = nil
			}
		}, "DRF-12"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := t.Context()
			before, after := earlierClean(withV2, nil), newClean(withV2)
			tt.change(after)
			v := &verdicts{summaries: map[string]report.Summary{}}
			compareInto(ctx, t, imported(ctx, t, before.Model), imported(ctx, t, after.Model), after.setup, report.Checked(v))
			var blind []string
			for _, id := range slices.Sorted(maps.Keys(v.summaries)) {
				if v.summaries[id].NotEvaluated > 0 {
					blind = append(blind, id)
				}
			}
			if diff := cmp.Diff(strings.Fields(tt.blind), blind, equalEmpty); diff != "" {
				t.Errorf("controls that are not evaluated (-want +got):\n%s", diff)
			}
		})
	}
}
