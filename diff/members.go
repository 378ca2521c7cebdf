package diff

// fate is what comparing found of a cloud member; the stamp of a principal holds it.
type fate uint32

const (
	fateExcluded fate = iota
	fateExpected
	fateUndecided
	fateIfPresent
	// fateMatched is an expected member found in the copy, fatePresent another one found there.
	fateMatched
	fatePresent
	// fateHidden is a member through its primary group, which no list shows.
	fateHidden
	// fateDisputed may be a member of the copy whose anchors disagree.
	fateDisputed
	fateBits = 3
)

// comparer compares the members of one pair after the other. It keeps a stamp for each cloud
// principal instead of a set for each group: a stamp counts only in the round that set it.
type comparer struct {
	*Facts
	stamps []uint32
	round  uint32
	// by is how the group of this round is written.
	by column
	// strangers are the directory members of this round that no cloud member is known to be.
	strangers []uint32
	// adminsUnread is true when adminCount of a member of this round's copy was not read.
	adminsUnread bool
	// holdersOpen is true when accounts that were not read may have this round's copy as primary group.
	holdersOpen bool
	// left are the leavers of this round's group, ascending.
	left []uint32
	// inactive are the cloud members of this round whose account in the copy is disabled or expired.
	inactive []uint32
	// blurredCloud and blurredDirectory tell by profile which cloud members not found and which
	// strangers may be one object.
	blurredCloud, blurredDirectory [profiles]bool
}

func (f *Facts) newComparer() *comparer {
	return &comparer{Facts: f, stamps: make([]uint32, len(f.people.ids))}
}

// begin starts a round.
func (c *comparer) begin() {
	if c.round++; c.round >= 1<<(32-fateBits) {
		clear(c.stamps)
		c.round = 1
	}
	c.strangers, c.inactive = c.strangers[:0], c.inactive[:0]
	c.adminsUnread, c.holdersOpen = false, false
}

func (c *comparer) stamp(n uint32, f fate) { c.stamps[n] = c.round<<fateBits | uint32(f) }

// fate returns what was found of cloud principal n, false when it is no member this round.
func (c *comparer) fate(n uint32) (fate, bool) {
	s := c.stamps[n]
	return fate(s & (1<<fateBits - 1)), s>>fateBits == c.round
}

// countCloud counts the cloud members and stamps them; by says how their group is written.
func (c *comparer) countCloud(members []uint32, by column, into *Members) {
	c.by = by
	var counts [len(classes)]int
	var fates, others [4]int
	for _, n := range members {
		t := c.people.traits[n]
		into.People.RoleHolders += count(c.people.state[n]&stateRole != 0)
		d := t.disposition(by)
		counts[t.class()]++
		fates[d]++
		if class := t.class(); class == numServicePrincipal || class == numContact {
			others[d]++
		}
		c.stamp(n, fate(d))
	}
	into.CloudCount = len(members)
	into.Expected, into.Excluded = fates[fateExpected], fates[fateExcluded]
	into.Undecided = fates[fateUndecided] + fates[fateIfPresent]
	into.ExcludedOthers = others[fateExcluded]
	into.Classes = MemberClasses{
		SyncedUser: counts[numSyncedUser], Guest: counts[numGuest], CloudOnlyUser: counts[numCloudOnlyUser],
		SyncedGroup: counts[numSyncedGroup], SyncedGroupLocal: counts[numSyncedGroupLocal],
		CloudGroupWritten: counts[numCloudGroupWritten], CloudGroupNotWritten: counts[numCloudGroupNotWritten],
		CloudGroupUndecided: counts[numCloudGroupUndecided], Device: counts[numDevice],
		ServicePrincipal: counts[numServicePrincipal], Contact: counts[numContact],
		Unreadable: counts[numUnreadable], Other: counts[numOther], OtherForest: counts[numOtherForest],
	}
}

// countDirectory counts the members of the copy for themselves.
func (c *comparer) countDirectory(members []uint32, into *Members) {
	into.DirectoryCount = len(members)
	for _, d := range members {
		t := c.accounts.traits[d]
		c.adminsUnread = c.adminsUnread || t.has(accountAdminUnread)
		if t.has(accountDomainLocal) {
			into.DomainLocal++
		}
		if !t.has(accountSeen) {
			into.Unresolved++
			into.People.Unresolved += count(!t.has(accountGroup | accountComputer | accountService | accountFSP))
		}
		if t.has(accountPerson) && t.has(accountPrivileged) {
			into.People.Privileged++
		}
	}
}

