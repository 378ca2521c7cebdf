package connect_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	token     = "eyJ0eXAi.secret-token_0~x"
	password  = "pass word\"'$x"
	firstID   = "3a5c3221-c465-48c0-95b8-e9305786a271"
	secondID  = "7e1d0c9b-0000-4000-8000-0123456789ab"
	serviceID = "614ac0e9-a59b-481f-bd8f-79a73d167e1c"
)

func TestUnknownFormOfScriptIsRefused(t *testing.T) {
	if _, err := connect.ExportScript("python"); err == nil || !strings.Contains(err.Error(), "expected powershell or curl") {
		t.Errorf("got %v", err)
	}
}

func TestCurlFormIsBash(t *testing.T) {
	command := exec.Command(tool(t, "bash"), "-n")
	command.Stdin = strings.NewReader(script(t, "curl"))
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("bash -n: %v: %s", err, out)
	}
}

func TestCurlFormHasNoOptionThatSends(t *testing.T) {
	text := script(t, "curl")
	if n := strings.Count(text, "$(curl "); n != 1 || !strings.Contains(text, `$(curl --config "$work/curl" --get --output`) {
		t.Errorf("curl is called %d times, want once, with --get", n)
	}
	for _, option := range []string{" -X", "--request", " -d ", "--data", " -T ", "--upload", "--form", " -F ", "ldapmodify", "ldapadd", "ldapdelete", " -w \"$LDAP", "ldapsearch -i"} {
		if strings.Contains(text, option) {
			t.Errorf("%q occurs", option)
		}
	}
}

func tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	return path
}

// fakeGraph is a small tenant: two groups on two pages, of which the first has three members on
// two pages, and one cloud sync job.
type fakeGraph struct {
	*httptest.Server
	t *testing.T
	// status answers a path with a status other than 200.
	status map[string]int
	// next replaces the nextLink of the first page of groups.
	next string

	mu   sync.Mutex
	seen []string
}

func newGraph(t *testing.T) *fakeGraph {
	g := &fakeGraph{t: t, status: map[string]int{}}
	g.Server = httptest.NewServer(g)
	t.Cleanup(g.Close)
	return g
}

func (g *fakeGraph) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	g.seen = append(g.seen, r.URL.Path)
	g.mu.Unlock()
	if r.Method != http.MethodGet || r.ContentLength > 0 || r.Header.Get("Authorization") != "Bearer "+token || r.Header.Get("ConsistencyLevel") != "eventual" {
		g.t.Errorf("%s %s with %v: expected a GET with the token", r.Method, r.URL, r.Header)
	}
	if status := g.status[r.URL.Path]; status != 0 {
		w.WriteHeader(status)
		fmt.Fprint(w, `{"error": {"code": "Authorization_RequestDenied", "message": "no"}}`)
		return
	}
	body, found := g.answer(r)
	if !found {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if err := json.NewEncoder(w).Encode(body); err != nil {
		g.t.Error(err)
	}
}

type page map[string]any

