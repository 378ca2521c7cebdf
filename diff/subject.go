package diff

import "time"

// Subject is everything that is known of one cloud group, of its copy, or of a directory group
// that no cloud group claims. Its JSON form is the input of group controls and is total: every
// field is present, except that an absent side is an absent object. A nil scalar means that the
// source had null or that the fact is not known; which of the two is said at the field.
type Subject struct {
	// Identity is not part of the JSON form: controls never see a name, a DN or an id.
	Identity Identity `json:"-"`
	// Details is what reports show and controls do not need.
	Details *Details `json:"-"`

	// Cloud is nil for an unclaimed directory group.
	Cloud *Cloud `json:"cloud,omitempty"`
	// Directory is nil when no single directory group is the copy.
	Directory *Directory `json:"directory,omitempty"`
	// DirectoryCandidates counts the directory groups that claim this cloud group when more than
	// one does; Directory is nil then. 0 otherwise.
	DirectoryCandidates int `json:"directory_candidates"`
	// DirectoryConflicts counts those candidates, the copy included where there is only one, that
	// are replication conflict objects.
	DirectoryConflicts int `json:"directory_conflicts"`
	// DirectoryDisagreeing counts directory groups of which one anchor attribute names this cloud
	// group and the other another one; none of them is a candidate (DIF-13 speaks, not DIF-01).
	DirectoryDisagreeing int `json:"directory_disagreeing"`
	// DirectoryAbsent is yes when the directory was read completely and holds no copy, unknown
	// when the directory was not read completely and none was found.
	DirectoryAbsent Answer `json:"directory_absent"`
	// DirectoryOriginal is yes when an unanchored directory group has the SID this cloud group was
	// once synced with: the original, which is not the copy. Unknown while directory groups were
	// not read completely and none was found.
	DirectoryOriginal Answer `json:"directory_original"`
	// DirectoryDeleted is true when a deleted directory group names this cloud group.
	DirectoryDeleted bool `json:"directory_deleted"`

	Writeback Writeback `json:"writeback"`
	Members   Members   `json:"members"`
	Nesting   Nesting   `json:"nesting"`
	// ExportErrors counts what Connect could not export of the copy; all 0 without export errors
	// of Connect, and for an unclaimed directory group.
	ExportErrors ExportErrors `json:"export_errors"`
	// Governance is what an auditor asks beside.
	Governance Governance `json:"governance"`
	// Settling is true when either object was created or changed within the in-flight window
	// before the earlier side was read.
	Settling bool `json:"settling"`
	// History is what an earlier snapshot says of the cloud group.
	History GroupHistory `json:"history"`
	// Tenant is the same for every subject of a run.
	Tenant *Tenant `json:"tenant"`
}

// Identity names a subject.
type Identity struct {
	// Key orders subjects: "c:" and the cloud id, or "d:" and objectGUID.
	Key string
	// CloudID is "" for an unclaimed directory group.
	CloudID string
	// DirectoryGUID and DN are "" when there is no copy.
	DirectoryGUID string
	DN            string
	// Name is the cloud display name, else the directory group's CN.
	Name string
}

// Cloud is the cloud side of a subject.
type Cloud struct {
	Kind    GroupKind `json:"kind"`
	Dynamic bool      `json:"dynamic"`
	// RuleAttributes are the attributes of people in the membership rule, in lower case and order;
	// empty without a rule. RuleRead is false for a dynamic group whose rule was not read.
	RuleAttributes []string `json:"rule_attributes"`
	RuleRead       bool     `json:"rule_read"`
	// Restricted is isManagementRestricted; nil when unset, see GovernanceFacts.Restricted.
	Restricted     *bool `json:"management_restricted"`
	RoleAssignable bool  `json:"role_assignable"`
	// SOAConverted is yes, no, likely (an inference) or unknown.
	SOAConverted string `json:"soa_converted"`
	WasSynced    bool   `json:"was_synced"`
	// Visibility is Public, Private, HiddenMembership, or nil.
	Visibility *string `json:"visibility"`
	// Configuration is absent when writebackConfiguration was not collected.
	Configuration *Configuration `json:"configuration,omitempty"`
	// PortalEnabled and PortalType are what the portal's two columns show, which misleads for null.
	PortalEnabled string `json:"portal_enabled"`
	PortalType    string `json:"portal_type"`
	Mail          bool   `json:"mail"`
	// DescriptionRunes counts characters of description; 0 when unset.
	DescriptionRunes int `json:"description_runes"`
	DisplayNameRunes int `json:"display_name_runes"`
	// ProvisioningErrors counts onPremisesProvisioningErrors.
	ProvisioningErrors int        `json:"provisioning_errors"`
	Marks              Marks      `json:"marks"`
	Owners             OwnerFacts `json:"owners"`
}

