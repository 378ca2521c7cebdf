//go:build !offline

package graph_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/graph"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// bench is a simulated tenant and what reaches it.
type bench struct {
	server *simulate.Server
	cloud  fetch.Cloud
	base   http.RoundTripper
	budget *fetch.Budget
}

func newBench(t *testing.T, export fs.FS, o simulate.Options) *bench {
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
	base := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true}
	t.Cleanup(base.CloseIdleConnections)
	cloud, err := fetch.FindCloud(fetch.Custom, listening.URL, listening.URL)
	if err != nil {
		t.Fatal(err)
	}
	return &bench{server, cloud, base, fetch.NewBudget(o.Window)}
}

func (b *bench) client(t *testing.T, credential azcore.TokenCredential) *graph.Client {
	t.Helper()
	c, err := graph.New(graph.Options{
		Cloud: b.cloud, Credential: credential, Base: b.base, Budget: b.budget, Version: "test", Patience: 5 * time.Second, Step: time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fixed is a credential that was given its token, and a new one for claims.
type fixed struct {
	mu     sync.Mutex
	asked  []string
	renews func() (string, error)
}

func (f *fixed) GetToken(_ context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, o.Claims)
	token := "first"
	if o.Claims != "" && f.renews != nil {
		var err error
		if token, err = f.renews(); err != nil {
			return azcore.AccessToken{}, err
		}
	}
	return azcore.AccessToken{Token: token, ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func story(name string) fs.FS { return os.DirFS("../../../samples/" + name + "/export") }

// collected runs sources into a snapshot.
func collected(t *testing.T, sources ...collect.Source) (*snapshot.Reader, error) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := collect.Run(t.Context(), w, append(sources, others{})...); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r, nil
}

// others ends the streams of the other sides.
type others struct{}

func (others) Name() string { return "others" }

func (others) Collect(_ context.Context, w *snapshot.Writer) error {
	for _, stream := range snapshot.Streams() {
		onPremises := strings.HasPrefix(string(stream), "directory_") && stream != snapshot.StreamDirectoryAudits
		if !onPremises && !strings.HasPrefix(string(stream), "connect_") {
			continue
		}
		if err := w.End(stream, snapshot.Ended{Status: snapshot.Absent, Reason: "not read here"}); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) live(t *testing.T, c fetch.Client, o fetch.Options) (*snapshot.Reader, error) {
	t.Helper()
	spool, err := fetch.OpenSpool(filepath.Join(t.TempDir(), "spool"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer spool.Close()
	return collected(t, fetch.NewSource(c, b.budget, spool, o))
}

// content is the lists that come from several pages and several builders.
func content(t *testing.T, r *snapshot.Reader) map[string]any {
	t.Helper()
	return map[string]any{
		"groups": all(t, r.CloudGroups()), "principals": all(t, r.CloudPrincipals()), "memberships": all(t, r.CloudMemberships()),
		"owners": all(t, r.CloudOwners()), "deleted": all(t, r.CloudDeletedGroups()), "licences": all(t, r.Licences()), "assignments": all(t, r.AppRoleAssignments()),
		"reviews": r.State(snapshot.StreamAccessReviews).Records, "audits": r.State(snapshot.StreamDirectoryAudits).Records, "jobs": len(all(t, r.SyncJobs())),
	}
}

func all[T any](t *testing.T, rows func(func(T, error) bool)) (list []T) {
	t.Helper()
	for row, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	return list
}

// wording tells what an import says in other words.
func wording(p cmp.Path) bool {
	return strings.HasSuffix(p.String(), "Members.Reason") || strings.HasSuffix(p.String(), "Owners.Reason") || strings.HasSuffix(p.String(), "ServicePrincipalID")
}

func TestThroughTheSDKACollectionIsTheExport(t *testing.T) {
	for _, name := range []string{"contoso", "fabrikam", "tailspin", "woodgrove"} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, story(name), simulate.Options{})
			got, err := b.live(t, b.client(t, &fixed{}), fetch.Options{AllGroups: true, Owners: true, Governance: true})
			if err != nil {
				t.Fatal(err)
			}
			want, err := collected(t, entra.NewSource(story(name), entra.Options{}))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(content(t, want), content(t, got), cmp.FilterPath(wording, cmp.Ignore())); diff != "" {
				t.Errorf("live differs (-import +live):\n%.4000s", diff)
			}
		})
	}
}

func TestWeatherOnTheWayToGraph(t *testing.T) {
	tests := []struct {
		name, fault string
		// stream says why it is not whole; "" when everything arrives.
		stream snapshot.Stream
		says   string
	}{
		{"throttled for a second", "/groups#1+1=429,1", "", ""},
		{"unavailable for a while", "*#4+3=503", "", ""},
		{"a connection that breaks", "/groups/{id}/members#1+2=drop", "", ""},
		{"an answer that breaks off", "/groups#1+1=cut,200", "", ""},
		{"no permission for one list", "/settings=403", snapshot.StreamTenantSettings, "Graph answered 403 Authorization_RequestDenied (Forbidden); grant Directory.Read.All"},
		{"a link that leads back", "/groups=loop", snapshot.StreamCloudGroups, "leads back"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fault, err := simulate.ParseFault(tt.fault)
			if err != nil {
				t.Fatal(err)
			}
			b := newBench(t, story("woodgrove"), simulate.Options{Faults: []simulate.Fault{fault}})
			got, err := b.live(t, b.client(t, &fixed{}), fetch.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if tt.stream == "" {
				if state := got.State(snapshot.StreamCloudMemberships); state.Status != snapshot.Complete {
					t.Errorf("memberships are %s: %s", state.Status, state.Reason)
				}
				return
			}
			if state := got.State(tt.stream); state.Status == snapshot.Complete || !strings.Contains(state.Reason, tt.says) {
				t.Errorf("%s is %s (%s), want it to say %q", tt.stream, state.Status, state.Reason, tt.says)
			}
		})
	}
}

func TestACloudWithoutAPropertyIsAskedWithoutIt(t *testing.T) {
	b := newBench(t, story("contoso"), simulate.Options{UnknownProperties: []string{"writebackConfiguration"}})
	got, err := b.live(t, b.client(t, &fixed{}), fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if state := got.State(snapshot.StreamCloudGroups); state.Status != snapshot.Complete {
		t.Errorf("groups are %s (%s), want them complete", state.Status, state.Reason)
	}
	if notes := strings.Join(got.Manifest().Notes, "\n"); !strings.Contains(notes, "writebackConfiguration") {
		t.Errorf("notes %q, want the property named", notes)
	}
}

func TestATokenThatEndsIsRenewedOnce(t *testing.T) {
	fault, err := simulate.ParseFault("/groups/{id}/members#3+1=expired")
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t, story("woodgrove"), simulate.Options{Faults: []simulate.Fault{fault}})
	credential := &fixed{}
	credential.renews = func() (string, error) { return signedIn(b) }
	got, err := b.live(t, b.client(t, credential), fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if state := got.State(snapshot.StreamCloudMemberships); state.Status != snapshot.Complete {
		t.Errorf("memberships are %s: %s", state.Status, state.Reason)
	}
	if n := len(credential.asked); n != 2 || !strings.Contains(credential.asked[1], "nbf") {
		t.Errorf("the credential was asked %q, want once without and once with claims", credential.asked)
	}
}

// signedIn gets a token of the simulation, as an application would.
func signedIn(b *bench) (string, error) {
	credential, err := graph.SignIn{Method: graph.Secret, Tenant: tenant, ClientID: tenant, Secret: "any"}.Credential(b.cloud, b.base)
	if err != nil {
		return "", err
	}
	token, err := credential.GetToken(context.Background(), policy.TokenRequestOptions{Scopes: []string{b.cloud.Graph + "/.default"}})
	return token.Token, err
}

const tenant = "5d3a9f5e-0000-4000-8000-000000000001"

func TestNobodyWhoMayNotSignInCollects(t *testing.T) {
	b := newBench(t, story("contoso"), simulate.Options{Secret: "right"})
	credential, err := graph.SignIn{Method: graph.Secret, Tenant: tenant, ClientID: tenant, Secret: "wrong"}.Credential(b.cloud, b.base)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.live(t, b.client(t, credential), fetch.Options{})
	if !errors.Is(err, fetch.ErrSignIn) || !strings.Contains(err.Error(), "AADSTS7000215: the client secret is wrong") || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %q, want one line that names the secret", err)
	}
}

func TestAPageInsteadOfAnErrorIsOneStatus(t *testing.T) {
	tests := []struct {
		name, kind, body string
		header           http.Header
	}{
		{"a page of a proxy", "text/html", "<html>blocked</html>", nil},
		{"JSON that is no object", "application/json", `[1]`, nil},
		{"an empty object", "application/json", `{}`, nil},
		{"an error without parts", "application/json", `{"error":{}}`, nil},
		{"nothing", "", "", nil},
		{"a challenge that is cut", "text/plain", "no", http.Header{"Www-Authenticate": {"Bearer claims="}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status := http.StatusForbidden
			if tt.header != nil {
				status = http.StatusUnauthorized
			}
			b := served(t, func(w http.ResponseWriter, _ *http.Request) {
				for name, values := range tt.header {
					w.Header()[name] = values
				}
				w.Header().Set("Content-Type", tt.kind)
				w.WriteHeader(status)
				_, _ = w.Write([]byte(tt.body))
			})
			_, err := b.client(t, &fixed{}).Page(t.Context(), fetch.Request{Resource: fetch.Groups})
			var refused *fetch.Refused
			if !errors.As(err, &refused) || refused.Status != status {
				t.Errorf("error %v, want Graph's %d", err, status)
			}
		})
	}
}

func TestTheTokenStaysWithItsHost(t *testing.T) {
	stranger := served(t, func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("another host was asked, with Authorization %q", r.Header.Get("Authorization"))
	})
	b := served(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, stranger.cloud.Graph, http.StatusFound)
	})
	for name, r := range map[string]fetch.Request{
		"link":     {Resource: fetch.Groups, Next: stranger.cloud.Graph + "/beta/groups"},
		"redirect": {Resource: fetch.Groups},
	} {
		if _, err := b.client(t, &fixed{}).Page(t.Context(), r); err == nil {
			t.Errorf("%s: followed to another host", name)
		}
	}
}

