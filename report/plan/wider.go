package plan

import (
	"fmt"
	"io"

	"github.com/wbaudit/wbaudit/report"
)

// Word says what a plan with one word more would have besides the steps of this one. No step needs two.
type Word struct {
	Word string `json:"word"`
	// Findings counts refused findings that it would answer, Steps its further steps, as the limit counts them.
	Findings int `json:"findings"`
	Steps    int `json:"steps"`
}

// String says what the word would allow.
func (w Word) String() string {
	return fmt.Sprintf("%s would answer %s more by %s, as --limit counts them", w.Word, report.Several(w.Findings, "finding"), report.Several(w.Steps, "further step"))
}

// wider is the same plan with a word more. Only its steps are of interest.
type wider struct {
	*Planner
	word string
}

// widened returns the plans that words which were not given would make.
func widened(o Options) []wider {
	var list []wider
	add := func(word string, o Options) {
		p := newPlanner(io.Discard, o)
		p.onlySteps = true
		list = append(list, wider{p, word})
	}
	if with := o; !o.Irreversible {
		with.Irreversible = true
		add("--irreversible", with)
	}
	if with := o; !o.MoreThanHalf {
		with.MoreThanHalf = true
		add("--more-than-half", with)
	}
	return list
}

// further are the steps of w that p does not have, and those of them that answer a finding.
func (w *wider) further(p *Planner) (steps []Step, answers map[Ref][]Step) {
	answers = map[Ref][]Step{}
	for i := range w.plan.Steps {
		s := &w.plan.Steps[i]
		if _, planned := p.steps[s.key()]; planned {
			continue
		}
		steps = append(steps, *s)
		for _, r := range s.Findings {
			answers[r] = append(answers[r], *s)
		}
	}
	return steps, answers
}

// tellWords says of every refused finding that a word would answer how many steps that adds, and of the word how
// many they are in all.
func (p *Planner) tellWords() {
	for i := range p.wider {
		w := &p.wider[i]
		steps, answers := w.further(p)
		word := Word{Word: w.word, Steps: size(steps)}
		for at := range p.plan.Refused {
			item := &p.plan.Refused[at]
			if own := answers[item.Ref]; len(own) > 0 {
				word.Findings++
				item.Text += fmt.Sprintf("; %s would add %s", w.word, report.Several(size(own), "step"))
			}
		}
		if word.Findings > 0 {
			p.plan.Words = append(p.plan.Words, word)
		}
	}
}
