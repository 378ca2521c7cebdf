package connect_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

var streams = []snapshot.Stream{
	snapshot.StreamConnectSettings, snapshot.StreamConnectScheduler, snapshot.StreamConnectConnectors,
	snapshot.StreamConnectRules, snapshot.StreamConnectFeatures, snapshot.StreamConnectErrors,
}

// states are the streams that are not complete, with their reasons.
func states(r *snapshot.Reader) map[snapshot.Stream]string {
	found := map[snapshot.Stream]string{}
	for _, s := range streams {
		if state := r.State(s); state.Status != snapshot.Complete {
			found[s] = string(state.Status) + ": " + state.Reason
		}
	}
	return found
}

func TestWholeExportIsComplete(t *testing.T) {
	r, _ := collected(t, windows(t), connect.Options{})
	if diff := cmp.Diff(map[snapshot.Stream]string{}, states(r)); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	if notes := r.Manifest().Notes; len(notes) != 1 || !strings.Contains(notes[0], "came as numbers") {
		t.Errorf("notes %q: expected one on the operator that no default rule explains", notes)
	}
	settings := r.State(snapshot.StreamConnectSettings)
	if !slices.Contains(settings.Properties, "Microsoft.Synchronize.StagingMode") || settings.Query != "connect/SYNC1/globalSettings.json" {
		t.Errorf("settings: properties %q, query %q", settings.Properties, settings.Query)
	}
}

func TestWithoutServersAllStreamsAreAbsent(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"the export has no folder connect":                             {"cloud/groups.json": {}},
		"the folder connect of the export holds no folder of a server": {"connect/readme.txt": {}},
	} {
		r, s := collected(t, files, connect.Options{})
		for _, stream := range streams {
			if state := r.State(stream); state.Status != snapshot.Absent || state.Reason != name {
				t.Errorf("%s is %s: %s, want absent: %s", stream, state.Status, state.Reason, name)
			}
		}
		if s.Tenants() != nil {
			t.Errorf("tenants %q without a server", s.Tenants())
		}
	}
}

func TestMissingFileMakesItsStreamPartialAndNamesServerAndFile(t *testing.T) {
	for file, stream := range map[string]snapshot.Stream{
		"globalSettings": snapshot.StreamConnectSettings, "scheduler": snapshot.StreamConnectScheduler,
		"connectors": snapshot.StreamConnectConnectors, "rules": snapshot.StreamConnectRules,
		"companyFeatures": snapshot.StreamConnectFeatures, "exportErrors": snapshot.StreamConnectErrors,
	} {
		r, _ := collected(t, with(t, map[string]string{"SYNC1/" + file + ".json": ""}), connect.Options{})
		got := states(r)
		if len(got) != 1 || !strings.Contains(got[stream], "partial: server SYNC1 has no "+file+".json (Get-ADSync") {
			t.Errorf("without %s: %v", file, got)
		}
	}
}

