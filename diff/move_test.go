package diff

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// moveScene is newScene with a move to judge.
func moveScene(t *testing.T, to Target) *scene {
	s := newScene(t)
	s.choices.Move = &MoveChoices{Target: to}
	return s
}

func TestWhoMoves(t *testing.T) {
	type verdict struct{ Candidate, Takes, Stays, Moves Answer }
	for _, c := range []struct {
		name   string
		to     Target
		base   func() *snapshot.CloudGroup
		change func(*snapshot.CloudGroup)
		v1     bool
		want   verdict
	}{
		{"a security group of V2 moves to cloud sync", ToCloudSync, security, enabled(""), true, verdict{Yes, Yes, No, Yes}},
		{"one that V2 does not write does not", ToCloudSync, security, disabled, true, verdict{No, Yes, No, No}},
		{"a Microsoft 365 group stays on V1", ToCloudSync, m365, enabled(""), true, verdict{Yes, No, Yes, No}},
		{"without V1 it stays nowhere", ToCloudSync, m365, enabled(""), false, verdict{Yes, No, No, No}},
		{"a group of unknown kind is undecided", ToCloudSync, unreadKind, enabled(""), true, verdict{Unknown, Unknown, Unknown, Unknown}},
		{"a synced group is converted", ToSOA, synced, disabled, true, verdict{Yes, Yes, No, Yes}},
		{"a mail-enabled one as well, and nobody writes it", ToSOA, with(synced, func(g *snapshot.CloudGroup) { g.MailEnabled = new(true) }), disabled, true,
			verdict{Yes, No, No, Yes}},
		{"a group of the cloud is not", ToSOA, security, enabled(""), true, verdict{No, Yes, No, No}},
		{"V1 takes no security group", ToV1, security, enabled(""), true, verdict{Yes, No, No, No}},
		{"V1 takes a Microsoft 365 group of V2", ToV1, m365, enabled(""), true, verdict{Yes, Yes, No, Yes}},
		{"what V2 writes already does not move to V2", ToV2, security, enabled(""), true, verdict{No, Yes, No, No}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := moveScene(t, c.to)
			s.sync.Features["unifiedGroupWritebackEnabled"] = new(c.v1)
			id := s.cloud(1, c.base, c.change)
			m := s.subject(ofCloud(id)).Move
			if d := cmp.Diff(c.want, verdict{m.Candidate, m.Takes, m.Stays, m.Moves}); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestWithoutATargetNothingMoves(t *testing.T) {
	s, id, _ := pairScene(t)
	f := s.load()
	if d := cmp.Diff(noMove(), subjectOf(t, f, ofCloud(id)).Move); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if tenant := f.TenantSubject(); tenant.Tenant.Target != "" || tenant.Move != (MoveTotals{Any: No}) {
		t.Errorf("a move to %q of %+v", tenant.Tenant.Target, tenant.Move)
	}
}

func TestTheTargetsLimit(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	s.choices.MemberLimits.CloudSync = 1
	id := s.cloud(1, security, enabled(""))
	s.join(id, s.person(11), s.person(12))
	small := s.cloud(2, security, enabled(""))
	cut := s.cloud(3, security, enabled(""), func(g *snapshot.CloudGroup) { g.Members.Status = snapshot.Partial })
	f := s.load()
	for id, want := range map[snapshot.GUID]Answer{id: Yes, small: No, cut: Unknown} {
		if m := subjectOf(t, f, ofCloud(id)).Move; m.OverLimit != want || m.Limit == nil || *m.Limit != 1 {
			t.Errorf("%s is over the limit %v: %s, want %s", id, m.Limit, m.OverLimit, want)
		}
	}
}

func TestPeopleAreFoundByTheirIdentifier(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	id := s.cloud(1, security, enabled(""))
	g := s.copyOf(101, id)
	identified := func(as int) func(*snapshot.CloudPrincipal) {
		return func(p *snapshot.CloudPrincipal) { p.ObjectIdentifier = new(guid(1_000_000 + as).String()) }
	}
	s.join(id, s.person(11, onPremises(11), identified(11)), s.person(12, onPremises(12), identified(99)), s.person(13, onPremises(13)),
		s.person(14, onPremises(14), identified(14)))
	s.put(g, s.account(11), s.account(12), s.account(13), s.bare(14))
	want := MovePeople{Synced: 4, Unidentified: 1, Misidentified: 1, Unread: 1}
	if d := cmp.Diff(want, s.subject(ofCloud(id)).Move.People); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	s.end(snapshot.StreamCloudPrincipals, func(e *snapshot.Ended) { e.Properties = []string{"id", "onPremisesSecurityIdentifier"} })
	for _, p := range s.people {
		p.ObjectIdentifier = nil
	}
	want = MovePeople{Synced: 4, Unread: 4}
	if d := cmp.Diff(want, s.subject(ofCloud(id)).Move.People); d != "" {
		t.Errorf("not collected (-want +got)\n%s", d)
	}
}

func TestMembersThatOnlyConnectWrites(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	id := s.cloud(1, security, enabled(""))
	g := s.copyOf(101, id)
	child := s.cloud(2, synced, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(55)) })
	source := s.group(102, "Plant", func(d *snapshot.DirectoryGroup) { d.SID = new(sidText(55)) })
	s.people = append(s.people, &snapshot.CloudPrincipal{ID: child, Type: "group"})
	s.join(id, child)
	s.put(g, s.asMember(source))
	want := MoveHeld{Known: Yes, Groups: 1}
	if d := cmp.Diff(want, s.subject(ofCloud(id)).Move.Held); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	s.directoryE = nil
	if d := cmp.Diff(MoveHeld{Known: Yes}, s.subject(ofCloud(id)).Move.Held); d != "" {
		t.Errorf("a child that the copy does not hold (-want +got)\n%s", d)
	}
	g.Members.Status = snapshot.Partial
	if d := cmp.Diff(MoveHeld{Known: No}, s.subject(ofCloud(id)).Move.Held); d != "" {
		t.Errorf("a copy that was not read to its end (-want +got)\n%s", d)
	}
}

// schemaOf is the schema of a job that maps cn and parentDistinguishedName.
func schemaOf(cn, container string) []byte {
	return []byte(`{"synchronizationRules":[{"objectMappings":[{"sourceObjectName":"Group","attributeMappings":[
		{"targetAttributeName":"cn","source":{"type":"Function","expression":` + cn + `}},
		{"targetAttributeName":"parentDistinguishedName","source":{"type":"Constant","expression":` + container + `}},
		{"targetAttributeName":"description","source":null}]}]}]}`)
}

const (
	stockName   = `"Append(Append(Left(Trim([displayName]), 51), \"_\"), Mid([objectId], 25, 12))"`
	idName      = `"Append(\"Group_\",[objectId])"`
	ownOU       = `"\"OU=Writeback,DC=contoso,DC=com\""`
	users       = `"\"CN=Users,DC=contoso,DC=com\""`
	byAttribute = `"IIF(IsPresent([extension_0_GroupDN]), [extension_0_GroupDN], \"OU=Groups,DC=contoso,DC=com\")"`
)

func TestWhereTheJobWrites(t *testing.T) {
	job := func(cn, container string) snapshot.SyncJob {
		return snapshot.SyncJob{ID: "AAD2ADGroupProvisioning." + container[1:5], Schema: schemaOf(cn, container)}
	}
	one, two := 1, 2
	for _, c := range []struct {
		name   string
		jobs   []snapshot.SyncJob
		stated MoveChoices
		want   JobTarget
	}{
		{"a job tells container, domain and name", []snapshot.SyncJob{job(idName, ownOU)}, MoveChoices{},
			JobTarget{DomainKnown: true, ContainerKnown: true, Stock: No, Name: CNGroupID, Jobs: &one, SharedDomain: No}},
		{"the container of the template is known", []snapshot.SyncJob{job(stockName, users)}, MoveChoices{},
			JobTarget{DomainKnown: true, ContainerKnown: true, Stock: Yes, Name: CNDisplayName, Jobs: &one, SharedDomain: No}},
		{"an expression leaves the container unknown", []snapshot.SyncJob{job(`"[displayName]"`, byAttribute)}, MoveChoices{},
			JobTarget{Stock: Unknown, Name: CNOther, Jobs: &one, SharedDomain: No}},
		{"without a job what is stated holds", nil, MoveChoices{Domain: "Corp.Contoso.com", Container: "OU=X,DC=corp,DC=contoso,DC=com", CommonName: CNGroupID},
			JobTarget{DomainKnown: true, ContainerKnown: true, Stock: No, Name: CNGroupID, Jobs: new(int), SharedDomain: No}},
		{"the domain follows from a stated container", nil, MoveChoices{Container: writebackOU},
			JobTarget{DomainKnown: true, ContainerKnown: true, Stock: No, Name: CNUnknown, Jobs: new(int), SharedDomain: No}},
		{"jobs that differ tell nothing", []snapshot.SyncJob{job(idName, ownOU), job(idName, users)}, MoveChoices{},
			JobTarget{Stock: Unknown, Name: CNUnknown, Jobs: &two, SharedDomain: Yes}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := moveScene(t, ToCloudSync)
			c.stated.Target = ToCloudSync
			*s.choices.Move = c.stated
			s.jobs = c.jobs
			for i := range s.jobs {
				s.jobs[i].ID += string(rune('0' + i))
			}
			c.want.Scope = "unknown"
			if d := cmp.Diff(c.want, s.load().TenantSubject().Tenant.Job); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestSettingsNameADomain(t *testing.T) {
	for value, want := range map[string]string{`{"domain":"Contoso.COM"}`: "contoso.com", " contoso.com ": "contoso.com", "{}": ""} {
		j := snapshot.SyncJob{Settings: []snapshot.SettingPair{{Name: "domain", Value: value}}}
		if got := readJob(&j).domain; got != want {
			t.Errorf("%q names the domain %q, want %q", value, got, want)
		}
	}
}

// object is what a test looks at of MoveObject.
func objectOf(t *testing.T, s *scene, id snapshot.GUID) *MoveObject {
	t.Helper()
	m := s.subject(ofCloud(id)).Move
	if m.Object == nil || m.ObjectAbsent != No {
		t.Fatalf("no object: %+v", m)
	}
	return m.Object
}

func TestTheObjectOfAConversionIsTheSourceOfTheGroup(t *testing.T) {
	s := moveScene(t, ToSOA)
	has := func(rid int, groupType int32) func(*snapshot.DirectoryGroup) {
		return func(g *snapshot.DirectoryGroup) { g.SID, g.GroupType = new(sidText(rid)), &groupType }
	}
	id := s.cloud(1, synced, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(2001)) })
	s.cloud(2, synced, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(2002)) })
	source := s.group(101, "Plant", has(2001, -2147483646))
	above := s.group(102, "All plants", has(2002, -2147483646))
	local := s.group(103, "Printers", has(2003, -2147483644))
	source.MemberOf, source.MemberOfRead = []string{above.DN, "CN=Unread,DC=contoso,DC=com"}, new(true)
	s.put(source, s.asMember(local), s.bare(7))
	got := objectOf(t, s, id)
	want := &MoveObject{
		Scope: ScopeGlobal, DomainLocal: new(1), ScopeUnread: new(1),
		Above: MoveAbove{Read: Yes, Global: 1, ScopeUnread: 1, Synced: 1, SyncedUnread: 1},
	}
	only := cmpopts.IgnoreFields(MoveObject{}, "Path", "Name", "InDomain", "InContainer", "KeepsName", "ExternalAnchor", "AgentWrites")
	if d := cmp.Diff(want, got, only); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	s.directory = s.directory[1:]
	s.directoryE = nil
	if m := s.subject(ofCloud(id)).Move; m.Object != nil || m.ObjectAbsent != Unknown {
		t.Errorf("a source that was not exported: %+v", m)
	}
}

