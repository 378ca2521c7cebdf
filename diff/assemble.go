package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Assembler makes subjects of facts. It is not safe for concurrent use, but several may work on
// the same Facts at once; one holds 4 bytes for each cloud principal.
type Assembler struct{ comparer *comparer }

// Assembler returns a new one.
func (f *Facts) Assembler() *Assembler { return &Assembler{f.newComparer()} }

// Subject returns subject i, 0 <= i < Facts.Len(), in the order of Facts.Subjects, without details.
func (a *Assembler) Subject(i int) Subject {
	f := a.comparer.Facts
	if i < len(f.cloud) {
		return a.cloud(i)
	}
	return a.unclaimed(int(f.unclaimed[i-len(f.cloud)]))
}

// cloud assembles the subject of a cloud group.
func (a *Assembler) cloud(row int) Subject {
	f := a.comparer.Facts
	s := a.cloudWith(row, f.cloud[row].copy)
	s.DirectoryConflicts = int(f.cloud[row].conflicts)
	var apart bool
	if s.DirectorySpread, apart = f.spreadOf(row); !apart {
		s.DirectoryCandidates = int(f.cloud[row].candidates)
	}
	for _, candidate := range f.candidates[int32(row)] {
		s.Settling = s.Settling || f.directorySettling(&f.directory[candidate])
		s.DaysApart = max(s.DaysApart, f.daysApart(f.directoryBetween(int(candidate))))
	}
	for _, rival := range f.rivalsOf(row) {
		s.Rivals = append(s.Rivals, a.cloudWith(row, rival))
	}
	if s.DirectorySpread == SpreadUnread {
		unread := a.cloudWith(row, none)
		unread.DirectoryAbsent = Unknown
		s.Rivals = append(s.Rivals, unread)
	}
	if s.DirectorySpread == SpreadLacking {
		s.DirectoryAbsent = Yes
	}
	return s
}

// cloudWith assembles the subject of a cloud group whose copy is a directory row, none for no copy.
func (a *Assembler) cloudWith(row int, copied int32) Subject {
	f := a.comparer.Facts
	c := &f.cloud[row]
	texts := c.texts(&f.cloudTexts)
	id := c.id.String()
	s := Subject{
		Identity:             Identity{Key: cloudKey + id, CloudID: id, Name: texts.displayName},
		Cloud:                f.cloudFacts(c, &texts),
		DirectoryDisagreeing: len(f.disagreeing[int32(row)]), DirectoryOriginal: c.original.answer(),
		DirectoryAbsent: not(f.hasCopy(row)), DirectorySpread: SpreadNo,
		Writeback:    f.writebacks[c.writeback],
		Members:      a.members(row, int(copied)),
		Nesting:      f.countChildren(row),
		ExportErrors: f.exportErrorsOf(row),
		Governance:   f.governance(row, int(copied)),
		Settling:     f.isSettling(c.created) || c.flags.has(cloudCopySettling),
		DaysApart:    f.daysApart(f.cloudBetween(row)),
		Tenant:       f.tenantOf(a.unreadOf(row, copied)),
		History:      f.groupHistory(row),
	}
	s.Move = a.move(row, &s)
	s.Members.KnownCount = f.knownCount(row)
	s.Members.LimitPercent = f.limitPercent(row, s.Writeback.Limit)
	s.DirectoryDeleted, s.DirectoryNamesake = c.flags.has(cloudCopyDeleted), c.flags.has(cloudNamesake)
	if copied == none {
		return s
	}
	d := &f.directory[copied]
	from := d.texts(&f.directoryTexts)
	s.Directory = f.directoryFacts(int(copied), &from)
	s.Directory.Original = c.flags.has(cloudCopyBySID) && (s.Writeback.CloudSync.State == Off || s.Writeback.CloudSync.Expected == No)
	s.Directory.CN = MatchCN(named(from.cn, from.hasCN), named(texts.displayName, texts.named), c.id)
	unread := driftUnread{cloud: c.missing, directory: d.unread}
	s.Directory.NotCompared = f.notCompared(c, &s, unread)
	var buffer [len(driftAttributes)]DriftValue
	for _, v := range f.driftOf(buffer[:0], &s, c, &from, unread) {
		s.Directory.Drift = append(s.Directory.Drift, Drift{v.Attribute, v.Kind})
	}
	if s.Identity.Name == "" {
		s.Identity.Name = from.cn
	}
	s.Identity.DirectoryGUID, s.Identity.DN = d.guid.String(), f.dnOf(d, &from)
	s.Settling = s.Settling || f.directorySettling(d)
	s.DaysApart = max(s.DaysApart, f.daysApart(f.directoryBetween(int(copied))))
	return s
}

// unreadOf is what was not read of the cloud group of a row, its copy and the group that moves; it comes after
// the members were counted.
func (a *Assembler) unreadOf(row int, copied int32) unreadOfSubject {
	f := a.comparer.Facts
	unread := unreadOfSubject{cloud: f.cloud[row].missing, admins: a.comparer.adminsUnread}
	if copied != none {
		unread.directory |= f.directory[copied].unread
	}
	if f.target() != "" {
		if object := f.movingObject(row); object != none {
			unread.directory |= f.directory[object].unread
		}
	}
	return unread
}