// Configuration is the group's writebackConfiguration; nil means unset.
type Configuration struct {
	IsEnabled *bool `json:"is_enabled"`
	// Type is "" for null, and "other" for a value outside the enumeration.
	Type GroupType `json:"type"`
}

// Directory is the copy, or the unclaimed directory group.
type Directory struct {
	Category Category `json:"category"`
	Scope    Scope    `json:"scope"`
	// GroupType is the signed value; nil when not read.
	GroupType *int32 `json:"group_type"`
	// InOU is unknown when the writeback OU is not known.
	InOU Answer `json:"in_ou"`
	// Anchor is what the attributes say, whether or not a cloud group exists.
	Anchor Anchor `json:"anchor"`
	// AnchorState is undecided, too, when the anchor attributes themselves were not read.
	AnchorState AnchorState `json:"anchor_state"`
	// AnchorTwins counts the other directory groups that name the same id while no cloud group is
	// there to claim them; 0 for a copy, whose rivals are Subject.DirectoryCandidates.
	AnchorTwins int `json:"anchor_twins"`
	// Match says how the copy was found; none for an unclaimed group.
	Match           Anchor     `json:"match"`
	MatchConfidence Confidence `json:"match_confidence"`
	CN              CNMatches  `json:"cn"`
	// Drift is empty, never nil, for an unclaimed group and where nothing differs.
	Drift []Drift `json:"drift"`
	// NotCompared names attributes that one side did not collect, sorted; nothing is said of them.
	NotCompared []string `json:"not_compared"`
	AdminCount  *int32   `json:"admin_count"`
	IsCritical  bool     `json:"is_critical"`
	// Members counts the values of member; nil when they were not read completely.
	Members *int `json:"members"`
	// MemberOf counts the groups that contain it; nil when not read.
	MemberOf *int `json:"member_of"`
	Mail     bool `json:"mail"`
	// RecipientDisplayType is nil when not set or not read; see Tenant.Exchange.
	RecipientDisplayType *int64 `json:"recipient_display_type"`
	ConflictObject       bool   `json:"conflict_object"`

	Standing Standing `json:"standing"`
}

// CNMatches compares the common name with what writeback would write.
type CNMatches struct {
	Format CNFormat `json:"format"`
	// ID and Name are unknown for a CN of another form or without a cloud group.
	ID   Answer `json:"id"`
	Name Answer `json:"name"`
}

// Drift is one attribute of the copy that differs from the cloud group.
type Drift struct {
	Attribute string `json:"attribute"`
	// Kind is changed, missing (set in the cloud only) or extra (set in the directory only).
	Kind string `json:"kind"`
}

