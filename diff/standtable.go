package diff

// moveCase is one cloud group, as it is written now and as it would be.
type moveCase struct {
	kind GroupKind
	// hasCopy and category are those of Footing.
	hasCopy   Answer
	category  Category
	converted string
	// sourceUnread says that the group may come from the directory.
	sourceUnread bool
	now, then    Writeback
}

// The ids of the controls whose rules the decisions below follow.
const (
	controlKind    = "CS-01"
	controlOver    = "CS-02"
	controlOpen    = "CS-32"
	controlMissing = "DIF-01"
)

// The texts of what is not known.
const (
	kindUnread     = "the kind of the group was not read"
	originUnread   = "whether the group comes from the directory was not read: ask for onPremisesSyncEnabled"
	writtenUnknown = "it is not known whether the group is written now"
	writerUnknown  = "it is not known which engine writes the group now, so it may be at the target already"
	copyUnknown    = "the group is not written now, and the directory was not read completely: a copy may exist"
	thenUnknown    = "it is not known whether the target writes the group"
)

// copyMissing is what has to be done about a group that is written and has no copy.
const copyMissing = "is written and has no copy in the directory: the target would write one with another SID than any before, so find out first why there is none"

func refused(control, text string) Decision {
	return Decision{Stand: StandRefused, Control: control, Text: text}
}

func unclear(text string) Decision {
	return Decision{Stand: StandUnclear, Control: controlOpen, Text: text}
}

func moved(control, text string) Decision {
	return Decision{Stand: StandMoves, Control: control, Text: text}
}

// decide says how a group stands to the move to a target.
func (s *moveCase) decide(to Target) Decision {
	if s.kind == KindUnknown {
		return unclear(kindUnread)
	}
	switch to {
	case ToCloudSync:
		return s.toCloudSync()
	case ToV1:
		return s.toV1()
	case ToV2:
		return s.toV2()
	}
	return s.toSOA()
}

// toCloudSync: cloud sync writes security groups of the cloud and ignores their configuration; V1 keeps
// Microsoft 365 groups.
//
// Source: MIG, CS-CONF, CS-FAQ; tables 1.4 and 1.5 of the design.
func (s *moveCase) toCloudSync() Decision {
	switch s.kind {
	case KindM365:
		return s.leftToV1()
	case KindSecurity:
	default:
		return Decision{}
	}
	switch {
	case s.byCloudSyncAlone():
		return Decision{Stand: StandThere}
	case s.now.Expected == Unknown:
		return unclear(writtenUnknown)
	case s.now.CloudSync.effective() == Yes && s.now.byConnect() == Unknown:
		return unclear(writerUnknown)
	case s.now.Expected == Yes:
		return s.written()
	case s.hasCopy == Yes:
		return moved("", "the group is not written now and its copy is frozen: cloud sync ignores isEnabled, so decide whether it moves, or remove the copy before V2 goes off")
	case s.hasCopy == Unknown:
		return unclear(copyUnknown)
	}
	return Decision{}
}

// written is a group that moves: after it has a copy where it should have one.
func (s *moveCase) written() Decision {
	if s.now.Expected == Yes && s.hasCopy == No {
		return moved(controlMissing, copyMissing)
	}
	return Decision{Stand: StandMoves}
}

// leftToV1 is a Microsoft 365 group once V2 is off.
func (s *moveCase) leftToV1() Decision {
	if s.now.Expected == No && s.then.Expected == No && s.hasCopy == No {
		return Decision{}
	}
	switch s.then.Expected {
	case Yes:
		return Decision{Stand: StandStays, Retypes: s.retypes(), Appears: s.appears()}
	case Unknown:
		return unclear(thenUnknown)
	}
	if s.now.Expected == No && s.now.V1.State == Off && s.now.V2.State == Off {
		return Decision{} // nothing writes it, and nothing about it changes
	}
	return refused(controlKind, "cloud sync does not write Microsoft 365 groups, and V1 does not either: nothing will write it when V2 is off")
}

