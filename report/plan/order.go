package plan

import (
	"cmp"
	"slices"
)

// The ranks, in the order of a plan: first what makes other steps safe, then what ties copies to their
// groups (an engine that is switched off or on finds them by it), then access that must end, what
// the copies say and who is in them, settings of the cloud, and last what takes away.
const (
	rankProtect = iota
	rankAnchor
	rankDanger
	rankRepair
	rankMembers
	rankCloud
	rankSetting
	rankEmpty
	rankDelete
	rankSwitchOff
)

// order sorts and numbers steps. Of equal rank children come before their parents, then the order of
// the stream holds.
func order(steps []Step) {
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.depth, b.depth))
	})
	for i := range steps {
		steps[i].Number = i + 1
	}
}
