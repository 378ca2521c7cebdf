package directory

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// facts gathers what single objects tell of the directory as a whole.
type facts struct {
	snapshot.DirectoryFacts
	servers []snapshot.DomainController
	// read says that anything was learnt at all.
	read bool
	// featuresAsked says that a search asked for the enabled features, partitionsSeen that their container came with
	// its class, which the account may read then.
	featuresAsked, partitionsSeen bool
}

// take learns from one record that is no group and no principal.
func (f *facts) take(o *object) {
	switch {
	case o.folded == "":
		f.server(o)
	case o.has(nCName):
		f.domain(o)
	case o.has(lDAPDisplayName):
		if o.is(lDAPDisplayName, ldapNames[recipientDisplayType]) {
			f.exchange()
		}
	case strings.HasPrefix(o.folded, schemaHead):
		f.SchemaVersion = read(o, objectVersion, parseInteger)
		f.read = f.read || f.SchemaVersion != nil
	case strings.HasPrefix(o.folded, partitions):
		f.features(o)
	default:
		f.contains(o)
	}
}

// server reads the rootDSE.
func (f *facts) server(o *object) {
	dc := snapshot.DomainController{
		Domain:              snapshot.DomainOf(o.first(defaultNamingContext)),
		Name:                strings.ToLower(o.first(dnsHostName)),
		HighestCommittedUSN: read(o, highestCommittedUSN, parseInteger),
	}
	if dc.Name != "" || dc.HighestCommittedUSN != nil {
		f.servers = append(f.servers, dc)
	}
}

func (f *facts) domain(o *object) {
	if f.Domains == nil {
		f.Domains = []snapshot.Domain{}
	}
	if d, ok := o.domainRecord(); ok && !slices.Contains(f.Domains, d) {
		f.Domains = append(f.Domains, d)
	}
	f.read = true
}

// exchange notes that the schema has Exchange's attributes.
func (f *facts) exchange() {
	yes := true
	f.ExchangeSchema, f.read = &yes, true
}

// features reads the Recycle Bin off the Partitions container. Its absence there counts only if
// the record shows that the attribute would have come.
func (f *facts) features(o *object) {
	f.contains(o)
	f.partitionsSeen = f.partitionsSeen || o.has(objectClass)
	enabled := slices.ContainsFunc(o.values[enabledFeature], func(dn string) bool {
		dn, _ = splitExtended(dn)
		return strings.HasPrefix(strings.ToLower(dn), "cn=recycle bin feature,")
	})
	if enabled || o.has(enabledFeature) || o.whole() {
		f.RecycleBin = &enabled
	}
}

func (f *facts) contains(o *object) {
	f.Containers = append(f.Containers, o.folded)
	f.read = true
	if o.has(securityDescriptor) {
		if f.Descriptors == nil {
			f.Descriptors = map[string][]byte{}
		}
		f.Descriptors[o.folded] = []byte(o.first(securityDescriptor))
	}
}

// usualPrimaryGroups are the RIDs of Domain Users, Guests, Computers and Controllers, and of
// read-only controllers.
var usualPrimaryGroups = []int32{513, 514, 515, 516, 521}

// principal learns the primary group of one member object.
func (f *facts) principal(p *snapshot.DirectoryPrincipal) {
	if p.PrimaryGroupID == nil {
		return
	}
	if f.PrimaryGroups == nil {
		f.PrimaryGroups = map[string]int32{}
	}
	f.read = true
	if !slices.Contains(usualPrimaryGroups, *p.PrimaryGroupID) {
		f.PrimaryGroups[p.FoldedDN] = *p.PrimaryGroupID
	}
}

// sorted returns the facts with every list in order.
func (f *facts) sorted() snapshot.DirectoryFacts {
	f.settleFeatures()
	slices.Sort(f.Containers)
	f.Containers = slices.Compact(f.Containers)
	slices.Sort(f.PrimaryGroupDomains)
	slices.Sort(f.DeletedDomains)
	slices.SortFunc(f.Domains, func(a, b snapshot.Domain) int { return strings.Compare(a.DN, b.DN) })
	return f.DirectoryFacts
}
