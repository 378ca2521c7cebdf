package diff

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// overlayScene has groups of all kinds, with and without copies.
func overlayScene(t *testing.T) *Facts {
	s := newScene(t)
	for n := 1; n <= 12; n++ {
		base := []func() *snapshot.CloudGroup{security, m365}[n%2]
		id := s.cloud(n, base, []func(*snapshot.CloudGroup){enabled(""), disabled, enabled("universalSecurityGroup"), func(*snapshot.CloudGroup) {}}[n%4])
		if n%3 == 0 {
			s.copyOf(100+n, id)
		}
	}
	s.group(200, "Unclaimed")
	return s.load()
}

func decisions(f *Facts, o *Overlay) []Writeback {
	var list []Writeback
	for i := range f.Len() {
		list = append(list, o.Writeback(i, nil))
	}
	return list
}

// decided is what the facts themselves say.
func decided(t *testing.T, f *Facts) []Writeback {
	var list []Writeback
	for s, err := range f.Subjects(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s.Writeback)
	}
	return list
}

func TestAnEmptyAssumptionDecidesAsTheFactsDo(t *testing.T) {
	f := overlayScene(t)
	o, err := f.Assume(Assumption{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(decided(t, f), decisions(f, o)); d != "" {
		t.Errorf("decisions differ (-facts +overlay):\n%s", d)
	}
}

func TestAnAssumptionAndItsInverseChangeNothing(t *testing.T) {
	f := overlayScene(t)
	before := decided(t, f)
	random := rand.New(rand.NewPCG(7, 11))
	changed := 0
	for range 200 {
		there, back := randomAssumption(f, random)
		o, err := f.Assume(there)
		if err != nil {
			t.Fatal(err)
		}
		if cmp.Diff(before, decisions(f, o)) != "" {
			changed++
		}
		if o, err = o.Assume(back); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, decisions(f, o), cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Source" }, cmp.Ignore())); d != "" {
			t.Fatalf("%+v and back leaves a difference (-before +after):\n%s", there, d)
		}
	}
	if changed < 50 {
		t.Errorf("only %d of 200 assumptions changed a decision", changed)
	}
	if d := cmp.Diff(before, decided(t, f)); d != "" {
		t.Errorf("the facts themselves changed (-before +after):\n%s", d)
	}
}

// randomAssumption returns one, and what undoes it: the switches of the scene are on, on and off, its
// groups 2, 6 and 10 are enabled as universalSecurityGroup.
func randomAssumption(f *Facts, random *rand.Rand) (there, back Assumption) {
	limits := f.tenant.Limits
	if random.IntN(2) == 0 {
		there.V1, back.V1 = Off, On
	}
	if random.IntN(2) == 0 {
		there.V2, back.V2 = Off, On
	}
	if random.IntN(2) == 0 {
		there.CloudSync, back.CloudSync = On, Off
	}
	if random.IntN(2) == 0 {
		there.Limits.V2M365, back.Limits.V2M365 = 1, limits.V2M365.High
	}
	there.Groups, back.Groups = map[snapshot.GUID]GroupAssumption{}, map[snapshot.GUID]GroupAssumption{}
	for _, n := range []int{2, 6, 10} {
		if random.IntN(2) == 0 {
			there.Groups[guid(n)] = GroupAssumption{IsEnabled: new(false), Type: UniversalDistribution}
			back.Groups[guid(n)] = GroupAssumption{IsEnabled: new(true), Type: UniversalSecurity}
		}
	}
	return there, back
}

func TestAssumedValuesReachTheTables(t *testing.T) {
	f := overlayScene(t)
	position := func(n int) int {
		i, ok := f.Position("c:" + guid(n).String())
		if !ok {
			t.Fatalf("group %d is missing", n)
		}
		return i
	}
	for _, c := range []struct {
		claim string
		a     Assumption
		group int
		want  string
	}{
		{"the setting is read in row 6", Assumption{Setting: new(false)}, 3, "1.3/6"},
		{"V2 off leaves V1", Assumption{V2: Off}, 3, "1.4/m365"},
		{"all off is row none", Assumption{V1: Off, V2: Off}, 3, "1.2/none"},
		{"isEnabled of one group", Assumption{Groups: map[snapshot.GUID]GroupAssumption{guid(3): {IsEnabled: new(false)}}}, 3, "1.3/9"},
		{"and not of another", Assumption{Groups: map[snapshot.GUID]GroupAssumption{guid(5): {IsEnabled: new(false)}}}, 3, "1.3/5"},
		{"a type of one group", Assumption{Groups: map[snapshot.GUID]GroupAssumption{guid(3): {IsEnabled: new(true), Type: UniversalSecurity}}}, 3, "1.3/3"},
	} {
		o, err := f.Assume(c.a)
		if err != nil {
			t.Fatal(err)
		}
		var trace []Step
		if got := o.Writeback(position(c.group), &trace); got.Row != c.want || len(trace) == 0 {
			t.Errorf("%s: row %s with %d steps, want %s", c.claim, got.Row, len(trace), c.want)
		}
	}
}

func TestAnAssumptionOfAGroupThatDoesNotExistFails(t *testing.T) {
	f := overlayScene(t)
	for claim, a := range map[string]Assumption{
		"unknown group": {Groups: map[snapshot.GUID]GroupAssumption{guid(77): {IsEnabled: new(true)}}},
		"unknown type":  {Groups: map[snapshot.GUID]GroupAssumption{guid(3): {Type: TypeOther}}},
	} {
		if _, err := f.Assume(a); err == nil {
			t.Errorf("%s: no error", claim)
		}
	}
}

func TestATypeAloneTellsNothingOfAnUnreadConfiguration(t *testing.T) {
	s := newScene(t)
	id := s.cloud(1, security, func(g *snapshot.CloudGroup) { g.WritebackMissing = true })
	f := s.load()
	o, err := f.Assume(Assumption{Groups: map[snapshot.GUID]GroupAssumption{id: {Type: UniversalSecurity}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := o.Writeback(0, nil); got.Expected != Unknown {
		t.Errorf("expected %s by row %s, want unknown", got.Expected, got.Row)
	}
	if o, err = o.Assume(Assumption{Groups: map[snapshot.GUID]GroupAssumption{id: {IsEnabled: new(true)}}}); err != nil {
		t.Fatal(err)
	}
	if got := o.Writeback(0, nil); got.Expected != Yes {
		t.Errorf("expected %s by row %s, want yes", got.Expected, got.Row)
	}
}
