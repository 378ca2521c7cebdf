package diff

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// engineAnswer is what one engine does with a group.
func engineAnswer(state Switch, expected Answer, t GroupType) EngineAnswer {
	return EngineAnswer{State: state, Expected: expected, Type: t}
}

func TestAnUndecidedGroupMayBeAllThatNothingRulesOut(t *testing.T) {
	off := engineAnswer(Off, No, TypeNone)
	open := func(kind GroupKind, change func(*Subject)) Subject {
		s := Subject{
			Cloud: &Cloud{Kind: kind, Configuration: &Configuration{}}, Tenant: &Tenant{BelowFloor: No},
			Writeback: Writeback{Expected: Unknown, V1: off, V2: engineAnswer(On, Unknown, TypeNone), CloudSync: off},
		}
		s.Governance.Secured, s.Tenant.Collected.Sync = Unknown, true
		change(&s)
		return s
	}
	for claim, tt := range map[string]struct {
		subject Subject
		want    []string
	}{
		"what is known is not supposed": {open(KindSecurity, func(s *Subject) {
			s.Writeback.Expected, s.Governance.Secured = No, No
		}), nil},
		"a directory group that no cloud group claims is nothing to be written": {open(KindSecurity, func(s *Subject) { s.Cloud = nil }), nil},
		"an engine that is off writes nothing": {open(KindSecurity, func(*Subject) {}), []string{
			"security yes v2 universalSecurityGroup secured yes",
		}},
		"each engine that may write it may be the one": {open(KindSecurity, func(s *Subject) {
			s.Writeback.V2.State, s.Writeback.V1, s.Writeback.CloudSync = SwitchUnknown, s.Writeback.V2, s.Writeback.V2
		}), []string{
			"security yes v2 universalSecurityGroup secured yes", "security yes v1 universalDistributionGroup secured no",
			"security yes cloudsync universalSecurityGroup secured yes",
		}},
		"V1 does not count beside V2": {open(KindSecurity, func(s *Subject) { s.Writeback.V1 = s.Writeback.V2 }), []string{
			"security yes v2 universalSecurityGroup secured yes",
		}},
		"without its configuration it may be of every type": {open(KindM365, func(s *Subject) { s.Cloud.Configuration = nil }), []string{
			"m365 yes v2 universalSecurityGroup secured yes", "m365 yes v2 universalDistributionGroup secured no",
			"m365 yes v2 universalMailEnabledSecurityGroup secured yes",
		}},
		"with it, of the type it asks for": {open(KindM365, func(*Subject) {}), []string{"m365 yes v2 universalDistributionGroup secured no"}},
		"one whose origin was not read may come from the directory": {open(KindSecurity, func(s *Subject) { s.Tenant.Collected.Sync = false }), []string{
			"security yes v2 universalSecurityGroup secured yes", "synced no   secured no",
		}},
		"one that is not written whatever its origin stays so": {open(KindSecurity, func(s *Subject) {
			s.Tenant.Collected.Sync, s.Writeback.Expected, s.Governance.Secured = false, No, No
		}), []string{"security no   secured no", "synced no   secured no"}},
		"one that is written as what is not known may be either": {open(KindM365, func(s *Subject) {
			s.Writeback.Expected, s.Writeback.V2, s.Writeback.CloudSync = Yes, engineAnswer(On, Yes, UniversalDistribution), engineAnswer(On, Yes, UniversalSecurity)
		}), []string{"m365 yes v2 universalDistributionGroup secured no", "m365 yes cloudsync universalSecurityGroup secured yes"}},
	} {
		t.Run(claim, func(t *testing.T) {
			before := tt.subject
			var got []string
			for _, s := range tt.subject.Supposed() {
				w := s.Writeback
				if w.V1.State == SwitchUnknown || w.V2.State == SwitchUnknown || w.CloudSync.State == SwitchUnknown || w.Engine == V1 && w.V2.State != Off {
					t.Errorf("the switches of %s are V1 %s, V2 %s, cloud sync %s", w.Engine, w.V1.State, w.V2.State, w.CloudSync.State)
				}
				got = append(got, fmt.Sprintf("%s %s %s %s secured %s", s.Cloud.Kind, w.Expected, w.Engine, w.Type, s.Governance.Secured))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(before, tt.subject); diff != "" {
				t.Errorf("supposing changed the subject:\n%s", diff)
			}
		})
	}
}

func TestAGroupOfNoKindThatWasReadMayBeOfEach(t *testing.T) {
	off := engineAnswer(Off, No, TypeNone)
	s := Subject{Cloud: &Cloud{Kind: KindUnknown}, Tenant: &Tenant{}, Writeback: Writeback{Expected: Unknown, V1: off, V2: engineAnswer(On, Unknown, TypeNone), CloudSync: off}}
	var kinds []GroupKind
	for _, one := range s.Supposed() {
		if !slices.Contains(kinds, one.Cloud.Kind) {
			kinds = append(kinds, one.Cloud.Kind)
		}
	}
	if want := []GroupKind{KindSecurity, KindM365, KindSynced, KindMailEnabledSecurity, KindDistribution, KindOther}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
}
