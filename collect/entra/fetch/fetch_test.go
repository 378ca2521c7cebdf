package fetch_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/fetch/fetchtest"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// bench is a simulated tenant and a client for it.
type bench struct {
	server *simulate.Server
	client *fetchtest.Client
	budget *fetch.Budget
}

func newBench(t testing.TB, export fs.FS, o simulate.Options) *bench {
	t.Helper()
	server, err := simulate.New(export, o)
	if err != nil {
		t.Fatal(err)
	}
	listening, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listening.Close() })
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(listening.CA)
	budget := fetch.NewBudget(o.Window)
	base := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, MaxIdleConnsPerHost: 64}
	t.Cleanup(base.CloseIdleConnections)
	transport := &fetch.Transport{
		Base: base, Budget: budget, Host: strings.TrimPrefix(listening.URL, "https://"),
		Patience: 5 * time.Second, Step: time.Millisecond,
		Renew: func(ctx context.Context, _, _ string) (string, error) {
			return fetchtest.SignIn(ctx, base, listening.URL, "contoso", "")
		},
	}
	return &bench{server, &fetchtest.Client{HTTP: &http.Client{Transport: transport}, Base: listening.URL}, budget}
}

// collected runs a live collection into a snapshot.
func (b *bench) collected(t testing.TB, ctx context.Context, spool string, resume bool, o fetch.Options) (*snapshot.Reader, error) {
	t.Helper()
	kept, err := fetch.OpenSpool(spool, resume)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := collect.Run(ctx, w, fetch.NewSource(b.client, b.budget, kept, o), others{}); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return opened(t, dir), nil
}

// others ends the streams of the other sides.
type others struct{}

func (others) Name() string { return "others" }

func (others) Collect(_ context.Context, w *snapshot.Writer) error {
	for _, stream := range snapshot.Streams() {
		if !strings.HasPrefix(string(stream), "directory_") && !strings.HasPrefix(string(stream), "connect_") || stream == snapshot.StreamDirectoryAudits {
			continue
		}
		if err := w.End(stream, snapshot.Ended{Status: snapshot.Absent, Reason: "not read here"}); err != nil {
			return err
		}
	}
	return nil
}

func opened(t testing.TB, dir string) *snapshot.Reader {
	t.Helper()
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// imported reads the same export from its files.
func imported(t testing.TB, export fs.FS) *snapshot.Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := collect.Run(t.Context(), w, entra.NewSource(export, entra.Options{}), others{}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return opened(t, dir)
}

// content is everything of the cloud side that facts are made of.
func content(t testing.TB, r *snapshot.Reader) map[string]any {
	t.Helper()
	settings, err := r.Settings()
	if err != nil {
		t.Fatal(err)
	}
	sync, err := r.SyncConfiguration()
	if err != nil {
		t.Fatal(err)
	}
	jobs := all(t, r.SyncJobs())
	for i := range jobs {
		jobs[i].Schema = compact(t, jobs[i].Schema)
	}
	return map[string]any{
		"groups": all(t, r.CloudGroups()), "principals": all(t, r.CloudPrincipals()), "memberships": all(t, r.CloudMemberships()),
		"deleted": all(t, r.CloudDeletedGroups()), "licences": all(t, r.Licences()), "jobs": jobs,
		"assignments": all(t, r.AppRoleAssignments()), "settings": settings, "synchronization": sync,
	}
}

func all[T any](t testing.TB, rows func(func(T, error) bool)) (list []T) {
	t.Helper()
	for row, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	return list
}

func compact(t testing.TB, text json.RawMessage) json.RawMessage {
	t.Helper()
	if text == nil {
		return nil
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	short, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return short
}

func story(name string) fs.FS { return os.DirFS("../../../samples/" + name + "/export") }

func TestALiveCollectionIsTheExport(t *testing.T) {
	for _, name := range []string{"contoso", "fabrikam", "tailspin", "woodgrove"} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, story(name), simulate.Options{})
			got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true})
			if err != nil {
				t.Fatal(err)
			}
			want := content(t, imported(t, story(name)))
			if diff := cmp.Diff(want, content(t, got), cmp.FilterPath(reasons, cmp.Ignore())); diff != "" {
				t.Errorf("live differs (-import +live):\n%.4000s", diff)
			}
		})
	}
}

// An owner who is a member of no group is tied to his account by what is asked of owners alone.
func TestOwnersComeWithWhatTiesThemToTheDirectory(t *testing.T) {
	b := newBench(t, story("litware"), simulate.Options{})
	got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true, Owners: true})
	if err != nil {
		t.Fatal(err)
	}
	want := content(t, imported(t, story("litware")))["principals"]
	if diff := cmp.Diff(want, content(t, got)["principals"]); want == nil || diff != "" {
		t.Errorf("principals differ (-import +live):\n%.4000s", diff)
	}
}

