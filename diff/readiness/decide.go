package readiness

import "github.com/wbaudit/wbaudit/diff"

// stand is how a group stands to the move by kind, engines and copy alone, before any control.
type stand uint8

const (
	// outside: the target is not about the group.
	outside stand = iota
	// moves: the group is to move.
	moves
	// stays: V1 goes on writing it, or begins to.
	stays
	// there: the target writes it already.
	there
	// refused: the target does not write it, and what writes it now ends.
	refused
	// unclear: it is not known which of these holds.
	unclear
)

// decision is a stand with what it rests on.
type decision struct {
	stand  stand
	reason Reason
	// retypes says whether the copy becomes a distribution group, which grants nothing any more.
	retypes diff.Answer
}

// The ids of the controls whose rules the decisions below follow.
const (
	controlM365    = "CS-01"
	controlUnknown = "CS-32"
	controlAppears = "ENG-03"
	controlRetypes = "ENG-25"
)

func blocker(control, text string) decision {
	return decision{stand: refused, reason: Reason{Kind: ReasonBlocker, Control: control, Text: text}}
}

func unknown(text string) decision {
	return decision{stand: unclear, reason: Reason{Kind: ReasonOpen, Control: controlUnknown, Text: text}}
}

func moving(after ...Reason) decision {
	d := decision{stand: moves}
	if len(after) > 0 {
		d.reason = after[0]
	}
	return d
}

// subject is one cloud group, as it is written now and as it would be.
type subject struct {
	diff.Footing
	diff.Candidate
	now, then diff.Writeback
}

// The texts of what is not known.
const (
	kindUnread     = "the kind of the group was not read"
	writtenUnknown = "it is not known whether the group is written now"
	copyUnknown    = "the group is not written now, and the directory was not read completely: a copy may exist"
	movedUnknown   = "the directory was not read completely: whether the group has a copy, and who is in it, is not known"
	thenUnknown    = "it is not known whether the target writes the group"
	sourceUnknown  = "the directory group that the group comes from was not read"
)

// decide says how a group stands to the move to a target.
func decide(to diff.Target, s *subject) decision {
	if s.Kind == diff.KindUnknown {
		return unknown(kindUnread)
	}
	switch to {
	case diff.ToCloudSync:
		return toCloudSync(s)
	case diff.ToV1:
		return toV1(s)
	case diff.ToV2:
		return toV2(s)
	}
	return toSOA(s)
}

// toCloudSync: cloud sync writes security groups of the cloud and ignores their configuration; V1 keeps
// Microsoft 365 groups.
//
// Source: MIG, CS-CONF, CS-FAQ; tables 1.4 and 1.5 of the design.
func toCloudSync(s *subject) decision {
	switch s.Kind {
	case diff.KindM365:
		return leftToV1(s)
	case diff.KindSecurity:
	default:
		return decision{}
	}
	switch {
	case byCloudSync(&s.now) && !byConnect(&s.now):
		return decision{stand: there}
	case s.now.Expected == diff.Unknown:
		return unknown(writtenUnknown)
	case s.now.Expected == diff.Yes:
		return moving()
	case s.HasCopy == diff.Yes:
		return moving(Reason{Kind: ReasonAfter,
			Text: "the group is not written now and its copy is frozen: cloud sync ignores isEnabled, so decide whether it moves, or remove the copy before V2 goes off"})
	case s.HasCopy == diff.Unknown:
		return unknown(copyUnknown)
	}
	return decision{}
}

// leftToV1 is a Microsoft 365 group once V2 is off.
func leftToV1(s *subject) decision {
	if s.now.Expected == diff.No && s.then.Expected == diff.No && s.HasCopy == diff.No {
		return decision{}
	}
	switch s.then.Expected {
	case diff.Yes:
		d := decision{stand: stays, retypes: retypes(s)}
		if s.now.Expected == diff.No && s.HasCopy != diff.Yes {
			d.reason = Reason{Kind: ReasonNotice, Control: controlAppears, Text: "is not written now and appears in the directory when V2 is off"}
		}
		return d
	case diff.Unknown:
		return unknown(thenUnknown)
	}
	if s.now.Expected == diff.No && s.now.V1.State == diff.Off && s.now.V2.State == diff.Off {
		return decision{} // nothing writes it, and nothing about it changes
	}
	return blocker(controlM365, "cloud sync does not write Microsoft 365 groups, and V1 does not either: nothing will write it when V2 is off")
}

