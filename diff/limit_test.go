package diff

import (
	"math"
	"testing"
)

func TestLimitsOf(t *testing.T) {
	unknown := Limit{Low: 50_000, High: math.MaxInt64}
	cases := []struct {
		name    string
		version *string
		choices MemberLimits
		want    Limits
		rule    Switch
	}{
		{"defaults on a server with the rule", new("2.5.79.0"), DefaultChoices().MemberLimits, Limits{V1: Limit{Low: 50_000, High: 50_000}, V2M365: Limit{Low: 50_000, High: 50_000}, V2Security: Limit{Low: 250_000, High: 250_000}, CloudSync: Limit{Low: 50_000, High: 50_000}}, SwitchUnknown},
		{"V1 before the rule", new("1.5.30.0"), MemberLimits{}, Limits{Limit{Low: 250_000, High: 250_000}, unknown, Limit{Low: 250_000, High: math.MaxInt64}, unknown}, SwitchUnknown},
		{"the first version with the rule", new("1.6.2.4"), MemberLimits{}, Limits{Limit{Low: 50_000, High: 50_000}, unknown, Limit{Low: 250_000, High: math.MaxInt64}, unknown}, SwitchUnknown},
		{"V1 on an unread server is between both", nil, MemberLimits{}, Limits{Limit{Low: 50_000, High: 250_000}, unknown, Limit{Low: 250_000, High: math.MaxInt64}, unknown}, SwitchUnknown},
		{"the rule switched on says what unread means", new("2.5.79.0"), DefaultChoices().MemberLimits, Limits{V1: Limit{Low: 50_000, High: 50_000}, V2M365: Limit{Low: 50_000, High: 50_000}, V2Security: Limit{Low: 250_000, High: 250_000}, CloudSync: Limit{Low: 50_000, High: 50_000}}, On},
		{"the rule switched off lifts both limits for Microsoft 365 groups", new("2.5.79.0"), DefaultChoices().MemberLimits, Limits{V1: Limit{Low: 250_000, High: 250_000}, V2M365: Limit{Low: 250_000, High: 250_000}, V2Security: Limit{Low: 250_000, High: 250_000}, CloudSync: Limit{Low: 50_000, High: 50_000}}, Off},
		{"a choice wins over the rule", new("2.5.79.0"), MemberLimits{V1: 7, V2M365: 60_000, V2Security: 3, CloudSync: 4}, Limits{Limit{Low: 7, High: 7}, Limit{Low: 60_000, High: 60_000}, Limit{Low: 3, High: 3}, Limit{Low: 4, High: 4}}, Off},
		{"choices win", nil, MemberLimits{V1: 1, V2M365: 2, V2Security: 3, CloudSync: 4}, Limits{Limit{Low: 1, High: 1}, Limit{Low: 2, High: 2}, Limit{Low: 3, High: 3}, Limit{Low: 4, High: 4}}, SwitchUnknown},
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
		{Limit{Low: 10, High: 10}, 10, No}, {Limit{Low: 10, High: 10}, 11, Yes},
		{Limit{Low: 10, High: 20}, 10, No}, {Limit{Low: 10, High: 20}, 20, Unknown}, {Limit{Low: 10, High: 20}, 21, Yes},
		{Limit{}, 50_000, No}, {Limit{}, 50_001, Unknown},
	} {
		if got := c.limit.exceeded(c.members); got != c.want {
			t.Errorf("%d of %+v: got %s, want %s", c.members, c.limit, got, c.want)
		}
	}
}
