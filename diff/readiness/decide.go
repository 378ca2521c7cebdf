package readiness

import "github.com/wbaudit/wbaudit/diff"

// The ids of the controls whose rules decide beside those of diff.Decision.
const (
	controlUnknown = "CS-32"
	controlRetypes = "ENG-25"
	controlAppears = "ENG-03"
)

// The texts of what is not known.
const (
	movedUnknown  = "the directory was not read completely: whether the group has a copy, and who is in it, is not known"
	appearsText   = "V1 writes every Microsoft 365 group and begins to write this one, which gets a copy with its name and members: its owner has to accept that"
	appearsAll    = "V1 begins to write groups that have no copy today"
	appearsOpen   = "it is not known whether the group is written now and has a copy, or V1 begins to write it"
	sourceUnknown = "the directory group that the group comes from was not read"
)

// reasonOf is the reason that a decision gives; false where it asks for nothing.
func reasonOf(d *diff.Decision) (Reason, bool) {
	kinds := map[diff.Stand]ReasonKind{
		diff.StandMoves: ReasonAfter, diff.StandStays: ReasonNotice, diff.StandRefused: ReasonBlocker, diff.StandUnclear: ReasonOpen,
	}
	return Reason{Kind: kinds[d.Stand], Control: d.Control, Text: d.Text}, d.Text != ""
}
