package diff

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Standing is what a directory group is beside a copy: an object with a name and a place.
type Standing struct {
	// Builtin marks groups that came with the directory or with Exchange.
	Builtin bool `json:"builtin"`
	// InSplitOU marks groups in one of the OUs that Totals.SplitOUs counts, when there are several.
	InSplitOU bool `json:"in_split_ou"`
	// SAM is the form of sAMAccountName: generated, custom, or unknown when it was not read.
	SAM string `json:"sam"`
	// SAMTwins counts the other groups of the same domain with the same sAMAccountName.
	// SAMTwinsRead is false where another group, or its sAMAccountName, was not read, so that it may be one more.
	SAMTwins     int  `json:"sam_twins"`
	SAMTwinsRead bool `json:"sam_twins_read"`
	// SyncedBack is yes when a synced cloud group has the SID of the group: what was written is
	// read again. Unknown while SIDs or cloud groups were not read.
	SyncedBack Answer `json:"synced_back"`
	// NamesCloudGroup is yes for a group without anchor whose common name has a form of writeback
	// and names a cloud group that exists, unknown while cloud groups were not read; else no.
	NamesCloudGroup Answer `json:"names_cloud_group"`
	// PrimaryHolders counts the accounts read that have the group as primary group. They are
	// members that member does not list.
	PrimaryHolders int `json:"primary_holders"`
}

// The forms of sAMAccountName.
const (
	SAMGenerated = "generated"
	SAMCustom    = "custom"
	SAMUnknown   = "unknown"
)

// samForm reads the form that the directory gives where an engine writes no name: $, six letters or
// digits, a hyphen and twelve more.
//
// Source: https://practical365.com/azure-ad-connect-group-writeback-deep-dive/; the exact form is an inference.
func samForm(sam string) string {
	const signs, hyphen = 20, 7
	switch {
	case sam == "":
		return SAMUnknown
	case len(sam) != signs || sam[0] != '$' || sam[hyphen] != '-':
		return SAMCustom
	}
	for i := 1; i < signs; i++ {
		c := sam[i]
		if i != hyphen && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return SAMCustom
		}
	}
	return SAMGenerated
}

// standing is what is known of directory group row beside the pair it is in.
func (f *Facts) standing(row int, texts *directoryTexts) Standing {
	d := &f.directory[row]
	return Standing{
		Builtin: f.isBuiltin(d, texts), InSplitOU: f.parents.list[d.parent].place.split,
		SAM: samForm(texts.sam), SAMTwins: f.estate.samTwins[int32(row)], SAMTwinsRead: f.wholeDomain && !f.directoryUnread.has(unreadSAM),
		SyncedBack: f.isSyncedBack(row), NamesCloudGroup: f.namesCloudGroup(row, texts),
		PrimaryHolders: len(f.estate.primary[int32(row)]),
	}
}

// findSAMTwins finds account names that several groups of one domain have.
func (f *Facts) findSAMTwins() {
	seed := maphash.MakeSeed()
	first, twins := map[uint64]int32{}, map[string][]int32{}
	name := func(row int32) string {
		d := &f.directory[row]
		texts := d.texts(&f.directoryTexts)
		if texts.sam == "" {
			return ""
		}
		return f.parents.list[d.parent].place.domain + "\x00" + strings.ToLower(texts.sam)
	}
	for i := range f.directory {
		own := name(int32(i))
		if own == "" {
			continue
		}
		hash := maphash.String(seed, own)
		other, seen := first[hash]
		if !seen {
			first[hash] = int32(i)
			continue
		}
		if len(twins[own]) == 0 && name(other) == own {
			twins[own] = append(twins[own], other)
		}
		twins[own] = append(twins[own], int32(i))
	}
	f.estate.samTwins = map[int32]int{}
	for _, rows := range twins {
		for _, row := range rows {
			if len(rows) > 1 {
				f.estate.samTwins[row] = len(rows) - 1
			}
		}
	}
}

// findSyncedBack finds the anchored directory groups that a synced cloud group comes from.
func (f *Facts) findSyncedBack() {
	var sids []domainSID
	for i := range f.cloud {
		if c := &f.cloud[i]; c.kind.kind() == KindSynced && c.sid != (domainSID{}) {
			sids = append(sids, c.sid)
		}
	}
	slices.SortFunc(sids, compareSID)
	f.estate.syncedBack = map[int32]bool{}
	for i := range f.directory {
		d := &f.directory[i]
		if d.anchorID.IsZero() || d.sid == (domainSID{}) {
			continue
		}
		if _, found := slices.BinarySearchFunc(sids, d.sid, compareSID); found {
			f.estate.syncedBack[int32(i)] = true
		}
	}
}

func compareSID(a, b domainSID) int { return slices.Compare(a[:], b[:]) }

func (f *Facts) isSyncedBack(row int) Answer {
	d := &f.directory[row]
	switch {
	case f.estate.syncedBack[int32(row)]:
		return Yes
	case d.anchorID.IsZero():
		return No
	case d.sid == (domainSID{}), !f.collected.Sync, f.lacking&(missingSync|missingSID) != 0, !f.complete(snapshot.StreamCloudGroups),
		!hasProperty(f.State(snapshot.StreamCloudGroups), "onPremisesSecurityIdentifier"):
		return Unknown
	}
	return No
}

// findNamed finds the unclaimed groups without anchor that are named after a cloud group: their
// claim did not count, since another group has a better one.
func (f *Facts) findNamed() {
	f.estate.named = map[int32]bool{}
	var suffixes map[[6]byte]int32
	shared := map[[6]byte]bool{}
	for _, row := range f.unclaimed {
		d := &f.directory[row]
		if !d.anchorID.IsZero() {
			continue
		}
		switch format, id, suffix, _ := ParseCN(d.texts(&f.directoryTexts).cn); format {
		case CNGroupID:
			f.estate.named[row] = findRow(f.cloud, id) != none
		case CNDisplayName:
			if suffixes == nil {
				suffixes = f.suffixes()
			}
			cloud, found := suffixes[suffix]
			f.estate.named[row] = found
			if found && cloud == none {
				shared[suffix] = true
			}
		}
	}
	f.markNamesakes(shared)
}

// markNamesakes marks the cloud groups without a copy whose ids end as the name of a directory group does that may be of
// any of them.
func (f *Facts) markNamesakes(shared map[[6]byte]bool) {
	if len(shared) == 0 {
		return
	}
	for i := range f.cloud {
		if shared[lastSix(f.cloud[i].id)] && f.free(int32(i)) != none {
			f.cloud[i].flags |= cloudNamesake
		}
	}
}

func (f *Facts) namesCloudGroup(row int, texts *directoryTexts) Answer {
	d := &f.directory[row]
	_, _, _, formed := ParseCN(texts.cn)
	switch {
	case d.match == numCNGroupID || d.match == numCNSuffix || f.estate.named[int32(row)]:
		return Yes
	case formed && d.claim == none && !f.complete(snapshot.StreamCloudGroups):
		return Unknown
	}
	return No
}
