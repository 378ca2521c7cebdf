package diff

// Subject is everything that is known of one cloud group, of its copy, or of a directory group
// that no cloud group claims. Its JSON form is the input of group controls and is total: every
// field is present, except that an absent side is an absent object. A nil scalar means that the
// source had null or that the fact is not known; which of the two is said at the field.
type Subject struct {
	// Identity is not part of the JSON form: controls never see a name, a DN or an id.
	Identity Identity `json:"-"`
	// Details is what reports show and controls do not need.
	Details *Details `json:"-"`
	// Rivals are the subject with each of the directory groups of which one may be its copy, or each is one (see
	// DirectorySpread): those that claim this cloud group where several do, else those that name it and another one. Where
	// it is not known whether another domain holds a copy, the last has none. Nil where the copy is known.
	Rivals []Subject `json:"-"`

	// DaysApart is how many days the two sides were read apart where either object was made, changed or deleted between, 0
	// for every other subject: what differs may be nothing but that.
	DaysApart int `json:"-"`

	// Cloud is nil for an unclaimed directory group.
	Cloud *Cloud `json:"cloud,omitempty"`
	// Directory is nil when no single directory group is the copy.
	Directory *Directory `json:"directory,omitempty"`
	// DirectoryCandidates counts the directory groups that claim this cloud group when more than
	// one does, and each is not, or may not be, the copy of a domain of its own; Directory is nil then. 0 otherwise.
	DirectoryCandidates int `json:"directory_candidates"`
	// DirectoryConflicts counts those candidates, the copy included where there is only one, that
	// are replication conflict objects.
	DirectoryConflicts int `json:"directory_conflicts"`
	// DirectoryDisagreeing counts directory groups of which one anchor attribute names this cloud
	// group and the other another one; none of them is a candidate (DIF-13 speaks, not DIF-01).
	DirectoryDisagreeing int `json:"directory_disagreeing"`
	// DirectoryNamesake is true when a directory group without an anchor may be the copy by its common name, and as well that
	// of another cloud group whose id ends alike: it is the copy of neither (DIF-31 speaks, not DIF-01).
	DirectoryNamesake bool `json:"directory_namesake"`
	// DirectoryAbsent is yes when the directory was read completely and holds no copy, or none in one of the domains that
	// engines write the group into; unknown when the directory was not read completely and none was found.
	DirectoryAbsent Answer `json:"directory_absent"`
	// DirectorySpread says whether the copies that were found are in several domains because engines write the group into
	// each: yes, lacking where one of them holds none, unread where that is not known, unknown where engines may.
	DirectorySpread Spread `json:"directory_spread"`
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
	// Move is what decides whether the group can move to Tenant.Target.
	Move Move `json:"move"`
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
	// empty without a rule. RuleRead is false for a group whose rule was not read, and which is
	// dynamic or of which that was not read either.
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
	// AnchorsRead says whether both anchor attributes of this group can be judged, see Tenant.AnchorsRead.
	AnchorsRead Answer `json:"anchors_read"`
	// AnchorTwins counts the other directory groups that name the same id while no cloud group is
	// there to claim them; 0 for a copy, whose rivals are Subject.DirectoryCandidates.
	// Those in other domains that engines write into are none.
	AnchorTwins int `json:"anchor_twins"`
	// AnchorElsewhere is true where groups of other domains name the same id and it is not known whether engines write there.
	AnchorElsewhere bool `json:"anchor_elsewhere"`
	// AnchorSettling is true when the cloud group that the anchor names was deleted within the in-flight window: no engine
	// can have followed yet.
	AnchorSettling bool `json:"anchor_settling"`
	// Match says how the copy was found; none for an unclaimed group.
	Match           Anchor     `json:"match"`
	MatchConfidence Confidence `json:"match_confidence"`
	// Original is true for the group without an anchor that a cloud group came from, by its SID, and that is not its copy:
	// that of a converted group where cloud sync does not write it (CFG-30 speaks, and nothing compares the two), and that
	// of a formerly synced group which is written (CFG-29 speaks).
	Original bool      `json:"original"`
	CN       CNMatches `json:"cn"`
	// Drift is empty, never nil, for an unclaimed group and where nothing differs.
	Drift []Drift `json:"drift"`
	// NotCompared names attributes that one side did not collect, sorted; nothing is said of them.
	NotCompared []string `json:"not_compared"`
	AdminCount  *int32   `json:"admin_count"`
	IsCritical  bool     `json:"is_critical"`
	// Members counts the values of member; nil when they were not read completely.
	Members *int `json:"members"`
	// MemberOf counts the groups that contain it, by memberOf and by the members of groups that were read. It is exact where
	// memberOf was read, and groups of every domain of the forest: a controller tells nothing of the domain-local groups of
	// other domains.
	MemberOf Count `json:"member_of"`
	Mail     bool  `json:"mail"`
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

// Known reports whether it is known to be on or off.
func (s Switch) Known() bool { return s == On || s == Off }

// Nesting describes the edges from this group to other groups.
type Nesting struct {
	// Children counts direct child groups, Parents direct parents among cloud groups.
	Children int `json:"children"`
	Parents  int `json:"parents"`
	// ChildrenNotWritten are cloud children of a writable kind that are not written;
	// ChildrenUnwritable cloud children of a kind no engine in use writes;
	// ChildrenUndecided those of which it is not known, among them converted ones, whose old directory group Connect may reference.
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
	// MayLoop is true for a group of which that is not known: it contains a group of which it is not known whether it is
	// written, or whose members were not all read, and which may so contain it.
	MayLoop bool `json:"may_loop"`
	// Depth is the longest chain of cloud groups below this one, a cycle counted as one group; 0
	// without children outside the own cycle.
	Depth int `json:"depth"`
}
