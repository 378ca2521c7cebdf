package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Forest is what is known of the directory as a whole.
type Forest struct {
	// DomainsRead is true when the domains of the forest were read from its crossRef objects.
	DomainsRead bool `json:"domains_read"`
	// ForeignDomains counts the domains that groups and people in the cloud come from and that the
	// forest does not have, 0 when its domains were not read; not exact when all origins were not.
	ForeignDomains Count `json:"foreign_domains"`
	// SchemaVersion is objectVersion of the schema; nil when not read.
	SchemaVersion *int64 `json:"schema_version"`
	RecycleBin    Answer `json:"recycle_bin"`
	// PrimaryGroups is yes when every domain with copies was searched from its head for all holders of unusual
	// primary groups, unknown when primaryGroupID was read of some accounts, no when of none.
	PrimaryGroups Answer `json:"primary_groups"`
	// PrimaryGroupsHidden counts the accounts in the domains of copies of which primaryGroupID did not come where it was asked for,
	// though every account has one; 0 where PrimaryGroups is no.
	PrimaryGroupsHidden int `json:"primary_groups_hidden"`
}

func (f *Facts) forest() Forest {
	known := Forest{DomainsRead: f.estate.domains != nil, RecycleBin: Unknown, PrimaryGroups: No}
	if f.estate.facts == nil {
		return known
	}
	known.SchemaVersion = f.estate.facts.SchemaVersion
	if f.estate.facts.RecycleBin != nil {
		known.RecycleBin = answer(*f.estate.facts.RecycleBin)
	}
	foreign := 0
	for origin := range f.estate.origins {
		foreign += count(known.DomainsRead && !f.estate.domains[origin])
	}
	known.ForeignDomains = counted(foreign, known.DomainsRead && f.readsOrigins())
	if f.estate.facts.PrimaryGroups != nil {
		known.PrimaryGroups = Unknown
		domains := f.copyDomains()
		if f.complete(snapshot.StreamDirectoryFacts) && covers(f.estate.facts.PrimaryGroupDomains, domains) {
			known.PrimaryGroups = Yes
		}
		if hasProperty(f.State(snapshot.StreamDirectoryPrincipals), "primarygroupid") {
			for domain := range domains {
				known.PrimaryGroupsHidden += f.estate.primaryHidden[domain]
			}
		}
	}
	return known
}

// readsOrigins reports whether every cloud object that a list holds tells which domain it comes from: people are known by
// the members of groups, owners add what they add.
func (f *Facts) readsOrigins() bool {
	told := func(stream snapshot.Stream) bool { return hasProperty(f.State(stream), "onPremisesDomainName") }
	return told(snapshot.StreamCloudGroups) && told(snapshot.StreamCloudPrincipals) && f.estate.originless == 0 &&
		f.wholeCloud() && f.complete(snapshot.StreamCloudPrincipals) && f.complete(snapshot.StreamCloudMemberships)
}

// doubtDomains forgets the domains of the forest where a directory group holds an account of another domain
// that groups or people in the cloud come from: a group cannot hold an account of another forest other than
// as a foreign security principal, so that crossRef objects are missing and nothing is known to be abroad.
// Domains that the cloud does not know are left to DIF-28. It must come after surveyParents.
func (f *Facts) doubtDomains() {
	if f.estate.domains == nil || !f.holdsUnlisted() {
		return
	}
	f.estate.domains, f.people.forest = nil, nil
	for n := range f.people.state {
		f.people.state[n] &^= stateAbroad
	}
	f.surveyParents()
}

// holdsUnlisted reports whether a directory group holds an account of a domain that the forest does not list
// and the cloud knows.
func (f *Facts) holdsUnlisted() bool {
	unlisted := make([]bool, len(f.parents.list))
	for i := range f.parents.list {
		p := &f.parents.list[i].place
		unlisted[i] = p.forest == No && f.estate.origins[p.domain]
	}
	if !slices.Contains(unlisted, true) {
		return false
	}
	for row := range f.directory {
		if slices.ContainsFunc(f.directoryMembers.of(row), func(d uint32) bool { return unlisted[f.accounts.parent[d]] }) {
			return true
		}
	}
	return false
}