// Writeback is the effective writeback state of a cloud group over all engines: yes if any says
// yes, no if all say no, else unknown.
type Writeback struct {
	Expected   Answer     `json:"expected"`
	Confidence Confidence `json:"confidence"`
	// Engine is the engine that decides; "" when none writes the group or the engines are unknown.
	Engine Engine `json:"engine"`
	// Type is the expected type; "" when nothing is written or the type is undecided.
	Type GroupType `json:"type"`
	// Category follows Type; unknown when Type is "".
	Category Category `json:"category"`
	// Conflicting is true when engines that write the group ask for different types.
	Conflicting bool `json:"conflicting"`
	// OverLimit is true when the member limit decided (row 0).
	OverLimit bool `json:"over_limit"`
	// Limit is the member limit of the engine that applies; nil without one.
	Limit *int64 `json:"limit"`
	// Row is the number of the deciding row of the design's tables, such as "1.3/5".
	Row       string       `json:"row"`
	V1        EngineAnswer `json:"v1"`
	V2        EngineAnswer `json:"v2"`
	CloudSync EngineAnswer `json:"cloudsync"`
}

// EngineAnswer is what one engine does with the group. While it is not known whether an engine is
// on, its answer is what it would do, and State says unknown.
type EngineAnswer struct {
	State      Switch     `json:"state"`
	Expected   Answer     `json:"expected"`
	Confidence Confidence `json:"confidence"`
	Type       GroupType  `json:"type"`
	Row        string     `json:"row"`
	OverLimit  bool       `json:"over_limit"`
}

// Switch is the state of an engine or a tenant feature.
type Switch string

// The states of a switch.
const (
	On            Switch = "on"
	Off           Switch = "off"
	SwitchUnknown Switch = "unknown"
)

// Members compares the members of both sides by id.
type Members struct {
	// Cloud and Directory say how each list was read: complete, partial, absent; or none when
	// the subject has no such side. Directory is absent, too, where a copy may exist that was not
	// read.
	Cloud     string `json:"cloud"`
	Directory string `json:"directory"`
	// CloudReason and DirectoryReason say why a list is not complete; "" when it is.
	CloudReason     string `json:"cloud_reason"`
	DirectoryReason string `json:"directory_reason"`
	// CloudCount and DirectoryCount are the members read, all of them when the list is complete.
	CloudCount     int           `json:"cloud_count"`
	DirectoryCount int           `json:"directory_count"`
	Classes        MemberClasses `json:"classes"`
	// Expected counts cloud members that must be in the copy, Excluded those that by design are
	// not, Undecided those of which it is not known. Together they are CloudCount. For a group
	// that is not written they say what would be.
	Expected  int `json:"expected"`
	Excluded  int `json:"excluded"`
	Undecided int `json:"undecided"`
	// ExcludedOthers counts excluded service principals and contacts.
	ExcludedOthers int `json:"excluded_others"`
	// Nobody is yes when the cloud list is complete and no member is or may be written, no when
	// one is, else unknown.
	Nobody Answer `json:"nobody"`
	// LimitPercent is how much of Writeback.Limit the cloud members take, in percent rounded down,
	// at most 999; 0 without a limit.
	LimitPercent int `json:"limit_percent"`
	// Matched, Missing and Foreign are exact when both lists are complete and 0 otherwise. Then
	// Matched + Missing = Expected and Matched + Foreign + Tolerated = DirectoryCount.
	Matched int `json:"matched"`
	Missing int `json:"missing"`
	Foreign int `json:"foreign"`
	// Tolerated counts members of the copy that belong to an excluded or undecided cloud member,
	// or may belong to one that shares no key with them.
	Tolerated int `json:"tolerated"`
	// MissingAtLeast and ForeignAtLeast are the least there can be, whichever undecided member
	// turns out to be which; equal to Missing and Foreign where nothing is undecided.
	MissingAtLeast int `json:"missing_at_least"`
	ForeignAtLeast int `json:"foreign_at_least"`
	// ForeignKnown are foreign members that match a cloud object, ForeignNoCloud those that
	// provably have none (groups only: no list of all cloud people is read), ForeignUnread those
	// of which it was not read. Together they are Foreign.
	ForeignKnown   int `json:"foreign_known"`
	ForeignNoCloud int `json:"foreign_no_cloud"`
	ForeignUnread  int `json:"foreign_unread"`
	// ForeignDangerous counts foreign members that are a group, a computer, a managed service
	// account, or have adminCount 1.
	ForeignDangerous int `json:"foreign_dangerous"`
	// ForeignClasses divides Foreign.
	ForeignClasses ForeignClasses `json:"foreign_classes"`
	// MissingPrivileged counts missing members whose directory account has adminCount 1.
	MissingPrivileged int `json:"missing_privileged"`
	// DomainLocal counts members of the copy that are domain-local groups.
	DomainLocal int `json:"domain_local"`
	// Unresolved counts members of the copy of which no record was read, only the DN and what the
	// server adds to it.
	Unresolved int `json:"unresolved"`
	// People counts people in the copy who need a second look.
	People PeopleFacts `json:"people"`
}

