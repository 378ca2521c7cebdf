package readiness

import (
	"slices"

	"github.com/wbaudit/wbaudit/diff"
)

// graph is groups inside groups among those that are considered: children of group i are children(i).
type graph struct {
	size     int
	children func(i int) []uint32
	// has chooses groups; the others are as if they were not there.
	has func(i int) bool
}

// components are the strongly connected components of a graph, children before parents.
type components struct {
	// of is the component of each group, none for one that is not considered.
	of []int32
	// members lists the groups of each component, ascending.
	members [][]uint32
}

const none = -1

// components finds them.
func (g graph) components() components {
	found := components{of: make([]int32, g.size)}
	for i := range found.of {
		found.of[i] = none
	}
	diff.Components(g.size, g.has, g.children, func(members []uint32) {
		for _, i := range members {
			found.of[i] = int32(len(found.members))
		}
		members = slices.Clone(members)
		sortGroups(members)
		found.members = append(found.members, members)
	})
	return found
}
