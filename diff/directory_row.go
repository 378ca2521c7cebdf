package diff

import (
	"math"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// directoryRow is what Load keeps of a directory group.
type directoryRow struct {
	guid snapshot.GUID
	sid  domainSID
	// anchorID is the id the anchor names, zero without a parsable one.
	anchorID snapshot.GUID
	// text holds RDN, CN, sAMAccountName, displayName, description, mail, adminDescription,
	// msDS-ExternalDirectoryObjectId and a SID that is no domain account's.
	text textRef
	// created and changed are in microseconds since 1970, noTime when not read.
	created, changed int64
	recipient        int64
	// parent indexes parents.list.
	parent uint32
	// claim is the cloud row this group is the copy or a candidate of, or none.
	claim            int32
	groupType, admin int32
	received         int32
	// parents counts the groups that contain it, as far as known, see Facts.parentsOf.
	parents              int32
	reason               uint32
	twins                uint16
	flags                directoryFlags
	anchor, match, state uint8
	coverage             coverage
	unread               unreadAttributes
}

type directoryFlags uint16

const (
	directoryUnreadable directoryFlags = 1 << iota
	directoryHasGroupType
	directoryHasAdmin
	directoryHasRecipient
	directoryHasMail
	directoryCritical
	directoryConflict
	directoryDisagree
	directoryUnparsable
	directorySettling
	// directoryConnect marks an anchor of V1 or V2: adminDescription alone; directoryBoth one
	// with both attributes, which cloud sync writes, and a migration step copies.
	directoryConnect
	directoryBoth
	// directoryUnclaimed marks the groups that are subjects of their own.
	directoryUnclaimed
	// directoryListed marks groups with showInAddressBook.
	directoryListed
	// directoryManaged marks groups with managedBy, directoryParentsUnread those of which memberOf
	// was not read, or not to its end.
	directoryManaged
	directoryParentsUnread
)

func (f directoryFlags) has(flag directoryFlags) bool { return f&flag == flag }

var (
	anchors      = [...]Anchor{AnchorNone, AnchorExternalID, AnchorAdminDescription, AnchorTakenOver, AnchorCNGroupID, AnchorCNSuffix, AnchorSID}
	anchorStates = [...]AnchorState{AnchorUndecided, AnchorEmpty, AnchorLive, AnchorSoftDeleted, AnchorGone, AnchorGoneOrDeleted, AnchorUnparsable, AnchorDisagree}
)

// numbers of anchors and states that the matching compares.
const (
	numNone uint8 = iota
	numExternalID
	numAdminDescription
	numTakenOver
	numCNGroupID
	numCNSuffix
	numSID
)

// packDirectory keeps what is needed of g.
func packDirectory(g *snapshot.DirectoryGroup, c *Choices, t *texts, w *words, p *parents) directoryRow {
	rdn, container := splitDN(g.DN)
	r := directoryRow{
		guid: g.GUID, claim: none, created: micros(g.WhenCreated), changed: micros(g.WhenChanged),
		parent: p.number(container),
		unread: unreadOf(g), coverage: coverageOf(g.Members.Status), received: int32(min(g.Members.Received, math.MaxInt32)),
	}
	if g.Members.Reason != "" {
		r.reason = w.number(&g.Members.Reason)
	}
	r.setNumbers(g)
	r.setAnchor(g, c)
	sidText := g.SID
	var ok bool
	if r.sid, ok = parseSID(sidText); ok {
		sidText = nil
	}
	r.text = t.add(&rdn, g.CN, g.SAMAccountName, g.DisplayName, g.Description, g.Mail,
		r.unlessCanonical(g.AdminDescription), r.unlessCanonical(g.ExternalDirectoryObjectID), sidText)
	return r
}

func (r *directoryRow) setNumbers(g *snapshot.DirectoryGroup) {
	if g.GroupType != nil {
		r.groupType, r.flags = *g.GroupType, r.flags|directoryHasGroupType
	}
	if g.AdminCount != nil {
		r.admin, r.flags = *g.AdminCount, r.flags|directoryHasAdmin
	}
	if g.RecipientDisplayType != nil {
		r.recipient, r.flags = *g.RecipientDisplayType, r.flags|directoryHasRecipient
	}
	if g.Mail != nil && *g.Mail != "" {
		r.flags |= directoryHasMail
	}
	if g.Unreadable != "" {
		r.flags |= directoryUnreadable
	}
	if len(g.ShowInAddressBook) > 0 {
		r.flags |= directoryListed
	}
	if g.ManagedBy != nil && *g.ManagedBy != "" {
		r.flags |= directoryManaged
	}
	if !parentsRead(g) {
		r.flags |= directoryParentsUnread
	}
	if isTrue(g.IsCriticalSystem) {
		r.flags |= directoryCritical
	}
	// A replication conflict renames the loser to <name>, a line feed, CNF: and its objectGUID.
	if g.CN != nil && strings.Contains(*g.CN, "\nCNF:") || strings.Contains(strings.ToUpper(g.DN), `\0ACNF:`) {
		r.flags |= directoryConflict
	}
}

// anchored reports whether an attribute tied the group to its cloud group, or to one that others claim too.
func (r *directoryRow) anchored() bool {
	return r.match == numExternalID || r.match == numAdminDescription
}

// namesOne reports whether the anchor names one id, live or not.
func (r *directoryRow) namesOne() bool {
	return !r.anchorID.IsZero() && !r.flags.has(directoryDisagree)
}

// setAnchor reads both anchor attributes, the external id first.
func (r *directoryRow) setAnchor(g *snapshot.DirectoryGroup, c *Choices) {
	external, externalKind, externalRead := ParseAnchor(deref(g.ExternalDirectoryObjectID), c.TakenOverPrefix)
	admin, adminKind, adminRead := ParseAnchor(deref(g.AdminDescription), c.TakenOverPrefix)
	switch {
	case externalRead == AnchorTextOK && adminRead == AnchorTextOK && external != admin:
		r.flags |= directoryDisagree
		r.anchorID, r.anchor = external, numExternalID
	case externalRead == AnchorTextOK:
		r.anchorID, r.anchor = external, numExternalID
		if externalKind == AnchorTakenOver {
			r.anchor = numTakenOver
		}
	case adminRead == AnchorTextOK:
		r.anchorID, r.anchor = admin, numAdminDescription
		if adminKind == AnchorTakenOver {
			r.anchor = numTakenOver
		}
	case externalRead == AnchorTextUnparsable || adminRead == AnchorTextUnparsable:
		r.flags |= directoryUnparsable
	}
	if adminRead == AnchorTextOK && adminKind == AnchorAdminDescription && !r.flags.has(directoryDisagree) {
		r.flags |= directoryConnect
		if externalRead == AnchorTextOK {
			r.flags |= directoryBoth
		}
	}
}

// unlessCanonical returns text unless it is exactly what the anchor's id gives, so that the usual
// anchor takes no room: "" stands for it, since an empty anchor attribute cannot exist.
func (r *directoryRow) unlessCanonical(text *string) *string {
	if text == nil || *text == "" {
		return nil
	}
	if r.anchorID.IsZero() || len(*text) != len(anchorPrefix)+36 {
		return text
	}
	if (*text)[:len(anchorPrefix)] == anchorPrefix && (*text)[len(anchorPrefix):] == r.anchorID.String() {
		return new(string)
	}
	return text
}

// directoryTexts are the texts of a row.
type directoryTexts struct {
	rdn, cn, sam, displayName, description, mail, admin, external, sid string
	hasCN                                                              bool
}

func (r *directoryRow) texts(t *texts) directoryTexts {
	texts := t.at(r.text)
	var d directoryTexts
	d.rdn = texts.text()
	d.cn, d.hasCN = texts.next()
	d.sam, d.displayName, d.description, d.mail = texts.text(), texts.text(), texts.text(), texts.text()
	d.admin, d.external = r.anchorText(&texts), r.anchorText(&texts)
	if d.sid = texts.text(); d.sid == "" {
		d.sid = r.sid.String()
	}
	if !d.hasCN {
		d.cn, d.hasCN = cnOf(d.rdn)
	}
	return d
}

func (r *directoryRow) anchorText(texts *textReader) string {
	text, ok := texts.next()
	if ok && text == "" && !r.anchorID.IsZero() {
		return anchorPrefix + r.anchorID.String()
	}
	return text
}

func deref(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