// retypes says whether the copy loses the access that is granted to it; unknown for one whose type was not read.
func (s *moveCase) retypes() Answer {
	switch {
	case s.hasCopy != Yes || s.then.Category != CategoryDistribution || s.category == CategoryDistribution:
		return No
	case s.category == CategorySecurity:
		return Yes
	}
	return Unknown
}

// appears says whether the group gets a copy that it has not had; "" for one that is written now or has a copy.
func (s *moveCase) appears() Answer {
	switch {
	case s.hasCopy == Yes || s.now.Expected == Yes:
		return ""
	case s.hasCopy == No && s.now.Expected == No:
		return Yes
	}
	return Unknown
}

// toV1: V1 writes every Microsoft 365 group and nothing else.
//
// Source: MIG, S2; table 1.4 of the design.
func (s *moveCase) toV1() Decision {
	switch s.kind {
	case KindM365:
	case KindSecurity:
		return s.leftByV2()
	default:
		return Decision{}
	}
	switch {
	case s.now.V1.State == On && s.now.V2.State == Off && s.now.Expected == Yes:
		return Decision{Stand: StandThere}
	case s.then.Expected == Unknown:
		return unclear(thenUnknown)
	case s.then.Expected == No && s.then.OverLimit:
		return refused(controlOver, "the group has more members than V1 writes")
	case s.then.Expected == No:
		return refused("", "V1 does not write the group")
	case s.now.connectUnknown():
		return unclear(writerUnknown)
	}
	d := s.written()
	d.Retypes, d.Appears = s.retypes(), s.appears()
	return d
}

// leftByV2 is a security group that V2 writes, when V2 gives way to V1.
func (s *moveCase) leftByV2() Decision {
	switch {
	case s.byCloudSyncAlone():
		return Decision{}
	case s.now.Expected == Unknown:
		return unclear(writtenUnknown)
	case s.now.Expected == Yes, s.hasCopy == Yes:
		return refused(controlKind, "V1 writes Microsoft 365 groups only: without V2 nothing writes this security group, and no document says what becomes of its copy")
	case s.hasCopy == Unknown:
		return unclear(copyUnknown)
	}
	return Decision{}
}

// toV2: V2 writes what groups ask for.
//
// Source: V2, az#97275; tables 1.3 and 1.6 of the design.
func (s *moveCase) toV2() Decision {
	if s.kind != KindM365 && s.kind != KindSecurity {
		return Decision{}
	}
	if s.now.V2.State == On {
		switch s.now.V2.Expected {
		case Yes:
			return Decision{Stand: StandThere}
		case Unknown:
			return unclear(writtenUnknown)
		}
		return Decision{}
	}
	switch {
	case s.then.V2.Expected == Yes && s.now.V2.State != Off:
		return unclear(writerUnknown)
	case s.then.V2.Expected == Yes:
		d := s.written()
		d.Retypes = s.retypes()
		return d
	case s.then.V2.Expected == Unknown:
		return unclear(thenUnknown)
	case s.now.Expected == Yes && s.now.CloudSync.effective() == Yes, s.hasCopy == No && s.now.Expected == No:
		return Decision{}
	case s.hasCopy == Yes, s.now.Expected == Yes:
		return refused("", "V2 does not write the group as it is configured: its copy would stay and no longer be updated")
	}
	return unclear(writtenUnknown)
}

// toSOA: groups that come from the directory become groups of the cloud.
//
// Source: SOA.
func (s *moveCase) toSOA() Decision {
	switch {
	case s.kind == KindSynced:
		return Decision{Stand: StandMoves}
	case s.converted == SOAYes:
		return Decision{Stand: StandThere}
	case s.sourceUnread: // what looks converted may still come from the directory
		return unclear(originUnread)
	case s.converted == SOALikely:
		return Decision{Stand: StandThere}
	}
	return Decision{}
}

// byCloudSyncAlone says whether cloud sync writes the group now and Connect certainly does not.
func (s *moveCase) byCloudSyncAlone() bool {
	return s.now.CloudSync.effective() == Yes && s.now.byConnect() == No
}
