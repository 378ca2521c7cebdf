package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// Mailing is what is known of Exchange beside its schema, Tenant.Exchange.
type Mailing struct {
	// RecipientsWritten is true when any copy has msExchRecipientDisplayType.
	RecipientsWritten bool `json:"recipients_written"`
	// OnPremMailboxes is yes when an account with a mailbox in the directory was read, no when
	// accounts were read with that attribute and none has one, else unknown.
	OnPremMailboxes Answer `json:"on_prem_mailboxes"`
}

// MailingTotals counts Microsoft 365 groups whose copies Exchange should know. What was created or
// changed within the in-flight window is left out.
type MailingTotals struct {
	// Expected counts groups written as distribution or mail-enabled security group.
	Expected int `json:"expected"`
	// Undecided counts groups that may be among these: it is not known whether they are Microsoft 365
	// groups, whether they are written, or as what.
	Undecided int `json:"undecided"`
	// MayBeInvisible counts copies of these with msExchRecipientDisplayType and without
	// showInAddressBook.
	MayBeInvisible int `json:"may_be_invisible"`
	// Bare counts copies of these without msExchRecipientDisplayType, Recipients those with it;
	// Invisible counts those with it and without showInAddressBook. Nil when directory groups or
	// the attribute were not read.
	Bare       *int `json:"bare"`
	Recipients *int `json:"recipients"`
	Invisible  *int `json:"invisible"`
}

// mailboxDetails is msExchRecipientTypeDetails of a mailbox in the directory.
const mailboxDetails = 1

func (f *Facts) mailing() Mailing {
	m := Mailing{OnPremMailboxes: Unknown}
	for i := range f.directory {
		if d := &f.directory[i]; d.claim != none && d.flags.has(directoryHasRecipient) {
			m.RecipientsWritten = true
			break
		}
	}
	switch {
	case f.estate.mailboxes:
		m.OnPremMailboxes = Yes
	case f.estate.peopleSeen && !f.estate.mailboxesUnread && f.complete(snapshot.StreamDirectoryPrincipals) &&
		hasProperty(f.State(snapshot.StreamDirectoryPrincipals), "msexchrecipienttypedetails") && !f.memberUnseen():
		m.OnPremMailboxes = No
	}
	return m
}

// memberUnseen reports whether a directory group has a member of which no record was read, and who may be a person.
func (f *Facts) memberUnseen() bool {
	for row := range f.directory {
		for _, account := range f.directoryMembers.of(row) {
			if !f.accounts.traits[account].has(accountSeen | accountGroup | accountComputer | accountService | accountFSP) {
				return true
			}
		}
	}
	return false
}

func (f *Facts) countMailing(t *Totals) {
	var bare, recipients, invisible int
	for i := range f.cloud {
		c := &f.cloud[i]
		switch mailed := f.mailed(c); {
		case mailed == Unknown:
			t.Mailing.Undecided++
			if c.copy != none && f.directory[c.copy].flags.has(directoryHasRecipient) && !f.directory[c.copy].flags.has(directoryListed) {
				t.Mailing.MayBeInvisible++
			}
			continue
		case mailed == No:
			continue
		}
		t.Mailing.Expected++
		if c.copy == none || f.isSettling(c.created) || f.directorySettling(&f.directory[c.copy]) {
			continue
		}
		switch d := &f.directory[c.copy]; {
		case !d.flags.has(directoryHasRecipient):
			bare++
		case !d.flags.has(directoryListed):
			invisible++
			fallthrough
		default:
			recipients++
		}
	}
	whole := f.wholeDirectory && f.directoryUnreadable == 0
	read := f.readOfCopies()
	t.Mailing.Bare = exactly(bare, whole && read.RecipientDisplayType)
	t.Mailing.Recipients = exactly(recipients, whole && read.RecipientDisplayType)
	t.Mailing.Invisible = exactly(invisible, whole && read.RecipientDisplayType && read.ShowInAddressBook)
}

// mailed says whether a group is a Microsoft 365 group that is written as distribution or mail-enabled
// security group.
func (f *Facts) mailed(c *cloudRow) Answer {
	kind, w := c.kind.kind(), &f.writebacks[c.writeback]
	switch {
	case kind != KindM365 && kind != KindUnknown, w.Expected == No, w.Expected == Yes && w.Type == UniversalSecurity:
		return No
	case kind == KindM365 && w.Expected == Yes && (w.Type == UniversalDistribution || w.Type == UniversalMailEnabledSec):
		return Yes
	}
	return Unknown
}
