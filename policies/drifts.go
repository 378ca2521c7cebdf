package policies

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// lastingControl judges what outlives the sync cycle: findings of driftControls, which Connect puts
// right in every cycle.
const lastingControl = "ENG-37"

var driftControls = []string{"DIF-06", "DIF-07", "DIF-11", "DIF-12", "DIF-23", "DIF-24"}

// lastingFingerprints bounds what the tenant's facts list.
const lastingFingerprints = 100

// Drifts are the findings on copies that Connect writes, of the controls whose defects it puts right,
// that one snapshot gives.
type Drifts struct{ groups map[string]drift }

// drift is that of one subject.
type drift struct {
	// fingerprints are those of the findings that are not settling, by control.
	fingerprints map[string]string
	// blind are the controls that could not judge the subject.
	blind []string
}

// FindDrifts judges an earlier snapshot by the same controls, parameters and choices as a later one,
// so that both mean the same by a finding. Nil when no chosen control asks for it.
func FindDrifts(ctx context.Context, f *diff.Facts, o Options) (*Drifts, error) {
	catalogue, err := o.catalogue()
	if err != nil {
		return nil, err
	}
	control, ok := catalogue.Control(lastingControl)
	if !ok || !o.chosen(control) {
		return nil, nil
	}
	return findDrifts(ctx, loaded{f}, o, nil)
}

// findDrifts judges the subjects at the given positions; nil means all.
func findDrifts(ctx context.Context, f facts, o Options, positions []int) (*Drifts, error) {
	o.only = driftControls
	b, err := newBench(ctx, f, o)
	if err != nil {
		return nil, err
	}
	count := len(positions)
	if positions == nil {
		count = f.Len()
	}
	d := &Drifts{groups: map[string]drift{}}
	var lock sync.Mutex
	workers := max(1, min(runtime.GOMAXPROCS(0), count/batchSize))
	group, inner := errgroup.WithContext(ctx)
	for w := range workers {
		group.Go(func() error {
			clerk, assembler := newClerk(b), f.assembler()
			for i := count * w / workers; i < count*(w+1)/workers; i++ {
				at := i
				if positions != nil {
					at = positions[i]
				}
				s := assembler.Subject(at)
				one, err := driftOf(inner, clerk, &s)
				if err != nil {
					return err
				}
				if len(one.fingerprints)+len(one.blind) > 0 {
					lock.Lock()
					d.groups[s.Identity.Key] = one
					lock.Unlock()
				}
			}
			return inner.Err()
		})
	}
	return d, group.Wait()
}

// driftOf judges one subject; what no engine of Connect writes has none. Where that is not known, or no
// copy was read, no control could judge it.
func driftOf(ctx context.Context, c *clerk, s *diff.Subject) (drift, error) {
	var d drift
	connect := s.Writeback.Engine == diff.V1 || s.Writeback.Engine == diff.V2
	switch expected := s.Writeback.Expected; {
	case s.Cloud == nil || expected == diff.No:
		return d, nil
	case s.Directory != nil && !connect && expected == diff.Unknown, s.Directory == nil && s.DirectoryAbsent == diff.Unknown:
		d.blind = driftControls
		return d, nil
	case s.Directory == nil || !connect:
		return d, nil
	}
	target := aboutGroup(s).target
	err := c.group(ctx, s, func(_ int, j *judge, g judgement) error {
		switch {
		case g.outcome == notEvaluated || g.outcome == errored:
			d.blind = append(d.blind, j.control.ID)
		case g.outcome == failed && (!s.Settling || !j.control.Settling):
			for _, r := range g.findings {
				if d.fingerprints == nil {
					d.fingerprints = map[string]string{}
				}
				d.fingerprints[report.Fingerprint(j.control.ID, target.Kind, target.ID, r.part)] = j.control.ID
			}
		}
		return nil
	})
	if err != nil {
		return d, fmt.Errorf("looking for differences that last: %w", err)
	}
	return d, nil
}

// lasting counts the differences that the earlier snapshot and this one both show.
func lasting(ctx context.Context, f facts, o Options, b *bench) (diff.Lasting, error) {
	l := diff.Lasting{Fingerprints: []string{}}
	judged := slices.ContainsFunc(b.tenants, func(j *judge) bool { return j.control.ID == lastingControl && j.blind == "" })
	if o.Drifts == nil || !judged {
		return l, nil
	}
	var positions []int
	for key := range o.Drifts.groups {
		if at, ok := f.Position(key); ok {
			positions = append(positions, at)
		}
	}
	l.Judged = true
	if positions == nil {
		return l, nil
	}
	now, err := findDrifts(ctx, f, o, positions)
	if err != nil {
		return l, err
	}
	for key, d := range now.groups {
		before, here := o.Drifts.groups[key], 0
		for fingerprint, control := range d.fingerprints {
			switch _, same := before.fingerprints[fingerprint]; {
			case same:
				here++
				l.Fingerprints = append(l.Fingerprints, fingerprint)
			case slices.Contains(before.blind, control):
				l.Doubtful++
			}
		}
		for _, control := range before.fingerprints {
			if slices.Contains(d.blind, control) {
				l.Unjudged++
			}
		}
		l.Findings += here
		if here > 0 {
			l.Groups++
		}
	}
	slices.Sort(l.Fingerprints)
	l.Fingerprints = l.Fingerprints[:min(len(l.Fingerprints), lastingFingerprints)]
	return l, nil
}
