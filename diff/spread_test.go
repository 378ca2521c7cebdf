package diff

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestAGroupThatEnginesWriteIntoSeveralDomainsHasACopyInEach(t *testing.T) {
	const corp, emea, apac = "contoso.com", "emea.contoso.com", "apac.contoso.com"
	domains := map[string]string{corp: "DC=contoso,DC=com", emea: "DC=emea,DC=contoso,DC=com", apac: "DC=apac,DC=contoso,DC=com"}
	everything, onlySales := schemaWith(), schemaWith([]string{"displayName|EQUALS|Sales"})
	type job struct {
		domain string
		schema []byte
		state  string
	}
	here, there := job{corp, everything, "Active"}, job{emea, everything, "Active"}
	every := []string{corp, emea, apac}
	for _, c := range []struct {
		claim string
		jobs  []job
		// read are the domains that were searched, found those in which a directory group names the cloud group.
		read, found []string
		change      func(*scene)
		candidates  int
		absent      Answer
		spread      Spread
	}{
		{claim: "one job writes one copy", jobs: []job{here}, read: every, found: []string{corp}, absent: No, spread: SpreadNo},
		{claim: "two jobs into two domains write one into each", jobs: []job{here, there}, read: every, found: []string{corp, emea}, absent: No, spread: SpreadYes},
		{claim: "a domain that was read and holds none lacks it", jobs: []job{here, there}, read: every, found: []string{corp}, absent: Yes, spread: SpreadLacking},
		{claim: "one that was not read may hold it", jobs: []job{here, there}, read: []string{corp}, found: []string{corp}, absent: No, spread: SpreadUnread},
		{claim: "a group without any copy lacks it everywhere", jobs: []job{here, there}, read: every, absent: Yes, spread: SpreadNo},
		{claim: "two in one domain are duplicates", jobs: []job{here, there}, read: every, found: []string{corp, corp}, candidates: 2, absent: No, spread: SpreadNo},
		{claim: "so is one in a domain that no job writes into", jobs: []job{here, there}, read: every, found: []string{corp, apac}, candidates: 2, absent: No, spread: SpreadNo},
		{claim: "so are two of a group that one job writes", jobs: []job{here}, read: every, found: []string{corp, emea}, candidates: 2, absent: No, spread: SpreadNo},
		{claim: "so are two of a group that the other job does not take", jobs: []job{here, {emea, onlySales, "Active"}}, read: every, found: []string{corp, emea}, candidates: 2, absent: No, spread: SpreadNo},
		{claim: "what the other job does not take is not missing there", jobs: []job{here, {emea, onlySales, "Active"}}, read: every, found: []string{corp}, absent: No, spread: SpreadNo},
		{claim: "a job of which the filter was not read may write a second", jobs: []job{here, {emea, nil, "Active"}}, read: every, found: []string{corp, emea}, absent: No, spread: SpreadUnknown},
		{claim: "or may have missed it", jobs: []job{here, {emea, nil, "Active"}}, read: every, found: []string{corp}, absent: No, spread: SpreadUnknown},
		{claim: "the copy of a job that was stopped is one", jobs: []job{here, {emea, everything, "Paused"}}, read: every, found: []string{corp, emea}, absent: No, spread: SpreadYes},
		{claim: "it is not known to be missing", jobs: []job{here, {emea, everything, "Paused"}}, read: every, found: []string{corp}, absent: No, spread: SpreadUnknown},
		{claim: "a job whose domain nobody names may write into any", jobs: []job{here, {"", everything, "Active"}}, read: every, found: []string{corp, emea}, absent: No, spread: SpreadUnknown},
		{claim: "two jobs into one domain write one copy", jobs: []job{here, here}, read: every, found: []string{corp}, absent: No, spread: SpreadNo},
		{claim: "the domain that is stated is the one to audit: what another job writes elsewhere is no duplicate", jobs: []job{here, there}, read: every, found: []string{corp, emea}, change: func(s *scene) { s.choices.CloudSyncDomain = emea }, candidates: 0, absent: No, spread: SpreadYes},
		{claim: "nor missed there", jobs: []job{here, there}, read: every, found: []string{emea}, change: func(s *scene) { s.choices.CloudSyncDomain = emea }, candidates: 0, absent: No, spread: SpreadYes},
		{claim: "but in the one that is stated", jobs: []job{here, there}, read: every, found: []string{corp}, change: func(s *scene) { s.choices.CloudSyncDomain = emea }, candidates: 0, absent: Yes, spread: SpreadLacking},
		{claim: "a domain that is stated and that no job writes into is not believed", jobs: []job{here, there}, read: every, found: []string{corp, emea}, change: func(s *scene) { s.choices.CloudSyncDomain = "emeaa.contoso.com" }, candidates: 0, absent: No, spread: SpreadYes},
		{claim: "what lies where neither writes is a duplicate", jobs: []job{here, there}, read: every, found: []string{corp, apac}, change: func(s *scene) { s.choices.CloudSyncDomain = emea }, candidates: 2, absent: No, spread: SpreadNo},
		{claim: "without the list of jobs it is the only one", read: every, found: []string{corp, emea}, change: func(s *scene) { s.choices.CloudSyncDomain = emea; jobsUnread(snapshot.Absent)(s) }, candidates: 2, absent: No, spread: SpreadNo},
		{claim: "Connect writes into its own domain beside the job", jobs: []job{there}, read: every, found: []string{corp, emea}, change: func(s *scene) { s.sync.Features["groupWriteBackEnabled"] = new(true) }, absent: No, spread: SpreadYes},
		{claim: "so that the other may lack it", jobs: []job{there}, read: every, found: []string{emea}, change: func(s *scene) { s.sync.Features["groupWriteBackEnabled"] = new(true) }, absent: Yes, spread: SpreadLacking},
		{claim: "two jobs whose domains nobody names may write into two", jobs: []job{{"", everything, "Active"}, {"", everything, "Active"}}, read: every, found: []string{corp, emea}, absent: No, spread: SpreadUnknown},
		{claim: "so that one may be missed", jobs: []job{{"", everything, "Active"}, {"", everything, "Active"}}, read: every, found: []string{corp}, absent: No, spread: SpreadUnknown},
		{claim: "names of NetBIOS are those of the forest's domains", jobs: []job{{"CONTOSO", everything, "Active"}, {"EMEA", everything, "Active"}}, read: every, found: []string{corp, emea}, absent: No, spread: SpreadYes},
		{claim: "a copy is missed in one of them", jobs: []job{{"CONTOSO", everything, "Active"}, {"EMEA", everything, "Active"}}, read: every, found: []string{corp}, absent: Yes, spread: SpreadLacking},
		{claim: "names that no domain has tell nothing", jobs: []job{{"ONE", everything, "Active"}, {"TWO", everything, "Active"}}, read: every, found: []string{corp, emea}, absent: No, spread: SpreadUnknown},
		{claim: "a job into another domain than the copy's says that there are two", jobs: []job{there}, read: every, found: []string{corp}, change: func(s *scene) { s.facts.Domains = nil; jobsUnread(snapshot.Partial)(s) }, absent: Yes, spread: SpreadLacking},
		{claim: "a job that was not read may write a second", jobs: []job{here}, read: every, found: []string{corp, emea}, change: jobsUnread(snapshot.Partial), absent: No, spread: SpreadUnknown},
		{claim: "or may have missed it", jobs: []job{here}, read: every, found: []string{corp}, change: jobsUnread(snapshot.Partial), absent: No, spread: SpreadUnknown},
		{claim: "what another job lacks is known without it", jobs: []job{here, there}, read: every, found: []string{corp}, change: jobsUnread(snapshot.Partial), absent: Yes, spread: SpreadLacking},
		{claim: "of jobs of which none was read too", read: every, found: []string{corp, emea}, change: jobsUnread(snapshot.Absent), absent: No, spread: SpreadUnknown},
		{claim: "without a list of the forest's domains too", read: every, found: []string{corp, emea}, change: func(s *scene) { s.facts.Domains = nil; jobsUnread(snapshot.Absent)(s) }, absent: No, spread: SpreadUnknown},
		{claim: "one copy is then believed to lie in the only domain that was read", read: []string{corp}, found: []string{corp}, change: func(s *scene) { s.facts.Domains = nil; jobsUnread(snapshot.Absent)(s) }, absent: No, spread: SpreadNo},
		{claim: "two in one domain are duplicates whatever was not read", read: every, found: []string{corp, corp}, change: jobsUnread(snapshot.Absent), candidates: 2, absent: No, spread: SpreadNo},
		{claim: "so are two where cloud sync is off", read: every, found: []string{corp, emea}, change: func(s *scene) {
			jobsUnread(snapshot.Absent)(s)
			s.choices.Engines.CloudSync, s.sync.Features["groupWriteBackEnabled"] = Off, new(true)
		}, candidates: 2, absent: No, spread: SpreadNo},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.sync.Features["groupWriteBackEnabled"], s.choices.CloudSyncScope = new(false), ScopeAll
			for _, name := range every {
				label, _, _ := strings.Cut(name, ".")
				s.facts.Domains = append(s.facts.Domains, snapshot.Domain{DN: domains[name], DNSName: name, NetBIOSName: strings.ToUpper(label)})
			}
			var searched []snapshot.Searched
			for _, name := range c.read {
				searched = append(searched, snapshot.Searched{Base: folding(domains[name]), Subtree: true})
			}
			s.searched(searched...)
			for i, j := range c.jobs {
				one := snapshot.SyncJob{ID: snapshot.GroupProvisioning + "." + strconv.Itoa(i), StatusCode: new(j.state), ServicePrincipalID: new(servicePrincipal), Schema: j.schema}
				if j.domain != "" {
					one.Settings = []snapshot.SettingPair{{Name: "Domain", Value: j.domain}}
				}
				s.jobs = append(s.jobs, one)
			}
			id := s.cloud(1, security, enabled("universalSecurityGroup"))
			for i, name := range c.found {
				s.copyOf(101+i, id, externalAnchor(id), in("OU=Writeback,"+domains[name]))
			}
			if c.change != nil {
				c.change(s)
			}
			got := s.subject(ofCloud(id))
			if got.DirectoryCandidates != c.candidates || got.DirectoryAbsent != c.absent || got.DirectorySpread != c.spread {
				t.Errorf("%d candidates, absent %s, spread %s, want %d, %s, %s", got.DirectoryCandidates, got.DirectoryAbsent, got.DirectorySpread, c.candidates, c.absent, c.spread)
			}
			a := s.load().Assembler()
			for i := range c.found {
				copied, found := a.Copy(guid(101 + i))
				doubtful := c.candidates > 0 || c.spread == SpreadUnknown && len(c.found) > 1
				if !found || copied.Identity.CloudID != id.String() || copied.Directory == nil || copied.Identity.DirectoryGUID != guid(101+i).String() || (copied.DirectoryCandidates > 0) != doubtful {
					t.Errorf("copy %d: found %t, candidates %d, %+v", i, found, copied.DirectoryCandidates, copied.Identity)
				}
			}
			if noted := slices.ContainsFunc(s.load().Notes(), func(n string) bool { return strings.Contains(n, "into which no job writes") }); noted != (s.choices.CloudSyncDomain == "emeaa.contoso.com") {
				t.Errorf("a note that the stated domain is not believed: %t", noted)
			}
			unread := c.spread == SpreadUnread
			if n := len(got.Rivals); unread != (n > 0 && got.Rivals[n-1].Directory == nil && got.Rivals[n-1].DirectoryAbsent == Unknown) {
				t.Errorf("%d rivals, want one without a copy: %t", n, unread)
			}
		})
	}
}

