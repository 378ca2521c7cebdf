package diff

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// sceneInForest is a scene of which every domain of the forest was read.
func sceneInForest(t testing.TB) *scene {
	s := newScene(t)
	s.facts.Domains = ours()
	return s
}

// within puts a directory group into others, by name.
func within(dns ...string) func(*snapshot.DirectoryGroup) {
	return func(g *snapshot.DirectoryGroup) { g.MemberOf = append(g.MemberOf, dns...) }
}

func withSID(text string) func(*snapshot.DirectoryGroup) {
	return func(g *snapshot.DirectoryGroup) { g.SID = &text }
}

const (
	builtinAdmins = "CN=Administrators,CN=Builtin,DC=contoso,DC=com"
	between       = "CN=Between,OU=Groups,DC=contoso,DC=com"
	groupsOU      = "OU=Groups,DC=contoso,DC=com"
)

func TestPrivilegedPath(t *testing.T) {
	none := PrivilegedPath{Leads: No, Gap: GapNone, Group: PrivilegedNone}
	leads := func(steps int, group PrivilegedGroup) PrivilegedPath {
		return PrivilegedPath{Leads: Yes, Gap: GapNone, Steps: steps, Group: group}
	}
	unknown := func(gap PathGap) PrivilegedPath {
		return PrivilegedPath{Leads: Unknown, Gap: gap, Group: PrivilegedNone}
	}
	for _, c := range []struct {
		claim string
		// build adds what stands around the copy and returns the changes of the copy itself.
		build func(*scene) []func(*snapshot.DirectoryGroup)
		want  PrivilegedPath
	}{
		{"a copy in no group leads nowhere", func(*scene) []func(*snapshot.DirectoryGroup) { return nil }, none},
		{"a direct member of Administrators, which has no record", func(*scene) []func(*snapshot.DirectoryGroup) {
			return []func(*snapshot.DirectoryGroup){within(builtinAdmins)}
		}, leads(1, Administrators)},
		{"Administrators in another language is known by its SID", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Administratoren", in("CN=Builtin,DC=contoso,DC=com"), withSID("S-1-5-32-544"))
			return []func(*snapshot.DirectoryGroup){within("CN=Administratoren,CN=Builtin,DC=contoso,DC=com")}
		}, leads(1, Administrators)},
		{"through a group between", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Between", in(groupsOU), withSID(sidText(50)), within(builtinAdmins))
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, leads(2, Administrators)},
		{"the nearest of several, and of two as near the gravest", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Between", in(groupsOU), withSID(sidText(50)), within(builtinAdmins))
			return []func(*snapshot.DirectoryGroup){within(between, "CN=DnsAdmins,CN=Users,DC=contoso,DC=com", "CN=Enterprise Admins,CN=Users,DC=contoso,DC=com")}
		}, leads(1, EnterpriseAdmins)},
		{"a group in itself ends", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Between", in(groupsOU), withSID(sidText(50)), within(between))
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, none},
		{"a group above without a record leaves it open", func(*scene) []func(*snapshot.DirectoryGroup) {
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, unknown(GapParent)},
		{"so does a name that is no DN", func(*scene) []func(*snapshot.DirectoryGroup) {
			return []func(*snapshot.DirectoryGroup){within("no name")}
		}, unknown(GapParent)},
		{"a group above whose memberOf was not asked for leaves it open", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Between", in(groupsOU), withSID(sidText(50)), func(g *snapshot.DirectoryGroup) { g.MemberOfRead = new(false) })
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, unknown(GapMemberOf)},
		{"a list of groups that was cut leaves it open", func(*scene) []func(*snapshot.DirectoryGroup) {
			return []func(*snapshot.DirectoryGroup){func(g *snapshot.DirectoryGroup) { g.MemberOfRead = new(false) }}
		}, unknown(GapMemberOf)},
		{"what was read of it leads all the same", func(*scene) []func(*snapshot.DirectoryGroup) {
			return []func(*snapshot.DirectoryGroup){within(builtinAdmins), func(g *snapshot.DirectoryGroup) { g.MemberOfRead = new(false) }}
		}, leads(1, Administrators)},
		{"a group above that was read without its SID leaves it open", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Between", in(groupsOU))
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, unknown(GapSID)},
		{"its name tells, where it is that of a privileged group", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Administrators", in("CN=Builtin,DC=contoso,DC=com"))
			return []func(*snapshot.DirectoryGroup){within(builtinAdmins)}
		}, leads(1, Administrators)},
		{"a domain of the forest that was not read leaves it open", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.facts.Domains = append(ours(), snapshot.Domain{DN: "DC=other,DC=contoso,DC=com", DNSName: "other.contoso.com"})
			return nil
		}, unknown(GapDomain)},
		{"so do domains of which nothing is known", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.facts.Domains = nil
			return nil
		}, unknown(GapDomain)},
		{"a group of tier 0 by name", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{" BETWEEN "}
			s.group(50, "Between", in(groupsOU), withSID(sidText(50)))
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, leads(1, PrivilegedTier0)},
		{"by DN, without a record", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{"cn=between, ou=groups, dc=contoso, dc=com"}
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, leads(1, PrivilegedTier0)},
		{"one by a name that no group has leaves it open", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{"Between", "Betwene"}
			s.group(50, "Between", in(groupsOU), withSID(sidText(50)))
			return nil
		}, unknown(GapTier0)},
		{"so does one by a DN that nothing mentions", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{"CN=Vault," + groupsOU}
			return nil
		}, unknown(GapTier0)},
		{"one that was read and holds no copy does not", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{"Between"}
			s.group(50, "Between", in(groupsOU), withSID(sidText(50)))
			return nil
		}, none},
		{"nor do those that are privileged anyway", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{builtinAdmins, "s-1-5-32-548"}
			return nil
		}, none},
		{"a path is a path, whatever another entry names", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{"Betwene"}
			return []func(*snapshot.DirectoryGroup){within(builtinAdmins)}
		}, leads(1, Administrators)},
		{"by SID", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{sidText(5000)}
			s.group(50, "Between", in(groupsOU), withSID(sidText(5000)))
			return []func(*snapshot.DirectoryGroup){within(between)}
		}, leads(1, PrivilegedTier0)},
		{"a copy that is of tier 0 itself", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.choices.Governance.Tier0Groups = []string{sidText(6000)}
			return []func(*snapshot.DirectoryGroup){withSID(sidText(6000))}
		}, leads(0, PrivilegedTier0)},
		{"Exchange's organization management", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Organization Management", in("OU=Microsoft Exchange Security Groups,DC=contoso,DC=com"))
			return []func(*snapshot.DirectoryGroup){within("CN=Organization Management,OU=Microsoft Exchange Security Groups,DC=contoso,DC=com")}
		}, leads(1, OrganizationManagement)},
		{"an ordinary group with the name of a privileged one elsewhere", func(s *scene) []func(*snapshot.DirectoryGroup) {
			s.group(50, "Administrators", in(groupsOU), withSID(sidText(51)))
			return []func(*snapshot.DirectoryGroup){within("CN=Administrators," + groupsOU)}
		}, none},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := sceneInForest(t)
			id := s.cloud(1, security, enabled(""))
			s.copyOf(101, id, c.build(s)...)
			if d := cmp.Diff(c.want, s.subject(ofCloud(id)).Governance.Path); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestPathByMembersOfTheGroupAbove(t *testing.T) {
	s := sceneInForest(t)
	id := s.cloud(1, security, enabled(""))
	copied := s.copyOf(101, id)
	admins := s.group(50, "Administrators", in("CN=Builtin,DC=contoso,DC=com"), withSID("S-1-5-32-544"))
	s.put(admins, s.asMember(copied))
	want := PrivilegedPath{Leads: Yes, Gap: GapNone, Steps: 1, Group: Administrators}
	if d := cmp.Diff(want, s.subject(ofCloud(id)).Governance.Path); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestPathWithoutMemberOf(t *testing.T) {
	s := sceneInForest(t)
	id := s.cloud(1, security, enabled(""))
	s.copyOf(101, id)
	s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"admindescription", "grouptype"} })
	got := s.subject(ofCloud(id))
	if got.Governance.Path.Leads != Unknown || got.Governance.Path.Gap != GapMemberOf || got.Directory.MemberOf.Exactly != nil {
		t.Errorf("path %+v, memberOf %v", got.Governance.Path, got.Directory.MemberOf)
	}
}

