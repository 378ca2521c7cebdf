package fetch

import "time"

// sliding sums what was spent since a moment that moves on.
type sliding struct {
	spent []spending
	units int
}

// spending is what was spent at one moment.
type spending struct {
	at    time.Time
	units int
}

func (s *sliding) add(at time.Time, units int) {
	s.spent = append(s.spent, spending{at, units})
	s.units += units
}

// forget drops what was spent until then.
func (s *sliding) forget(until time.Time) {
	n := 0
	for n < len(s.spent) && !s.spent[n].at.After(until) {
		s.units -= s.spent[n].units
		n++
	}
	s.spent = s.spent[n:]
}

// oldest is when the first of what is summed was spent; there must be some.
func (s *sliding) oldest() time.Time { return s.spent[0].at }
