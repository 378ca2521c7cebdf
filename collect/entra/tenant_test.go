package entra

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const unified = `{"id":"f0b2d6f5-097d-4177-91af-a24e530b53cc","displayName":"Group.Unified","templateId":"62375ab9-6b52-47ed-826b-58e47e0e304b",
 "values":[{"name":"NewUnifiedGroupWritebackDefault","value":"True"},{"name":"Empty","value":""},{"name":"Null","value":null}]}`

func TestSettingsKeepTheirText(t *testing.T) {
	want := []snapshot.Setting{{
		ID: "f0b2d6f5-097d-4177-91af-a24e530b53cc", DisplayName: of("Group.Unified"), TemplateID: of("62375ab9-6b52-47ed-826b-58e47e0e304b"),
		Values: []snapshot.SettingValue{{Name: "NewUnifiedGroupWritebackDefault", Value: of("True")}, {Name: "Empty", Value: of("")}, {Name: "Null"}},
	}}
	for name, text := range map[string]string{
		"a page":              `{"value":[` + unified + `]}`,
		"a typed object":      pascal(unified),
		"by its other name":   strings.Replace(unified, "templateId", "settingTemplateId", 1),
		"Windows PowerShell":  strings.Replace(strings.Replace(unified, `"values":[`, `"values":{"value":[`, 1), `]}`, `],"Count":3}}`, 1),
		"in AdditionalProper": `{"Id":"x","AdditionalProperties":` + unified + `}`,
	} {
		t.Run(name, func(t *testing.T) {
			r := collected(t, Options{}, map[string]string{"settings.json": text})
			got := r.objects[snapshot.StreamTenantSettings].([]snapshot.Setting)
			if name == "in AdditionalProper" {
				got[0].ID = want[0].ID
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if end := r.ended[snapshot.StreamTenantSettings]; end.Status != snapshot.Complete {
				t.Errorf("ended %+v", end)
			}
		})
	}
}

func TestNoSettingsIsAnAnswer(t *testing.T) {
	r := collected(t, Options{}, map[string]string{"settings.json": `{"value":[]}`})
	if diff := cmp.Diff(any([]snapshot.Setting{}), r.objects[snapshot.StreamTenantSettings]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	r = collected(t, Options{}, map[string]string{"groups.json": "[]"})
	if _, put := r.objects[snapshot.StreamTenantSettings]; put || r.ended[snapshot.StreamTenantSettings].Status != snapshot.Absent {
		t.Errorf("settings that were not exported: %+v", r.ended[snapshot.StreamTenantSettings])
	}
}

func TestADefectOfASettingIsPartial(t *testing.T) {
	for text, reason := range map[string]string{
		`[{"id":"s","values":[{"name":"a","value":true}]}]`: "setting s: values.value: expected text, found true or false",
		`[{"id":"s"}]`: "setting s: values: expected a list, found none",
	} {
		r := collected(t, Options{}, map[string]string{"settings.json": text})
		if got := r.ended[snapshot.StreamTenantSettings]; got.Status != snapshot.Partial || got.Reason != reason {
			t.Errorf("%s ended %+v", text, got)
		}
	}
	refused(t, Options{}, map[string]string{"settings.json": `[{"id":"s","values":["@{name=a; value=b}"]}]`}, "reading cloud/settings.json", "-Depth 10")
}

const organizationBody = `{"id":"45b7d2e7-b882-4a80-ba97-10b7a63b8fa4","displayName":"Contoso","onPremisesSyncEnabled":true,"onPremisesLastSyncDateTime":"2026-11-20T23:55:00Z","tenantType":"AAD"}`

func TestOrganization(t *testing.T) {
	id, _ := snapshot.ParseGUID("45b7d2e7-b882-4a80-ba97-10b7a63b8fa4")
	want := snapshot.Organization{ID: id, DisplayName: of("Contoso"), SyncEnabled: of(true), LastSync: of(time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)), TenantType: of("AAD")}
	for _, text := range []string{organizationBody, `{"value":[` + organizationBody + `]}`, `[` + pascal(organizationBody) + `]`, organizationBody + organizationBody} {
		r := collected(t, Options{}, map[string]string{"organization.json": text})
		if diff := cmp.Diff(any(want), r.objects[snapshot.StreamOrganization]); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}

func TestASecondOrganizationIsRefused(t *testing.T) {
	second := strings.Replace(organizationBody, "45b7", "55b7", 1)
	refused(t, Options{}, map[string]string{"organization.json": organizationBody, "organization-2.json": second}, "reading cloud/organization-2.json", "expected one object", "55b7d2e7")
	refused(t, Options{}, map[string]string{"organization.json": organizationBody + strings.Replace(organizationBody, "Contoso", "Fabrikam", 1)}, "occurs twice with different content")
	r := collected(t, Options{AllowPartial: true}, map[string]string{"organization.json": organizationBody, "organization-2.json": second})
	if got := r.ended[snapshot.StreamOrganization]; got.Status != snapshot.Partial {
		t.Errorf("ended %+v", got)
	}
}

// TestNoOrganizationIsAbsent: nothing may stand for an object that was not read.
func TestASyncConfigurationOfAnotherTenantIsRefused(t *testing.T) {
	refused(t, Options{}, map[string]string{
		"organization.json":              `{"id":"12cce4b4-4ab8-40b7-be4d-f5d7742ec185"}`,
		"onPremisesSynchronization.json": `{"id":"9f1e2c3d-0000-4000-8000-000000000001","features":{}}`,
	}, "cloud/onPremisesSynchronization.json is of tenant 9f1e2c3d-0000-4000-8000-000000000001, cloud/organization.json of tenant 12cce4b4-4ab8-40b7-be4d-f5d7742ec185: export both from one tenant")
}

func TestNoOrganizationIsAbsent(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"an empty list":         {"organization.json": `{"value":[]}`},
		"no file of it at all ": {"groups.json": "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			r := collected(t, Options{AllowPartial: true}, files)
			if _, put := r.objects[snapshot.StreamOrganization]; put {
				t.Error("an object was stored")
			}
			if got := r.ended[snapshot.StreamOrganization]; got.Status != snapshot.Absent || got.Reason == "" {
				t.Errorf("ended %+v", got)
			}
		})
	}
}