// A longer chain never brings a copy nearer, and every link of it is one step.
func TestEveryStepOfAChainCounts(t *testing.T) {
	const length = 60
	s := sceneInForest(t)
	id := s.cloud(1, security, enabled(""))
	name := func(n int) string { return fmt.Sprintf("Link %d", n) }
	s.copyOf(101, id, within("CN="+name(1)+","+groupsOU))
	for n := 1; n < length; n++ {
		above := "CN=" + name(n+1) + "," + groupsOU
		if n == length-1 {
			above = builtinAdmins
		}
		s.group(200+n, name(n), in(groupsOU), within(above))
	}
	if got := s.subject(ofCloud(id)).Governance.Path; got.Leads != Yes || got.Steps != length {
		t.Errorf("path %+v, want %d steps", got, length)
	}
}

func TestGroupsOfTier0ThatNothingIsCalledByAreNoted(t *testing.T) {
	s := sceneInForest(t)
	s.group(50, "Between", in(groupsOU), withSID(sidText(5000)), within("CN=Safe,"+groupsOU))
	s.choices.Governance.Tier0Groups = []string{"between", "Betwee", sidText(5000), sidText(5001), between, "CN=Vault," + groupsOU, "CN=Safe," + groupsOU}
	notes := strings.Join(s.load().Notes(), "\n")
	if want := "governance.tier0_groups, entries 2, 4, 6: no directory group that was read is called so"; !strings.Contains(notes, want) {
		t.Errorf("notes %q lack %q", notes, want)
	}
}