// retypes says whether the copy loses the access that is granted to it; unknown for one whose type was not read.
func retypes(s *subject) diff.Answer {
	switch {
	case s.HasCopy != diff.Yes || s.then.Category != diff.CategoryDistribution || s.Category == diff.CategoryDistribution:
		return diff.No
	case s.Category == diff.CategorySecurity:
		return diff.Yes
	}
	return diff.Unknown
}

// toV1: V1 writes every Microsoft 365 group and nothing else.
//
// Source: MIG, S2; table 1.4 of the design.
func toV1(s *subject) decision {
	switch s.Kind {
	case diff.KindM365:
	case diff.KindSecurity:
		return leftByV2(s)
	default:
		return decision{}
	}
	switch {
	case s.now.V1.State == diff.On && s.now.V2.State == diff.Off && s.now.Expected == diff.Yes:
		return decision{stand: there}
	case s.then.Expected == diff.Unknown:
		return unknown(thenUnknown)
	case s.then.Expected == diff.No && s.then.OverLimit:
		return blocker("CS-02", "the group has more members than V1 writes")
	case s.then.Expected == diff.No:
		return blocker("", "V1 does not write the group")
	}
	d := moving()
	if s.now.Expected != diff.Yes && s.HasCopy != diff.Yes {
		d = moving(Reason{Kind: ReasonAfter, Control: controlAppears,
			Text: "is not written now and appears in the directory, since V1 writes every Microsoft 365 group: have its owner accept that"})
	}
	d.retypes = retypes(s)
	return d
}

// leftByV2 is a security group that V2 writes, when V2 gives way to V1.
func leftByV2(s *subject) decision {
	switch {
	case byCloudSync(&s.now) && !byConnect(&s.now):
		return decision{}
	case s.now.Expected == diff.Unknown:
		return unknown(writtenUnknown)
	case s.now.Expected == diff.Yes, s.HasCopy == diff.Yes:
		return blocker(controlM365, "V1 writes Microsoft 365 groups only: without V2 nothing writes this security group, and no document says what becomes of its copy")
	case s.HasCopy == diff.Unknown:
		return unknown(copyUnknown)
	}
	return decision{}
}

// toV2: V2 writes what groups ask for.
//
// Source: V2, az#97275; tables 1.3 and 1.6 of the design.
func toV2(s *subject) decision {
	if s.Kind != diff.KindM365 && s.Kind != diff.KindSecurity {
		return decision{}
	}
	if s.now.V2.State == diff.On {
		switch s.now.V2.Expected {
		case diff.Yes:
			return decision{stand: there}
		case diff.Unknown:
			return unknown(writtenUnknown)
		}
		return decision{}
	}
	switch {
	case s.then.V2.Expected == diff.Yes:
		d := moving()
		d.retypes = retypes(s)
		return d
	case s.then.V2.Expected == diff.Unknown:
		return unknown(thenUnknown)
	case s.now.Expected == diff.Yes && byCloudSync(&s.now), s.HasCopy == diff.No && s.now.Expected == diff.No:
		return decision{}
	case s.HasCopy == diff.Yes, s.now.Expected == diff.Yes:
		return blocker("", "V2 does not write the group as it is configured: its copy would stay and no longer be updated")
	}
	return unknown(writtenUnknown)
}

// toSOA: groups that come from the directory become groups of the cloud.
//
// Source: SOA.
func toSOA(s *subject) decision {
	switch {
	case s.Kind == diff.KindSynced:
		return moving()
	case s.Converted == diff.SOAYes, s.Converted == diff.SOALikely:
		return decision{stand: there}
	}
	return decision{}
}

// byCloudSync says whether cloud sync writes the group now, byConnect whether Connect does.
func byCloudSync(w *diff.Writeback) bool {
	return w.CloudSync.State == diff.On && w.CloudSync.Expected == diff.Yes
}

func byConnect(w *diff.Writeback) bool {
	if w.V2.State == diff.Off {
		return w.V1.State != diff.Off && w.V1.Expected != diff.No
	}
	return w.V2.Expected != diff.No
}
