package diff

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

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
	// disagreeing lists the directory rows that name a cloud row in one anchor attribute only.
	disagreeing map[int32][]int32
	// originals gives the formerly synced cloud row that a directory row was the source of.
	originals map[int32]int32
	// writebacks are the different effective states there are; few, however many groups.
	writebacks []Writeback
	drift      driftPlan
	estate     estate
	governed   governed
	moving     moving
	// cycle is the length of a sync cycle.
	cycle  time.Duration
	window window
	// tenants are the facts of groups of which something was not read: a *Tenant by unreadOfSubject.
	tenants *sync.Map
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
	// lacking are the properties that the body of some group did not have, see missingOf.
	lacking uint16
	// unreadable says of groups without a readable record why, by row.
	unreadable map[int]string
	// cloudDoubt is what CloudDoubt returns.
	cloudDoubt string
	// jobScopeDoubt is what JobScopeDoubt returns.
	jobScopeDoubt string
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
	// wholeDirectory is true when a copy that was not found does not exist, wholeDomain when a directory group that was not
	// found does not, whether or not its anchors were read.
	wholeDirectory, wholeDomain bool
	// memberOfRead is true when an absent memberOf means none.
	memberOfRead bool
	lineage      lineage
	// ou is the folded writeback OU, "" when not known; otherOU is the first that the sync
	// configuration or Connect's export names and that is another one, "" where they do not contradict each other.
	ou, otherOU                         string
	directoryUnreadable, strayDirectory int
	// directoryUnread is what was not read of some group, beside those that could not be read at all.
	directoryUnread unreadAttributes
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
	var note string
	if f.cycle, note = cycleOf(sync, f.choices); note != "" {
		f.tenant.Notes = append(f.tenant.Notes, note)
	}
	openWindow(&f.manifest, f.cycle, &f.window)
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
	f.coverOU()
	if err := f.untimely(); err != nil {
		return err
	}
	f.settleApart()
	deleted, err := f.readDeleted(r)
	if err != nil {
		return err
	}
	f.tenant.AnchorsRead = f.anchorsReadOfEvery()
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
	f.moving.stands = f.stands()
	f.classify()
	f.findBefore()
	f.doubtCloudGroups(deleted)
	f.doubtJobScope()
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
	f.moving.totals = f.countMove()
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
	f.window.synced = noTime
	if in.Organization != nil {
		f.window.synced = latest(f.window.synced, in.Organization.LastSync)
	}
	scope, err := f.readJobs(r)
	if err != nil {
		return nil, nil, err
	}
	in.Jobs = scope.Jobs
	if in.Connect, err = readConnect(r); err != nil {
		return nil, nil, err
	}
	f.estate.connect = connectViews(&in.Connect, &f.choices)
	f.tenant = tenantFacts(in, f.estate.connect, f.choices)
	f.tenant.Collected = collectedFacts(f.State(snapshot.StreamCloudGroups))
	f.tenant.SecurityAsDistribution = Unknown
	f.tenantID = TenantID(in, f.choices)
	if expected := strings.ToLower(f.choices.TenantID); expected != "" && f.tenantID != expected {
		return nil, nil, &TenantError{Read: f.tenantID, Expected: expected}
	}
	if in.Organization != nil {
		f.tenantName = deref(in.Organization.DisplayName)
	}
	sync, doubted := complete(in.Sync, f.estate.connect)
	f.estate.anchorDoubted, f.estate.otherContainer = doubted.has(doubtAnchor), deref(doubted.container)
	return sync, NewJobScopes(scope, f.choices), nil
}

// readJobs reads the jobs of cloud sync and what they have in scope.
func (f *Facts) readJobs(r *snapshot.Reader) (ScopeInput, error) {
	scope := ScopeInput{
		JobsRead:        f.complete(snapshot.StreamSyncJobs),
		AssignmentsRead: f.complete(snapshot.StreamAppRoleAssignments), Groups: f.State(snapshot.StreamCloudGroups),
	}
	f.window.ran = noTime
	for job, err := range r.SyncJobs() {
		if err != nil {
			return scope, err
		}
		f.window.ran = latest(f.window.ran, job.LastSuccess)
		scope.Jobs = append(scope.Jobs, job)
	}
	for a, err := range r.AppRoleAssignments() {
		if err != nil {
			return scope, err
		}
		scope.Assignments = append(scope.Assignments, a)
	}
	f.estate.jobs, f.estate.jobsTold = writingJobs(scope.Jobs), scope.JobsRead && nameless(scope.Jobs) == 0
	f.estate.peopleByCloudSync = bringsPeople(scope.Jobs, scope.JobsRead)
	return scope, nil
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
		if folded, err := snapshot.FoldDN(f.estate.container); err == nil && folded != f.ou {
			f.otherOU = folded
		}
	} else if sync != nil && sync.UnifiedGroupContainer != nil {
		if folded, err := snapshot.FoldDN(*sync.UnifiedGroupContainer); err == nil {
			f.ou = folded
		}
	}
	if f.estate.otherContainer != "" && f.otherOU == "" {
		if folded := folding(f.estate.otherContainer); folded != f.ou {
			f.otherOU = folded
		}
	}
	f.tenant.OUKnown = f.ou != ""
	return f.placeConnect(f.estate.connect)
}