// MemberClasses counts cloud members by class.
type MemberClasses struct {
	SyncedUser           int `json:"synced_user"`
	Guest                int `json:"guest"`
	CloudOnlyUser        int `json:"cloud_only_user"`
	SyncedGroup          int `json:"synced_group"`
	SyncedGroupLocal     int `json:"synced_group_domain_local"`
	CloudGroupWritten    int `json:"cloud_group_written"`
	CloudGroupNotWritten int `json:"cloud_group_not_written"`
	CloudGroupUndecided  int `json:"cloud_group_undecided"`
	Device               int `json:"device"`
	ServicePrincipal     int `json:"service_principal"`
	Contact              int `json:"contact"`
	Unreadable           int `json:"unreadable"`
	Other                int `json:"other"`
	// OtherForest counts people whose account lies in a forest that was not read.
	OtherForest int `json:"other_forest"`
}

// Nesting describes the edges from this group to other groups.
type Nesting struct {
	// Children counts direct child groups, Parents direct parents among cloud groups.
	Children int `json:"children"`
	Parents  int `json:"parents"`
	// ChildrenNotWritten are cloud children of a writable kind that are not written;
	// ChildrenUnwritable cloud children of a kind no engine in use writes;
	// ChildrenUndecided those of which it is not known.
	ChildrenNotWritten int `json:"children_not_written"`
	ChildrenUnwritable int `json:"children_unwritable"`
	ChildrenUndecided  int `json:"children_undecided"`
	// ChildrenSynced are children that come from the directory, ChildrenDomainLocal those of them
	// whose directory group has domain-local scope, ChildrenScopeUnknown those whose directory
	// group was not read.
	ChildrenSynced       int `json:"children_synced"`
	ChildrenDomainLocal  int `json:"children_domain_local"`
	ChildrenScopeUnknown int `json:"children_scope_unknown"`
	// InCycle is true for a group that contains itself, directly or through others.
	InCycle bool `json:"in_cycle"`
	// InWrittenLoop is true for a written group that contains itself through written groups only.
	InWrittenLoop bool `json:"in_written_loop"`
	// Depth is the longest chain of cloud groups below this one, a cycle counted as one group; 0
	// without children outside the own cycle.
	Depth int `json:"depth"`
}

