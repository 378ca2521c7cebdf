package policies

import (
	"reflect"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
)

// subjectType is the Go type behind the input of a kind of check; nil for an unknown kind.
func subjectType(k Kind) reflect.Type {
	switch k {
	case KindGroup:
		return reflect.TypeFor[diff.Subject]()
	case KindTenant:
		return reflect.TypeFor[diff.TenantSubject]()
	case KindChange:
		return reflect.TypeFor[changes.Subject]()
	default:
		return nil
	}
}

// field is one field of a fact as its JSON form shows it.
type field struct {
	name  string
	index int
	typ   reflect.Type
	// optional fields are absent when nil; other pointers are null then.
	optional bool
}

// fieldsOf lists the JSON fields of a struct in their order.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "-" || name == "" {
			continue
		}
		fields = append(fields, field{name: name, index: i, typ: t.Field(i).Type, optional: strings.Contains(options, "omitempty")})
	}
	return fields
}

// fieldNamed finds the field of a struct by its JSON name.
func fieldNamed(t reflect.Type, name string) (field, bool) {
	for _, f := range fieldsOf(t) {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

// base takes pointers off a type.
func base(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// steps follows names from a struct as far as they are fields. It returns the field indexes, the
// type reached and how many names were used.
func steps(t reflect.Type, names []string) (indexes []int, reached reflect.Type, used int) {
	reached = t
	for _, name := range names {
		if base(reached).Kind() != reflect.Struct {
			break
		}
		f, ok := fieldNamed(base(reached), name)
		if !ok {
			break
		}
		indexes, reached, used = append(indexes, f.index), f.typ, used+1
	}
	return indexes, reached, used
}

// enums lists what a fact may say, for every string type of package diff that is an enumeration.
var enums = map[reflect.Type][]string{
	reflect.TypeFor[diff.Answer]():     words(diff.Yes, diff.No, diff.Unknown),
	reflect.TypeFor[diff.Confidence](): words(diff.High, diff.Medium, diff.Low, diff.Observed, diff.None),
	reflect.TypeFor[diff.Engine]():     append(words(diff.V1, diff.V2, diff.CloudSync), ""),
	reflect.TypeFor[diff.GroupKind](): words(diff.KindSynced, diff.KindM365, diff.KindSecurity, diff.KindMailEnabledSecurity,
		diff.KindDistribution, diff.KindOther, diff.KindUnknown),
	reflect.TypeFor[diff.GroupType](): words(diff.TypeNone, diff.UniversalDistribution, diff.UniversalSecurity,
		diff.UniversalMailEnabledSec, diff.TypeOther),
	reflect.TypeFor[diff.Category](): words(diff.CategorySecurity, diff.CategoryDistribution, diff.CategoryUnknown),
	reflect.TypeFor[diff.Scope](): words(diff.ScopeUniversal, diff.ScopeGlobal, diff.ScopeDomainLocal, diff.ScopeBuiltinLocal,
		diff.ScopeUnknown),
	reflect.TypeFor[diff.Anchor](): words(diff.AnchorExternalID, diff.AnchorAdminDescription, diff.AnchorTakenOver,
		diff.AnchorCNGroupID, diff.AnchorCNSuffix, diff.AnchorSID, diff.AnchorNone),
	reflect.TypeFor[diff.AnchorState](): words(diff.AnchorLive, diff.AnchorSoftDeleted, diff.AnchorGone, diff.AnchorGoneOrDeleted,
		diff.AnchorUndecided, diff.AnchorUnparsable, diff.AnchorDisagree, diff.AnchorEmpty),
	reflect.TypeFor[diff.CNFormat]():        words(diff.CNGroupID, diff.CNDisplayName, diff.CNOther, diff.CNUnknown),
	reflect.TypeFor[diff.Spread]():          words(diff.SpreadNo, diff.SpreadYes, diff.SpreadLacking, diff.SpreadUnread, diff.SpreadUnknown),
	reflect.TypeFor[diff.PathGap]():         words(diff.GapNone, diff.GapMemberOf, diff.GapParent, diff.GapSID, diff.GapDomain, diff.GapTier0),
	reflect.TypeFor[diff.PrivilegedGroup](): words(diff.PrivilegedGroups()...),
	reflect.TypeFor[diff.Switch]():          words(diff.On, diff.Off, diff.SwitchUnknown),
	reflect.TypeFor[diff.Target]():          append(diff.Targets(), ""),
	reflect.TypeFor[changes.Object]():       words(changes.ObjectTenant, changes.ObjectGroup, changes.ObjectDirectoryGroup, changes.ObjectOther),
	reflect.TypeFor[changes.Kind]():         words(changes.Kinds()...),
}

// fieldEnums lists what fields of plain text may say, by struct and JSON name, as their documentation does.
var fieldEnums = map[string][]string{
	"Cloud.soa_converted": {"yes", "no", "likely", "unknown"},
	"Drift.kind":          {"changed", "missing", "extra"},
	"Members.cloud":       {"complete", "partial", "absent", "none"},
	"Members.directory":   {"complete", "partial", "absent", "none"},
	"ListProof.proof":     {"counted", "ended", "uncounted", "different", "partial", "absent"},
	"OwnerFacts.read":     {"complete", "partial", "absent"},
	"Standing.sam":        {"generated", "custom", "unknown"},
	"JobTarget.scope":     {"selected", "all", "unknown"},
	"Change.attribute": {diff.AttributeIsEnabled, diff.AttributeGroupType, diff.AttributeVisibility, diff.AttributeMembershipRule,
		diff.AttributeSetting, diff.AttributeV1, diff.AttributeV2},
	"Change.from":          changeWords,
	"Change.to":            changeWords,
	"Change.by":            {diff.ByUser, diff.ByApplication, diff.BySeveral, diff.ByUnknown},
	"GroupHistory.members": {"complete", "partial", "absent", "none"},
	"Trustee.kind": {"self", "system", "admins", "operators", "active_operators", "exchange", "connector", "everyone", "group", "account",
		"unresolved"},
	"Tenant.mode":          {"none", "v1", "v2", "cloudsync", "v1+cloudsync", "v2+cloudsync", "unknown"},
	"Tenant.engine_source": {"sync_configuration", "connect_features", "configuration", "none"},

	"ConnectServer.role":         {diff.RoleActive, diff.RoleStaging, diff.RoleUnknown},
	"ConnectServer.auto_upgrade": {diff.UpgradeEnabled, diff.UpgradeDisabled, diff.UpgradeSuspended, diff.UpgradeUnknown},
	"DisabledRule.rule":          diff.DefaultRules(),
	"EditedRule.role":            {diff.RoleActive, diff.RoleStaging, diff.RoleUnknown},
	"EditedRule.rule":            diff.DefaultRules(),
	"GoneRule.role":              {diff.RoleActive, diff.RoleStaging, diff.RoleUnknown},

	"Switched.name": changes.SwitchNames(),
	"Switched.from": changeWords,
	"Switched.to":   changeWords,
}

// changeWords are what an attribute can change from and to.
var changeWords = diff.ChangeWords()

func words[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// enumOf lists what a field may say; nil when it is no enumeration.
func enumOf(owner reflect.Type, f field) []string {
	if list := enums[base(f.typ)]; list != nil {
		return slices.Clone(list)
	}
	return fieldEnums[owner.Name()+"."+f.name]
}
