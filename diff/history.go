package diff

// History is what the tenant's earlier snapshot shows beside this one. Without an earlier snapshot,
// see LoadSince, Given is false and nothing else is known.
type History struct {
	Given bool `json:"given"`
	// CyclesApart counts the sync cycles between the end of the earlier collection and the start of
	// this one, rounded down; nil when either time is not known.
	CyclesApart *int64 `json:"cycles_apart"`
	// SettingKept is yes when both snapshots show the same NewUnifiedGroupWritebackDefault, unset
	// included, no when they differ, unknown when one of them did not read it.
	SettingKept Answer `json:"setting_kept"`
	// Changes are the switches of the tenant that changed, Uncompared those that one of the
	// snapshots did not read; both sorted by attribute.
	Changes    []Change `json:"changes"`
	Uncompared []string `json:"uncompared"`

	New      NewGroups `json:"new"`
	Defaults Defaults  `json:"defaults"`
	Lasting  Lasting   `json:"lasting"`
	// Rules is about the rules of Connect servers.
	Rules RulesSince `json:"rules"`
}

// NewGroups counts groups that were created since the earlier snapshot; see GroupHistory.Known. The
// counts are exact when both snapshots hold all cloud groups and Unread is 0.
type NewGroups struct {
	// M365Unset, M365Enabled and M365Disabled count Microsoft 365 groups by isEnabled.
	M365Unset    int `json:"m365_unset"`
	M365Enabled  int `json:"m365_enabled"`
	M365Disabled int `json:"m365_disabled"`
	// SecurityUnset counts security groups without isEnabled, Security all of them.
	SecurityUnset int `json:"security_unset"`
	Security      int `json:"security"`
	// Unread counts those of which kind or configuration was not read.
	Unread int `json:"unread"`
}

// Defaults counts the groups of Observation by whether they were created before the earlier
// snapshot, which shows the setting that holds now, or since: only the latter are sure to have been
// created under it. All counts are 0 unless the setting is the same in both and both sides were read.
type Defaults struct {
	Read                 bool `json:"read"`
	M365Before           int  `json:"m365_before"`
	M365BeforeCopies     int  `json:"m365_before_copies"`
	M365Since            int  `json:"m365_since"`
	M365SinceCopies      int  `json:"m365_since_copies"`
	SecurityBefore       int  `json:"security_before"`
	SecurityBeforeCopies int  `json:"security_before_copies"`
	SecuritySince        int  `json:"security_since"`
	SecuritySinceCopies  int  `json:"security_since_copies"`
	// Divided is true when enough groups of one kind and age do not agree, Turned when the older ones
	// of a kind settle on one answer and the newer ones on the other.
	Divided bool `json:"divided"`
	Turned  bool `json:"turned"`
}

// Lasting counts differences that both snapshots show, by the same fingerprints, on groups that
// Connect writes; policies fill it, which judge both.
type Lasting struct {
	// Judged is true when the earlier snapshot was judged.
	Judged bool `json:"judged"`
	// Findings counts fingerprints, Groups the groups they are of.
	Findings int `json:"findings"`
	Groups   int `json:"groups"`
	// Doubtful counts findings of which the earlier snapshot could not be judged.
	Doubtful int `json:"doubtful"`
	// Unjudged counts findings of the earlier snapshot of which this one could not be judged.
	Unjudged int `json:"unjudged"`
	// Fingerprints are the first of them in ascending order, at most a hundred.
	Fingerprints []string `json:"fingerprints"`
}

// GroupHistory is what the earlier snapshot says of a subject.
type GroupHistory struct {
	// Known is yes when the earlier snapshot holds the cloud group, no when it holds all cloud
	// groups and not this one. Unknown: there is no earlier snapshot, it does not hold all groups, or
	// one of the two could not read this one.
	Known Answer `json:"known"`
	// Expected is whether writeback was expected then, by the choices of this run.
	Expected Answer `json:"expected"`
	// Members says how the members were read then: complete, partial, absent; none unless Known.
	Members string `json:"members"`
	// Changes are the attributes of the configuration that changed, Uncompared those that one of
	// the snapshots did not read; both in the order isEnabled, onPremisesGroupType, visibility,
	// membershipRule.
	Changes    []Change `json:"changes"`
	Uncompared []string `json:"uncompared"`
}

// Change is one attribute that differs between two snapshots.
type Change struct {
	Attribute string `json:"attribute"`
	// From and To are words of an enumeration, unset for null, other for a value outside it. Of a
	// membership rule they say set, unset and, for another rule, changed.
	From string `json:"from"`
	To   string `json:"to"`
	// Approved is true when a ticket covers the change, which Ticket names.
	Approved bool   `json:"approved"`
	Ticket   string `json:"-"`
	// By is what made the change as the directory audits tell it: user, application, several when
	// more than one did and the audits do not say which, unknown when they were not read or hold
	// nothing of it. Actor is its name.
	By    string `json:"by"`
	Actor string `json:"-"`
}

// The values of Change.By.
const (
	ByUser        = "user"
	ByApplication = "application"
	BySeveral     = "several"
	ByUnknown     = "unknown"
)

// The attributes of changes. Those of the tenant have the names of Graph's features and setting.
const (
	AttributeIsEnabled      = "isEnabled"
	AttributeGroupType      = "onPremisesGroupType"
	AttributeVisibility     = "visibility"
	AttributeMembershipRule = "membershipRule"
	AttributeSetting        = settingName
	AttributeV1             = "unifiedGroupWritebackEnabled"
	AttributeV2             = "groupWriteBackEnabled"
)

// GroupAttributes and TenantAttributes list what is compared between snapshots.
func GroupAttributes() []string {
	return []string{AttributeIsEnabled, AttributeGroupType, AttributeVisibility, AttributeMembershipRule}
}

// TenantAttributes lists the switches of the tenant that are compared between snapshots, sorted.
func TenantAttributes() []string {
	return []string{AttributeSetting, AttributeV2, AttributeV1}
}

// noHistory is the history of a subject without an earlier snapshot.
func noHistory() GroupHistory {
	return GroupHistory{Known: Unknown, Expected: Unknown, Members: sideNone, Changes: []Change{}, Uncompared: []string{}}
}

// noTenantHistory likewise of the tenant.
func noTenantHistory() History {
	return History{SettingKept: Unknown, Changes: []Change{}, Uncompared: []string{}, Lasting: Lasting{Fingerprints: []string{}}, Rules: RulesSince{Edited: []EditedRule{}, Gone: []GoneRule{}}}
}