// What was exported and cannot be read must not look like what was never exported.
func TestAnObjectThatCannotBeReadIsPartial(t *testing.T) {
	for stem, stream := range map[string]snapshot.Stream{
		"organization": snapshot.StreamOrganization, "onPremisesSynchronization": snapshot.StreamSyncConfiguration,
	} {
		for name, c := range map[string]struct{ text, want string }{
			"an object without id": {`{"displayName":"Contoso"}`, "an object without an id"},
			"a denied request":     {`{"error":{"code":"Authorization_RequestDenied","message":"no"}}`, "reading cloud/" + stem + ".json: "},
			"a cut file":           {`{"value":[{"id":"12cce4b4`, "reading cloud/" + stem + ".json: "},
			"a cut depth":          {`{"value":["@{id=x}"]}`, "reading cloud/" + stem + ".json: "},
		} {
			t.Run(stem+": "+name, func(t *testing.T) {
				r := collected(t, Options{AllowPartial: true}, map[string]string{stem + ".json": c.text})
				if _, put := r.objects[stream]; put {
					t.Error("an object was stored")
				}
				if got := r.ended[stream]; got.Status != snapshot.Partial || !strings.Contains(got.Reason, c.want) {
					t.Errorf("ended %+v, want partial for %q", got, c.want)
				}
			})
		}
	}
}

const syncBody = `{"id":"12cce4b4-4ab8-40b7-be4d-f5d7742ec185","configuration":{"accidentalDeletionPrevention":{"synchronizationPreventionType":"enabledForCount","alertThreshold":500},
 "synchronizationInterval":"PT30M","anchorAttribute":"extensionAttribute4","synchronizationClientVersion":"2.1.16.0",
 "currentExportData":{"pendingObjectsAddition":63,"pendingObjectsDeletion":18,"pendingObjectsUpdate":290,"clientMachineName":"ABCD-SYNC-01"},
 "writebackConfiguration":{"unifiedGroupContainer":"OU=Groups,DC=contoso,DC=com","userContainer":null}},
 "features":{"unifiedGroupWritebackEnabled":false,"groupWriteBackEnabled":true,"futureEnabled":null}}`

