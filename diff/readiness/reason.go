package readiness

// ReasonKind says what a reason does to the state of a group.
type ReasonKind string

// The kinds, the gravest first.
const (
	// ReasonBlocker keeps the group from moving.
	ReasonBlocker ReasonKind = "blocker"
	// ReasonChild is a child group, or one of the same loop, that keeps the group from moving.
	ReasonChild ReasonKind = "child"
	// ReasonOpen leaves the group undecided.
	ReasonOpen ReasonKind = "undecided"
	// ReasonAfter is something to be done before.
	ReasonAfter ReasonKind = "after"
	// ReasonWave tells that child groups move before.
	ReasonWave ReasonKind = "wave"
	// ReasonNotice and ReasonAccepted change nothing; the latter was accepted by somebody.
	ReasonNotice   ReasonKind = "notice"
	ReasonAccepted ReasonKind = "accepted"
)

// ReasonKinds lists all of them in the order of reports.
func ReasonKinds() []ReasonKind {
	return []ReasonKind{ReasonBlocker, ReasonChild, ReasonOpen, ReasonAfter, ReasonWave, ReasonNotice, ReasonAccepted}
}

// Reason is why a group is in its state.
type Reason struct {
	Kind ReasonKind
	// Control is the id of the control behind it; "" where the decision tables or the order decide.
	Control string
	// Severity and Fingerprint are those of the finding; "" without one.
	Severity, Fingerprint string
	Text                  string
	// Sum tells the reason of all groups that have it, where the title of the control does not; else "".
	Sum string
	// Named says that Text names the group, so that accepting it accepts no other.
	Named bool
	// Group and Name are key and name of the group that holds this one back; "" without one.
	Group, Name string
}
