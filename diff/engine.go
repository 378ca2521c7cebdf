package diff

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Where a switch was read; the values of Tenant.EngineSource and EngineSources.
const (
	SourceSyncConfiguration = "sync_configuration"
	SourceSyncJobs          = "sync_jobs"
	SourceConfiguration     = "configuration"
	SourceNone              = "none"
	// SourceAssumed is that of an Overlay.
	SourceAssumed = "assumed"
)

// TenantInput is what a snapshot says of the tenant. A nil field was not read.
type TenantInput struct {
	Manifest snapshot.Manifest
	// Settings is nil when not read and empty when the tenant has none.
	Settings     []snapshot.Setting
	Organization *snapshot.Organization
	Sync         *snapshot.SyncConfiguration
	// Jobs counts only where JobsRead is true; a list known to be cut cannot prove that there is no job.
	Jobs     []snapshot.SyncJob
	JobsRead bool
	// Licences counts as a whole only where LicencesRead is true.
	Licences     []snapshot.Licence
	LicencesRead bool
	Directory    *snapshot.DirectoryFacts
	Connect      ConnectInput
}

// EngineSources says for each engine where its switch was read.
type EngineSources struct {
	V1, V2, CloudSync string
}

// TenantFacts states what is known of the tenant and its engines. What the snapshot says wins over
// c, with a note where they disagree; of what the sync configuration and Connect's export say differently neither is
// believed; what none says stays unknown.
func TenantFacts(in TenantInput, c Choices) Tenant {
	return tenantFacts(in, connectViews(&in.Connect, &c), c)
}

func tenantFacts(in TenantInput, views []*connectView, c Choices) Tenant {
	read := in.Sync
	var doubted doubts
	in.Sync, doubted = complete(read, views)
	t := Tenant{
		Notes:            append(describeServers(views), doubted.notes...),
		OUKnown:          c.WritebackOU != "",
		Exchange:         Unknown,
		SyncAge:          syncAge(in),
		CloudSyncRunning: jobsRunning(in), OnPremisesUsers: cmp.Or(c.OnPremisesUsers, SwitchUnknown),
		Sync:    syncFacts(in.Sync),
		Jobs:    jobFacts(in),
		Premium: premiumPlans.in(in.Licences, in.LicencesRead), IDGovernance: governancePlans.in(in.Licences, in.LicencesRead),
		B2C: forCustomers(in.Organization),
	}
	t.Sync.UserWriteback = userWriteback(t.Sync.UserWriteback, doubted.has(doubtUsers), views)
	from := func(name string) string {
		if feature(read, name) == SwitchUnknown {
			return SourceConnect
		}
		return SourceSyncConfiguration
	}
	const v1, v2 = "unifiedGroupWritebackEnabled", "groupWriteBackEnabled"
	t.V1, t.Sources.V1 = t.settle("v1", feature(in.Sync, v1), from(v1), c.Engines.V1)
	t.V2, t.Sources.V2 = t.settle("v2", feature(in.Sync, v2), from(v2), c.Engines.V2)
	t.Connect = connectFacts(views)
	t.Connect.doubt(doubted.parts)
	t.CloudSync, t.Sources.CloudSync = t.settle("cloudsync", jobSwitch(in), SourceSyncJobs, c.Engines.CloudSync)
	if n := nameless(in.Jobs); n > 0 && in.JobsRead {
		t.Notes = append(t.Notes, fmt.Sprintf("%d synchronization jobs without a templateId may write groups: export them with templateId", n))
	}
	t.DeviceWriteback = feature(in.Sync, "deviceWritebackEnabled")
	t.EngineSource = connectSource(t.Sources)
	t.Mode = mode(t.V1, t.V2, t.CloudSync)
	if in.Sync != nil {
		t.ClientVersion = in.Sync.ClientVersion
		t.OUKnown = t.OUKnown || in.Sync.UnifiedGroupContainer != nil && strings.TrimSpace(*in.Sync.UnifiedGroupContainer) != ""
	}
	if in.Directory != nil && in.Directory.ExchangeSchema != nil {
		t.Exchange = answer(*in.Directory.ExchangeSchema)
	}
	t.BelowFloor = below(t.ClientVersion, c.V2Floor)
	if doubted.version != nil {
		// Nobody knows which of the two versions writes.
		t.Sync.Version = []int{}
		t.BelowFloor = agreed([]Answer{t.BelowFloor, below(doubted.version, c.V2Floor)})
	}
	t.Limits = limitsOf(t.ClientVersion, c.MemberLimits, limitRule(views))
	t.readSetting(in)
	return t
}

// TenantID returns the tenant's id: of the organization, else of the sync configuration, else of
// the choices, else "unknown".
func TenantID(in TenantInput, c Choices) string {
	switch {
	case in.Organization != nil && !in.Organization.ID.IsZero():
		return in.Organization.ID.String()
	case in.Sync != nil && !in.Sync.ID.IsZero():
		return in.Sync.ID.String()
	case c.TenantID != "":
		return strings.ToLower(c.TenantID)
	}
	return unknownTenantID
}

