package diff

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Facts is a loaded snapshot with everything that needs all of it at once: which directory group is
// the copy of which cloud group, what is written, how groups nest. It is read-only after Load and
// may be used by several goroutines.
type Facts struct {
	choices              Choices
	manifest             snapshot.Manifest
	digest               string
	tenant               Tenant
	tenantID, tenantName string
	totals               Totals
	notes                []string

	cloudSide
	directorySide
	nesting nesting
	// candidates lists the directory rows that claim a cloud row where several do.
	candidates map[int32][]int32
	// writebacks are the different effective states there are; few, however many groups.
	writebacks []Writeback
	drift      driftPlan
	estate     estate
	governed   governed
	// settling is the start of the in-flight window, see settlingSince; cycle the length of a sync cycle.
	settling int64
	cycle    time.Duration
	past
}

// cloudSide is what was loaded of the cloud.
type cloudSide struct {
	cloud        []cloudRow
	people       cloudPrincipals
	cloudMembers memberships
	cloudEdges   snapshot.StreamState
	cloudTexts   texts
	cloudWords   *words
	collected    Collected
	// cloudUnreadable counts groups without a readable record, strayCloud memberships of groups
	// without any, unrecorded members without one.
	cloudUnreadable, strayCloud, unrecorded int
}

// directorySide is what was loaded of the directory.
type directorySide struct {
	directory        []directoryRow
	accounts         directoryPrincipals
	directoryMembers memberships
	directoryEdges   snapshot.StreamState
	directoryTexts   texts
	directoryWords   *words
	parents          *parents
	// unclaimed are the rows that are subjects of their own, ascending.
	unclaimed []int32
	// wholeDirectory is true when a copy that was not found does not exist.
	wholeDirectory bool
	// memberOfRead is true when an absent memberOf means none.
	memberOfRead bool
	lineage      lineage
	// ou is the folded writeback OU, "" when not known.
	ou                                  string
	directoryUnreadable, strayDirectory int
}

// Load reads a snapshot. c settles what documents leave open and gives what the snapshot lacks;
// with Choices.WritebackOU that is no DN it fails. Every record is kept or counted: what could not
// be read makes facts unknown, never absent. Memory is bounded by groups, principals and 4 bytes
// for a membership.
func Load(ctx context.Context, r *snapshot.Reader, c Choices) (*Facts, error) {
	return LoadSince(ctx, r, c, nil)
}

func (f *Facts) load(ctx context.Context, r *snapshot.Reader) error {
	sync, scopes, err := f.readTenant(r)
	if err != nil {
		return err
	}
	f.cycle = cycleOf(sync, f.choices)
	f.settling = settlingSince(&f.manifest, f.cycle)
	if err := f.startGoverning(); err != nil {
		return err
	}
	if err := f.readEstate(r, sync); err != nil {
		return err
	}
	if err := f.findOU(sync); err != nil {
		return err
	}
	f.cloudEdges, f.directoryEdges = f.State(snapshot.StreamCloudMemberships), f.State(snapshot.StreamDirectoryMemberships)
	var k linkKeys
	if err := f.readSides(ctx, r, scopes, &k); err != nil {
		return err
	}
	deleted, err := f.readDeleted(r)
	if err != nil {
		return err
	}
	f.memberOfRead = hasProperty(f.State(snapshot.StreamDirectoryGroups), "memberof")
	f.match(deleted)
	f.link(&k, sync)
	if err := f.survey(r, &k); err != nil {
		return err
	}
	if err := f.govern(ctx, r, &k); err != nil {
		return err
	}
	f.decide()
	f.classify()
	f.findBefore()
	if err := f.findLeavers(ctx, &k, sync); err != nil {
		return fmt.Errorf("comparing with the earlier snapshot: %w", err)
	}
	return f.conclude(r)
}

