package diff

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// scene is a snapshot in the making.
type scene struct {
	t          testing.TB
	groups     []*snapshot.CloudGroup
	people     []*snapshot.CloudPrincipal
	edges      []snapshot.CloudMembership
	owners     []snapshot.CloudMembership
	deleted    []snapshot.CloudDeletedGroup
	tombstones []snapshot.DirectoryDeletedGroup
	directory  []*snapshot.DirectoryGroup
	accounts   []*snapshot.DirectoryPrincipal
	directoryE []snapshot.DirectoryMembership
	sync       *snapshot.SyncConfiguration
	facts      *snapshot.DirectoryFacts
	jobs       []snapshot.SyncJob
	connect    []any
	documents  map[snapshot.Stream][]string
	ended      map[snapshot.Stream]snapshot.Ended
	choices    Choices
	describe   func(*snapshot.Manifest)
}

const writebackOU = "OU=Writeback,DC=contoso,DC=com"

var sceneStart = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// newScene is a tenant with V1 and V2 on, cloud sync off, everything collected and no group.
func newScene(t testing.TB) *scene {
	s := &scene{t: t, ended: map[snapshot.Stream]snapshot.Ended{}, documents: map[snapshot.Stream][]string{}, choices: DefaultChoices()}
	s.sync = &snapshot.SyncConfiguration{
		ID:                    guid(9999),
		Features:              map[string]*bool{"unifiedGroupWritebackEnabled": new(true), "groupWriteBackEnabled": new(true), "deviceWritebackEnabled": new(false)},
		ClientVersion:         new("2.4.18.0"),
		UnifiedGroupContainer: new(writebackOU),
	}
	s.facts = &snapshot.DirectoryFacts{ExchangeSchema: new(true)}
	for stream, properties := range map[snapshot.Stream][]string{
		snapshot.StreamCloudGroups: {"id", "displayName", "description", "mail", "groupTypes", "mailEnabled", "securityEnabled",
			"onPremisesSyncEnabled", "onPremisesSecurityIdentifier", "writebackConfiguration"},
		snapshot.StreamCloudPrincipals: {"id", "userType", "onPremisesSyncEnabled", "onPremisesSecurityIdentifier",
			"onPremisesImmutableId", "onPremisesDistinguishedName", "onPremisesObjectIdentifier"},
		snapshot.StreamDirectoryGroups: {"admindescription", "msds-externaldirectoryobjectid", "displayname", "description",
			"mail", "memberof", "objectsid", "grouptype"},
		snapshot.StreamDirectoryPrincipals: {"objectguid", "objectsid", "ms-ds-consistencyguid"},
		snapshot.StreamCloudMemberships:    nil, snapshot.StreamDirectoryMemberships: nil, snapshot.StreamCloudDeletedGroups: nil,
		snapshot.StreamSyncJobs: nil, snapshot.StreamSyncConfiguration: nil, snapshot.StreamDirectoryFacts: nil,
		snapshot.StreamTenantSettings: nil,
	} {
		s.ended[stream] = snapshot.Ended{Status: snapshot.Complete, Properties: properties}
	}
	s.searched(snapshot.Searched{Base: "dc=contoso,dc=com", Subtree: true})
	s.describe = func(m *snapshot.Manifest) {
		m.CollectedAt = &sceneStart
		m.Cloud.Started, m.Directory.Started = &sceneStart, &sceneStart
	}
	return s
}

// searched says where the source looked for directory groups.
func (s *scene) searched(in ...snapshot.Searched) {
	e := s.ended[snapshot.StreamDirectoryGroups]
	e.Searched = in
	s.ended[snapshot.StreamDirectoryGroups] = e
}

// guid makes an id from a number; 12 hex at the end differ for different numbers.
func guid(n int) snapshot.GUID {
	var id snapshot.GUID
	binary.BigEndian.PutUint32(id[:4], uint32(n)*2654435761)
	id[6], id[8] = 0x40, 0x80
	binary.BigEndian.PutUint32(id[12:], uint32(n))
	return id
}

func sidText(rid int) string { return domainSID{1, 2, 3, uint32(rid)}.String() }

func immutable(id snapshot.GUID) *string {
	octets := id.DirectoryOctets()
	return new(base64.StdEncoding.EncodeToString(octets[:]))
}

