package readiness

import (
	"testing"

	"github.com/wbaudit/wbaudit/diff"
)

// engines is how the engines stand: what each would do with the group, by switch and answer.
func writeback(v1, v2, cloudSync diff.EngineAnswer, expected diff.Answer) diff.Writeback {
	return diff.Writeback{V1: v1, V2: v2, CloudSync: cloudSync, Expected: expected}
}

func engine(state diff.Switch, expected diff.Answer) diff.EngineAnswer {
	return diff.EngineAnswer{State: state, Expected: expected}
}

func TestHowAGroupStandsToAMove(t *testing.T) {
	off := engine(diff.Off, diff.No)
	v2Yes := writeback(engine(diff.On, diff.No), engine(diff.On, diff.Yes), off, diff.Yes)
	v2No := writeback(engine(diff.On, diff.No), engine(diff.On, diff.No), off, diff.No)
	v1Yes := writeback(engine(diff.On, diff.Yes), off, off, diff.Yes)
	nothing := writeback(off, off, off, diff.No)
	unread := writeback(engine(diff.SwitchUnknown, diff.Yes), engine(diff.SwitchUnknown, diff.Yes), off, diff.Unknown)
	synced := writeback(off, off, engine(diff.On, diff.Yes), diff.Yes)
	security, m365 := diff.KindSecurity, diff.KindM365
	for _, c := range []struct {
		claim     string
		to        diff.Target
		kind      diff.GroupKind
		now, then diff.Writeback
		copy      diff.Answer
		want      stand
		reason    ReasonKind
	}{
		{"a security group that V2 writes moves to cloud sync", diff.ToCloudSync, security, v2Yes, nothing, diff.Yes, moves, ""},
		{"and before it has a copy, too", diff.ToCloudSync, security, v2Yes, nothing, diff.No, moves, ""},
		{"one that is switched off and has no copy is left alone", diff.ToCloudSync, security, v2No, nothing, diff.No, outside, ""},
		{"one with a frozen copy moves after somebody decided", diff.ToCloudSync, security, v2No, nothing, diff.Yes, moves, ReasonAfter},
		{"one whose copy may be there is undecided", diff.ToCloudSync, security, v2No, nothing, diff.Unknown, unclear, ReasonOpen},
		{"one of which it is not known whether it is written is undecided", diff.ToCloudSync, security, unread, nothing, diff.Yes, unclear, ReasonOpen},
		{"one that cloud sync writes is there", diff.ToCloudSync, security, synced, synced, diff.Yes, there, ""},
		{"a group whose kind was not read is undecided", diff.ToCloudSync, diff.KindUnknown, v2Yes, nothing, diff.Yes, unclear, ReasonOpen},
		{"a distribution list is left alone", diff.ToCloudSync, diff.KindDistribution, nothing, nothing, diff.No, outside, ""},
		{"a Microsoft 365 group stays on V1", diff.ToCloudSync, m365, v2Yes, v1Yes, diff.Yes, stays, ""},
		{"one that appears then stays, too, and says so", diff.ToCloudSync, m365, v2No, v1Yes, diff.No, stays, ReasonNotice},
		{"one that nothing writes any more is blocked (CS-01)", diff.ToCloudSync, m365, v2Yes, nothing, diff.Yes, refused, ReasonBlocker},
		{"one that nothing writes now either is left alone", diff.ToCloudSync, m365, nothing, nothing, diff.Yes, outside, ""},
		{"one of which V1 is not known is undecided", diff.ToCloudSync, m365, v2Yes, unread, diff.Yes, unclear, ReasonOpen},
		{"a Microsoft 365 group moves from V2 to V1", diff.ToV1, m365, v2Yes, v1Yes, diff.Yes, moves, ""},
		{"one that is not written now has to be accepted (ENG-03)", diff.ToV1, m365, v2No, v1Yes, diff.No, moves, ReasonAfter},
		{"one that V1 writes alone is there", diff.ToV1, m365, v1Yes, v1Yes, diff.Yes, there, ""},
		{"V1 writes no security groups", diff.ToV1, security, v2Yes, nothing, diff.Yes, refused, ReasonBlocker},
		{"a security group that cloud sync writes is left to it", diff.ToV1, security, synced, synced, diff.Yes, outside, ""},
		{"what V2 writes is there when V2 is the target", diff.ToV2, security, v2Yes, v2Yes, diff.Yes, there, ""},
		{"a group moves to V2 that V1 writes and V2 would", diff.ToV2, m365, v1Yes, v2Yes, diff.Yes, moves, ""},
		{"one that V2 would not write is blocked: its copy freezes", diff.ToV2, m365, v1Yes, v2No, diff.Yes, refused, ReasonBlocker},
		{"a group of the directory moves to the cloud", diff.ToSOA, diff.KindSynced, nothing, nothing, diff.No, moves, ""},
		{"a group of the cloud is left alone", diff.ToSOA, security, v2Yes, v2Yes, diff.Yes, outside, ""},
	} {
		s := subject{Footing: diff.Footing{Kind: c.kind, HasCopy: c.copy}, now: c.now, then: c.then}
		if got := decide(c.to, &s); got.stand != c.want || got.reason.Kind != c.reason {
			t.Errorf("%s: stand %d for %q, want %d for %q", c.claim, got.stand, got.reason.Kind, c.want, c.reason)
		}
	}
}

func TestACopyLosesItsAccessOnlyWhereItWasASecurityGroup(t *testing.T) {
	then := diff.Writeback{Category: diff.CategoryDistribution}
	for category, want := range map[diff.Category]diff.Answer{diff.CategorySecurity: diff.Yes, diff.CategoryDistribution: diff.No, diff.CategoryUnknown: diff.Unknown} {
		s := subject{Footing: diff.Footing{HasCopy: diff.Yes, Category: category}, then: then}
		if got := retypes(&s); got != want {
			t.Errorf("%s: %s, want %s", category, got, want)
		}
	}
}