func TestAGroupWithSeveralCopiesHasNoObject(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	id := s.cloud(1, security, enabled(""))
	s.copyOf(101, id)
	s.copyOf(102, id, in("OU=Other,DC=contoso,DC=com"))
	if m := s.subject(ofCloud(id)).Move; m.Object != nil || m.ObjectAbsent != Yes {
		t.Errorf("object %+v, absent %s", m.Object, m.ObjectAbsent)
	}
}

func TestPlaceAndNameAfterTheMove(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	*s.choices.Move = MoveChoices{Target: ToCloudSync, Container: writebackOU, CommonName: CNGroupID}
	id := s.cloud(1, security, enabled(""))
	g := s.copyOf(101, id)
	type place struct{ InDomain, InContainer, KeepsName, ExternalAnchor Answer }
	at := func() place {
		o := objectOf(t, s, id)
		return place{o.InDomain, o.InContainer, o.KeepsName, o.ExternalAnchor}
	}
	if d := cmp.Diff(place{Yes, Yes, Yes, No}, at()); d != "" {
		t.Errorf("a copy where the job writes (-want +got)\n%s", d)
	}
	in("OU=Other,DC=emea,DC=contoso,DC=com")(g)
	externalAnchor(id)(g)
	s.choices.Move.CommonName = CNDisplayName
	if d := cmp.Diff(place{No, No, No, Yes}, at()); d != "" {
		t.Errorf("a copy elsewhere (-want +got)\n%s", d)
	}
	*s.choices.Move = MoveChoices{Target: ToCloudSync}
	g.ExternalDirectoryObjectID = nil
	s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"admindescription", "memberof"} })
	if d := cmp.Diff(place{Unknown, Unknown, Unknown, Unknown}, at()); d != "" {
		t.Errorf("nothing known of the job (-want +got)\n%s", d)
	}
}

