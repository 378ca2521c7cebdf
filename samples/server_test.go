package samples_test

import (
	"time"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// Connectors of the invented site.
const (
	entraConnector  = "b891884f-051e-4a83-95af-2544101c9083"
	forestConnector = "9792d5d0-7815-4880-85e2-3e5de264452e"
)

// server is one Connect server, as the script of wbaudit init exports it.
type server struct {
	name, version, ou string
	staging, cycle    bool
	v1, v2            bool
	upgrade           string
	// excluded are containers that the server does not read.
	excluded []string
	rules    []*rule
	errors   []any
}

// rule is one synchronization rule for groups.
type rule struct {
	id, name, direction, connector string
	standard, disabled, provisions bool
	precedence                     int
	// scope are conditions, each attribute, operator and value; joins attributes of both sides.
	scope [][3]string
	joins [][2]string
	// flows are destinations with their expression, "" for a flow of the attribute of that name.
	flows [][2]string
}

// newServer is a server of which nothing is wrong, with the default rules.
func newServer(name string, s *synthetic.Sync) *server {
	return &server{name: name, version: s.Version, ou: s.OU, cycle: true, v1: s.V1, v2: s.V2, upgrade: "Enabled", rules: []*rule{
		{id: "5c4a1f2e-6a0b-4f3d-8e77-0a1b2c3d4e5f", name: "In from AAD - Group SOAInAAD", direction: "Inbound", connector: entraConnector,
			standard: true, precedence: 125, scope: [][3]string{{"cloudMastered", "EQUAL", "true"}}, flows: [][2]string{{"targetWritebackType", ""}}},
		{id: "1f9b5d5e-52b1-4a40-a1b3-2b6a8f4c9d10", name: "Out to AD - Group SOAInAAD", direction: "Outbound", connector: forestConnector,
			standard: true, precedence: 130, scope: [][3]string{{"cloudMastered", "EQUAL", "True"}}, flows: [][2]string{{"displayName", ""}}},
		{id: "3a5c3221-c465-48c0-95b8-e9305786a271", name: "In from AD - Group Join", direction: "Inbound", connector: forestConnector,
			standard: true, provisions: true, precedence: 106, scope: [][3]string{{"isCriticalSystemObject", "NOTEQUAL", "TRUE"}, {"adminDescription", "NOTSTARTSWITH", "Group_"}},
			joins: [][2]string{{"objectGUID", "sourceAnchorBinary"}}, flows: [][2]string{{"displayName", ""}}},
		{id: "7b0d2c11-3f55-4a3e-9a0c-5d6e7f809102", name: "Out to AD - Group Writeback Member Limit", direction: "Outbound", connector: forestConnector,
			standard: true, precedence: 132},
		{id: "8c1e3d22-4066-4b4f-8b1d-6e7f80910213", name: "In from AD - Group Common", direction: "Inbound", connector: forestConnector,
			standard: true, precedence: 107, flows: [][2]string{{"description", ""}}},
	}}
}

// rule returns the rule of that name.
func (s *server) rule(name string) *rule {
	for _, r := range s.rules {
		if r.name == name {
			return r
		}
	}
	return &rule{}
}

// serve adds the export of a server, and to the tenant the domains by which the two are known as one.
func (c *company) serve(s *server) {
	c.Tenant.Domains = []string{"contoso.onmicrosoft.com", "contoso.com"}
	folder := "connect/" + s.name + "/"
	c.Files[folder+"globalSettings.json"] = s.settings()
	c.Files[folder+"scheduler.json"] = map[string]any{
		"SyncCycleEnabled": s.cycle, "StagingModeEnabled": s.staging, "SchedulerSuspended": false, "MaintenanceEnabled": true,
		"SyncCycleInProgress": false, "AllowedSyncCycleInterval": "00:30:00", "CurrentlyEffectiveSyncCycleInterval": "00:30:00",
		"CustomizedSyncCycleInterval": nil, "NextSyncCyclePolicyType": "Delta", "NextSyncCycleStartTimeInUTC": c.now.Add(5 * time.Minute).Format(time.RFC3339),
	}
	c.Files[folder+"companyFeatures.json"] = map[string]any{
		"PasswordHashSync": true, "UserWriteback": false, "DeviceWriteback": false, "UnifiedGroupWriteback": s.v1, "GroupWritebackV2": s.v2,
	}
	c.Files[folder+"connectors.json"] = s.connectors()
	if s.rules != nil {
		rules := []any{}
		for _, r := range s.rules {
			rules = append(rules, r.body())
		}
		c.Files[folder+"rules.json"] = rules
	}
	c.Files[folder+"exportErrors.json"] = append([]any{}, s.errors...)
}

func text(yes bool) string {
	if yes {
		return "True"
	}
	return "False"
}

func (s *server) settings() map[string]any {
	parameters := []any{}
	for _, p := range [][2]string{
		{"Microsoft.OptionalFeature.UserWriteBack", "False"}, {"Microsoft.OptionalFeature.GroupWriteBack", text(s.v1)},
		{"Microsoft.GroupWriteBack.Container", s.ou}, {"Microsoft.GroupWriteBack.Forest", "corp.contoso.com"},
		{"Microsoft.OptionalFeature.DeviceWriteBack", "False"}, {"Microsoft.Synchronize.StagingMode", text(s.staging)},
		{"Microsoft.SynchronizationOption.AnchorAttribute", "mS-DS-ConsistencyGuid"}, {"Microsoft.OptionalFeature.AutoUpgradeState", s.upgrade},
		{"Microsoft.Synchronize.ServerConfigurationVersion", s.version},
	} {
		parameters = append(parameters, map[string]any{"Name": p[0], "Value": p[1]})
	}
	return map[string]any{"Version": 396, "SqlSchemaVersion": 615, "InstanceId": "d112f5f4-4248-4959-8dc8-" + octets(s.name), "Parameters": parameters}
}

// octets are twelve digits made of a name.
func octets(name string) string {
	const digits = "0123456789abcdef"
	text := make([]byte, 12)
	for i := range text {
		text[i] = digits[name[i%len(name)]%16]
	}
	return string(text)
}

func (s *server) connectors() []any {
	return []any{
		map[string]any{
			"Name": "corp.contoso.com", "Identifier": forestConnector, "ConnectorTypeName": "AD", "Subtype": "",
			"ConnectivityParameters": []any{
				map[string]any{"Name": "forest-name", "Value": "corp.contoso.com"}, map[string]any{"Name": "forest-login-domain", "Value": "CORP"},
				map[string]any{"Name": "forest-login-user", "Value": "MSOL_0a1b2c3d4e5f"},
			},
			"Partitions": []any{map[string]any{"Name": "corp.contoso.com", "DN": domainHead, "Selected": true, "IsDomain": true,
				"ConnectorPartitionScope": map[string]any{"ObjectClasses": []string{"user", "group"},
					"ContainerInclusionList": []string{domainHead}, "ContainerExclusionList": append([]string{}, s.excluded...)}}},
		},
		map[string]any{
			"Name": "contoso.onmicrosoft.com - AAD", "Identifier": entraConnector, "ConnectorTypeName": "Extensible2",
			"Subtype":                "Windows Azure Active Directory (Microsoft)",
			"ConnectivityParameters": []any{map[string]any{"Name": "UserName", "Value": "Sync_" + s.name + "_0a1b2c3d4e5f@contoso.onmicrosoft.com"}},
			"Partitions":             []any{},
		},
	}
}

func (r *rule) body() map[string]any {
	scope, joins, flows := []any{}, []any{}, []any{}
	for _, c := range r.scope {
		scope = append(scope, map[string]any{"Attribute": c[0], "ComparisonOperator": c[1], "ComparisonValue": c[2]})
	}
	for _, j := range r.joins {
		joins = append(joins, map[string]any{"CSAttribute": j[0], "MVAttribute": j[1], "CaseSensitive": false})
	}
	for _, f := range r.flows {
		flow := map[string]any{"Destination": f[0], "Source": []string{f[0]}, "FlowType": "Direct", "ExecuteOnce": false, "ValueMergeType": "Update"}
		if f[1] != "" {
			flow["Source"], flow["Expression"], flow["FlowType"] = []string{}, f[1], "Expression"
		}
		flows = append(flows, flow)
	}
	tag, link := "", "Join"
	if r.provisions {
		link = "Provision"
	}
	if r.standard {
		tag = "Microsoft." + r.id + ".001"
	}
	return map[string]any{
		"Identifier": r.id, "Name": r.name, "Direction": r.direction, "Connector": r.connector, "Disabled": r.disabled, "Precedence": r.precedence,
		"SourceObjectType": "group", "TargetObjectType": "group", "LinkType": link, "IsStandardRule": r.standard, "ImmutableTag": tag,
		"ScopeFilter":           groupOf("ScopeConditionList", scope),
		"JoinFilter":            groupOf("JoinConditionList", joins),
		"AttributeFlowMappings": flows,
	}
}

func groupOf(list string, conditions []any) []any {
	if len(conditions) == 0 {
		return []any{}
	}
	return []any{map[string]any{list: conditions}}
}

// exportError is what Connect says of an object that it could not write.
func exportError(d *synthetic.Copy, kind, code, reason string) any {
	return map[string]any{
		"ObjectId": d.GUID, "ConnectorName": "corp.contoso.com", "DistinguishedName": d.DN(), "ObjectType": "group", "HasExportError": true,
		"ExportError": map[string]any{"ErrorType": kind, "DateOccurred": "2026-11-20T23:31:20Z", "RetryCount": 4, "ErrorCode": code, "ErrorLiteral": reason},
		"Attributes":  []any{map[string]any{"Name": "adminDescription", "Values": []string{d.AdminDescription}}},
	}
}