// cloud adds a cloud group with number n.
func (s *scene) cloud(n int, base func() *snapshot.CloudGroup, change ...func(*snapshot.CloudGroup)) snapshot.GUID {
	g := base()
	g.ID = guid(n)
	g.DisplayName = new("Group " + g.ID.String()[24:])
	g.Members = snapshot.Coverage{Status: snapshot.Complete}
	for _, c := range change {
		c(g)
	}
	s.groups = append(s.groups, g)
	return g.ID
}

func enabled(raw string) func(*snapshot.CloudGroup) {
	return func(g *snapshot.CloudGroup) {
		g.Writeback = &snapshot.WritebackConfiguration{IsEnabled: new(true)}
		if raw != "" {
			g.Writeback.OnPremisesGroupType = &raw
		}
	}
}

func disabled(g *snapshot.CloudGroup) {
	g.Writeback = &snapshot.WritebackConfiguration{IsEnabled: new(false)}
}

// group adds a directory group named cn in the writeback OU.
func (s *scene) group(n int, cn string, change ...func(*snapshot.DirectoryGroup)) *snapshot.DirectoryGroup {
	g := &snapshot.DirectoryGroup{GUID: guid(n), DN: "CN=" + cn + "," + writebackOU}
	g.CN, g.GroupType = &cn, new(typeUniversalSecurity)
	g.Members = snapshot.Coverage{Status: snapshot.Complete}
	for _, c := range change {
		c(g)
	}
	s.directory = append(s.directory, g)
	return g
}

func adminAnchor(id snapshot.GUID) func(*snapshot.DirectoryGroup) {
	return func(g *snapshot.DirectoryGroup) { g.AdminDescription = new("Group_" + id.String()) }
}

func externalAnchor(id snapshot.GUID) func(*snapshot.DirectoryGroup) {
	return func(g *snapshot.DirectoryGroup) { g.ExternalDirectoryObjectID = new("Group_" + id.String()) }
}

func in(container string) func(*snapshot.DirectoryGroup) {
	return func(g *snapshot.DirectoryGroup) { g.DN = "CN=" + *g.CN + "," + container }
}

// copyOf adds the ordinary copy of cloud group id.
func (s *scene) copyOf(n int, id snapshot.GUID, change ...func(*snapshot.DirectoryGroup)) *snapshot.DirectoryGroup {
	return s.group(n, "Group_"+id.String(), append([]func(*snapshot.DirectoryGroup){adminAnchor(id), func(g *snapshot.DirectoryGroup) {
		g.DisplayName = new("Group " + id.String()[24:])
	}}, change...)...)
}

// person adds a person to the cloud.
func (s *scene) person(n int, change ...func(*snapshot.CloudPrincipal)) snapshot.GUID {
	p := &snapshot.CloudPrincipal{ID: guid(n), Type: "user", UserType: new("Member"), UserPrincipalName: new(userDN(n)[3:12] + "@contoso.com")}
	for _, c := range change {
		c(p)
	}
	s.people = append(s.people, p)
	return p.ID
}

func userDN(n int) string { return "CN=User " + guid(n).String()[28:] + ",OU=People,DC=contoso,DC=com" }

// onPremises gives a person every anchor of account n.
func onPremises(n int) func(*snapshot.CloudPrincipal) {
	return func(p *snapshot.CloudPrincipal) {
		p.SyncEnabled, p.SecurityIdentifier, p.DistinguishedName = new(true), new(sidText(n)), new(userDN(n))
		p.ImmutableID = immutable(guid(1_000_000 + n))
	}
}

func bySIDOnly(n int) func(*snapshot.CloudPrincipal) {
	return func(p *snapshot.CloudPrincipal) { p.SecurityIdentifier = new(sidText(n)) }
}

// account adds directory account n, whose record was read.
func (s *scene) account(n int, change ...func(*snapshot.DirectoryPrincipal)) string {
	return s.object(userDN(n), append([]func(*snapshot.DirectoryPrincipal){func(p *snapshot.DirectoryPrincipal) {
		p.Seen, p.Class, p.SID, p.GUID = true, "user", new(sidText(n)), new(guid(1_000_000+n))
	}}, change...)...)
}

// bare adds account n of which only the DN was read.
func (s *scene) bare(n int) string { return s.object(userDN(n)) }

