package readiness

import "testing"

func TestLimits(t *testing.T) {
	exactly := func(n int64) span { return span{n, n} }
	for _, c := range []struct {
		claim     string
		actual    span
		whole     bool
		low, high int64
		want      LimitState
		known     bool
	}{
		{"at the limit is within", exactly(50_000), true, 50_000, 50_000, Within, true},
		{"one more is over", exactly(50_001), true, 50_000, 50_000, Over, true},
		{"between what two modes allow is not known", exactly(300_000), true, 250_000, 500_000, LimitUnknown, true},
		{"a list that was cut may be over", exactly(10), false, 50_000, 50_000, LimitUnknown, false},
		{"a list that was cut above the limit is over", exactly(50_001), false, 50_000, 50_000, Over, false},
		{"groups that may move and would not matter leave no number", span{10, 20}, true, 10_000, 20_000, Within, false},
		{"groups that may move may be too many", span{10, 60_000}, true, 50_000, 50_000, LimitUnknown, false},
		{"groups that move are too many, whatever others do", span{50_001, 60_000}, true, 50_000, 50_000, Over, false},
	} {
		got := c.actual.limit(Limit{Limit: c.low}, c.high, c.whole)
		if got.State != c.want || (got.Actual != nil) != c.known {
			t.Errorf("%s: %s, actual known %t; want %s, %t", c.claim, got.State, got.Actual != nil, c.want, c.known)
		}
	}
}