// compare finds for each member of the copy the cloud member it is, after countCloud of the same round.
// Both lists are complete.
func (c *comparer) compare(cloud, directory []uint32, into *Members) {
	for _, d := range directory {
		n := c.accounts.cloud[d]
		if n == none {
			if !c.takeDisputed(d, into) {
				c.strangers = append(c.strangers, d)
			}
			continue
		}
		found, member := c.fate(uint32(n))
		if !member {
			c.strangers = append(c.strangers, d)
			continue
		}
		into.People.Guests += count(c.people.state[n]&stateKind == stateGuest)
		into.People.GuestsUnread += count(c.people.state[n]&stateUntyped != 0)
		if t := c.accounts.traits[d]; t.has(accountLeaver) {
			into.People.Leavers++
			c.inactive = append(c.inactive, uint32(n))
		} else if mayLeave(t) {
			into.People.LeaversUnread++
		}
		switch found {
		case fateExpected:
			into.Matched++
			c.stamp(uint32(n), fateMatched)
		case fateIfPresent:
			into.Matched++
			into.Expected++
			into.Undecided--
			c.stamp(uint32(n), fateMatched)
		case fateExcluded, fateUndecided:
			into.Tolerated++
			c.stamp(uint32(n), fatePresent)
		default:
			// A second candidate of one group, or a second copy of one child.
			into.Tolerated++
		}
	}
	c.doubtHolders(cloud, into)
	into.Missing = into.Expected - into.Matched
	c.settleStrangers(cloud, into)
	into.MissingAtLeast += into.Missing
	into.ForeignAtLeast += into.Foreign
	if into.Missing > 0 {
		for _, n := range cloud {
			if f, _ := c.fate(n); f == fateExpected && c.isPrivileged(n) && !c.isBlurred(n) {
				into.MissingPrivileged++
			}
		}
	}
}

// takeDisputed takes a member of the copy whose anchors disagree for none that is foreign where one of
// them names a cloud member, which is not missing then either: both are undecided, and DIF-13 is the cause.
func (c *comparer) takeDisputed(d uint32, into *Members) bool {
	taken := false
	for _, n := range c.accounts.disputed[d] {
		found, member := c.fate(n)
		taken = taken || member
		switch {
		case !member:
		case found == fateExpected:
			into.Expected--
			into.Undecided++
			c.stamp(n, fateDisputed)
		case found == fateUndecided || found == fateIfPresent:
			c.stamp(n, fateDisputed)
		}
	}
	if taken {
		into.Tolerated++
		into.ForeignClasses.Doubtful++
	}
	return taken
}

// settleStrangers divides the strangers into foreign ones and those that may be a cloud member
// which shares no key with them, and takes what is missing for undecided where a stranger may be it.
func (c *comparer) settleStrangers(cloud []uint32, into *Members) {
	c.blurredCloud, c.blurredDirectory = [profiles]bool{}, [profiles]bool{}
	if len(c.strangers) == 0 {
		return
	}
	if into.Missing+into.Undecided > 0 {
		c.blur(cloud)
	}
	unsure := 0
	for _, d := range c.strangers {
		if c.blurredDirectory[c.accounts.profile[d]] {
			unsure++
			t := c.accounts.traits[d]
			into.People.LeaversUnread += count(t.has(accountLeaver) || mayLeave(t))
			continue
		}
		into.Foreign++
		c.countForeign(d, &into.ForeignClasses)
		switch t := c.accounts.traits[d]; {
		case t.has(accountKnown):
			into.ForeignKnown++
		case t.has(accountNoCloud):
			into.ForeignNoCloud++
		default:
			into.ForeignUnread++
		}
		if t := c.accounts.traits[d]; t.has(accountDangerous) {
			into.ForeignDangerous++
			into.People.Privileged -= count(t.has(accountPerson) && t.has(accountPrivileged))
		}
	}
	if unsure == 0 {
		return
	}
	into.Tolerated += unsure
	into.ForeignClasses.Doubtful += unsure
	blurred, candidates, guests := 0, 0, 0
	for _, n := range cloud {
		f, _ := c.fate(n)
		if f != fateExpected && f != fateUndecided && f != fateIfPresent || !c.isBlurred(n) {
			continue
		}
		candidates++
		blurred += count(f == fateExpected)
		guests += count(c.people.state[n]&stateKind == stateGuest || c.people.state[n]&stateUntyped != 0)
	}
	into.People.GuestsUnread += min(guests, unsure)
	into.Expected -= blurred
	into.Missing -= blurred
	into.Undecided += blurred
	into.MissingAtLeast = max(0, blurred-unsure)
	into.ForeignAtLeast = max(0, unsure-candidates)
}

// blur finds the profiles of cloud members not found and of strangers that may be one object. A
// group has few different ones.
func (c *comparer) blur(cloud []uint32) {
	var open, strange profileSet
	for _, n := range cloud {
		switch f, _ := c.fate(n); f {
		case fateExpected, fateUndecided, fateIfPresent:
			open.add(c.people.profile[n])
		}
	}
	for _, d := range c.strangers {
		strange.add(c.accounts.profile[d])
	}
	for _, n := range open.list[:open.count] {
		for _, d := range strange.list[:strange.count] {
			if mayBe(n, d) {
				c.blurredCloud[n], c.blurredDirectory[d] = true, true
			}
		}
	}
}

// profileSet is a set with its elements in the order in which they came.
type profileSet struct {
	has   [profiles]bool
	list  [profiles]profile
	count int
}

func (s *profileSet) add(p profile) {
	if !s.has[p] {
		s.has[p] = true
		s.list[s.count] = p
		s.count++
	}
}

// isBlurred reports whether some stranger may be cloud member n.
func (c *comparer) isBlurred(n uint32) bool { return c.blurredCloud[c.people.profile[n]] }

func (c *comparer) isPrivileged(n uint32) bool {
	d := c.people.account[n]
	return d != none && c.accounts.traits[d].has(accountPrivileged)
}
