package diff

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// counts are the numbers of Members that a test looks at; the rest is 0.
type counts struct {
	Expected, Excluded, Undecided                     int
	Matched, Missing, Foreign, Tolerated              int
	Known, NoCloud, Unread, Dangerous                 int
	MissingAtLeast, ForeignAtLeast, MissingPrivileged int
}

func countsOf(m *Members) counts {
	return counts{
		m.Expected, m.Excluded, m.Undecided, m.Matched, m.Missing, m.Foreign, m.Tolerated,
		m.ForeignKnown, m.ForeignNoCloud, m.ForeignUnread, m.ForeignDangerous,
		m.MissingAtLeast, m.ForeignAtLeast, m.MissingPrivileged,
	}
}

// pairScene is one written security group with its copy.
func pairScene(t *testing.T) (*scene, snapshot.GUID, *snapshot.DirectoryGroup) {
	s := newScene(t)
	id := s.cloud(1, security, enabled(""))
	return s, id, s.copyOf(101, id)
}

func TestMembers(t *testing.T) {
	matched := counts{Expected: 1, Matched: 1}
	missing := counts{Expected: 1, Missing: 1, MissingAtLeast: 1}
	foreign := counts{Foreign: 1, Unread: 1, ForeignAtLeast: 1}
	for _, c := range []struct {
		name  string
		build func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup)
		want  counts
	}{
		{"a synced person on both sides is matched", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(11))
		}, matched},
		{"one that the copy lacks is missing", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
		}, missing},
		{"an account nobody knows is foreign, and whether it has a cloud object was not read", func(s *scene, _ snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.put(g, s.account(11))
		}, foreign},
		{"a synced person added by hand in the directory is a known foreign member", func(s *scene, _ snapshot.GUID, g *snapshot.DirectoryGroup) {
			other := s.cloud(2, security)
			s.join(other, s.person(11, onPremises(11)))
			s.put(g, s.account(11))
		}, counts{Foreign: 1, Known: 1, ForeignAtLeast: 1}},
		{"another directory group that was read has no cloud object", func(s *scene, _ snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.put(g, s.asMember(s.group(102, "Helpdesk", func(d *snapshot.DirectoryGroup) { d.SID = new(sidText(55)) })))
		}, counts{Foreign: 1, NoCloud: 1, Dangerous: 1, ForeignAtLeast: 1}},
		{"a copy whose anchors disagree is neither missing nor foreign", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			child := s.cloud(2, security, enabled(""))
			s.join(id, child)
			s.put(g, s.asMember(s.group(102, "x", adminAnchor(child), externalAnchor(guid(77)))))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"nor is one that was not supplied as a group", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			child := s.cloud(2, security, enabled(""))
			s.join(id, child)
			s.put(g, s.object("CN=x,"+writebackOU, func(p *snapshot.DirectoryPrincipal) {
				p.Seen, p.Class, p.AdminDescription, p.ExternalDirectoryObjectID = true, "group", new("Group_"+guid(77).String()), new("Group_"+child.String())
			}))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"one that names no member is foreign", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			child := s.cloud(2, security, enabled(""))
			s.join(id, child)
			s.put(g, s.asMember(s.group(102, "x", adminAnchor(guid(76)), externalAnchor(guid(77)))))
		}, counts{Expected: 1, Missing: 1, Foreign: 1, Unread: 1, Dangerous: 1, MissingAtLeast: 1, ForeignAtLeast: 1}},
		{"computers, service accounts and privileged people are dangerous", func(s *scene, _ snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.put(g, s.account(11, func(p *snapshot.DirectoryPrincipal) { p.Class = "computer" }),
				s.account(12, func(p *snapshot.DirectoryPrincipal) { p.Class = "msDS-GroupManagedServiceAccount" }),
				s.account(13, func(p *snapshot.DirectoryPrincipal) { p.AdminCount = new(int32(1)) }))
		}, counts{Foreign: 3, Unread: 3, Dangerous: 3, ForeignAtLeast: 3}},
		{"a privileged person that is missing is counted as such", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.account(11, func(p *snapshot.DirectoryPrincipal) { p.AdminCount = new(int32(1)) })
		}, counts{Expected: 1, Missing: 1, MissingAtLeast: 1, MissingPrivileged: 1}},
		{"who may have the copy as primary group is not missing where accounts were not all read", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			holders(s, snapshot.Partial)
			s.join(id, s.person(11, onPremises(11)), s.person(12, onPremises(12)))
			s.account(12, usualPrimary)
		}, counts{Expected: 1, Undecided: 1, Missing: 1, MissingAtLeast: 1}},
		{"nor where the account was read without its primary group", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			holders(s, snapshot.Complete, "contoso.com")
			s.join(id, s.person(11, onPremises(11)))
			s.account(11, func(p *snapshot.DirectoryPrincipal) { p.Class = "user" })
			s.end(snapshot.StreamDirectoryPrincipals, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "primarygroupid") })
		}, counts{Undecided: 1}},
		{"a stranger may be one of whom that is open", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			holders(s, snapshot.Partial)
			s.join(id, s.person(11, bySIDOnly(11)))
			s.put(g, s.bare(11))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"but is where all accounts of its domain were read", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			holders(s, snapshot.Partial, "contoso.com")
			s.join(id, s.person(11, onPremises(11)))
		}, missing},
		{"and where an export does not tell whether they were", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			holders(s, snapshot.Complete)
			s.join(id, s.person(11, onPremises(11)))
		}, missing},
		{"guests and cloud-only people are excluded", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.person(11), s.person(12, func(p *snapshot.CloudPrincipal) { p.UserType = new("Guest") }))
		}, counts{Excluded: 2}},
		{"a guest with an account is expected: the anchor counts, not the type", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, bySIDOnly(11), func(p *snapshot.CloudPrincipal) { p.UserType = new("Guest") }))
			s.put(g, s.account(11))
		}, matched},
		{"devices and service principals are excluded even when nothing else was read of them", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			limited := func(kind string) func(*snapshot.CloudPrincipal) {
				return func(p *snapshot.CloudPrincipal) { *p = snapshot.CloudPrincipal{ID: p.ID, Type: kind, Limited: true} }
			}
			s.join(id, s.person(11, limited("device")), s.person(12, limited("servicePrincipal")))
		}, counts{Excluded: 2}},
		{"a person of whom only type and id was given is undecided", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) {
				*p = snapshot.CloudPrincipal{ID: p.ID, Type: "user", Limited: true}
			}))
		}, counts{Undecided: 1}},
		{"an account may be the unread person, so neither is missing nor foreign", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) {
				*p = snapshot.CloudPrincipal{ID: p.ID, Type: "user", Limited: true}
			}))
			s.put(g, s.account(11))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"of three accounts one unread person can be one only", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) {
				*p = snapshot.CloudPrincipal{ID: p.ID, Type: "user", Limited: true}
			}))
			s.put(g, s.account(11), s.account(12), s.account(13))
		}, counts{Undecided: 1, Tolerated: 3, ForeignAtLeast: 2}},
		{"a member without a record is undecided", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, guid(77))
		}, counts{Undecided: 1}},
		{"an account of which only the DN was read matches by it", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.bare(11))
		}, matched},
		{"people known by SID and accounts known by DN cannot be told apart", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, bySIDOnly(11)), s.person(12, bySIDOnly(12)))
			s.put(g, s.bare(11))
		}, counts{Undecided: 2, Tolerated: 1, MissingAtLeast: 1}},
		{"a person who was moved and whose record was not read is neither missing nor foreign", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.object("CN=User 11,OU=Moved,DC=contoso,DC=com"))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"of three members without a record one missing person can be one only", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.bare(21), s.bare(22), s.bare(23))
		}, counts{Undecided: 1, Tolerated: 3, ForeignAtLeast: 2}},
		{"of three missing people one member without a record can be one only", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)), s.person(12, onPremises(12)), s.person(13, onPremises(13)))
			s.put(g, s.bare(21))
		}, counts{Undecided: 3, Tolerated: 1, MissingAtLeast: 2}},
		{"a missing person whose account was read is nobody else", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.account(11)
			s.put(g, s.bare(21))
		}, counts{Expected: 1, Missing: 1, MissingAtLeast: 1, Foreign: 1, Unread: 1, ForeignAtLeast: 1}},
		{"nor is an account that is known to be somebody else", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(s.cloud(2, security), s.person(12, onPremises(12)))
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.bare(12))
		}, counts{Expected: 1, Missing: 1, MissingAtLeast: 1, Foreign: 1, Known: 1, ForeignAtLeast: 1}},
		{"a person with nothing but a DN, which may be stale, may be any account", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.SyncEnabled, p.DistinguishedName = new(true), new(userDN(11)) }))
			s.put(g, s.account(12))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"with an empty copy they are missing all the same", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, bySIDOnly(11)))
		}, missing},
		{"another account that took the DN of a person is foreign", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(11, func(p *snapshot.DirectoryPrincipal) { p.SID, p.GUID = new(sidText(500)), new(guid(500)) }))
		}, counts{Expected: 1, Missing: 1, MissingAtLeast: 1, Foreign: 1, Unread: 1, ForeignAtLeast: 1}},
		{"a moved account is recognised by SID although its DN is stale", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(12, func(p *snapshot.DirectoryPrincipal) { p.SID, p.GUID = new(sidText(11)), nil }))
		}, matched},
		{"mS-DS-ConsistencyGuid is the source anchor where it is set", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.ImmutableID = immutable(guid(42)) }))
			s.put(g, s.account(11, func(p *snapshot.DirectoryPrincipal) {
				octets := guid(42).DirectoryOctets()
				p.ConsistencyGUID = octets[:]
			}))
		}, matched},
		{"objectGUID is the source anchor where it is not", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.ImmutableID = immutable(guid(1_000_011)) }))
			s.put(g, s.account(11))
		}, matched},
		{"another anchor attribute makes the immutable id say nothing", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.sync.AnchorAttribute = new("employeeID")
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.ImmutableID = immutable(guid(1_000_011)) }))
			s.put(g, s.account(11))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"while the anchor is in doubt, an immutable id that is a GUID of an account links", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			twoAnchors(s)
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.ImmutableID = immutable(guid(1_000_011)) }))
			s.put(g, s.account(11))
		}, matched},
		{"and one that is none tells no two people apart", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			twoAnchors(s)
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.ImmutableID = immutable(guid(1_000_012)) }))
			s.put(g, s.account(11))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"onPremisesObjectIdentifier is objectGUID", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.ObjectIdentifier = new(guid(1_000_011).String()) }))
			s.put(g, s.account(11))
		}, matched},
		{"User_<id> is the surest key of all", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, onPremises(12)))
			s.put(g, s.account(11, func(p *snapshot.DirectoryPrincipal) { p.ExternalDirectoryObjectID = new("User_" + guid(11).String()) }))
		}, matched},
		{"a person without an anchor whom User_<id> names has an account", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11))
			s.put(g, s.account(11, func(p *snapshot.DirectoryPrincipal) { p.ExternalDirectoryObjectID = new("User_" + guid(11).String()) }))
		}, matched},
		{"and need not be in the copy, since the cloud does not know of it", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.person(11))
			other := s.copyOf(102, s.cloud(2, security, enabled("")))
			s.put(other, s.account(11, func(p *snapshot.DirectoryPrincipal) { p.ExternalDirectoryObjectID = new("User_" + guid(11).String()) }))
		}, counts{Undecided: 1}},
		{"two accounts with one anchor are never one member", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			octets := guid(42).DirectoryOctets()
			clone := func(p *snapshot.DirectoryPrincipal) { p.ConsistencyGUID = octets[:] }
			s.join(id, s.person(11, func(p *snapshot.CloudPrincipal) { p.ImmutableID = immutable(guid(42)) }))
			s.put(g, s.account(11, clone), s.account(12, clone))
		}, counts{Expected: 1, Matched: 1, Foreign: 1, Unread: 1, ForeignAtLeast: 1}},
		{"a foreign security principal is no cloud person, whatever its SID", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.person(11, bySIDOnly(11)))
			s.put(g, s.object("CN="+sidText(11)+",CN=ForeignSecurityPrincipals,DC=contoso,DC=com", func(p *snapshot.DirectoryPrincipal) {
				p.Seen, p.Class, p.SID = true, "foreignSecurityPrincipal", new(sidText(11))
			}))
		}, counts{Expected: 1, Missing: 1, MissingAtLeast: 1, Foreign: 1, Unread: 1, ForeignAtLeast: 1}},
		{"people whose anchors were not collected are undecided, not cloud-only", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.end(snapshot.StreamCloudPrincipals, func(e *snapshot.Ended) { e.Properties = []string{"id", "userType", "onPremisesSyncEnabled"} })
			s.join(id, s.person(11))
		}, counts{Undecided: 1}},
		{"an incomplete copy leaves missing and foreign open", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			g.Members = snapshot.Coverage{Status: snapshot.Partial, Reason: "range ended early"}
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(12))
		}, counts{Expected: 1}},
		{"a copy found by its name alone may not be the copy where not every directory group was read", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			g.AdminDescription, g.ExternalDirectoryObjectID = nil, nil
			g.DN = "CN=Group_" + id.String() + "," + writebackOU
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(12))
		}, counts{Expected: 1}},
		{"a copy found by its anchor is compared even then", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(12))
		}, counts{Expected: 1, Missing: 1, MissingAtLeast: 1, Foreign: 1, Unread: 1, ForeignAtLeast: 1}},
		{"the copy of a child that was not read is not foreign", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
			s.join(id, guid(77))
			s.people = append(s.people, &snapshot.CloudPrincipal{ID: guid(77), Type: "group"})
			s.put(g, s.asMember(s.group(78, "Group_"+guid(77).String(), adminAnchor(guid(77)))))
		}, counts{Undecided: 1, Tolerated: 1}},
		{"a list shorter than what was received is incomplete", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			g.Members.Received = 2
			s.join(id, s.person(11, onPremises(11)))
			s.put(g, s.account(12))
		}, counts{Expected: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, id, g := pairScene(t)
			c.build(s, id, g)
			got := s.subject(ofCloud(id))
			if d := cmp.Diff(c.want, countsOf(&got.Members)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			reconcile(t, &got)
		})
	}
}