// Tenant is what is known of the tenant, its engines and its directory.
type Tenant struct {
	V1        Switch `json:"v1"`
	V2        Switch `json:"v2"`
	CloudSync Switch `json:"cloudsync"`
	// Mode is none, v1, v2, cloudsync, v1+cloudsync, v2+cloudsync or unknown. V2 includes V1.
	Mode string `json:"mode"`
	// EngineSource says where the switches of V1 and V2 were read: sync_configuration,
	// connect_features, configuration, or none. Sources says it for each engine.
	EngineSource string        `json:"engine_source"`
	Sources      EngineSources `json:"-"`
	// CloudSyncRunning is yes when a cloud sync job for groups is active, no when there are jobs
	// and none is (paused, in quarantine, never run), unknown when their state was not read.
	CloudSyncRunning Answer `json:"cloudsync_running"`
	// OnPremisesUsers says whether cloud sync writes people who come from the directory, as stated;
	// unknown when nobody did.
	OnPremisesUsers Switch `json:"onpremises_users"`
	// ClientVersion of the active Connect server; nil when not read.
	ClientVersion *string `json:"client_version"`
	// BelowFloor is yes when the active server is older than V2 needs.
	BelowFloor Answer `json:"below_floor"`
	// Setting is NewUnifiedGroupWritebackDefault: true, false; nil when unset. SettingRead tells
	// unset from not read.
	Setting     *bool `json:"setting"`
	SettingRead bool  `json:"setting_read"`
	// SettingObject is true when a Group.Unified settings object exists.
	SettingObject   bool   `json:"setting_object"`
	DeviceWriteback Switch `json:"device_writeback"`
	// OUKnown is true when the writeback OU is known, from the sync configuration or from choices.
	OUKnown bool `json:"ou_known"`
	// AnchorsRead is yes when adminDescription and msDS-ExternalDirectoryObjectId were both asked
	// for or both occur on directory groups; unknown when only the latter never occurs and the
	// source does not say whether it was asked for, since Connect alone leaves it empty; else no.
	AnchorsRead Answer `json:"anchors_read"`
	// Exchange reports whether the schema has Exchange attributes.
	Exchange      Answer        `json:"exchange"`
	Forest        Forest        `json:"forest"`
	OU            WritebackOU   `json:"ou"`
	Mailing       Mailing       `json:"mailing"`
	DirectoryRead DirectoryRead `json:"directory_read"`
	// SyncAge is the time since the last sync in seconds before the snapshot's end; nil when unknown.
	SyncAge *int64 `json:"sync_age"`
	// Sync is the rest of the sync configuration, Jobs the cloud sync jobs for groups.
	Sync SyncFacts `json:"sync"`
	Jobs JobFacts  `json:"jobs"`
	// Connect is what the exports of Connect servers say.
	Connect ConnectFacts `json:"connect"`
	// Premium says whether a licence is there that group writeback needs.
	Premium Answer `json:"premium"`
	// Collected says which properties of cloud groups were read.
	Collected CollectedFacts `json:"collected"`
	// Governance says what was read for an auditor's questions.
	Governance GovernanceFacts `json:"governance"`
	// SecurityAsDistribution is yes when so many copies that V2 should write as security groups are
	// distribution groups that a sync rule must be wrong (ENG-13); unknown unless both sides were
	// read completely.
	SecurityAsDistribution Answer `json:"security_as_distribution"`
	// Limits are the engines' member limits, Notes remarks on the tenant for the run record.
	Limits Limits   `json:"-"`
	Notes  []string `json:"-"`
}

// TenantSubject is the input of tenant controls.
type TenantSubject struct {
	Tenant *Tenant `json:"tenant"`
	Totals Totals  `json:"totals"`
	Access Access  `json:"access"`
	// Population is what shows that the lists are whole.
	Population Population `json:"population"`
	// History is what comparing with an earlier snapshot shows.
	History History `json:"history"`
}

