package readiness

import (
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// AnchorAction is what has to be done about the anchor of a copy before cloud sync takes it over.
type AnchorAction string

// The actions.
const (
	// AnchorCopy: adminDescription is copied to msDS-ExternalDirectoryObjectId.
	AnchorCopy AnchorAction = "copy"
	// AnchorDone: msDS-ExternalDirectoryObjectId holds the value already.
	AnchorDone AnchorAction = "done"
	// AnchorConflict: it holds another one, or adminDescription does not name the group.
	AnchorConflict AnchorAction = "conflict"
	// AnchorMissing: there is nothing to copy.
	AnchorMissing AnchorAction = "missing"
)

// Anchor is one line of the list of anchors to copy.
type Anchor struct {
	DN string
	// Value is adminDescription exactly as it was read, which the copy step writes into
	// msDS-ExternalDirectoryObjectId.
	Value string
	// Current is what stands there now, nil when it was not seen whether anything does.
	Current *string
	Action  AnchorAction
}

// anchor says what has to be done about a copy.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
func (p *Plan) anchor(d *diff.DirectoryDetails) *Anchor {
	if p.to != diff.ToCloudSync {
		return nil
	}
	a := &Anchor{DN: d.DN, Value: d.AdminDescription}
	current := d.ExternalDirectoryObjectID
	if current != "" || p.anchorsRead == diff.Yes {
		a.Current = &current
	}
	expected := ""
	if len(d.ExpectedCNs) > 0 {
		expected = d.ExpectedCNs[0] // Group_<id> is the default name and the anchor
	}
	switch {
	case strings.EqualFold(current, expected) && (a.Value == "" || strings.EqualFold(a.Value, current)):
		a.Action = AnchorDone
	case a.Value == "" && current == "":
		a.Action = AnchorMissing
	case current != "", !strings.EqualFold(a.Value, expected):
		a.Action = AnchorConflict
	default:
		a.Action = AnchorCopy
	}
	return a
}