// conclude states what needs every pair and every member.
func (f *Facts) conclude(r *snapshot.Reader) error {
	f.nest()
	f.markLoops()
	f.drift = planDrift(f.State(snapshot.StreamCloudGroups), f.State(snapshot.StreamDirectoryGroups), f.tenant.Exchange, f.anyMail())
	if err := f.compareHistory(r); err != nil {
		return err
	}
	f.countTotals()
	f.countEstate()
	f.collectNotes()
	return nil
}

// linkKeys are the keys of both sides; Load lets go of them after linking.
type linkKeys struct {
	cloud     cloudKeys
	directory directoryKeys
}

// readTenant reads the small objects and says which groups cloud sync takes.
func (f *Facts) readTenant(r *snapshot.Reader) (*snapshot.SyncConfiguration, *JobScopes, error) {
	in := TenantInput{Manifest: f.manifest, JobsRead: f.complete(snapshot.StreamSyncJobs), LicencesRead: f.complete(snapshot.StreamLicences)}
	var err error
	if in.Settings, err = r.Settings(); err != nil {
		return nil, nil, err
	}
	if in.Organization, err = r.Organization(); err != nil {
		return nil, nil, err
	}
	if in.Sync, err = r.SyncConfiguration(); err != nil {
		return nil, nil, err
	}
	if in.Directory, err = r.DirectoryFacts(); err != nil {
		return nil, nil, err
	}
	for licence, err := range r.Licences() {
		if err != nil {
			return nil, nil, err
		}
		in.Licences = append(in.Licences, licence)
	}
	for job, err := range r.SyncJobs() {
		if err != nil {
			return nil, nil, err
		}
		in.Jobs = append(in.Jobs, job)
	}
	scope := ScopeInput{
		Jobs: in.Jobs, JobsRead: in.JobsRead,
		AssignmentsRead: f.complete(snapshot.StreamAppRoleAssignments), Groups: f.State(snapshot.StreamCloudGroups),
	}
	for a, err := range r.AppRoleAssignments() {
		if err != nil {
			return nil, nil, err
		}
		scope.Assignments = append(scope.Assignments, a)
	}
	if in.Connect, err = readConnect(r); err != nil {
		return nil, nil, err
	}
	f.estate.connect = connectViews(&in.Connect, &f.choices)
	f.tenant = tenantFacts(in, f.estate.connect, f.choices)
	f.tenant.AnchorsRead = anchorsRead(f.State(snapshot.StreamDirectoryGroups))
	f.tenant.Collected = collectedFacts(f.State(snapshot.StreamCloudGroups))
	f.tenant.SecurityAsDistribution = Unknown
	f.tenantID = TenantID(in, f.choices)
	if in.Organization != nil {
		f.tenantName = deref(in.Organization.DisplayName)
	}
	sync, _ := complete(in.Sync, f.estate.connect)
	return sync, NewJobScopes(scope, f.choices), nil
}

