package diff

// Answer is a three-valued fact. Unknown means that what would decide was not read or that
// Microsoft's documents leave the case open; it is never printed as no.
type Answer string

// The answers.
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// Confidence says how well a fact is supported.
type Confidence string

// High is documented without contradiction; Medium and Low follow the conflict table of the
// design; Observed was settled by what this tenant shows (ENG-22); None accompanies Unknown.
const (
	High     Confidence = "high"
	Medium   Confidence = "medium"
	Low      Confidence = "low"
	Observed Confidence = "observed"
	None     Confidence = "none"
)

// Engine is what writes cloud groups into the directory.
type Engine string

// V1 is Connect Sync for all Microsoft 365 groups, V2 Connect Sync with per-group settings,
// CloudSync "group provisioning to Active Directory".
const (
	V1        Engine = "v1"
	V2        Engine = "v2"
	CloudSync Engine = "cloudsync"
)

// GroupKind is the kind of a cloud group, evaluated in the order of the constants.
type GroupKind string

// The kinds of cloud groups. KindUnknown means that a property which decides was not read.
const (
	KindSynced              GroupKind = "synced"
	KindM365                GroupKind = "m365"
	KindSecurity            GroupKind = "security"
	KindMailEnabledSecurity GroupKind = "mailEnabledSecurity"
	KindDistribution        GroupKind = "distribution"
	KindOther               GroupKind = "other"
	KindUnknown             GroupKind = "unknown"
)

// GroupType is onPremisesGroupType in Microsoft's camel case.
type GroupType string

// The documented values; TypeNone stands for null, TypeOther for a value outside the enumeration.
const (
	TypeNone                GroupType = ""
	UniversalDistribution   GroupType = "universalDistributionGroup"
	UniversalSecurity       GroupType = "universalSecurityGroup"
	UniversalMailEnabledSec GroupType = "universalMailEnabledSecurityGroup"
	TypeOther               GroupType = "other"
)

// Category is what the security bit of groupType says.
type Category string

// The categories of directory groups.
const (
	CategorySecurity     Category = "security"
	CategoryDistribution Category = "distribution"
	CategoryUnknown      Category = "unknown"
)

// Scope is what the scope bits of groupType say.
type Scope string

// The scopes of directory groups.
const (
	ScopeUniversal    Scope = "universal"
	ScopeGlobal       Scope = "global"
	ScopeDomainLocal  Scope = "domainLocal"
	ScopeBuiltinLocal Scope = "builtinLocal"
	ScopeUnknown      Scope = "unknown"
)

// MemberClass says what kind of member an edge leads to, and why it can or cannot be in AD.
type MemberClass string

// The classes of members: cloud members first, members found in the directory only last.
const (
	ClassSyncedUser           MemberClass = "synced_user"
	ClassGuest                MemberClass = "guest"
	ClassCloudOnlyUser        MemberClass = "cloud_only_user"
	ClassSyncedGroup          MemberClass = "synced_group"
	ClassSyncedGroupLocal     MemberClass = "synced_group_domain_local"
	ClassCloudGroupWritten    MemberClass = "cloud_group_written"
	ClassCloudGroupNotWritten MemberClass = "cloud_group_not_written"
	ClassCloudGroupUndecided  MemberClass = "cloud_group_undecided"
	ClassDevice               MemberClass = "device"
	ClassServicePrincipal     MemberClass = "service_principal"
	ClassContact              MemberClass = "contact"
	ClassUnreadable           MemberClass = "unreadable"
	ClassOther                MemberClass = "other"
	ClassOtherForest          MemberClass = "other_forest"
	ClassForeignAD            MemberClass = "foreign_ad"
	ClassFSP                  MemberClass = "fsp"
)

// Anchor says which attribute ties a directory group to a cloud group id.
type Anchor string

// The anchors, in the order in which they are tried.
const (
	AnchorExternalID       Anchor = "externalDirectoryObjectId"
	AnchorAdminDescription Anchor = "adminDescription"
	AnchorTakenOver        Anchor = "takenOver"
	AnchorCNGroupID        Anchor = "cnGroupId"
	AnchorCNSuffix         Anchor = "cnSuffix"
	AnchorSID              Anchor = "objectSid"
	AnchorNone             Anchor = "none"
)

// AnchorState says what became of the id an anchor names.
type AnchorState string

// The states of an anchor. AnchorGone means that the id is in neither groups nor deletedItems;
// AnchorGoneOrDeleted that deletedItems was not read; AnchorUndecided that cloud groups were not
// read completely, so that nothing can be said.
const (
	AnchorLive          AnchorState = "live"
	AnchorSoftDeleted   AnchorState = "softDeleted"
	AnchorGone          AnchorState = "gone"
	AnchorGoneOrDeleted AnchorState = "goneOrSoftDeleted"
	AnchorUndecided     AnchorState = "undecided"
	AnchorUnparsable    AnchorState = "unparsable"
	AnchorDisagree      AnchorState = "disagree"
	AnchorEmpty         AnchorState = "none"
)

// CNFormat is the form of a directory group's common name.
type CNFormat string

// The two forms that writeback gives a copy, and everything else.
const (
	CNGroupID     CNFormat = "groupId"
	CNDisplayName CNFormat = "displayName"
	CNOther       CNFormat = "other"
	CNUnknown     CNFormat = "unknown"
)
