package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnion(t *testing.T) {
	yes := func(c Confidence, typ GroupType) EngineAnswer {
		return EngineAnswer{Expected: Yes, Confidence: c, Type: typ, Row: "yes"}
	}
	no := func(c Confidence, row string) EngineAnswer {
		return EngineAnswer{Expected: No, Confidence: c, Row: row}
	}
	open := func(row string) EngineAnswer {
		return EngineAnswer{Expected: Unknown, Confidence: None, Row: row}
	}
	type result struct {
		Expected    Answer
		Confidence  Confidence
		Engine      Engine
		Type        GroupType
		Conflicting bool
		Row         string
	}
	cases := []struct {
		name              string
		v1, v2, cloudSync EngineAnswer
		states            [3]Switch
		want              result
	}{
		{
			"nobody writes while all engines are off", yes(High, UniversalDistribution), yes(High, UniversalSecurity), yes(High, UniversalSecurity),
			[3]Switch{Off, Off, Off}, result{No, High, "", "", false, "1.2/none"},
		},
		{
			"V2 governs Connect", yes(High, UniversalDistribution), no(High, "v2"), no(High, "cloudsync"),
			[3]Switch{On, On, Off}, result{No, High, "", "", false, "v2"},
		},
		{
			"V1 counts while V2 is off", yes(High, UniversalDistribution), no(High, "v2"), no(High, "cloudsync"),
			[3]Switch{On, Off, Off}, result{Yes, High, V1, UniversalDistribution, false, "yes"},
		},
		{
			"one yes is enough", no(High, "v1"), no(High, "v2"), yes(Medium, UniversalSecurity),
			[3]Switch{On, On, On}, result{Yes, Medium, CloudSync, UniversalSecurity, false, "yes"},
		},
		{
			"a yes outweighs an open answer of cloud sync", no(High, "v1"), yes(Low, UniversalSecurity), open("cloudsync"),
			[3]Switch{On, On, On}, result{Yes, Low, V2, UniversalSecurity, false, "yes"},
		},
		{
			"a yes outweighs an open answer of V2", no(High, "v1"), open("v2"), yes(High, UniversalSecurity),
			[3]Switch{On, On, On}, result{Yes, High, CloudSync, UniversalSecurity, false, "yes"},
		},
		{
			"two yes are as sure as the surer one", no(High, "v1"), yes(Low, UniversalSecurity), yes(High, UniversalSecurity),
			[3]Switch{On, On, On}, result{Yes, High, V2, UniversalSecurity, false, "yes"},
		},
		{
			"two types conflict", no(High, "v1"), yes(High, UniversalDistribution), yes(High, UniversalSecurity),
			[3]Switch{On, On, On}, result{Yes, High, V2, "", true, "yes"},
		},
		{
			"an unknown type is undecided, not conflicting", no(High, "v1"), yes(High, ""), yes(High, UniversalSecurity),
			[3]Switch{On, On, On}, result{Yes, High, V2, "", false, "yes"},
		},
		{
			"two no are as sure as the less sure one", no(High, "v1"), no(High, "v2"), no(Low, "cloudsync"),
			[3]Switch{On, On, On}, result{No, Low, "", "", false, "v2"},
		},
		{
			"a no of V2 leaves cloud sync's answer open", no(High, "v1"), no(High, "v2"), open("cloudsync"),
			[3]Switch{On, On, On}, result{Unknown, None, CloudSync, "", false, "cloudsync"},
		},
		{
			"V2's open answer stays open beside a no", no(High, "v1"), open("v2"), no(High, "cloudsync"),
			[3]Switch{On, On, On}, result{Unknown, None, V2, "", false, "v2"},
		},
		{
			"an unknown switch that may add a yes leaves it open", no(High, "v1"), no(High, "v2"), yes(High, UniversalSecurity),
			[3]Switch{On, On, SwitchUnknown}, result{Unknown, None, "", "", false, "1.2/unknown"},
		},
		{
			"an unknown switch that could only say no does not matter", yes(High, UniversalDistribution), no(High, "v2"), no(High, "cloudsync"),
			[3]Switch{On, Off, SwitchUnknown}, result{Yes, High, V1, UniversalDistribution, false, "yes"},
		},
		{
			"V1 or V2, both write, as one type, the less sure of both", yes(Medium, UniversalDistribution), yes(High, UniversalDistribution), no(High, "cloudsync"),
			[3]Switch{On, SwitchUnknown, Off}, result{Yes, Medium, "", UniversalDistribution, false, "1.2/unknown"},
		},
		{
			"V1 or V2, both write, as different types", yes(High, UniversalDistribution), yes(High, UniversalSecurity), no(High, "cloudsync"),
			[3]Switch{On, SwitchUnknown, Off}, result{Yes, High, "", "", false, "1.2/unknown"},
		},
		{
			"whatever is on, all say no", no(High, "v1"), no(Medium, "v2"), no(High, "cloudsync"),
			[3]Switch{SwitchUnknown, SwitchUnknown, SwitchUnknown}, result{No, Medium, "", "", false, "1.2/unknown"},
		},
		{
			"whatever is on, all say yes, but none may be on", yes(High, UniversalSecurity), yes(High, UniversalSecurity), yes(High, UniversalSecurity),
			[3]Switch{SwitchUnknown, SwitchUnknown, SwitchUnknown}, result{Unknown, None, "", "", false, "1.2/unknown"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := Writeback{V1: c.v1, V2: c.v2, CloudSync: c.cloudSync}
			w.V1.State, w.V2.State, w.CloudSync.State = c.states[0], c.states[1], c.states[2]
			e := evaluation{tenant: &Tenant{}}
			e.decide(&w)
			got := result{w.Expected, w.Confidence, w.Engine, w.Type, w.Conflicting, w.Row}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
