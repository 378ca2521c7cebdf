package policies

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/wbaudit/wbaudit/diff"
)

// ownBench asks the process for own controls, in one run. A nil one belongs to a run without.
type ownBench struct {
	own    *Own
	shared *diff.Tenant
}

// beginOwn tells the process what the subjects of the run have in common.
func beginOwn(ctx context.Context, c *Catalogue, b *bench, o Options) (*ownBench, error) {
	if c.own == nil {
		return nil, nil
	}
	r := beginRequest{Tenant: appendValue(nil, reflect.ValueOf(b.shared))}
	if now := b.at; now != nil {
		r.Now = now.UTC().Format(time.RFC3339)
	}
	for _, control := range c.own.controls {
		values, err := control.parameters(o.Settings[control.ID])
		if err != nil {
			return nil, err
		}
		for range control.Checks {
			r.Parameters = append(r.Parameters, values)
		}
	}
	own := &ownBench{own: c.own, shared: b.shared}
	_, err := c.own.child.exchange(ctx, ownRequest{Begin: &r})
	var stopped *stoppedError
	if errors.As(err, &stopped) {
		// Every verdict will say so.
		return own, nil
	}
	if err != nil {
		err = c.own.placed(err)
	}
	return own, err
}

func (o *ownBench) policyDigest() string {
	if o == nil {
		return ""
	}
	return o.own.digest
}

// fetch asks a batch and returns a verdict for each check of each question, in their order. The error
// is a *LimitError where an own control exceeded a limit. A process that ended for another reason gives
// verdicts that say so: the other controls are none the worse.
func (o *ownBench) fetch(ctx context.Context, batch []question) ([]*verdict, error) {
	n := 0
	for _, q := range batch {
		n += len(q.Checks)
	}
	verdicts := make([]*verdict, n)
	reply, err := o.own.child.exchange(ctx, ownRequest{Judge: batch})
	var stopped *stoppedError
	switch {
	case errors.As(err, &stopped):
		for i := range verdicts {
			verdicts[i] = &verdict{err: stopped.Error()}
		}
		return verdicts, nil
	case err != nil:
		return nil, o.own.placed(err)
	case len(reply.Verdicts) != n:
		return nil, fmt.Errorf("own controls gave %d verdicts on %d questions", len(reply.Verdicts), n)
	}
	for i, v := range reply.Verdicts {
		verdicts[i] = v.unpack()
	}
	return verdicts, nil
}

// one asks one check about one subject.
func (o *ownBench) one(ctx context.Context, c Check, subject reflect.Value) (*verdict, error) {
	v, err := o.fetch(ctx, []question{{Subject: packSubject(subject, o.shared), Checks: []int{c.own.number}}})
	if err != nil {
		return nil, err
	}
	return v[0], nil
}

// prepare asks the own controls at once about all subjects of a batch of which no verdict is known.
// Without it they are asked one by one.
func (c *clerk) prepare(ctx context.Context, subjects []diff.Subject) error {
	if c.fetched == nil {
		c.fetched = make([]map[string]*verdict, len(c.bench.groups))
	}
	for i := range c.fetched {
		clear(c.fetched[i])
	}
	var batch []question
	var places []fetchedPlace
	for i := range subjects {
		s := &subjects[i]
		if c.bench.forget || s.Tenant != c.bench.shared {
			continue
		}
		value := reflect.ValueOf(s).Elem()
		unknown := c.unknown(value)
		if len(unknown) == 0 {
			continue
		}
		q := question{Subject: packSubject(value, c.bench.shared)}
		for _, p := range unknown {
			q.Checks = append(q.Checks, c.bench.groups[p.judge].check.own.number)
		}
		batch, places = append(batch, q), append(places, unknown...)
	}
	if len(batch) == 0 {
		return nil
	}
	verdicts, err := c.bench.own.fetch(ctx, batch)
	if err != nil {
		return fmt.Errorf("judging by own controls: %w", err)
	}
	for n, p := range places {
		c.fetched[p.judge][p.key] = verdicts[n]
	}
	return nil
}

// fetchedPlace is where a fetched verdict belongs.
type fetchedPlace struct {
	judge int
	key   string
}

// unknown lists the own checks of which no verdict on a subject is known or asked for already.
func (c *clerk) unknown(subject reflect.Value) []fetchedPlace {
	c.imprint.take(subject)
	c.ground = c.bench.grounds.of(c.bench.shared)
	c.key = c.imprint.appendKey(c.keyed(), c.few.numbers)
	few := c.few.known[string(c.key)]
	var list []fetchedPlace
	for i, j := range c.bench.groups {
		if j.check.own == nil || j.blind != "" || few != nil && few[i] != nil {
			continue
		}
		c.key = c.imprint.appendKey(c.keyed(), j.numbers)
		if c.known[i][string(c.key)] != nil || j.memory.get(c.key) != nil {
			continue
		}
		if c.fetched[i] == nil {
			c.fetched[i] = map[string]*verdict{}
		}
		if _, asked := c.fetched[i][string(c.key)]; asked {
			continue
		}
		key := string(c.key)
		c.fetched[i][key] = nil
		list = append(list, fetchedPlace{judge: i, key: key})
	}
	return list
}
