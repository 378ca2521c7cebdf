package readiness

// State is how a group stands to the move.
type State string

// The states; every cloud group has exactly one.
const (
	// Ready: the group moves in the first wave, and nothing has to be done before.
	Ready State = "ready"
	// ReadyAfter: it moves after something that its reasons name: a remediation, or its child groups.
	ReadyAfter State = "readyAfter"
	// Blocked: it does not move while its reasons stand.
	Blocked State = "blocked"
	// Undecided: what would decide was not read or is not documented.
	Undecided State = "undecided"
	// StaysOnV1: V1 writes the group when V2 is off, so nothing has to move.
	StaysOnV1 State = "staysOnV1"
	// AtTarget: the target writes the group already.
	AtTarget State = "atTarget"
	// NotApplicable: the target is not about the group, and nothing of it is in the directory.
	NotApplicable State = "notApplicable"
)

// States lists all of them in the order of reports.
func States() []State {
	return []State{Blocked, Undecided, ReadyAfter, Ready, StaysOnV1, AtTarget, NotApplicable}
}

// Moves reports whether a group in the state moves in some wave.
func (s State) Moves() bool { return s == Ready || s == ReadyAfter }