// jobsUnread leaves jobs of cloud sync out of what was read.
func jobsUnread(status snapshot.Status) func(*scene) {
	return func(s *scene) {
		s.end(snapshot.StreamSyncJobs, func(e *snapshot.Ended) { e.Status, e.Reason = status, "cut" })
	}
}

func TestEachCopyOfAGroupInSeveralDomainsIsCompared(t *testing.T) {
	const corp, emea = "DC=contoso,DC=com", "DC=emea,DC=contoso,DC=com"
	for _, c := range []struct {
		claim                 string
		change                func(*scene)
		differing, uncompared int
	}{
		{"both are as the cloud asks", func(*scene) {}, 0, 0},
		{"one has another name", func(s *scene) { s.directory[1].DisplayName = new("Other") }, 1, 0},
		{"both have", func(s *scene) { s.directory[0].DisplayName, s.directory[1].DisplayName = new("Other"), new("Other") }, 2, 0},
		{"the members of one were not read", func(s *scene) { s.directory[1].Members.Status = snapshot.Absent }, 0, 1},
		{"a third job may write one too", jobsUnread(snapshot.Partial), 0, 1},
		{"there are two in one domain", func(s *scene) { s.copyOf(103, guid(1), externalAnchor(guid(1)), in("OU=Writeback,"+emea)) }, 0, 1},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.sync.Features["groupWriteBackEnabled"], s.choices.CloudSyncScope = new(false), ScopeAll
			s.choices.Engines.CloudSync = On
			var searched []snapshot.Searched
			for i, dn := range []string{corp, emea} {
				s.facts.Domains = append(s.facts.Domains, snapshot.Domain{DN: dn, DNSName: snapshot.DomainOf(dn)})
				searched = append(searched, snapshot.Searched{Base: folding(dn), Subtree: true})
				s.jobs = append(s.jobs, snapshot.SyncJob{ID: snapshot.GroupProvisioning + "." + strconv.Itoa(i), StatusCode: new("Active"),
					ServicePrincipalID: new(servicePrincipal), Schema: schemaWith(), Settings: []snapshot.SettingPair{{Name: "Domain", Value: snapshot.DomainOf(dn)}}})
			}
			s.searched(searched...)
			id := s.cloud(1, security, enabled("universalSecurityGroup"))
			s.copyOf(101, id, externalAnchor(id), in("OU=Writeback,"+corp))
			s.copyOf(102, id, externalAnchor(id), in("OU=Writeback,"+emea))
			c.change(s)
			if n := s.load().Totals().CloudSync; n.Differing != c.differing || n.Uncompared != c.uncompared {
				t.Errorf("%d differ, %d not compared, want %d, %d", n.Differing, n.Uncompared, c.differing, c.uncompared)
			}
		})
	}
}

