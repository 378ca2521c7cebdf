package html

import (
	"fmt"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// moment writes a time in UTC to the minute.
func moment(t *time.Time) string {
	if t == nil {
		return "time not known"
	}
	return report.Minute(*t)
}

// number writes an optional count.
func number(n *int64) string {
	if n == nil {
		return "not given"
	}
	return report.Thousands(*n)
}

// listedOf says how much of a list the page has, and where all of it is; "" where the page has all. The page's script
// says the same in the same words.
func listedOf(listed, all int, sheets ...string) string {
	if listed >= all {
		return ""
	}
	noun := "sheet"
	if len(sheets) > 1 {
		noun = "sheets"
	}
	return fmt.Sprintf("%s of %s listed, all in the workbook's %s %s.", report.Thousands(listed), report.Thousands(all), noun, strings.Join(sheets, " and "))
}

// plural is report.Separated for what has a plural of its own.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return report.Thousands(n) + " " + many
}

// shape tells severities apart without colour.
func shape(severity string) string {
	shapes := map[string]string{
		report.SeverityCritical: "◆", report.SeverityHigh: "▲", report.SeverityMedium: "●",
		report.SeverityLow: "▽", report.SeverityInfo: "○",
	}
	return shapes[severity]
}

// outcome writes an outcome in words.
func outcome(s *report.Summary) string {
	if s == nil {
		return "no summary"
	}
	words := map[string]string{
		report.OutcomeError: "error", report.OutcomeFail: "fail", report.OutcomeNotEvaluated: "not evaluated",
		report.OutcomePass: "pass", report.OutcomeNotApplicable: "not applicable",
	}
	return words[s.Outcome]
}
