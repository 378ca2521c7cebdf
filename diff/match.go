package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// anchorsReadOfEvery says whether both anchor attributes can be judged of every group, see Tenant.AnchorsRead.
func (f *Facts) anchorsReadOfEvery() Answer {
	if f.directoryUnread.has(unreadAnchors) {
		return No
	}
	return anchorsRead(f.State(snapshot.StreamDirectoryGroups))
}

// anchorsRead says it of the list, whose attributes count as read once any group has them.
func anchorsRead(s snapshot.StreamState) Answer {
	query := strings.ToLower(s.Query)
	switch external := hasProperty(s, "msds-externaldirectoryobjectid"); {
	case !hasProperty(s, "admindescription"):
		return No
	case external, strings.Contains(query, "msds-externaldirectoryobjectid"), strings.Contains(query, requesting+"all"), strings.Contains(query, requesting+"*"):
		return Yes
	case strings.Contains(query, requesting):
		return No
	}
	return Unknown
}

// requesting is what a search's head has before the attributes that it asked for, as the query repeats it.
const requesting = "requesting: "

// match finds the copy of every cloud group by what the directory groups say of themselves: the
// exact anchors first, then the common name, then the SID of an adopted group. Names that collide
// (sAMAccountName, displayName, mail) are never used.
//
// Two anchors that disagree match nothing. Several groups with an equally good claim are all
// candidates and none is the copy. A claim of a later step counts only where no earlier one was
// made, so an object without anchor never competes with an anchored one.
func (f *Facts) match(deleted map[snapshot.GUID]int64) {
	f.wholeDomain = f.readsDomain()
	f.wholeDirectory = f.seesAll()
	f.setAnchorStates(deleted)
	f.matchAnchors()
	f.matchNames(numCNGroupID)
	f.matchNames(numCNSuffix)
	f.matchSIDs()
	f.countTwins()
	f.countConflicts()
	f.chooseUnclaimed()
}

// setAnchorStates says of every anchor what became of the id it names.
func (f *Facts) setAnchorStates(deleted map[snapshot.GUID]int64) {
	state := f.State(snapshot.StreamDirectoryGroups)
	unread := !hasProperty(state, "admindescription")
	for i := range f.directory {
		d := &f.directory[i]
		if d.anchorID.IsZero() && (unread || d.unread.has(unreadAnchors)) {
			d.state = number(anchorStates[:], AnchorUndecided)
			continue
		}
		d.state = number(anchorStates[:], f.anchorState(d, deleted))
		gone, ok := deleted[d.anchorID]
		if ok && f.isSettling(gone) {
			d.flags |= directorySettling
		}
		if ok && f.window.apart.holds(gone) {
			f.window.apart.directory[int32(i)] = true
		}
	}
}

func (f *Facts) anchorState(d *directoryRow, deleted map[snapshot.GUID]int64) AnchorState {
	_, softDeleted := deleted[d.anchorID]
	switch {
	case d.flags.has(directoryDisagree):
		return AnchorDisagree
	case d.flags.has(directoryUnparsable):
		return AnchorUnparsable
	case d.anchorID.IsZero():
		return AnchorEmpty
	case findRow(f.cloud, d.anchorID) != none:
		return AnchorLive
	case softDeleted:
		return AnchorSoftDeleted
	case !f.complete(snapshot.StreamCloudGroups):
		return AnchorUndecided
	case f.complete(snapshot.StreamCloudDeletedGroups):
		return AnchorGone
	}
	return AnchorGoneOrDeleted
}

// number finds value in table, which must hold it.
func number[T comparable](table []T, value T) uint8 { return numberOf[uint8](table, value) }

// matchAnchors claims by exact anchors.
func (f *Facts) matchAnchors() {
	var bids bids
	for i := range f.directory {
		d := &f.directory[i]
		switch {
		case d.flags.has(directoryDisagree):
			f.noteDisagreeing(int32(i))
		case !d.anchorID.IsZero():
			bids.add(findRow(f.cloud, d.anchorID), int32(i), d.anchor)
		}
	}
	f.settle(bids)
}

// noteDisagreeing tells both cloud groups that a directory group half names them.
func (f *Facts) noteDisagreeing(directory int32) {
	for _, id := range f.disputants(&f.directory[directory]) {
		if row := findRow(f.cloud, id); row != none {
			f.disagreeing[row] = append(f.disagreeing[row], directory)
		}
	}
}

// disputants are the ids that the two anchors of a directory group name where they disagree; none otherwise.
func (f *Facts) disputants(d *directoryRow) []snapshot.GUID {
	if !d.flags.has(directoryDisagree) {
		return nil
	}
	admin, _, _ := ParseAnchor(d.texts(&f.directoryTexts).admin, f.choices.TakenOverPrefix)
	return []snapshot.GUID{d.anchorID, admin}
}

// matchNames claims by common names of one form: for groups without an anchor that names an id,
// whose cloud group has no claim yet.
func (f *Facts) matchNames(form uint8) {
	var bids bids
	var suffixes map[[6]byte]int32
	for i := range f.directory {
		d := &f.directory[i]
		if !d.anchorID.IsZero() || d.claim != none {
			continue
		}
		texts := d.texts(&f.directoryTexts)
		format, id, suffix, ok := ParseCN(texts.cn)
		switch {
		case !ok:
		case format == CNGroupID && form == numCNGroupID:
			bids.add(f.free(findRow(f.cloud, id)), int32(i), form)
		case format == CNDisplayName && form == numCNSuffix:
			if suffixes == nil {
				suffixes = f.suffixes()
			}
			if row, ok := suffixes[suffix]; ok {
				bids.add(f.free(row), int32(i), form)
			}
		}
	}
	f.settle(bids)
}

