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
	// AnchorUnknown: the copy or one of its anchors was not read, or it is not known whether the group moves.
	AnchorUnknown AnchorAction = "unknown"
)

// Anchor is one line of the list of anchors to copy.
type Anchor struct {
	DN string
	// Value is adminDescription exactly as it was read, which the copy step writes into
	// msDS-ExternalDirectoryObjectId.
	Value string
	// Current is what stands there now, nil when it was not seen whether anything does. DN and Value are "" where no
	// single copy was read.
	Current *string
	Action  AnchorAction
}

// anchorStep says what has to be done about the anchors of the copies of a group; nil where there is none, or the target
// joins by nothing.
func (p *Plan) anchorStep(copies []diff.DirectoryDetails, unseen bool) *Anchor {
	switch {
	case p.to != diff.ToCloudSync:
		return nil
	case unseen:
		return &Anchor{Action: AnchorUnknown}
	case len(copies) == 1:
		return anchor(&copies[0])
	}
	return nil
}

// anchor says what has to be done about a copy.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
func anchor(d *diff.DirectoryDetails) *Anchor {
	a := &Anchor{DN: d.DN, Value: d.AdminDescription}
	current, read := d.ExternalDirectoryObjectID, d.AnchorsRead == diff.Yes
	if current != "" || read {
		a.Current = &current
	}
	expected := ""
	if len(d.ExpectedCNs) > 0 {
		expected = d.ExpectedCNs[0] // Group_<id> is the default name and the anchor
	}
	switch {
	case !read && (a.Value == "" || current == "" && strings.EqualFold(a.Value, expected)):
		a.Action = AnchorUnknown
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
