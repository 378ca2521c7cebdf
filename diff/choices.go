package diff

// Choices settle what Microsoft's documents leave open and give what a snapshot may lack. They are
// recorded in the run. The zero Choices answers Unknown wherever a choice decides.
type Choices struct {
	// Engines gives the switches where the sync configuration was not read; "" leaves it unknown.
	Engines EngineChoice `json:"engines"`
	// SecurityNull answers whether a security group without isEnabled is written (C1).
	SecurityNull Answer `json:"security_null"`
	// M365NullSettingFalse answers whether a Microsoft 365 group without isEnabled is written
	// while NewUnifiedGroupWritebackDefault is false (C3).
	M365NullSettingFalse Answer `json:"m365_null_setting_false"`
	// TypeWithoutEnable answers whether onPremisesGroupType counts where isEnabled is unset: whether a
	// Microsoft 365 group is written as that type (rows 7 and 8), and a security group at all (row 16).
	// No ignores the type.
	TypeWithoutEnable Answer `json:"type_without_enable"`
	// CloudSyncScope is the mode of the cloud sync jobs, which Graph does not tell; "" is not known.
	CloudSyncScope ScopeMode `json:"cloudsync_scope"`
	// OnPremisesUsers says whether the cloud sync jobs write people who come from the directory into
	// copies ("Provision membership to on-premises users"), which Graph does not tell; "" is not known.
	OnPremisesUsers Switch `json:"cloudsync_onpremises_users"`
	// Agent is the SID of the account of cloud sync's agent; "" goes by the names that setup gives, and is left out
	// of the run.
	Agent string `json:"cloudsync_agent,omitempty"`
	// CloudSyncDomain is the DNS name of the domain that cloud sync writes to, of several the one to audit, CloudSyncContainer
	// the DN of the container; both are left out of the run where "", which goes by the jobs. A domain that no job writes
	// into is not believed where all jobs tell theirs.
	CloudSyncDomain    string `json:"cloudsync_domain,omitempty"`
	CloudSyncContainer string `json:"cloudsync_container,omitempty"`
	// MemberLimits are in members; 0 means unknown.
	MemberLimits MemberLimits `json:"member_limit"`
	// V2Floor is the oldest Connect version that understands V2.
	V2Floor string `json:"v2_floor"`
	// TakenOverPrefix is the anchor prefix of adopted groups.
	TakenOverPrefix string `json:"takenover_prefix"`
	// WritebackOU is the DN of the writeback OU; "" takes the sync configuration's.
	WritebackOU string `json:"writeback_ou"`
	// SyncOUs are the DNs of the OUs that Connect reads, separated by semicolons; "" takes those of
	// its connectors.
	SyncOUs string `json:"sync_ous"`
	// TenantID is used when neither organization nor sync configuration was read.
	TenantID string `json:"tenant_id"`
	// CycleMinutes is the in-flight unit where the sync interval was not read.
	CycleMinutes int `json:"cycle_minutes"`
	// Governance is what the organization decided about its groups.
	Governance GovernanceChoices `json:"governance"`
	// Move is where groups are to move; nil when no move is judged, and left out of the run then.
	Move *MoveChoices `json:"move,omitempty"`
}

// MoveChoices say where groups are to move, and what no export tells of the cloud sync job that is
// to write them.
type MoveChoices struct {
	Target Target `json:"target"`
	// Domain is the DNS name of the domain that the job writes to; "" takes that of the container.
	Domain string `json:"domain"`
	// Container is the DN that the job's mapping of parentDistinguishedName gives; "" takes the
	// constant in the job's schema.
	Container string `json:"container"`
	// CommonName is the form of the job's mapping of cn; "" or unknown takes that of its schema.
	CommonName CNFormat `json:"common_name"`
	// Agent is the SID of the provisioning agent's account; "" goes by the names that setup gives.
	Agent string `json:"agent"`
}

// EngineChoice states which engines are on. Each is "on", "off" or "" for not said.
type EngineChoice struct {
	V1        Switch `json:"v1"`
	V2        Switch `json:"v2"`
	CloudSync Switch `json:"cloudsync"`
}

// MemberLimits are the largest groups each engine writes.
//
// Source: conflict C6 of the design; Microsoft moved these numbers three times.
type MemberLimits struct {
	// V1 0 means: 50,000 from Connect 1.6.2.4 while its rule is enabled or unread, else 250,000.
	V1         int64 `json:"v1"`
	V2M365     int64 `json:"v2_m365"`
	V2Security int64 `json:"v2_security"`
	CloudSync  int64 `json:"cloudsync"`
}

// DefaultChoices returns the documented readings with the design's resolutions.
func DefaultChoices() Choices {
	return Choices{
		SecurityNull:         No,
		M365NullSettingFalse: Yes,
		TypeWithoutEnable:    No,
		MemberLimits:         MemberLimits{V2M365: 50_000, V2Security: 250_000, CloudSync: 50_000},
		V2Floor:              "2.0.89.0",
		TakenOverPrefix:      "TakenOver_Group_",
		CycleMinutes:         30,
		Governance:           GovernanceChoices{ReviewMaxAge: 365, Stale: 365, Grace: 30},
	}
}