// reconcile holds what must be true of the counts of every subject.
func reconcile(t testing.TB, s *Subject) {
	t.Helper()
	m := &s.Members
	c := &m.Classes
	classes := c.SyncedUser + c.Guest + c.CloudOnlyUser + c.SyncedGroup + c.SyncedGroupLocal + c.CloudGroupWritten +
		c.CloudGroupNotWritten + c.CloudGroupUndecided + c.Device + c.ServicePrincipal + c.Contact + c.Unreadable + c.Other
	hold := func(what string, ok bool) {
		if !ok {
			t.Errorf("%s: %s does not hold: %+v", s.Identity.Key, what, *m)
		}
	}
	hold("cloud count = sum of classes", m.CloudCount == classes)
	hold("cloud count = expected + excluded + undecided", m.CloudCount == m.Expected+m.Excluded+m.Undecided)
	hold("foreign = known + no cloud + unread", m.Foreign == m.ForeignKnown+m.ForeignNoCloud+m.ForeignUnread)
	if m.Cloud == "complete" && m.Directory == "complete" {
		hold("matched + missing = expected", m.Matched+m.Missing == m.Expected)
		hold("matched + foreign + tolerated = directory count", m.Matched+m.Foreign+m.Tolerated == m.DirectoryCount)
		hold("at least", m.MissingAtLeast >= m.Missing && m.ForeignAtLeast >= m.Foreign)
	} else {
		hold("no comparison without two complete lists", m.Matched+m.Missing+m.Foreign+m.Tolerated+m.MissingAtLeast+m.ForeignAtLeast == 0)
	}
	if s.Details == nil {
		return
	}
	listed := map[string]int{}
	for _, d := range s.Details.Differences {
		if d.Difference == DifferenceUndecided && d.CloudID == "" {
			continue
		}
		listed[d.Difference]++
	}
	hold("differences are listed in full", listed[DifferenceMissing] == m.Missing && listed[DifferenceForeign] == m.Foreign &&
		listed[DifferenceExcluded] == m.Excluded && listed[DifferenceDomainLocal] == m.DomainLocal)
	if s.Cloud != nil {
		hold("undecided members are listed in full", listed[DifferenceUndecided] == m.Undecided)
	}
	n := &s.Nesting
	hold("children are no more than members", n.Children <= m.CloudCount && n.ChildrenDomainLocal <= n.ChildrenSynced)
}

