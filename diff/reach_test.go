package diff

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestACopyIsMissedOnlyWhereEveryDomainThatEnginesWriteToWasRead(t *testing.T) {
	const contoso, emea = "dc=contoso,dc=com", "dc=emea,dc=contoso,dc=com"
	every := func(bases ...string) func(*scene) {
		var in []snapshot.Searched
		for _, base := range bases {
			in = append(in, snapshot.Searched{Base: base, Subtree: true})
		}
		return func(s *scene) { s.searched(in...) }
	}
	forest := func(s *scene) {
		s.facts.Domains = []snapshot.Domain{{DN: contoso, DNSName: "contoso.com"}, {DN: emea, DNSName: "emea.contoso.com"}}
	}
	byCloudSync := func(jobs ...snapshot.SyncJob) func(*scene) {
		return func(s *scene) { s.choices.Engines.CloudSync, s.jobs = On, jobs }
	}
	inEMEA := snapshot.SyncJob{ID: snapshot.GroupProvisioning + ".1", Schema: schemaOf(idName, `"\"OU=GPAD,DC=emea,DC=contoso,DC=com\""`)}
	here := snapshot.SyncJob{ID: snapshot.GroupProvisioning + ".2", Settings: []snapshot.SettingPair{{Name: "Domain", Value: `{"domain":"contoso.com"}`}}}
	netBIOS := snapshot.SyncJob{ID: snapshot.GroupProvisioning + ".3", Settings: []snapshot.SettingPair{{Name: "Domain", Value: "EMEA"}}}
	silent := snapshot.SyncJob{ID: snapshot.GroupProvisioning + ".4"}
	noOU := func(s *scene) { s.sync.UnifiedGroupContainer = nil }
	nothing := func(s *scene) {
		s.directory = nil
		s.searched()
	}
	onlyCloudSync := func(s *scene) {
		noOU(s)
		s.sync.Features["groupWriteBackEnabled"], s.sync.Features["unifiedGroupWritebackEnabled"] = new(false), new(false)
	}
	for _, c := range []struct {
		claim  string
		change []func(*scene)
		// unread is a domain that the note names, "" where every one was read.
		unread string
	}{
		{"Connect writes to the domain that was read", []func(*scene){forest}, ""},
		{"a job writes to another one", []func(*scene){forest, byCloudSync(here, inEMEA)}, "emea.contoso.com"},
		{"a job writes to another one, which was read", []func(*scene){forest, byCloudSync(here, inEMEA), every(contoso, emea)}, ""},
		{"another OU of it was read", []func(*scene){forest, byCloudSync(inEMEA), every(contoso, "ou=other,"+emea)}, "emea.contoso.com"},
		{"a job tells a name of NetBIOS", []func(*scene){forest, byCloudSync(netBIOS)}, "emea.contoso.com"},
		{"a job does not tell", []func(*scene){forest, byCloudSync(silent)}, "emea.contoso.com"},
		{"a job does not tell, and every domain was read", []func(*scene){forest, byCloudSync(silent), every(contoso, emea)}, ""},
		{"a job does not tell, and the forest was not read", []func(*scene){byCloudSync(silent)}, ""},
		{"the domain is stated", []func(*scene){forest, byCloudSync(here), func(s *scene) { s.choices.CloudSyncDomain = "EMEA.contoso.com" }}, "emea.contoso.com"},
		{"the container is stated", []func(*scene){forest, byCloudSync(here), func(s *scene) { s.choices.CloudSyncContainer = "OU=X,DC=emea,DC=contoso,DC=com" }}, "emea.contoso.com"},
		{"nobody names the OU", []func(*scene){forest, noOU}, "emea.contoso.com"},
		{"nobody names the OU, and every domain was read", []func(*scene){forest, noOU, every(contoso, emea)}, ""},
		{"cloud sync alone tells where it writes", []func(*scene){forest, onlyCloudSync, byCloudSync(here)}, ""},
		{"nothing came, and the source does not tell", []func(*scene){forest, nothing}, ""},
		{"nothing came, and a job writes to another domain", []func(*scene){forest, nothing, byCloudSync(here, inEMEA)}, "emea.contoso.com"},
		{"nothing came of a forest, and nobody names the OU", []func(*scene){forest, nothing, noOU}, "emea.contoso.com"},
		{"the OU lies in a domain below the one that was read", []func(*scene){func(s *scene) { s.sync.UnifiedGroupContainer = new("OU=W,DC=emea,DC=contoso,DC=com") }}, "OU"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.copyOf(10, s.cloud(1, m365))
			missing := s.cloud(2, m365)
			for _, change := range c.change {
				change(s)
			}
			f := s.load()
			notes := strings.Join(f.Notes(), "\n") + f.State(snapshot.StreamDirectoryGroups).Reason
			if !strings.Contains(notes, c.unread) || strings.Contains(notes, "engines write, or may write") != (c.unread == "emea.contoso.com") {
				t.Errorf("notes %q", notes)
			}
			if got := s.subject(ofCloud(missing)).DirectoryAbsent; (got == Yes) != (c.unread == "") {
				t.Errorf("absent: %s", got)
			}
		})
	}
}
