package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// findPrimary finds the accounts that have a directory group as primary group: members that the
// group does not list. The number is relative to the account's own domain.
func (f *Facts) findPrimary(k *linkKeys) {
	f.estate.primary = map[int32][]uint32{}
	if f.estate.facts == nil || len(f.estate.facts.PrimaryGroups) == 0 {
		return
	}
	type key struct {
		rid    uint32
		domain string
	}
	rows := map[key]int32{}
	wanted := map[uint32]bool{}
	for _, rid := range f.estate.facts.PrimaryGroups {
		wanted[uint32(rid)] = true
	}
	for i := range f.directory {
		if d := &f.directory[i]; d.sid != (domainSID{}) && wanted[d.sid[3]] {
			rows[key{d.sid[3], f.parents.list[d.parent].place.domain}] = int32(i)
		}
	}
	for folded, rid := range f.estate.facts.PrimaryGroups {
		account, ok := k.directory.byDN[folded]
		if !ok {
			continue
		}
		if row, ok := rows[key{uint32(rid), snapshot.DomainOf(folded)}]; ok {
			f.estate.primary[row] = append(f.estate.primary[row], account)
		}
	}
}

// hidesPrimary reports whether primaryGroupID of an account was asked for and did not come. Every account
// has one, so whoever read the record may not read it, and nobody knows which group it names.
//
// Source: MS-SAMR 3.1.1.8.2 (primaryGroupID is set on every user) and MS-ADTS 3.1.1.4.3 (what may not be
// read is treated as absent).
func hidesPrimary(d *snapshot.DirectoryPrincipal) bool {
	if !d.Seen || d.Unreadable != "" || d.PrimaryGroupID != nil || slices.Contains(d.Missing, "primaryGroupID") {
		return false
	}
	traits, of := accountOf(d)
	return of == familyUser || traits.has(accountComputer|accountService)
}

// hidePrimary takes cloud members out of what is expected whose account has the copy as primary
// group: the directory refuses to list them as members (DIF-32).
func (c *comparer) hidePrimary(directory int, into *Members) {
	for _, account := range c.estate.primary[int32(directory)] {
		n := c.accounts.cloud[account]
		if n == none {
			continue
		}
		switch found, member := c.fate(uint32(n)); {
		case !member:
			continue
		case found == fateExpected:
			into.Expected--
		case found == fateUndecided || found == fateIfPresent:
			into.Undecided--
		default:
			continue
		}
		into.Excluded++
		c.stamp(uint32(n), fateHidden)
	}
}

// primariesOpen reports whether accounts may have a directory group as primary group without being known to: whoever
// read primary groups did not get them of every account of its domain. Where nobody tried to, or an export does
// not tell, nothing of the kind is supposed.
func (f *Facts) primariesOpen(row int) bool {
	if f.estate.facts == nil || f.estate.facts.PrimaryGroups == nil {
		return false
	}
	domain := f.parents.list[f.directory[row].parent].place.domain
	return !f.complete(snapshot.StreamDirectoryFacts) && !slices.Contains(f.estate.facts.PrimaryGroupDomains, domain) ||
		f.estate.primaryHidden[domain] > 0 && hasProperty(f.State(snapshot.StreamDirectoryPrincipals), "primarygroupid")
}

// mayHold reports whether a cloud principal may be an account of which the primary group was not read.
func (f *Facts) mayHold(n uint32) bool {
	if t := f.people.traits[n]; t&traitGroup != 0 || t.class() == numContact {
		return false
	}
	d := f.people.account[n]
	return d == none || !f.accounts.traits[d].has(accountPrimaryRead)
}

// doubtHolders takes cloud members that were not found for undecided where they may be in the copy by their
// primary group, which was not read.
func (c *comparer) doubtHolders(cloud []uint32, into *Members) {
	if !c.holdersOpen {
		return
	}
	for _, n := range cloud {
		if found, _ := c.fate(n); found == fateExpected && c.mayHold(n) {
			into.Expected--
			into.Undecided++
			c.stamp(n, fateUndecided)
		}
	}
}
