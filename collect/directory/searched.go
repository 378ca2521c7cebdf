package directory

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Search is one that was made. A live reader knows what was searched for and not found; an export
// says it only where the head and the end of ldapsearch are kept.
type Search int

// The searches of which finding nothing is an answer.
const (
	// SearchExchange looks for Exchange's attributes in the schema.
	SearchExchange Search = iota
	// SearchRecycleBin reads the enabled features off the Partitions container.
	SearchRecycleBin
	// SearchPrimaryGroups finds every account of one domain of which the primary group is not a usual one.
	SearchPrimaryGroups
	// SearchDeleted finds every deleted group of one domain.
	SearchDeleted
)

// SearchedDomain says that s was made from the head of a domain, or of its Deleted Objects container, and ended
// well. folded is the name of the head.
func (r *Recorder) SearchedDomain(s Search, folded string) {
	f, domain := &r.facts, snapshot.DomainOf(folded)
	switch s {
	case SearchPrimaryGroups:
		r.Searched(s)
		f.PrimaryGroupDomains = appendNew(f.PrimaryGroupDomains, domain)
	case SearchDeleted:
		f.read = true
		f.DeletedDomains = appendNew(f.DeletedDomains, domain)
	}
}

func appendNew(list []string, name string) []string {
	if slices.Contains(list, name) {
		return list
	}
	return append(list, name)
}

// Searched says that s was made and ended well, so that what it did not bring is not there.
func (r *Recorder) Searched(s Search) {
	f, no := &r.facts, false
	f.read = true
	switch s {
	case SearchExchange:
		if f.ExchangeSchema == nil {
			f.ExchangeSchema = &no
		}
	case SearchRecycleBin:
		if f.RecycleBin == nil {
			f.RecycleBin = &no
		}
	case SearchPrimaryGroups:
		if f.PrimaryGroups == nil {
			f.PrimaryGroups = map[string]int32{}
		}
	}
}
