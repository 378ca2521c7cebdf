package diff

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// cloudRow is what Load keeps of a cloud group: little, since there may be a million.
type cloudRow struct {
	id  snapshot.GUID
	sid domainSID
	// text holds displayName, description, mail, onPremisesGroupType and a SID that is no domain
	// account's.
	text textRef
	// created is in microseconds since 1970, noTime when not read.
	created int64
	// ruleHash tells membership rules apart, 0 is none; see hashOf.
	ruleHash uint64
	// writeback indexes Facts.writebacks.
	writeback uint32
	// copy is the row of the one directory group that is the copy, or none.
	copy int32
	// candidates counts the directory groups that claim this one when several do, conflicts the conflict objects among
	// its claimants.
	candidates, conflicts uint16

	// visibility and reason are numbers of Facts.words.
	visibility, reason uint32
	// scopeDoubt is the number of the word that says why inScope is unknown.
	scopeDoubt uint32
	// jobs is the number of the word that says which of several jobs have the group in scope, see JobScopes.each.
	jobs uint32
	// rule is the number of the attributes in the membership rule, see ruleAttributes.
	rule uint32
	// touched is the latest date of the cloud group in days since 1970, 0 when none was read.
	touched int32
	errors  uint16
	missing uint16 // see missingOf
	flags   cloudFlags
	kind    kindNumber
	soa     soaNumber
	// mailEnabled and the fields below are as Graph answered.
	mailEnabled, securityEnabled, syncEnabled, cloudManaged, roleAssignable, isEnabled, restricted tribool

	inScope  answerNumber
	original answerNumber
	coverage coverage
	owners   owners
	// sourceCount is what the source counts, -1 without; received what arrived of it.
	sourceCount, received int64
}

// none is the row number of nothing.
const none = -1

type cloudFlags uint32

const (
	cloudUnreadable cloudFlags = 1 << iota
	cloudUnified
	cloudDynamic
	cloudTypesRead
	// cloudConfigured marks groups of whose writebackConfiguration a value came: nulls may be what a
	// source leaves of a property that it did not ask for.
	cloudConfigured
	cloudHasMail
	cloudCopyBySID
	// cloudCopyDeleted marks groups whose copy was deleted, cloudCopySettling those of which it
	// was within the in-flight window.
	cloudCopyDeleted
	cloudCopySettling
	// cloudNamesake is Subject.DirectoryNamesake.
	cloudNamesake
	// The flags below are Marks; cloudInLoop and cloudMayLoop are Nesting.InWrittenLoop and, where the first is not set,
	// MayLoop.
	cloudLongDescription
	cloudLongName
	cloudOddName
	cloudSharedName
	cloudSecondaryMail
	cloudRulePaused
	cloudInLoop
	cloudMayLoop
	// cloudUnconfigured marks groups whose body had no writebackConfiguration at all.
	cloudUnconfigured
	// The flags below are set by govern: whether the name is outside the convention, or is that of a
	// privileged group, and whether the copy is stale or may be.
	cloudOutsideNaming
	cloudImitates
	cloudStale
	cloudMaybeStale
)

// has reports whether all bits of flag are set.
func (f cloudFlags) has(flag cloudFlags) bool { return f&flag == flag }

// kindNumber, soaNumber and answerNumber are enumerations in a byte.
type (
	kindNumber   uint8
	soaNumber    uint8
	answerNumber uint8
)

var (
	kinds   = [...]GroupKind{KindUnknown, KindSynced, KindM365, KindSecurity, KindMailEnabledSecurity, KindDistribution, KindOther}
	soas    = [...]string{SOAUnknown, SOANo, SOALikely, SOAYes}
	answers = [...]Answer{Unknown, No, Yes}
)

func (n kindNumber) kind() GroupKind  { return kinds[n] }
func (n soaNumber) text() string      { return soas[n] }
func (n answerNumber) answer() Answer { return answers[n] }

// numberOf finds value in an enumeration; 0, the unknown, for a value outside it.
func numberOf[N ~uint8, T comparable](table []T, value T) N {
	for i := range table {
		if table[i] == value {
			return N(i)
		}
	}
	return 0
}

// coverage is how the members of one group were read.
type coverage uint8

const (
	coverAbsent coverage = iota
	coverPartial
	coverComplete
)

func coverageOf(s snapshot.Status) coverage {
	switch s {
	case snapshot.Complete:
		return coverComplete
	case snapshot.Partial:
		return coverPartial
	}
	return coverAbsent
}

func (c coverage) String() string {
	return string([...]snapshot.Status{snapshot.Absent, snapshot.Partial, snapshot.Complete}[c])
}

