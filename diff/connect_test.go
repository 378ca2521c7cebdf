package diff

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const forestConnector = "9792d5d0-7815-4880-85e2-3e5de264452e"

// exported adds a server of which everything was read: active, version 2.5.79.0, V1 and V2 on,
// the default rules on and the whole domain in scope.
func (s *scene) exported(name string, change ...func(*exportedServer)) {
	x := &exportedServer{
		settings: snapshot.ConnectServer{Server: name, Version: new("2.5.79.0"), Tenant: new("contoso.onmicrosoft.com")},
		scheduler: snapshot.ConnectScheduler{Server: name, SyncCycleEnabled: new(true), StagingModeEnabled: new(false),
			SchedulerSuspended: new(false), MaintenanceEnabled: new(true)},
		features: map[string]*bool{"UnifiedGroupWriteback": new(true), "GroupWritebackV2": new(true)},
		rules:    defaultRules(),
	}
	x.settings.StagingMode, x.settings.GroupWriteback = new(false), new(true)
	x.settings.GroupWritebackContainer, x.settings.AutoUpgradeState = new(writebackOU), new("Enabled")
	x.connectors = []snapshot.ConnectConnector{
		{ID: snapshot.EntraConnector, Name: "contoso.onmicrosoft.com - AAD"},
		{
			ID: forestConnector, Name: "contoso.com", Forest: new("contoso.com"), Account: new(`CONTOSO\MSOL_0f1e2d3c4b5a`),
			Partitions: []snapshot.ConnectPartition{{DN: "DC=contoso,DC=com", Selected: new(true), Scoped: true}},
			Containers: []snapshot.ConnectContainer{{Partition: "DC=contoso,DC=com", DN: "DC=contoso,DC=com", Included: true}},
		},
	}
	for _, c := range change {
		c(x)
	}
	s.connect = append(s.connect, x.records(name)...)
	for _, stream := range []snapshot.Stream{
		snapshot.StreamConnectSettings, snapshot.StreamConnectScheduler, snapshot.StreamConnectConnectors,
		snapshot.StreamConnectRules, snapshot.StreamConnectFeatures, snapshot.StreamConnectErrors,
	} {
		s.ended[stream] = snapshot.Ended{Status: snapshot.Complete}
	}
}

type exportedServer struct {
	settings   snapshot.ConnectServer
	scheduler  snapshot.ConnectScheduler
	features   map[string]*bool
	connectors []snapshot.ConnectConnector
	rules      []snapshot.ConnectRule
	errors     []snapshot.ConnectError
	// without leaves parts out: settings, scheduler.
	without string
}

func (x *exportedServer) records(name string) []any {
	var list []any
	if !strings.Contains(x.without, "settings") {
		list = append(list, x.settings)
	}
	if !strings.Contains(x.without, "scheduler") {
		list = append(list, x.scheduler)
	}
	for feature, on := range x.features {
		list = append(list, snapshot.ConnectFeature{Server: name, Name: feature, Enabled: on})
	}
	for _, c := range x.connectors {
		c.Server = name
		list = append(list, c)
	}
	for _, r := range x.rules {
		r.Server = name
		list = append(list, r)
	}
	for _, e := range x.errors {
		e.Server = name
		list = append(list, e)
	}
	return list
}

// rule is an enabled rule for groups.
func rule(id, name, direction, connector string, change ...func(*snapshot.ConnectRule)) snapshot.ConnectRule {
	r := snapshot.ConnectRule{
		ID: id, Name: name, Direction: &direction, Connector: connector, Standard: new(true), Disabled: new(false),
		SourceType: "group", TargetType: "group", Precedence: new(int64(100)),
	}
	r.Scope, r.Joins, r.Flows = []snapshot.ConnectCondition{}, []snapshot.ConnectJoin{}, []snapshot.ConnectFlow{}
	for _, c := range change {
		c(&r)
	}
	return r
}

func scoped(attribute, operator, value string) func(*snapshot.ConnectRule) {
	return func(r *snapshot.ConnectRule) {
		c := snapshot.ConnectCondition{Attribute: attribute, Value: value}
		if operator != "" {
			c.Operator = &operator
		}
		r.Scope = append(r.Scope, c)
	}
}

func flowing(destination, expression string) func(*snapshot.ConnectRule) {
	return func(r *snapshot.ConnectRule) {
		r.Flows = append(r.Flows, snapshot.ConnectFlow{Destination: destination, Expression: expression})
	}
}

func joining(r *snapshot.ConnectRule) {
	r.Joins = []snapshot.ConnectJoin{{Source: "objectGUID", Target: "sourceAnchorBinary"}}
}

func switchedOff(r *snapshot.ConnectRule) { r.Disabled = new(true) }

func ownRule(r *snapshot.ConnectRule) { r.Standard = new(false) }

