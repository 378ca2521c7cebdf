package directory

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// groupRecord fills g with the record of a group; received is the number of its distinct members.
func (o *object) groupRecord(g *snapshot.DirectoryGroup, guid snapshot.GUID, received int) {
	*g = snapshot.DirectoryGroup{
		GUID:       guid,
		Unreadable: o.unreadable,
		DN:         o.dn,
		SID:        o.objectSID(),
		GroupType:  read(o, groupType, parseInt32),
		Members:    o.members.coverage(received),
	}
	if o.unreadable != "" {
		g.Members.Status, g.Members.Reason = snapshot.Partial, "the group's record could not be read"
	}
	g.DirectoryGroupNames = o.groupNames()
	g.DirectoryGroupAnchors = snapshot.DirectoryGroupAnchors{
		AdminDescription:          o.text(adminDescription),
		ExternalDirectoryObjectID: o.text(externalDirectoryObjectID),
		ObjectSOA:                 o.text(objectSOA),
	}
	g.DirectoryGroupExchange = snapshot.DirectoryGroupExchange{
		RecipientDisplayType: read(o, recipientDisplayType, parseInteger),
		RecipientTypeDetails: read(o, recipientTypeDetails, parseInteger),
		ShowInAddressBook:    o.dnTexts(showInAddressBook),
	}
	g.DirectoryGroupState = o.groupState()
}

func (o *object) groupNames() snapshot.DirectoryGroupNames {
	return snapshot.DirectoryGroupNames{
		CN:             o.text(cn),
		SAMAccountName: o.text(sAMAccountName),
		DisplayName:    o.text(displayName),
		Description:    o.text(description),
		Info:           o.text(info),
		Mail:           o.text(mail),
		MailNickname:   o.text(mailNickname),
		ProxyAddresses: o.texts(proxyAddresses),
	}
}

func (o *object) groupState() snapshot.DirectoryGroupState {
	return snapshot.DirectoryGroupState{
		AdminCount:       read(o, adminCount, parseInt32),
		IsCriticalSystem: read(o, isCriticalSystemObject, parseBool),
		ManagedBy:        o.dnText(managedBy),
		MemberOf:         o.dnTexts(memberOf),
		MemberOfRead:     o.parentsRead(),
		WhenCreated:      read(o, whenCreated, parseTime),
		WhenChanged:      read(o, whenChanged, parseTime),
		USNChanged:       read(o, uSNChanged, parseInteger),
	}
}

// principalRecord fills p with the record of an object that can be a member.
func (o *object) principalRecord(p *snapshot.DirectoryPrincipal) {
	*p = snapshot.DirectoryPrincipal{
		FoldedDN:   o.folded,
		DN:         o.dn,
		Unreadable: o.unread(),
		Seen:       true,
		Class:      o.class(),
		GUID:       o.objectGUID(),
		SID:        o.objectSID(),
		DirectoryPrincipalNames: snapshot.DirectoryPrincipalNames{
			SAMAccountName:            o.text(sAMAccountName),
			UserPrincipalName:         o.text(userPrincipalName),
			DisplayName:               o.text(displayName),
			AdminDescription:          o.text(adminDescription),
			ExternalDirectoryObjectID: o.text(externalDirectoryObjectID),
			ConsistencyGUID:           o.consistencyGUID(),
			CloudAnchor:               o.text(cloudAnchor),
		},
		DirectoryPrincipalState: snapshot.DirectoryPrincipalState{
			GroupType:            read(o, groupType, parseInt32),
			UserAccountControl:   read(o, userAccountControl, parseInt32),
			AccountExpires:       read(o, accountExpires, parseFileTime),
			AdminCount:           read(o, adminCount, parseInt32),
			PrimaryGroupID:       read(o, primaryGroupID, parseInt32),
			RecipientTypeDetails: read(o, recipientTypeDetails, parseInteger),
		},
	}
}

// deletedRecord returns the record of a group in the Deleted Objects container.
func (o *object) deletedRecord(guid snapshot.GUID) snapshot.DirectoryDeletedGroup {
	return snapshot.DirectoryDeletedGroup{
		GUID:                      guid,
		Unreadable:                o.unreadable,
		DN:                        o.dn,
		LastKnownRDN:              o.text(lastKnownRDN),
		LastKnownParent:           o.dnText(lastKnownParent),
		WhenChanged:               read(o, whenChanged, parseTime),
		ExternalDirectoryObjectID: o.text(externalDirectoryObjectID),
		AdminDescription:          o.text(adminDescription),
	}
}

// domainRecord returns the domain that a crossRef object describes; false for a partition that
// is no domain. systemFlags decides where it was exported: 2 is FLAG_CR_NTDS_DOMAIN.
//
// Source: MS-ADTS 2.2.10.
func (o *object) domainRecord() (snapshot.Domain, bool) {
	if flags := read(o, systemFlags, parseInt32); flags != nil && *flags&2 == 0 {
		return snapshot.Domain{}, false
	}
	if !o.has(systemFlags) && !o.has(nETBIOSName) {
		return snapshot.Domain{}, false
	}
	dn, _ := splitExtended(o.first(nCName))
	return snapshot.Domain{DN: dn, DNSName: strings.ToLower(o.first(dnsRoot)), NetBIOSName: o.first(nETBIOSName)}, true
}