func (g *fakeGraph) answer(r *http.Request) (any, bool) {
	list := func(values ...any) page {
		return page{"@odata.count": len(values), "value": append([]any{}, values...)}
	}
	second := r.URL.Query().Get("$skiptoken") == "2"
	switch path := strings.TrimPrefix(r.URL.Path, "/beta/"); path {
	case "groups":
		return g.groups(r, second), true
	case "groups/" + firstID + "/members":
		people := []any{person(1), person(2)}
		if second {
			return page{"value": []any{person(3)}}, true
		}
		return page{"@odata.count": 3, "value": people, "@odata.nextLink": g.URL + r.URL.Path + "?$skiptoken=2"}, true
	case "groups/" + secondID + "/members", "groups/" + secondID + "/owners":
		return list(), true
	case "groups/" + firstID + "/owners":
		return list(person(1)), true
	case "organization":
		return page{"value": []any{page{"id": "57cf9f28-1ad7-40f4-bee8-d3ab9877f0a8", "verifiedDomains": []any{page{"name": "contoso.onmicrosoft.com"}}}}}, true
	case "identityGovernance/accessReviews/definitions":
		return list(page{"id": "r", "status": "InProgress", "scope": page{"query": "/groups/" + firstID + "/members"}}), true
	case "auditLogs/directoryAudits":
		return list(page{"id": "a", "activityDateTime": "2026-11-20T12:00:00Z"}), true
	case "identityGovernance/privilegedAccess/group/assignmentScheduleInstances":
		if r.URL.Query().Get("$filter") == "groupId eq '"+firstID+"'" {
			return list(page{"id": firstID + "_member_1", "groupId": firstID, "accessId": "member"}), true
		}
		return list(), true
	case "settings", "subscribedSkus", "directory/deletedItems/microsoft.graph.group":
		return list(), true
	case "directory/onPremisesSynchronization":
		return page{"value": []any{page{"id": "57cf9f28-1ad7-40f4-bee8-d3ab9877f0a8", "features": page{"groupWriteBackEnabled": true}}}}, true
	case "servicePrincipals":
		if want := "applicationTemplateId eq '1a4721b3-e57f-4451-ae87-ef078703ec94'"; r.URL.Query().Get("$filter") != want {
			g.t.Errorf("filter %q, want %q", r.URL.Query().Get("$filter"), want)
		}
		return list(page{"id": serviceID}), true
	case "servicePrincipals/" + serviceID + "/appRoleAssignedTo":
		return list(page{"id": "a", "resourceId": serviceID, "principalId": firstID, "appRoleId": "1a0abf4d-b9fa-4512-a3a2-51ee82c6fd9f", "principalType": "Group"}), true
	case "servicePrincipals/" + serviceID + "/synchronization/jobs":
		return list(page{"id": "AAD2ADGroupProvisioning.1"}), true
	case "servicePrincipals/" + serviceID + "/synchronization/jobs/AAD2ADGroupProvisioning.1":
		return page{"id": "AAD2ADGroupProvisioning.1", "templateId": "AAD2ADGroupProvisioning", "schedule": page{"state": "Active"}}, true
	case "servicePrincipals/" + serviceID + "/synchronization/jobs/AAD2ADGroupProvisioning.1/schema":
		return page{"id": "schema", "synchronizationRules": []any{}}, true
	}
	return nil, false
}

func (g *fakeGraph) groups(r *http.Request, second bool) page {
	id, n := firstID, 1
	if second {
		id, n = secondID, 2
	}
	group := page{"id": id}
	// The continuation of a real answer keeps $select; here it is what the first page asked for.
	for _, name := range strings.Split(r.URL.Query().Get("$select"), ",") {
		if name != "id" && name != "" {
			group[name] = nil
		}
	}
	group["displayName"], group["groupTypes"], group["securityEnabled"], group["mailEnabled"] = fmt.Sprintf("Group %d \"id\":\"x\"", n), []string{}, true, false
	group["visibility"] = nil
	p := page{"value": []any{group}}
	if !second {
		p["@odata.count"], p["@odata.nextLink"] = 2, g.URL+"/beta/groups?$skiptoken=2&$select=id,visibility,writebackConfiguration"
		if g.next != "" {
			p["@odata.nextLink"] = g.next
		}
	}
	return p
}

func person(n int) page {
	return page{"@odata.type": "#microsoft.graph.user", "id": fmt.Sprintf("00000000-0000-4000-8000-%012d", n), "userPrincipalName": fmt.Sprintf("p%d@contoso.com", n)}
}

