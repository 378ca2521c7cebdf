package changes

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The names of attributes that facts are made of.
const (
	attributeDisplayName = "displayName"
	attributeDescription = "description"
	attributeMail        = "mail"
	attributeEnabled     = "isEnabled"
	attributeType        = "onPremisesGroupType"
	attributeConfigured  = "writebackConfiguration"
)

// cloudGroupNames are Graph's names of what a cloud group has.
//
// Source: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
var cloudGroupNames = map[string]string{
	"display_name": attributeDisplayName, "description": attributeDescription, "mail": attributeMail, "mail_nickname": "mailNickname",
	"proxy_addresses": "proxyAddresses", "group_types": "groupTypes", "mail_enabled": "mailEnabled", "security_enabled": "securityEnabled",
	"visibility": "visibility", "is_assignable_to_role": "isAssignableToRole", "is_management_restricted": "isManagementRestricted",
	"membership_rule": "membershipRule", "membership_rule_processing_state": "membershipRuleProcessingState",
	"is_cloud_managed": "onPremisesSyncBehavior", "resource_provisioning_options": "resourceProvisioningOptions", "assigned_labels": "assignedLabels",
	"on_premises_sync_enabled": "onPremisesSyncEnabled", "on_premises_domain_name": "onPremisesDomainName",
	"on_premises_net_bios_name": "onPremisesNetBiosName", "on_premises_sam_account_name": "onPremisesSamAccountName",
	"on_premises_security_identifier": "onPremisesSecurityIdentifier", "provisioning_errors": "onPremisesProvisioningErrors",
	"created": "createdDateTime", "deleted": "deletedDateTime", "renewed": "renewedDateTime", "expires": "expirationDateTime",
}

func cloudGroups() listing[snapshot.CloudGroup] {
	type group = snapshot.CloudGroup
	return listing[group]{
		stream: snapshot.StreamCloudGroups,
		attributes: append(given(attributesOf[group](cloudGroupNames, "id", "unreadable", "on_premises_last_sync", "missing", "writeback_missing", "writeback", "members", "owners"),
			attributeDisplayName, "mailEnabled", "securityEnabled", "mailNickname", "createdDateTime", "onPremisesSyncBehavior", "resourceProvisioningOptions", "assignedLabels"),
			attribute{name: attributeEnabled, property: attributeConfigured}, attribute{name: attributeType, property: attributeConfigured}),
		leftOut: []string{attributeLastSync},
		order:   func(a, b *group) int { return bytes.Compare(a.ID[:], b.ID[:]) },
		id:      func(g *group) string { return g.ID.String() },
		name:    func(g *group) string { return deref(g.DisplayName) }, unreadable: func(g *group) string { return g.Unreadable },
	}
}

// missingGaps says which properties of a group one of two answers did not hold: what is not known is no value.
func missingGaps(a, b *snapshot.CloudGroup) []Gap {
	return gapsOf(a.Missing, b.Missing, "the answer did not hold it")
}

// gapsOf are those of what one of two records alone says to be missing.
func gapsOf(a, b []string, why string) (gaps []Gap) {
	for _, name := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(a, b)))) {
		if earlier, later := slices.Contains(a, name), slices.Contains(b, name); earlier != later {
			gaps = append(gaps, Gap{name, why + " in the " + one(!earlier) + " snapshot"})
		}
	}
	return gaps
}

// attributeLastSync is the time of the last synchronization, which every cycle moves.
const attributeLastSync = "onPremisesLastSyncDateTime"

// configuration compares what V2 reads of a group. An absent configuration and null mean the same:
// unset. One that the body did not have at all is not known.
func configuration(a, b *snapshot.CloudGroup, compared bool) (found []Attribute, gaps []Gap) {
	switch {
	case !compared:
		return nil, nil
	case a.WritebackMissing || b.WritebackMissing:
		return nil, []Gap{{attributeConfigured, "the answer did not hold it in the " + one(!a.WritebackMissing) + " snapshot"}}
	}
	x, y := unset(a.Writeback), unset(b.Writeback)
	for _, v := range [...]struct {
		name     string
		from, to reflect.Value
	}{
		{attributeEnabled, reflect.ValueOf(x.IsEnabled), reflect.ValueOf(y.IsEnabled)},
		{attributeType, reflect.ValueOf(x.OnPremisesGroupType), reflect.ValueOf(y.OnPremisesGroupType)},
	} {
		if !sameValue(v.from, v.to) {
			found = append(found, Attribute{v.name, clip(textOf(v.from)), clip(textOf(v.to))})
		}
	}
	return found, nil
}

func unset(c *snapshot.WritebackConfiguration) snapshot.WritebackConfiguration {
	if c == nil {
		return snapshot.WritebackConfiguration{}
	}
	return *c
}

// principalNames are Graph's names of what a member or owner has.
var principalNames = map[string]string{
	"display_name": attributeDisplayName, "user_principal_name": "userPrincipalName", "user_type": "userType", "account_enabled": "accountEnabled",
	"on_premises_sync_enabled": "onPremisesSyncEnabled", "on_premises_immutable_id": "onPremisesImmutableId",
	"on_premises_distinguished_name": "onPremisesDistinguishedName", "on_premises_sam_account_name": "onPremisesSamAccountName",
	"on_premises_domain_name": "onPremisesDomainName", "on_premises_security_identifier": "onPremisesSecurityIdentifier",
	"on_premises_object_identifier": "onPremisesObjectIdentifier",
}

func cloudPrincipals() listing[snapshot.CloudPrincipal] {
	type principal = snapshot.CloudPrincipal
	return listing[principal]{
		stream: snapshot.StreamCloudPrincipals, attributes: attributesOf[principal](principalNames, "id", "unreadable", "limited"),
		order: func(a, b *principal) int { return bytes.Compare(a.ID[:], b.ID[:]) },
		id:    func(p *principal) string { return p.ID.String() },
		name:  func(p *principal) string { return cmp.Or(deref(p.DisplayName), deref(p.UserPrincipalName)) },
		unreadable: func(p *principal) string {
			if p.Unreadable == "" && p.Limited {
				return "Graph told its id and type only"
			}
			return p.Unreadable
		},
	}
}

func cloudDeleted() listing[snapshot.CloudDeletedGroup] {
	type group = snapshot.CloudDeletedGroup
	return listing[group]{
		stream: snapshot.StreamCloudDeletedGroups,
		attributes: attributesOf[group](map[string]string{"display_name": attributeDisplayName, "deleted": "deletedDateTime", "group_types": "groupTypes"},
			"id", "unreadable"),
		order: func(a, b *group) int { return bytes.Compare(a.ID[:], b.ID[:]) },
		id:    func(g *group) string { return g.ID.String() },
		name:  func(g *group) string { return deref(g.DisplayName) }, unreadable: func(g *group) string { return g.Unreadable },
	}
}