func TestWhetherTheAgentWrites(t *testing.T) {
	const agent = 2003
	lists := map[string]map[string][]byte{
		"the agent by its name":          {foldedOU: descriptor(t, "", maintain(t, sidText(agent)))},
		"an agent without enough rights": {foldedOU: descriptor(t, "", allow(t, snapshot.AccessEntry{Trustee: sidText(agent), Mask: snapshot.RightCreateChild}))},
		"nobody like an agent":           {foldedOU: descriptor(t, "", maintain(t, sidText(9)))},
		"no list":                        {},
		"a list that is null":            {foldedOU: nullList},
	}
	for name, want := range map[string][2]Answer{
		"the agent by its name": {Yes, Yes}, "an agent without enough rights": {No, No},
		"nobody like an agent": {Unknown, No}, "no list": {Unknown, Unknown}, "a list that is null": {Yes, Yes},
	} {
		for i, stated := range []string{"", sidText(agent)} {
			s := moveScene(t, ToCloudSync)
			s.choices.Move.Agent = stated
			s.account(1, func(p *snapshot.DirectoryPrincipal) {
				p.SID, p.SAMAccountName = new(sidText(agent)), new("pGMSA_0a1b2c3d$")
			})
			s.facts.Descriptors = lists[name]
			id := s.cloud(1, security, enabled(""))
			s.copyOf(101, id)
			if got := objectOf(t, s, id).AgentWrites; got != want[i] {
				t.Errorf("%s, stated %q: %s, want %s", name, stated, got, want[i])
			}
		}
	}
}