// fakeSearch stands in for ldapsearch: it answers by base and filter and writes its arguments down.
const fakeSearch = `#!/usr/bin/env bash
printf '%s\n' "$@" >>"$FAKE_LOG"
base= filter= file=
while [ $# -gt 0 ]; do
	case $1 in
	-b) base=$2; shift ;;
	-y) file=$2; shift ;;
	-H | -D | -o | -E | -s | -Y) shift ;;
	-x | -ZZ | -Q) ;;
	\(*) filter=$1; shift; break ;;
	esac
	shift
done
[ "$(cat "$file")" = "$LDAP_PASSWORD" ] || exit 49
printf '# extended LDIF\n#\n# LDAPv3\n# base <%s> with scope subtree\n# filter: %s\n# requesting: %s \n#\n\n' "$base" "$filter" "$*"
n=1
ou=OU=Writeback,DC=contoso,DC=com
group() { printf 'dn:: %s\nobjectClass: top\nobjectClass: group\nobjectGUID:: AAECAwQFBgcICQoLDA0ODw==\n' "$(printf 'CN=Große,%s' "$ou" | base64 -w0)"; }
case "$base $filter $*" in
' '*) printf 'dn:\ndefaultNamingContext: DC=contoso,DC=com\ndnsHostName: dc1.contoso.com\nhighestCommittedUSN: 7\nconfigurationNamingContext: CN=Configuration,DC=contoso,DC=com\nschemaNamingContext: CN=Schema,CN=Configuration,DC=contoso,DC=com\n\n' ;;
CN=Schema,*objectVersion*) printf 'dn: CN=Schema,CN=Configuration,DC=contoso,DC=com\nobjectClass: dMD\nobjectVersion: 88\n\n' ;;
CN=Partitions,*msDS-EnabledFeature*) printf 'dn: CN=Partitions,CN=Configuration,DC=contoso,DC=com\nobjectClass: crossRefContainer\nmsDS-EnabledFeature: CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration,DC=contoso,DC=com\n\n' ;;
CN=Partitions,*crossRef*) printf 'dn: CN=CONTOSO,CN=Partitions,CN=Configuration,DC=contoso,DC=com\nobjectClass: crossRef\nnCName: DC=contoso,DC=com\ndnsRoot: contoso.com\nnETBIOSName: CONTOSO\nsystemFlags: 3\n\n' ;;
"CN=Deleted Objects"*) printf 'dn: CN=Old\\0ADEL:1,CN=Deleted Objects,DC=contoso,DC=com\nobjectClass: group\nobjectGUID:: EAECAwQFBgcICQoLDA0ODw==\nisDeleted: TRUE\n\n' ;;
*'member;range=2-*') group; printf 'member;range=2-3: CN=p3,DC=contoso,DC=com\nmember;range=2-3: CN=p4,DC=contoso,DC=com\n\n' ;;
*'member;range=4-*') group; printf 'member;range=4-*: CN=p5,DC=contoso,DC=com\n\n' ;;
"$ou (objectCategory=group)"*) group; printf 'adminDescription: Group_3a5c3221-c465-48c0-95b8-e9305786a271\nmember;range=0-1: CN=p1,DC=contoso,DC=com\nmember;range=0-1: CN=p2,DC=contoso,DC=com\n\n' ;;
"CN=Builtin,"*objectSid=S-1-5-32-548*) printf 'dn: CN=Account Operators,CN=Builtin,DC=contoso,DC=com\nobjectClass: group\nobjectGUID:: QAECAwQFBgcICQoLDA0ODw==\nobjectSid: S-1-5-32-548\n\n' ;;
*'isCriticalSystemObject memberOf') printf 'dn: CN=Administrators,CN=Builtin,DC=contoso,DC=com\nobjectClass: group\nobjectGUID:: MAECAwQFBgcICQoLDA0ODw==\nmemberOf: CN=Vault,DC=contoso,DC=com\n\n' ;;
*objectCategory=person*) printf 'dn: CN=p1,DC=contoso,DC=com\nobjectClass: user\nobjectGUID:: IAECAwQFBgcICQoLDA0ODw==\n\n' ;;
*organizationalUnit*) printf 'dn: %s\nobjectClass: organizationalUnit\n\n' "$ou" ;;
*) n=0 ;;
esac
printf '# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 2\n'
[ $n = 0 ] || printf '# numEntries: %s\n' $n
`

// run runs the curl form into a folder, and returns what it said and its exit code.
func run(t *testing.T, dir string, env ...string) (said string, code int, arguments string) {
	t.Helper()
	bash := tool(t, "bash")
	tool(t, "jq")
	curl := tool(t, "curl")
	bin := t.TempDir()
	log := filepath.Join(bin, "arguments")
	for name, text := range map[string]string{
		"ldapsearch": fakeSearch,
		"curl":       "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >>\"$FAKE_LOG\"\nexec " + curl + " \"$@\"\n",
		"export.sh":  script(t, "curl"),
	} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(bash, filepath.Join(bin, "export.sh"), dir)
	command.Env = append([]string{"PATH=" + bin + ":" + os.Getenv("PATH"), "FAKE_LOG=" + log, "HOME=" + bin, "TMPDIR=" + t.TempDir(), "no_proxy=127.0.0.1"}, env...)
	out, err := command.CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	logged, _ := os.ReadFile(log)
	return string(out), code, string(logged)
}