func TestBrokenFilesAreRefusedInOneLine(t *testing.T) {
	rules := file(t, "rules.json")
	for _, test := range []struct{ name, file, text, want string }{
		{"an empty file is no empty list", "rules", " \n", "the file is empty, which a failed export leaves as well"},
		{"null is no empty list", "rules", "null", "the body is null"},
		{"a file cut off is not a shorter list", "rules", rules[:len(rules)-300], "the file ends inside a value: it was cut off"},
		{"an error page is no answer", "scheduler", "<html><body>503</body></html>", "found HTML or XML"},
		{"text is no object", "scheduler", `"stopped"`, `expected objects in JSON, found "stopped"`},
		{"a syntax error names its line", "scheduler", "{\n\"a\": }", "line 2, byte "},
		{"the code page of a machine is not guessed", "connectors", "[{\"Name\": \"R\xfcck\"}]", "expected UTF-8 or UTF-16"},
		{"half a character of UTF-16", "scheduler", "\xff\xfe{", "in the middle of a UTF-16 character"},
		{"settings without parameters", "globalSettings", `{"Version": 1}`, "expected the parameters of Get-ADSyncGlobalSettings"},
		{"another object than the scheduler", "scheduler", `{"Name": "x"}`, "expected the properties of Get-ADSyncScheduler"},
		{"no rules", "rules", "[]", "expected the rules of Get-ADSyncRule, found none"},
		{"no connectors", "connectors", `{"value": [], "Count": 0}`, "expected the connectors of Get-ADSyncConnector, found none"},
		{"no features", "companyFeatures", `{}`, "expected the features"},
		{"parameters cut off by -Depth", "globalSettings", `{"Parameters": ["Microsoft.IdentityManagement.PowerShell.ObjectModel.ConfigurationParameter"]}`, "export it again with ConvertTo-Json -Depth 10"},
		{"parameters cut off by -Depth to one text", "globalSettings", `{"Parameters": "Microsoft.IdentityManagement.PowerShell.ObjectModel.ConfigurationParameter Microsoft"}`, "ConvertTo-Json -Depth 10"},
		{"conditions cut off by -Depth", "rules", `[{"Identifier": "a", "ScopeFilter": [{"ScopeConditionList": "Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition"}]}]`, "ConvertTo-Json -Depth 10"},
		{"a scope cut off by -Depth", "connectors", `[{"Identifier": "a", "Partitions": [{"ConnectorPartitionScope": "Microsoft.IdentityManagement.PowerShell.ObjectModel.ConnectorPartitionScope"}]}]`, "ConvertTo-Json -Depth 10"},
		{"containers joined for want of -Depth", "connectors", `[{"Identifier": "a", "Partitions": [{"ConnectorPartitionScope": {"ContainerInclusionList": "OU=A,DC=contoso,DC=com OU=B,DC=contoso,DC=com"}}]}]`, "ConvertTo-Json -Depth 10"},
		{"errors cut off by -Depth", "exportErrors", `[{"RunHistoryId": "a", "RunStepResults": [{"SyncErrors": "Microsoft.IdentityManagement.PowerShell.ObjectModel.StepSyncErrors"}]}]`, "ConvertTo-Json -Depth 10"},
		{"what is cut off is told with its place", "rules", `[{"Identifier": "System.Object"},` + "\n" + `{"Identifier": "a", "ScopeFilter": {"value": [{"ScopeConditionList": "System.Object"}], "Count": 1}}]`,
			`reading connect/SYNC1/rules.json: line 1, byte 16: "System.Object" stands where an object or a list is expected (rules[0].identifier): `},
		{"the same words elsewhere have a place of their own", "rules", `{"value": [{"Name": "x", "Identifier": "a"},` + "\n" + `{"Identifier": "b", "Description": "System.Object", "ScopeFilter": [{"ScopeConditionList": "System.Object"}]}]}`,
			`line 2, byte 136: "System.Object" stands where an object or a list is expected (rules[1].scopefilter[0].scopeconditionlist[0]): `},
		{"a joined list is told with its place", "connectors", `[{"Identifier": "a", "Partitions": [{"ConnectorPartitionScope":` + "\n" + `{"ContainerInclusionList": ["OU=A,DC=contoso,DC=com OU=B,DC=contoso,DC=com"]}}]}]`,
			`line 2, byte 91: OU=A,DC=contoso,DC=com OU=B,DC=contoso,DC=com stands where an object or a list is expected (connectors[0].partitions[0].connectorpartitionscope.containerinclusionlist): `},
		{"a body that is cut off has a place", "rules", "\n" + `"System.Object[]"`, `line 2, byte 1: "System.Object[]" stands where an object or a list is expected: `},
		{"more values than a server has", "rules", "[1" + strings.Repeat(",1", 5_000_001) + "]", "more than 5000000 values, which no export of a server has"},
		{"the attributes of an object cut off", "exportErrors", `[{"HasExportError": true, "ObjectId": "x", "ExportError": {"ErrorType": "permission-issue"}, "Attributes": ["Microsoft.IdentityManagement.PowerShell.ObjectModel.CSAttribute"]}]`, "ConvertTo-Json -Depth 10"},
		{"a custom object cut off", "exportErrors", `[{"ExportError": "@{ErrorType=x}"}]`, "ConvertTo-Json -Depth 10"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := with(t, map[string]string{"SYNC1/" + test.file + ".json": test.text})
			_, _, err := attempt(t, files, connect.Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "connect/SYNC1/"+test.file+".json") {
				t.Fatalf("got %v, want an error naming the file with %q", err, test.want)
			}
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("not one line: %q", err)
			}
			r, _ := collected(t, files, connect.Options{AllowPartial: true})
			if got := states(r); len(got) != 1 || !strings.Contains(slices.Collect(maps.Values(got))[0], test.want) {
				t.Errorf("with partial allowed: %v", got)
			}
		})
	}
}