// maintain lets a trustee do what an engine does.
func maintain(t *testing.T, trustee string) []byte {
	return allow(t, snapshot.AccessEntry{Trustee: trustee, Mask: snapshot.RightGenericAll, Flags: snapshot.AceContainerInherit})
}

func TestMoveTotals(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	id := s.cloud(1, security, enabled(""))
	s.join(id, s.person(11, onPremises(11)), s.person(12))
	s.cloud(2, m365, enabled(""))
	s.cloud(3, security, disabled)
	want := MoveTotals{Any: Yes, Candidates: 1, Staying: 1, ChangingOver: 1, Groups: 1, Memberships: 2, Whole: true, AllMemberships: 2, People: 2, Objects: 5}
	if d := cmp.Diff(want, s.load().TenantSubject().Move); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	s.groups[0].Members.Status = snapshot.Partial
	s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
	// A copy of the group that is not written may be among what is missing.
	want.Whole, want.Gaps, want.Undecided = false, 1, 1
	if d := cmp.Diff(want, s.load().TenantSubject().Move); d != "" {
		t.Errorf("lists that were cut (-want +got)\n%s", d)
	}
}

func TestWhetherAnythingMoves(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	s.cloud(1, security, disabled)
	if got := s.load().TenantSubject().Move.Any; got != No {
		t.Errorf("nothing is written, and a group moves: %s", got)
	}
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
	if got := s.load().TenantSubject().Move.Any; got != Unknown {
		t.Errorf("groups were not read completely, and a group moves: %s", got)
	}
}

func TestAFrozenCopyMovesToo(t *testing.T) {
	s := moveScene(t, ToCloudSync)
	id := s.cloud(1, security, disabled)
	s.copyOf(101, id)
	if m := s.subject(ofCloud(id)).Move; m.Candidate != Yes || m.Moves != Yes || m.ByConnect != No || m.Object == nil {
		t.Errorf("cloud sync takes up the copy of a group that V2 does not write: %+v", m)
	}
	s = moveScene(t, ToV1)
	all := s.cloud(2, m365, disabled)
	s.copyOf(102, all)
	if m := s.subject(ofCloud(all)).Move; m.Moves != Yes {
		t.Errorf("V1 writes a Microsoft 365 group that V2 does not: %+v", m)
	}
	other := s.cloud(3, security, disabled)
	if m := s.subject(ofCloud(other)).Move; m.Moves != No {
		t.Errorf("V1 writes no security group: %+v", m)
	}
}