var ldap = []string{
	"LDAP_URL=ldaps://dc1.contoso.com", "LDAP_BASE=DC=contoso,DC=com", "LDAP_BIND_DN=CN=reader,DC=contoso,DC=com",
	"LDAP_PASSWORD=" + password, "WRITEBACK_OU=OU=Writeback,DC=contoso,DC=com",
}

func TestCurlFormMakesAnExportThatIsWhole(t *testing.T) {
	g := newGraph(t)
	dir := t.TempDir()
	said, code, arguments := run(t, dir, append(slices.Clone(ldap), "GRAPH="+g.URL, "GRAPH_TOKEN="+token)...)
	if code != 0 {
		t.Fatalf("exit %d: %s", code, said)
	}
	for _, secret := range []string{token, password} {
		if strings.Contains(arguments, secret) {
			t.Errorf("%q stands on a command line", secret)
		}
	}
	e, err := collect.OpenExport(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if e.CollectedAt == nil || e.CloudStartedAt == nil || e.DirectoryStartedAt == nil || time.Since(*e.CollectedAt) > time.Hour {
		t.Errorf("times %v %v %v", e.CollectedAt, e.CloudStartedAt, e.DirectoryStartedAt)
	}
	r := imported(t, e)
	for _, stream := range []snapshot.Stream{
		snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships, snapshot.StreamCloudOwners, snapshot.StreamCloudPrincipals, snapshot.StreamCloudDeletedGroups,
		snapshot.StreamTenantSettings, snapshot.StreamOrganization, snapshot.StreamSyncConfiguration, snapshot.StreamLicences, snapshot.StreamSyncJobs, snapshot.StreamAppRoleAssignments,
		snapshot.StreamAccessReviews, snapshot.StreamDirectoryAudits, snapshot.StreamPrivilegedAssignments,
		snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryMemberships, snapshot.StreamDirectoryPrincipals, snapshot.StreamDirectoryDeleted, snapshot.StreamDirectoryFacts,
	} {
		if state := r.State(stream); state.Status != snapshot.Complete {
			t.Errorf("%s is %s: %s", stream, state.Status, state.Reason)
		}
	}
	for _, note := range r.Manifest().Notes {
		if strings.Contains(note, "was not read") || strings.Contains(note, "without a count") {
			t.Errorf("note: %s", note)
		}
	}
	checkCloud(t, r)
	checkDirectory(t, r)
}

func checkCloud(t *testing.T, r *snapshot.Reader) {
	t.Helper()
	groups := all(t, r.CloudGroups())
	if len(groups) != 2 || groups[0].Members.Received != 3 || groups[0].Members.Status != snapshot.Complete || groups[1].Members.Status != snapshot.Complete {
		t.Errorf("groups %+v", groups)
	}
	if state := r.State(snapshot.StreamCloudGroups); !slices.Contains(state.Properties, "writebackConfiguration") || state.SourceCount == nil || *state.SourceCount != 2 {
		t.Errorf("groups: properties %q, count %v", state.Properties, state.SourceCount)
	}
	jobs := all(t, r.SyncJobs())
	if len(jobs) != 1 || jobs[0].Schema == nil || jobs[0].ServicePrincipalID == nil || *jobs[0].ServicePrincipalID != serviceID {
		t.Errorf("jobs %+v", jobs)
	}
}

func checkDirectory(t *testing.T, r *snapshot.Reader) {
	t.Helper()
	groups := all(t, r.DirectoryGroups())
	if len(groups) != 3 || groups[0].Members.Status != snapshot.Complete || groups[0].Members.Received != 5 || groups[0].DN != "CN=Große,OU=Writeback,DC=contoso,DC=com" {
		t.Errorf("directory groups %+v", groups)
	}
	if operators := groups[2]; operators.DN != "CN=Account Operators,CN=Builtin,DC=contoso,DC=com" || operators.Members.Status != snapshot.Complete || operators.Members.Received != 0 {
		t.Errorf("Account Operators, which are empty: %+v", operators)
	}
	if above := groups[1]; above.DN != "CN=Administrators,CN=Builtin,DC=contoso,DC=com" || !slices.Equal(above.MemberOf, []string{"CN=Vault,DC=contoso,DC=com"}) {
		t.Errorf("a group that holds others: %+v", above)
	}
	facts, err := r.DirectoryFacts()
	if err != nil || facts == nil || facts.RecycleBin == nil || !*facts.RecycleBin || facts.SchemaVersion == nil || *facts.SchemaVersion != 88 || len(facts.Domains) != 1 {
		t.Errorf("facts %+v (%v)", facts, err)
	}
	if servers := r.Manifest().DomainControllers; len(servers) != 1 || servers[0].Name != "dc1.contoso.com" {
		t.Errorf("domain controllers %+v", servers)
	}
}

// imported reads all sides of an export.
func imported(t *testing.T, e *collect.Export) *snapshot.Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	e.Describe(w)
	err = collect.Run(context.Background(), w, entra.NewSource(e.FS, entra.Options{}), directory.NewSource(e.FS, directory.Options{}), connect.NewSource(e.FS, connect.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func TestCurlFormSaysWhatIsMissing(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(*fakeGraph)
		code    int
		want    string
		// absent is a file that must not be there, present one that must.
		absent, present string
	}{
		{"a list without permission has no file", func(g *fakeGraph) { g.status["/beta/settings"] = 403 }, 1,
			"settings was not exported whole", "cloud/settings-0001.json", "cloud/groups-0002.json"},
		{"members of one group that cannot be read", func(g *fakeGraph) { g.status["/beta/groups/"+firstID+"/members"] = 404 }, 1,
			"members of " + firstID, "cloud/members/" + firstID + "-0001.json", "cloud/owners/" + firstID + "-0001.json"},
		{"an expired token ends it", func(g *fakeGraph) { g.status["/beta/organization"] = 401 }, 2,
			"the token is missing, wrong or expired", "cloud/groups-0001.json", ""},
		{"a page elsewhere is not fetched", func(g *fakeGraph) { g.next = "http://127.0.0.1:1/beta/groups?$skiptoken=2" }, 1,
			"points to another host", "cloud/groups-0002.json", "cloud/groups-0001.json"},
		{"jobs that cannot be read are not an empty list", func(g *fakeGraph) { g.status["/beta/servicePrincipals"] = 403 }, 1,
			"synchronization jobs were not exported", "cloud/synchronizationJobs-0001.json", "cloud/groups-0001.json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := newGraph(t)
			test.prepare(g)
			dir := t.TempDir()
			said, code, _ := run(t, dir, "GRAPH="+g.URL, "GRAPH_TOKEN="+token)
			if code != test.code || !strings.Contains(said, test.want) {
				t.Errorf("exit %d, want %d; said %q, want %q", code, test.code, said, test.want)
			}
			if _, err := os.Stat(filepath.Join(dir, test.absent)); err == nil {
				t.Errorf("%s is there", test.absent)
			}
			if _, err := os.Stat(filepath.Join(dir, test.present)); err != nil {
				t.Error(err)
			}
			if parts, _ := filepath.Glob(filepath.Join(dir, "cloud", "*.part")); len(parts) > 0 {
				t.Errorf("left %q", parts)
			}
		})
	}
}

func TestCurlFormRefusesWhatIsUnsafe(t *testing.T) {
	for _, test := range []struct {
		env  []string
		want string
	}{
		{nil, "nothing to export"},
		{[]string{"GRAPH=http://graph.example.com", "GRAPH_TOKEN=" + token}, "expected https"},
		{[]string{"GRAPH_TOKEN=a\"b"}, "GRAPH_TOKEN is no access token"},
		{[]string{"LDAP_URL=ldapi:///", "LDAP_BASE=DC=contoso,DC=com"}, "expected ldaps://host"},
		{[]string{"LDAP_URL=ldaps://dc1"}, "LDAP_BASE is not set"},
	} {
		said, code, arguments := run(t, t.TempDir(), test.env...)
		if code != 2 || !strings.Contains(said, test.want) || arguments != "" {
			t.Errorf("%q: exit %d, said %q, want %q; ran %q", test.env, code, said, test.want, arguments)
		}
	}
	_, code, arguments := run(t, t.TempDir(), append(slices.Clone(ldap)[1:], "LDAP_URL=ldap://dc1.contoso.com")...)
	if code != 0 || strings.Count(arguments, "-ZZ\n") != strings.Count(arguments, "-H\n") {
		t.Errorf("exit %d: without TLS in the address StartTLS must be asked for: %s", code, arguments)
	}
}

func TestFormsAskForTheSame(t *testing.T) {
	powershell, shell := script(t, "powershell"), script(t, "curl")
	for ps, sh := range map[string]string{
		`\$groupProperties = '([^']+)'`: `group_properties=(\S+)`, `\$groupExtras = '([^']+)'`: `group_extras=(\S+)`,
		`\$memberProperties = '([^']+)'`: `member_properties=(\S+)`,
		`\$template = '([^']+)'`:         `template=(\S+)`, `\$principalAttributes = '([^']+)'`: `principal_attributes='([^']+)'`,
		`\$groupAttributes = '([^']+),member'`: `group_attributes='([^']+)'`, `\$nestingAttributes = '([^']+)'`: `nesting_attributes='([^']+)'`,
	} {
		a, b := regexp.MustCompile(ps).FindStringSubmatch(powershell), regexp.MustCompile(sh).FindStringSubmatch(shell)
		if a == nil || b == nil || a[1] != strings.ReplaceAll(b[1], " ", ",") {
			t.Errorf("%s: %q and %q", ps, a, b)
		}
	}
	for _, name := range directory.Attributes() {
		for form, text := range map[string]string{"powershell": powershell, "curl": shell} {
			if !regexp.MustCompile(`[ ,':.]` + regexp.QuoteMeta(name) + `\b`).MatchString(text) {
				t.Errorf("%s does not ask for %s", form, name)
			}
		}
	}
}

func TestPropertiesAskedForAreRead(t *testing.T) {
	text := script(t, "curl")
	var body strings.Builder
	asked := strings.Split(regexp.MustCompile(`group_properties=(\S+)`).FindStringSubmatch(text)[1]+","+
		regexp.MustCompile(`group_extras=(\S+)`).FindStringSubmatch(text)[1]+","+regexp.MustCompile(`member_properties=(\S+)`).FindStringSubmatch(text)[1], ",")
	body.WriteString(`{"id": "` + firstID + `"`)
	for _, name := range slices.Compact(slices.Sorted(slices.Values(asked))) {
		if name != "id" {
			body.WriteString(`, "` + name + `": null`)
		}
	}
	var read []string
	_, err := entra.DecodeGroups(strings.NewReader(body.String()+"}"), func(g *entra.Group) error {
		read = g.Seen.Names()
		return nil
	}, func(what string) error { return fmt.Errorf("odd: %s", what) })
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range asked {
		if !slices.Contains(read, name) && name != "securityIdentifier" {
			t.Errorf("%s is asked for and not read", name)
		}
	}
}

func TestPowerShellFormNamesTheFilesThatAreRead(t *testing.T) {
	text := script(t, "powershell")
	for _, name := range []string{"globalSettings", "scheduler", "connectors", "rules", "companyFeatures", "exportErrors"} {
		if !strings.Contains(text, "'"+name+"'") {
			t.Errorf("%s.json is not written", name)
		}
	}
	files := map[string]string{}
	for _, m := range regexp.MustCompile(`(?:Write-List '|Join-Path \$cloud ['"])(\w+)`).FindAllStringSubmatch(text, -1) {
		if m[1] != "members" && m[1] != "owners" {
			files[m[1]+"-0001.json"] = `{"value": []}`
		}
	}
	if len(files) != 11 {
		t.Errorf("found lists %v, want 11", files)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "cloud"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dir, "cloud", name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e, err := collect.OpenExport(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, note := range imported(t, e).Manifest().Notes {
		if strings.Contains(note, "was not read") {
			t.Error(note)
		}
	}
}