func TestTwoServersInOneFolderAreRefused(t *testing.T) {
	wrapped := func(server, text string) string { return `{"Server": "` + server + `", "value": ` + text + `}` }
	for _, test := range []struct {
		name    string
		changes map[string]string
		want    string
	}{
		{"wrappers that name two servers", map[string]string{
			"SYNC1/rules.json": wrapped("SYNC2", file(t, "rules.json")), "SYNC1/scheduler.json": wrapped("sync1.contoso.com", file(t, "scheduler.json")),
		}, "scheduler.json is of server sync1, rules.json of server sync2"},
		{"objects that name two computers", map[string]string{
			"SYNC1/companyFeatures.json": `{"GroupWritebackV2": true, "PSComputerName": "SYNC2"}`,
			"SYNC1/scheduler.json":       `{"SyncCycleEnabled": true, "PSComputerName": "SYNC1"}`,
		}, "server sync1"},
		{"two settings in one file", map[string]string{
			"SYNC1/globalSettings.json": file(t, "globalSettings.json") + strings.Replace(file(t, "globalSettings.json"), "D112F5F4", "E112F5F4", 1),
		}, "expected one object, found 2 different ones"},
		{"two schedulers in one file", map[string]string{
			"SYNC1/scheduler.json": `[{"SyncCycleEnabled": true}, {"SyncCycleEnabled": false}]`,
		}, "expected one object, found 2 different ones"},
		{"rules that name no connector of the folder", map[string]string{
			"SYNC1/rules.json": strings.ReplaceAll(file(t, "rules.json"), "9792d5d0", "8792d5d0"),
		}, "rules.json names connector 8792d5d0-7815-4880-85e2-3e5de264452e and others, of which connectors.json has none"},
		{"a connector of two contents", map[string]string{
			"SYNC1/connectors.json": file(t, "connectors.json") + strings.Replace(file(t, "connectors.json"), "OU=People", "OU=Persons", 1),
		}, "occurs twice with different content"},
		{"a file of each spelling", map[string]string{"SYNC1/Rules.json": "[]"}, "is there twice"},
		{"a second file of a part under a number", map[string]string{"SYNC1/rules-2.json": "[]"}, "rules-2.json stands beside rules.json"},
		{"a second file as a browser saves it", map[string]string{"SYNC1/Connectors (1).json": "[]"}, "Connectors (1).json stands beside connectors.json"},
		{"a second file with the server's name", map[string]string{"SYNC1/schedulerSYNC2.json": "{}"}, "schedulerSYNC2.json stands beside scheduler.json"},
	} {
		for _, partial := range []bool{false, true} {
			_, _, err := attempt(t, with(t, test.changes), connect.Options{AllowPartial: partial})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "put each server's files into a folder of its own") {
				t.Errorf("%s (partial allowed: %v): got %v, want %q", test.name, partial, err, test.want)
			}
		}
	}
}

