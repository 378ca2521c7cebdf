// Package oscal renders a report stream as assessment results of NIST's Open Security Controls Assessment
// Language, version 1.1.3: a finding for each control, an observation for each finding of the stream, a
// risk for each accepted one, and an inventory item for each group.
//
// OSCAL knows two states. A control is satisfied when it passed everywhere; one that could not judge all
// of its subjects is not satisfied, for the reason "other", which says that nothing failed either. A
// control that applies to nothing was not judged: either state would say that it was, so it has no finding but an
// observation of type "not-applicable", as converters of XCCDF results do.
//
// Ids are UUIDs of version 5 made from the stream's own ids, so that equal streams give equal documents.
// Titles, descriptions and remarks are Markdown in OSCAL, so everything in them is escaped; values of
// properties are plain.
//
// Source: https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/assessment-results/json-reference/
package oscal

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"github.com/google/uuid"

	"github.com/wbaudit/wbaudit/report"
)

// Results is the handler.
type Results struct {
	to     *bufio.Writer
	out    *report.JSONWriter
	counts report.Counts
	begun  bool
	// observed says that the list of observations has begun.
	observed bool
	subjects map[uuid.UUID]bool
	items    spooled
	risks    spooled
	related  map[string]*relations
}

// relations are the observations and risks of one control.
type relations struct{ observations, risks spooled }

// New returns a handler that writes the document to w, which it does not close. Memory is bounded by
// 16 bytes a subject; Discard removes temporary files when Close is not reached.
func New(w io.Writer) *Results {
	b := bufio.NewWriter(w)
	return &Results{to: b, out: report.NewJSONWriter(b), subjects: map[uuid.UUID]bool{}, related: map[string]*relations{}}
}

// Handle writes or keeps r.
func (a *Results) Handle(r report.Record) error {
	a.counts.Add(r)
	switch {
	case r.Finding != nil:
		a.begin()
		return a.observe(r.Finding)
	case r.Group != nil:
		return a.list(&r.Group.Target, portal(r.Group)...)
	case r.Absent != nil:
		return a.miss(r.Absent)
	}
	return nil
}

// Close writes what was kept and ends the document.
func (a *Results) Close() error {
	defer a.Discard()
	a.begin()
	var judged []*report.ControlCount
	for _, c := range a.counts.Controls {
		if c.Summary != nil && c.Summary.Outcome == report.OutcomeNotApplicable && c.Findings.Total() == 0 {
			a.idle(c)
			continue
		}
		judged = append(judged, c)
	}
	if a.observed {
		a.out.Raw("]")
	}
	a.copy(`,"local-definitions":{"inventory-items":[`, &a.items, "]}")
	a.copy(`,"risks":[`, &a.risks, "]")
	if len(judged) > 0 {
		a.out.Raw(`,"findings":[`)
		for i, c := range judged {
			if i > 0 {
				a.out.Raw(",")
			}
			a.finding(c)
		}
		a.out.Raw("]")
	}
	remarks := a.counts.Remarks()
	if v := a.counts.Verdict; v != nil {
		remarks = append(remarks, v.Sentence())
	}
	if remarks != nil {
		for i := range remarks {
			remarks[i] = markup(remarks[i])
		}
		a.out.Raw(`,"remarks":`)
		a.out.Value(strings.Join(remarks, "\n\n"))
	}
	a.out.Raw(`}],"back-matter":`)
	a.out.Value(a.backMatter())
	a.out.Raw("}}\n")
	if err := a.out.Err(); err != nil {
		return err
	}
	return a.to.Flush()
}

// copy writes a list that was kept, unless it is empty: OSCAL knows no empty lists.
func (a *Results) copy(before string, s *spooled, after string) {
	if s.Len() == 0 {
		return
	}
	a.out.Raw(before)
	a.out.Copy(&s.Spool)
	a.out.Raw(after)
}

// Discard removes temporary files.
func (a *Results) Discard() {
	a.items.Discard()
	a.risks.Discard()
	for _, r := range a.related {
		r.observations.Discard()
		r.risks.Discard()
	}
}

// spooled is a list of JSON values that is written later.
type spooled struct{ report.Spool }

func (s *spooled) add(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if s.Len() > 0 {
		text = append([]byte(",\n"), text...)
	}
	_, err = s.Write(text)
	return err
}
