package diff

// disposition says whether a cloud member must be in the copy.
type disposition uint8

const (
	excluded disposition = iota
	expected
	undecided
	// ifPresent is expected where it is found and undecided where it is not: documents or facts
	// leave open whether the engine writes it.
	ifPresent
)

// trait is what comparing needs of a cloud principal: its class, and a disposition for each way
// in which the group that contains it may be written.
type trait uint16

const (
	traitClass = 0x0f
	// traitGroup marks child groups, traitConverted those whose authority was moved to the cloud.
	traitGroup        trait = 0x10
	traitScopeUnknown trait = 0x20
	traitShift              = 6
)

// column says by which kind of engine the containing group is written.
type column uint8

const (
	columnConnect column = iota
	columnCloudSync
	// columnEither is for groups that no known engine writes.
	columnEither
)

func (t trait) class() int                         { return int(t & traitClass) }
func (t trait) disposition(c column) disposition   { return disposition(t>>(traitShift+2*trait(c))) & 3 }
func (t trait) with(c column, d disposition) trait { return t | trait(d)<<(traitShift+2*trait(c)) }

// classes are in the order of MemberClasses.
var classes = [...]MemberClass{
	ClassSyncedUser, ClassGuest, ClassCloudOnlyUser, ClassSyncedGroup, ClassSyncedGroupLocal, ClassCloudGroupWritten,
	ClassCloudGroupNotWritten, ClassCloudGroupUndecided, ClassDevice, ClassServicePrincipal, ClassContact, ClassUnreadable, ClassOther,
	ClassOtherForest,
}

// numbers of classes.
const (
	numSyncedUser = iota
	numGuest
	numCloudOnlyUser
	numSyncedGroup
	numSyncedGroupLocal
	numCloudGroupWritten
	numCloudGroupNotWritten
	numCloudGroupUndecided
	numDevice
	numServicePrincipal
	numContact
	numUnreadable
	numOther
	numOtherForest
)

// columnOf returns the column for a group written as w. Where it is not known whether the group is written,
// every engine that may write it counts: what one of them would do is not what becomes of the members.
func (f *Facts) columnOf(w *Writeback) column {
	connect, cloudSync := mayWrite(&w.V1) || mayWrite(&w.V2), mayWrite(&w.CloudSync)
	switch {
	case w.Expected == Unknown && connect && cloudSync:
		return columnEither
	case w.Engine == CloudSync:
		return columnCloudSync
	case w.Engine != "":
		return columnConnect
	case f.tenant.CloudSync == Off:
		return columnConnect
	case f.tenant.V1 == Off && f.tenant.V2 == Off && f.tenant.CloudSync == On:
		return columnCloudSync
	}
	return columnEither
}

// mayWrite reports whether an engine is or may be on and writes, or may write, a group.
func mayWrite(a *EngineAnswer) bool { return a.State != Off && a.Expected != No }