func (s *scene) object(dn string, change ...func(*snapshot.DirectoryPrincipal)) string {
	folded, err := snapshot.FoldDN(dn)
	if err != nil {
		s.t.Fatal(err)
	}
	p := &snapshot.DirectoryPrincipal{DN: dn, FoldedDN: folded}
	for _, c := range change {
		c(p)
	}
	s.accounts = append(s.accounts, p)
	return folded
}

// asMember makes a directory group a possible member.
func (s *scene) asMember(g *snapshot.DirectoryGroup) string {
	return s.object(g.DN, func(p *snapshot.DirectoryPrincipal) {
		p.Seen, p.Class, p.GUID, p.SID, p.GroupType = true, "group", &g.GUID, g.SID, g.GroupType
	})
}

func (s *scene) join(group snapshot.GUID, members ...snapshot.GUID) {
	for _, m := range members {
		s.edges = append(s.edges, snapshot.CloudMembership{Group: group, Member: m})
	}
}

// own makes people owners of a cloud group.
func (s *scene) own(group snapshot.GUID, owners ...snapshot.GUID) {
	for _, o := range owners {
		s.owners = append(s.owners, snapshot.CloudMembership{Group: group, Member: o})
	}
}

func (s *scene) put(g *snapshot.DirectoryGroup, members ...string) {
	for _, m := range members {
		s.directoryE = append(s.directoryE, snapshot.DirectoryMembership{Group: g.GUID, Member: m})
	}
}

// document adds bodies to a list of documents, which is whole then.
func (s *scene) document(stream snapshot.Stream, bodies ...string) {
	s.documents[stream] = append(s.documents[stream], bodies...)
	s.end(stream, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
}

func (s *scene) end(stream snapshot.Stream, change func(*snapshot.Ended)) {
	e := s.ended[stream]
	change(&e)
	s.ended[stream] = e
}

// write publishes the snapshot and opens it.
func (s *scene) write() *snapshot.Reader {
	s.t.Helper()
	dir := filepath.Join(s.t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	s.must(err)
	defer func() { s.must(w.Abort()) }()
	for _, g := range s.groups {
		s.must(w.Add(*g))
	}
	for _, p := range s.people {
		s.must(w.Add(*p))
	}
	for _, e := range s.edges {
		s.must(w.CloudMembership(e.Group, e.Member))
	}
	for _, o := range s.owners {
		s.must(w.CloudOwner(o.Group, o.Member))
	}
	for _, g := range s.deleted {
		s.must(w.Add(g))
	}
	for _, g := range s.directory {
		s.must(w.Add(*g))
	}
	for _, d := range s.tombstones {
		s.must(w.Add(d))
	}
	for _, p := range s.accounts {
		s.must(w.Add(*p))
	}
	for _, e := range s.directoryE {
		s.must(w.DirectoryMembership(e.Group, e.Member))
	}
	for _, j := range s.jobs {
		s.must(w.Add(j))
	}
	for _, record := range s.connect {
		s.must(w.Add(record))
	}
	for stream, bodies := range s.documents {
		for n, body := range bodies {
			s.must(w.Document(stream, snapshot.Document{ID: strconv.Itoa(n), Body: []byte(body)}))
		}
	}
	if s.sync != nil {
		s.must(w.Put(snapshot.StreamSyncConfiguration, *s.sync))
	}
	s.must(w.Put(snapshot.StreamDirectoryFacts, *s.facts))
	s.must(w.Put(snapshot.StreamTenantSettings, []snapshot.Setting{}))
	for stream, e := range s.ended {
		if stream == snapshot.StreamSyncConfiguration && s.sync == nil {
			continue
		}
		s.must(w.End(stream, e))
	}
	w.Describe(s.describe)
	s.must(w.Close())
	r, err := snapshot.OpenPath(dir)
	s.must(err)
	s.t.Cleanup(func() { _ = r.Close() })
	return r
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) load() *Facts {
	s.t.Helper()
	f, err := Load(context.Background(), s.write(), s.choices)
	s.must(err)
	return f
}

// subject loads the scene and returns one subject with details.
func (s *scene) subject(key string) Subject {
	s.t.Helper()
	return subjectOf(s.t, s.load(), key)
}

func subjectOf(t testing.TB, f *Facts, key string) Subject {
	t.Helper()
	subject, ok := f.Subject(key)
	if !ok {
		t.Fatalf("no subject %s", key)
	}
	return subject
}

func ofCloud(id snapshot.GUID) string     { return "c:" + id.String() }
func ofDirectory(id snapshot.GUID) string { return "d:" + id.String() }