func TestServersOfTwoTenantsAreRefused(t *testing.T) {
	files := windows(t)
	for name, f := range windows(t) {
		text := strings.ReplaceAll(string(f.Data), "contoso.onmicrosoft.com", "fabrikam.onmicrosoft.com")
		files[strings.Replace(name, "SYNC1", "SYNC2", 1)] = &fstest.MapFile{Data: []byte(text)}
	}
	_, _, err := attempt(t, files, connect.Options{AllowPartial: true})
	if err == nil || !strings.Contains(err.Error(), "its tenant is fabrikam.onmicrosoft.com, that of connect/SYNC1 is contoso.onmicrosoft.com") {
		t.Errorf("got %v", err)
	}
}

func TestFilesBesideAServersFolderAreRefused(t *testing.T) {
	_, _, err := attempt(t, with(t, map[string]string{"rules.json": "[]"}), connect.Options{})
	if err == nil || !strings.Contains(err.Error(), "connect/rules.json: expected it in a folder named after its server") {
		t.Errorf("got %v", err)
	}
}

func TestTwoServersOfOneTenantAreBothRead(t *testing.T) {
	files := windows(t)
	for name, f := range windows(t) {
		text := strings.ReplaceAll(string(f.Data), "D112F5F4", "E112F5F4")
		files[strings.Replace(name, "SYNC1", "SYNC2", 1)] = &fstest.MapFile{Data: []byte(text)}
	}
	delete(files, "connect/SYNC2/rules.json")
	r, _ := collected(t, files, connect.Options{})
	if servers := all(t, r.ConnectServers()); len(servers) != 2 || servers[1].Server != "SYNC2" {
		t.Errorf("servers %+v", servers)
	}
	want := map[snapshot.Stream]string{snapshot.StreamConnectRules: "partial: server SYNC2 has no rules.json (Get-ADSyncRule)"}
	if diff := cmp.Diff(want, states(r)); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
}

func TestListsOfTwoServersThatAreOneTextAreNoted(t *testing.T) {
	const note = "connect/SYNC1/rules.json and connect/SYNC2/rules.json are the same text and name no server"
	for name, test := range map[string]struct {
		rules string
		want  bool
	}{
		"a copy of a list without a server's name":  {file(t, "rules.json"), true},
		"a list that differs":                       {file(t, "rules.json") + " ", false},
		"a list that says which server it comes of": {`{"Server": "SYNC2", "value": ` + file(t, "rules.json") + `}`, false},
	} {
		files := windows(t)
		for name, f := range windows(t) {
			text := strings.ReplaceAll(string(f.Data), "D112F5F4", "E112F5F4")
			files[strings.Replace(name, "SYNC1", "SYNC2", 1)] = &fstest.MapFile{Data: []byte(text)}
		}
		files["connect/SYNC2/rules.json"] = &fstest.MapFile{Data: []byte(test.rules)}
		r, _ := collected(t, files, connect.Options{})
		if notes := strings.Join(r.Manifest().Notes, "\n"); strings.Contains(notes, note) != test.want {
			t.Errorf("%s: notes %q", name, notes)
		}
	}
}

