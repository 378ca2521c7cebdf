package policies

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/diff"
)

// fixtures are complete subjects for tests of controls, which patch them with object.union. Rego
// sees them as data.fixtures.<name>; their names and meaning:
//
//   - security_group_written: cloud-only security group with isEnabled true and type
//     universalSecurityGroup, written by V2, with an equal copy in the writeback OU.
//   - m365_written: Microsoft 365 group with isEnabled true and type
//     universalDistributionGroup, with an equal copy.
//   - m365_implicit: Microsoft 365 group whose isEnabled and type are null, written by default.
//   - not_written: security group with isEnabled false and no copy.
//   - orphan: directory group whose anchor names a cloud group that is gone.
//   - duplicate_anchor: written security group that two directory groups claim.
//   - directory_unread: written security group, the directory was not read.
//   - tenant: V1 and V2 on, two Connect servers exported, the second in staging mode, nothing wrong.
//     What a move to cloud sync asks is known, written groups are candidates and nothing hinders them;
//     its target is left empty, for controls that read it.
//   - tenant_unknown: nothing of the tenant was read.
//   - change_tenant, change_group, change_copy, change_other: see changeFixtures.
//
// A test writes a count with the functions data.fixtures.counted and data.fixtures.at_least, see fixtureCounts.
//
// An enumeration that a fixture does not set is unknown, since no real subject leaves it empty.
func fixtures() map[string]any {
	all := map[string]any{
		"security_group_written": securityWritten(),
		"m365_written":           m365Written(),
		"m365_implicit":          m365Implicit(),
		"not_written":            notWritten(),
		"orphan":                 orphan(),
		"duplicate_anchor":       duplicateAnchor(),
		"directory_unread":       directoryUnread(),
		"tenant":                 diff.TenantSubject{Tenant: knownTenant(), Totals: knownTotals(), Access: knownAccess(), Population: provenPopulation(), Move: knownMove()},
		"tenant_unknown":         diff.TenantSubject{Tenant: unknownTenant(), Totals: diff.Totals{}, Access: noAccess(), Population: unreadPopulation()},
	}
	maps.Copy(all, changeFixtures())
	for name, fixture := range all {
		whole := reflect.New(reflect.TypeOf(fixture)).Elem()
		whole.Set(reflect.ValueOf(fixture))
		complete(whole)
		all[name] = whole.Interface()
	}
	return all
}

// Fixture is the fixture of that name as indented JSON. An error lists the names.
func Fixture(name string) ([]byte, error) {
	all := fixtures()
	if all[name] == nil {
		return nil, fmt.Errorf("there is no fixture %q: allowed are %s", name, strings.Join(sortedKeys(all), ", "))
	}
	tree, err := ast.JSON(valueOf(reflect.ValueOf(all[name])))
	if err != nil {
		return nil, fmt.Errorf("writing fixture %s: %w", name, err)
	}
	return json.MarshalIndent(tree, "", "  ")
}

// complete gives every empty enumeration below v the word it has for unknown.
func complete(v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		if !v.IsNil() && v.Elem().Kind() == reflect.Struct {
			complete(v.Elem())
		}
		return
	}
	for _, f := range shapes.of(v.Type()) {
		at, list := v.Field(f.index), enumOf(v.Type(), f.field)
		switch {
		case base(f.typ).Kind() == reflect.Struct:
			complete(at)
		case at.Kind() == reflect.String && at.Len() == 0 && list != nil && !slices.Contains(list, ""):
			at.SetString(unknownOf(list))
		}
	}
}

// unknownOf is the word of an enumeration that claims least.
func unknownOf(list []string) string {
	for _, word := range []string{"unknown", "none", "absent"} {
		if slices.Contains(list, word) {
			return word
		}
	}
	return list[len(list)-1]
}

// fixtureCounts are functions that make a diff.Count for a test: counted(12), counted(null) where nothing was
// read, and at_least(12), which counted leaves as it is.
const fixtureCounts = `package fixtures

counted(n) := {"at_least": n, "exactly": n} if is_number(n)

counted(n) := at_least(0) if is_null(n)

counted(n) := n if is_object(n)

at_least(n) := {"at_least": n, "exactly": null}
`

