package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
	"github.com/wbaudit/wbaudit/policies"
)

// previous is the earlier snapshot to compare with; without a path there is none.
type previous struct {
	path string
	// origin says where the operator named it.
	origin  string
	tickets []diff.Ticket
}

// previous returns what the operator said of an earlier snapshot; wrong tickets are usage errors
// whether or not there is one.
func (c *config) previous() (previous, error) {
	tickets, err := c.tickets()
	return previous{path: c.text("previous"), origin: c.origin("previous"), tickets: tickets}, err
}

// load loads a snapshot, compared with the earlier one if there is one, and gives the options what
// that one showed.
// Where changes are judged, the options get those as well.
func (j *judging) load(ctx context.Context, r *snapshot.Reader) (facts *diff.Facts, err error) {
	p := j.previous
	if p.path == "" {
		return diff.Load(ctx, r, j.choices)
	}
	before, err := snapshot.OpenPath(p.path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.origin, err)
	}
	defer func() { err = errors.Join(err, before.Close()) }()
	if err := diff.CheckEarlier(r, before, j.choices, "the snapshot to audit"); err != nil {
		return nil, usage("%s: comparing with %s: %w", p.origin, p.path, err)
	}
	if slices.Contains(j.options.Profiles, policies.DriftProfile) {
		return j.compare(ctx, before, r)
	}
	earlier, err := j.keep(ctx, before)
	if err != nil {
		return nil, err
	}
	return diff.LoadSince(ctx, r, j.choices, earlier)
}

// compare loads both snapshots with all that changed between them.
func (j *judging) compare(ctx context.Context, before, after *snapshot.Reader) (*diff.Facts, error) {
	found, err := changes.Load(ctx, before, after, j.choices, j.previous.tickets, func(earlier *diff.Facts) error {
		return j.findDrifts(ctx, earlier)
	})
	if err != nil {
		return nil, err
	}
	j.options.Changes = found
	return found.Later, nil
}

// findDrifts gives the options what the earlier snapshot showed.
func (j *judging) findDrifts(ctx context.Context, earlier *diff.Facts) (err error) {
	j.options.Drifts, err = policies.FindDrifts(ctx, earlier, j.options)
	return err
}

// keep judges the earlier snapshot and keeps of it only what a comparison needs, so that the facts of
// two snapshots are never held at once.
func (j *judging) keep(ctx context.Context, r *snapshot.Reader) (*diff.Earlier, error) {
	facts, err := diff.Load(ctx, r, j.choices)
	if err != nil {
		return nil, err
	}
	if err := j.findDrifts(ctx, facts); err != nil {
		return nil, err
	}
	earlier := facts.Earlier(r, j.previous.tickets)
	// Without this the next facts would be loaded before the memory of these is used again.
	runtime.GC()
	return earlier, nil
}
