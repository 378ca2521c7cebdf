package diff

import "time"

// Details is what reports show of a subject beside its facts.
type Details struct {
	Cloud     *CloudDetails
	Directory *DirectoryDetails
	// Candidates are the directory groups that claim the cloud group when several do, and those that name it in one anchor
	// attribute only, see Subject.DirectoryDisagreeing, which are subjects of their own.
	Candidates []CandidateDetails
	Trace      []Step
	// Differences are all members that are missing, foreign, excluded, undecided or domain-local,
	// in full; matched members are not listed. Of a copy whose cloud group is deleted all are foreign. Ordered by difference, class and id. A member of
	// the copy that may be an undecided cloud member is undecided with CloudID "".
	Differences []MemberDifference
	// Children are the edges to child groups that break, Arriving those that nothing keeps from the
	// directory, with Problem ""; each ordered by id.
	Children, Arriving []ChildEdge
}

// CandidateDetails are the texts and the facts of one directory group among several that claim a cloud
// group.
type CandidateDetails struct {
	DirectoryDetails
	Facts *Directory
}

// CloudDetails are the cloud group's texts.
type CloudDetails struct {
	DisplayName, Description, Mail string
	// RawType is onPremisesGroupType as received; "" for null.
	RawType string
	Created *time.Time
	Dynamic bool
	// Unreadable is why the group's record could not be read; "" for a readable one.
	Unreadable string
}

// DirectoryDetails are the directory group's texts.
type DirectoryDetails struct {
	GUID, DN, CN, SAMAccountName, DisplayName, Description, Mail string
	AdminDescription, ExternalDirectoryObjectID, SID             string
	// AnchorsRead says whether the two anchors above were read, see Directory.AnchorsRead.
	AnchorsRead Answer
	// AnchorID is the id that the anchor names where no cloud group with it was read; "" otherwise.
	AnchorID                 string
	WhenCreated, WhenChanged *time.Time
	// ExpectedCNs are the common names writeback would give, one for each format that what was read
	// allows; see the function of that name.
	ExpectedCNs []string
	// Drift has the values behind Directory.Drift, in the same order.
	Drift []DriftValue
}

// DriftValue holds both values of a drifted attribute.
type DriftValue struct {
	Attribute, Kind, Expected, Actual string
}

// Step is one consideration on the way to an effective answer, in the order considered.
type Step struct {
	Engine     Engine
	Row        string
	Answer     Answer
	Confidence Confidence
	// Text is one sentence; Source the document's key or address.
	Text   string
	Source string
}

// MemberDifference is one member that is on one side only, or should not be where it is.
type MemberDifference struct {
	// Difference is missing, foreign, excluded, undecided or domainLocal.
	Difference string
	Class      MemberClass
	// CloudID is "" for a member found in the directory only; DN "" for one without account there.
	CloudID, DN string
	Name        string
	// Unread is true of a missing or foreign member whose account has no record, or none of its class: whose account it is,
	// and whether DN still is its name, nobody knows.
	Unread bool
	// Reason says why in words.
	Reason string
}

// ChildEdge is one edge to a child group.
type ChildEdge struct {
	ID, Name string
	Kind     GroupKind
	// Problem says why it does not arrive in the directory: not_written, unwritable, domain_local,
	// undecided or cycle.
	Problem string
}