// spellings are ways in which one export can be written.
func TestSpellingOfAnExportChangesNothing(t *testing.T) {
	base, _ := collected(t, windows(t), connect.Options{})
	for name, change := range map[string]func(string) []byte{
		"UTF-16 with a mark":                      func(text string) []byte { return wide("\ufeff"+text, false) },
		"UTF-16 the other way round, with a mark": func(text string) []byte { return wide("\ufeff"+text, true) },
		"UTF-16 without a mark":                   func(text string) []byte { return wide(text, false) },
		"UTF-8 with a mark":                       func(text string) []byte { return []byte("\ufeff" + text) },
		"keys in lower case": func(text string) []byte {
			return []byte(strings.NewReplacer(`"Identifier"`, `"identifier"`, `"ScopeFilter"`, `"scopefilter"`, `"Parameters"`, `"parameters"`, `"Name"`, `"name"`).Replace(text))
		},
		"switches as text": func(text string) []byte {
			return []byte(strings.NewReplacer(":  true", `:  "True"`, ":  false", `:  "False"`).Replace(text))
		},
		"a date as PowerShell 7 writes it": func(text string) []byte {
			return []byte(strings.ReplaceAll(text, `\/Date(1795218600000)\/`, "2026-11-20T23:50:00Z"))
		},
		"a date with what Windows PowerShell shows": func(text string) []byte {
			return []byte(strings.ReplaceAll(text, `"\/Date(1795218600000)\/"`, `{"value": "\/Date(1795218600000)\/", "DateTime": "Friday"}`))
		},
		"spans as text": func(text string) []byte {
			return []byte(strings.ReplaceAll(text, `"Ticks":  18000000000`, `"Ticks":  "18000000000"`))
		},
		"in a wrapper with the server": func(text string) []byte { return []byte(`{"Server": "SYNC1", "Value": ` + text + `}`) },
		"twice the same":               func(text string) []byte { return []byte(text + "\n" + text) },
	} {
		t.Run(name, func(t *testing.T) {
			files := windows(t)
			for _, f := range files {
				f.Data = change(string(f.Data))
			}
			r, _ := collected(t, files, connect.Options{})
			compare(t, all(t, base.ConnectServers()), all(t, r.ConnectServers()))
			compare(t, all(t, base.ConnectSchedulers()), all(t, r.ConnectSchedulers()))
			compare(t, all(t, base.ConnectFeatures()), all(t, r.ConnectFeatures()))
			compare(t, all(t, base.ConnectConnectors()), all(t, r.ConnectConnectors()))
			compare(t, withoutBodies(all(t, base.ConnectRules())), withoutBodies(all(t, r.ConnectRules())))
			compare(t, all(t, base.ConnectErrors()), all(t, r.ConnectErrors()))
		})
	}
}

func compare[T any](t *testing.T, want, got []T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func withoutBodies(rules []snapshot.ConnectRule) []snapshot.ConnectRule {
	for i := range rules {
		rules[i].Body = nil
	}
	return rules
}

// wide encodes text as UTF-16.
func wide(text string, bigEndian bool) (octets []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		low, high := byte(unit), byte(unit>>8)
		if bigEndian {
			low, high = high, low
		}
		octets = append(octets, low, high)
	}
	return octets
}

