package entra

import "slices"

// The keys of groups and of their members, which share most of them.
const (
	propertyID property = iota
	propertyType
	propertyDisplayName
	propertyDescription
	propertyMail
	propertyMailNickname
	propertyProxyAddresses
	propertyGroupTypes
	propertyMailEnabled
	propertySecurityEnabled
	propertyVisibility
	propertyAssignableToRole
	propertyManagementRestricted
	propertyMembershipRule
	propertyMembershipRuleState
	propertySyncBehavior
	propertyProvisioningOptions
	propertyAssignedLabels
	propertySyncEnabled
	propertyDomainName
	propertyNetBIOSName
	propertySAMAccountName
	propertySecurityIdentifier
	propertyLastSync
	propertyProvisioningErrors
	propertyCreated
	propertyDeleted
	propertyRenewed
	propertyExpires
	propertyWriteback
	propertyUserPrincipalName
	propertyUserType
	propertyAccountEnabled
	propertyImmutableID
	propertyDistinguishedName
	propertyObjectIdentifier
	propertyDeviceID
	propertyAppID
	propertyServicePrincipalType
	propertyMembers
	propertyMembersNext
	propertyOwners
	propertyOwnersNext
	propertyRemoved
)

var directoryTable = newTable(
	"id", "@odata.type", "displayName", "description", "mail", "mailNickname", "proxyAddresses",
	"groupTypes", "mailEnabled", "securityEnabled", "visibility", "isAssignableToRole",
	"isManagementRestricted", "membershipRule", "membershipRuleProcessingState",
	"onPremisesSyncBehavior", "resourceProvisioningOptions", "assignedLabels",
	"onPremisesSyncEnabled", "onPremisesDomainName", "onPremisesNetBiosName",
	"onPremisesSamAccountName", "onPremisesSecurityIdentifier", "onPremisesLastSyncDateTime",
	"onPremisesProvisioningErrors", "createdDateTime", "deletedDateTime", "renewedDateTime",
	"expirationDateTime", "writebackConfiguration", "userPrincipalName", "userType",
	"accountEnabled", "onPremisesImmutableId", "onPremisesDistinguishedName",
	"onPremisesObjectIdentifier", "deviceId", "appId", "servicePrincipalType",
	"members", "members@odata.nextLink", "owners", "owners@odata.nextLink", "@removed",
)

// annotations are keys that say something about an object or a list and are no property of it.
const annotations Properties = 1<<propertyType | 1<<propertyMembers | 1<<propertyMembersNext |
	1<<propertyOwners | 1<<propertyOwnersNext | 1<<propertyRemoved

// Properties is a set of the properties of groups and of members that this package reads.
type Properties uint64

// Names returns them in Graph's spelling, sorted; never nil.
func (p Properties) Names() []string {
	names := []string{}
	additional := directoryTable.additional()
	for at, name := range directoryTable.names {
		if property(at) != additional && (p &^ annotations).has(property(at)) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// uneven returns the names of properties of which some objects were told and others not; nil for none.
func uneven(p Properties) []string {
	if names := p.Names(); len(names) > 0 {
		return names
	}
	return nil
}

func (p Properties) has(at property) bool { return p&(1<<at) != 0 }