func TestChildGroups(t *testing.T) {
	type want struct {
		Counts  counts
		Nesting Nesting
		Problem string
	}
	for _, c := range []struct {
		name  string
		build func(s *scene, parent snapshot.GUID, g *snapshot.DirectoryGroup)
		want  want
	}{
		{"a written child in the copy is matched", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			child := s.cloud(2, security, enabled(""))
			s.join(id, child)
			s.put(g, s.asMember(s.copyOf(102, child)))
		}, want{counts{Expected: 1, Matched: 1}, Nesting{Children: 1, Depth: 1}, ""}},
		{"a written child without a copy is missing", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, security, enabled("")))
		}, want{counts{Expected: 1, Missing: 1, MissingAtLeast: 1}, Nesting{Children: 1, Depth: 1}, ""}},
		{"a child that is not enabled is excluded", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, security, disabled))
		}, want{counts{Excluded: 1}, Nesting{Children: 1, ChildrenNotWritten: 1, Depth: 1}, ProblemNotWritten}},
		{"whether Connect references a converted child is not documented", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, security, func(g *snapshot.CloudGroup) { g.IsCloudManaged = new(true) }))
		}, want{counts{Undecided: 1}, Nesting{Children: 1, ChildrenUndecided: 1, Depth: 1}, ProblemUndecided}},
		{"its frozen copy in the parent's copy is tolerated, not foreign", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			child := s.cloud(2, security, disabled)
			s.join(id, child)
			s.put(g, s.asMember(s.copyOf(102, child)))
		}, want{counts{Excluded: 1, Tolerated: 1}, Nesting{Children: 1, ChildrenNotWritten: 1, Depth: 1}, ProblemNotWritten}},
		{"a child of a kind that is never written is unwritable", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, distribution))
		}, want{counts{Excluded: 1}, Nesting{Children: 1, ChildrenUnwritable: 1, Depth: 1}, ProblemUnwritable}},
		{"a child whose state is not known is undecided", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, unreadKind))
		}, want{counts{Undecided: 1}, Nesting{Children: 1, ChildrenUndecided: 1, Depth: 1}, ProblemUndecided}},
		{"one that may come from the directory may be domain local there", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, security))
			s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) {
				e.Properties = slices.DeleteFunc(e.Properties, func(p string) bool {
					return p == "onPremisesSyncEnabled" || p == "onPremisesSecurityIdentifier"
				})
			})
		}, want{counts{Excluded: 1}, Nesting{Children: 1, ChildrenNotWritten: 1, ChildrenScopeUnknown: 1, Depth: 1}, ProblemNotWritten}},
		{"a child group without a record is undecided", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.person(12, func(p *snapshot.CloudPrincipal) { p.Type = "group" }))
		}, want{counts{Undecided: 1}, Nesting{Children: 1, ChildrenUndecided: 1}, ProblemUndecided}},
		{"a synced child found by SID is matched", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, synced, func(c *snapshot.CloudGroup) { c.SecurityIdentifier = new(sidText(60)) }))
			s.put(g, s.asMember(s.group(102, "Sales", func(d *snapshot.DirectoryGroup) { d.SID = new(sidText(60)) })))
		}, want{counts{Expected: 1, Matched: 1}, Nesting{Children: 1, ChildrenSynced: 1, Depth: 1}, ""}},
		{"a synced child of domain-local scope is excluded", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, synced, func(c *snapshot.CloudGroup) { c.SecurityIdentifier = new(sidText(60)) }))
			s.group(102, "Sales", func(d *snapshot.DirectoryGroup) { d.SID, d.GroupType = new(sidText(60)), new(int32(-2147483644)) })
		}, want{counts{Excluded: 1}, Nesting{Children: 1, ChildrenSynced: 1, ChildrenDomainLocal: 1, Depth: 1}, ProblemDomainLocal}},
		{"a synced child whose directory group was not read is undecided", func(s *scene, id snapshot.GUID, _ *snapshot.DirectoryGroup) {
			s.join(id, s.cloud(2, synced, func(c *snapshot.CloudGroup) { c.SecurityIdentifier = new(sidText(60)) }))
		}, want{counts{Undecided: 1}, Nesting{Children: 1, ChildrenSynced: 1, ChildrenScopeUnknown: 1, Depth: 1}, ""}},
		{"a group that contains itself is a cycle", func(s *scene, id snapshot.GUID, g *snapshot.DirectoryGroup) {
			s.join(id, id)
			s.put(g, s.asMember(g))
		}, want{counts{Expected: 1, Matched: 1}, Nesting{Children: 1, Parents: 1, InCycle: true, InWrittenLoop: true}, ProblemCycle}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, id, g := pairScene(t)
			c.build(s, id, g)
			got := s.subject(ofCloud(id))
			found := want{Counts: countsOf(&got.Members), Nesting: got.Nesting}
			if len(got.Details.Children) > 0 {
				found.Problem = got.Details.Children[0].Problem
			}
			if d := cmp.Diff(c.want, found); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			if all := len(got.Details.Children) + len(got.Details.Arriving); all != got.Nesting.Children {
				t.Errorf("%d edges are told of %d children", all, got.Nesting.Children)
			}
			reconcile(t, &got)
		})
	}
}

