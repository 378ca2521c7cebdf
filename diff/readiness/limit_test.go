package readiness

import "testing"

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		claim     string
		sums      sums
		name      string
		actual    int64
		low, high int64
		want      LimitState
		known     bool
	}{
		{"at the limit is within", sums{exact: true}, limitMembers, 50_000, 50_000, 50_000, Within, true},
		{"one more is over", sums{exact: true}, limitMembers, 50_001, 50_000, 50_000, Over, true},
		{"between what two modes allow is not known", sums{exact: true}, limitLinksSelected, 300_000, 250_000, 500_000, LimitUnknown, true},
		{"a list that was cut may be over", sums{}, limitMembers, 10, 50_000, 50_000, LimitUnknown, false},
		{"a list that was cut above the limit is over", sums{}, limitMembers, 50_001, 50_000, 50_000, Over, true},
		{"groups are counted whether or not their members were", sums{}, limitGroupsSelected, 10, 10_000, 20_000, Within, true},
	} {
		got := c.sums.limit(c.name, "CS-02", c.actual, c.low, c.high)
		if got.State != c.want || (got.Actual != nil) != c.known {
			t.Errorf("%s: %s, actual known %t; want %s, %t", c.claim, got.State, got.Actual != nil, c.want, c.known)
		}
	}
}
