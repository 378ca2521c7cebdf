package diff

import (
	"fmt"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Spread says whether the copies of a cloud group that were found are one of several, since engines write the group into
// several domains: a job of cloud sync writes into one, and a group may be in the scope of more than one, or Connect's too.
type Spread string

// SpreadNo is that of a group with one place for its copy, and of one without any copy; SpreadYes that of one with several,
// each with its copy, SpreadLacking where one should have a copy and has none, SpreadUnread where one may hold a copy that was
// not read. SpreadUnknown is that of a group that engines may write into several domains: of which it is not known.
const (
	SpreadNo      Spread = "no"
	SpreadYes     Spread = "yes"
	SpreadLacking Spread = "lacking"
	SpreadUnread  Spread = "unread"
	SpreadUnknown Spread = "unknown"
)

// destination is a domain that an engine writes a group into, or may.
type destination struct {
	// domain is a DNS name in lower case, "" while nobody names it.
	domain string
	// owned is yes where the group is in the scope of the engine, which owns its copy there though it may not run now;
	// written where it runs too.
	owned, written Answer
}

// destinations are the domains that engines write a group into.
type destinations struct {
	known []destination
	// open says that there may be others: a job of cloud sync that was not read may write into any domain.
	open bool
}

// add adds one, together with what is known of the same domain. Two domains that nobody names may be two.
func (d *destinations) add(one destination) {
	for i := range d.known {
		if known := &d.known[i]; known.domain == one.domain && one.domain != "" {
			known.owned, known.written = either(known.owned, one.owned), either(known.written, one.written)
			return
		}
	}
	d.known = append(d.known, one)
}

// several says whether there is more than one.
func (d *destinations) several() Answer {
	sure := 0
	for _, one := range d.known {
		sure += count(one.domain != "" && one.owned == Yes)
	}
	switch {
	case sure > 1:
		return Yes
	case len(d.known) > 1, d.open:
		return Unknown
	}
	return No
}

// holdsEach says whether each of several copies, by their domains, is the only one in a domain that an engine writes the
// group into.
func (d *destinations) holdsEach(found []string) Answer {
	if len(found) > len(d.known) && !d.open || domainsIn(found) < len(found) {
		return No
	}
	result := Yes
	for _, domain := range found {
		at := slices.IndexFunc(d.known, func(one destination) bool { return one.domain == domain })
		if at < 0 {
			at = slices.IndexFunc(d.known, func(one destination) bool { return one.domain == "" })
		}
		switch {
		case at < 0 && !d.open:
			return No
		case at < 0, d.known[at].domain == "", d.known[at].owned != Yes:
			result = Unknown
		}
	}
	return result
}

// lack says whether one of them holds no copy, by the domains of the copies that were found; whole, that no other copy exists.
func (d *destinations) lack(found []string, whole bool) Answer {
	result := No
	if d.open {
		result = Unknown
	}
	for _, one := range d.known {
		switch {
		case slices.Contains(found, one.domain), one.domain == "" && len(found) >= len(d.known):
		case one.domain != "" && one.written == No:
		case one.domain != "" && one.written == Yes && whole:
			return Yes
		default:
			result = Unknown
		}
	}
	return result
}

// domainsIn is how many domains there are in a list of them.
func domainsIn(list []string) int {
	return len(slices.Compact(slices.Sorted(slices.Values(list))))
}

// jobAnswer is what is known of one job and one group.
type jobAnswer struct{ owned, written Answer }

// jobAnswers are numbered by the bytes of JobScopes.each.
var jobAnswers = [...]jobAnswer{{No, No}, {Unknown, Unknown}, {Yes, Unknown}, {Yes, Yes}}

// each says of every job, in its order and by a byte of jobAnswers, whether it has g in its scope; "" where there are not
// two, which is all that Contain leaves open.
func (s *JobScopes) each(g *snapshot.CloudGroup) string {
	if len(s.jobs) < 2 {
		return ""
	}
	list := make([]byte, len(s.jobs))
	for i := range s.jobs {
		in := s.inJob(&s.jobs[i], g)
		one := jobAnswer{owned: in, written: in}
		if in == Yes && s.jobs[i].running != Yes {
			one.written = Unknown
		}
		list[i] = numberOf[byte](jobAnswers[:], one)
	}
	return string(list)
}

// destinationsOf lists the domains that engines write a group into, or may.
func (f *Facts) destinationsOf(row int) (list destinations) {
	c := &f.cloud[row]
	w := &f.writebacks[c.writeback]
	if by := w.byConnect(); by != No {
		list.add(destination{domain: f.estate.connectDomain, owned: by, written: by})
	}
	by := w.CloudSync.effective()
	switch stated := f.estate.statedDomain; {
	case by == No:
		return list
	case stated != "":
		list.add(destination{domain: stated, owned: by, written: by})
		f.addJobs(&list, c, by)
	case len(f.estate.jobs) == 1:
		list.add(destination{domain: f.estate.jobDomains[0], owned: by, written: by})
	default:
		f.addJobs(&list, c, by)
	}
	list.open = f.estate.jobsMissing
	return list
}

// believeOne takes the domain that was read for the only one where nothing tells of others, as goals does.
func (d *destinations) believeOne() {
	if d.open = false; len(d.known) > 1 {
		d.known = slices.DeleteFunc(d.known, func(one destination) bool { return one.domain == "" })
	}
}

// addJobs adds where each of several jobs writes a group; by is what all of them do. A domain that was stated is the one to
// audit: what jobs write elsewhere is no duplicate, and not missed there.
func (f *Facts) addJobs(list *destinations, c *cloudRow, by Answer) {
	answers, stated := f.cloudWords.list[c.jobs], f.estate.statedDomain
	for i := range answers {
		one := jobAnswers[answers[i]]
		if c.kind.kind() != KindSecurity {
			one.owned = all(by, one.owned)
		}
		domain, written := f.estate.jobDomains[i], all(by, one.written)
		switch {
		case one.owned == No, stated != "" && (domain == "" || domain == stated):
			continue
		case stated != "":
			written = No
		}
		list.add(destination{domain: domain, owned: one.owned, written: written})
	}
}

// spreadOf says of a cloud group whether its copies are in several domains. Apart is true where each of several directory
// groups that name it is, or may be, the one copy of its domain.
func (f *Facts) spreadOf(row int) (spread Spread, apart bool) {
	copies := f.copiesOf(row)
	if len(copies) == 0 || !f.estate.spread {
		return SpreadNo, false
	}
	var found []string
	for _, copied := range copies {
		found = append(found, f.parents.list[f.directory[copied].parent].place.domain)
	}
	list := f.destinationsOf(row)
	if f.estate.soleDomain {
		list.believeOne()
	}
	several, each := list.several(), list.holdsEach(found)
	apart = len(copies) > 1 && each != No
	if several == No || len(copies) > 1 && !apart {
		return SpreadNo, false
	}
	switch lacking := list.lack(found, f.wholeDirectory); {
	case lacking == Yes:
		return SpreadLacking, apart
	case lacking == Unknown && !f.wholeDirectory:
		return SpreadUnread, apart
	case lacking == No && several == Yes && each == Yes:
		return SpreadYes, apart
	}
	return SpreadUnknown, apart
}

// findSpread finds where Connect and the jobs of cloud sync write, and whether that is into more than one domain, as far as
// anything tells.
func (f *Facts) findSpread() {
	if f.otherOU == "" || snapshot.DomainOf(f.otherOU) == snapshot.DomainOf(f.ou) {
		f.estate.connectDomain = f.withDomain(job{container: f.ou}).domain
	}
	var list destinations
	if f.tenant.V1 != Off || f.tenant.V2 != Off {
		list.add(destination{domain: f.estate.connectDomain})
	}
	stated, believed := f.statedJob()
	if believed {
		f.estate.statedDomain = stated.domain
		list.add(destination{domain: stated.domain})
	} else if f.states(stated) {
		f.tenant.Notes = append(f.tenant.Notes, fmt.Sprintf("the configuration says that cloud sync writes into the domain %s (cloudsync.domain, cloudsync.container), into which no job writes: the jobs are used", stated.domain))
	}
	for _, j := range f.estate.jobs {
		domain := f.withDomain(j).domain
		f.estate.jobDomains = append(f.estate.jobDomains, domain)
		list.add(destination{domain: domain})
	}
	f.estate.jobsMissing = f.tenant.CloudSync != Off && !believed && !f.estate.jobsTold && len(f.estate.domains) != 1
	list.open = f.estate.jobsMissing
	f.estate.spread = len(list.known) > 1 || list.open
	if f.estate.soleDomain = f.estate.domains == nil && f.speaksOfOneDomain(&list); f.estate.soleDomain {
		list.believeOne()
	}
	if f.estate.spread {
		f.partTwins(&list)
	}
}

// speaksOfOneDomain reports whether all that was searched, found, and that engines are known to write into lies in one domain.
func (f *Facts) speaksOfOneDomain(list *destinations) bool {
	var named []string
	for _, one := range list.known {
		named = append(named, one.domain)
	}
	for _, in := range f.State(snapshot.StreamDirectoryGroups).Searched {
		named = append(named, snapshot.DomainOf(in.Base))
	}
	for i := range f.directory {
		named = append(named, f.parents.list[f.directory[i].parent].place.domain)
	}
	named = slices.DeleteFunc(named, func(domain string) bool { return domain == "" })
	return domainsIn(named) < 2
}

// reaches says whether engines write into a domain.
func (d *destinations) reaches(domain string) Answer {
	result := No
	for _, one := range d.known {
		switch one.domain {
		case domain:
			return Yes
		case "":
			result = Unknown
		}
	}
	if d.open {
		return Unknown
	}
	return result
}

// partTwins counts the directory groups that name a cloud group which nobody claims, see countTwins, apart by the domains that
// engines write into: each of these may have held its copy, which was no duplicate of the others.
func (f *Facts) partTwins(engines *destinations) {
	type named struct {
		id     snapshot.GUID
		domain string
	}
	here, elsewhere := map[named]int{}, map[snapshot.GUID]Answer{}
	var rows []int32
	for i := range f.directory {
		d := &f.directory[i]
		if d.twins == 0 {
			continue
		}
		rows = append(rows, int32(i))
		domain := f.parents.list[d.parent].place.domain
		here[named{d.anchorID, domain}]++
		if told, ok := elsewhere[d.anchorID]; ok {
			elsewhere[d.anchorID] = all(told, engines.reaches(domain))
		} else {
			elsewhere[d.anchorID] = engines.reaches(domain)
		}
	}
	for _, row := range rows {
		d := &f.directory[row]
		twins := here[named{d.anchorID, f.parents.list[d.parent].place.domain}] - 1
		if elsewhere[d.anchorID] == No || twins == int(d.twins) {
			continue
		}
		d.twins = clampCount(twins)
		if elsewhere[d.anchorID] == Unknown {
			if f.estate.twinsElsewhere == nil {
				f.estate.twinsElsewhere = map[int32]bool{}
			}
			f.estate.twinsElsewhere[row] = true
		}
	}
}