// Totals are counts over all subjects. A count that cannot be exact, since a stream it needs is
// not complete, is nil.
type Totals struct {
	CloudGroups int `json:"cloud_groups"`
	// DirectoryGroups counts copies, candidates and unclaimed groups that are subjects; groups
	// supplied as context only are not counted.
	DirectoryGroups int `json:"directory_groups"`
	Written         int `json:"written"`
	Undecided       int `json:"undecided"`
	// Anchored counts directory groups with an anchor that names one id, live or not.
	Anchored *int `json:"anchored"`

	// M365 counts Microsoft 365 groups that are not synced; M365Implicit those of them that V2
	// writes although isEnabled is null.
	M365         int  `json:"m365"`
	M365Implicit *int `json:"m365_implicit"`
	// M365Disabled counts Microsoft 365 groups with isEnabled false; M365DisabledAbsent those of
	// them without a copy in the directory.
	M365Disabled       *int `json:"m365_disabled"`
	M365DisabledAbsent *int `json:"m365_disabled_absent"`
	// TypeWithoutEnable counts groups, synced ones left out, with a documented type whose
	// isEnabled is null or false.
	TypeWithoutEnable *int `json:"type_without_enable"`

	// DistributionExcluded counts expected groups of category distribution with guests or
	// cloud-only people among their members, DistributionExcludedPeople those people;
	// DistributionUndecided the groups whose members were not read.
	DistributionExcluded       int `json:"distribution_excluded"`
	DistributionExcludedPeople int `json:"distribution_excluded_people"`
	DistributionUndecided      int `json:"distribution_undecided"`

	// OUs are the parents of Connect-anchored copies, most objects first, each with its count.
	OUs        []OUCount       `json:"ous"`
	Naming     NamingTotals    `json:"naming"`
	Mailing    MailingTotals   `json:"mailing"`
	References ReferenceTotals `json:"references"`
	// SplitOUs counts the parents of Connect-anchored copies, none an ancestor of another, that
	// hold at least max(3, 5 %) of them (STR-01).
	SplitOUs *int `json:"split_ous"`

	Configured  ConfiguredTotals `json:"configured"`
	Portal      PortalTotals     `json:"portal"`
	Names       NameTotals       `json:"names"`
	Copies      CopyTotals       `json:"copies"`
	CloudSync   CloudSyncTotals  `json:"cloudsync"`
	Observation Observation      `json:"observation"`
	Connect     ConnectTotals    `json:"connect"`
	Governance  GovernanceTotals `json:"governance"`
}

// OUCount is one parent container with the number of copies directly in or below it.
type OUCount struct {
	DN    string `json:"-"`
	Count int    `json:"count"`
}

// Details is what reports show of a subject beside its facts.
type Details struct {
	Cloud     *CloudDetails
	Directory *DirectoryDetails
	// Candidates are the directory groups that claim the cloud group when several do.
	Candidates []DirectoryDetails
	Trace      []Step
	// Differences are all members that are missing, foreign, excluded, undecided or domain-local,
	// in full; matched members are not listed. Ordered by difference, class and id. A member of
	// the copy that may be an undecided cloud member is undecided with CloudID "".
	Differences []MemberDifference
	// Children are the edges to child groups that break, ordered by id.
	Children []ChildEdge
}

// CloudDetails are the cloud group's texts.
type CloudDetails struct {
	DisplayName, Description, Mail string
	// RawType is onPremisesGroupType as received; "" for null.
	RawType string
	Created *time.Time
	Dynamic bool
}

// DirectoryDetails are the directory group's texts.
type DirectoryDetails struct {
	GUID, DN, CN, SAMAccountName, DisplayName, Description, Mail string
	AdminDescription, ExternalDirectoryObjectID, SID             string
	WhenCreated, WhenChanged                                     *time.Time
	// ExpectedCNs are the common names writeback would give, one for each format.
	ExpectedCNs []string
	// Drift has the values behind Directory.Drift, in the same order.
	Drift []DriftValue
}

// DriftValue holds both values of a drifted attribute.
type DriftValue struct {
	Attribute, Kind, Expected, Actual string
}

// Step is one consideration on the way to an effective answer, in the order considered.
type Step struct {
	Engine     Engine
	Row        string
	Answer     Answer
	Confidence Confidence
	// Text is one sentence; Source the document's key or address.
	Text   string
	Source string
}

// MemberDifference is one member that is on one side only, or should not be where it is.
type MemberDifference struct {
	// Difference is missing, foreign, excluded, undecided or domainLocal.
	Difference string
	Class      MemberClass
	// CloudID is "" for a member found in the directory only; DN "" for one without account there.
	CloudID, DN string
	Name        string
	// Reason says why in words.
	Reason string
}

// ChildEdge is one edge to a child group that does not arrive in the directory.
type ChildEdge struct {
	ID, Name string
	Kind     GroupKind
	// Problem is not_written, unwritable, domain_local, undecided or cycle.
	Problem string
}
