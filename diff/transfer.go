package diff

// Fate is what becomes of a member of a copy once another engine writes it.
type Fate string

// The fates. Undecided means that no document tells, or that what would tell was not read.
const (
	FateKept      Fate = "kept"
	FateLost      Fate = "lost"
	FateUndecided Fate = "undecided"
)

// Destination is what writes copies after a move.
type Destination struct {
	// Engine decides which members are referenced: CloudSync, or V1 and V2 alike for Connect.
	Engine Engine
	// Synced says that groups which come from the directory move, too: their copy is the group they
	// come from.
	Synced bool
	// Open says that everybody is listed of whom it is not known whether they stay, see PeopleOpen.
	Open bool
	// Writes says whether subject i, which is a cloud group, is written there; it decides on the edges
	// to child groups.
	Writes func(i int) Answer
}

// Transfer is what becomes of the members of one copy. Kept, Lost and Undecided are Members together.
type Transfer struct {
	// Copies counts the directory groups that are, or claim to be, the copy; members are those of a
	// single one.
	Copies int
	// Gap says why the members could not all be followed; "" when they could.
	Gap                            string
	Members, Kept, Lost, Undecided int
	// Edges counts the members that are not kept by fate, class and reason, in this order.
	Edges []TransferEdge
	// Losses are all members that are lost, by class and key.
	Losses []MemberLoss
	// People counts everybody in the copy, through groups inside it, too; PeopleLost those whom no
	// way leads there any more, PeopleUndecided those of whom that is not known. PeopleWhole is false
	// when more may lose it: where an edge is not kept, not everybody behind it could be followed.
	People, PeopleLost, PeopleUndecided int
	PeopleWhole                         bool
	// PeopleLosses are all people that are lost, in the order in which the groups list them. PeopleOpen are
	// those of whom it is not known, nil unless Destination.Open asks for them.
	PeopleLosses, PeopleOpen []PersonLoss
}

// Unread reports whether no member was read although there may be some, so that no number of t says anything.
func (t *Transfer) Unread() bool { return t.Gap != "" && !t.PeopleWhole && t.Members+t.People == 0 }

// TransferEdge counts members of one fate.
type TransferEdge struct {
	Fate   Fate
	Class  MemberClass
	Reason string
	Count  int
}

// MemberLoss is one member that is lost.
type MemberLoss struct {
	// Key tells members apart within a snapshot: the cloud id, else the DN.
	Key, DN, Name string
	Class         MemberClass
	Reason        string
}

// PersonLoss is somebody who is in the copy now and will not be.
type PersonLoss struct {
	// Key tells people apart within a snapshot: the cloud id, else the DN.
	Key, DN, Name string
	// Direct is false for who is a member only through another group.
	Direct bool
	// Group is the name of the group that loses the member Member, which is the person or a group on
	// the way to the person; Reason says why. At is the position of the cloud group by whose list it loses it.
	Group, Member, Reason string
	At                    int
}

// The reasons of fates beside those of classes; the exported ones are what a Plan knows by them.
const (
	ReasonNoMember  = "is no member of the cloud group, by which the copy is written"
	reasonUnseen    = "the directory was not read completely: whether there is a copy, and who is in it, is not known"
	reasonMayBe     = "shares no key with a cloud member that was not found and may be it"
	ReasonListGap   = "the members of the cloud group were not all read"
	ReasonUsersOpen = "whether cloud sync references people who come from the directory was not stated"
	ReasonUsersOff  = "cloud sync does not reference people who come from the directory while that is switched off"
	// ReasonUnidentified and ReasonIdentityOpen are CS-09.
	ReasonUnidentified = "has no onPremisesObjectIdentifier, or that of another object, by which cloud sync finds people"
	ReasonIdentityOpen = "whether its onPremisesObjectIdentifier is the objectGUID of the account was not read"
	reasonChildStays   = "is a group that the engine does not write, so it does not reference it"
	reasonChildOpen    = "it is not known whether the engine writes this group"
	reasonSynced       = "comes from the directory, and cloud sync does not reference such groups"
	reasonLocal        = "a universal group cannot contain a domain-local group"
)

// Candidate is what beside its Footing decides whether and when a cloud group moves.
type Candidate struct {
	// Members is the number of direct members, a lower bound of it while MembersExact is false;
	// Gap says why the list was not read completely, "" when it was.
	Members      int64
	MembersExact bool
	Gap          string
	// Converted is the value of Cloud.SOAConverted.
	Converted string
	// Children are the positions of the cloud groups that are direct members.
	Children []uint32
}

// Candidate returns that of subject i, which is a cloud group.
func (f *Facts) Candidate(i int) Candidate {
	c := Candidate{Converted: f.cloud[i].soa.text(), Children: f.nesting.of(i)}
	c.Members, c.MembersExact = f.memberCount(i)
	if status, reason := f.cloudCoverage(i); status != coverComplete {
		c.Gap = orElse(reason, ReasonListGap)
	}
	return c
}

// KeepsContainer says whether the cloud sync job leaves the copy of subject i, which is a cloud group, where it
// is; unknown where the job's container is not known, or there is no single copy.
func (f *Facts) KeepsContainer(i int) Answer {
	row := f.movingObject(i)
	if row == none {
		return Unknown
	}
	return f.moving.job.inContainer(f.parents.list[f.directory[row].parent].folded)
}

// CloudText returns display name and description of subject i, which is a cloud group. What is nil was not read; a
// group without a description has an empty one.
func (f *Facts) CloudText(i int) (displayName, description *string) {
	c := &f.cloud[i]
	texts := c.texts(&f.cloudTexts)
	return named(texts.displayName, texts.named), named(texts.description, f.tenant.Collected.Description && c.missing&missingDescription == 0)
}
