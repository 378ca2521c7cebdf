package diff

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func syncWith(features map[string]*bool) *snapshot.SyncConfiguration {
	return &snapshot.SyncConfiguration{Features: features}
}

func gpadJob(status, schedule string) snapshot.SyncJob {
	job := snapshot.SyncJob{ID: "job", TemplateID: new(snapshot.GroupProvisioning)}
	if status != "" {
		job.StatusCode = &status
	}
	if schedule != "" {
		job.ScheduleState = &schedule
	}
	return job
}

func TestEngineSwitches(t *testing.T) {
	type switches struct {
		V1, V2, CloudSync Switch
		Mode, Source      string
		Sources           EngineSources
		Notes             int
	}
	cases := []struct {
		name    string
		in      TenantInput
		choices EngineChoice
		want    switches
	}{
		{
			"nothing read and nothing chosen is unknown", TenantInput{}, EngineChoice{},
			switches{SwitchUnknown, SwitchUnknown, SwitchUnknown, "unknown", "none", EngineSources{"none", "none", "none"}, 0},
		},
		{
			"flags are found without regard to case",
			TenantInput{Sync: syncWith(map[string]*bool{"UnifiedGroupWritebackEnabled": new(true), "groupwritebackenabled": new(false)}), JobsRead: true}, EngineChoice{},
			switches{On, Off, Off, "v1", "sync_configuration", EngineSources{"sync_configuration", "sync_configuration", "sync_jobs"}, 0},
		},
		{
			"a null flag is unknown", TenantInput{Sync: syncWith(map[string]*bool{"groupWriteBackEnabled": nil}), JobsRead: true}, EngineChoice{},
			switches{SwitchUnknown, SwitchUnknown, Off, "unknown", "none", EngineSources{"none", "none", "sync_jobs"}, 0},
		},
		{
			"two spellings that disagree are unknown",
			TenantInput{Sync: syncWith(map[string]*bool{"groupWriteBackEnabled": new(true), "groupwritebackenabled": new(false)})}, EngineChoice{},
			switches{SwitchUnknown, SwitchUnknown, SwitchUnknown, "unknown", "none", EngineSources{"none", "none", "none"}, 0},
		},
		{
			"choices fill what was not read", TenantInput{}, EngineChoice{V1: On, V2: On, CloudSync: Off},
			switches{On, On, Off, "v2", "configuration", EngineSources{"configuration", "configuration", "configuration"}, 0},
		},
		{
			"the snapshot wins over choices, with a note each",
			TenantInput{Sync: syncWith(map[string]*bool{"unifiedGroupWritebackEnabled": new(true), "groupWriteBackEnabled": new(false)}), Jobs: []snapshot.SyncJob{gpadJob("Active", "")}, JobsRead: true},
			EngineChoice{V1: Off, V2: On, CloudSync: Off},
			switches{On, Off, On, "v1+cloudsync", "sync_configuration", EngineSources{"sync_configuration", "sync_configuration", "sync_jobs"}, 3},
		},
		{
			"V2 on makes V1 irrelevant to the mode", TenantInput{JobsRead: true}, EngineChoice{V2: On},
			switches{SwitchUnknown, On, Off, "v2", "configuration", EngineSources{"none", "configuration", "sync_jobs"}, 0},
		},
		{
			"all off is none", TenantInput{JobsRead: true}, EngineChoice{V1: Off, V2: Off},
			switches{Off, Off, Off, "none", "configuration", EngineSources{"configuration", "configuration", "sync_jobs"}, 0},
		},
		{
			"V2 and cloud sync coexist", TenantInput{Jobs: []snapshot.SyncJob{gpadJob("Paused", "")}}, EngineChoice{V1: On, V2: On},
			switches{On, On, On, "v2+cloudsync", "configuration", EngineSources{"configuration", "configuration", "sync_jobs"}, 0},
		},
		{
			"other jobs are no cloud sync for groups",
			TenantInput{Jobs: []snapshot.SyncJob{{ID: "AD2AADProvisioning.1.2", TemplateID: new("AD2AADProvisioning")}}, JobsRead: true}, EngineChoice{V1: Off, V2: Off},
			switches{Off, Off, Off, "none", "configuration", EngineSources{"configuration", "configuration", "sync_jobs"}, 0},
		},
		{
			"a list that is cut does not prove that there is no job", TenantInput{Jobs: []snapshot.SyncJob{{ID: "other"}}}, EngineChoice{},
			switches{SwitchUnknown, SwitchUnknown, SwitchUnknown, "unknown", "none", EngineSources{"none", "none", "none"}, 0},
		},
		{
			"the id of a job tells its template", TenantInput{Jobs: []snapshot.SyncJob{{ID: "AAD2ADGroupProvisioning.763a.e6fc"}}}, EngineChoice{},
			switches{SwitchUnknown, SwitchUnknown, On, "unknown", "none", EngineSources{"none", "none", "sync_jobs"}, 0},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := TenantFacts(c.in, Choices{Engines: c.choices})
			got := switches{f.V1, f.V2, f.CloudSync, f.Mode, f.EngineSource, f.Sources, len(f.Notes)}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s\nnotes %q", diff, f.Notes)
			}
		})
	}
}

