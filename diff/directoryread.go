package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// DirectoryRead says which attributes of directory groups were read, so that one that is not there
// is not set. With a subject it is about the directory group of that subject.
type DirectoryRead struct {
	// Anchors is true when an anchor attribute that is not there is not set, see Tenant.AnchorsRead:
	// Connect alone leaves msDS-ExternalDirectoryObjectId empty, so there is nothing to read.
	Anchors bool `json:"anchors"`
	// Every is true when every directory group was read with its anchors, in the whole domain: a copy that was not found
	// does not exist.
	Every                bool `json:"every"`
	AdminCount           bool `json:"admin_count"`
	SAMAccountName       bool `json:"sam_account_name"`
	RecipientDisplayType bool `json:"recipient_display_type"`
	ShowInAddressBook    bool `json:"show_in_address_book"`
	Mail                 bool `json:"mail"`
	ObjectSID            bool `json:"object_sid"`
	// AccountAdminCount is about the accounts beside them; with a subject, about its members.
	AccountAdminCount bool `json:"account_admin_count"`
}

// unreadAttributes is a set of attributes of one directory group of which nobody knows whether it has them
// although other groups of the snapshot do: its own search did not ask for them.
type unreadAttributes uint16

const (
	unreadAdminDescription unreadAttributes = 1 << iota
	unreadExternalID
	unreadAdminCount
	unreadSAM
	unreadRecipient
	unreadListed
	unreadMail
	unreadSID
	unreadDisplayName
	unreadDescription
	unreadManaged

	unreadAnchors    = unreadAdminDescription | unreadExternalID
	unreadEverything = unreadManaged<<1 - 1
)

// unreadNames are their names in snapshot.DirectoryGroup.Missing, by bit.
var unreadNames = [...]string{
	"adminDescription", "msDS-ExternalDirectoryObjectId", "adminCount", "sAMAccountName", "msExchRecipientDisplayType",
	"showInAddressBook", "mail", "objectSid", "displayName", "description", "managedBy",
}

// unreadOf is what is unread of g. Of one that could not be read nothing is known but what came of it.
func unreadOf(g *snapshot.DirectoryGroup) (set unreadAttributes) {
	if g.Unreadable != "" {
		return unreadEverything
	}
	for _, name := range g.Missing {
		if i := slices.Index(unreadNames[:], name); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

func (u unreadAttributes) has(any unreadAttributes) bool { return u&any != 0 }

// directoryRead is about the list of directory groups: an attribute counts as read once any group has it.
func (f *Facts) directoryRead() DirectoryRead {
	state := f.State(snapshot.StreamDirectoryGroups)
	has := func(name string) bool { return hasProperty(state, name) }
	anchors := anchorsRead(state)
	return DirectoryRead{
		Anchors:    anchors == Yes || anchors == Unknown && f.tenant.CloudSync == Off,
		Every:      f.wholeDirectory,
		AdminCount: has("admincount"), SAMAccountName: has("samaccountname"), RecipientDisplayType: has("msexchrecipientdisplaytype"),
		ShowInAddressBook: has("showinaddressbook"), Mail: has("mail"), ObjectSID: has("objectsid"),
		AccountAdminCount: hasProperty(f.State(snapshot.StreamDirectoryPrincipals), "admincount"),
	}
}

// without returns what was read where some attributes were not.
func (r DirectoryRead) without(unread unreadAttributes) DirectoryRead {
	for _, p := range [...]struct {
		fact *bool
		set  unreadAttributes
	}{
		{&r.Anchors, unreadAnchors}, {&r.AdminCount, unreadAdminCount}, {&r.SAMAccountName, unreadSAM}, {&r.Mail, unreadMail},
		{&r.RecipientDisplayType, unreadRecipient}, {&r.ShowInAddressBook, unreadListed}, {&r.ObjectSID, unreadSID},
	} {
		*p.fact = *p.fact && !unread.has(p.set)
	}
	return r
}

// readOfEvery is what was read of every directory group.
func (f *Facts) readOfEvery() DirectoryRead { return f.directoryRead().without(f.directoryUnread) }

// readOfCopies is what was read of every directory group that is a copy, or may be one since its anchor was not read.
func (f *Facts) readOfCopies() DirectoryRead {
	var unread unreadAttributes
	for i := range f.directory {
		d := &f.directory[i]
		if !d.flags.has(directoryUnreadable) && (d.claim != none || d.unread.has(unreadAnchors)) {
			unread |= d.unread
		}
	}
	return f.directoryRead().without(unread)
}

// anchorsReadOf says of one directory group whether both anchor attributes were read, as Tenant.AnchorsRead
// does of all.
func (f *Facts) anchorsReadOf(d *directoryRow) Answer {
	if d.unread.has(unreadAnchors) {
		return No
	}
	return anchorsRead(f.State(snapshot.StreamDirectoryGroups))
}