func TestRequestsNameTheirParametersPlainly(t *testing.T) {
	var got *url.URL
	var header http.Header
	b := served(t, func(w http.ResponseWriter, r *http.Request) {
		got, header = r.URL, r.Header
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"value":[]}`))
	})
	_, err := b.client(t, &fixed{}).Page(t.Context(), fetch.Request{Resource: fetch.Members, ID: tenant, Select: []string{"id", "displayName"}, Top: 999, Count: true, Filter: "a eq 'b c'"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Path != "/beta/groups/"+tenant+"/members" || !strings.Contains(got.RawQuery, "$select=id,displayName") || !strings.Contains(got.RawQuery, "$top=999") || got.Query().Get("$filter") != "a eq 'b c'" {
		t.Errorf("asked %s", got)
	}
	if header.Get("ConsistencyLevel") != "eventual" || header.Get("Authorization") != "Bearer first" || header.Get("User-Agent") != "wbaudit/test" {
		t.Errorf("header %v", header)
	}
}

// served is a bench with a server of the test's own.
func served(t *testing.T, handle http.HandlerFunc) *bench {
	t.Helper()
	server := httptest.NewTLSServer(handle)
	t.Cleanup(server.Close)
	cloud, err := fetch.FindCloud(fetch.Custom, server.URL, server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return &bench{cloud: cloud, base: server.Client().Transport, budget: fetch.NewBudget(0)}
}