// notCompared names the attributes that one side did not collect: all of a cloud group that could not
// be read, and mail of one of which it is not known as what it is written.
func (f *Facts) notCompared(c *cloudRow, s *Subject, unread driftUnread) []string {
	if !c.flags.has(cloudUnreadable) {
		mailed := s.Cloud.Kind == KindM365 || s.Cloud.Kind == KindUnknown
		if mailed && s.Writeback.Expected != No && s.Writeback.Type == TypeNone {
			return f.drift.without(f.drift.skippedMail, unread, f.tenant.Exchange)
		}
		return f.drift.without(f.drift.skipped, unread, f.tenant.Exchange)
	}
	all := make([]string, 0, len(driftAttributes))
	for _, a := range driftAttributes {
		all = append(all, a.cloud)
	}
	slices.Sort(all)
	return all
}

// driftOf lists what differs between a cloud group and its copy, nothing for one that could not be read.
func (f *Facts) driftOf(list []DriftValue, s *Subject, c *cloudRow, from *directoryTexts, unread driftUnread) []DriftValue {
	if c.flags.has(cloudUnreadable) {
		return list
	}
	cloud := c.texts(&f.cloudTexts)
	mail := MailAttributes(s.Cloud.Kind, s.Writeback.Type, f.tenant.Exchange) == Yes
	return f.drift.find(list,
		&driftTexts{cloud.displayName, cloud.description, cloud.mail},
		&driftTexts{from.displayName, from.description, from.mail}, mail, unread)
}

// unclaimed assembles the subject of a directory group without a cloud group.
func (a *Assembler) unclaimed(row int) Subject {
	f := a.comparer.Facts
	d := &f.directory[row]
	texts := d.texts(&f.directoryTexts)
	guid := d.guid.String()
	s := Subject{
		Identity:          Identity{Key: directoryKey + guid, DirectoryGUID: guid, DN: f.dnOf(d, &texts), Name: texts.cn},
		Directory:         f.directoryFacts(row, &texts),
		DirectoryAbsent:   No,
		DirectorySpread:   SpreadNo,
		DirectoryOriginal: No,
		Writeback:         unknownWriteback(&f.tenant),
		Members:           a.members(none, row),
		Governance:        f.governance(none, row),
		Settling:          f.directorySettling(d),
		DaysApart:         f.daysApart(f.directoryBetween(row)),
		Move:              noMove(),
		Tenant:            f.tenantOf(unreadOfSubject{directory: d.unread, admins: a.comparer.adminsUnread}),
		History:           noHistory(),
	}
	if d.flags.has(directoryConflict) {
		s.DirectoryConflicts = 1
	}
	s.Directory.AnchorTwins, s.Directory.AnchorSettling = int(d.twins), d.flags.has(directorySettling)
	s.Directory.AnchorElsewhere = f.estate.twinsElsewhere[int32(row)]
	if cloud, ok := f.originals[int32(row)]; ok {
		s.Directory.Original = f.writebacks[f.cloud[cloud].writeback].Expected == Yes
	}
	s.Directory.CN = MatchCN(named(texts.cn, texts.hasCN), nil, snapshot.GUID{})
	s.Directory.NotCompared = []string{}
	return s
}

// unknownWriteback is the state of a subject without a cloud group: there is nothing to write.
func unknownWriteback(t *Tenant) Writeback {
	silent := func(state Switch) EngineAnswer {
		return EngineAnswer{State: state, Expected: Unknown, Confidence: None}
	}
	return Writeback{
		Expected: Unknown, Confidence: None, Category: CategoryUnknown,
		V1: silent(t.V1), V2: silent(t.V2), CloudSync: silent(t.CloudSync),
	}
}

// members compares the members of a cloud row and a directory row, either of which may be none.
func (a *Assembler) members(cloud, directory int) Members {
	c := a.comparer
	c.begin()
	c.left = nil
	m := Members{Cloud: sideNone, Directory: sideNone, Nobody: Unknown}
	var left, right coverage
	if cloud != none {
		c.left = c.leavers[int32(cloud)]
		left, m.CloudReason = c.cloudCoverage(cloud)
		m.Cloud = left.String()
		c.countCloud(c.cloudMembers.of(cloud), c.columnOf(&c.writebacks[c.cloud[cloud].writeback]), &m)
		if c.cloud[cloud].roleAssignable == triTrue {
			// Of these CFG-08 tells.
			m.People.RoleHolders = 0
		}
	}
	if directory != none {
		right, m.DirectoryReason = c.directoryCoverage(directory)
		if reason := c.doubtfulCopy(cloud, directory); right == coverComplete && reason != "" {
			right, m.DirectoryReason = coverPartial, reason
		}
		m.Directory = right.String()
		c.countDirectory(c.directoryMembers.of(directory), &m)
	}
	if directory == none && c.hasCopy(cloud) == Unknown {
		m.Directory, m.DirectoryReason = coverAbsent.String(), "the directory was not read completely: a copy may exist"
	}
	if left == coverComplete && right == coverComplete {
		c.holdersOpen = c.primariesOpen(directory)
		c.hidePrimary(directory, &m)
		c.compare(c.cloudMembers.of(cloud), c.directoryMembers.of(directory), &m)
	}
	switch {
	case m.Expected > 0:
		m.Nobody = No
	case left == coverComplete && m.Undecided == 0:
		m.Nobody = Yes
	}
	return m
}

// doubtfulCopy says why the members of a pair cannot be compared although both lists were read: one
// found by a common name is the copy only while no group that was not read carries the anchor.
func (f *Facts) doubtfulCopy(cloud, directory int) string {
	if cloud == none || matchConfidence(f.directory[directory].match) == High || f.complete(snapshot.StreamDirectoryGroups) {
		return ""
	}
	return "the copy was found by its name only, and not every directory group was read"
}

// sideNone is the status of a member list on a side that does not exist.
const sideNone = "none"
