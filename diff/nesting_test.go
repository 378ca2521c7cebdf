package diff

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// graph makes a nesting from edges.
func graph(size int, edges [][2]int) *nesting {
	n := &nesting{first: make([]int, size+1)}
	for row := range size {
		for _, e := range edges {
			if e[0] == row {
				n.children = append(n.children, uint32(e[1]))
			}
		}
		n.first[row+1] = len(n.children)
	}
	n.countParents()
	n.findCycles()
	return n
}

func TestCyclesAndDepth(t *testing.T) {
	for _, c := range []struct {
		name   string
		size   int
		edges  [][2]int
		cyclic []bool
		depth  []int
	}{
		{"a chain has depth and no cycle", 3, [][2]int{{0, 1}, {1, 2}}, []bool{false, false, false}, []int{2, 1, 0}},
		{"a group that contains itself is a cycle of depth 0", 1, [][2]int{{0, 0}}, []bool{true}, []int{0}},
		{"two that contain each other are one cycle", 3, [][2]int{{0, 1}, {1, 0}, {1, 2}}, []bool{true, true, false}, []int{1, 1, 0}},
		{"a group above a cycle is not in it", 3, [][2]int{{0, 1}, {1, 2}, {2, 1}}, []bool{false, true, true}, []int{1, 0, 0}},
		{"the longest way counts", 4, [][2]int{{0, 3}, {0, 1}, {1, 2}, {2, 3}}, []bool{false, false, false, false}, []int{3, 2, 1, 0}},
		{"groups without children have depth 0", 2, nil, []bool{false, false}, []int{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := graph(c.size, c.edges)
			var cyclic []bool
			var depth []int
			for row := range c.size {
				cyclic = append(cyclic, n.cyclic[n.component[row]])
				depth = append(depth, int(n.depth[n.component[row]]))
			}
			if d := cmp.Diff(c.cyclic, cyclic); d != "" {
				t.Errorf("cyclic (-want +got)\n%s", d)
			}
			if d := cmp.Diff(c.depth, depth); d != "" {
				t.Errorf("depth (-want +got)\n%s", d)
			}
		})
	}
}

func TestAChainOfAMillionGroupsNeedsNoStack(t *testing.T) {
	const size = 1_000_000
	n := &nesting{first: make([]int, size+1)}
	for row := range size {
		if row+1 < size {
			n.children = append(n.children, uint32(row+1))
		}
		n.first[row+1] = len(n.children)
	}
	n.countParents()
	n.findCycles()
	if got := n.depth[n.component[0]]; got != size-1 {
		t.Errorf("depth %d, want %d", got, size-1)
	}
}

// TestComponentsAreMutualReach holds Tarjan's components to their definition on random graphs: two
// groups share one exactly when each reaches the other.
func TestComponentsAreMutualReach(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 1))
		size := 1 + random.IntN(9)
		var edges [][2]int
		for range random.IntN(2 * size) {
			edges = append(edges, [2]int{random.IntN(size), random.IntN(size)})
		}
		n := graph(size, edges)
		reach := make([][]bool, size)
		for i := range reach {
			reach[i] = make([]bool, size)
		}
		for _, e := range edges {
			reach[e[0]][e[1]] = true
		}
		for k := range size {
			for i := range size {
				for j := range size {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		for i := range size {
			if n.cyclic[n.component[i]] != reach[i][i] {
				t.Fatalf("seed %d: group %d cyclic %v, want %v", seed, i, !reach[i][i], reach[i][i])
			}
			for j := range size {
				if same := i == j || reach[i][j] && reach[j][i]; (n.component[i] == n.component[j]) != same {
					t.Fatalf("seed %d: groups %d and %d share a component: want %v", seed, i, j, same)
				}
			}
		}
	}
}
