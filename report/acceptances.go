package report

import "slices"

// acceptances marks in each summary the reasons that the operator accepts.
type acceptances struct {
	Handler
	accepts func(control, reason string) bool
}

// NewAcceptances returns a handler that marks in each summary the reasons that accepts tells, and passes all on.
func NewAcceptances(to Handler, accepts func(control, reason string) bool) Handler {
	return &acceptances{to, accepts}
}

// Handle passes r on; a summary is not changed but copied.
func (a *acceptances) Handle(r Record) error {
	if r.Summary == nil {
		return a.Handler.Handle(r)
	}
	s := *r.Summary
	s.Reasons = slices.Clone(s.Reasons)
	for i := range s.Reasons {
		s.Reasons[i].Accepted = s.Reasons[i].Accepted || a.accepts(s.Control, s.Reasons[i].Text)
	}
	r.Summary = &s
	return a.Handler.Handle(r)
}