func TestSyncConfiguration(t *testing.T) {
	id, _ := snapshot.ParseGUID("12cce4b4-4ab8-40b7-be4d-f5d7742ec185")
	want := snapshot.SyncConfiguration{
		ID:            id,
		Features:      map[string]*bool{"unifiedGroupWritebackEnabled": of(false), "groupWriteBackEnabled": of(true), "futureEnabled": nil},
		ClientVersion: of("2.1.16.0"), AnchorAttribute: of("extensionAttribute4"), SynchronizationInterval: of("PT30M"),
		UnifiedGroupContainer: of("OU=Groups,DC=contoso,DC=com"), DeletionPrevention: of("enabledForCount"), DeletionThreshold: of(int64(500)),
		Pending: &snapshot.PendingExport{Additions: of(int64(63)), Updates: of(int64(290)), Deletions: of(int64(18)), Machine: of("ABCD-SYNC-01")},
	}
	typed := strings.Replace(pascal(syncBody), `"FutureEnabled":null`, `"AdditionalProperties":{"futureEnabled":null}`, 1)
	for name, text := range map[string]string{
		"an entity":      syncBody,
		"a page":         `{"@odata.context":"x","value":[` + syncBody + `]}`,
		"a typed object": "[" + typed + "]",
		"UTF-16":         utf16Text(syncBody, false),
	} {
		t.Run(name, func(t *testing.T) {
			r := collected(t, Options{}, map[string]string{"onPremisesSynchronization.json": text})
			if diff := cmp.Diff(any(want), r.objects[snapshot.StreamSyncConfiguration]); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if diff := cmp.Diff([]string{"configuration", "features", "id"}, r.ended[snapshot.StreamSyncConfiguration].Properties); diff != "" {
				t.Errorf("properties (-want +got)\n%s", diff)
			}
		})
	}
}

func TestSyncConfigurationThatCannotBeReadWhole(t *testing.T) {
	refused(t, Options{}, map[string]string{"onPremisesSynchronization.json": `{"Id":"12cce4b4-4ab8-40b7-be4d-f5d7742ec185","Configuration":{"WritebackConfiguration":"Microsoft.Graph.Beta.PowerShell.Models.X"}}`}, "-Depth 10")
	refused(t, Options{}, map[string]string{"onPremisesSynchronization.json": `{"id":"12cce4b4-4ab8-40b7-be4d-f5d7742ec185","features":"@{groupWriteBackEnabled=True}"}`}, "-Depth 10")
	r := collected(t, Options{}, map[string]string{"onPremisesSynchronization.json": `{"id":"12cce4b4-4ab8-40b7-be4d-f5d7742ec185","features":{"groupWriteBackEnabled":"yes","deviceWritebackEnabled":true}}`})
	if got := r.ended[snapshot.StreamSyncConfiguration]; got.Status != snapshot.Partial || !strings.Contains(got.Reason, "expected true or false for groupWriteBackEnabled, found text") {
		t.Errorf("ended %+v", got)
	}
	c := r.objects[snapshot.StreamSyncConfiguration].(snapshot.SyncConfiguration)
	if _, known := c.Features["groupWriteBackEnabled"]; known || c.Features["deviceWritebackEnabled"] == nil {
		t.Errorf("features %v", c.Features)
	}
}