// fixtureModule is the package data.fixtures. Each fixture has empty parameters, the
// profiles audit and governance, and a fixed now.
func fixtureModule() (*ast.Module, error) {
	text := []byte(fixtureCounts)
	all := fixtures()
	for _, name := range sortedKeys(all) {
		value := valueOf(reflect.ValueOf(all[name])).(ast.Object)
		value.Insert(ast.StringTerm("parameters"), ast.NewTerm(ast.NewObject()))
		value.Insert(ast.StringTerm("profiles"), ast.NewTerm(valueOf(reflect.ValueOf([]string{"audit", "governance"}))))
		value.Insert(ast.StringTerm("now"), ast.StringTerm("2026-11-20T23:55:00Z"))
		text = fmt.Appendf(text, "\n%s := %s\n", name, value)
	}
	return parse("fixtures.rego", string(text))
}

func ptr[T any](v T) *T { return &v }

func knownTenant() *diff.Tenant {
	return withConnect(withEstate(&diff.Tenant{
		V1: diff.On, V2: diff.On, CloudSync: diff.Off, Mode: "v2", EngineSource: "sync_configuration",
		ClientVersion: ptr("2.5.79.0"), BelowFloor: diff.No,
		Setting: ptr(false), SettingRead: true, SettingObject: true, DeviceWriteback: diff.Off,
		CloudSyncRunning: diff.No, OnPremisesUsers: diff.SwitchUnknown, AnchorsRead: diff.Yes, OUKnown: true, Exchange: diff.Yes, SyncAge: ptr[int64](1200),
		Sync: diff.SyncFacts{
			Version: []int{2, 5, 79, 0}, UserWriteback: diff.Off, GUIDAnchor: diff.Yes,
			Pending: ptr[int64](0), PendingDeletions: ptr[int64](0), DeletionThreshold: ptr[int64](500),
		},
		Job:     knownJob(),
		Premium: diff.Yes, IDGovernance: diff.Yes, B2C: diff.No, SecurityAsDistribution: diff.No,
		Collected: diff.CollectedFacts{
			Sync: true, DisplayName: true, Description: true, Mail: true, ProxyAddresses: true, Visibility: true,
			RoleAssignable: true, RuleState: true, GroupTypes: true, ProvisioningErrors: true, SecurityIdentifier: true,
		},
	}))
}

func unknownTenant() *diff.Tenant {
	return &diff.Tenant{
		V1: diff.SwitchUnknown, V2: diff.SwitchUnknown, CloudSync: diff.SwitchUnknown, Mode: "unknown", EngineSource: "none",
		BelowFloor: diff.Unknown, CloudSyncRunning: diff.Unknown, OnPremisesUsers: diff.SwitchUnknown, AnchorsRead: diff.Unknown,
		DeviceWriteback: diff.SwitchUnknown, Exchange: diff.Unknown, Connect: unexportedConnect(),
		Job: diff.JobTarget{Name: diff.CNUnknown},
	}
}

