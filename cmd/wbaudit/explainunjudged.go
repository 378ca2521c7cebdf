package main

import (
	"fmt"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// unjudged is a group that a control did not judge, and why.
type unjudged struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// unjudgedBy says whether and why a control did not judge the group.
func unjudgedBy(control string, g *report.Group) []unjudged {
	var list []unjudged
	for _, gap := range g.NotEvaluated {
		if slices.Contains(gap.Controls, control) {
			list = append(list, unjudged{g.Key, g.Target.Name, gap.Reason})
		}
	}
	return list
}

// unjudgedShown is how many groups the text lists; the JSON document has all.
const unjudgedShown = 100

// unjudged prints which groups a control did not judge.
func (p *printer) unjudged(list []unjudged) {
	if len(list) == 0 {
		return
	}
	p.print("\nNot evaluated: %s\n", report.Several(len(list), "group"))
	for _, u := range list[:min(len(list), unjudgedShown)] {
		p.print("  %s  %s: %s\n", u.Key, u.Name, u.Reason)
	}
	if more := len(list) - unjudgedShown; more > 0 {
		p.print("  … and %s more; -f json has all\n", fmt.Sprint(more))
	}
}

// gaps prints what was not evaluated of a group, which no count of findings tells.
func (p *printer) gaps(g *report.Group) {
	if len(g.NotEvaluated) == 0 {
		return
	}
	p.print("\nNot evaluated here\n")
	for _, gap := range g.NotEvaluated {
		for _, id := range gap.Controls {
			p.print("  %-7s %s\n", id, gap.Reason)
		}
	}
}