func TestCloudSyncMembers(t *testing.T) {
	for _, c := range []struct {
		claim string
		users Switch
		want  counts
	}{
		{"a synced child is excluded, a person found is expected, one not found undecided", "", counts{Expected: 1, Excluded: 1, Undecided: 1, Matched: 1}},
		{"where people are referenced one not found is missing", On, counts{Expected: 2, Excluded: 1, Matched: 1, Missing: 1, MissingAtLeast: 1}},
		{"where they are not nobody is missing, and who is there is tolerated", Off, counts{Excluded: 3, Tolerated: 1}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.sync.Features = map[string]*bool{"unifiedGroupWritebackEnabled": new(false), "groupWriteBackEnabled": new(false), "deviceWritebackEnabled": new(false)}
			s.jobs = []snapshot.SyncJob{gpadJob("Active", "Active")}
			s.choices.CloudSyncScope, s.choices.OnPremisesUsers = ScopeAll, c.users
			id := s.cloud(1, security)
			g := s.copyOf(101, id, externalAnchor(id))
			child := s.cloud(2, synced, func(c *snapshot.CloudGroup) { c.SecurityIdentifier = new(sidText(60)) })
			s.group(102, "Sales", func(d *snapshot.DirectoryGroup) { d.SID = new(sidText(60)) })
			s.join(id, child, s.person(11, onPremises(11)), s.person(12, onPremises(12)))
			s.put(g, s.account(11))
			got := s.subject(ofCloud(id))
			if got.Writeback.Engine != CloudSync {
				t.Fatalf("the scene's job does not write the group: %+v", got.Writeback)
			}
			if d := cmp.Diff(c.want, countsOf(&got.Members)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			reconcile(t, &got)
		})
	}
}

