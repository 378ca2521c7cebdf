package report

import (
	"fmt"
	"strconv"
)

// The bits of groupType.
//
// Source: MS-ADTS 2.2.12.
const (
	builtinBit     = 0x1
	globalBit      = 0x2
	domainLocalBit = 0x4
	universalBit   = 0x8
)

// groupTypeWords says scope and category before the number that holds them; what is no such number stays as it is.
func groupTypeWords(value string) string {
	n, err := strconv.ParseInt(value, 10, 32)
	if err != nil {
		return value
	}
	scope, known := map[int64]string{globalBit: "global", domainLocalBit: "domain-local", universalBit: "universal"}[n&(globalBit|domainLocalBit|universalBit)]
	if !known {
		return value
	}
	category := "distribution"
	if n < 0 {
		category = "security"
	}
	if n&builtinBit != 0 {
		category += ", built in"
	}
	return fmt.Sprintf("%s %s (%s)", scope, category, value)
}

// categories are those of the types that writeback knows.
var categories = map[string]string{
	"universalDistributionGroup": "distribution", "universalSecurityGroup": "security", "universalMailEnabledSecurityGroup": "security",
}

// Differing lists what differs in the copy: attributes, and first its category where the group is written as
// another, which is a part of groupType and no attribute of its own.
func (g *Group) Differing() []Drift {
	if g.Directory == nil {
		return nil
	}
	wanted, known := categories[g.Writeback.Type]
	actual := g.Directory.Category
	if g.Writeback.Expected != "yes" || !known || actual == wanted || actual != "security" && actual != "distribution" {
		return g.Directory.Drift
	}
	return append([]Drift{{Attribute: "category", Kind: "changed", Expected: wanted, Actual: actual}}, g.Directory.Drift...)
}
