package diff

import (
	"math"
	"testing"
)

func TestLimitsOf(t *testing.T) {
	unknown := Limit{50_000, math.MaxInt64}
	cases := []struct {
		name    string
		version *string
		choices MemberLimits
		want    Limits
		rule    Switch
	}{
		{"defaults on a server with the rule", new("2.5.79.0"), DefaultChoices().MemberLimits, Limits{V1: Limit{50_000, 50_000}, V2M365: Limit{50_000, 50_000}, V2Security: Limit{250_000, 250_000}, CloudSync: Limit{50_000, 50_000}}, SwitchUnknown},
		{"V1 before the rule", new("1.5.30.0"), MemberLimits{}, Limits{Limit{250_000, 250_000}, unknown, Limit{250_000, math.MaxInt64}, unknown}, SwitchUnknown},
		{"the first version with the rule", new("1.6.2.4"), MemberLimits{}, Limits{Limit{50_000, 50_000}, unknown, Limit{250_000, math.MaxInt64}, unknown}, SwitchUnknown},
		{"V1 on an unread server is between both", nil, MemberLimits{}, Limits{Limit{50_000, 250_000}, unknown, Limit{250_000, math.MaxInt64}, unknown}, SwitchUnknown},
		{"the rule switched on says what unread means", new("2.5.79.0"), DefaultChoices().MemberLimits, Limits{V1: Limit{50_000, 50_000}, V2M365: Limit{50_000, 50_000}, V2Security: Limit{250_000, 250_000}, CloudSync: Limit{50_000, 50_000}}, On},
		{"the rule switched off lifts both limits for Microsoft 365 groups", new("2.5.79.0"), DefaultChoices().MemberLimits, Limits{V1: Limit{250_000, 250_000}, V2M365: Limit{250_000, 250_000}, V2Security: Limit{250_000, 250_000}, CloudSync: Limit{50_000, 50_000}}, Off},
		{"a choice wins over the rule", new("2.5.79.0"), MemberLimits{V1: 7, V2M365: 60_000, V2Security: 3, CloudSync: 4}, Limits{Limit{7, 7}, Limit{60_000, 60_000}, Limit{3, 3}, Limit{4, 4}}, Off},
		{"choices win", nil, MemberLimits{V1: 1, V2M365: 2, V2Security: 3, CloudSync: 4}, Limits{Limit{1, 1}, Limit{2, 2}, Limit{3, 3}, Limit{4, 4}}, SwitchUnknown},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := limitsOf(c.version, c.choices, c.rule); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestLimitExceeded(t *testing.T) {
	for _, c := range []struct {
		limit   Limit
		members int64
		want    Answer
	}{
		{Limit{10, 10}, 10, No}, {Limit{10, 10}, 11, Yes},
		{Limit{10, 20}, 10, No}, {Limit{10, 20}, 20, Unknown}, {Limit{10, 20}, 21, Yes},
		{Limit{}, 50_000, No}, {Limit{}, 50_001, Unknown},
	} {
		if got := c.limit.exceeded(c.members); got != c.want {
			t.Errorf("%d of %+v: got %s, want %s", c.members, c.limit, got, c.want)
		}
	}
}