func knownTotals() diff.Totals {
	return withEstateTotals(diff.Totals{
		CloudGroups: 60, DirectoryGroups: ptr(40), Written: 40, Anchored: diff.Exactly(40),
		M365: diff.Exactly(20), M365Implicit: diff.Exactly(0), M365Disabled: diff.Exactly(0), M365DisabledAbsent: diff.Exactly(0), TypeWithoutEnable: diff.Exactly(0),
		OUs: []diff.OUCount{{DN: "OU=Writeback,DC=contoso,DC=example", Count: 40}}, SplitOUs: ptr(1),
		Configured: diff.ConfiguredTotals{
			M365Unset: diff.Exactly(0), M365Enabled: diff.Exactly(20), OtherEnabled: diff.Exactly(20), SecondaryMail: diff.Exactly(0),
		},
		Portal: diff.PortalTotals{
			Hidden: diff.Exactly(0), Promised: diff.Exactly(0), Mistyped: diff.Exactly(0), Uncounted: diff.Exactly(0),
			Listed: diff.Exactly(40), Written: diff.Exactly(40),
		},
		Names: diff.NameTotals{Long: diff.Exactly(0), Odd: diff.Exactly(0), Shared: diff.Exactly(0)},
		Copies: diff.CopyTotals{
			LeftByV1: diff.Exactly(0), M365Security: diff.Exactly(0), Connect: diff.Exactly(40), ConnectSecurity: diff.Exactly(20),
			ConnectFilled: diff.Exactly(38), ConnectNested: diff.Exactly(6), SecurityFilled: diff.Exactly(19),
		},
		Observation: diff.Observation{Read: true, V2Security: 20},
		Connect:     diff.ConnectTotals{Limited: diff.Exactly(0), OutOfScope: []diff.OutOfScope{}},
	})
}

// securityWritten is the base of most fixtures: nothing about it is wrong.
func securityWritten() diff.Subject {
	answer := diff.EngineAnswer{State: diff.On, Expected: diff.Yes, Confidence: diff.High, Type: diff.UniversalSecurity, Row: "1.3/12"}
	return diff.Subject{
		Cloud: &diff.Cloud{
			Kind: diff.KindSecurity, SOAConverted: "no",
			Configuration: &diff.Configuration{IsEnabled: ptr(true), Type: diff.UniversalSecurity},
			PortalEnabled: "Yes", PortalType: "Security", DescriptionRunes: 24, DisplayNameRunes: 18,
			Owners:   diff.OwnerFacts{Read: "complete", Count: 2, Active: 2, Others: 2},
			RuleRead: true, RuleAttributes: []string{},
		},
		Directory:       securityCopy(),
		DirectoryAbsent: diff.No, DirectoryOriginal: diff.No, DirectorySpread: diff.SpreadNo,
		Writeback: diff.Writeback{
			Expected: diff.Yes, Confidence: diff.High, Engine: diff.V2, Type: diff.UniversalSecurity,
			Category: diff.CategorySecurity, Limit: ptr[int64](250_000), Row: "1.3/12",
			V1:        diff.EngineAnswer{State: diff.On, Expected: diff.No, Confidence: diff.High, Row: "1.4/2"},
			V2:        answer,
			CloudSync: diff.EngineAnswer{State: diff.Off, Expected: diff.No, Confidence: diff.High},
		},
		Members: diff.Members{
			Cloud: "complete", Directory: "complete", CloudCount: 10, DirectoryCount: 10, KnownCount: 10,
			Classes: diff.MemberClasses{SyncedUser: 10}, Expected: 10, Matched: 10, Nobody: diff.No,
		},
		Governance: governedSecurity(),
		Move:       movable(),
		Tenant:     knownTenant(),
	}
}

func securityCopy() *diff.Directory {
	return &diff.Directory{
		Category: diff.CategorySecurity, Scope: diff.ScopeUniversal, GroupType: ptr[int32](-2147483640), InOU: diff.Yes,
		Anchor: diff.AnchorAdminDescription, AnchorState: diff.AnchorLive, AnchorsRead: diff.Yes,
		Match: diff.AnchorAdminDescription, MatchConfidence: diff.High,
		CN:    diff.CNMatches{Format: diff.CNDisplayName, ID: diff.Yes, Name: diff.Yes},
		Drift: []diff.Drift{}, NotCompared: []string{}, Members: ptr(10), MemberOf: diff.Exactly(0),
		Standing: diff.Standing{SAM: diff.SAMGenerated, SAMTwinsRead: true, SyncedBack: diff.No, NamesCloudGroup: diff.No},
	}
}