func TestEnumerationsAsTextAreTakenAsTheyAre(t *testing.T) {
	rule := `[{"Identifier": "{3A5C3221-C465-48C0-95B8-E9305786A271}", "Name": "x", "Direction": "Outbound", "Connector": {"Guid": "9792D5D0-7815-4880-85E2-3E5DE264452E"},
		"ScopeFilter": [{"ScopeConditionList": [{"Attribute": "a", "ComparisonOperator": "ISNOTNULL", "ComparisonValue": ""}]}, {"ScopeConditionList": [{"Attribute": "b", "ComparisonOperator": "EQUAL", "ComparisonValue": "1"}]}],
		"AttributeFlowMappings": [{"Destination": "d", "FlowType": "Constant", "ValueMergeType": "Update", "Source": "1, 2", "ExecuteOnce": true}]}]`
	r, _ := collected(t, with(t, map[string]string{"SYNC1/rules.json": rule}), connect.Options{})
	got := all(t, r.ConnectRules())[0]
	got.Body = nil
	want := snapshot.ConnectRule{
		Server: "SYNC1", ID: "3a5c3221-c465-48c0-95b8-e9305786a271", Name: "x", Direction: of("Outbound"), Connector: "9792d5d0-7815-4880-85e2-3e5de264452e",
		ConnectRuleLogic: snapshot.ConnectRuleLogic{
			Scope: []snapshot.ConnectCondition{{Attribute: "a", Operator: of("ISNOTNULL")}, {Group: 1, Attribute: "b", Operator: of("EQUAL"), Value: "1"}},
			Flows: []snapshot.ConnectFlow{{Destination: "d", Type: of("Constant"), Source: "1, 2", Merge: of("Update"), Once: true}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rule (-want +got):\n%s", diff)
	}
}

func TestNumberThatDefaultRulesUseForTwoThingsMeansNothing(t *testing.T) {
	text := strings.Replace(file(t, "rules.json"), `"ComparisonOperator":  1`, `"ComparisonOperator":  0`, 1)
	r, _ := collected(t, with(t, map[string]string{"SYNC1/rules.json": text}), connect.Options{})
	for _, rule := range all(t, r.ConnectRules()) {
		for _, c := range rule.Scope {
			if c.Attribute == "cloudMastered" && c.Operator != nil {
				t.Errorf("%s: operator %s, want unknown", rule.Name, *c.Operator)
			}
		}
	}
}

func TestOddValuesAreUnknownAndMakeTheStreamPartial(t *testing.T) {
	for _, test := range []struct{ file, text, want string }{
		{"scheduler", `{"SyncCycleEnabled": "perhaps"}`, "scheduler[0].synccycleenabled: expected true or false"},
		{"scheduler", `{"SyncCycleEnabled": true, "syncCycleEnabled": false}`, "scheduler[0].syncCycleEnabled: expected a key named once"},
		{"companyFeatures", `{"GroupWritebackV2": true, "GroupWritebackV2": false}`, "expected a key named once"},
		{"scheduler", `{"SyncCycleEnabled": true, "NextSyncCycleStartTimeInUTC": "soon"}`, "expected a date"},
		{"scheduler", `{"SyncCycleEnabled": true, "AllowedSyncCycleInterval": "long"}`, "expected a time span"},
		{"rules", `[{"Identifier": "a", "Precedence": "high"}, 7]`, "(and 1 more)"},
		{"rules", `[{"Name": "x"}]`, "a rule with an Identifier"},
		{"rules", `{"value": [{"Identifier": "a"}], "Count": 2}`, "the source counts 2, 1 arrived"},
		{"connectors", `[{"Name": "x"}]`, "a connector with an Identifier"},
		{"companyFeatures", `{"GroupWritebackV2": "maybe"}`, "expected true or false"},
		{"globalSettings", `{"Parameters": [{"Value": "x"}, {"Name": "Microsoft.Synchronize.StagingMode", "Value": "x"}]}`, "a parameter with a name"},
		{"exportErrors", `[{"Name": "x"}]`, "expected an error, an object of the connector space or a run"},
		{"exportErrors", `[{"RunHistoryId": "a"}]`, "-RunStepDetails"},
		{"exportErrors", `[{"RunHistoryId": "a", "RunStepResults": {"ExportFailure": 2}}]`, "the errors of 2 objects"},
		{"exportErrors", `[{"CSExportXml": "<a><b></a>"}]`, "expected XML"},
		{"exportErrors", `[{"HasExportError": true, "ObjectId": "x"}]`, "exporterror: expected the error of an object that has one"},
		{"exportErrors", `[{"HasExportError": true, "ExportError": {"ErrorLiteral": "x"}}]`, "expected an error with ErrorType or ErrorCode"},
	} {
		r, _ := collected(t, with(t, map[string]string{"SYNC1/" + test.file + ".json": test.text}), connect.Options{})
		got := slices.Collect(maps.Values(states(r)))
		if len(got) != 1 || !strings.HasPrefix(got[0], "partial: connect/SYNC1/"+test.file+".json: ") || !strings.Contains(got[0], test.want) {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestEmptyListsAreComplete(t *testing.T) {
	for _, text := range []string{"[]", `{"Server": "SYNC1", "value": [], "Count": 0}`} {
		r, _ := collected(t, with(t, map[string]string{"SYNC1/exportErrors.json": text}), connect.Options{})
		if state := r.State(snapshot.StreamConnectErrors); state.Status != snapshot.Complete || state.Records != 0 {
			t.Errorf("%s: %s with %d records", text, state.Status, state.Records)
		}
	}
}

func TestFilesThatNothingReadsAreNoted(t *testing.T) {
	r, _ := collected(t, with(t, map[string]string{"SYNC1/exportErrors.xml": "x", "SYNC1/.hidden": "x"}), connect.Options{})
	notes := strings.Join(r.Manifest().Notes, "\n")
	if !strings.Contains(notes, "connect/SYNC1/exportErrors.xml was not read") || strings.Contains(notes, "hidden") {
		t.Errorf("notes %q", notes)
	}
}

func TestWhatIsOddIsNoted(t *testing.T) {
	files := with(t, map[string]string{"SYNC1/scheduler.json": strings.Replace(file(t, "scheduler.json"), `"StagingModeEnabled":  false`, `"StagingModeEnabled":  true`, 1)})
	files["connect/SYNC1/rules.json"] = &fstest.MapFile{Data: []byte(`[
		{"Identifier": "a", "Connector": "9792d5d0-7815-4880-85e2-3e5de264452e"},
		{"Identifier": "b", "Connector": "8792d5d0-7815-4880-85e2-3e5de264452e"}]`)}
	r, _ := collected(t, files, connect.Options{})
	notes := strings.Join(r.Manifest().Notes, "\n")
	for _, want := range []string{
		"connect/SYNC1: globalSettings.json says staging mode false, scheduler.json says true",
		"connect/SYNC1/rules.json: 1 connectors that rules name are not in connectors.json, such as 8792d5d0-7815-4880-85e2-3e5de264452e",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes %q, want %q", notes, want)
		}
	}
}

func TestValuesThatStandForNoneAreNone(t *testing.T) {
	for _, date := range []string{`"\/Date(-62135596800000)\/"`, `"0001-01-01T00:00:00"`, `""`, "null", `{"DateTime": "Monday"}`} {
		text := `{"SyncCycleEnabled": true, "CustomizedSyncCycleInterval": "", "NextSyncCycleStartTimeInUTC": ` + date + `}`
		r, _ := collected(t, with(t, map[string]string{"SYNC1/scheduler.json": text}), connect.Options{})
		if diff := cmp.Diff([]snapshot.ConnectScheduler{{Server: "SYNC1", SyncCycleEnabled: of(true)}}, all(t, r.ConnectSchedulers())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", date, diff)
		}
		if got := states(r); len(got) != 0 {
			t.Errorf("%s: %v", date, got)
		}
	}
}

func TestEachObjectOfOneXMLHasItsOwnAnchor(t *testing.T) {
	object := func(name, id string) string {
		return `<cs-object cs-dn='` + name + `' object-type='group'><attr name='adminDescription'><value>Group_` + id + `</value></attr><export-errordetail><export-error><error-type>permission-issue</error-type></export-error></export-errordetail></cs-object>`
	}
	text := `[{"ConnectorName": "contoso.com", "CSExportXml": "<cs-objects>` + object("CN=a", firstID) + object("CN=b", secondID) + `</cs-objects>"}]`
	r, _ := collected(t, with(t, map[string]string{"SYNC1/exportErrors.json": text}), connect.Options{})
	got := map[string]string{}
	for _, e := range all(t, r.ConnectErrors()) {
		if e.Anchor != nil {
			got[e.DN] = e.Anchor.String()
		}
	}
	if diff := cmp.Diff(map[string]string{"CN=a": firstID, "CN=b": secondID}, got); diff != "" {
		t.Errorf("anchors (-want +got):\n%s", diff)
	}
}
