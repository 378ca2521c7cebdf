package diff

// unvisited is the index of a group that Tarjan's algorithm has not reached.
const unvisited = 0

// tarjan holds the state of one run over a graph of groups.
type tarjan struct {
	has      func(i int) bool
	children func(i int) []uint32
	yield    func(members []uint32)

	index, low []uint32
	// next is the position in the children of a group where its visit goes on.
	next        []uint32
	stack, path []uint32
	onStack     []bool
	counter     uint32
}

// Components yields the strongly connected components of a graph of groups numbered from 0 below size,
// each once and children before parents. Those that has leaves out are as if they were not there. The
// members are in no order and valid until yield returns.
//
// Source: Tarjan, Depth-first search and linear graph algorithms, 1972; without recursion, since a chain of
// groups can be longer than any stack.
func Components(size int, has func(i int) bool, children func(i int) []uint32, yield func(members []uint32)) {
	t := tarjan{
		has: has, children: children, yield: yield,
		index: make([]uint32, size), low: make([]uint32, size), next: make([]uint32, size), onStack: make([]bool, size),
	}
	for i := range size {
		if t.index[i] == unvisited && has(i) {
			t.visit(uint32(i))
		}
	}
}

func (t *tarjan) visit(root uint32) {
	t.enter(root)
	for len(t.path) > 0 {
		at := t.path[len(t.path)-1]
		if children := t.children(int(at)); int(t.next[at]) < len(children) {
			child := children[t.next[at]]
			t.next[at]++
			switch {
			case t.onStack[child]:
				t.low[at] = min(t.low[at], t.index[child])
			case t.index[child] == unvisited && t.has(int(child)):
				t.enter(child)
			}
			continue
		}
		t.path = t.path[:len(t.path)-1]
		if len(t.path) > 0 {
			parent := t.path[len(t.path)-1]
			t.low[parent] = min(t.low[parent], t.low[at])
		}
		if t.low[at] == t.index[at] {
			t.close(at)
		}
	}
}

func (t *tarjan) enter(i uint32) {
	t.counter++
	t.index[i], t.low[i] = t.counter, t.counter
	t.onStack[i] = true
	t.stack, t.path = append(t.stack, i), append(t.path, i)
}

// close takes the component whose root is root off the stack.
func (t *tarjan) close(root uint32) {
	at := len(t.stack) - 1
	for t.stack[at] != root {
		at--
	}
	members := t.stack[at:]
	for _, i := range members {
		t.onStack[i] = false
	}
	t.yield(members)
	t.stack = t.stack[:at]
}
