package diff

import (
	"encoding/json"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// JobTarget is what is known of where the cloud sync job writes, or will write: as stated, else by
// the schema of the jobs where all agree.
type JobTarget struct {
	// DomainKnown and ContainerKnown say whether domain and container are known.
	DomainKnown    bool `json:"domain_known"`
	ContainerKnown bool `json:"container_known"`
	// Stock is yes for the container that Microsoft's template writes to until it is changed: Users,
	// directly below the head of the domain.
	Stock Answer `json:"stock"`
	// Name is the form of the common names that the job writes.
	Name CNFormat `json:"name"`
	// Scope is the stated mode of the job: selected, all or unknown.
	Scope string `json:"scope"`
	// Jobs counts the jobs that write groups, nil when the jobs were not read; SharedDomain says
	// whether two of them write to one domain.
	Jobs         *int   `json:"jobs"`
	SharedDomain Answer `json:"shared_domain"`
}

// job is where the cloud sync job writes; a text is "" when it is not known.
type job struct {
	// domain is a DNS name in lower case, container a folded DN.
	domain, container string
	name              CNFormat
}

func (j *job) inDomain(domain string) Answer {
	if j.domain == "" || domain == "" {
		return Unknown
	}
	return answer(j.domain == domain)
}

func (j *job) inContainer(folded string) Answer {
	if j.container == "" || folded == "" {
		return Unknown
	}
	return answer(j.container == folded)
}

// findJob says where the jobs write, once the scope of Connect and the domains of the forest are known.
func (f *Facts) findJob() {
	t := &f.tenant.Job
	*t = JobTarget{Stock: Unknown, Name: CNUnknown, Scope: "unknown", SharedDomain: Unknown}
	if f.tenant.Target = f.target(); f.tenant.Target == "" {
		return
	}
	t.Scope = orElse(string(f.choices.CloudSyncScope), t.Scope)
	jobs := f.estate.jobs
	f.moving.job = f.agreedJob(jobs)
	j := &f.moving.job
	t.DomainKnown, t.ContainerKnown, t.Name = j.domain != "", j.container != "", j.name
	if f.estate.jobsTold {
		n := len(jobs)
		domains := make([]string, n)
		for i, one := range jobs {
			domains[i] = f.withDomain(one).domain
		}
		t.Jobs, t.SharedDomain = &n, sharedDomain(domains)
	}
	if j.container != "" {
		rdn, _ := splitDN(j.container)
		t.Stock = answer((rdn == "cn=users" || rdn == "ou=users") && isDomainHead(snapshot.ParentDN(j.container)))
	}
}

// writingJobs are the jobs that write groups to the directory.
func writingJobs(jobs []snapshot.SyncJob) (list []job) {
	for i := range jobs {
		if jobs[i].WritesGroups() {
			list = append(list, readJob(&jobs[i]))
		}
	}
	return list
}

// agreedJob takes what was stated, else what all jobs say; the domain follows from the container,
// and in a forest of one domain there is no choice.
func (f *Facts) agreedJob(jobs []job) job {
	stated := f.choices.Move
	j := job{domain: strings.ToLower(stated.Domain), name: stated.CommonName}
	// A container that is no DN was refused when the choice was read.
	j.container, _ = snapshot.FoldDN(stated.Container)
	if j.name == "" {
		j.name = CNUnknown
	}
	for i, other := range jobs {
		if i > 0 && other != jobs[0] {
			return f.withDomain(j)
		}
	}
	if len(jobs) > 0 {
		j.container = orElse(j.container, jobs[0].container)
		if j.name == CNUnknown {
			j.name = jobs[0].name
		}
		if j.domain == "" && stated.Container == "" {
			j.domain = jobs[0].domain
		}
	}
	return f.withDomain(j)
}

// withDomain completes the domain of a job: it follows from the container, from a NetBIOS name, and in a forest of one
// domain there is no choice.
func (f *Facts) withDomain(j job) job {
	if j.domain != "" && !strings.Contains(j.domain, ".") {
		j.domain = f.dnsNameOf(j.domain)
	}
	if j.domain == "" && j.container != "" {
		j.domain = snapshot.DomainOf(j.container)
	}
	if j.domain == "" && len(f.estate.domains) == 1 {
		for only := range f.estate.domains {
			j.domain = only
		}
	}
	return j
}

// dnsNameOf is the DNS name in lower case of the domain with a NetBIOS name, "" where the forest does not tell.
func (f *Facts) dnsNameOf(netBIOS string) string {
	if f.estate.facts == nil {
		return ""
	}
	for _, d := range f.estate.facts.Domains {
		if strings.EqualFold(d.NetBIOSName, netBIOS) {
			return dnsName(d)
		}
	}
	return ""
}

// sharedDomain says whether two jobs write to one domain; a domain is "" where it is not known.
func sharedDomain(domains []string) Answer {
	seen, result := map[string]bool{}, No
	for _, domain := range domains {
		switch {
		case domain == "" && len(domains) > 1:
			result = Unknown
		case seen[domain]:
			return Yes
		}
		seen[domain] = true
	}
	return result
}

// jobMapping is the part of a job's schema that says where and under which name it writes.
//
// Source: https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping
type jobMapping struct {
	SynchronizationRules []struct {
		ObjectMappings []struct {
			Enabled           *bool  `json:"enabled"`
			SourceObjectName  string `json:"sourceObjectName"`
			AttributeMappings []struct {
				Target string `json:"targetAttributeName"`
				Source *struct {
					Expression string `json:"expression"`
					Name       string `json:"name"`
					Type       string `json:"type"`
				} `json:"source"`
			} `json:"attributeMappings"`
		} `json:"objectMappings"`
	} `json:"synchronizationRules"`
}

// readJob reads what a job's schema and settings say; anything that is no constant stays unknown.
func readJob(j *snapshot.SyncJob) job {
	result := job{name: CNUnknown}
	for _, s := range j.Settings {
		if strings.EqualFold(s.Name, "Domain") {
			result.domain = domainSetting(s.Value)
		}
	}
	var body jobMapping
	if len(j.Schema) == 0 || json.Unmarshal(j.Schema, &body) != nil {
		return result
	}
	for _, rule := range body.SynchronizationRules {
		for _, object := range rule.ObjectMappings {
			if !strings.EqualFold(object.SourceObjectName, "group") || object.Enabled != nil && !*object.Enabled {
				continue
			}
			for _, m := range object.AttributeMappings {
				if m.Source == nil {
					continue
				}
				switch strings.ToLower(m.Target) {
				case "parentdistinguishedname":
					result.container = constantDN(m.Source.Type, m.Source.Name, m.Source.Expression)
				case "cn":
					result.name = nameFormat(m.Source.Expression)
				}
			}
		}
	}
	if result.domain == "" && result.container != "" {
		result.domain = snapshot.DomainOf(result.container)
	}
	return result
}

// domainSetting reads the setting Domain: JSON with the key domain, or the name itself.
func domainSetting(value string) string {
	var body struct{ Domain string }
	if json.Unmarshal([]byte(value), &body) == nil {
		return strings.ToLower(body.Domain)
	}
	return strings.ToLower(strings.TrimSpace(value))
}

// constantDN is the folded DN of a constant mapping; "" for an expression.
func constantDN(kind, name, expression string) string {
	text := name
	if !strings.EqualFold(kind, "Constant") || text == "" {
		trimmed := strings.TrimSpace(expression)
		inner, quoted := strings.CutPrefix(trimmed, `"`)
		inner, closed := strings.CutSuffix(inner, `"`)
		if !quoted || !closed || strings.Contains(inner, `"`) {
			return ""
		}
		text = inner
	}
	folded, err := snapshot.FoldDN(text)
	if err != nil || !strings.Contains(folded, "=") {
		return ""
	}
	return folded
}

// The expressions of cn, without blanks and in lower case: that of Microsoft's template, and the one
// that keeps the names that Connect wrote.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
const (
	nameExpression = `append(append(left(trim([displayname]),51),"_"),mid([objectid],25,12))`
	idExpression   = `append("group_",[objectid])`
)

func nameFormat(expression string) CNFormat {
	switch strings.ToLower(strings.Join(strings.Fields(expression), "")) {
	case nameExpression:
		return CNDisplayName
	case idExpression:
		return CNGroupID
	case "":
		return CNUnknown
	}
	return CNOther
}