func TestDifferencesNameBothSides(t *testing.T) {
	s, id, g := pairScene(t)
	s.join(id, s.person(11, onPremises(11), func(p *snapshot.CloudPrincipal) { p.DisplayName = new("Ada") }), s.person(12))
	s.account(11)
	s.put(g, s.account(13, func(p *snapshot.DirectoryPrincipal) { p.DisplayName = new("Grace") }))
	got := s.subject(ofCloud(id)).Details.Differences
	want := []MemberDifference{
		{Difference: DifferenceMissing, Class: ClassSyncedUser, CloudID: guid(11).String(), DN: userDN(11), Name: "Ada"},
		{Difference: DifferenceForeign, Class: ClassForeignAD, DN: userDN(13), Name: "Grace"},
		{Difference: DifferenceExcluded, Class: ClassCloudOnlyUser, CloudID: guid(12).String(), Name: *s.people[1].UserPrincipalName},
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreFields(MemberDifference{}, "Reason")); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	for _, one := range got {
		if one.Reason == "" {
			t.Errorf("%s of %s has no reason", one.Difference, one.Name)
		}
	}
}

func TestDomainLocalMembersAreListed(t *testing.T) {
	s, id, g := pairScene(t)
	local := s.group(102, "Local", func(d *snapshot.DirectoryGroup) { d.GroupType, d.SID = new(int32(-2147483644)), new(sidText(61)) })
	s.put(g, s.asMember(local))
	got := s.subject(ofCloud(id))
	if got.Members.DomainLocal != 1 {
		t.Errorf("DomainLocal %d, want 1", got.Members.DomainLocal)
	}
	reconcile(t, &got)
}