// packCloud keeps what is needed of g.
func packCloud(g *snapshot.CloudGroup, t *texts, w *words) cloudRow {
	r := cloudRow{
		id: g.ID, copy: none, created: micros(g.Created),
		visibility: w.number(g.Visibility), errors: clampCount(len(g.ProvisioningErrors)),
		kind:        numberOf[kindNumber](kinds[:], KindOf(g)),
		soa:         numberOf[soaNumber](soas[:], soaConverted(g)),
		mailEnabled: triboolOf(g.MailEnabled), securityEnabled: triboolOf(g.SecurityEnabled),
		syncEnabled: triboolOf(g.SyncEnabled), cloudManaged: triboolOf(g.IsCloudManaged),
		roleAssignable: triboolOf(g.IsAssignableToRole), restricted: triboolOf(g.IsManagementRestricted),
		touched:  lastTouched(g),
		ruleHash: hashOf(deref(g.MembershipRule)),
		coverage: coverageOf(g.Members.Status), sourceCount: -1, received: g.Members.Received,
	}
	if g.Members.Reason != "" {
		r.reason = w.number(&g.Members.Reason)
	}
	if g.Members.SourceCount != nil {
		r.sourceCount = *g.Members.SourceCount
	}
	if g.MembershipRule != nil {
		attributes := ruleAttributes(*g.MembershipRule)
		r.rule = w.number(&attributes)
	}
	r.setFlags(g)
	r.flags |= marksOf(g)
	r.owners.read = coverageOf(g.Owners.Status)
	var rawType *string
	r.missing = missingOf(g)
	if g.Writeback != nil {
		r.isEnabled, rawType = triboolOf(g.Writeback.IsEnabled), g.Writeback.OnPremisesGroupType
	}
	sidText := g.SecurityIdentifier
	var ok bool
	if r.sid, ok = parseSID(sidText); ok {
		sidText = nil
	}
	r.text = t.add(g.DisplayName, g.Description, g.Mail, rawType, sidText)
	return r
}

func (r *cloudRow) setFlags(g *snapshot.CloudGroup) {
	for _, f := range [...]struct {
		on   bool
		flag cloudFlags
	}{
		{g.Unreadable != "", cloudUnreadable},
		{hasType(g, "Unified"), cloudUnified},
		{dynamic(g), cloudDynamic},
		{g.GroupTypes != nil, cloudTypesRead},
		{g.Writeback != nil && (g.Writeback.IsEnabled != nil || g.Writeback.OnPremisesGroupType != nil), cloudConfigured},
		{g.WritebackMissing, cloudUnconfigured},
		{g.Mail != nil && *g.Mail != "", cloudHasMail},
	} {
		if f.on {
			r.flags |= f.flag
		}
	}
}

func clampCount(n int) uint16 { return uint16(min(n, 1<<16-1)) }

// unpacked is a cloud group made again from its row, with room for what it points to.
type unpacked struct {
	group                                        snapshot.CloudGroup
	configuration                                snapshot.WritebackConfiguration
	types                                        [2]string
	displayName, description, mail, rawType, sid string
	bools                                        [6]bool
}

// unpack makes the group again as far as Effective reads it. The result points into u.
func (r *cloudRow) unpack(u *unpacked, t *texts) *snapshot.CloudGroup {
	u.group = snapshot.CloudGroup{ID: r.id}
	g := &u.group
	if r.flags.has(cloudUnreadable) {
		g.Unreadable = "unreadable"
	}
	texts := t.at(r.text)
	take := func(into *string) *string {
		text, ok := texts.next()
		if !ok {
			return nil
		}
		*into = text
		return into
	}
	g.DisplayName, g.Description, g.Mail = take(&u.displayName), take(&u.description), take(&u.mail)
	rawType := take(&u.rawType)
	g.SecurityIdentifier = take(&u.sid)
	if r.sid != (domainSID{}) {
		u.sid = r.sid.String()
		g.SecurityIdentifier = &u.sid
	}
	if r.flags.has(cloudTypesRead) {
		g.GroupTypes = u.types[:0]
		if r.flags.has(cloudUnified) {
			g.GroupTypes = append(g.GroupTypes, "Unified")
		}
		if r.flags.has(cloudDynamic) {
			g.GroupTypes = append(g.GroupTypes, "DynamicMembership")
		}
	}
	for i, b := range [...]struct {
		value tribool
		into  **bool
	}{
		{r.mailEnabled, &g.MailEnabled}, {r.securityEnabled, &g.SecurityEnabled}, {r.syncEnabled, &g.SyncEnabled},
		{r.cloudManaged, &g.IsCloudManaged}, {r.roleAssignable, &g.IsAssignableToRole}, {r.isEnabled, &u.configuration.IsEnabled},
	} {
		u.bools[i] = b.value == triTrue
		*b.into = nil
		if b.value != triNil {
			*b.into = &u.bools[i]
		}
	}
	if r.flags.has(cloudConfigured) {
		u.configuration.OnPremisesGroupType = rawType
		g.Writeback = &u.configuration
	}
	return g
}

// cloudTexts are the texts of a row.
type cloudTexts struct {
	displayName, description, mail, rawType string
	named                                   bool
}

func (r *cloudRow) texts(t *texts) cloudTexts {
	texts := t.at(r.text)
	var c cloudTexts
	c.displayName, c.named = texts.next()
	c.description, c.mail, c.rawType = texts.text(), texts.text(), texts.text()
	return c
}