func TestTheGroupsThatContainACopyAreCountedOnBothWays(t *testing.T) {
	group := func(s *scene) *snapshot.DirectoryGroup {
		return s.group(50, "Between", in(groupsOU), withSID(sidText(50)))
	}
	for _, c := range []struct {
		claim string
		build func(*scene, *snapshot.DirectoryGroup)
		want  Count
	}{
		{"none", func(*scene, *snapshot.DirectoryGroup) {}, Exactly(0)},
		{"by memberOf", func(s *scene, copied *snapshot.DirectoryGroup) { within(between)(copied) }, Exactly(1)},
		{"by the members of a group that was read", func(s *scene, copied *snapshot.DirectoryGroup) { s.put(group(s), s.asMember(copied)) }, Exactly(1)},
		{"by both, which is one", func(s *scene, copied *snapshot.DirectoryGroup) {
			within(between)(copied)
			s.put(group(s), s.asMember(copied))
		}, Exactly(1)},
		{"memberOf was not read", func(s *scene, copied *snapshot.DirectoryGroup) {
			s.put(group(s), s.asMember(copied))
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"admindescription", "grouptype"} })
		}, least(1)},
		{"another domain was not read, whose groups may contain it", func(s *scene, _ *snapshot.DirectoryGroup) {
			s.facts.Domains = append(ours(), snapshot.Domain{DN: "DC=emea,DC=contoso,DC=com", DNSName: "emea.contoso.com"})
		}, least(0)},
		{"nobody knows which domains there are", func(s *scene, _ *snapshot.DirectoryGroup) { s.facts.Domains = nil }, least(0)},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := sceneInForest(t)
			id := s.cloud(1, security, enabled(""))
			c.build(s, s.copyOf(101, id))
			if d := cmp.Diff(c.want, s.subject(ofCloud(id)).Directory.MemberOf); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}
