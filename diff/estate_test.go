package diff

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func ours() []snapshot.Domain {
	return []snapshot.Domain{{DN: "DC=contoso,DC=com", DNSName: "Contoso.com"}}
}

func TestForest(t *testing.T) {
	told := func(s *scene) {
		for _, stream := range []snapshot.Stream{snapshot.StreamCloudGroups, snapshot.StreamCloudPrincipals} {
			s.end(stream, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "onPremisesDomainName") })
		}
	}
	from := func(domain string) func(*snapshot.CloudPrincipal) {
		return func(p *snapshot.CloudPrincipal) { p.DomainName = &domain }
	}
	for _, c := range []struct {
		claim  string
		change func(*scene)
		want   Forest
	}{
		{"nothing read", func(*scene) {}, Forest{RecycleBin: Unknown, PrimaryGroups: No}},
		{"people of the forest alone", func(s *scene) { s.facts.Domains = ours(); told(s); s.person(1, from("CONTOSO.com")) },
			Forest{DomainsRead: true, ForeignDomains: Exactly(0), RecycleBin: Unknown, PrimaryGroups: No}},
		{"people of two others", func(s *scene) {
			s.facts.Domains = ours()
			s.person(1, from("fabrikam.com"))
			s.person(2, from("FABRIKAM.com"))
			s.cloud(3, synced, func(g *snapshot.CloudGroup) { g.DomainName = new("example.com") })
		}, Forest{DomainsRead: true, ForeignDomains: Count{AtLeast: 2}, RecycleBin: Unknown, PrimaryGroups: No}},
		{"none seen without the property is not none", func(s *scene) { s.facts.Domains = ours(); s.person(1) },
			Forest{DomainsRead: true, RecycleBin: Unknown, PrimaryGroups: No}},
		{"nobody else was seen in lists of members that were not all read", func(s *scene) {
			s.facts.Domains = ours()
			told(s)
			s.person(1, from("contoso.com"))
			s.end(snapshot.StreamCloudMemberships, func(e *snapshot.Ended) { e.Status, e.Reason, e.PerGroup = snapshot.Partial, "of one group", true })
		}, Forest{DomainsRead: true, RecycleBin: Unknown, PrimaryGroups: No}},
		{"a synced person does not tell, though the property was asked for", func(s *scene) {
			s.facts.Domains = ours()
			told(s)
			s.person(1, from("contoso.com"))
			s.person(2, func(p *snapshot.CloudPrincipal) { p.SyncEnabled = new(true) })
		}, Forest{DomainsRead: true, RecycleBin: Unknown, PrimaryGroups: No}},
		{"nothing but type and id is known of a person", func(s *scene) {
			s.facts.Domains = ours()
			told(s)
			s.person(1, func(p *snapshot.CloudPrincipal) { p.Limited = true })
		}, Forest{DomainsRead: true, RecycleBin: Unknown, PrimaryGroups: No}},
		{"people and devices of the cloud come from nowhere", func(s *scene) {
			s.facts.Domains = ours()
			told(s)
			s.person(1, func(p *snapshot.CloudPrincipal) { p.SyncEnabled = nil })
			s.person(2, func(p *snapshot.CloudPrincipal) { p.Type, p.Limited = "device", true })
		}, Forest{DomainsRead: true, ForeignDomains: Exactly(0), RecycleBin: Unknown, PrimaryGroups: No}},
		{"others without the domains of the forest are not known to be others", func(s *scene) { told(s); s.person(1, from("fabrikam.com")) },
			Forest{RecycleBin: Unknown, PrimaryGroups: No}},
		{"domains without a DNS name are known by their DN", func(s *scene) {
			s.facts.Domains = []snapshot.Domain{{DN: "DC=contoso,DC=com"}}
			told(s)
			s.person(1, from("contoso.com"))
		}, Forest{DomainsRead: true, ForeignDomains: Exactly(0), RecycleBin: Unknown, PrimaryGroups: No}},
		{"what the directory says of itself", func(s *scene) {
			s.facts.SchemaVersion, s.facts.RecycleBin = new(int64(88)), new(false)
			s.facts.PrimaryGroups = map[string]int32{}
		}, Forest{SchemaVersion: new(int64(88)), RecycleBin: No, PrimaryGroups: Unknown}},
		{"a search for primary groups was made", func(s *scene) {
			s.facts.PrimaryGroups = map[string]int32{}
			s.facts.PrimaryGroupDomains = []string{"contoso.com"}
		}, Forest{RecycleBin: Unknown, PrimaryGroups: Yes}},
		{"accounts of which the search brought no primary group hide it, other objects and what was not asked do not", func(s *scene) {
			s.facts.PrimaryGroups, s.facts.PrimaryGroupDomains = map[string]int32{}, []string{"contoso.com"}
			s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "primarygroupid") })
			read := func(class string, id *int32, missing ...string) func(*snapshot.DirectoryPrincipal) {
				return func(p *snapshot.DirectoryPrincipal) {
					p.Seen, p.Class, p.PrimaryGroupID, p.Missing = true, class, id, missing
				}
			}
			s.account(31, read("user", nil))
			s.account(32, read("computer", nil))
			s.account(33, read("msds-groupmanagedserviceaccount", nil))
			s.account(34, read("user", new(int32(513))))
			s.account(35, read("user", nil, "primaryGroupID"))
			s.account(36, read("contact", nil))
			s.account(37, read("group", nil))
			s.account(38, read("", nil))
			s.object("CN=Someone,OU=People,DC=fabrikam,DC=com", read("user", nil))
		}, Forest{RecycleBin: Unknown, PrimaryGroups: Yes, PrimaryGroupsHidden: 3}},
		{"a search of another domain for primary groups says nothing of ours", func(s *scene) {
			s.facts.PrimaryGroups, s.facts.PrimaryGroupDomains = map[string]int32{}, []string{"fabrikam.com"}
		}, Forest{RecycleBin: Unknown, PrimaryGroups: Unknown}},
		{"nor does one of the domain of the OU alone where copies lie in another", func(s *scene) {
			s.facts.PrimaryGroups, s.facts.PrimaryGroupDomains = map[string]int32{}, []string{"contoso.com"}
			s.copyOf(101, s.cloud(1, security, enabled("")), in("OU=Writeback,DC=emea,DC=contoso,DC=com"))
		}, Forest{RecycleBin: Unknown, PrimaryGroups: Unknown}},
		{"a filter in a query whose base is not known says nothing", func(s *scene) {
			s.facts.PrimaryGroups = map[string]int32{}
			s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) { e.Query = "filter: (!(primaryGroupID=513))" })
		}, Forest{RecycleBin: Unknown, PrimaryGroups: Unknown}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			c.change(s)
			if d := cmp.Diff(c.want, s.load().TenantSubject().Tenant.Forest); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestWritebackOU(t *testing.T) {
	fill := func(strangers, copies int) func(*scene) {
		return func(s *scene) {
			for n := range strangers {
				s.group(500+n, "Stranger")
			}
			for n := range copies {
				s.copyOf(700+n, s.cloud(900+n, security, enabled("")))
			}
		}
	}
	for _, c := range []struct {
		claim  string
		change func(*scene)
		want   WritebackOU
	}{
		{"an own OU", fill(1, 4), WritebackOU{Agrees: Unknown, DomainHead: No, UsersContainer: No, Groups: new(5), Strangers: new(1), Dedicated: Yes}},
		{"ten strangers are not many", fill(10, 1), WritebackOU{Agrees: Unknown, DomainHead: No, UsersContainer: No, Groups: new(11), Strangers: new(10), Dedicated: Yes}},
		{"a fifth is not many", fill(11, 44), WritebackOU{Agrees: Unknown, DomainHead: No, UsersContainer: No, Groups: new(55), Strangers: new(11), Dedicated: Yes}},
		{"more than both are", fill(11, 43), WritebackOU{Agrees: Unknown, DomainHead: No, UsersContainer: No, Groups: new(54), Strangers: new(11), Dedicated: No}},
		{"names of writeback, built-in groups and groups elsewhere are no strangers", func(s *scene) {
			s.group(1, "Lost_0123456789ab")
			s.group(2, "Critical", func(g *snapshot.DirectoryGroup) { g.IsCriticalSystem = new(true) })
			s.group(3, "Low RID", func(g *snapshot.DirectoryGroup) { g.SID = new(sidText(572)) })
			s.group(4, "Exchange", in("OU=Microsoft Exchange Security Groups,"+writebackOU))
			s.group(5, "Builtin", func(g *snapshot.DirectoryGroup) { g.SID = new("S-1-5-32-545") })
			s.group(6, "Elsewhere", in("OU=Other,DC=contoso,DC=com"))
		}, WritebackOU{Agrees: Unknown, DomainHead: No, UsersContainer: No, Groups: new(1), Strangers: new(0), Dedicated: Yes}},
		{"the head of the domain", func(s *scene) { s.sync.UnifiedGroupContainer = new("DC=contoso,DC=com") },
			WritebackOU{Agrees: Unknown, DomainHead: Yes, UsersContainer: No, Groups: new(0), Strangers: new(0), Dedicated: No}},
		{"the container Users", func(s *scene) { s.sync.UnifiedGroupContainer = new("CN=Users,DC=contoso,DC=com") },
			WritebackOU{Agrees: Unknown, DomainHead: No, UsersContainer: Yes, Groups: new(0), Strangers: new(0), Dedicated: No}},
		{"no OU", func(s *scene) { s.sync.UnifiedGroupContainer = nil },
			WritebackOU{Agrees: Unknown, DomainHead: Unknown, UsersContainer: Unknown, Dedicated: Unknown}},
		{"an OU chosen alike", func(s *scene) { s.choices.WritebackOU = "ou=WRITEBACK, dc=contoso,dc=com" },
			WritebackOU{Chosen: true, Agrees: Yes, DomainHead: No, UsersContainer: No, Groups: new(0), Strangers: new(0), Dedicated: Yes}},
		{"another OU chosen", func(s *scene) { s.choices.WritebackOU = "OU=Other,DC=contoso,DC=com" },
			WritebackOU{Chosen: true, Agrees: No, DomainHead: Unknown, UsersContainer: Unknown, Dedicated: Unknown}},
		{"a container that is no DN agrees with nothing", func(s *scene) {
			s.choices.WritebackOU, s.sync.UnifiedGroupContainer = writebackOU, new("writeback")
		}, WritebackOU{Chosen: true, Agrees: Unknown, DomainHead: No, UsersContainer: No, Groups: new(0), Strangers: new(0), Dedicated: Yes}},
		{"directory groups that were not all read", func(s *scene) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, WritebackOU{Agrees: Unknown, DomainHead: No, UsersContainer: No, Dedicated: Unknown}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			c.change(s)
			if d := cmp.Diff(c.want, s.load().TenantSubject().Tenant.OU); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestDeletedObjectsOfAnotherDomainSayNothingOfOurs(t *testing.T) {
	for claim, tt := range map[string]struct {
		change func(*scene)
		status snapshot.Status
		found  bool
	}{
		"those of the domain of the OU do":          {func(s *scene) { s.facts.DeletedDomains = []string{"contoso.com"} }, snapshot.Complete, true},
		"those of another forest do not":            {func(s *scene) { s.facts.DeletedDomains = []string{"fabrikam.com"} }, snapshot.Partial, true},
		"those of the parent domain do not":         {func(s *scene) { s.facts.DeletedDomains = []string{"com"} }, snapshot.Partial, true},
		"deleted groups of an OU do not":            {func(*scene) {}, snapshot.Partial, true},
		"a copy deleted in another forest was none": {func(s *scene) { s.tombstones[0].DN = "CN=x,CN=Deleted Objects,DC=fabrikam,DC=com" }, snapshot.Partial, false},
		"without an OU it is the domains of copies that count": {func(s *scene) {
			s.sync.UnifiedGroupContainer, s.facts.DeletedDomains = nil, []string{"contoso.com"}
			s.copyOf(101, s.cloud(2, security, enabled("")))
		}, snapshot.Complete, true},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.end(snapshot.StreamDirectoryDeleted, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
			s.tombstones = append(s.tombstones, snapshot.DirectoryDeletedGroup{GUID: guid(200), DN: "CN=x,CN=Deleted Objects,DC=contoso,DC=com",
				ExternalDirectoryObjectID: new("Group_" + id.String())})
			tt.change(s)
			f := s.load()
			state := f.State(snapshot.StreamDirectoryDeleted)
			if state.Status != tt.status || subjectOf(t, f, ofCloud(id)).DirectoryDeleted != tt.found {
				t.Errorf("%s (%s), found %v", state.Status, state.Reason, subjectOf(t, f, ofCloud(id)).DirectoryDeleted)
			}
		})
	}
}

func TestDeletedCopies(t *testing.T) {
	s := newScene(t)
	deleted, other := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled(""))
	recent := s.cloud(3, security, enabled(""))
	renamed, described := s.cloud(7, security, enabled("")), s.cloud(8, security, enabled(""))
	byID, bySuffix, byDN := s.cloud(4, security, enabled("")), s.cloud(5, security, enabled("")), s.cloud(6, security, enabled(""))
	s.end(snapshot.StreamDirectoryDeleted, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
	for n, d := range []snapshot.DirectoryDeletedGroup{
		{ExternalDirectoryObjectID: new("Group_" + deleted.String())},
		{ExternalDirectoryObjectID: new("Group_" + recent.String()), WhenChanged: new(sceneStart.Add(-time.Minute))},
		{ExternalDirectoryObjectID: new("User_" + other.String())}, {ExternalDirectoryObjectID: new("Group_" + guid(99).String())}, {},
		{LastKnownRDN: new("Group_" + byID.String())}, {LastKnownRDN: new("Payroll_" + bySuffix.String()[24:])},
		{DN: "CN=Payroll_" + byDN.String()[24:] + `\0ADEL:e5e19767-b5ec-4f15-960f-865c28c015fa,CN=Deleted Objects,DC=contoso,DC=com`},
		{LastKnownRDN: new("Group_" + guid(98).String())}, {LastKnownRDN: new("Payroll_000000000000")},
		{LastKnownRDN: new("Renamed"), AdminDescription: new("Group_" + renamed.String())},
		{LastKnownRDN: new("Group_" + described.String()), AdminDescription: new("of the printers")},
		{LastKnownRDN: new("Group_" + other.String()), ExternalDirectoryObjectID: new("User_" + other.String())},
	} {
		d.GUID = guid(200 + n)
		s.tombstones = append(s.tombstones, d)
	}
	f := s.load()
	for id, want := range map[snapshot.GUID][2]bool{deleted: {true, false}, other: {false, false}, recent: {true, true},
		byID: {true, false}, bySuffix: {true, false}, byDN: {true, false}, renamed: {true, false}, described: {true, false}} {
		got := subjectOf(t, f, ofCloud(id))
		if got.DirectoryDeleted != want[0] || got.Settling != want[1] {
			t.Errorf("%s: deleted %v, settling %v, want %v", id, got.DirectoryDeleted, got.Settling, want)
		}
	}
}
