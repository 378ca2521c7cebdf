package diff

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readSides reads both sides at the same time: they share nothing.
func (f *Facts) readSides(ctx context.Context, r *snapshot.Reader, scopes *JobScopes, k *linkKeys) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return f.readCloud(ctx, r, scopes, &k.cloud) })
	g.Go(func() error { return f.readDirectory(ctx, r, &k.directory) })
	return g.Wait()
}

func (f *Facts) readCloud(ctx context.Context, r *snapshot.Reader, scopes *JobScopes, k *cloudKeys) error {
	f.cloudWords = newWords()
	f.collected = CollectedOf(f.State(snapshot.StreamCloudGroups))
	f.cloud = make([]cloudRow, 0, f.rowHint(snapshot.StreamCloudGroups))
	f.unreadable = map[int]string{}
	for g, err := range r.CloudGroups() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		if n := len(f.cloud); n > 0 && compareGUID(g.ID, f.cloud[n-1].id) <= 0 {
			return unsorted(snapshot.StreamCloudGroups, g.ID)
		}
		f.estate.originate(g.DomainName)
		row := packCloud(&g, &f.cloudTexts, f.cloudWords)
		contained := scopes.Contain(&g)
		row.inScope = numberOf[answerNumber](answers[:], contained)
		if contained == Unknown {
			row.scopeDoubt = f.cloudWords.number(new(scopes.Doubt(&g)))
		}
		row.jobs = f.cloudWords.number(new(scopes.each(&g)))
		if row.flags.has(cloudUnreadable) {
			f.cloudUnreadable++
			f.unreadable[len(f.cloud)] = g.Unreadable
		}
		f.lacking |= row.missing
		f.cloud = append(f.cloud, row)
	}
	k.byID = newIDIndex(f.State(snapshot.StreamCloudPrincipals).Records)
	for c, err := range r.CloudPrincipals() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		f.estate.originatePerson(&c)
		f.people.add(k, &f.cloudTexts, &c)
	}
	if err := f.readCloudMembers(ctx, r, k); err != nil {
		return err
	}
	if err := f.readOwners(ctx, r, k); err != nil {
		return err
	}
	f.cloudTexts.seal()
	return nil
}

func (f *Facts) readDirectory(ctx context.Context, r *snapshot.Reader, k *directoryKeys) error {
	f.directoryWords, f.parents = newWords(), newParents()
	f.directory = make([]directoryRow, 0, f.rowHint(snapshot.StreamDirectoryGroups))
	for g, err := range r.DirectoryGroups() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		if n := len(f.directory); n > 0 && compareGUID(g.GUID, f.directory[n-1].guid) <= 0 {
			return unsorted(snapshot.StreamDirectoryGroups, g.GUID)
		}
		row := packDirectory(&g, &f.choices, &f.directoryTexts, f.directoryWords, f.parents)
		f.lineage.note(len(f.directory), g.MemberOf)
		if row.flags.has(directoryUnreadable) {
			f.directoryUnreadable++
		} else {
			f.directoryUnread |= row.unread
		}
		f.directory = append(f.directory, row)
	}
	k.byDN = make(map[string]uint32, min(f.State(snapshot.StreamDirectoryPrincipals).Records, maxHint))
	for d, err := range r.DirectoryPrincipals() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		f.estate.note(&d)
		f.accounts.add(k, &f.directoryTexts, f.parents, &f.choices, &d)
	}
	if err := f.readDirectoryMembers(ctx, r, k); err != nil {
		return err
	}
	f.directoryTexts.seal()
	f.parents.locate(f.ou, f.otherOU)
	return nil
}

// rowHint is how many rows to make room for: growing a large slice holds it twice.
func (f *Facts) rowHint(stream snapshot.Stream) int64 {
	const most = 2 << 20
	return max(0, min(f.State(stream).Records, most))
}

// stop returns err, or why ctx has ended.
func stop(ctx context.Context, err error) error {
	if err != nil {
		return err
	}
	return ctx.Err()
}

func unsorted(stream snapshot.Stream, id snapshot.GUID) error {
	return fmt.Errorf("reading %s: %s comes after a greater id: expected ascending order; collect the snapshot again", stream, id)
}

// readDeleted reads the ids in deletedItems with the time of deletion.
func (f *Facts) readDeleted(r *snapshot.Reader) (map[snapshot.GUID]int64, error) {
	deleted := map[snapshot.GUID]int64{}
	for g, err := range r.CloudDeletedGroups() {
		if err != nil {
			return nil, err
		}
		deleted[g.ID] = micros(g.Deleted)
	}
	return deleted, nil
}
