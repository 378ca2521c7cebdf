package directory

import "slices"

// attribute numbers the attributes whose values are kept.
type attribute int

const (
	objectClass attribute = iota
	objectCategory
	objectGUID
	objectSID
	groupType
	cn
	sAMAccountName
	displayName
	description
	info
	mail
	mailNickname
	proxyAddresses
	adminDescription
	externalDirectoryObjectID
	objectSOA
	recipientDisplayType
	recipientTypeDetails
	showInAddressBook
	adminCount
	isCriticalSystemObject
	managedBy
	memberOf
	whenCreated
	whenChanged
	uSNChanged
	isDeleted
	lastKnownRDN
	lastKnownParent
	userPrincipalName
	consistencyGUID
	cloudAnchor
	userAccountControl
	accountExpires
	primaryGroupID
	securityDescriptor
	objectVersion
	lDAPDisplayName
	enabledFeature
	nCName
	dnsRoot
	nETBIOSName
	systemFlags
	dnsHostName
	defaultNamingContext
	highestCommittedUSN
	member // the last: its values become memberships

	attributes = int(member) + 1
	// other is an attribute whose values nobody keeps.
	other attribute = -1
)

// ldapNames holds LDAP's spelling of every attribute that is kept.
var ldapNames = [attributes]string{
	objectClass:               "objectClass",
	objectCategory:            "objectCategory",
	objectGUID:                "objectGUID",
	objectSID:                 "objectSid",
	groupType:                 "groupType",
	cn:                        "cn",
	sAMAccountName:            "sAMAccountName",
	displayName:               "displayName",
	description:               "description",
	info:                      "info",
	mail:                      "mail",
	mailNickname:              "mailNickname",
	proxyAddresses:            "proxyAddresses",
	adminDescription:          "adminDescription",
	externalDirectoryObjectID: "msDS-ExternalDirectoryObjectId",
	objectSOA:                 "msDS-ObjectSoa",
	recipientDisplayType:      "msExchRecipientDisplayType",
	recipientTypeDetails:      "msExchRecipientTypeDetails",
	showInAddressBook:         "showInAddressBook",
	adminCount:                "adminCount",
	isCriticalSystemObject:    "isCriticalSystemObject",
	managedBy:                 "managedBy",
	memberOf:                  "memberOf",
	whenCreated:               "whenCreated",
	whenChanged:               "whenChanged",
	uSNChanged:                "uSNChanged",
	isDeleted:                 "isDeleted",
	lastKnownRDN:              "msDS-LastKnownRDN",
	lastKnownParent:           "lastKnownParent",
	userPrincipalName:         "userPrincipalName",
	consistencyGUID:           "mS-DS-ConsistencyGuid",
	cloudAnchor:               "msDS-CloudAnchor",
	userAccountControl:        "userAccountControl",
	accountExpires:            "accountExpires",
	primaryGroupID:            "primaryGroupID",
	securityDescriptor:        "nTSecurityDescriptor",
	objectVersion:             "objectVersion",
	lDAPDisplayName:           "lDAPDisplayName",
	enabledFeature:            "msDS-EnabledFeature",
	nCName:                    "nCName",
	dnsRoot:                   "dnsRoot",
	nETBIOSName:               "nETBIOSName",
	systemFlags:               "systemFlags",
	dnsHostName:               "dnsHostName",
	defaultNamingContext:      "defaultNamingContext",
	highestCommittedUSN:       "highestCommittedUSN",
	member:                    "member",
}

// ofGroups are the attributes a group's record can have.
var ofGroups = append([]attribute{member}, consecutive(objectClass, uSNChanged)...)

// ofPrincipals are the attributes a member object's record can have.
var ofPrincipals = []attribute{
	objectClass, objectCategory, objectGUID, objectSID, groupType, sAMAccountName, displayName, adminDescription,
	externalDirectoryObjectID, recipientTypeDetails, adminCount, userPrincipalName, consistencyGUID, cloudAnchor,
	userAccountControl, accountExpires, primaryGroupID,
}

// Attributes returns LDAP's names of the attributes that a record can use, for a search that
// asks for no more than is kept.
func Attributes() []string { return slices.Clone(ldapNames[:]) }

// GroupAttributes returns LDAP's names of the attributes that the record of a group can use, member
// as the last of them.
func GroupAttributes() []string { return spelled(append(slices.Clone(ofGroups[1:]), member)) }

// PrincipalAttributes returns LDAP's names of those that the record of a member object can use.
func PrincipalAttributes() []string { return spelled(ofPrincipals) }

// DeletedAttributes returns LDAP's names of those that the record of a deleted group can use.
func DeletedAttributes() []string {
	return spelled([]attribute{objectClass, objectGUID, isDeleted, lastKnownRDN, lastKnownParent, whenChanged, externalDirectoryObjectID, adminDescription})
}

func spelled(list []attribute) []string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = ldapNames[a]
	}
	return names
}

func consecutive(first, last attribute) []attribute {
	var list []attribute
	for a := first; a <= last; a++ {
		list = append(list, a)
	}
	return list
}
