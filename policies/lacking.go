package policies

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
)

// origins are the lists that parts of a subject are made of, which an export can do without; the first prefix
// that fits counts. Cloud groups, directory groups and memberships are what every control requires.
var origins = []struct {
	path  string
	lists []snapshot.Stream
}{
	{"cloud.owners", []snapshot.Stream{snapshot.StreamCloudOwners}},
	{"directory_deleted", []snapshot.Stream{snapshot.StreamDirectoryDeleted}},
	{"export_errors", []snapshot.Stream{snapshot.StreamConnectErrors}},
	{"governance.review", []snapshot.Stream{snapshot.StreamAccessReviews}},
	{"totals.governance.unreviewed", []snapshot.Stream{snapshot.StreamAccessReviews}},
	{"governance.time_bound", []snapshot.Stream{snapshot.StreamPrivilegedAssignments}},
	{"access", []snapshot.Stream{snapshot.StreamDirectoryFacts}},
	{"tenant.forest", []snapshot.Stream{snapshot.StreamDirectoryFacts, snapshot.StreamDirectoryPrincipals}},
	{"tenant.exchange", []snapshot.Stream{snapshot.StreamDirectoryFacts}},
	{"tenant.ou", []snapshot.Stream{snapshot.StreamSyncConfiguration}},
	{"tenant.job.scope", []snapshot.Stream{snapshot.StreamSyncJobs, snapshot.StreamAppRoleAssignments}},
	{"move.object.scope", []snapshot.Stream{snapshot.StreamSyncJobs, snapshot.StreamAppRoleAssignments}},
	{"tenant.job", []snapshot.Stream{snapshot.StreamSyncJobs}},
	{"tenant.cloudsync", []snapshot.Stream{snapshot.StreamSyncJobs}},
	{"tenant.setting", []snapshot.Stream{snapshot.StreamTenantSettings}},
	{"tenant.premium", []snapshot.Stream{snapshot.StreamLicences}},
	{"tenant.v1", []snapshot.Stream{snapshot.StreamSyncConfiguration}},
	{"tenant.v2", []snapshot.Stream{snapshot.StreamSyncConfiguration}},
	{"tenant.sync_age", []snapshot.Stream{snapshot.StreamOrganization}},
	{"tenant.sync", []snapshot.Stream{snapshot.StreamSyncConfiguration}},
	{"tenant.connect", []snapshot.Stream{snapshot.StreamConnectSettings, snapshot.StreamConnectRules}},
	{"totals.connect", []snapshot.Stream{snapshot.StreamConnectSettings, snapshot.StreamConnectRules}},
}

// lacks are lists of the snapshot that are not whole, by the reason not to decide that names what they hold.
type lacks map[string][]string

// lacking reads from the rules of the check which reasons rest on lists that are not whole. A reason that is put
// together names none.
func (j *judge) lacking(f facts) lacks {
	known := lacks{}
	if j.check.module == nil {
		return known
	}
	for _, rule := range j.check.module.Rules {
		text, ok := fixedReason(rule)
		if !ok {
			continue
		}
		c := collector{subject: subjectType(j.check.Kind), places: map[string]read{}, tenant: true}
		c.walk(rule.Body)
		for _, place := range sortedKeys(c.places) {
			known[text] = append(known[text], notWhole(f, origin(strings.TrimSuffix(place, "?")))...)
		}
	}
	return known
}

// fixedReason is the reason of a rule of undecided that always gives the same.
func fixedReason(rule *ast.Rule) (string, bool) {
	if ruleName(rule) != "undecided" || rule.Head.Key == nil {
		return "", false
	}
	text, ok := rule.Head.Key.Value.(ast.String)
	return string(text), ok && text != ""
}

func origin(path string) []snapshot.Stream {
	for _, o := range origins {
		if path == o.path || strings.HasPrefix(path, o.path+".") || strings.HasPrefix(path, o.path+"_") {
			return o.lists
		}
	}
	return nil
}

// notWhole are those of the lists that are not whole.
func notWhole(f facts, lists []snapshot.Stream) []string {
	var names []string
	for _, list := range lists {
		if f.State(list).Status != snapshot.Complete {
			names = append(names, string(list))
		}
	}
	return names
}

// nameLists gives each reason the lists of the snapshot that are not whole and that it rests on by one of the
// judges.
func nameLists(f facts, judges []*judge, reasons []report.Reason) {
	if len(reasons) == 0 {
		return
	}
	for i := range reasons {
		reasons[i].Lists = []string{}
	}
	for _, j := range judges {
		known := j.lacking(f)
		for i := range reasons {
			reasons[i].Lists = append(reasons[i].Lists, j.missed(f, known, &reasons[i])...)
		}
	}
	for i := range reasons {
		slices.Sort(reasons[i].Lists)
		reasons[i].Lists = slices.Compact(reasons[i].Lists)
	}
}

// missed names the lists that are not whole and that the reason rests on, in any order; known is what lacking says.
func (j *judge) missed(f facts, known lacks, r *report.Reason) (names []string) {
	if r.Scope == report.ScopeRun {
		if r.Text == j.blind || r.Text == j.partial {
			return slices.DeleteFunc(notWhole(f, j.streams()), func(name string) bool {
				state := f.State(snapshot.Stream(name))
				return state.Stands()
			})
		}
		return nil
	}
	if j.check.Memberships && strings.Contains(r.Text, " members: ") {
		names = notWhole(f, []snapshot.Stream{snapshot.StreamCloudMemberships, snapshot.StreamDirectoryMemberships})
	}
	for text, lists := range known {
		if strings.Contains(r.Text, text) {
			names = append(names, lists...)
		}
	}
	return names
}

// streams are the lists that the check needs.
func (j *judge) streams() []snapshot.Stream {
	var lists []snapshot.Stream
	for _, name := range j.check.Streams {
		lists = append(lists, snapshot.Stream(name))
	}
	return lists
}
