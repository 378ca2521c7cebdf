//go:build !offline

package graph_test

import (
	"errors"
	"io/fs"
	"testing"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/fetch/fetchtest"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

// What the SDK makes of the requests is held against the same description as in collect/entra/fetch.
func TestRequestsOfTheSDKHoldAgainstTheDescriptionOfGraph(t *testing.T) {
	b := newBench(t, story("woodgrove"), simulate.Options{})
	described, err := fetchtest.Describe("../../../../shared/data/graph-beta-subset.yaml", b.base)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the folder shared/data is not beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	b.base = described
	if _, err := b.live(t, b.client(t, &fixed{}), fetch.Options{AllGroups: true, Owners: true, People: []string{"S-1-5-21-1-2-3-1601"}}); err != nil {
		t.Fatal(err)
	}
	faults, checked, _ := described.Checked()
	for _, fault := range faults {
		t.Error(fault)
	}
	if len(checked) != 8 {
		t.Errorf("checked %v, want 8 paths, users among them", checked)
	}
}
