package policies

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// withEstate completes a tenant with a directory of which everything is known and nothing is wrong.
func withEstate(t *diff.Tenant) *diff.Tenant {
	t.Forest = diff.Forest{
		DomainsRead: true, ForeignDomains: diff.Exactly(0), SchemaVersion: ptr[int64](88), RecycleBin: diff.Yes, PrimaryGroups: diff.Yes,
	}
	t.OU = diff.WritebackOU{
		Chosen: true, Agrees: diff.Yes, DomainHead: diff.No, UsersContainer: diff.No,
		Groups: ptr(40), Strangers: ptr(0), Dedicated: diff.Yes,
	}
	t.Mailing = diff.Mailing{RecipientsWritten: true, OnPremMailboxes: diff.No}
	t.DirectoryRead = diff.DirectoryRead{
		Anchors: true, Every: true, AdminCount: true, SAMAccountName: true, RecipientDisplayType: true, ShowInAddressBook: true, Mail: true, ObjectSID: true, AccountAdminCount: true,
	}
	t.Governance = diff.GovernanceFacts{
		Register: true, Convention: true, Dated: true, Reviews: diff.Yes, Assignments: diff.Yes, Duties: diff.Yes, Roles: diff.Yes,
		ManagedBy: true, AdminCount: true, AccountState: true, UserType: true, Restricted: true, CycleMinutes: 30,
	}
	return t
}

// withEstateTotals completes totals with copies that are named and known to Exchange as they should be.
func withEstateTotals(t diff.Totals) diff.Totals {
	t.Naming = diff.NamingTotals{DisplayName: 40, CopiesRead: true}
	t.Mailing = diff.MailingTotals{Expected: 20, Bare: ptr(0), Recipients: ptr(20), Invisible: ptr(0)}
	t.References = diff.ReferenceTotals{Expected: 400, PeopleByCloudSync: diff.No}
	none := diff.Counted{Groups: diff.Exactly(0)}
	t.Governance = diff.GovernanceTotals{
		Written: 40, Secured: 20, Copies: 40, Rows: 40, StrayRows: ptr(0),
		Unmanaged: none, Unreviewed: none, Stale: none, Outside: none, Unregistered: none, Leavers: none,
		LeaverPeople: diff.Exactly(0), LeaverMemberships: diff.Exactly(0), LeaversPrivileged: diff.Exactly(0),
	}
	return t
}

// knownAccess are access lists that were read and name administrators and the connector only.
func knownAccess() diff.Access {
	whole := diff.Trustee{SID: "S-1-5-21-1-2-3-512", Kind: diff.TrusteeAdmins, Create: true, Delete: true,
		WriteMember: true, WriteAll: true, WriteDACL: true, WriteOwner: true}
	connector := diff.Trustee{SID: "S-1-5-21-1-2-3-1105", Number: 1, Kind: diff.TrusteeConnector, Create: true, Delete: true, WriteMember: true, WriteAll: true}
	return diff.Access{
		OU:         diff.AccessList{Read: diff.Yes, Trustees: []diff.Trustee{connector, whole}},
		Head:       diff.AccessList{Read: diff.Yes, Trustees: []diff.Trustee{whole}},
		Connectors: []diff.ConnectorAccount{{SID: "S-1-5-21-1-2-3-1105"}}, Agents: []diff.ConnectorAccount{},
	}
}

// noAccess are access lists that were not read.
func noAccess() diff.Access {
	return diff.Access{
		OU:         diff.AccessList{Read: diff.No, Trustees: []diff.Trustee{}},
		Head:       diff.AccessList{Read: diff.No, Trustees: []diff.Trustee{}},
		Connectors: []diff.ConnectorAccount{}, Agents: []diff.ConnectorAccount{},
	}
}

// governedSecurity is a security copy for which somebody answers, and which leads nowhere.
func governedSecurity() diff.Governance {
	return diff.Governance{
		Secured: diff.Yes, Path: diff.PrivilegedPath{Leads: diff.No, Gap: diff.GapNone, Group: diff.PrivilegedNone},
		Review:     diff.Review{Current: diff.Yes, Definition: diff.Yes, Days: ptr(90)},
		Registered: true, Stale: diff.No, InConvention: diff.Yes, TimeBound: diff.TimeBound{Read: diff.Yes},
	}
}

// ungoverned is what is known of a directory group without a cloud group.
func ungoverned() diff.Governance {
	return diff.Governance{
		Secured: diff.No, Path: diff.PrivilegedPath{Leads: diff.No, Gap: diff.GapNone, Group: diff.PrivilegedNone},
		Review: diff.Review{Current: diff.No, Definition: diff.No}, Stale: diff.No, InConvention: diff.Yes,
		TimeBound: diff.TimeBound{Read: diff.Unknown},
	}
}

// populationLists are the streams that a population is counted by.
var populationLists = []snapshot.Stream{
	snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships, snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryMemberships,
}

func provenPopulation() diff.Population {
	p := diff.Population{CloudAge: ptr[int64](300), DirectoryAge: ptr[int64](300)}
	for _, stream := range populationLists {
		p.Lists = append(p.Lists, diff.ListProof{Name: string(stream), Proof: diff.ProofCounted, Records: 60, Counted: ptr[int64](60)})
	}
	return p
}

func unreadPopulation() diff.Population {
	var p diff.Population
	for _, stream := range populationLists {
		p.Lists = append(p.Lists, diff.ListProof{Name: string(stream), Proof: diff.ProofAbsent})
	}
	return p
}
