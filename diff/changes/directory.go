package changes

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The names of directory attributes that facts are made of.
const (
	attributeDN        = "dn"
	attributeCN        = "cn"
	attributeGroupType = "groupType"
	attributeMemberOf  = "memberOf"
	attributeSAM       = "sAMAccountName"

	attributeWhenChanged = "whenChanged"
	attributeUSN         = "uSNChanged"
)

// directoryGroupNames are the directory's names of what a group has; the DN comes with every record.
//
// Source: https://learn.microsoft.com/windows/win32/adschema/c-group
var directoryGroupNames = map[string]string{
	"sid": "objectSid", "group_type": attributeGroupType, "cn": attributeCN, "sam_account_name": attributeSAM,
	"display_name": attributeDisplayName, "description": attributeDescription, "info": "info", "mail": attributeMail, "mail_nickname": "mailNickname",
	"proxy_addresses": "proxyAddresses", "admin_description": "adminDescription", "external_directory_object_id": "msDS-ExternalDirectoryObjectId",
	"object_soa": "msDS-ObjectSoa", "recipient_display_type": "msExchRecipientDisplayType", "recipient_type_details": "msExchRecipientTypeDetails",
	"show_in_address_book": "showInAddressBook", "admin_count": "adminCount", "is_critical_system": "isCriticalSystemObject",
	"managed_by": "managedBy", "member_of": attributeMemberOf, "when_created": "whenCreated",
}

func directoryGroups() listing[snapshot.DirectoryGroup] {
	type group = snapshot.DirectoryGroup
	return listing[group]{
		stream: snapshot.StreamDirectoryGroups,
		attributes: given(attributesOf[group](directoryGroupNames, "guid", "unreadable", "missing", "member_of_read", "when_changed", "usn_changed", "members"),
			attributeCN, attributeGroupType, attributeSAM, "objectSid", "whenCreated"),
		leftOut: []string{attributeWhenChanged, attributeUSN},
		order:   func(a, b *group) int { return bytes.Compare(a.GUID[:], b.GUID[:]) },
		id:      func(g *group) string { return g.GUID.String() }, dn: func(g *group) string { return g.DN },
		name:       func(g *group) string { return cmp.Or(deref(g.CN), deref(g.SAMAccountName)) },
		unreadable: func(g *group) string { return g.Unreadable }, gaps: groupGaps,
		missed: missedGroup,
	}
}

// notRead is why an attribute of one object is not compared.
const notRead = "not read"

// groupGaps says which attributes of two groups are not compared: what is not known is no value. Those that
// are never compared are no gap.
func groupGaps(a, b *snapshot.DirectoryGroup) []Gap {
	gaps := slices.DeleteFunc(gapsOf(a.Missing, b.Missing, notRead), func(g Gap) bool {
		return g.What == attributeMemberOf || g.What == attributeWhenChanged || g.What == attributeUSN
	})
	return append(gaps, parentsGap(a, b)...)
}

// parentsGap says why memberOf of two groups is not compared, if it is not.
func parentsGap(a, b *snapshot.DirectoryGroup) []Gap {
	cut := func(g *snapshot.DirectoryGroup) bool { return g.MemberOfRead != nil && !*g.MemberOfRead }
	if cut(a) || cut(b) {
		return []Gap{{attributeMemberOf, "it was not read, or not to its end, in the " + one(!cut(a)) + " snapshot"}}
	}
	return nil
}

func directoryDeleted() listing[snapshot.DirectoryDeletedGroup] {
	type group = snapshot.DirectoryDeletedGroup
	return listing[group]{
		stream: snapshot.StreamDirectoryDeleted,
		attributes: attributesOf[group](map[string]string{
			"last_known_rdn": "msDS-LastKnownRDN", "last_known_parent": "lastKnownParent", "external_directory_object_id": "msDS-ExternalDirectoryObjectId",
			"admin_description": "adminDescription",
		}, "guid", "unreadable", "missing", "when_changed"),
		leftOut: []string{attributeWhenChanged},
		order:   func(a, b *group) int { return bytes.Compare(a.GUID[:], b.GUID[:]) },
		id:      func(g *group) string { return g.GUID.String() }, dn: func(g *group) string { return g.DN },
		name: func(g *group) string { return deref(g.LastKnownRDN) }, unreadable: func(g *group) string { return g.Unreadable },
		gaps: func(a, b *group) []Gap {
			return slices.DeleteFunc(gapsOf(a.Missing, b.Missing, notRead), func(g Gap) bool { return g.What == attributeWhenChanged })
		},
		missed: missedDeleted,
	}
}

