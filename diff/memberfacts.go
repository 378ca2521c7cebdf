package diff

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
	CloudCount     int `json:"cloud_count"`
	DirectoryCount int `json:"directory_count"`
	// KnownCount is how many members the cloud group has at least: CloudCount, or what the source counted
	// where the list was not read to its end. Member limits go by it.
	KnownCount int64         `json:"known_count"`
	Classes    MemberClasses `json:"classes"`
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
