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

// batch is a run of subjects with the records to write of them; done is closed once it was judged.
type batch struct {
	subjects []diff.Subject
	records  []report.Record
	done     chan struct{}
}

// pipeline judges batches side by side and hands them on in the order of subjects.
type pipeline struct {
	bench   *bench
	facts   Facts
	workers int
	// tallies has one tally for each worker and group judge.
	tallies [][]tally
}

func newPipeline(b *bench, facts Facts, workers int) *pipeline {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	p := &pipeline{bench: b, facts: facts, workers: workers, tallies: make([][]tally, workers)}
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
		return cut(inner, p.facts, func(b *batch) error {
			for _, to := range []chan *batch{order, work} {
				select {
				case to <- b:
				case <-inner.Done():
					return inner.Err()
				}
			}
			return nil
		})
	})
	for i := range p.workers {
		group.Go(func() error { return p.work(inner, p.tallies[i], work) })
	}
	group.Go(func() error { return write(inner, order, to) })
	return group.Wait()
}

// write hands on batches in the order in which they were cut.
func write(ctx context.Context, order <-chan *batch, to report.Handler) error {
	for b := range order {
		select {
		case <-b.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		for _, r := range b.records {
			if err := to.Handle(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// cut makes batches of the subjects and holds them to their order.
func cut(ctx context.Context, facts Facts, send func(*batch) error) error {
	current, last := &batch{done: make(chan struct{})}, ""
	for s, err := range facts.Subjects(ctx) {
		if err != nil {
			return err
		}
		if s.Identity.Key <= last {
			return fmt.Errorf("judging subjects: %s follows %s, expected ascending keys", s.Identity.Key, last)
		}
		last = s.Identity.Key
		current.subjects = append(current.subjects, s)
		if len(current.subjects) < batchSize {
			continue
		}
		if err := send(current); err != nil {
			return err
		}
		current = &batch{done: make(chan struct{}), subjects: make([]diff.Subject, 0, batchSize)}
	}
	if len(current.subjects) == 0 {
		return ctx.Err()
	}
	return send(current)
}

// work judges batches until there are none.
func (p *pipeline) work(ctx context.Context, tallies []tally, work <-chan *batch) error {
	clerk := newClerk(p.bench)
	for b := range work {
		for i := range b.subjects {
			s := &b.subjects[i]
			found, err := p.judge(ctx, clerk, tallies, s)
			if err != nil {
				return err
			}
			if b.records, err = p.tell(b.records, s, found); err != nil {
				return err
			}
		}
		b.subjects = nil
		close(b.done)
	}
	return nil
}

// tell adds the records of one subject: its group, if the report shows it, then its findings.
func (p *pipeline) tell(records []report.Record, s *diff.Subject, found []report.Finding) ([]report.Record, error) {
	if !shown(s) && len(found) == 0 {
		return records, nil
	}
	if err := p.facts.Detail(s); err != nil {
		return nil, fmt.Errorf("detailing %s: %w", s.Identity.Key, err)
	}
	group := groupRecord(s)
	records = append(records, report.Record{Group: &group})
	for i := range found {
		records = append(records, report.Record{Finding: &found[i]})
	}
	return records, nil
}

// judge asks every judge about one subject; findings come in the order of control ids.
func (p *pipeline) judge(ctx context.Context, c *clerk, tallies []tally, s *diff.Subject) ([]report.Finding, error) {
	var found []report.Finding
	err := c.group(ctx, s, func(i int, j *judge, g judgement) error {
		tallies[i].add(g)
		if g.outcome != failed {
			return nil
		}
		list, err := j.findings(g.findings, aboutGroup(s))
		found = append(found, list...)
		return err
	})
	return found, err
}

// total adds up the tallies of one group judge over all workers.
func (p *pipeline) total(j int) tally {
	var sum tally
	for _, t := range p.tallies {
		sum.merge(t[j])
	}
	return sum
}
