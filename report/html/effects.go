package html

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// listedEffects is how many groups of one outcome the page of a what-if lists, and listedPeople of each.
const listedEffects = 2000

// NewEffects returns a handler whose Close writes the page of a what-if to w, which it does not close: tables that
// need no script. Memory is bounded by what the page lists.
func NewEffects(w io.Writer) (report.EffectHandler, error) {
	text, err := files.ReadFile("page/whatif.html")
	if err != nil {
		return nil, fmt.Errorf("reading the page of a what-if: %w", err)
	}
	body, err := template.New("whatif").Funcs(template.FuncMap{
		"visible": report.Visible, "moment": moment, "plural": plural, "thousands": report.Thousands[int],
	}).Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("parsing the page of a what-if: %w", err)
	}
	return &effects{w: w, body: body, lists: map[string][]effectRow{}, head: &report.Whatif{}, totals: &report.EffectTotals{}}, nil
}

// effects is the handler.
type effects struct {
	w      io.Writer
	body   *template.Template
	lists  map[string][]effectRow
	head   *report.Whatif
	totals *report.EffectTotals
}

// effectRow is an effect as the page lists it.
type effectRow struct {
	*report.Effect
	Was, Becomes string
	LossWord     string
	Listed       []report.EffectPerson
	More         int
}

// effectList are the effects of one outcome; More are not listed.
type effectList struct {
	Outcome, Title string
	Count, More    int
	Effects        []effectRow
}

// effectTitles name the outcomes.
var effectTitles = map[string]string{
	report.EffectDeleted: "Deleted", report.EffectFreezes: "No longer updated", report.EffectRetypes: "Changes type", report.EffectAppears: "Appears",
	report.EffectResumes: "Updated again", report.EffectPending: "Not in the directory, and what should be changes",
	report.EffectUndecided: "Undecided", report.EffectUnchanged: "Unchanged, by a reading that is less well supported",
}

func (p *effects) HandleEffect(r report.EffectRecord) error {
	switch {
	case r.Whatif != nil:
		p.head = r.Whatif
	case r.Totals != nil:
		p.totals = r.Totals
	case r.Effect != nil && len(p.lists[r.Effect.Outcome]) < listedEffects:
		e := r.Effect
		row := effectRow{Effect: e, Was: e.Before.Words(), Becomes: e.After.Words(), LossWord: report.LossWords[e.Loss], Listed: e.People[:min(len(e.People), listedPeople)]}
		row.More = len(e.People) - len(row.Listed)
		p.lists[e.Outcome] = append(p.lists[e.Outcome], row)
	}
	return nil
}

// Close writes the page.
func (p *effects) Close() error {
	view := struct {
		Head    *report.Whatif
		Totals  *report.EffectTotals
		Assumed string
		Changed int
		Lists   []effectList
	}{p.head, p.totals, strings.Join(p.head.Assumed, ", and "), p.totals.Changed(), p.outcomes()}
	style, out := style(), &sticky{w: p.w}
	out.text("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	out.text(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-` + digest(style) + `'; base-uri 'none'; form-action 'none'">` + "\n")
	out.text("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
	out.text("<title>" + template.HTMLEscapeString(report.Visible("wbaudit what-if: "+view.Assumed)) + "</title>\n<style>" + style + "</style>\n</head>\n")
	if out.err != nil {
		return out.err
	}
	return p.body.Execute(out, view)
}

// outcomes are the lists in their order, those without a group left out.
func (p *effects) outcomes() []effectList {
	var lists []effectList
	for _, o := range report.EffectOutcomes {
		if n := p.totals.Listed(o); n > 0 {
			lists = append(lists, effectList{o, effectTitles[o], n, n - len(p.lists[o]), p.lists[o]})
		}
	}
	return lists
}
