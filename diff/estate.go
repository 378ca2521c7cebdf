package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// estate is what was learnt of the directory as a whole, and of its groups where that is rare: the
// maps hold the rows of few groups, however many there are.
type estate struct {
	// facts is nil when directory_facts was not read.
	facts *snapshot.DirectoryFacts
	// container is the writeback OU of the sync configuration as received, "" when not read.
	container string
	// domains are the DNS names of the forest's domains, nil when they were not read.
	domains map[string]bool
	// origins are the DNS names of the domains that synced cloud objects name as theirs; originless counts the people
	// who may come from the directory and do not name one.
	origins    map[string]bool
	originless int
	// mailboxes tells that a mailbox on-premises was seen, mailboxesUnread that an account may have one,
	// since its search did not ask; peopleSeen that an account of a person was read at all.
	mailboxes, mailboxesUnread, peopleSeen bool
	peopleByCloudSync                      Answer
	// jobs are those that write groups; jobsTold says that no other job may be one.
	jobs     []job
	jobsTold bool
	// connectDomain is the domain that Connect writes copies into, "" where it is not known; spread tells that engines
	// write into more than one, or may.
	connectDomain string
	spread        bool
	// statedDomain is where cloud sync writes as stated and believed, "" else; jobDomains are those of jobs, in their order,
	// "" where not known. jobsMissing tells that jobs that were not read may write elsewhere.
	statedDomain string
	jobDomains   []string
	jobsMissing  bool
	// soleDomain tells that the domains of the forest were not read and that nothing speaks of a second one.
	soleDomain bool
	// twinsElsewhere marks the directory rows whose cloud group nobody claims while groups of other domains name it too, of
	// which it is not known whether engines write there.
	twinsElsewhere map[int32]bool
	// samTwins counts by directory row the other groups of its domain with the same account name.
	samTwins map[int32]int
	// syncedBack marks the directory rows that a synced cloud group comes from.
	syncedBack map[int32]bool
	// named marks unclaimed rows without anchor whose common name names a cloud group.
	named map[int32]bool
	// primary lists by directory row the accounts that have it as primary group; primaryHidden counts by
	// domain the accounts of which primaryGroupID did not come though it was asked for.
	primary       map[int32][]uint32
	primaryHidden map[string]int
	access        Access

	connect []*connectView
	// anchorDoubted says that the sync configuration and Connect's export name different source anchors;
	// otherContainer is the writeback OU of that export where the sync configuration has another one.
	anchorDoubted  bool
	otherContainer string
	// scope is what Connect reads of the directory, nil when not known; outOfScope says that it
	// leaves out a container in which something was read.
	scope      *syncScope
	outOfScope bool
	// exportErrors are by cloud row; nil when there is none.
	exportErrors map[int32]*ExportErrors
}

// readEstate reads what belongs to no single group; it must come before both sides are read.
func (f *Facts) readEstate(r *snapshot.Reader, sync *snapshot.SyncConfiguration) error {
	var err error
	if f.estate.facts, err = r.DirectoryFacts(); err != nil {
		return err
	}
	f.estate.origins = map[string]bool{}
	if sync != nil {
		f.estate.container = deref(sync.UnifiedGroupContainer)
	}
	if f.estate.facts == nil || f.estate.facts.Domains == nil {
		return nil
	}
	f.estate.domains = map[string]bool{}
	for _, d := range f.estate.facts.Domains {
		if name := dnsName(d); name != "" {
			f.estate.domains[name] = true
		}
	}
	f.people.forest = f.estate.domains
	return nil
}

// dnsName is the DNS name of a domain in lower case.
func dnsName(d snapshot.Domain) string {
	return orElse(strings.ToLower(d.DNSName), snapshot.DomainOf(d.DN))
}

// peopleTemplate is the template of a cloud sync job that brings people and groups to the cloud.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-inbound-synch-ms-graph
const peopleTemplate = "AD2AADProvisioning"

// bringsPeople says whether one of the jobs brings people to the cloud; read, that all jobs were.
func bringsPeople(jobs []snapshot.SyncJob, read bool) Answer {
	for i := range jobs {
		prefix, _, _ := strings.Cut(jobs[i].ID, ".")
		if jobs[i].TemplateID != nil {
			prefix = *jobs[i].TemplateID
		}
		if strings.EqualFold(prefix, peopleTemplate) {
			return Yes
		}
	}
	if read {
		return No
	}
	return Unknown
}

// originate notes the domain that a cloud object says it comes from.
func (e *estate) originate(domain *string) {
	if set(domain) && !e.origins[*domain] {
		e.origins[strings.ToLower(*domain)] = true
	}
}

// originatePerson notes likewise where a principal comes from that is no group, which the list of groups tells.
func (e *estate) originatePerson(c *snapshot.CloudPrincipal) {
	e.originate(c.DomainName)
	hidden := c.Limited || c.Unreadable != ""
	switch stateOf(c) {
	case stateDevice, stateService, stateGroup:
	default:
		e.originless += count(!set(c.DomainName) && (hidden || isTrue(c.SyncEnabled)))
	}
}

// isPerson reports whether an account is one of a person by its class.
func isPerson(d *snapshot.DirectoryPrincipal) bool {
	_, of := accountOf(d)
	return of == familyUser
}

// note notes what one record says of the directory as a whole.
func (e *estate) note(d *snapshot.DirectoryPrincipal) {
	if hidesPrimary(d) {
		if e.primaryHidden == nil {
			e.primaryHidden = map[string]int{}
		}
		e.primaryHidden[snapshot.DomainOf(d.FoldedDN)]++
	}
	e.peopleSeen = e.peopleSeen || d.Seen && isPerson(d)
	e.mailboxes = e.mailboxes || d.RecipientTypeDetails != nil && *d.RecipientTypeDetails == mailboxDetails
	e.mailboxesUnread = e.mailboxesUnread || len(d.Missing) > 0 && slices.Contains(d.Missing, "msExchRecipientTypeDetails")
}

// survey finds what depends on both sides being paired and linked.
func (f *Facts) survey(r *snapshot.Reader, k *linkKeys) error {
	f.surveyParents()
	f.doubtDomains()
	f.scopeOfParents()
	f.placeErrors(f.estate.connect)
	f.findSAMTwins()
	f.findSyncedBack()
	f.findNamed()
	f.findPrimary(k)
	f.findAccess(k)
	f.tenant.Forest = f.forest()
	f.limitDeleted()
	f.tenant.DirectoryRead = f.directoryRead()
	f.tenant.Mailing = f.mailing()
	f.tenant.OU = f.writebackOU()
	f.findJob()
	f.findSpread()
	f.prepareMove(k)
	return f.readTombstones(r)
}

// isDomainHead reports whether a folded DN has nothing but DC parts.
func isDomainHead(folded string) bool {
	for dn := folded; dn != ""; dn = snapshot.ParentDN(dn) {
		if !strings.HasPrefix(dn, "dc=") {
			return false
		}
	}
	return folded != ""
}
