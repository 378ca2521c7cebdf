package policies

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// How many pairs of changes are tried, and how many that mend are kept.
const (
	pairLimit = 2000
	keptPairs = 5
)

// The words before a number that is the nearest to mend.
const (
	atMost  = "at most "
	atLeast = "at least "
)

// Pair is two changes that mend only together, and the outcome after both.
type Pair struct {
	First   Change `json:"first"`
	Second  Change `json:"second"`
	Outcome string `json:"outcome"`
}

// candidate is one change that does not mend alone: a setting, or another value at a place of the subject.
type candidate struct {
	what, from, to string
	setting        *assumed
	steps          []int
	value          reflect.Value
	// number says that the value is one between now and end, of which word tells the direction.
	number   bool
	now, end int64
	word     string
	// members are those whom the number counts, or who would come; nil for a number that counts no members of the subject.
	members *counted
}

// mended reports whether an outcome is what a number is changed for. Of a group without such groups inside there is nothing to judge.
func (c *candidate) mended(now outcome) bool {
	return now == passed || now == notApplicable && strings.HasPrefix(c.what, "nesting.children_")
}

// countType is a number with the mark whether it is exact.
var countType = reflect.TypeFor[diff.Count]()

// wholeNumber is the number at a place, which is there.
func wholeNumber(v reflect.Value) int64 {
	if n, ok := v.Interface().(diff.Count); ok {
		return int64(n.AtLeast)
	}
	return reflect.Indirect(v).Int()
}

// integer is n as a value of the type, which may be a pointer or a count.
func integer(t reflect.Type, n int64) reflect.Value {
	if t == countType {
		return reflect.ValueOf(diff.Exactly(int(n)))
	}
	other := reflect.New(base(t))
	other.Elem().SetInt(n)
	if t.Kind() == reflect.Pointer {
		return other
	}
	return other.Elem()
}

// after returns the subject with changes made; false where they cannot be made together.
func (i *inquirer) after(list ...candidate) (reflect.Value, bool, error) {
	facts, subject, ok, err := i.amended(list)
	if err != nil || !ok {
		return subject, false, err
	}
	var setting *assumed
	for _, c := range list {
		if c.setting == nil {
			continue
		}
		both, ok := c.setting.with(setting)
		if !ok {
			return subject, false, nil
		}
		setting = both
	}
	if setting != nil {
		changed, _, ok, err := i.assume(facts, subject, *setting)
		if err != nil || !ok {
			return subject, false, err
		}
		subject = changed
	}
	for _, c := range list {
		if c.setting != nil || c.members != nil {
			continue
		}
		value := c.value
		if c.number {
			at, _ := reach(i.subject, c.steps)
			value = integer(at.Type(), c.end)
		}
		subject = replaced(subject, c.steps, value)
	}
	return subject, true, nil
}

// with merges two settings; false for two values of one.
func (a *assumed) with(other *assumed) (*assumed, bool) {
	if other == nil {
		return a, true
	}
	if a.what == other.what {
		return nil, false
	}
	both := *a
	if both.group.IsEnabled == nil {
		both.group.IsEnabled = other.group.IsEnabled
	}
	if both.group.Type == diff.TypeNone {
		both.group.Type = other.group.Type
	}
	if both.is.Setting == nil {
		both.is.Setting = other.is.Setting
	}
	for _, s := range [...]struct{ into, from *diff.Switch }{
		{&both.is.V1, &other.is.V1}, {&both.is.V2, &other.is.V2}, {&both.is.CloudSync, &other.is.CloudSync},
	} {
		if *s.into == "" {
			*s.into = *s.from
		}
	}
	return &both, true
}

// apart reports whether two changes are of different things, of which neither holds the other.
func (c *candidate) apart(other *candidate) bool {
	if c.setting != nil || other.setting != nil || c.members != nil || other.members != nil {
		return c.what != other.what
	}
	shorter, longer := c.steps, other.steps
	if len(shorter) > len(longer) {
		shorter, longer = longer, shorter
	}
	return !slices.Equal(shorter, longer[:len(shorter)])
}

// pairs tries two changes at a time, settings first.
func (i *inquirer) pairs(ctx context.Context) error {
	for a := range i.candidates {
		for b := a + 1; b < len(i.candidates); b++ {
			one, two := &i.candidates[a], &i.candidates[b]
			if !one.apart(two) {
				continue
			}
			if i.answer.TriedPairs == pairLimit {
				i.answer.PairsWhole = false
				return nil
			}
			if err := i.pair(ctx, *one, *two); err != nil {
				return err
			}
			if len(i.answer.Pairs) == keptPairs {
				i.answer.PairsWhole = false
				return nil
			}
		}
	}
	slices.SortStableFunc(i.answer.Pairs, func(a, b Pair) int { return strings.Compare(b.Outcome, a.Outcome) })
	return nil
}

// pair tries two changes, and keeps them if nothing is wrong any more.
func (i *inquirer) pair(ctx context.Context, one, two candidate) error {
	i.answer.TriedPairs++
	came, err := i.outcomeAfter(ctx, one, two)
	if err != nil || came != passed && len(i.answer.Changes) > 0 {
		return err
	}
	if !mends(came, one, two) {
		return nil
	}
	if harmless, err := i.harmless(one, two); err != nil || !harmless {
		return err
	}
	p := Pair{Outcome: came.String()}
	if p.First, one.end, err = i.nearestWith(ctx, one, two); err != nil {
		return err
	}
	if p.Second, _, err = i.nearestWith(ctx, two, one); err != nil {
		return err
	}
	i.answer.Pairs = append(i.answer.Pairs, p)
	return nil
}

func (i *inquirer) outcomeAfter(ctx context.Context, list ...candidate) (outcome, error) {
	subject, ok, err := i.after(list...)
	if err != nil || !ok {
		return failed, err
	}
	came, _, err := i.judged(ctx, subject)
	return came, err
}

// nearestWith is a change of a pair in words; of a number the nearest that mends beside the other change,
// and that number.
func (i *inquirer) nearestWith(ctx context.Context, c, other candidate) (Change, int64, error) {
	if !c.number {
		return Change{What: c.what, From: c.from, To: c.to}, 0, nil
	}
	found, at, err := nearest(c.now, c.end, c.word, c.mended, func(n int64) (outcome, error) {
		tried := c
		tried.end = n
		return i.outcomeAfter(ctx, tried, other)
	})
	if err != nil || found == nil {
		return Change{}, 0, err
	}
	found.What, found.Outcome = c.what, ""
	return *found, at, nil
}
