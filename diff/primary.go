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
