package readiness

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// scattered is a random graph: some groups are not considered, some hold themselves back.
type scattered struct {
	graph
	edges [][]uint32
	holds []hold
	here  []bool
}

func newScattered(r *rand.Rand) *scattered {
	n := 1 + r.IntN(30)
	s := &scattered{edges: make([][]uint32, n), holds: make([]hold, n), here: make([]bool, n)}
	for i := range n {
		s.here[i] = r.IntN(8) > 0
		if r.IntN(6) == 0 {
			s.holds[i] = []hold{open, stuck}[r.IntN(2)]
		}
		for range r.IntN(3) {
			s.edges[i] = append(s.edges[i], uint32(r.IntN(n)))
		}
	}
	s.graph = graph{size: n, children: func(i int) []uint32 { return s.edges[i] }, has: func(i int) bool { return s.here[i] }}
	return s
}

// below lists everything that i contains, through others, too, of what is considered.
func (s *scattered) below(i int) []uint32 {
	var seen []uint32
	queue := []uint32{uint32(i)}
	for at := 0; at < len(queue); at++ {
		for _, child := range s.edges[queue[at]] {
			if s.here[child] && !slices.Contains(seen, child) {
				seen = append(seen, child)
				queue = append(queue, child)
			}
		}
	}
	return seen
}

func (s *scattered) together(a, b int) bool {
	return a == b || slices.Contains(s.below(a), uint32(b)) && slices.Contains(s.below(b), uint32(a))
}

func TestWavesRespectChildren(t *testing.T) {
	for seed := range uint64(400) {
		s := newScattered(rand.New(rand.NewPCG(seed, 3)))
		o := newOrder(s.graph, func(i int) hold { return s.holds[i] })
		for i := range s.size {
			if !s.here[i] {
				if o.of[i] != none {
					t.Errorf("seed %d: group %d is in a wave and was not considered", seed, i)
				}
				continue
			}
			s.check(t, seed, o, i)
		}
	}
}

// check holds the place of one group to what it contains.
func (s *scattered) check(t *testing.T, seed uint64, o *order, i int) {
	t.Helper()
	worst, own := s.holds[i], o.of[i]
	first := true
	for _, child := range s.below(i) {
		worst = max(worst, s.holds[child])
		same := o.of[child] == own
		if same != s.together(i, int(child)) {
			t.Errorf("seed %d: groups %d and %d: at once %t, expected the opposite", seed, i, child, same)
		}
		if !same {
			first = false
			if o.wave[own] > 0 && o.wave[o.of[child]] >= o.wave[own] {
				t.Errorf("seed %d: group %d moves in wave %d, its child %d in wave %d", seed, i, o.wave[own], child, o.wave[o.of[child]])
			}
		}
	}
	// A group of the same loop is below, and is itself below.
	if o.held[own] != worst {
		t.Errorf("seed %d: group %d is held %d, expected %d", seed, i, o.held[own], worst)
	}
	if (o.wave[own] > 0) != (worst == free) || worst == free && first && o.wave[own] != 1 {
		t.Errorf("seed %d: group %d, held %d, is in wave %d", seed, i, worst, o.wave[own])
	}
	if worst != free && len(o.culprits[own]) == 0 {
		t.Errorf("seed %d: group %d is held and nobody holds it", seed, i)
	}
}

func TestAWaveIsNoLaterThanItMustBe(t *testing.T) {
	// 0 contains 1 contains 2; 3 contains 2 alone; 4 and 5 contain one another and 1.
	edges := [][]uint32{{1}, {2}, nil, {2}, {5, 1}, {4}}
	g := graph{size: 6, children: func(i int) []uint32 { return edges[i] }, has: func(int) bool { return true }}
	o := newOrder(g, func(int) hold { return free })
	var waves []int
	for i := range edges {
		waves = append(waves, o.wave[o.of[i]])
	}
	if want := []int{3, 2, 1, 2, 3, 3}; !slices.Equal(waves, want) {
		t.Errorf("waves %v, want %v", waves, want)
	}
}

func TestAChainLongerThanAnyStack(t *testing.T) {
	const n = 1_000_000
	one := make([]uint32, n)
	for i := range one {
		one[i] = uint32(i + 1)
	}
	g := graph{size: n, has: func(int) bool { return true }, children: func(i int) []uint32 {
		if i == n-1 {
			return nil
		}
		return one[i : i+1]
	}}
	if o := newOrder(g, func(int) hold { return free }); o.wave[o.of[0]] != n {
		t.Errorf("the first of the chain moves in wave %d, want %d", o.wave[o.of[0]], n)
	}
}