func TestSmallLists(t *testing.T) {
	guid := func(text string) snapshot.GUID { id, _ := snapshot.ParseGUID(text); return id }
	tests := []struct {
		name, file, text string
		stream           snapshot.Stream
		want             []any
		status           snapshot.Status
	}{
		{"a licence for each service plan", "subscribedSkus.json",
			`{"value":[{"skuId":"s","skuPartNumber":"AAD_PREMIUM","capabilityStatus":"Enabled","servicePlans":[{"servicePlanId":"41781FB2-bc02-4b7c-bd55-b576c07bb09d","servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success"},{"servicePlanId":"b"}]}]}`,
			snapshot.StreamLicences, []any{
				snapshot.Licence{PlanID: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", SKU: "AAD_PREMIUM", PlanName: of("AAD_PREMIUM"), CapabilityStatus: of("Enabled"), ProvisioningStatus: of("Success")},
				snapshot.Licence{PlanID: "b", SKU: "AAD_PREMIUM", CapabilityStatus: of("Enabled")},
			}, snapshot.Complete},
		{"a plan without an id makes licences partial", "subscribedSkus.json", `[{"skuId":"s","servicePlans":[{"servicePlanName":"P"}]}]`, snapshot.StreamLicences, nil, snapshot.Partial},
		{"a subscription without its plans makes licences partial", "subscribedSkus.json", `[{"skuId":"s","skuPartNumber":"AAD_PREMIUM","capabilityStatus":"Enabled"}]`, snapshot.StreamLicences, nil, snapshot.Partial},
		{"a subscription of no plans is whole", "subscribedSkus.json", `[{"skuId":"s","servicePlans":[]}]`, snapshot.StreamLicences, nil, snapshot.Complete},
		{"a scope of cloud sync", "appRoleAssignedTo.json", `{"value":[{"id":"x","resourceId":"` + g1 + `","principalId":"` + g2 + `","appRoleId":"` + u1 + `","principalType":"Group"}]}`,
			snapshot.StreamAppRoleAssignments, []any{snapshot.AppRoleAssignment{Resource: guid(g1), Principal: guid(g2), Role: guid(u1), Type: "Group"}}, snapshot.Complete},
		{"a scope without a principal is partial", "appRoleAssignedTo-1.json", `{"value":[{"id":"x","resourceId":"` + g1 + `"}]}`, snapshot.StreamAppRoleAssignments, nil, snapshot.Partial},
		{"a deleted group", "deletedGroups.json", `{"@odata.count":1,"value":[{"id":"` + g1 + `","displayName":"Old","deletedDateTime":"2026-11-01T00:00:00Z","groupTypes":["Unified"]}]}`,
			snapshot.StreamCloudDeletedGroups, []any{snapshot.CloudDeletedGroup{ID: guid(g1), DisplayName: of("Old"), Deleted: of(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)), GroupTypes: []string{"Unified"}}}, snapshot.Complete},
		{"an unreadable deleted group", "deletedGroups.json", `[{"id":"` + g1 + `","displayName":3}]`,
			snapshot.StreamCloudDeletedGroups, []any{snapshot.CloudDeletedGroup{ID: guid(g1), Unreadable: "displayName: expected text, found a number"}}, snapshot.Complete},
		{"a deleted group on two pages counts once", "deletedGroups.json", `{"@odata.nextLink":"https://x","value":[{"id":"` + g1 + `"}]}{"value":[{"id":"` + g1 + `"}]}`,
			snapshot.StreamCloudDeletedGroups, []any{snapshot.CloudDeletedGroup{ID: guid(g1)}}, snapshot.Complete},
		{"a live group is none of the deleted ones", "deletedGroups.json", `[{"id":"` + g1 + `","deletedDateTime":null},{"id":"` + g2 + `","deletedDateTime":"2026-11-01T00:00:00Z"}]`,
			snapshot.StreamCloudDeletedGroups, []any{snapshot.CloudDeletedGroup{ID: guid(g2), Deleted: of(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))}}, snapshot.Partial},
		{"an unfinished list is partial", "deletedGroups.json", `{"@odata.nextLink":"https://x","value":[]}`, snapshot.StreamCloudDeletedGroups, nil, snapshot.Partial},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{}, map[string]string{test.file: test.text})
			if diff := cmp.Diff(test.want, r.others); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if got := r.ended[test.stream]; got.Status != test.status {
				t.Errorf("ended %+v", got)
			}
		})
	}
}

const jobBody = `{"id":"AAD2ADGroupProvisioning.x","templateId":"AAD2ADGroupProvisioning","schedule":{"state":"Active"},
 "status":{"code":"Quarantine","quarantine":{"reason":"EncounteredQuarantineException"},"lastSuccessfulExecution":{"timeEnded":"2026-11-20T23:55:00Z"}},
 "synchronizationJobSettings":[{"name":"QuarantineTooManyDeletesThreshold","value":"500"}]}`

