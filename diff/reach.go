package diff

import (
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// goal is where an engine writes copies, as far as known.
type goal struct {
	// domain is a DNS name in lower case, container a folded DN below it, "" when not known.
	domain, container string
}

// goals are where copies are written to beside the writeback OU: where cloud sync's jobs write, the second OU where two
// contradict each other, and every domain of the forest where the place of a copy is not known. Without the domains of
// the forest the one that was read is believed to be the only one.
func (f *Facts) goals() []goal {
	told, all := f.cloudSyncGoals()
	if f.ou == "" && (len(told) == 0 || f.tenant.V1 != Off || f.tenant.V2 != Off) || !all {
		for _, domain := range slices.Sorted(maps.Keys(f.estate.domains)) {
			told = append(told, goal{domain: domain})
		}
	}
	if f.otherOU != "" {
		told = append(told, goal{domain: snapshot.DomainOf(f.otherOU), container: f.otherOU})
	}
	return told
}

// cloudSyncGoals are where cloud sync writes as stated, else as its jobs say; all is false when it is on and writes
// where nobody tells.
func (f *Facts) cloudSyncGoals() (goals []goal, all bool) {
	if f.tenant.CloudSync == Off {
		return nil, true
	}
	jobs := f.estate.jobs
	all = f.tenant.CloudSync != On || f.estate.jobsTold && len(jobs) > 0
	switch stated, ok := f.statedJob(); {
	case ok:
		jobs, all = []job{stated}, true
	case f.states(stated):
		// The jobs say otherwise: a copy may lie where either tells.
		goals = append(goals, goal{domain: stated.domain, container: stated.container})
	}
	for _, j := range jobs {
		if j = f.withDomain(j); j.domain == "" {
			all = false
			continue
		}
		goals = append(goals, goal{domain: j.domain, container: j.container})
	}
	return goals, all
}

// statedJob is where cloud sync writes by the configuration, which speaks for all jobs; false where it does not tell, and
// where it names a domain that no job writes into.
func (f *Facts) statedJob() (stated job, ok bool) {
	stated.domain = strings.ToLower(f.choices.CloudSyncDomain)
	// A container that is no DN was refused when the configuration was read.
	stated.container, _ = snapshot.FoldDN(f.choices.CloudSyncContainer)
	stated = f.withDomain(stated)
	return stated, f.states(stated) && !f.denied(stated)
}

// states reports whether the configuration says where cloud sync writes, in the words of statedJob.
func (f *Facts) states(stated job) bool {
	return stated.domain != "" && (stated.container != "" || f.choices.CloudSyncDomain != "")
}

// denied reports whether all jobs say where they write, and none of them into a domain that was stated.
func (f *Facts) denied(stated job) bool {
	return f.estate.jobsTold && len(f.estate.jobs) > 0 && !slices.ContainsFunc(f.estate.jobs, func(j job) bool {
		domain := f.withDomain(j).domain
		return domain == "" || domain == stated.domain
	})
}

// reaches reports whether copies in a goal would have been found: the container was searched or, while it is not known,
// anything of the domain. A source that does not tell is believed where a group of the domain came, or where nothing came
// and engines write into no other domain.
func (f *Facts) reaches(g goal, s *snapshot.StreamState) bool {
	if s.Searched == nil {
		return s.ToEnd || len(f.directory) == 0 && f.writesOnlyTo(g.domain) || slices.ContainsFunc(f.directory, func(d directoryRow) bool {
			return f.parents.list[d.parent].place.domain == g.domain
		})
	}
	return slices.ContainsFunc(s.Searched, func(in snapshot.Searched) bool {
		if g.container != "" {
			return in.Covers(g.container)
		}
		return snapshot.DomainOf(in.Base) == g.domain
	})
}

// writesOnlyTo reports whether no engine writes into another domain, as far as known.
func (f *Facts) writesOnlyTo(domain string) bool {
	elsewhere := func(g goal) bool { return g.domain != domain }
	return (f.ou == "" || snapshot.DomainOf(f.ou) == domain) && !slices.ContainsFunc(f.goals(), elsewhere)
}

// unreached are the domains of goals of which nothing was read, each once, in order.
func (f *Facts) unreached(s *snapshot.StreamState) []string {
	var domains []string
	for _, g := range f.goals() {
		if !f.reaches(g, s) {
			domains = append(domains, g.domain)
		}
	}
	slices.Sort(domains)
	return slices.Compact(domains)
}