func TestGroupsOfSeveralDomainsThatNameADeletedGroupAreNoDuplicates(t *testing.T) {
	const corp, emea, apac = "contoso.com", "emea.contoso.com", "apac.contoso.com"
	domains := map[string]string{corp: "DC=contoso,DC=com", emea: "DC=emea,DC=contoso,DC=com", apac: "DC=apac,DC=contoso,DC=com"}
	for _, c := range []struct {
		claim       string
		jobs, found []string
		change      func(*scene)
		twins       int
		elsewhere   bool
	}{
		{"one in each domain that a job writes into", []string{corp, emea}, []string{corp, emea}, nil, 0, false},
		{"two in one of them", []string{corp, emea}, []string{corp, corp}, nil, 1, false},
		{"one in a domain that no job writes into", []string{corp, emea}, []string{corp, apac}, nil, 1, false},
		{"one job writes into one domain", []string{corp}, []string{corp, emea}, nil, 1, false},
		{"of a job the domain is not known", []string{corp, ""}, []string{corp, emea}, nil, 0, true},
		{"a job may not have been read", []string{corp}, []string{corp, emea}, jobsUnread(snapshot.Partial), 0, true},
		{"no job was read", nil, []string{corp, emea}, jobsUnread(snapshot.Absent), 0, true},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.sync.Features["groupWriteBackEnabled"] = new(false)
			s.choices.Engines.V1 = Off
			for _, name := range []string{corp, emea, apac} {
				s.facts.Domains = append(s.facts.Domains, snapshot.Domain{DN: domains[name], DNSName: name})
			}
			for i, name := range c.jobs {
				one := snapshot.SyncJob{ID: snapshot.GroupProvisioning + "." + strconv.Itoa(i), StatusCode: new("Active"), ServicePrincipalID: new(servicePrincipal), Schema: schemaWith()}
				if name != "" {
					one.Settings = []snapshot.SettingPair{{Name: "Domain", Value: name}}
				}
				s.jobs = append(s.jobs, one)
			}
			if c.change != nil {
				c.change(s)
			}
			for i, name := range c.found {
				s.copyOf(101+i, guid(9), externalAnchor(guid(9)), in("OU=Writeback,"+domains[name]))
			}
			got := s.subject(ofDirectory(guid(101))).Directory
			if got.AnchorTwins != c.twins || got.AnchorElsewhere != c.elsewhere {
				t.Errorf("%d twins, elsewhere %t, want %d, %t", got.AnchorTwins, got.AnchorElsewhere, c.twins, c.elsewhere)
			}
		})
	}
}