// reasons tells what says why something is missing, which an import says in other words.
func reasons(p cmp.Path) bool {
	return strings.HasSuffix(p.String(), "Members.Reason") || strings.HasSuffix(p.String(), "Owners.Reason") || strings.HasSuffix(p.String(), "ServicePrincipalID")
}

// faulty is a simulation with the fault that text describes, none for "".
func faulty(t testing.TB, text string) simulate.Options {
	t.Helper()
	if text == "" {
		return simulate.Options{}
	}
	fault, err := simulate.ParseFault(text)
	if err != nil {
		t.Fatal(err)
	}
	return simulate.Options{Faults: []simulate.Fault{fault}}
}

func TestEveryFaultLeavesAWholeSnapshotOrOneThatSaysSo(t *testing.T) {
	whole := content(t, imported(t, story("woodgrove")))
	tests := []struct {
		name, fault string
		// partial is the stream that must say why it is not whole; "" when the collection is whole.
		partial snapshot.Stream
		says    string
	}{
		{"throttled once, in seconds", "/groups#1+1=429,1", "", ""},
		{"throttled without saying how long", "/groups/{id}/members#2+3=429", "", ""},
		{"unavailable for a while", "*#4+3=503", "", ""},
		{"a connection that breaks", "/groups/{id}/members#1+2=drop", "", ""},
		{"an answer that breaks off", "/groups#1+1=cut,200", "", ""},
		{"a slow answer", "/settings=drip,2000", "", ""},
		{"a token that ends in the middle", "/groups/{id}/members#3+1=expired", "", ""},
		{"no permission for one list", "/settings=403", snapshot.StreamTenantSettings, "Authorization_RequestDenied (Forbidden); grant Directory.Read.All"},
		{"a list that never answers", "/subscribedSkus=500", snapshot.StreamLicences, "Graph answered 500"},
		{"no permission for the groups", "/groups=403", snapshot.StreamCloudGroups, "grant GroupMember.Read.All"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, story("woodgrove"), faulty(t, tt.fault))
			if tt.partial != "" {
				b.client.HTTP.Transport.(*fetch.Transport).Patience = 10 * time.Millisecond
			}
			got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true})
			if err != nil {
				t.Fatal(err)
			}
			if tt.partial != "" {
				if state := got.State(tt.partial); state.Status == snapshot.Complete || !strings.Contains(state.Reason, tt.says) {
					t.Errorf("%s is %s (%s), want it to say %q", tt.partial, state.Status, state.Reason, tt.says)
				}
				return
			}
			if diff := cmp.Diff(whole, content(t, got), cmp.FilterPath(reasons, cmp.Ignore())); diff != "" {
				t.Errorf("%s: not whole (-want +got):\n%.3000s", tt.fault, diff)
			}
		})
	}
}

func TestKilledAtAnyRequestACollectionGoesOn(t *testing.T) {
	const name = "woodgrove"
	whole := content(t, imported(t, story(name)))
	dir := t.TempDir()
	for n := 1; ; n += 5 {
		spool := filepath.Join(dir, fmt.Sprintf("spool%d", n))
		fault, err := simulate.ParseFault(fmt.Sprintf("*#%d=401", n))
		if err != nil {
			t.Fatal(err)
		}
		// Nobody may ask any more from request n on: the collection ends with an error.
		b := newBench(t, story(name), simulate.Options{Faults: []simulate.Fault{fault}})
		if _, err = b.collected(t, t.Context(), spool, false, fetch.Options{AllGroups: true}); err == nil {
			if n == 1 {
				t.Fatal("a collection without a token succeeded")
			}
			return
		}
		b = newBench(t, story(name), simulate.Options{})
		got, err := b.collected(t, t.Context(), spool, true, fetch.Options{AllGroups: true})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole, content(t, got), cmp.FilterPath(reasons, cmp.Ignore())); diff != "" {
			t.Fatalf("resumed after request %d, not whole (-want +got):\n%.3000s", n, diff)
		}
	}
}

func TestResumingAsksOnlyForTheRest(t *testing.T) {
	spool := filepath.Join(t.TempDir(), "spool")
	b := newBench(t, story("contoso"), simulate.Options{})
	if _, err := b.collected(t, t.Context(), spool, false, fetch.Options{}); err != nil {
		t.Fatal(err)
	}
	if len(b.server.Requests()) == 0 {
		t.Fatal("nothing was asked for")
	}
	again := newBench(t, story("contoso"), simulate.Options{})
	if _, err := again.collected(t, t.Context(), spool, true, fetch.Options{}); err != nil {
		t.Fatal(err)
	}
	if asked := again.server.Requests(); len(asked) > 0 {
		t.Errorf("a finished collection asked again: %v", asked)
	}
}