func TestAGroupThatMayComeFromTheDirectoryMayBeConverted(t *testing.T) {
	s := moveScene(t, ToSOA)
	id := s.cloud(1, security, func(*snapshot.CloudGroup) {})
	s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Properties = []string{"id", "securityEnabled", "mailEnabled", "groupTypes"} })
	if m := s.subject(ofCloud(id)).Move; m.Candidate != Unknown || m.Moves != Unknown {
		t.Errorf("onPremisesSyncEnabled was not collected, and it moves: %s", m.Moves)
	}
}

func TestCoexistenceRules(t *testing.T) {
	flow := []snapshot.ConnectFlow{{Destination: "cloudNoFlow"}}
	rule := func(change func(*snapshot.ConnectRule)) syncRule {
		r := snapshot.ConnectRule{ID: "r", Direction: new("Inbound"), Standard: new(false), Disabled: new(false), SourceType: "group", TargetType: "group"}
		r.Flows, r.Body = []snapshot.ConnectFlow{}, []byte(`{"LinkType":"Join"}`)
		change(&r)
		return syncRule{&r, ""}
	}
	out := func(link string) syncRule {
		return rule(func(r *snapshot.ConnectRule) {
			r.Direction, r.Body = new("Outbound"), []byte(`{"LinkType":`+link+`}`)
		})
	}
	for _, c := range []struct {
		name  string
		rules []syncRule
		want  CoexistenceFacts
	}{
		{"no rule", nil, CoexistenceFacts{No, No}},
		{"both by their ids", []syncRule{rule(func(r *snapshot.ConnectRule) { r.ID = leaveInboundID }), rule(func(r *snapshot.ConnectRule) { r.ID = leaveOutboundID })},
			CoexistenceFacts{Yes, Yes}},
		{"both by what they do", []syncRule{rule(func(r *snapshot.ConnectRule) { r.Flows = flow }), out(`"JoinNoFlow"`)}, CoexistenceFacts{Yes, Yes}},
		{"a disabled one is none", []syncRule{rule(func(r *snapshot.ConnectRule) { r.Flows, r.Disabled = flow, new(true) })}, CoexistenceFacts{No, No}},
		{"one without its switch may be", []syncRule{rule(func(r *snapshot.ConnectRule) { r.ID, r.Disabled = leaveInboundID, nil })}, CoexistenceFacts{Unknown, No}},
		{"a link type in numbers may be it", []syncRule{out("2")}, CoexistenceFacts{No, Unknown}},
		{"flows that were not exported may be it", []syncRule{rule(func(r *snapshot.ConnectRule) { r.Flows = nil })}, CoexistenceFacts{Unknown, No}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, coexistence(c.rules)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// FuzzJob reads schemas and settings of any content: whatever they say, a domain is in lower case, a
// container a folded DN, and the name one of the known forms.
func FuzzJob(f *testing.F) {
	f.Add(schemaOf(stockName, users), `{"domain":"contoso.com"}`)
	f.Add(schemaOf(idName, ownOU), "")
	f.Add(schemaOf(`"\"\""`, byAttribute), "[]")
	f.Add([]byte(`{"synchronizationRules":[{"objectMappings":[{"sourceObjectName":"group","attributeMappings":[{"targetAttributeName":"cn"}]}]}]}`), "x")
	f.Fuzz(func(t *testing.T, schema []byte, domain string) {
		j := readJob(&snapshot.SyncJob{Schema: schema, Settings: []snapshot.SettingPair{{Name: "Domain", Value: domain}}})
		if j.domain != strings.ToLower(j.domain) {
			t.Errorf("domain %q", j.domain)
		}
		if folded, err := snapshot.FoldDN(j.container); j.container != "" && (err != nil || folded != j.container) {
			t.Errorf("container %q folds to %q: %v", j.container, folded, err)
		}
		if !slices.Contains([]CNFormat{CNUnknown, CNOther, CNGroupID, CNDisplayName}, j.name) {
			t.Errorf("name %q", j.name)
		}
	})
}
