package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

const shortestPrefix = 8

// sought is what a stream holds of a finding.
type sought struct {
	run      *report.Run
	found    []*report.Finding
	controls map[string]*report.Control
	// group is the finding's; nil for a finding about something else.
	group *report.Group
	// change is the one that the finding is about; nil for none, or for the tenant's switches.
	change *report.ObjectChange
}

func explainFinding(ctx context.Context, cfg *config, dir, id string) (*explanation, error) {
	if len(id) < shortestPrefix {
		return nil, usage("finding %q: give at least the first %d characters of the fingerprint", id, shortestPrefix)
	}
	s := &sought{controls: map[string]*report.Control{}}
	var last *report.Group
	var change *report.ObjectChange
	err := replay(ctx, dir, func(r report.Record) {
		switch {
		case r.Run != nil:
			s.run = r.Run
		case r.Control != nil:
			s.controls[r.Control.ID] = r.Control
		case r.Group != nil:
			last = r.Group
		case r.Change != nil:
			change = r.Change
		case r.Finding != nil && strings.HasPrefix(r.Finding.Fingerprint, strings.ToLower(id)):
			s.found = append(s.found, r.Finding)
			// A group's findings follow its record.
			switch {
			case change != nil && change.Target() == r.Finding.Target:
				s.change = change
			case last != nil && sameTarget(last, r.Finding):
				s.group = last
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if len(s.found) != 1 {
		return nil, usage("%d findings in %s start with %q; give one fingerprint", len(s.found), dir, id)
	}
	e := &explanation{Finding: s.found[0], Control: s.controls[s.found[0].Control], Change: s.change}
	if e.Control != nil && e.Control.Profile == report.ProfileDrift {
		e.Earlier, e.Unasked = s.run.Earlier, "it judges what changed between two snapshots; what is there now, other controls judge"
		return e, nil
	}
	if s.group != nil {
		e.Path, e.about = pathOf(s.group, s.run), s.group
	}
	return e, e.ask(ctx, cfg, dir, s)
}

// ask asks the control again, by the snapshot beside the findings and the configuration of now.
func (e *explanation) ask(ctx context.Context, cfg *config, dir string, s *sought) error {
	kind := e.Finding.Target.Kind
	switch {
	case kind == report.TargetWaiver:
		e.Unasked = "it is about a waiver"
		return nil
	case kind != report.TargetTenant && s.group == nil:
		e.Unasked = "the stream does not hold its group"
		return nil
	}
	path := filepath.Join(dir, snapshotName)
	if _, err := os.Stat(path); err != nil {
		e.Unasked = dir + " holds no snapshot"
		return nil
	}
	options, done, err := auditOptions(ctx, cfg)
	if err != nil {
		return err
	}
	defer done()
	options.Profiles, options.Now = s.run.Profiles, s.run.Now
	if _, known := options.Catalogue.Control(e.Finding.Control); !known {
		e.Unasked = "this version has no control " + e.Finding.Control + ", or --policies does not name its folder"
		return nil
	}
	return withFacts(ctx, cfg, path, s.run, func(facts *diff.Facts) error {
		key := ""
		if s.group != nil {
			key = s.group.Key
		}
		if facts.SnapshotDigest() != s.run.SnapshotDigest {
			e.Unasked = "the snapshot in " + dir + " is not the one that the findings were made of"
			return nil
		}
		asked, err := policies.Inquire(ctx, facts, options, e.Finding.Control, key)
		if err != nil {
			return err
		}
		e.Asked, e.Facts = &asked, factsOf(&asked, s.run, e.Control, copyOf(s.group))
		return nil
	})
}

// withFacts loads the snapshot at path for use, by the choices that the run was judged by.
func withFacts(ctx context.Context, cfg *config, path string, run *report.Run, use func(*diff.Facts) error) (err error) {
	r, err := snapshot.OpenPath(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	choices, err := cfg.choices()
	if err != nil {
		return err
	}
	if choices, err = recordedChoices(run, &choices); err != nil {
		return err
	}
	facts, err := diff.Load(ctx, r, choices)
	if err != nil {
		return err
	}
	return use(facts)
}

// unlisted looks in the snapshot for a group that the stream leaves out, since nobody writes it and it has no
// finding. Without the snapshot of the findings it finds none.
func unlisted(ctx context.Context, cfg *config, dir, id string, run *report.Run) (groups []*report.Group, err error) {
	path := filepath.Join(dir, snapshotName)
	if _, err := os.Stat(path); err != nil {
		return nil, usage("no group %q in %s; groups that nobody writes and that have no finding are not in the stream, and %s holds no snapshot", id, dir, dir)
	}
	err = withFacts(ctx, cfg, path, run, func(facts *diff.Facts) error {
		if facts.SnapshotDigest() != run.SnapshotDigest {
			return nil
		}
		for i := range facts.Len() {
			at := facts.Footing(i)
			_, key, _ := strings.Cut(at.Key, ":")
			if !strings.EqualFold(at.Key, id) && !strings.EqualFold(key, id) && at.Name != id && (at.DN == "" || !strings.EqualFold(at.DN, id)) {
				continue
			}
			group := policies.Show(facts, i)
			groups = append(groups, &group)
		}
		return nil
	})
	return groups, err
}
