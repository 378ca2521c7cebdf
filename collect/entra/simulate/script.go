package simulate

import "sync"

// script holds the faults and how often each was met.
type script struct {
	mu     *sync.Mutex
	faults []Fault
	met    []int
}

func newScript(faults []Fault) script {
	return script{mu: &sync.Mutex{}, faults: faults, met: make([]int, len(faults))}
}

// next returns the fault that a request for a path, which has no version, suffers; the zero Fault is none.
func (s *script) next(asked string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	var hit Fault
	for i, f := range s.faults {
		if !f.meets(asked) {
			continue
		}
		s.met[i]++
		last := f.From + f.Times - 1
		if hit.Do == "" && s.met[i] >= f.From && (f.Times == 0 || s.met[i] <= last) {
			hit = f
		}
	}
	return hit
}
