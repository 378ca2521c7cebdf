package diff

import "testing"

// engines is how the engines stand: what each would do with the group, by switch and answer.
func writeback(v1, v2, cloudSync EngineAnswer, expected Answer) Writeback {
	return Writeback{V1: v1, V2: v2, CloudSync: cloudSync, Expected: expected}
}

func engine(state Switch, expected Answer) EngineAnswer {
	return EngineAnswer{State: state, Expected: expected}
}

func TestHowAGroupStandsToAMove(t *testing.T) {
	off := engine(Off, No)
	v2Yes := writeback(engine(On, No), engine(On, Yes), off, Yes)
	v2No := writeback(engine(On, No), engine(On, No), off, No)
	v1Yes := writeback(engine(On, Yes), off, off, Yes)
	nothing := writeback(off, off, off, No)
	unread := writeback(engine(SwitchUnknown, Yes), engine(SwitchUnknown, Yes), off, Unknown)
	unreadWritten := writeback(engine(On, Yes), engine(SwitchUnknown, Yes), off, Yes)
	synced := writeback(off, off, engine(On, Yes), Yes)
	syncedAtLeast := writeback(engine(SwitchUnknown, No), engine(SwitchUnknown, Yes), engine(On, Yes), Yes)
	security, m365 := KindSecurity, KindM365
	for _, c := range []struct {
		claim     string
		to        Target
		kind      GroupKind
		now, then Writeback
		copy      Answer
		want      Stand
		asks      bool
	}{
		{"a security group that V2 writes moves to cloud sync", ToCloudSync, security, v2Yes, nothing, Yes, StandMoves, false},
		{"without a copy it waits for one (DIF-01)", ToCloudSync, security, v2Yes, nothing, No, StandMoves, true},
		{"and with one that was not read it waits for nothing here", ToCloudSync, security, v2Yes, nothing, Unknown, StandMoves, false},
		{"one that is switched off and has no copy is left alone", ToCloudSync, security, v2No, nothing, No, StandOutside, false},
		{"one with a frozen copy moves after somebody decided", ToCloudSync, security, v2No, nothing, Yes, StandMoves, true},
		{"one whose copy may be there is undecided", ToCloudSync, security, v2No, nothing, Unknown, StandUnclear, true},
		{"one of which it is not known whether it is written is undecided", ToCloudSync, security, unread, nothing, Yes, StandUnclear, true},
		{"one that cloud sync writes is undecided while V2 may write it, too", ToCloudSync, security, syncedAtLeast, nothing, Yes, StandUnclear, true},
		{"one that cloud sync writes is there", ToCloudSync, security, synced, synced, Yes, StandThere, false},
		{"a group whose kind was not read is undecided", ToCloudSync, KindUnknown, v2Yes, nothing, Yes, StandUnclear, true},
		{"a distribution list is left alone", ToCloudSync, KindDistribution, nothing, nothing, No, StandOutside, false},
		{"a Microsoft 365 group stays on V1", ToCloudSync, m365, v2Yes, v1Yes, Yes, StandStays, false},
		{"one that appears then stays, too", ToCloudSync, m365, v2No, v1Yes, No, StandStays, false},
		{"one that nothing writes any more is blocked (CS-01)", ToCloudSync, m365, v2Yes, nothing, Yes, StandRefused, true},
		{"one that nothing writes now either is left alone", ToCloudSync, m365, nothing, nothing, Yes, StandOutside, false},
		{"one of which V1 is not known is undecided", ToCloudSync, m365, v2Yes, unread, Yes, StandUnclear, true},
		{"a Microsoft 365 group moves from V2 to V1", ToV1, m365, v2Yes, v1Yes, Yes, StandMoves, false},
		{"without a copy it waits for one, too", ToV1, m365, v2Yes, v1Yes, No, StandMoves, true},
		{"one that is not written now moves, too", ToV1, m365, v2No, v1Yes, No, StandMoves, false},
		{"one is undecided while no engine is known to run or not", ToV1, m365, unread, v1Yes, No, StandUnclear, true},
		{"and while V1 or V2 is known to write it, but not which", ToV1, m365, unreadWritten, v1Yes, Yes, StandUnclear, true},
		{"one that V1 writes alone is there", ToV1, m365, v1Yes, v1Yes, Yes, StandThere, false},
		{"V1 writes no security groups", ToV1, security, v2Yes, nothing, Yes, StandRefused, true},
		{"a security group that cloud sync writes is left to it", ToV1, security, synced, synced, Yes, StandOutside, false},
		{"what V2 writes is there when V2 is the target", ToV2, security, v2Yes, v2Yes, Yes, StandThere, false},
		{"a group moves to V2 that V1 writes and V2 would", ToV2, m365, v1Yes, v2Yes, Yes, StandMoves, false},
		{"without a copy it waits for one there", ToV2, m365, v1Yes, v2Yes, No, StandMoves, true},
		{"one is undecided while V2 may be on already", ToV2, m365, unreadWritten, v2Yes, Yes, StandUnclear, true},
		{"one that V2 would not write is blocked: its copy freezes", ToV2, m365, v1Yes, v2No, Yes, StandRefused, true},
		{"a group of the directory moves to the cloud", ToSOA, KindSynced, nothing, nothing, No, StandMoves, false},
		{"a group of the cloud is left alone", ToSOA, security, v2Yes, v2Yes, Yes, StandOutside, false},
	} {
		s := moveCase{kind: c.kind, hasCopy: c.copy, now: c.now, then: c.then}
		if got := s.decide(c.to); got.Stand != c.want || (got.Text != "") != c.asks {
			t.Errorf("%s: stand %d for %q, want %d, with a reason %t", c.claim, got.Stand, got.Text, c.want, c.asks)
		}
	}
}