func TestMember(t *testing.T) {
	s, id, g := pairScene(t)
	both := s.person(11, onPremises(11), func(p *snapshot.CloudPrincipal) { p.UserPrincipalName = new("Ada@contoso.com") })
	other := s.cloud(2, security, enabled(""))
	s.join(id, both)
	s.join(other, both)
	s.copyOf(102, other)
	s.put(g, s.account(11))
	f := s.load()
	for _, text := range []string{both.String(), "ada@CONTOSO.com", "cn=user " + guid(11).String()[28:] + ", ou=people,dc=contoso,dc=com"} {
		views := f.Member(text)
		if len(views) != 1 {
			t.Fatalf("%s: %d found, want 1", text, len(views))
		}
		v := views[0]
		if v.CloudID != both.String() || v.DN != userDN(11) || v.Class != ClassSyncedUser || len(v.Edges) != 2 {
			t.Errorf("%s: %+v", text, v)
		}
		for _, e := range v.Edges {
			switch e.Key {
			case ofCloud(id):
				if !e.InCloud || !e.InDirectory || e.Difference != "" {
					t.Errorf("matched edge: %+v", e)
				}
			case ofCloud(other):
				if !e.InCloud || e.InDirectory || e.Difference != DifferenceMissing {
					t.Errorf("missing edge: %+v", e)
				}
			}
		}
	}
	if views := f.Member("nobody"); len(views) != 0 {
		t.Errorf("nobody is %+v", views)
	}
}

// twoAnchors has the sync configuration and Connect's export name different source anchors.
func twoAnchors(s *scene) {
	s.sync.AnchorAttribute = new("objectGUID")
	s.exported("SYNC1", func(x *exportedServer) { x.settings.AnchorAttribute = new("employeeID") })
}

// holders makes a scene in which primary groups were read: all of those of domains.
func holders(s *scene, facts snapshot.Status, domains ...string) {
	s.facts.PrimaryGroups, s.facts.PrimaryGroupDomains = map[string]int32{}, domains
	s.end(snapshot.StreamDirectoryFacts, func(e *snapshot.Ended) {
		if e.Status = facts; facts != snapshot.Complete {
			e.Reason = "accounts were not all read"
		}
	})
}

func usualPrimary(p *snapshot.DirectoryPrincipal) { p.Seen, p.PrimaryGroupID = true, new(int32(513)) }