func TestCloudSyncRunning(t *testing.T) {
	cases := []struct {
		name string
		jobs []snapshot.SyncJob
		want Answer
	}{
		{"no job seen", nil, Unknown},
		{"active", []snapshot.SyncJob{gpadJob("Active", "Active")}, Yes},
		{"active in another case", []snapshot.SyncJob{gpadJob("active", "")}, Yes},
		{"paused", []snapshot.SyncJob{gpadJob("Paused", "Active")}, No},
		{"in quarantine", []snapshot.SyncJob{gpadJob("Quarantine", "Active")}, No},
		{"never run", []snapshot.SyncJob{gpadJob("NotRun", "")}, No},
		{"schedule disabled", []snapshot.SyncJob{gpadJob("Active", "Disabled")}, No},
		{"state not read", []snapshot.SyncJob{gpadJob("", "")}, Unknown},
		{"one of two runs", []snapshot.SyncJob{gpadJob("", ""), gpadJob("Active", "")}, Yes},
		{"one of two may run", []snapshot.SyncJob{gpadJob("Paused", ""), gpadJob("", "")}, Unknown},
	}
	for _, c := range cases {
		if got := TenantFacts(TenantInput{Jobs: c.jobs, JobsRead: true}, Choices{}).CloudSyncRunning; got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	cut := TenantInput{Jobs: []snapshot.SyncJob{gpadJob("Paused", "")}}
	if got := TenantFacts(cut, Choices{}).CloudSyncRunning; got != Unknown {
		t.Errorf("a list that is cut may lack the job that runs: got %s", got)
	}
}

func TestSetting(t *testing.T) {
	value := func(template, name string, text *string) []snapshot.Setting {
		return []snapshot.Setting{{TemplateID: &template, Values: []snapshot.SettingValue{{Name: "EnableMIPLabels", Value: new("true")}, {Name: name, Value: text}}}}
	}
	const template = "62375AB9-6b52-47ed-826b-58e47e0e304b"
	partial := snapshot.Manifest{Streams: []snapshot.StreamState{{Name: snapshot.StreamTenantSettings, Status: snapshot.Partial}}}
	type setting struct {
		Value        *bool
		Read, Object bool
		Notes        int
	}
	cases := []struct {
		name string
		in   TenantInput
		want setting
	}{
		{"not read is not unset", TenantInput{}, setting{nil, false, false, 0}},
		{"read and without settings is unset", TenantInput{Settings: []snapshot.Setting{}}, setting{nil, true, false, 0}},
		{"cut and without the object is not unset", TenantInput{Settings: []snapshot.Setting{}, Manifest: partial}, setting{nil, false, false, 0}},
		{"cut but with the object is read", TenantInput{Settings: value(template, "NewUnifiedGroupWritebackDefault", new("false")), Manifest: partial}, setting{new(false), true, true, 0}},
		{"cut, and with a value that was not understood, is not unset", TenantInput{Settings: value(template, settingName, nil), Manifest: partial}, setting{nil, false, true, 0}},
		{"false as text", TenantInput{Settings: value(template, "NewUnifiedGroupWritebackDefault", new("false"))}, setting{new(false), true, true, 0}},
		{"True in any case, name in any case", TenantInput{Settings: value(template, "NewUnifiedgroupWritebackDefault", new(" True "))}, setting{new(true), true, true, 0}},
		{"an empty value is unset", TenantInput{Settings: value(template, "NewUnifiedGroupWritebackDefault", new(""))}, setting{nil, true, true, 0}},
		{"a null value is unset", TenantInput{Settings: value(template, "NewUnifiedGroupWritebackDefault", nil)}, setting{nil, true, true, 0}},
		{"an object without the value is unset", TenantInput{Settings: value(template, "AllowGuestsToBeGroupOwner", new("false"))}, setting{nil, true, true, 0}},
		{"an object without any value counts as not read", TenantInput{Settings: []snapshot.Setting{{TemplateID: new(template), Values: []snapshot.SettingValue{}}}}, setting{nil, false, true, 1}},
		{"another template is another object", TenantInput{Settings: value("08d542b9-071f-4e16-94b0-74abb372e3d9", "NewUnifiedGroupWritebackDefault", new("false"))}, setting{nil, true, false, 0}},
		{"found by display name", TenantInput{Settings: []snapshot.Setting{{DisplayName: new("group.unified"), Values: []snapshot.SettingValue{{Name: settingName, Value: new("false")}}}}}, setting{new(false), true, true, 0}},
		{"no truth value counts as not read", TenantInput{Settings: value(template, settingName, new("sometimes"))}, setting{nil, false, true, 1}},
		{"two objects that disagree count as not read", TenantInput{Settings: append(value(template, settingName, new("true")), value(template, settingName, new("false"))...)}, setting{nil, false, true, 1}},
		{"two objects that agree are fine", TenantInput{Settings: append(value(template, settingName, new("true")), value(template, settingName, new("TRUE"))...)}, setting{new(true), true, true, 0}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := TenantFacts(c.in, Choices{})
			if diff := cmp.Diff(c.want, setting{f.Setting, f.SettingRead, f.SettingObject, len(f.Notes)}); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestTenantFactsBesideSwitches(t *testing.T) {
	end := time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)
	last := end.Add(-90 * time.Minute)
	in := TenantInput{
		Manifest:     snapshot.Manifest{CollectedAt: &end},
		Organization: &snapshot.Organization{ID: snapshot.GUID{1}, LastSync: &last},
		Sync: &snapshot.SyncConfiguration{
			ID: snapshot.GUID{2}, ClientVersion: new("2.0.88.0"), UnifiedGroupContainer: new("OU=Groups,DC=contoso,DC=com"),
			Features: map[string]*bool{"deviceWritebackEnabled": new(true)},
		},
		Directory: &snapshot.DirectoryFacts{ExchangeSchema: new(false)},
	}
	f := TenantFacts(in, DefaultChoices())
	got := []any{f.BelowFloor, f.OUKnown, f.Exchange, f.DeviceWriteback, *f.SyncAge, *f.ClientVersion}
	if diff := cmp.Diff([]any{Yes, true, No, On, int64(5400), "2.0.88.0"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	bare := TenantFacts(TenantInput{Sync: &snapshot.SyncConfiguration{UnifiedGroupContainer: new(" ")}}, DefaultChoices())
	if bare.BelowFloor != Unknown || bare.OUKnown || bare.Exchange != Unknown || bare.DeviceWriteback != SwitchUnknown || bare.SyncAge != nil {
		t.Errorf("what was not read is known: %+v", bare)
	}
	if f := TenantFacts(in, Choices{}); f.BelowFloor != Unknown {
		t.Errorf("without a floor nothing is below it: %s", f.BelowFloor)
	}
	if f := TenantFacts(TenantInput{}, Choices{WritebackOU: "OU=Groups,DC=contoso,DC=com"}); !f.OUKnown {
		t.Error("the chosen OU is not known")
	}
}

func TestTenantID(t *testing.T) {
	organization, sync := &snapshot.Organization{ID: sampleID}, &snapshot.SyncConfiguration{ID: snapshot.GUID{15: 1}}
	choices := Choices{TenantID: "12CCE4B4-4ab8-40b7-be4d-f5d7742ec185"}
	for _, c := range []struct {
		in   TenantInput
		c    Choices
		want string
	}{
		{TenantInput{Organization: organization, Sync: sync}, choices, idText},
		{TenantInput{Organization: &snapshot.Organization{}, Sync: sync}, choices, "00000000-0000-0000-0000-000000000001"},
		{TenantInput{}, choices, "12cce4b4-4ab8-40b7-be4d-f5d7742ec185"},
		{TenantInput{}, Choices{}, "unknown"},
	} {
		if got := TenantID(c.in, c.c); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
