package diff

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestSyncFacts(t *testing.T) {
	unread := SyncFacts{Version: []int{}, UserWriteback: SwitchUnknown, GUIDAnchor: Unknown}
	for _, c := range []struct {
		name string
		sync *snapshot.SyncConfiguration
		want SyncFacts
	}{
		{"nothing is known of a configuration that was not read", nil, unread},
		{"nor of an empty one", &snapshot.SyncConfiguration{}, unread},
		{"a missing number of a version is 0", &snapshot.SyncConfiguration{ClientVersion: new("2.5.79")},
			SyncFacts{Version: []int{2, 5, 79, 0}, UserWriteback: SwitchUnknown, GUIDAnchor: Unknown}},
		{"what is no version is not read", &snapshot.SyncConfiguration{ClientVersion: new("latest")}, unread},
		{"everything read", &snapshot.SyncConfiguration{
			Features:        map[string]*bool{"UserWritebackEnabled": new(true)},
			AnchorAttribute: new("MS-DS-ConsistencyGuid"), DeletionThreshold: new(int64(500)),
			Pending: &snapshot.PendingExport{Additions: new(int64(3)), Deletions: new(int64(4))},
		}, SyncFacts{Version: []int{}, UserWriteback: On, GUIDAnchor: Yes, Pending: new(int64(7)), PendingDeletions: new(int64(4)), DeletionThreshold: new(int64(500))}},
		{"another anchor is no GUID", &snapshot.SyncConfiguration{AnchorAttribute: new("employeeID")},
			SyncFacts{Version: []int{}, UserWriteback: SwitchUnknown, GUIDAnchor: No}},
		{"a blank anchor was not read", &snapshot.SyncConfiguration{AnchorAttribute: new(" ")}, unread},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, syncFacts(c.sync)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestPremium(t *testing.T) {
	plan := func(id string, name, status *string) []snapshot.Licence {
		return []snapshot.Licence{{PlanID: id, PlanName: name, CapabilityStatus: status, ProvisioningStatus: new("Success")}}
	}
	provisioned := func(state *string) []snapshot.Licence {
		list := plan(premiumPlans.ids[0], nil, new("Enabled"))
		list[0].ProvisioningStatus = state
		return list
	}
	for _, c := range []struct {
		name     string
		licences []snapshot.Licence
		complete bool
		want     Answer
	}{
		{"P1 by id", plan("41781FB2-BC02-4B7C-BD55-B576C07BB09D", new("RENAMED"), new("Enabled")), true, Yes},
		{"P2 by name, in its grace period", plan("", new("AAD_PREMIUM_P2"), new("warning")), false, Yes},
		{"one that is suspended is none", plan(premiumPlans.ids[0], nil, new("Suspended")), true, No},
		{"one of unknown state leaves it open", plan(premiumPlans.ids[0], nil, nil), true, Unknown},
		{"one that an administrator disabled is none", provisioned(new("Disabled")), true, No},
		{"nor is one in an error state", provisioned(new("Error")), true, No},
		{"one that is still being provisioned leaves it open", provisioned(new("PendingActivation")), true, Unknown},
		{"so does one of which that was not read", provisioned(nil), true, Unknown},
		{"a disabled one beside another", append(provisioned(new("Disabled")), provisioned(new("Success"))...), true, Yes},
		{"another plan is none", plan("0feaeb32-d00e-4d66-bd5a-43b5b83db82c", new("MCOSTANDARD"), new("Enabled")), true, No},
		{"a list that was cut proves nothing", nil, false, Unknown},
		{"no licence at all", nil, true, No},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := premiumPlans.in(c.licences, c.complete); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestJobFacts(t *testing.T) {
	end := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	job := func(id, status, schedule string, age time.Duration) snapshot.SyncJob {
		j := snapshot.SyncJob{ID: snapshot.GroupProvisioning + "." + id}
		if status != "" {
			j.StatusCode, j.ScheduleState = &status, &schedule
		}
		if age > 0 {
			j.LastSuccess = new(end.Add(-age))
		}
		return j
	}
	quarantined := job("1", "Quarantine", "Active", 0)
	quarantined.QuarantineReason = new("TooManyDeletes")
	for _, c := range []struct {
		name string
		jobs []snapshot.SyncJob
		want JobFacts
	}{
		{"no job", nil, JobFacts{}},
		{"jobs of other kinds do not count", []snapshot.SyncJob{{ID: "AD2AADProvisioning.1"}}, JobFacts{}},
		{"the longest age of running jobs", []snapshot.SyncJob{job("1", "Active", "Active", time.Minute), job("2", "Active", "Active", time.Hour)},
			JobFacts{Count: 2, Age: new(int64(3600))}},
		{"one age that was not read leaves it open", []snapshot.SyncJob{job("1", "Active", "Active", time.Minute), job("2", "Active", "Active", 0)}, JobFacts{Count: 2}},
		{"a job that stands still has words and no age", []snapshot.SyncJob{quarantined, job("2", "Active", "Disabled", time.Hour)},
			JobFacts{Count: 2, Stopped: 2, Status: "Quarantine", Schedule: "Active", Quarantine: "TooManyDeletes"}},
		{"a job whose state was not read", []snapshot.SyncJob{job("1", "", "", time.Hour)}, JobFacts{Count: 1, Unread: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := jobFacts(TenantInput{Jobs: c.jobs, Manifest: snapshot.Manifest{CollectedAt: &end}})
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
	future := jobFacts(TenantInput{Jobs: []snapshot.SyncJob{job("1", "Active", "Active", -time.Hour)}})
	if future.Age != nil {
		t.Error("without the end of collection there is no age")
	}
}

func TestTenantFactsOfASnapshot(t *testing.T) {
	s := newScene(t)
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "visibility", "isAssignableToRole") })
	s.ended[snapshot.StreamLicences] = snapshot.Ended{Status: snapshot.Complete}
	tenant := s.load().TenantSubject().Tenant
	want := CollectedFacts{Sync: true, DisplayName: true, Description: true, Mail: true, Visibility: true, RoleAssignable: true, GroupTypes: true, SecurityIdentifier: true}
	if d := cmp.Diff(want, tenant.Collected); d != "" {
		t.Errorf("collected (-want +got)\n%s", d)
	}
	if tenant.Premium != No {
		t.Errorf("without a plan the licence is %s", tenant.Premium)
	}
}
