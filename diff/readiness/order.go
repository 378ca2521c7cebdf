package readiness

import "slices"

func sortGroups(groups []uint32) { slices.Sort(groups) }

// hold is what keeps a group, or everything that has to move with or after it, from moving.
type hold uint8

const (
	free hold = iota
	// open is what is not known, stuck what is known to keep the group back.
	open
	stuck
)

// order is in which wave each group moves, and which groups hold others back.
type order struct {
	components
	// wave is by component, from 1; 0 for one that does not move.
	wave []int
	held []hold
	// culprits are the groups that hold a component back: those in it, and children of its groups.
	culprits [][]uint32
}

// newOrder puts children before parents, and the groups of a loop into one wave. own says what keeps a
// group itself from moving.
func newOrder(g graph, own func(i int) hold) *order {
	o := &order{components: g.components()}
	n := len(o.members)
	o.wave, o.held, o.culprits = make([]int, n), make([]hold, n), make([][]uint32, n)
	for c, members := range o.members {
		wave := 1
		for _, i := range members {
			if h := own(int(i)); h != free {
				o.hold(c, i, h)
			}
			for _, child := range g.children(int(i)) {
				below := o.of[child]
				if below == none || int(below) == c {
					continue
				}
				if h := o.held[below]; h != free {
					o.hold(c, child, h)
				}
				wave = max(wave, o.wave[below]+1)
			}
		}
		sortGroups(o.culprits[c])
		o.culprits[c] = slices.Compact(o.culprits[c])
		if o.held[c] == free {
			o.wave[c] = wave
		}
	}
	return o
}

// hold notes that a group holds a component back.
func (o *order) hold(c int, culprit uint32, h hold) {
	o.held[c] = max(o.held[c], h)
	o.culprits[c] = append(o.culprits[c], culprit)
}