func TestSynchronizationJobs(t *testing.T) {
	want := snapshot.SyncJob{
		ID: "AAD2ADGroupProvisioning.x", TemplateID: of("AAD2ADGroupProvisioning"), ScheduleState: of("Active"), StatusCode: of("Quarantine"),
		QuarantineReason: of("EncounteredQuarantineException"), LastSuccess: of(time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)),
		Settings: []snapshot.SettingPair{{Name: "QuarantineTooManyDeletesThreshold", Value: "500"}},
	}
	owned := want
	owned.ServicePrincipalID = of(u1)
	withSchema := want
	withSchema.Schema = json.RawMessage(`{"id":"s","synchronizationRules":[]}`)
	bare := snapshot.SyncJob{ID: "j"}
	tests := []struct {
		name, file, text string
		want             []any
		status           snapshot.Status
	}{
		{"a page", "synchronizationJobs.json", `{"value":[` + jobBody + `]}`, []any{want}, snapshot.Complete},
		{"a typed object", "synchronizationJobs.json", pascal(jobBody), []any{want}, snapshot.Complete},
		{"the file's name tells the service principal", "synchronizationJobs-" + u1 + ".json", `[` + jobBody + `]`, []any{owned}, snapshot.Complete},
		{"a property tells the service principal", "synchronizationJobs.json", strings.Replace(jobBody, `{`, `{"servicePrincipalId":"`+u1+`",`, 1), []any{owned}, snapshot.Complete},
		{"a schema beside its job", "synchronizationJobs.json", `{"@odata.count":1,"value":[` + jobBody + `]}` + string(withSchema.Schema), []any{want}, ""},
		{"a schema beside two jobs belongs to none", "synchronizationJobs.json", `[{"id":"j"},{"id":"k"}]{"synchronizationRules":[]}`, []any{bare, snapshot.SyncJob{ID: "k"}}, snapshot.Partial},
		{"no settings are nil", "synchronizationJobs.json", `[{"id":"j","synchronizationJobSettings":null}]`, []any{bare}, snapshot.Complete},
		{"a job without an id", "synchronizationJobs.json", `[{"templateId":"x"}]`, nil, snapshot.Partial},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.status == "" {
				test.want, test.status = []any{withSchema}, snapshot.Complete
			}
			r := collected(t, Options{}, map[string]string{test.file: test.text})
			if diff := cmp.Diff(test.want, r.others); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if got := r.ended[snapshot.StreamSyncJobs]; got.Status != test.status {
				t.Errorf("ended %+v", got)
			}
		})
	}
	refused(t, Options{}, map[string]string{"synchronizationJobs.json": `[{"id":"j","schema":{"directories":["System.Collections.Hashtable"]}}]`}, "-Depth 10")
}