func TestACopyLosesItsAccessOnlyWhereItWasASecurityGroup(t *testing.T) {
	then := Writeback{Category: CategoryDistribution}
	for category, want := range map[Category]Answer{CategorySecurity: Yes, CategoryDistribution: No, CategoryUnknown: Unknown} {
		s := moveCase{hasCopy: Yes, category: category, then: then}
		if got := s.retypes(); got != want {
			t.Errorf("%s: %s, want %s", category, got, want)
		}
	}
}

func TestAGroupThatLooksConvertedMayComeFromTheDirectory(t *testing.T) {
	for _, c := range []struct {
		converted string
		unread    bool
		want      Stand
	}{
		{SOANo, false, StandOutside}, {SOANo, true, StandUnclear}, {SOALikely, false, StandThere},
		{SOALikely, true, StandUnclear}, {SOAYes, true, StandThere},
	} {
		s := moveCase{kind: KindSecurity, converted: c.converted, sourceUnread: c.unread}
		if got := s.decide(ToSOA); got.Stand != c.want {
			t.Errorf("converted %s, source unread %t: stand %d, want %d", c.converted, c.unread, got.Stand, c.want)
		}
	}
}

func TestAGroupAppearsThatV1BeginsToWrite(t *testing.T) {
	off := engine(Off, No)
	kept := writeback(engine(On, No), engine(On, No), off, No)
	unread := writeback(engine(On, Yes), engine(On, Unknown), off, Unknown)
	written := writeback(engine(On, No), engine(On, Yes), off, Yes)
	for _, c := range []struct {
		claim string
		now   Writeback
		copy  Answer
		want  Answer
	}{
		{"one that is not written and has no copy appears", kept, No, Yes},
		{"whether one appears is not known while its copy is not", kept, Unknown, Unknown},
		{"nor while it is not known whether it is written", unread, No, Unknown},
		{"one that has a copy does not appear", kept, Yes, ""},
		{"nor does one that should have a copy already (DIF-01)", written, No, ""},
	} {
		for _, to := range []Target{ToCloudSync, ToV1} {
			s := moveCase{kind: KindM365, hasCopy: c.copy, now: c.now, then: writeback(engine(On, Yes), off, off, Yes)}
			if got := s.decide(to); got.Appears != c.want {
				t.Errorf("%s, to %s: %q, want %q", c.claim, to, got.Appears, c.want)
			}
		}
	}
}
