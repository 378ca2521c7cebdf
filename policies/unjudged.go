package policies

import "cmp"

// Unjudged is one subject that a control could not judge, by itself or with an error.
type Unjudged struct {
	// Key is the subject's, "" for the tenant.
	Key     string
	Control string
	Reason  string
}

// open tells that a judgement came to no verdict, or could be worse, of controls that mean something for a move.
func (b *bench) open(j *judge, g judgement, key string, tell func(Unjudged) error) error {
	if b.unjudged == nil || j.control.Readiness == "" || g.outcome != notEvaluated && g.outcome != errored && g.open == "" {
		return nil
	}
	return tell(Unjudged{Key: key, Control: j.control.ID, Reason: cmp.Or(g.reason, g.open)})
}