func defaultRules() []snapshot.ConnectRule {
	return []snapshot.ConnectRule{
		rule("a1", ruleInbound, "Inbound", snapshot.EntraConnector, scoped("cloudMastered", "EQUAL", "true"), flowing("targetWritebackType", "")),
		rule("a2", "Out to AD – Group SOAInAAD", "Outbound", forestConnector, scoped("cloudMastered", "EQUAL", "True")),
		rule("a3", ruleJoin, "Inbound", forestConnector, joining, scoped("isCriticalSystemObject", "NOTEQUAL", "TRUE"), scoped("adminDescription", "NOTSTARTSWITH", "Group_")),
		rule("a4", ruleMemberLimit, "Outbound", forestConnector),
		rule("a5", "In from AD - Group Common", "Inbound", forestConnector),
	}
}

// without drops the default rules of that name.
func (x *exportedServer) drop(name string) {
	kept := x.rules[:0]
	for _, r := range x.rules {
		if defaultName(&r) != name {
			kept = append(kept, r)
		}
	}
	x.rules = kept
}

func (x *exportedServer) turnOff(name string) {
	for i := range x.rules {
		if defaultName(&x.rules[i]) == name {
			x.rules[i].Disabled = new(true)
		}
	}
}

func inStaging(x *exportedServer) {
	x.settings.StagingMode, x.scheduler.StagingModeEnabled = new(true), new(true)
}

func TestWholeServerHasNothingWrong(t *testing.T) {
	s := newScene(t)
	s.sync.ClientVersion = new("2.5.79.0")
	s.exported("SYNC1")
	got := s.load().tenant.Connect
	want := ConnectFacts{
		Servers: []ConnectServer{{
			Name: "SYNC1", Number: 1, Key: keyOf("sync1"), Role: RoleActive, Version: []int{2, 5, 79, 0}, BelowFloor: No,
			AutoUpgrade: UpgradeEnabled, Cycle: On, Suspended: No, Exports: Yes, OUInScope: Yes,
			Rules: ServerRules{
				Read: true, Inbound: CloneFacts{Default: On, Replaced: No}, Outbound: CloneFacts{Default: On, Replaced: No},
				MemberLimit: On, Disabled: []DisabledRule{}, Guard: GuardFacts{Rules: 1}, Coexistence: CoexistenceFacts{No, No},
			},
		}},
		Active: 1, Exporting: Yes, OUInScope: Yes, Cloned: No, Forests: Exactly(1), Differences: []string{}, Unread: []string{}, Unclear: []string{},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWithoutExportNothingIsKnownOfConnect(t *testing.T) {
	want := ConnectFacts{
		Servers: []ConnectServer{}, Exporting: Unknown, OUInScope: Unknown, Cloned: Unknown, Forests: Exactly(0), Differences: []string{}, Unread: []string{}, Unclear: []string{},
	}
	if diff := cmp.Diff(want, newScene(t).load().tenant.Connect); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRoleAndExporting(t *testing.T) {
	for _, c := range []struct {
		claim   string
		servers []func(*exportedServer)
		roles   string
		want    Answer
	}{
		{"an active server exports", []func(*exportedServer){func(*exportedServer) {}}, "active", Yes},
		{"a server in staging mode does not", []func(*exportedServer){inStaging}, "staging", No},
		{"one active server is enough", []func(*exportedServer){inStaging, func(*exportedServer) {}}, "staging active", Yes},
		{"a cycle that is off exports nothing", []func(*exportedServer){func(x *exportedServer) { x.scheduler.SyncCycleEnabled = new(false) }}, "active", No},
		{"nor does a suspended one", []func(*exportedServer){func(x *exportedServer) { x.scheduler.SchedulerSuspended = new(true) }}, "active", No},
		{"maintenance is no matter of exporting", []func(*exportedServer){func(x *exportedServer) { x.scheduler.MaintenanceEnabled = new(false) }}, "active", Yes},
		{"settings that contradict the scheduler leave the role open", []func(*exportedServer){func(x *exportedServer) { x.settings.StagingMode = new(true) }}, "unknown", Unknown},
		{"without scheduler it is not known", []func(*exportedServer){func(x *exportedServer) { x.without = "scheduler" }}, "active", Unknown},
		{"the scheduler alone tells the role", []func(*exportedServer){func(x *exportedServer) { x.without = "settings" }}, "active", Yes},
		{"an unread server may be the one that exports", []func(*exportedServer){inStaging, func(x *exportedServer) { x.without = "settings scheduler" }}, "staging unknown", Unknown},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			var roles []string
			for i, change := range c.servers {
				s.exported("SYNC"+string(rune('1'+i)), change)
			}
			got := s.load().tenant.Connect
			for _, server := range got.Servers {
				roles = append(roles, server.Role)
			}
			if got.Exporting != c.want || strings.Join(roles, " ") != c.roles {
				t.Errorf("%v export %s, want %s export %s", roles, got.Exporting, c.roles, c.want)
			}
		})
	}
}

func TestServersDiffer(t *testing.T) {
	for _, c := range []struct {
		claim                 string
		second                func(*exportedServer)
		want, unread, unclear string
	}{
		{"equal servers", func(*exportedServer) {}, "", "", ""},
		{"another identifier and another name of a rule do not differ", func(x *exportedServer) { x.rules[0].ID = "b1" }, "", "", ""},
		{"version", func(x *exportedServer) { x.settings.Version = new("2.4.18.0") }, "version", "", ""},
		{"a version that is none cannot be compared", func(x *exportedServer) { x.settings.Version = new("new") }, "", "", "version"},
		{"writeback OU", func(x *exportedServer) { x.settings.GroupWritebackContainer = new("OU=Other,DC=contoso,DC=com") }, "writeback OU", "", ""},
		{"no writeback OU is another one", func(x *exportedServer) { x.settings.GroupWritebackContainer = new("") }, "writeback OU", "", ""},
		{"one that the export does not hold is not read", func(x *exportedServer) { x.settings.GroupWritebackContainer = nil }, "", "writeback OU", ""},
		{"the OU in another spelling is the same", func(x *exportedServer) { x.settings.GroupWritebackContainer = new("ou=writeback, dc=Contoso,dc=com") }, "", "", ""},
		{"an OU that is no DN cannot be compared", func(x *exportedServer) { x.settings.GroupWritebackContainer = new("Writeback") }, "", "", "writeback OU"},
		{"V1 of the server", func(x *exportedServer) { x.settings.GroupWriteback = new(false) }, "V1", "", ""},
		{"the server's own switch of V1 is missing on one", func(x *exportedServer) { x.settings.GroupWriteback = nil }, "", "V1", ""},
		{"V2", func(x *exportedServer) { x.features["GroupWritebackV2"] = new(false) }, "V2", "", ""},
		{"a custom rule on one", func(x *exportedServer) {
			x.rules = append(x.rules, rule("c1", "Mine", "Inbound", forestConnector, ownRule))
		}, "sync rules", "", ""},
		{"a default rule off on one", func(x *exportedServer) { x.turnOff(ruleMemberLimit) }, "sync rules", "", ""},
		{"what was not read cannot be compared", func(x *exportedServer) { x.without, x.rules, x.features = "settings scheduler", nil, nil },
			"", "V1 V2 staging mode sync rules version writeback OU", ""},
		{"operators that cannot be told leave rules open", func(x *exportedServer) {
			x.rules = append(x.rules, rule("c1", "Mine", "Inbound", forestConnector, ownRule, scoped("mail", "", "x")))
		}, "", "", "sync rules"},
		{"settings and scheduler that contradict each other were read", func(x *exportedServer) { x.settings.StagingMode = new(false) }, "", "", "staging mode"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.sync.ClientVersion = new("2.5.79.0")
			s.exported("SYNC1")
			s.exported("SYNC2", inStaging, c.second)
			got := s.load().tenant.Connect
			if diff := cmp.Diff([]string{c.want, c.unread, c.unclear}, []string{strings.Join(got.Differences, " "), strings.Join(got.Unread, " "), strings.Join(got.Unclear, " ")}); diff != "" {
				t.Errorf("differences, unread, unclear (-want +got)\n%s", diff)
			}
		})
	}
}

