package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// SyncFacts is what the sync configuration says beside the switches of the engines. The zero
// SyncFacts but for unknowns is a configuration that was not read.
type SyncFacts struct {
	// Version is the four numbers of Tenant.ClientVersion; empty when not read or no version.
	Version []int `json:"version"`
	// UserWriteback is the removed preview of that name.
	UserWriteback Switch `json:"user_writeback"`
	// GUIDAnchor is yes when the source anchor is one of the directory's two GUID attributes.
	GUIDAnchor Answer `json:"guid_anchor"`
	// Pending counts all exports to Entra ID that wait, PendingDeletions the deletions among them;
	// nil when not read.
	Pending          *int64 `json:"pending"`
	PendingDeletions *int64 `json:"pending_deletions"`
	// DeletionThreshold is the number of deletions from which Connect stops; nil when not read.
	DeletionThreshold *int64 `json:"deletion_threshold"`
}

// syncFacts reads them; a nil configuration was not read.
func syncFacts(sync *snapshot.SyncConfiguration) SyncFacts {
	f := SyncFacts{Version: []int{}, UserWriteback: feature(sync, "userWritebackEnabled"), GUIDAnchor: Unknown}
	if sync == nil {
		return f
	}
	if sync.ClientVersion != nil {
		if numbers, ok := parseVersion(*sync.ClientVersion); ok {
			for _, n := range numbers {
				f.Version = append(f.Version, int(n))
			}
		}
	}
	if sync.AnchorAttribute != nil {
		if name := strings.ToLower(strings.TrimSpace(*sync.AnchorAttribute)); name != "" {
			f.GUIDAnchor = answer(name == "objectguid" || name == "ms-ds-consistencyguid")
		}
	}
	f.DeletionThreshold = sync.DeletionThreshold
	if p := sync.Pending; p != nil {
		f.Pending, f.PendingDeletions = sum(p.Additions, p.Updates, p.Deletions), p.Deletions
	}
	return f
}

// sum adds what was read; nil when nothing was.
func sum(counts ...*int64) *int64 {
	var total *int64
	for _, n := range counts {
		if n == nil {
			continue
		}
		if total == nil {
			total = new(int64)
		}
		*total += *n
	}
	return total
}

// CollectedFacts says which properties of cloud groups were ever seen. One that was not seen was
// not collected: that a group has none of it is not known then.
type CollectedFacts struct {
	// Sync is about onPremisesSyncEnabled, without which a synced group looks like one of the cloud.
	Sync               bool `json:"sync"`
	DisplayName        bool `json:"display_name"`
	Description        bool `json:"description"`
	Mail               bool `json:"mail"`
	ProxyAddresses     bool `json:"proxy_addresses"`
	Visibility         bool `json:"visibility"`
	RoleAssignable     bool `json:"role_assignable"`
	RuleState          bool `json:"rule_state"`
	GroupTypes         bool `json:"group_types"`
	ProvisioningErrors bool `json:"provisioning_errors"`
	SecurityIdentifier bool `json:"security_identifier"`
}

func collectedFacts(groups snapshot.StreamState) CollectedFacts {
	return CollectedFacts{
		Sync:        hasProperty(groups, "onPremisesSyncEnabled"),
		DisplayName: hasProperty(groups, "displayName"), Description: hasProperty(groups, "description"),
		Mail: hasProperty(groups, "mail"), ProxyAddresses: hasProperty(groups, "proxyAddresses"),
		Visibility: hasProperty(groups, "visibility"), RoleAssignable: hasProperty(groups, "isAssignableToRole"),
		RuleState:          hasProperty(groups, "membershipRuleProcessingState"),
		GroupTypes:         hasProperty(groups, "groupTypes"),
		ProvisioningErrors: hasProperty(groups, "onPremisesProvisioningErrors"),
		SecurityIdentifier: hasProperty(groups, "onPremisesSecurityIdentifier"),
	}
}
