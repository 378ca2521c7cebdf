package diff

import (
	"context"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// duties are the people who may change copies in the directory, to be told from those who own the
// cloud groups.
type duties struct {
	// sids and accounts are the people by SID and by number.
	sids     map[domainSID]bool
	accounts map[int32]bool
	// everyone is true where every person with an account may change them.
	everyone bool
	// engineLike are accounts that may be an engine's, and then no people.
	engineLike map[domainSID]bool
	// known is yes when all of them are known, no when the access list was not read, unknown when
	// the members of a trustee were not.
	known Answer
	// owners counts by cloud row the owners of each duty.
	owners map[int32]ownerDuties
}

// domainComputers ends the SID of a group that all computers belong to, and no people.
const domainComputers = "-515"

// duty is what an owner may do to copies by the access list of their container.
type duty int

const (
	// dutyNone may not change them, dutyHolder may. dutyEngine has an account that may and may be an engine's.
	dutyNone duty = iota
	dutyHolder
	dutyEngine
	// dutyUnread may have an account of which nothing was read that would find it on the list.
	dutyUnread
	dutyKinds
)

// ownerDuties counts owners by their duty.
type ownerDuties [dutyKinds]int

// watched are the kinds of trustees that STR-13 reports and that stand for certain people.
var watched = []string{TrusteeActiveOperators, TrusteeGroup, TrusteeAccount, TrusteeUnresolved}

// findDuties follows the trustees of the writeback OU to people, and counts the owners of every
// cloud group among them.
func (f *Facts) findDuties(ctx context.Context, r *snapshot.Reader, k *linkKeys) error {
	d := duties{
		sids: map[domainSID]bool{}, accounts: map[int32]bool{}, engineLike: map[domainSID]bool{}, known: f.estate.access.OU.Read,
		owners: map[int32]ownerDuties{},
	}
	groups := map[string]bool{}
	for _, t := range f.estate.access.OU.Trustees {
		d.everyone = d.everyone || t.Kind == TrusteeEveryone && !strings.HasSuffix(t.SID, domainComputers)
		if !slices.Contains(watched, t.Kind) {
			continue
		}
		if sid, ok := parseSID(&t.SID); ok && t.LikeEngine {
			d.engineLike[sid] = true
		} else if ok {
			d.sids[sid] = true
		}
		switch {
		case t.Kind == TrusteeGroup || t.Kind == TrusteeActiveOperators:
			groups[t.SID] = true
		case t.Kind == TrusteeUnresolved:
			// It may be a group.
			d.known = Unknown
		}
	}
	f.expandTrustees(&d, groups)
	f.governed.duties = d
	if len(d.sids) == 0 && len(d.accounts) == 0 && len(d.engineLike) == 0 && !d.everyone {
		return nil
	}
	return f.countDutyHolders(ctx, r, k)
}

// expandTrustees adds the members of groups, direct and nested.
func (f *Facts) expandTrustees(d *duties, groups map[string]bool) {
	var queue []int32
	seen := map[int32]bool{}
	for row := range f.directory {
		texts := f.directory[row].texts(&f.directoryTexts)
		if groups[texts.sid] {
			delete(groups, texts.sid)
			queue, seen[int32(row)] = append(queue, int32(row)), true
		}
	}
	if len(groups) > 0 && d.known == Yes {
		d.known = Unknown
	}
	for len(queue) > 0 {
		row := queue[0]
		queue = queue[1:]
		if status, _ := f.directoryCoverage(int(row)); status != coverComplete && d.known == Yes {
			d.known = Unknown
		}
		for _, account := range f.directoryMembers.of(int(row)) {
			switch child := f.accounts.group[account]; {
			case child == none:
				d.accounts[int32(account)] = true
			case !seen[child]:
				queue, seen[child] = append(queue, child), true
			}
		}
	}
}

// countDutyHolders reads the owners once more, now that people are linked to their accounts.
func (f *Facts) countDutyHolders(ctx context.Context, r *snapshot.Reader, k *linkKeys) error {
	row := int32(none)
	for batch, err := range r.CloudOwners() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		for i := range batch {
			if row == none || f.cloud[row].id != batch[i].Group {
				if row = findRow(f.cloud, batch[i].Group); row == none {
					continue
				}
			}
			counts := f.governed.duties.owners[row]
			counts[f.dutyOf(batch[i].Member, k)]++
			f.governed.duties.owners[row] = counts
		}
	}
	return nil
}

// dutyOf says whether an owner may change copies.
func (f *Facts) dutyOf(owner snapshot.GUID, k *linkKeys) duty {
	n, ok := k.cloud.byID.find(owner, f.people.ids)
	if !ok {
		return dutyUnread
	}
	d := &f.governed.duties
	sids, account := [2]domainSID{k.cloud.sid[n]}, f.people.account[n]
	if account != none {
		sids[1] = k.directory.sid[account]
	}
	hasAccount := account != none || sids[0] != domainSID{} || f.people.state[n]&stateSynced != 0
	switch among := func(set map[domainSID]bool) bool { return set[sids[0]] || set[sids[1]] }; {
	case account != none && d.accounts[account], among(d.sids), d.everyone && hasAccount:
		return dutyHolder
	case among(d.engineLike):
		return dutyEngine
	case sids == [2]domainSID{} && f.mayHaveAccount(n):
		return dutyUnread
	}
	return dutyNone
}

// mayHaveAccount reports whether somebody is, or may be, an account of the directory.
func (f *Facts) mayHaveAccount(n uint32) bool {
	switch state := f.people.state[n]; state & stateKind {
	case stateUnreadable:
		return true
	case stateUser, stateGuest:
		return state&stateSynced != 0 || !hasProperty(f.State(snapshot.StreamCloudPrincipals), "onPremisesSyncEnabled")
	}
	return false
}

// samePerson reports whether two names of a register are one.
func samePerson(a, b string) bool {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return a != "" && strings.EqualFold(a, b)
}