// suffixes finds a cloud group by the last 12 digits of its id; none where two share them.
func (f *Facts) suffixes() map[[6]byte]int32 {
	found := make(map[[6]byte]int32, len(f.cloud))
	for i := range f.cloud {
		suffix := lastSix(f.cloud[i].id)
		if _, twice := found[suffix]; twice {
			found[suffix] = none
			continue
		}
		found[suffix] = int32(i)
	}
	return found
}

// free returns row unless it has a claim already or was synced from the directory itself, which
// makes every directory group that resembles it its source and no copy.
func (f *Facts) free(row int32) int32 {
	if row == none || f.claimed(row) || f.cloud[row].kind.kind() == KindSynced {
		return none
	}
	return row
}

func (f *Facts) claimed(row int32) bool {
	return f.cloud[row].copy != none || f.cloud[row].candidates > 0
}

// matchSIDs pairs groups whose source of authority was moved to the cloud with their directory
// group, and tells formerly synced ones that their original is still there: that one is not the
// copy (row 26, CFG-29).
func (f *Facts) matchSIDs() {
	wanted := map[domainSID]int32{}
	for i := range f.cloud {
		c := &f.cloud[i]
		c.original = numberOf[answerNumber](answers[:], No)
		switch {
		case !c.formerlySynced():
			if c.sid != (domainSID{}) && c.converted() && !f.claimed(int32(i)) {
				wanted[c.sid] = int32(i)
			}
		case c.sid != (domainSID{}):
			wanted[c.sid] = int32(i)
			if f.wholeDirectory && f.readOfEvery().ObjectSID {
				break
			}
			fallthrough
		default:
			c.original = numberOf[answerNumber](answers[:], Unknown)
		}
	}
	if len(wanted) == 0 {
		return
	}
	var bids bids
	f.originals = map[int32]int32{}
	for i := range f.directory {
		d := &f.directory[i]
		row, ok := wanted[d.sid]
		if !ok || d.sid == (domainSID{}) || !d.anchorID.IsZero() || d.claim != none {
			continue
		}
		if f.cloud[row].formerlySynced() {
			f.cloud[row].original = numberOf[answerNumber](answers[:], Yes)
			f.originals[int32(i)] = row
			continue
		}
		bids.add(row, int32(i), numSID)
	}
	f.settle(bids)
}

// converted reports whether the source of authority was, or was probably, moved to the cloud.
func (r *cloudRow) converted() bool { return r.soa.text() == SOAYes || r.soa.text() == SOALikely }

// formerlySynced reports whether the group came from the directory once and does no longer.
func (r *cloudRow) formerlySynced() bool { return r.syncEnabled == triFalse && !r.converted() }

// seesAll reports whether a copy that was not found does not exist: every directory group was
// read, with adminDescription, the one anchor attribute that every engine writes, and none so badly
// that not even its name is known. A list without any group has no attributes. Of an anchor attribute that some groups
// have, none may be unread of others.
func (f *Facts) seesAll() bool {
	state := f.State(snapshot.StreamDirectoryGroups)
	if state.Status != snapshot.Complete {
		return false
	}
	if len(f.directory) == 0 && state.Searched == nil {
		return len(f.unreached(&state)) == 0
	}
	for i := range f.directory {
		if d := &f.directory[i]; d.flags.has(directoryUnreadable) && d.texts(&f.directoryTexts).rdn == "" {
			return false
		}
	}
	return (len(f.directory) == 0 || hasProperty(state, "admindescription")) && !f.directoryUnread.has(unreadAnchors) && f.wholeDomain
}

// countTwins counts for every anchor that no cloud group claims the other groups that name its id.
func (f *Facts) countTwins() {
	named := map[snapshot.GUID]int{}
	for i := range f.directory {
		if d := &f.directory[i]; d.claim == none && d.namesOne() {
			named[d.anchorID]++
		}
	}
	for i := range f.directory {
		if d := &f.directory[i]; d.claim == none && d.namesOne() {
			d.twins = clampCount(named[d.anchorID] - 1)
		}
	}
}

// countConflicts counts the conflict objects among the claimants of each cloud group.
func (f *Facts) countConflicts() {
	for i := range f.directory {
		if d := &f.directory[i]; d.claim != none && d.flags.has(directoryConflict) {
			f.cloud[d.claim].conflicts++
		}
	}
}

// chooseUnclaimed picks the directory groups that are subjects of their own: those without a cloud
// group that carry an anchor, or lie in the writeback OU. Whatever else was supplied is context, so
// that a live read and an export of more than was asked for give equal findings. Where neither the
// anchors nor the OU were read, any of them may be a copy, and none is left out silently; nor is one whose
// anchors alone were not read of those that were exported, nor one that lies in one of two OUs that may be it.
func (f *Facts) chooseUnclaimed() {
	blind := !hasProperty(f.State(snapshot.StreamDirectoryGroups), "admindescription")
	for i := range f.directory {
		d := &f.directory[i]
		if d.claim != none {
			continue
		}
		in := f.parents.list[d.parent].inOU
		if !d.anchorID.IsZero() || in == Yes || in == Unknown && (blind || f.otherOU != "" || d.unread.has(unreadAnchors)) {
			d.flags |= directoryUnclaimed
			f.unclaimed = append(f.unclaimed, int32(i))
		}
	}
}
