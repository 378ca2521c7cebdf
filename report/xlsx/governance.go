package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// profileGovernance is the profile of the controls that ask an auditor's questions.
const profileGovernance = "governance"

var governanceColumns = []column{
	{title: "Control", width: 10},
	{title: "Row", width: 10},
	{title: "Question or target", width: 48, kind: kindWrapped},
	{title: "Outcome", width: 16, kind: kindOutcome},
	{title: "Severity", width: 12, kind: kindSeverity},
	{title: "Answer", width: 66, kind: kindWrapped},
	{title: "Status", width: 12},
	{title: "Clauses", width: 40, kind: kindWrapped},
	{title: "Owner", width: 20},
	{title: "Ticket", width: 16},
	{title: "See group", width: 12},
	{title: "Target id", width: 38},
	{title: "Fingerprint", width: 35},
}

// printedGovernance is the number of columns in the print area.
const printedGovernance = 8

// governanceChapter asks each question of the profile governance, answers it, and lists below it every
// finding that the answer rests on.
func (b *Workbook) governanceChapter() *chapter {
	t := newTable(b, governanceSheet, governanceColumns, printedGovernance)
	questions := 0
	return &chapter{name: t.name, purpose: "an auditor's questions with their answers", list: t,
		take: func(r report.Record) error {
			if r.Finding == nil {
				return nil
			}
			return b.addGovernanceFinding(t, r.Finding)
		},
		end: func() (err error) {
			questions, err = b.addQuestions(t)
			return err
		},
		note: func() string {
			if questions == 0 {
				return "Nothing was asked: the profile governance was not chosen. Audit again with --profiles audit,governance."
			}
			return fmt.Sprintf("%s asked, %s.", report.Separated(questions, "question"), report.Separated(t.total-questions, "finding"))
		}}
}

func (b *Workbook) addGovernanceFinding(t *table, f *report.Finding) error {
	c := b.counts.Control(f.Control)
	if c == nil || c.Control.Profile != profileGovernance {
		return nil
	}
	waiver := report.Waiver{}
	if f.Waiver != nil {
		waiver = *f.Waiver
	}
	var group any
	if b.open != nil && isAbout(f.Target, b.open) {
		group = groupLink(b.open.Key)
	}
	return t.add(sortKey(f.Control, "1", findingKey(f)), link{toControl, f.Control, f.Control}, "finding", f.Target.Name, report.OutcomeFail, f.Severity, f.Message,
		findingStatus(f), nil, waiver.Owner, waiver.Ticket, group, f.Target.ID, f.Fingerprint)
}

// addQuestions adds a row for each control of the profile, and counts them.
func (b *Workbook) addQuestions(t *table) (questions int, err error) {
	for _, c := range b.counts.Controls {
		if c.Control.Profile != profileGovernance {
			continue
		}
		questions++
		outcome := ""
		if c.Summary != nil {
			outcome = c.Summary.Outcome
		}
		if err := t.add(sortKey(c.Control.ID, "0"), link{toControl, c.Control.ID, c.Control.ID}, "question", c.Control.Title, outcome, c.Control.Severity,
			answer(c.Summary), nil, strings.Join(allClauses(c.Control), "; ")); err != nil {
			return 0, err
		}
	}
	return questions, nil
}

// answer says in numbers what a control came to.
func answer(s *report.Summary) string {
	if s == nil {
		return "the stream holds no summary of it"
	}
	text := fmt.Sprintf("%s of %s failed", report.Thousands(s.Failed), report.Separated(s.Passed+s.Failed, "subject"))
	if s.Passed+s.Failed == 0 {
		text = "nothing was judged"
	}
	if blind := s.NotEvaluated + s.Errors; blind > 0 {
		text += fmt.Sprintf("; %s not evaluated: %s", report.Thousands(blind), s.Reason)
	}
	return text
}

// allClauses are the clauses of every framework, the framework's name before its own.
func allClauses(c *report.Control) []string {
	var names, all []string
	for _, f := range c.Frameworks {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
			all = append(all, f.Name+" "+strings.Join(clauses(c, f.Name), ", "))
		}
	}
	return all
}
