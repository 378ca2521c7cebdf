package diff

import "math"

// Limit is what is known of the largest group an engine writes, in direct members: a group up to
// Low is written, one above High is not, and between the two it is not known. Both are equal for
// a known limit.
type Limit struct {
	Low, High int64
	// Assumed says that the limit is one of a what-if: what it does depends on the members of every
	// group, while the documented ones are beyond nearly all.
	Assumed bool
}

// Limits are the limits of the engines in this tenant.
type Limits struct {
	V1, V2M365, V2Security, CloudSync Limit
}

// The numbers that documents give: the smallest ever named for an engine holds without a choice.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history (1.6.2.4).
const (
	smallLimit = 50_000
	largeLimit = 250_000
	// memberLimitRuleVersion brought rule "Out to AD - Group Writeback Member Limit".
	memberLimitRuleVersion = "1.6.2.4"
)

// limitsOf applies the choices. Without one for V1 the server's version decides, and the rule of
// memberLimitRuleVersion where it was read; unread it is taken for enabled, which is how it ships.
// Switched off it lifts the limit of V2 for Microsoft 365 groups, too, unless a choice differs from
// the documented number.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
func limitsOf(version *string, c MemberLimits, rule Switch) Limits {
	v1 := Limit{Low: smallLimit, High: largeLimit}
	switch {
	case rule == Off || below(version, memberLimitRuleVersion) == Yes:
		v1.Low = largeLimit
	case below(version, memberLimitRuleVersion) == No:
		v1.High = smallLimit
	}
	if rule == Off && c.V2M365 == smallLimit {
		c.V2M365 = largeLimit
	}
	if c.V1 > 0 {
		v1 = chosenLimit(c.V1, smallLimit)
	}
	return Limits{
		V1:         v1,
		V2M365:     chosenLimit(c.V2M365, smallLimit),
		V2Security: chosenLimit(c.V2Security, largeLimit),
		CloudSync:  chosenLimit(c.CloudSync, smallLimit),
	}
}

func chosenLimit(chosen, smallest int64) Limit {
	if chosen > 0 {
		return Limit{Low: chosen, High: chosen}
	}
	return Limit{Low: smallest, High: math.MaxInt64}
}

// exceeded says whether members are too many; the zero Limit is one of which nothing is known.
func (l Limit) exceeded(members int64) Answer {
	if l.High == 0 {
		l = chosenLimit(0, smallLimit)
	}
	switch {
	case members > l.High:
		return Yes
	case members > l.Low:
		return Unknown
	}
	return No
}

// known returns the limit, nil for one that is not known.
func (l *Limit) known() *int64 {
	if l == nil || l.Low != l.High || l.High == 0 {
		return nil
	}
	return &l.High
}

// mostPercent bounds Members.LimitPercent.
const mostPercent = 999

// limitPercent is how much of limit the group's members take; 0 without a limit.
func (f *Facts) limitPercent(row int, limit *int64) int {
	if limit == nil || *limit <= 0 {
		return 0
	}
	members := f.knownCount(row)
	return int(min(mostPercent, 100*members / *limit))
}
