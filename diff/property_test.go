package diff

import (
	"fmt"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// TestTablesAreTotal holds that exactly one row of every table fits each combination of columns.
func TestTablesAreTotal(t *testing.T) {
	tables := map[string][]row{"V2": tableV2, "V1": tableV1, "cloudsync": tableCloudSync}
	hit := map[*row]bool{}
	eachColumns(func(c columns) {
		for name, table := range tables {
			var fitting []string
			for i := range table {
				if table[i].fits(c) {
					fitting = append(fitting, table[i].id)
					hit[&table[i]] = true
				}
			}
			if len(fitting) != 1 {
				t.Fatalf("table %s: rows %v fit %+v, want one", name, fitting, c)
			}
		}
	})
	for name, table := range tables {
		for i := range table {
			if !hit[&table[i]] {
				t.Errorf("table %s: row %s fits nothing", name, table[i].id)
			}
		}
	}
}

func eachColumns(yield func(columns)) {
	for kind := isSynced; kind <= isUnknownKind; kind <<= 1 {
		for enabled := enabledTrue; enabled <= enabledUnread; enabled <<= 1 {
			for typ := typeNull; typ <= typeInvalid; typ <<= 1 {
				for setting := settingTrue; setting <= settingUnread; setting <<= 1 {
					for so := soaNative; so <= soaConvertedYes; so <<= 1 {
						yield(columns{kind, enabled, typ, setting, so})
					}
				}
			}
		}
	}
}

// world is one combination of everything that decides.
type world struct {
	name    string
	group   *snapshot.CloudGroup
	in      Considered
	setting string
}

// eachWorld yields every kind, overlay, configuration and setting, with several states of what is
// known about the rest.
func eachWorld(yield func(world)) {
	kinds := []func() *snapshot.CloudGroup{m365, security, mailEnabledSecurity, distribution, other, synced, unreadKind}
	overlays := []func(*snapshot.CloudGroup){
		func(*snapshot.CloudGroup) {}, makeDynamic, makeRoleAssignable, makeConverted, makeLikely, makeFormer, makeUnreadable,
	}
	blind := Considered{}
	uncollected := known()
	uncollected.Collected.Configuration = false
	large := known()
	large.Members, large.HasCopy = 300_000, No
	outside := known()
	outside.InScope = No
	ins := []Considered{known(), uncollected, large, outside, blind}
	for k, kind := range kinds {
		for o, overlay := range overlays {
			for _, enabled := range anyEnabled {
				for _, raw := range anyType {
					for _, setting := range anySetting {
						for i, in := range ins {
							g := config(with(kind, overlay)(), enabled, raw)
							yield(world{fmt.Sprintf("kind %d overlay %d isEnabled=%s type=%q setting=%s in %d", k, o, enabled, raw, setting, i), g, in, setting})
						}
					}
				}
			}
		}
	}
}

func eachEngines(yield func(v1, v2, cloudSync Switch)) {
	states := []Switch{On, Off, SwitchUnknown}
	for _, v1 := range states {
		for _, v2 := range states {
			for _, cloudSync := range states {
				yield(v1, v2, cloudSync)
			}
		}
	}
}

// TestEffectiveIsTotal holds the shape of every answer, over all combinations.
func TestEffectiveIsTotal(t *testing.T) {
	for _, choices := range []Choices{DefaultChoices(), {}} {
		eachWorld(func(w world) {
			eachEngines(func(v1, v2, cloudSync Switch) {
				tenant := newTenant(v1, v2, cloudSync)
				chooseSetting(&tenant, w.setting)
				if got := Effective(&tenant, w.group, w.in, choices, nil); !wellFormed(&got) {
					t.Fatalf("%s, engines %s %s %s: %+v", w.name, v1, v2, cloudSync, got)
				}
			})
		})
	}
}

func wellFormed(w *Writeback) bool {
	for _, a := range []EngineAnswer{w.V1, w.V2, w.CloudSync} {
		if a.Row == "" || a.Row == "none" || !consistent(a.Expected, a.Confidence) || a.Expected != Yes && a.Type != TypeNone {
			return false
		}
	}
	switch {
	case w.Row == "" || !consistent(w.Expected, w.Confidence):
	case w.Expected != Yes && (w.Type != TypeNone || w.Conflicting):
	case w.Expected == No && w.Engine != "":
	case w.Type != TypeNone && w.Category == CategoryUnknown, w.Type == TypeNone && w.Category != CategoryUnknown:
	case w.Conflicting && w.Type != TypeNone:
	default:
		return true
	}
	return false
}

func consistent(a Answer, c Confidence) bool {
	switch a {
	case Unknown:
		return c == None
	case Yes, No:
		return c == High || c == Medium || c == Low
	}
	return false
}

// TestZeroChoicesDecideNothing holds that without choices an open row is unknown, and that any
// answer given without them is the same with them: choices settle, they never overrule.
func TestZeroChoicesDecideNothing(t *testing.T) {
	tenant := newTenant(On, On, Off)
	eachWorld(func(w world) {
		chooseSetting(&tenant, w.setting)
		bare := Effective(&tenant, w.group, w.in, Choices{}, nil)
		if r := rowOf(bare.V2.Row); r != nil && r.choice != settled && bare.V2.Expected != Unknown {
			t.Fatalf("%s: row %s answers %s without its choice", w.name, r.id, bare.V2.Expected)
		}
		for _, chosen := range []Choices{DefaultChoices(), {SecurityNull: Yes, M365NullSettingFalse: No, TypeWithoutEnable: Yes}} {
			if full := Effective(&tenant, w.group, w.in, chosen, nil); bare.Expected != Unknown && bare.Expected != full.Expected {
				t.Fatalf("%s: %s without choices, %s with them", w.name, bare.Expected, full.Expected)
			}
		}
	})
}

// rowOf returns the row of table V2 with an id that occurs once.
func rowOf(id string) (found *row) {
	for i := range tableV2 {
		if tableV2[i].id == id {
			if found != nil {
				return nil
			}
			found = &tableV2[i]
		}
	}
	return found
}

// TestUnknownSwitchSharesWhatBothStatesSay holds the law of the union: with an unknown switch the
// answer is yes or no exactly if it is the same with the switch on and off.
func TestUnknownSwitchSharesWhatBothStatesSay(t *testing.T) {
	resolve := func(w *Writeback, v1, v2, cloudSync Switch) Answer {
		copied := Writeback{V1: w.V1, V2: w.V2, CloudSync: w.CloudSync}
		copied.V1.State, copied.V2.State, copied.CloudSync.State = v1, v2, cloudSync
		e := evaluation{tenant: &Tenant{}}
		e.decide(&copied)
		return copied.Expected
	}
	eachAnswers(func(w *Writeback) {
		eachEngines(func(v1, v2, cloudSync Switch) {
			got := resolve(w, v1, v2, cloudSync)
			for i, s := range []Switch{v1, v2, cloudSync} {
				if s != SwitchUnknown {
					continue
				}
				states := [2][3]Switch{{v1, v2, cloudSync}, {v1, v2, cloudSync}}
				states[0][i], states[1][i] = On, Off
				on := resolve(w, states[0][0], states[0][1], states[0][2])
				off := resolve(w, states[1][0], states[1][1], states[1][2])
				if want := both(on, off); got != want {
					t.Fatalf("answers %s %s %s, engines %s %s %s: %s, on %s, off %s", w.V1.Expected, w.V2.Expected, w.CloudSync.Expected, v1, v2, cloudSync, got, on, off)
				}
			}
		})
	})
}

// TestSwitchingOnNeverWithdraws holds that switching an engine on never turns yes into no. V2
// replaces V1 and is exempt while V1 is on: that it withdraws groups then is what it is for.
func TestSwitchingOnNeverWithdraws(t *testing.T) {
	eachAnswers(func(w *Writeback) {
		eachEngines(func(v1, v2, cloudSync Switch) {
			if v1 == SwitchUnknown || v2 == SwitchUnknown || cloudSync == SwitchUnknown {
				return
			}
			before := together(w, v1 == On, v2 == On, cloudSync == On)
			after := []verdict{together(w, true, v2 == On, cloudSync == On), together(w, v1 == On, v2 == On, true)}
			if v1 == Off {
				after = append(after, together(w, false, true, cloudSync == On))
			}
			for _, a := range after {
				if before.answer == Yes && a.answer != Yes {
					t.Fatalf("answers %s %s %s, engines %s %s %s: yes became %s", w.V1.Expected, w.V2.Expected, w.CloudSync.Expected, v1, v2, cloudSync, a.answer)
				}
			}
		})
	})
}

func eachAnswers(yield func(*Writeback)) {
	answers := []EngineAnswer{
		{Expected: Yes, Confidence: High, Type: UniversalSecurity}, {Expected: Yes, Confidence: Low, Type: UniversalDistribution},
		{Expected: No, Confidence: High}, {Expected: Unknown, Confidence: None},
	}
	for _, v1 := range answers {
		for _, v2 := range answers {
			for _, cloudSync := range answers {
				yield(&Writeback{V1: v1, V2: v2, CloudSync: cloudSync})
			}
		}
	}
}

// TestV2WithdrawsOnlyWhatV1Wrote names the groups that lose writeback when V2 replaces V1.
func TestV2WithdrawsOnlyWhatV1Wrote(t *testing.T) {
	eachWorld(func(w world) {
		v1only, replaced := newTenant(On, Off, Off), newTenant(On, On, Off)
		chooseSetting(&v1only, w.setting)
		chooseSetting(&replaced, w.setting)
		before := Effective(&v1only, w.group, w.in, DefaultChoices(), nil)
		after := Effective(&replaced, w.group, w.in, DefaultChoices(), nil)
		if before.Expected == Yes && after.Expected == No && after.Row != "1.3/9" {
			t.Fatalf("%s: withdrawn by row %s, want only isEnabled false (1.3/9)", w.name, after.Row)
		}
	})
}

// TestTraceChangesNothing holds that keeping a trace gives the same answer.
func TestTraceChangesNothing(t *testing.T) {
	tenant := newTenant(SwitchUnknown, On, On)
	eachWorld(func(w world) {
		chooseSetting(&tenant, w.setting)
		var trace []Step
		plain, traced := Effective(&tenant, w.group, w.in, DefaultChoices(), nil), Effective(&tenant, w.group, w.in, DefaultChoices(), &trace)
		if plain != traced || len(trace) < 5 {
			t.Fatalf("%s: %+v without trace, %+v with one of %d steps", w.name, plain, traced, len(trace))
		}
		if last := trace[len(trace)-1]; last.Answer != traced.Expected || last.Row != traced.Row {
			t.Fatalf("%s: the trace ends with %s by %s, the answer is %s by %s", w.name, last.Answer, last.Row, traced.Expected, traced.Row)
		}
	})
}

func TestEffectiveAllocatesNothing(t *testing.T) {
	tenant, in, choices := newTenant(On, On, On), known(), DefaultChoices()
	g := config(m365(), "null", "")
	if n := testing.AllocsPerRun(100, func() { Effective(&tenant, g, in, choices, nil) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkEffective(b *testing.B) {
	tenant, in, choices := newTenant(On, On, On), known(), DefaultChoices()
	groups := []*snapshot.CloudGroup{config(m365(), "null", ""), config(security(), "true", usg[0]), distribution(), synced()}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Effective(&tenant, groups[i&3], in, choices, nil)
	}
}
