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