// findOU folds the writeback OU: the choice, else the sync configuration's container where that is
// a DN.
func (f *Facts) findOU(sync *snapshot.SyncConfiguration) error {
	if f.choices.WritebackOU != "" {
		folded, err := snapshot.FoldDN(f.choices.WritebackOU)
		if err != nil || folded == "" {
			return fmt.Errorf("reading the writeback OU %q: expected a DN such as OU=Writeback,DC=contoso,DC=com", f.choices.WritebackOU)
		}
		f.ou = folded
	} else if sync != nil && sync.UnifiedGroupContainer != nil {
		if folded, err := snapshot.FoldDN(*sync.UnifiedGroupContainer); err == nil {
			f.ou = folded
		}
	}
	f.tenant.OUKnown = f.ou != ""
	return f.placeConnect(f.estate.connect)
}

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
	for g, err := range r.CloudGroups() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		if n := len(f.cloud); n > 0 && compareGUID(g.ID, f.cloud[n-1].id) <= 0 {
			return unsorted(snapshot.StreamCloudGroups, g.ID)
		}
		f.estate.originate(g.DomainName)
		row := packCloud(&g, &f.cloudTexts, f.cloudWords)
		row.inScope = numberOf[answerNumber](answers[:], scopes.Contain(&g))
		if row.flags.has(cloudUnreadable) {
			f.cloudUnreadable++
		}
		f.cloud = append(f.cloud, row)
	}
	k.byID = newIDIndex(f.State(snapshot.StreamCloudPrincipals).Records)
	for c, err := range r.CloudPrincipals() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		f.estate.originate(c.DomainName)
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
		}
		f.directory = append(f.directory, row)
	}
	k.byDN = make(map[string]uint32, min(f.State(snapshot.StreamDirectoryPrincipals).Records, maxHint))
	for d, err := range r.DirectoryPrincipals() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		f.estate.noteMailbox(d.RecipientTypeDetails)
		f.accounts.add(k, &f.directoryTexts, f.parents, &f.choices, &d)
	}
	if err := f.readDirectoryMembers(ctx, r, k); err != nil {
		return err
	}
	f.directoryTexts.seal()
	f.parents.locate(f.ou)
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

// State returns how stream ended; absent for one the manifest does not name.
func (f *Facts) State(stream snapshot.Stream) snapshot.StreamState {
	for i := range f.manifest.Streams {
		if f.manifest.Streams[i].Name == stream {
			return f.manifest.Streams[i]
		}
	}
	return snapshot.StreamState{Name: stream, Status: snapshot.Absent, Reason: "not collected"}
}

func (f *Facts) complete(stream snapshot.Stream) bool {
	return f.State(stream).Status == snapshot.Complete
}

// Manifest returns the snapshot's manifest.
func (f *Facts) Manifest() snapshot.Manifest { return f.manifest }

// SnapshotDigest returns the SHA-256 of the manifest file, lower-case hex.
func (f *Facts) SnapshotDigest() string { return f.digest }

// Choices returns the choices the facts were made with.
func (f *Facts) Choices() Choices { return f.choices }

// Totals returns the counts over all subjects.
func (f *Facts) Totals() Totals { return f.totals }

// TenantID returns the tenant's id, or "unknown".
func (f *Facts) TenantID() string { return f.tenantID }

// TenantName returns the tenant's display name; "" when organization was not read.
func (f *Facts) TenantName() string { return f.tenantName }

// TenantSubject returns the input of tenant controls.
func (f *Facts) TenantSubject() TenantSubject {
	return TenantSubject{Tenant: &f.tenant, Totals: f.totals, Access: f.estate.access, Population: f.population(), History: f.history}
}

// Notes returns remarks on the snapshot that no stream status and no subject carries, those of the
// sources first.
func (f *Facts) Notes() []string { return slices.Clone(f.notes) }

// collectNotes puts the remarks in order.
func (f *Facts) collectNotes() {
	f.notes = append(slices.Clone(f.manifest.Notes), f.tenant.Notes...)
	for _, n := range [...]struct {
		count int
		text  string
	}{
		{f.cloudUnreadable, "%d cloud groups could not be read; what is written of them is unknown"},
		{f.directoryUnreadable, "%d directory groups could not be read; their anchors are unknown"},
		{f.strayCloud, "%d cloud memberships belong to groups without a record and were left out"},
		{f.strayDirectory, "%d directory memberships belong to groups without a record and were left out"},
		{f.unrecorded, "%d cloud members have no record of their own and count as unreadable"},
	} {
		if n.count > 0 {
			f.notes = append(f.notes, fmt.Sprintf(n.text, n.count))
		}
	}
	if entries := f.tier0WithoutRecord(); len(entries) > 0 {
		f.notes = append(f.notes, fmt.Sprintf("governance.tier0_groups, entries %s: no directory group that was read is called so; "+
			"a path into such a group shows only where the entry is its DN: export it too, or correct the entry", strings.Join(entries, ", ")))
	}
}
