package connect_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

var _ collect.Source = (*connect.Source)(nil)

// windows is an export as Windows PowerShell writes it, with the files of one server.
func windows(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := filepath.Join("testdata", "windows")
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(root, path))
		files[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// with returns the export with files replaced; an empty text removes one.
func with(t testing.TB, changes map[string]string) fstest.MapFS {
	files := windows(t)
	for name, text := range changes {
		name = "connect/" + name
		if text == "" {
			delete(files, name)
			continue
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// file is the text of one file of the server.
func file(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "windows", "connect", "SYNC1", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// collected reads an export into a snapshot.
func collected(t testing.TB, fsys fs.FS, o connect.Options) (*snapshot.Reader, *connect.Source) {
	t.Helper()
	r, s, err := attempt(t, fsys, o)
	if err != nil {
		t.Fatal(err)
	}
	return r, s
}

func attempt(t testing.TB, fsys fs.FS, o connect.Options) (*snapshot.Reader, *connect.Source, error) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	s := connect.NewSource(fsys, o)
	if err := s.Collect(t.Context(), w); err != nil {
		return nil, s, err
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r, s, nil
}

func all[T any](t testing.TB, rows iter.Seq2[T, error]) (list []T) {
	t.Helper()
	for row, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	return list
}

func of[T any](value T) *T { return &value }

func TestServerSettingsAreReadFromParameters(t *testing.T) {
	r, s := collected(t, windows(t), connect.Options{})
	got := all(t, r.ConnectServers())
	if len(got) != 1 {
		t.Fatalf("found %d servers, want 1", len(got))
	}
	if len(got[0].Parameters) != 10 {
		t.Errorf("kept %d parameters, want 10", len(got[0].Parameters))
	}
	got[0].Parameters = nil
	want := snapshot.ConnectServer{
		Server: "SYNC1", InstanceID: of("d112f5f4-4248-4959-8dc8-eac88e531433"), Version: of("2.3.20.0"), Tenant: of("contoso.onmicrosoft.com"),
		ConnectServerOptions: snapshot.ConnectServerOptions{
			StagingMode: of(false), GroupWriteback: of(true), GroupWritebackContainer: of("OU=Writeback,DC=contoso,DC=com"),
			GroupWritebackForest: of("contoso.com"), UserWriteback: of(false), UserWritebackContainer: of(""), DeviceWriteback: of(false),
			AnchorAttribute: of("mS-DS-ConsistencyGuid"), AutoUpgradeState: of("Suspended"),
		},
	}
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"contoso.onmicrosoft.com"}, s.Tenants()); diff != "" {
		t.Errorf("tenants (-want +got):\n%s", diff)
	}
}

func TestSchedulerSpansAndDatesAreRead(t *testing.T) {
	r, _ := collected(t, windows(t), connect.Options{})
	want := []snapshot.ConnectScheduler{{
		Server: "SYNC1", SyncCycleEnabled: of(true), StagingModeEnabled: of(false), SchedulerSuspended: of(false), MaintenanceEnabled: of(true),
		SyncCycleInProgress: of(false), EffectiveInterval: of(int64(1800)), AllowedInterval: of(int64(1800)),
		NextPolicy: of("Delta"), NextStart: of(time.Date(2026, 11, 20, 23, 50, 0, 0, time.UTC)),
	}}
	if diff := cmp.Diff(want, all(t, r.ConnectSchedulers())); diff != "" {
		t.Errorf("scheduler (-want +got):\n%s", diff)
	}
}

func TestFeaturesAreRecordsOfTheirOwn(t *testing.T) {
	r, _ := collected(t, windows(t), connect.Options{})
	got := map[string]bool{}
	for _, f := range all(t, r.ConnectFeatures()) {
		got[f.Name] = *f.Enabled
	}
	want := map[string]bool{
		"PasswordHashSync": true, "ForcePasswordChangeOnLogOn": false, "UserWriteback": false,
		"DeviceWriteback": false, "UnifiedGroupWriteback": true, "GroupWritebackV2": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("features (-want +got):\n%s", diff)
	}
}

func TestConnectorsTellAccountAndScopeAndKeepNoSecret(t *testing.T) {
	r, _ := collected(t, windows(t), connect.Options{})
	domain := "DC=contoso,DC=com"
	want := []snapshot.ConnectConnector{
		{
			Server: "SYNC1", ID: "9792d5d0-7815-4880-85e2-3e5de264452e", Name: "contoso.com", Type: of("AD"), Subtype: of(""),
			Account: of(`CONTOSO\MSOL_0f1e2d3c4b5a`), Forest: of("contoso.com"), ObjectTypes: []string{"user", "group"},
			Partitions: []snapshot.ConnectPartition{{DN: domain, Selected: of(true), Domain: of(true), Scoped: true}},
			Containers: []snapshot.ConnectContainer{
				{Partition: domain, DN: "OU=People,DC=contoso,DC=com", Included: true},
				{Partition: domain, DN: "OU=Writeback,DC=contoso,DC=com", Included: true},
				{Partition: domain, DN: "DC=contoso,DC=com"},
			},
		},
		{
			Server: "SYNC1", ID: snapshot.EntraConnector, Name: "contoso.onmicrosoft.com - AAD", Type: of("Extensible2"),
			Subtype: of("Windows Azure Active Directory (Microsoft)"), Account: of("Sync_SYNC1_0f1e2d3c4b5a@contoso.onmicrosoft.com"),
			Partitions: []snapshot.ConnectPartition{},
		},
	}
	got := all(t, r.ConnectConnectors())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("connectors (-want +got):\n%s", diff)
	}
	if got[0].Entra() || !got[1].Entra() {
		t.Error("the connector to Entra ID is not told from the one to the directory")
	}
	text, err := json.Marshal(got)
	if err != nil || strings.Contains(string(text), "secret") {
		t.Errorf("a password was kept (%v): %s", err, text)
	}
}

func TestRulesTellScopeFlowsAndDirectionFromNumbers(t *testing.T) {
	r, _ := collected(t, windows(t), connect.Options{})
	got := map[string]snapshot.ConnectRule{}
	for _, rule := range all(t, r.ConnectRules()) {
		if !json.Valid(rule.Body) || !strings.Contains(string(rule.Body), `"Identifier":"`+rule.ID+`"`) {
			t.Errorf("%s: the body is not the rule as received: %s", rule.Name, rule.Body)
		}
		rule.Body = nil
		got[rule.Name] = rule
	}
	entra := snapshot.ConnectRule{
		Server: "SYNC1", Connector: snapshot.EntraConnector, Direction: of("Inbound"), SourceType: "group", TargetType: "group",
		ConnectRuleLogic: snapshot.ConnectRuleLogic{
			Scope: []snapshot.ConnectCondition{{Attribute: "cloudMastered", Operator: of("EQUAL"), Value: "true"}},
			Joins: []snapshot.ConnectJoin{},
		},
	}
	standard, clone := entra, entra
	standard.ID, standard.Name, standard.Tag = "5c4a1f2e-6a0b-4f3d-8e77-0a1b2c3d4e5f", "In from AAD - Group SOAInAAD", "Microsoft.InfromAADGroupSOAInAAD.001"
	standard.Precedence, standard.Standard, standard.Disabled = of(int64(125)), of(true), of(true)
	standard.Flows = []snapshot.ConnectFlow{{Destination: "targetWritebackType", Type: of("Direct"), Source: "targetWritebackType"}}
	clone.ID, clone.Name = "0d6f2b1c-77aa-4c1e-9f10-aabbccddeeff", "Clone - In from AAD - Group SOAInAAD"
	clone.Precedence, clone.Standard, clone.Disabled = of(int64(90)), of(false), of(false)
	clone.Flows = []snapshot.ConnectFlow{{Destination: "info", Source: "cloud"}}
	// Its JoinFilter is null.
	clone.Joins = nil
	join := snapshot.ConnectRule{
		Server: "SYNC1", ID: "3a5c3221-c465-48c0-95b8-e9305786a271", Name: "In from AD - Group Join", Direction: of("Inbound"),
		Connector: "9792d5d0-7815-4880-85e2-3e5de264452e", Precedence: of(int64(106)), Standard: of(true), Disabled: of(false),
		SourceType: "group", TargetType: "group", Tag: "Microsoft.InfromADGroupJoin.003",
		ConnectRuleLogic: snapshot.ConnectRuleLogic{
			Scope: []snapshot.ConnectCondition{
				{Attribute: "isCriticalSystemObject", Operator: of("NOTEQUAL"), Value: "TRUE"},
				{Attribute: "adminDescription", Operator: of("NOTSTARTSWITH"), Value: "Group_"},
			},
			Joins: []snapshot.ConnectJoin{{Source: "objectGUID", Target: "sourceAnchorBinary"}},
			Flows: []snapshot.ConnectFlow{
				{Destination: "displayName", Type: of("Direct"), Source: "displayName"},
				{Destination: "cloudFiltered", Type: of("Expression"), Source: "isCriticalSystemObject,mailNickname", Expression: "IIF(IsPresent([isCriticalSystemObject]), True, NULL)"},
			},
		},
	}
	outbound := snapshot.ConnectRule{
		Server: "SYNC1", ID: "1f9b5d5e-52b1-4a40-a1b3-2b6a8f4c9d10", Name: "Out to AD - Group SOAInAAD", Direction: of("Outbound"),
		Connector: "9792d5d0-7815-4880-85e2-3e5de264452e", Precedence: of(int64(130)), Standard: of(true), Disabled: of(false),
		SourceType: "group", TargetType: "group", Tag: "Microsoft.OuttoADGroupSOAInAAD.001",
		ConnectRuleLogic: snapshot.ConnectRuleLogic{Scope: []snapshot.ConnectCondition{{Attribute: "sourceAnchor"}}},
	}
	want := map[string]snapshot.ConnectRule{}
	for _, rule := range []snapshot.ConnectRule{standard, clone, join, outbound} {
		want[rule.Name] = rule
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
}

func TestErrorsOfEveryShapeAreReadOnce(t *testing.T) {
	r, _ := collected(t, windows(t), connect.Options{})
	got := all(t, r.ConnectErrors())
	guid := func(text string) *snapshot.GUID {
		id, err := snapshot.ParseGUID(text)
		if err != nil {
			t.Fatal(err)
		}
		return &id
	}
	for i := range got {
		if got[i].ID == "" || got[i].Server != "SYNC1" || got[i].Connector != "contoso.com" {
			t.Errorf("error %d: %+v: expected an id, the server and the connector", i, got[i])
		}
		got[i].ID, got[i].Server, got[i].Connector = "", "", ""
	}
	want := []snapshot.ConnectError{
		{
			DN: "CN=Finance_e9305786a271,OU=Writeback,DC=contoso,DC=com", ObjectType: "group", Anchor: guid("3a5c3221-c465-48c0-95b8-e9305786a271"),
			ConnectErrorDetail: snapshot.ConnectErrorDetail{
				Type: "cd-error", Code: "8519", Text: "A universal group cannot have a local group as a member.",
				Last: of(time.UnixMilli(1795217400000).UTC()), Retries: of(int64(1)),
			},
		},
		{
			DN: "CN=Group_e2f0a1b4-1111-4c2d-8a3b-c0ffee000001,OU=Writeback,DC=contoso,DC=com", Anchor: guid("e2f0a1b4-1111-4c2d-8a3b-c0ffee000001"),
			ConnectErrorDetail: snapshot.ConnectErrorDetail{
				Type: "permission-issue", Code: "8344", Text: "Insufficient access rights to perform the operation.",
				First: of(time.Date(2026, 11, 20, 23, 31, 0, 0, time.UTC)), Last: of(time.Date(2026, 11, 20, 23, 31, 20, 123e6, time.UTC)), Retries: of(int64(3)),
			},
		},
		{
			DN: "CN=Sales_0123456789ab,OU=Writeback,DC=contoso,DC=com", ObjectType: "group", Anchor: guid("7e1d0c9b-0000-4000-8000-0123456789ab"),
			ConnectErrorDetail: snapshot.ConnectErrorDetail{Type: "0x80230218", Code: "0x80230218", Last: of(time.Date(2026, 11, 20, 23, 31, 20, 123e6, time.UTC))},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

// The script writes every object that could not be exported by itself, then the run that says the same of it.
func TestErrorThatObjectAndRunTellOfIsReadOnce(t *testing.T) {
	const text = `<export-error cs-guid=\"{15ECB0EE-578A-4EBA-8530-8824D0025B56}\" dn=\"CN=App,OU=Writeback,DC=contoso,DC=com\">%s` +
		`<error-type>permission-issue</error-type><cd-error><error-code>8344</error-code></cd-error></export-error>`
	const dated = `<date-occurred>2026-11-20 23:31:20.000</date-occurred>`
	object := func(at string) string {
		return `{"ObjectId": "15ECB0EE-578A-4EBA-8530-8824D0025B56", "ConnectorName": "contoso.com", "DistinguishedName": "CN=App,OU=Writeback,DC=contoso,DC=com",
			"ObjectType": "group", "HasExportError": true, "ExportError": "` + fmt.Sprintf(text, at) + `",
			"Attributes": [{"Name": "adminDescription", "Values": ["Group_3a5c3221-c465-48c0-95b8-e9305786a271"]}]}`
	}
	run := func(failed int, errors string) string {
		return fmt.Sprintf(`{"RunHistoryId": "1", "ConnectorName": "contoso.com", "RunProfileName": "Export", "RunNumber": 3, "IsRunComplete": true, "RunStepResults":
			[{"ExportFailure": %d, "SyncErrors": {"SyncErrorsXml": "<synchronization-errors>%s</synchronization-errors>"}}]}`, failed, errors)
	}
	for _, c := range []struct {
		claim, text string
		status      snapshot.Status
		records     int64
	}{
		{"object and run", object(dated) + "," + run(1, fmt.Sprintf(text, dated)), snapshot.Complete, 1},
		{"neither is dated", object("") + "," + run(1, fmt.Sprintf(text, "")), snapshot.Complete, 1},
		{"the object alone does not make up for the errors of the run", object(dated) + "," + run(1, ""), snapshot.Partial, 1},
	} {
		r, _ := collected(t, with(t, map[string]string{"SYNC1/exportErrors.json": "[" + c.text + "]"}), connect.Options{})
		if state := r.State(snapshot.StreamConnectErrors); state.Status != c.status || state.Records != c.records {
			t.Errorf("%s: %s with %d records (%s), want %s with %d", c.claim, state.Status, state.Records, state.Reason, c.status, c.records)
		}
		for _, e := range all(t, r.ConnectErrors()) {
			if e.Anchor == nil || e.ObjectType != "group" {
				t.Errorf("%s: what only the object tells was lost: %+v", c.claim, e)
			}
		}
	}
}
