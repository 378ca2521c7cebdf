package whatif

// Outcome is what becomes of the directory group of a subject.
type Outcome string

// The outcomes; every subject has exactly one.
const (
	// Appears: a directory group is made that is not there.
	Appears Outcome = "appears"
	// Resumes: a copy that nobody updates is updated again.
	Resumes Outcome = "resumes"
	// Freezes: the copy stays and is no longer updated.
	Freezes Outcome = "freezes"
	// Retypes: the copy becomes a group of another type.
	Retypes Outcome = "retypes"
	// Deleted: the copy is deleted.
	Deleted Outcome = "deleted"
	// Pending: what should be in the directory changes, but nothing there does, since there is no copy.
	Pending Outcome = "pending"
	// Unchanged: nothing changes in the directory.
	Unchanged Outcome = "unchanged"
	// Undecided: no document tells, or what would tell was not read.
	Undecided Outcome = "undecided"
)

// Outcomes lists all of them in the order of reports.
func Outcomes() []Outcome {
	return []Outcome{Deleted, Freezes, Retypes, Appears, Resumes, Pending, Undecided, Unchanged}
}

// Loss is what the people in a copy lose.
type Loss string

// The losses; "" is none.
const (
	// LosesGroup: the directory group is gone, or who is in the copy and no member of the cloud group is
	// dropped from it.
	LosesGroup Loss = "group"
	// LosesAccess: the group stays, but as a distribution group it grants nothing any more.
	LosesAccess Loss = "access"
	// MayLoseGroup: it is undecided whether the directory group stays, or whether they stay in it.
	MayLoseGroup Loss = "undecided"
)
