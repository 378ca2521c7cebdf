package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// structure is a key of the configuration that holds more than one value, which only the file can give.
type structure struct {
	key string
	// empty is what the file says where nothing is given: a list or a mapping.
	empty            string
	meaning, example string
	// lines are what was given, as config view prints it.
	lines func(*config) []line
}

const (
	noList    = "[]"
	noMapping = "{}"
)

// structures lists every key that is no scalar. A key of neither list is refused, so that what the file can say is
// what config view and init name.
func structures() []structure {
	return []structure{
		{namingKey, noList, "regular expressions (RE2), one of which the name of a written group must match", `["^GRP-", "^Team "]`, nil},
		{tier0Key, noList, "further privileged directory groups, by SID, DN or name", `["CN=PKI Admins,OU=Tier 0,DC=contoso,DC=com"]`, nil},
		{adminsKey, noList, "object ids of administrators who may own groups that give access on-premises", "[3a5c3221-c465-48c0-95b8-e9305786a271]", nil},
		{"controls", noMapping, "parameters and severity of controls, by their ids; the severity is that of the gravest case", "{CFG-14: {severity: low, parameters: {share: 0.9}}}", (*config).overrideLines},
		{"accept", noList, "gaps that are known, by control and reason: they do not lead to exit code 4",
			`[{control: CS-23, reason: "the ports were not tested"}]`, (*config).acceptedLines},
		{"changes", noList, "approved changes: ticket, id of the cloud group or tenant, attributes (none for all), and the day",
			"[{ticket: CHG-1042, target: tenant, attributes: [], date: 2026-11-18}]", (*config).ticketLines},
	}
}

// structured reports whether key belongs to a part of the file that is no scalar setting.
func structured(key string) bool {
	return slices.ContainsFunc(structures(), func(s structure) bool {
		return key == s.key || s.empty == noMapping && strings.HasPrefix(key, s.key+".")
	})
}

// line is a part of a structure as config view prints it.
type line struct{ key, value, meaning string }

// given returns what the file says of the structure, nothing where it says nothing.
func (s *structure) given(c *config) []line {
	switch {
	case !c.file.IsSet(s.key):
		return nil
	case s.lines != nil:
		return s.lines(c)
	}
	return []line{{s.key, fmt.Sprint(c.file.Get(s.key)), s.meaning}}
}

func (c *config) overrideLines() []line {
	var lines []line
	for _, key := range slices.Sorted(slices.Values(c.file.AllKeys())) {
		if strings.HasPrefix(key, "controls.") {
			meaning := "override of a control"
			if strings.HasSuffix(key, ".severity") {
				meaning = "severity of the control's gravest case; above its own, milder ones are raised by as many steps"
			}
			lines = append(lines, line{key, fmt.Sprint(c.file.Get(key)), meaning})
		}
	}
	return lines
}

func (c *config) acceptedLines() []line {
	var lines []line
	accepted, _ := c.acceptances() // holdFile has refused what cannot be read
	for _, a := range accepted {
		lines = append(lines, line{"accept " + a.Control, a.Reason, "accepted as not evaluated"})
	}
	return lines
}

func (c *config) ticketLines() []line {
	var lines []line
	tickets, _ := c.tickets()
	for _, t := range tickets {
		lines = append(lines, line{"changes " + t.ID, ticketTarget(t) + " " + t.Day.Format(time.DateOnly), "approved change"})
	}
	return lines
}
