package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// lookAgain reads a second time where the members of both sides differ, first the cloud, then the
// directory: Graph gives no time for a membership, so a change on its way looks like a difference.
// What still differs counts. It needs a directory that is read live; an export stays as it was.
// What the second look cannot read stays as the first read it, and the snapshot says so: the members of
// single groups, or all of it where the second look would know less of any list.
//
// The members that only the directory has are then looked for among the users of the cloud. Settled is false where the
// second look failed.
func (l *live) lookAgain(ctx context.Context, dir string, kept *fetch.Spool, again func(people []string) *fetch.Source, onPremises directorySide) (settled bool, err error) {
	if onPremises == nil || !l.cfg.flag("collect.second_look") {
		return true, nil
	}
	differing, people, err := l.differing(ctx, dir)
	if err != nil || len(differing) == 0 {
		return err == nil, err
	}
	for _, id := range differing {
		if err := kept.Again("members/" + id.String()); err != nil {
			return false, err
		}
	}
	groups := fmt.Sprintf("%d groups", len(differing))
	if len(differing) == 1 {
		groups = "1 group"
	}
	fmt.Fprintf(l.t.talk, "Members of %s differ: reading both sides a second time\n", groups)
	first, err := statesAt(dir)
	if err != nil {
		return false, err
	}
	cloud := again(people)
	err = l.write(ctx, dir, cloud, onPremises, func(ctx context.Context, w *snapshot.Writer, sources ...collect.Source) error {
		if err := inTurn(ctx, w, sources...); err != nil {
			return err
		}
		w.Note(lookedAgain(groups, cloud))
		return noLess(first, w)
	})
	if n, why := cloud.Unrepeated(); err == nil && n > 0 {
		fmt.Fprintf(l.t.talk, "The second look could not read the members of %d of them in the cloud, so a difference may be a change on its way: %s\n", n, oneLine(why))
		l.lacking = append(l.lacking, "the cloud was not read a second time where members differ")
	}
	if err == nil || ctx.Err() != nil {
		return err == nil, err
	}
	fmt.Fprintf(l.t.talk, "The second look failed, so a difference may be a change on its way: %s\n", oneLine(err.Error()))
	return false, snapshot.Annotate(dir, fmt.Sprintf("members of %s differed, and the second look failed, so a difference may be a change on its way: %s", groups, oneLine(err.Error())))
}

// lookedAgain says of the groups that differed what a second look found.
func lookedAgain(groups string, cloud *fetch.Source) string {
	if n, why := cloud.Unrepeated(); n > 0 {
		return fmt.Sprintf("members of %s differed at the first look: of %d of them the cloud's could not be read a second time and stand as first read, "+
			"so what differs there may be a change on its way: %s", groups, n, why)
	}
	return "members of " + groups + " differed at the first look: what differs here still did at a second"
}

// statesAt are the lists of the snapshot at dir.
func statesAt(dir string) ([]snapshot.StreamState, error) {
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		return nil, err
	}
	return r.Manifest().Streams, r.Close()
}

// noLess refuses a second look that knows less of a list than the first: of what is missing nobody could say
// whether it is less or other.
func noLess(first []snapshot.StreamState, w *snapshot.Writer) error {
	rank := map[snapshot.Status]int{snapshot.Absent: 0, snapshot.Partial: 1, snapshot.Complete: 2}
	for _, was := range first {
		now, ended := w.Ended(was.Name)
		if !ended {
			now.Status, now.Reason = snapshot.Absent, "not collected"
		}
		if rank[now.Status] < rank[was.Status] || now.Status == snapshot.Partial && was.Status == snapshot.Partial && now.Reason != was.Reason {
			return fmt.Errorf("%s: %s", was.Name, now.Reason)
		}
	}
	return nil
}

// differing are the written cloud groups whose members on both sides are not the same, and the SIDs of
// people who are members on the directory's side only.
func (l *live) differing(ctx context.Context, dir string) (ids []snapshot.GUID, people []string, err error) {
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	choices, err := l.cfg.choices()
	if err != nil {
		return nil, nil, err
	}
	facts, err := diff.Load(ctx, r, choices)
	if err != nil {
		return nil, nil, err
	}
	strangers := map[string]bool{}
	for s, err := range facts.Subjects(ctx) {
		if err != nil {
			return nil, nil, err
		}
		if s.Cloud == nil || s.Directory == nil || s.Members.MissingAtLeast+s.Members.ForeignAtLeast == 0 {
			continue
		}
		id, err := snapshot.ParseGUID(s.Identity.CloudID)
		if err != nil {
			return nil, nil, fmt.Errorf("looking for groups that differ: %w", err)
		}
		ids = append(ids, id)
		noteStrangers(facts, s.Identity.Key, strangers)
	}
	people, err = peopleAmong(r, strangers)
	return ids, people, err
}

// noteStrangers adds the folded names of members that the copy of a group has and no cloud object is known to be.
func noteStrangers(facts *diff.Facts, key string, names map[string]bool) {
	s, known := facts.Subject(key)
	if !known || s.Details == nil {
		return
	}
	for _, d := range s.Details.Differences {
		if d.Difference != diff.DifferenceForeign || d.CloudID != "" {
			continue
		}
		if folded, err := snapshot.FoldDN(d.DN); err == nil {
			names[folded] = true
		}
	}
}

// peopleAmong returns the SIDs of those named who are people.
func peopleAmong(r *snapshot.Reader, names map[string]bool) (sids []string, err error) {
	if len(names) == 0 {
		return nil, nil
	}
	for p, err := range r.DirectoryPrincipals() {
		if err != nil {
			return nil, err
		}
		if names[p.FoldedDN] && p.SID != nil && (p.Class == "user" || p.Class == "inetorgperson" || p.Class == "") {
			sids = append(sids, *p.SID)
		}
	}
	return sids, nil
}

// inTurn reads one source after the other: what is on its way from the first to the next arrives.
func inTurn(ctx context.Context, w *snapshot.Writer, sources ...collect.Source) error {
	for _, s := range sources {
		if err := collect.Run(ctx, w, s); err != nil {
			return err
		}
	}
	return nil
}
