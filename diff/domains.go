package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// ouDomains is the domain of the writeback OU; where that is not known, the domains of copies.
func (f *Facts) ouDomains() map[string]bool {
	if f.ou != "" {
		return map[string]bool{snapshot.DomainOf(f.ou): true}
	}
	return f.copyDomains()
}

// copyDomains are the domains in which copies may lie: of the writeback OU and of every group that is or may be a
// copy, and where there is neither, of every directory group.
func (f *Facts) copyDomains() map[string]bool {
	copies, all := map[string]bool{}, map[string]bool{}
	if f.ou != "" {
		copies[snapshot.DomainOf(f.ou)] = true
	}
	domains := make([]string, len(f.parents.list))
	for i := range f.parents.list {
		domains[i] = snapshot.DomainOf(f.parents.list[i].folded)
	}
	for i := range f.directory {
		d := &f.directory[i]
		all[domains[d.parent]] = true
		if d.claim != none || !d.anchorID.IsZero() {
			copies[domains[d.parent]] = true
		}
	}
	if len(copies) == 0 {
		return all
	}
	return copies
}

// covers reports whether every expected domain was read; none expected is not known to be read.
func covers(read []string, expected map[string]bool) bool {
	for domain := range expected {
		if !slices.Contains(read, domain) {
			return false
		}
	}
	return len(expected) > 0
}

// limitDeleted makes the list of deleted groups partial where it is not that of the writeback OU: what was deleted in
// another domain or forest says nothing of what was deleted in this one.
func (f *Facts) limitDeleted() {
	state := f.State(snapshot.StreamDirectoryDeleted)
	var read []string
	if f.estate.facts != nil {
		read = f.estate.facts.DeletedDomains
	}
	expected := f.ouDomains()
	if state.Status != snapshot.Complete || covers(read, expected) {
		return
	}
	found := "no known domain"
	if len(read) > 0 {
		found = strings.Join(read, ", ")
	}
	wanted := "the domain of the writeback OU"
	if len(expected) > 0 {
		wanted = strings.Join(slices.Sorted(maps.Keys(expected)), ", ")
	}
	f.manifest.Streams = slices.Clone(f.manifest.Streams)
	for i := range f.manifest.Streams {
		if s := &f.manifest.Streams[i]; s.Name == snapshot.StreamDirectoryDeleted {
			s.Status = snapshot.Partial
			s.Reason = fmt.Sprintf("Deleted Objects of %s were read, those of %s were not: export them", found, wanted)
		}
	}
}
