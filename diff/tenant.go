package diff

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
	// source does not say whether it was asked for, since Connect alone leaves it empty; else no, as
	// where an attribute that some groups have was not read of others (Directory.AnchorsRead).
	AnchorsRead Answer `json:"anchors_read"`
	// Exchange reports whether the schema has Exchange attributes.
	Exchange      Answer        `json:"exchange"`
	Forest        Forest        `json:"forest"`
	OU            WritebackOU   `json:"ou"`
	Mailing       Mailing       `json:"mailing"`
	DirectoryRead DirectoryRead `json:"directory_read"`
	// SyncAge is the time since the last sync in seconds before the snapshot's end; nil when unknown.
	SyncAge *int64 `json:"sync_age"`
	// Target is where groups are to move, "" when no move is judged; Job is where the cloud sync job
	// writes then.
	Target Target    `json:"target"`
	Job    JobTarget `json:"job"`
	// Sync is the rest of the sync configuration, Jobs the cloud sync jobs for groups.
	Sync SyncFacts `json:"sync"`
	Jobs JobFacts  `json:"jobs"`
	// Connect is what the exports of Connect servers say.
	Connect ConnectFacts `json:"connect"`
	// Premium says whether a licence is there that group writeback needs, IDGovernance whether one
	// for Entra ID Governance is.
	Premium      Answer `json:"premium"`
	IDGovernance Answer `json:"id_governance"`
	// B2C says whether the tenant is one for customers, by its tenantType.
	B2C Answer `json:"b2c"`
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
	// Move is what a move brings to its target.
	Move MoveTotals `json:"move"`
}

// Totals are counts over all subjects. A count that cannot be exact, since a stream it needs is not
// complete or an object of it was not read, says so, see Count; a plain number that cannot be is nil.
type Totals struct {
	CloudGroups int `json:"cloud_groups"`
	// DirectoryGroups counts copies, candidates and unclaimed groups that are subjects; groups
	// supplied as context only are not counted. Nil where the list of them was not read, or in part.
	DirectoryGroups *int `json:"directory_groups"`
	Written         int  `json:"written"`
	Undecided       int  `json:"undecided"`
	// Anchored counts directory groups with an anchor that names one id, live or not.
	Anchored Count `json:"anchored"`

	// M365 counts Microsoft 365 groups that are not synced; M365Implicit those of them that V2
	// writes although isEnabled is null.
	M365         Count `json:"m365"`
	M365Implicit Count `json:"m365_implicit"`
	// M365Disabled counts Microsoft 365 groups with isEnabled false; M365DisabledAbsent those of
	// them without a copy in the directory.
	M365Disabled       Count `json:"m365_disabled"`
	M365DisabledAbsent Count `json:"m365_disabled_absent"`
	// TypeWithoutEnable counts groups, synced ones left out, with a documented type whose
	// isEnabled is null or false.
	TypeWithoutEnable Count `json:"type_without_enable"`

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