func TestResumingAsksAgainForWhatWasRefused(t *testing.T) {
	spool := filepath.Join(t.TempDir(), "spool")
	refusing := newBench(t, story("woodgrove"), faulty(t, "/settings=403"))
	first, err := refusing.collected(t, t.Context(), spool, false, fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if state := first.State(snapshot.StreamTenantSettings); state.Status != snapshot.Absent {
		t.Fatalf("refused settings are %s", state.Status)
	}
	granting := newBench(t, story("woodgrove"), simulate.Options{})
	second, err := granting.collected(t, t.Context(), spool, true, fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if state := second.State(snapshot.StreamTenantSettings); state.Status != snapshot.Complete {
		t.Errorf("settings granted meanwhile are %s (%s), want complete", state.Status, state.Reason)
	}
	asked := granting.server.Requests()
	if asked["/settings"] != 1 || asked["/groups"] > 0 {
		t.Errorf("asked %v, want the settings once and no list that was whole", asked)
	}
}

func TestACloudThatLacksAPropertyIsAskedWithoutIt(t *testing.T) {
	b := newBench(t, story("contoso"), simulate.Options{UnknownProperties: []string{"writebackConfiguration", "isManagementRestricted"}})
	got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	state := got.State(snapshot.StreamCloudGroups)
	if state.Status != snapshot.Complete || strings.Contains(strings.Join(state.Properties, " "), "writebackConfiguration") {
		t.Errorf("groups are %s with %q, want them complete without writebackConfiguration", state.Status, state.Properties)
	}
	if !strings.Contains(state.Query, "27 properties") {
		t.Errorf("the query is %q, want the 27 properties that were asked for in the end", state.Query)
	}
	if notes := strings.Join(got.Manifest().Notes, "\n"); strings.Count(notes, "the schema of this cloud has no property") != 2 {
		t.Errorf("notes %q, want both properties named", notes)
	}
}

// A list of the tenant is always there; a group may have been deleted.
func TestNotFoundIsSaidOfWhatMayBeDeleted(t *testing.T) {
	for fault, stream := range map[string]snapshot.Stream{"/groups=404": snapshot.StreamCloudGroups, "/groups/{id}/members=404": snapshot.StreamCloudMemberships} {
		got, err := newBench(t, story("contoso"), faulty(t, fault)).collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{})
		if err != nil {
			t.Fatal(err)
		}
		reason := got.State(stream).Reason
		if said := strings.Contains(reason, "deleted while"); !strings.Contains(reason, "404") || said != (stream == snapshot.StreamCloudMemberships) {
			t.Errorf("%s: %s is absent since %q", fault, stream, reason)
		}
	}
}

// Requests that are under way side by side are each refused for the same property; what one kind of object lacks, others
// may have.
func TestEachRequestLearnsWhatACloudLacks(t *testing.T) {
	for _, property := range []string{"onPremisesSyncEnabled", "onPremisesImmutableId", "accountEnabled", "displayName"} {
		t.Run(property, func(t *testing.T) {
			b := newBench(t, story("contoso"), simulate.Options{UnknownProperties: []string{property}})
			got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, stream := range []snapshot.Stream{snapshot.StreamCloudGroups, snapshot.StreamCloudPrincipals, snapshot.StreamCloudMemberships, snapshot.StreamOrganization} {
				if state := got.State(stream); state.Status != snapshot.Complete {
					t.Errorf("%s is %s: %s", stream, state.Status, state.Reason)
				}
			}
		})
	}
}

// What was learnt before a collection broke off is as true after it.
func TestAResumedCollectionKnowsWhatTheFirstLearnt(t *testing.T) {
	o := simulate.Options{UnknownProperties: []string{"writebackConfiguration"}}
	fault, err := simulate.ParseFault("/groups/{id}/members#3=401")
	if err != nil {
		t.Fatal(err)
	}
	broken := o
	broken.Faults = []simulate.Fault{fault}
	spool := filepath.Join(t.TempDir(), "spool")
	if _, err := newBench(t, story("contoso"), broken).collected(t, t.Context(), spool, false, fetch.Options{}); err == nil {
		t.Fatal("the first collection did not break off")
	}
	before := time.Now()
	got, err := newBench(t, story("contoso"), o).collected(t, t.Context(), spool, true, fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := got.Manifest()
	if notes := strings.Join(m.Notes, "\n"); strings.Count(notes, "writebackConfiguration") != 1 {
		t.Errorf("notes %q, want the property named once", notes)
	}
	if m.Cloud.Started == nil || !m.Cloud.Started.Before(before) || m.CollectedAt == nil || m.CollectedAt.Before(before) {
		t.Errorf("collected from %v to %v, want it to begin with the first and end with the second", m.Cloud.Started, m.CollectedAt)
	}
}

func TestASpoolBelongsToOneTenant(t *testing.T) {
	path := filepath.Join(t.TempDir(), "spool")
	for _, step := range []struct {
		whose string
		ok    bool
	}{{"contoso", true}, {"contoso", true}, {"fabrikam", false}} {
		spool, err := fetch.OpenSpool(path, true)
		if err != nil {
			t.Fatal(err)
		}
		if err := spool.Bind(step.whose); (err == nil) != step.ok {
			t.Errorf("binding to %s: %v", step.whose, err)
		}
		if err := spool.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestALinkToAnotherHostIsNotFollowed(t *testing.T) {
	b := newBench(t, story("contoso"), simulate.Options{})
	_, err := b.client.Page(t.Context(), fetch.Request{Next: "https://elsewhere.example.com/beta/groups"})
	if err == nil || !strings.Contains(err.Error(), "must not see the token") {
		t.Errorf("a link to another host: %v, want it refused", err)
	}
}

func TestQuotaIsKeptAndUsed(t *testing.T) {
	window := 400 * time.Millisecond
	b := newBench(t, story("contoso"), simulate.Options{Quota: 60, Window: window})
	got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true})
	if err != nil {
		t.Fatal(err)
	}
	if state := got.State(snapshot.StreamCloudMemberships); state.Status != snapshot.Complete {
		t.Errorf("memberships are %s: %s", state.Status, state.Reason)
	}
	for _, g := range all(t, got.CloudGroups()) {
		if g.Members.Status == snapshot.Partial {
			t.Errorf("members of %s: %s", g.ID, g.Members.Reason)
		}
	}
}

func TestAStoppedCollectionStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := newBench(t, story("contoso"), simulate.Options{Latency: 20 * time.Millisecond})
	n := 0
	_, err := b.collected(t, ctx, filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true, Progress: func(finished, _ int) {
		if n = finished; finished > 5 {
			cancel()
		}
	}})
	if err == nil || ctx.Err() == nil {
		t.Errorf("a stopped collection ended with %v after %d lists, want an error", err, n)
	}
}