func TestGroupsAskedForTheirAssignmentsAreMarked(t *testing.T) {
	const asked, empty = "3a5c3221-c465-48c0-95b8-e9305786a271", "12cce4b4-4ab8-40b7-be4d-f5d7742ec185"
	marker := func(id string) snapshot.Document {
		return snapshot.Document{ID: id, Body: json.RawMessage(`{"id":"` + id + `","groupId":"` + id + `","asked":true}`)}
	}
	r := collected(t, Options{}, map[string]string{
		"privilegedAssignments-" + asked + ".json":                       `{"value":[{"id":"` + asked + `_member_1"}]}`,
		"privilegedAssignments-" + strings.ToUpper(empty) + "-0001.json": `{"value":[]}`,
		"privilegedAssignments-rest.json":                                `{"value":[]}`,
	})
	got := slices.SortedFunc(slices.Values(r.documents), func(a, b snapshot.Document) int { return strings.Compare(a.ID, b.ID) })
	want := []snapshot.Document{marker(empty), marker(asked), {ID: asked + "_member_1", Body: json.RawMessage(`{"id":"` + asked + `_member_1"}`)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if e := r.ended[snapshot.StreamPrivilegedAssignments]; e.Status != snapshot.Complete {
		t.Errorf("ended %+v", e)
	}
}

func TestDocumentsAreKeptAsReceived(t *testing.T) {
	for _, stem := range []string{"accessReviews", "directoryAudits", "privilegedAssignments"} {
		r := collected(t, Options{}, map[string]string{stem + "-1.json": `{"value":[ { "id" : "a", "scope": {"query":"/groups"} } ]}`, stem + "-2.json": `{"id":"b"}`})
		want := []snapshot.Document{
			{ID: "a", Body: json.RawMessage(`{"id":"a","scope":{"query":"/groups"}}`)},
			{ID: "b", Body: json.RawMessage(`{"id":"b"}`)},
		}
		if diff := cmp.Diff(want, r.documents); diff != "" {
			t.Errorf("%s (-want +got)\n%s", stem, diff)
		}
		refused(t, Options{}, map[string]string{stem + ".json": `[{"id":"a","scope":{"x":["System.Collections.Hashtable"]}}]`}, "reading cloud/"+stem, "-Depth 10")
		refused(t, Options{}, map[string]string{stem + ".json": `[{"id":"a"},{"id":"a","x":1}]`}, "a occurs twice with different content")
		r = collected(t, Options{AllowPartial: true}, map[string]string{stem + ".json": `[{"id":"a"},{"id":"a","x":1},{"id":"b"},{}]`})
		if len(r.documents) != 2 {
			t.Errorf("%s: %d documents, want 2", stem, len(r.documents))
		}
	}
}

func TestTheScopeOfEveryJobThatWritesGroupsIsAskedFor(t *testing.T) {
	job := func(principal, template string) string {
		return `{"id":"` + template + `.` + principal + `","templateId":"` + template + `","servicePrincipalId":"` + principal + `"}`
	}
	assigned := func(resources ...string) string {
		var list []string
		for _, resource := range resources {
			list = append(list, `{"id":"x`+resource+`","resourceId":"`+resource+`","principalId":"`+g1+`","appRoleId":"`+u1+`","principalType":"Group"}`)
		}
		return `{"value":[` + strings.Join(list, ",") + `]}`
	}
	writes, brings := snapshot.GroupProvisioning, "AD2AADProvisioning"
	for _, c := range []struct {
		claim string
		jobs  []string
		files map[string]string
		// lacks is the service principal that the reason names, "" where the list is whole.
		lacks string
	}{
		{"one job with its assignments", []string{job(u1, writes)}, map[string]string{"appRoleAssignedTo.json": assigned(u1)}, ""},
		{"one job that has none", []string{job(u1, writes)}, map[string]string{"appRoleAssignedTo.json": assigned()}, ""},
		{"one job and the assignments of another application", []string{job(u1, writes)}, map[string]string{"appRoleAssignedTo.json": assigned(u2)}, u1},
		{"two jobs of which one was asked", []string{job(u1, writes), job(u2, writes)}, map[string]string{"appRoleAssignedTo.json": assigned(u1)}, u2},
		{"two jobs and nothing of either", []string{job(u1, writes), job(u2, writes)}, map[string]string{"appRoleAssignedTo.json": assigned()}, u1},
		{"two jobs in one file", []string{job(u1, writes), job(u2, writes)}, map[string]string{"appRoleAssignedTo.json": assigned(u1, u2)}, ""},
		{"a file that names the one without", []string{job(u1, writes), job(u2, writes)},
			map[string]string{"appRoleAssignedTo-" + u1 + ".json": assigned(u1), "appRoleAssignedTo-" + u2 + "-0001.json": assigned()}, ""},
		{"a job that brings people to the cloud has no scope", []string{job(u1, writes), job(u2, brings)}, map[string]string{"appRoleAssignedTo.json": assigned(u1)}, ""},
	} {
		files := maps.Clone(c.files)
		files["groups.json"], files["synchronizationJobs.json"] = "[]", `{"value":[`+strings.Join(c.jobs, ",")+`]}`
		ended := collected(t, Options{}, files).ended[snapshot.StreamAppRoleAssignments]
		if whole := ended.Status == snapshot.Complete; whole != (c.lacks == "") || !whole && !strings.Contains(ended.Reason, "nothing of service principal "+c.lacks) {
			t.Errorf("%s: %s %s", c.claim, ended.Status, ended.Reason)
		}
	}
}