// The option is the server's own; where it and the tenant's feature differ, user writeback is on.
func TestUserWritebackIsOnWhereAnyoneSaysSo(t *testing.T) {
	for _, c := range []struct {
		claim    string
		features map[string]*bool
		option   *bool
		staging  bool
		want     Switch
	}{
		{"neither says anything", nil, nil, false, SwitchUnknown},
		{"the feature alone", map[string]*bool{"UserWriteback": new(true)}, nil, false, On},
		{"the option alone", nil, new(true), false, On},
		{"the option alone is off", nil, new(false), false, Off},
		{"the option is on and the feature off", map[string]*bool{"UserWriteback": new(false)}, new(true), false, On},
		{"the feature is on and the option off", map[string]*bool{"UserWriteback": new(true)}, new(false), false, On},
		{"a server in staging mode writes nothing", nil, new(true), true, SwitchUnknown},
	} {
		s := newScene(t)
		s.exported("SYNC1", func(x *exportedServer) {
			x.features, x.settings.UserWriteback = c.features, c.option
			if c.staging {
				inStaging(x)
			}
		})
		if got := s.load().tenant.Sync.UserWriteback; got != c.want {
			t.Errorf("%s: %s, want %s", c.claim, got, c.want)
		}
	}
}

func TestNothingOfConnectNamesAServerInItsJSON(t *testing.T) {
	s := newScene(t)
	s.exported("SECRETSERVER", func(x *exportedServer) {
		x.rules = append(x.rules, rule("secret-id", "Secret rule", "Inbound", forestConnector, switchedOff, func(r *snapshot.ConnectRule) { r.Tag = "Secret.tag" }))
	})
	text, err := json.Marshal(s.load().tenant.Connect)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(string(text)), "secret") {
		t.Errorf("the facts name a server or a rule: %s", text)
	}
}