func TestThePlanIsWhatIsAsked(t *testing.T) {
	b := newBench(t, story("litware"), simulate.Options{})
	o := fetch.Options{AllGroups: true, Owners: true, Governance: true}
	got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, o)
	if err != nil {
		t.Fatal(err)
	}
	requests, units := 0, 0
	for _, p := range fetch.Plan(o, len(all(t, got.CloudGroups()))) {
		requests, units = requests+p.Requests, units+p.Units
	}
	asked := 0
	for _, n := range b.server.Requests() {
		asked += n
	}
	if requests != asked || units != b.server.Units() {
		t.Errorf("planned %d requests and %d units, asked %d and %d", requests, units, asked, b.server.Units())
	}
}

func TestEveryListOfTheCloudNeedsAPermission(t *testing.T) {
	for _, stream := range snapshot.Streams() {
		ofCloud := !strings.HasPrefix(string(stream), "connect_") && (!strings.HasPrefix(string(stream), "directory_") || stream == snapshot.StreamDirectoryAudits)
		if known := fetch.Needs(stream) != nil; known != ofCloud {
			t.Errorf("%s: permissions known %v, part of the cloud %v", stream, known, ofCloud)
		}
	}
}

// Where Graph refuses everything, as before consent is given, each list that was asked for names the permission
// that it wants.
func TestEverythingRefusedNamesThePermissions(t *testing.T) {
	b := newBench(t, story("woodgrove"), faulty(t, "*=403"))
	r, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{Governance: true, Owners: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, state := range r.Manifest().Streams {
		side, _, _ := strings.Cut(string(state.Name), "_")
		if side == "directory" && state.Name != snapshot.StreamDirectoryAudits || side == "connect" || state.Name == snapshot.StreamCloudPrincipals {
			continue
		}
		if state.Status != snapshot.Absent || !strings.Contains(state.Reason, "403") || !strings.Contains(state.Reason, "grant ") {
			t.Errorf("%s is %s: %s", state.Name, state.Status, state.Reason)
		}
	}
}