// accountNames are the directory's names of what a member has.
var accountNames = map[string]string{
	"sam_account_name": attributeSAM, "user_principal_name": "userPrincipalName", "display_name": attributeDisplayName,
	"admin_description": "adminDescription", "external_directory_object_id": "msDS-ExternalDirectoryObjectId",
	"consistency_guid": "mS-DS-ConsistencyGuid", "cloud_anchor": "msDS-CloudAnchor", "group_type": attributeGroupType,
	"user_account_control": "userAccountControl", "account_expires": "accountExpires", "admin_count": "adminCount",
	"primary_group_id": "primaryGroupID", "recipient_type_details": "msExchRecipientTypeDetails",
}

// unnamedAccount are those of its fields that every row of a member has.
var unnamedAccount = map[string]string{"guid": "objectGUID", "sid": "objectSid", "class": "objectClass"}

func directoryPrincipals() listing[snapshot.DirectoryPrincipal] {
	type principal = snapshot.DirectoryPrincipal
	attributes := given(attributesOf[principal](accountNames, "folded_dn", "unreadable", "missing", "seen"),
		attributeSAM, attributeGroupType, "userAccountControl", "primaryGroupID")
	for i := range attributes {
		attributes[i].name = cmp.Or(unnamedAccount[attributes[i].name], attributes[i].name)
	}
	return listing[principal]{
		stream: snapshot.StreamDirectoryPrincipals, attributes: attributes,
		order: func(a, b *principal) int { return strings.Compare(a.FoldedDN, b.FoldedDN) },
		id:    accountID, dn: func(p *principal) string { return p.DN }, name: accountName,
		unreadable: func(p *principal) string { return p.Unreadable }, gaps: unseenGaps,
	}
}

// accountID is objectGUID, where it is known, else the folded DN.
func accountID(p *snapshot.DirectoryPrincipal) string {
	if p.GUID != nil && !p.GUID.IsZero() {
		return p.GUID.String()
	}
	return p.FoldedDN
}

func accountName(p *snapshot.DirectoryPrincipal) string {
	if name := cmp.Or(deref(p.DisplayName), deref(p.SAMAccountName)); name != "" {
		return name
	}
	first, _, _ := strings.Cut(p.DN, ",")
	_, value, _ := strings.Cut(first, "=")
	return value
}

// unseenGaps says what of two accounts cannot be compared: of one that was met as a member only, next to
// nothing is known, and what is not known is no value.
func unseenGaps(a, b *snapshot.DirectoryPrincipal) []Gap {
	var gaps []Gap
	if a.Seen != b.Seen {
		gaps = append(gaps, Gap{everyAttribute, "the " + one(a.Seen) + " snapshot met the account as a member only"})
	} else {
		gaps = slices.DeleteFunc(gapsOf(a.Missing, b.Missing, notRead), func(g Gap) bool { return g.What == "objectSid" })
	}
	if (a.GUID == nil) != (b.GUID == nil) {
		gaps = append(gaps, Gap{"objectGUID", "not read in the " + one(a.GUID != nil) + " snapshot"})
	}
	if (a.SID == nil) != (b.SID == nil) {
		gaps = append(gaps, Gap{"objectSid", "not read in the " + one(a.SID != nil) + " snapshot"})
	}
	if (a.Class == "") != (b.Class == "") {
		gaps = append(gaps, Gap{"objectClass", "not read in the " + one(a.Class != "") + " snapshot"})
	}
	return gaps
}
