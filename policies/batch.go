package policies

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// batchSize is the number of subjects a worker takes at once.
const batchSize = 256

// batch is a range of subjects with the records to write of them; done is closed once it was judged.
type batch struct {
	from, to int
	records  []report.Record
	// unjudged is what was left open, in the order of subjects.
	unjudged    []Unjudged
	first, last string
	done        chan struct{}
}

// pipeline judges batches side by side and hands them on in the order of subjects.
type pipeline struct {
	bench   *bench
	facts   facts
	workers int
	// tallies has one tally for each worker and group judge.
	tallies [][]tally
}

func newPipeline(b *bench, f facts, workers int) *pipeline {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	p := &pipeline{bench: b, facts: f, workers: workers, tallies: make([][]tally, workers)}
	for i := range p.tallies {
		p.tallies[i] = make([]tally, len(b.groups))
	}
	return p
}

// run judges every subject; to gets their records in order, from one goroutine.
func (p *pipeline) run(ctx context.Context, to report.Handler) error {
	work, order := make(chan *batch, p.workers), make(chan *batch, 2*p.workers)
	group, inner := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(order)
		defer close(work)
		return cut(inner, p.facts.Len(), order, work)
	})
	for i := range p.workers {
		group.Go(func() error { return p.work(inner, p.tallies[i], work) })
	}
	group.Go(func() error { return write(inner, order, p.bench.unjudged, to) })
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// cut gives every batch to the writer, who waits for it, and then to the workers.
func cut(ctx context.Context, subjects int, order, work chan<- *batch) error {
	for from := 0; from < subjects; from += batchSize {
		b := &batch{from: from, to: min(from+batchSize, subjects), done: make(chan struct{})}
		for _, c := range []chan<- *batch{order, work} {
			select {
			case c <- b:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	return nil
}

// write hands on batches in the order in which they were cut, and holds subjects to theirs.
func write(ctx context.Context, order <-chan *batch, tell func(Unjudged) error, to report.Handler) error {
	last := ""
	for b := range order {
		select {
		case <-b.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if b.first <= last {
			return disorder(last, b.first)
		}
		last = b.last
		for _, u := range b.unjudged {
			if err := tell(u); err != nil {
				return err
			}
		}
		for _, r := range b.records {
			if err := to.Handle(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func disorder(last, next string) error {
	return fmt.Errorf("judging subjects: %s follows %s, expected ascending keys", next, last)
}

// work judges batches until there are none.
func (p *pipeline) work(ctx context.Context, tallies []tally, work <-chan *batch) error {
	w := worker{pipeline: p, clerk: newClerk(p.bench), assembler: p.facts.assembler(), tallies: tallies}
	for b := range work {
		if err := w.batch(ctx, b); err != nil {
			return err
		}
		close(b.done)
	}
	return nil
}

// worker is what one goroutine of a pipeline has for itself.
type worker struct {
	pipeline  *pipeline
	clerk     *clerk
	assembler assembler
	tallies   []tally
	// subjects are those of the current batch, where own controls are asked about all of them at once.
	subjects []diff.Subject
}

func (w *worker) batch(ctx context.Context, b *batch) error {
	if w.pipeline.bench.own == nil {
		for i := b.from; i < b.to; i++ {
			s := w.assembler.Subject(i)
			if err := w.subject(ctx, b, i, &s); err != nil {
				return err
			}
		}
		return nil
	}
	w.subjects = w.subjects[:0]
	for i := b.from; i < b.to; i++ {
		w.subjects = append(w.subjects, w.assembler.Subject(i))
	}
	if err := w.clerk.prepare(ctx, w.subjects); err != nil {
		return err
	}
	for i := range w.subjects {
		if err := w.subject(ctx, b, b.from+i, &w.subjects[i]); err != nil {
			return err
		}
	}
	return nil
}

// subject judges subject i, which is s, and adds its records to the batch.
func (w *worker) subject(ctx context.Context, b *batch, i int, s *diff.Subject) error {
	if i == b.from {
		b.first = s.Identity.Key
	} else if s.Identity.Key <= b.last {
		return disorder(b.last, s.Identity.Key)
	}
	b.last = s.Identity.Key
	said, err := w.pipeline.judge(ctx, w.clerk, w.tallies, s, func(u Unjudged) error {
		b.unjudged = append(b.unjudged, u)
		return nil
	})
	if err != nil {
		return err
	}
	if shown(s) || len(said.findings) > 0 || len(said.gaps) > 0 {
		w.assembler.Detail(s)
		b.records = listed(b.records, s, said)
	}
	return nil
}

// opinion is what all judges say of one subject.
type opinion struct {
	findings []report.Finding
	// gaps are the reasons for which some of them say nothing.
	gaps []report.Unjudged
}

// open notes why a control came to no verdict. Reasons that hold of every subject are in its summary.
func (t *opinion) open(control string, g judgement) {
	if g.outcome != notEvaluated && g.outcome != errored || g.general {
		return
	}
	for i := range t.gaps {
		if t.gaps[i].Reason == g.reason {
			t.gaps[i].Controls = append(t.gaps[i].Controls, control)
			return
		}
	}
	t.gaps = append(t.gaps, report.Unjudged{Reason: g.reason, Controls: []string{control}})
}

// listed adds the records of one subject: its group, then its findings.
func listed(records []report.Record, s *diff.Subject, t opinion) []report.Record {
	group := groupRecord(s)
	if t.gaps != nil {
		group.NotEvaluated = t.gaps
	}
	records = append(records, report.Record{Group: &group})
	for i := range t.findings {
		records = append(records, report.Record{Finding: &t.findings[i]})
	}
	return records
}

// judge asks every judge about one subject; findings come in the order of control ids.
func (p *pipeline) judge(ctx context.Context, c *clerk, tallies []tally, s *diff.Subject, open func(Unjudged) error) (opinion, error) {
	var t opinion
	err := c.group(ctx, s, func(i int, j *judge, g judgement) error {
		g = j.leave(g, s.Writeback.Engine)
		tallies[i].add(g, report.ScopeGroup)
		t.open(j.control.ID, g)
		if err := c.bench.open(j, g, s.Identity.Key, open); err != nil {
			return err
		}
		if g.outcome != failed {
			return nil
		}
		list, err := j.findings(g.findings, aboutGroup(s))
		t.findings = append(t.findings, list...)
		return err
	})
	return t, err
}

// total adds up the tallies of one group judge over all workers.
func (p *pipeline) total(j int) tally {
	var sum tally
	for _, t := range p.tallies {
		sum.merge(t[j])
	}
	return sum
}