func m365Written() diff.Subject {
	s := securityWritten()
	s.Cloud.Kind, s.Cloud.Mail = diff.KindM365, true
	s.Cloud.Visibility = ptr("Private")
	s.Cloud.Configuration.Type = diff.UniversalDistribution
	s.Cloud.PortalType = "Distribution"
	s.Directory.Category, s.Directory.GroupType = diff.CategoryDistribution, ptr[int32](8)
	s.Directory.Mail, s.Directory.RecipientDisplayType = true, ptr[int64](17)
	s.Governance.Secured = diff.No
	s.Move.Takes, s.Move.Stays, s.Move.Moves = diff.No, diff.Yes, diff.No
	w := &s.Writeback
	w.Type, w.Category, w.Row, w.Limit = diff.UniversalDistribution, diff.CategoryDistribution, "1.3/1", ptr[int64](50_000)
	w.V2.Type, w.V2.Row = diff.UniversalDistribution, "1.3/1"
	w.V1 = diff.EngineAnswer{State: diff.On, Expected: diff.Yes, Confidence: diff.High, Type: diff.UniversalDistribution, Row: "1.4/1"}
	return s
}

func m365Implicit() diff.Subject {
	s := m365Written()
	s.Cloud.Configuration = &diff.Configuration{}
	s.Cloud.PortalEnabled, s.Cloud.PortalType = "No", ""
	s.Writeback.Row, s.Writeback.V2.Row = "1.3/5", "1.3/5"
	return s
}

func notWritten() diff.Subject {
	s := securityWritten()
	s.Cloud.Configuration = &diff.Configuration{IsEnabled: ptr(false)}
	s.Cloud.PortalEnabled, s.Cloud.PortalType = "No", ""
	s.Directory, s.DirectoryAbsent = nil, diff.Yes
	s.Governance.Secured = diff.No
	s.Move = unmoved()
	no := diff.EngineAnswer{State: diff.On, Expected: diff.No, Confidence: diff.High, Row: "1.3/14"}
	s.Writeback = diff.Writeback{
		Expected: diff.No, Confidence: diff.High, Category: diff.CategoryUnknown, Row: "1.3/14",
		V1: s.Writeback.V1, V2: no, CloudSync: s.Writeback.CloudSync,
	}
	s.Members.Directory, s.Members.DirectoryCount, s.Members.Matched = "none", 0, 0
	return s
}

func orphan() diff.Subject {
	s := securityWritten()
	s.Cloud = nil
	s.Directory.AnchorState, s.Directory.Match, s.Directory.MatchConfidence = diff.AnchorGone, diff.AnchorNone, diff.None
	s.Directory.CN.ID, s.Directory.CN.Name = diff.Unknown, diff.Unknown
	silent := func(state diff.Switch) diff.EngineAnswer {
		return diff.EngineAnswer{State: state, Expected: diff.Unknown, Confidence: diff.None}
	}
	s.Writeback = diff.Writeback{
		Expected: diff.Unknown, Confidence: diff.None, Category: diff.CategoryUnknown,
		V1: silent(diff.On), V2: silent(diff.On), CloudSync: silent(diff.Off),
	}
	s.DirectoryOriginal = diff.No
	s.Governance, s.Move = ungoverned(), unmoved()
	s.Members = diff.Members{Cloud: "none", Directory: "complete", DirectoryCount: 10}
	return s
}

func duplicateAnchor() diff.Subject {
	s := securityWritten()
	s.Directory, s.DirectoryCandidates = nil, 2
	s.Move.Object, s.Move.ObjectAbsent, s.Move.Held.Known = nil, diff.Yes, diff.No
	s.Members.Directory, s.Members.DirectoryCount, s.Members.Matched = "none", 0, 0
	return s
}

func directoryUnread() diff.Subject {
	s := securityWritten()
	s.Directory, s.DirectoryAbsent, s.DirectoryOriginal = nil, diff.Unknown, diff.Unknown
	s.Move.Object, s.Move.ObjectAbsent, s.Move.Held.Known = nil, diff.Unknown, diff.No
	s.Members.Directory, s.Members.DirectoryReason = "absent", "the directory was not read"
	s.Members.DirectoryCount, s.Members.Matched = 0, 0
	return s
}