// TenantError is that of a snapshot of another tenant than Choices.TenantID names: what is set for one says nothing of
// another.
type TenantError struct{ Read, Expected string }

func (e *TenantError) Error() string {
	return fmt.Sprintf("the snapshot is of the tenant %s, expected %s (tenant.id): give the snapshot of that one, or correct the setting", e.Read, e.Expected)
}

// unknownTenantID is what a tenant is called that no source names.
const unknownTenantID = "unknown"

// settle decides between what was read and what was chosen, and notes a disagreement.
func (t *Tenant) settle(engine string, read Switch, source string, chosen Switch) (Switch, string) {
	known := chosen == On || chosen == Off
	switch {
	case read == SwitchUnknown && known:
		return chosen, SourceConfiguration
	case read == SwitchUnknown:
		return SwitchUnknown, SourceNone
	case known && read != chosen:
		t.Notes = append(t.Notes, fmt.Sprintf("the configuration says engine %s is %s, the snapshot says %s: the snapshot is used", engine, chosen, read))
	}
	return read, source
}

// feature returns a tenant feature by Graph's name, compared without regard to case.
func feature(sync *snapshot.SyncConfiguration, name string) Switch {
	if sync == nil {
		return SwitchUnknown
	}
	found := SwitchUnknown
	for key, value := range sync.Features {
		if value == nil || !strings.EqualFold(key, name) {
			continue
		}
		state := Off
		if *value {
			state = On
		}
		if found != SwitchUnknown && found != state {
			// Two spellings of one key that disagree say nothing.
			return SwitchUnknown
		}
		found = state
	}
	return found
}

// jobSwitch tells from the jobs whether cloud sync provisions groups to the directory. A job in
// any state counts: a paused one has written and will again. One whose template was not read may be one.
func jobSwitch(in TenantInput) Switch {
	for i := range in.Jobs {
		if in.Jobs[i].WritesGroups() {
			return On
		}
	}
	if in.JobsRead && nameless(in.Jobs) == 0 {
		return Off
	}
	return SwitchUnknown
}

// nameless counts the jobs of which neither template nor id says what they do.
func nameless(jobs []snapshot.SyncJob) int {
	n := 0
	for i := range jobs {
		if jobs[i].Template() == "" {
			n++
		}
	}
	return n
}

// jobsRunning is yes when a job runs, no when there are jobs and none does, unknown when a state
// was not read or no job was seen.
func jobsRunning(in TenantInput) Answer {
	var seen, open bool
	for i := range in.Jobs {
		if !in.Jobs[i].WritesGroups() {
			continue
		}
		seen = true
		switch jobRunning(&in.Jobs[i]) {
		case Yes:
			return Yes
		case Unknown:
			open = true
		default:
		}
	}
	if !seen || open || !in.JobsRead || nameless(in.Jobs) > 0 {
		return Unknown
	}
	return No
}

// jobRunning is yes for status Active with schedule Active or unread.
//
// Source: https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus
func jobRunning(job *snapshot.SyncJob) Answer {
	switch {
	case job.ScheduleState != nil && !strings.EqualFold(*job.ScheduleState, "Active"):
		return No
	case job.StatusCode == nil:
		return Unknown
	}
	return answer(strings.EqualFold(*job.StatusCode, "Active"))
}

// connectSource sums up where the two Connect switches were read.
func connectSource(s EngineSources) string {
	for _, source := range [...]string{SourceSyncConfiguration, SourceConnect, SourceConfiguration} {
		if s.V1 == source || s.V2 == source {
			return source
		}
	}
	return SourceNone
}

// mode names the combination of switches; unknown as soon as one that matters is. V2 includes V1,
// so V1 does not matter while V2 is on.
func mode(v1, v2, cloudSync Switch) string {
	if cloudSync == SwitchUnknown || v2 == SwitchUnknown || v2 == Off && v1 == SwitchUnknown {
		return "unknown"
	}
	var on []string
	switch {
	case v2 == On:
		on = append(on, string(V2))
	case v1 == On:
		on = append(on, string(V1))
	}
	if cloudSync == On {
		on = append(on, string(CloudSync))
	}
	if len(on) == 0 {
		return "none"
	}
	return strings.Join(on, "+")
}

// below says whether version is older than floor; unknown when either is missing or no version.
func below(version *string, floor string) Answer {
	if version == nil {
		return Unknown
	}
	order, ok := CompareVersions(*version, floor)
	if !ok {
		return Unknown
	}
	return answer(order < 0)
}

// syncAge is the time from the last sync to the snapshot's end, in seconds, at least 0.
func syncAge(in TenantInput) *int64 {
	if in.Organization == nil || in.Organization.LastSync == nil || in.Manifest.CollectedAt == nil {
		return nil
	}
	age := max(0, int64(in.Manifest.CollectedAt.Sub(*in.Organization.LastSync)/time.Second))
	return &age
}
