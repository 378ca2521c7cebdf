package simulate_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

const (
	first  = "11111111-1111-4111-8111-111111111111"
	second = "22222222-2222-4222-8222-222222222222"
	third  = "33333333-3333-4333-8333-333333333333"
	person = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
	bot    = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
)

// export is a tenant of three groups, one of whom has a members file.
func export() fstest.MapFS {
	return fstest.MapFS{
		"cloud/groups.json": {Data: []byte(`{"value":[
			{"id":"` + first + `","displayName":"First","writebackConfiguration":{"isEnabled":true,"onPremisesGroupType":null}},
			{"id":"` + second + `","displayName":"Second","mail":null},
			{"id":"` + third + `","displayName":"Third"}]}`)},
		"cloud/members/" + first + ".json": {Data: []byte(`{"value":[
			{"@odata.type":"#microsoft.graph.user","id":"` + person + `","displayName":"Ann","onPremisesSecurityIdentifier":"S-1-5-21-1-2-3-1104"},
			{"@odata.type":"#microsoft.graph.servicePrincipal","id":"` + bot + `","displayName":"Bot"}]}`)},
		"cloud/settings.json": {Data: []byte(`{"value":[]}`)},
	}
}

// serve starts a simulation over plain HTTP, as the tests of its answers need no certificate.
func serve(t *testing.T, o simulate.Options) (string, *simulate.Server) {
	t.Helper()
	s, err := simulate.New(export(), o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(s)
	server.Config.ErrorLog = nil
	server.Start()
	t.Cleanup(server.Close)
	return server.URL, s
}

// sent is the head of an answer.
type sent struct {
	StatusCode int
	Header     http.Header
}

// ask sends one request with a token and the header of advanced queries.
func ask(t *testing.T, method, address string, body io.Reader) (sent, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer x")
	request.Header.Set("ConsistencyLevel", "eventual")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return sent{response.StatusCode, response.Header}, string(text)
}

func TestAnswersAreThoseOfGraph(t *testing.T) {
	base, _ := serve(t, simulate.Options{UnknownProperties: []string{"writebackConfiguration"}})
	tests := []struct {
		name, method, path string
		status             int
		want               string // part of the body
	}{
		{"a list has everything when nothing is selected", "GET", "/beta/groups", 200, `"mail":null`},
		{"a selection leaves out what was not asked for", "GET", "/beta/groups?$select=id,displayName", 200, `{"id":"` + second + `","displayName":"Second"}`},
		{"a selected property without a value is null, as of the others", "GET", "/beta/groups?$select=id,mail", 200, `{"id":"` + first + `","mail":null}`},
		{"a selected property that the export lacks altogether is left out", "GET", "/beta/groups?$select=id,visibility", 200, `{"id":"` + first + `"}`},
		{"the count stands on the first page", "GET", "/beta/groups?$count=true&$top=1", 200, `"@odata.count":3`},
		{"a page links to the next", "GET", "/beta/groups?$top=2", 200, `"@odata.nextLink":"` + base + `/beta/groups?%24skiptoken=s2&%24top=2"`},
		{"a property that the cloud's schema lacks is refused by name", "GET", "/beta/groups?$select=id,writebackConfiguration", 400, "Could not find a property named 'writebackConfiguration' on type 'microsoft.graph.group'."},
		{"a page size above 999 is refused", "GET", "/beta/groups?$top=1000", 400, "Must be between 1 and 999"},
		{"an option that is not simulated is refused", "GET", "/beta/groups?$expand=members", 400, "not simulated"},
		{"members keep their types", "GET", "/beta/groups/" + first + "/members?$select=id", 200, `{"@odata.type":"#microsoft.graph.servicePrincipal","id":"` + bot + `"}`},
		{"ids are taken in any case", "GET", "/beta/groups/" + strings.ToUpper(first) + "/members/$count", 200, "2"},
		{"members that the export does not hold are refused, not empty", "GET", "/beta/groups/" + second + "/members", 403, "Authorization_RequestDenied"},
		{"a group that does not exist is not found", "GET", "/beta/groups/" + person + "/members", 404, "Request_ResourceNotFound"},
		{"a list that the export does not hold is refused", "GET", "/beta/organization", 403, "Authorization_RequestDenied"},
		{"an empty list of the export is empty", "GET", "/beta/settings", 200, `"value":[]`},
		{"a person is found by security identifier", "GET", "/beta/users?$filter=" + url.QueryEscape("onPremisesSecurityIdentifier eq 'S-1-5-21-1-2-3-1104'") + "&$select=id", 200, person},
		{"another filter is refused", "GET", "/beta/users?$filter=" + url.QueryEscape("startswith(displayName,'A')"), 400, "Request_UnsupportedQuery"},
		{"writing is refused", "POST", "/beta/groups", 405, "Only reading"},
		{"deleting is refused", "DELETE", "/beta/groups/" + first, 405, "Only reading"},
		{"an unknown resource is refused", "GET", "/beta/nonsense", 400, "nonsense"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			response, body := ask(t, tt.method, base+tt.path, nil)
			if response.StatusCode != tt.status || !strings.Contains(body, tt.want) {
				t.Errorf("%s %s = %d %s, want %d with %s", tt.method, tt.path, response.StatusCode, body, tt.status, tt.want)
			}
		})
	}
}

func TestPagesTogetherAreTheList(t *testing.T) {
	base, _ := serve(t, simulate.Options{})
	for _, top := range []string{"1", "2", "3", "999"} {
		var names []string
		for link := base + "/beta/groups?$select=displayName&$top=" + top; link != ""; {
			_, body := ask(t, "GET", link, nil)
			var page struct {
				Next  string                         `json:"@odata.nextLink"`
				Value []struct{ DisplayName string } `json:"value"`
			}
			if err := json.Unmarshal([]byte(body), &page); err != nil {
				t.Fatal(err)
			}
			for _, g := range page.Value {
				names = append(names, g.DisplayName)
			}
			link = page.Next
		}
		if diff := cmp.Diff([]string{"First", "Second", "Third"}, names); diff != "" {
			t.Errorf("pages of %s (-want +got):\n%s", top, diff)
		}
	}
}

func TestCountNeedsConsistency(t *testing.T) {
	base, _ := serve(t, simulate.Options{})
	request, _ := http.NewRequestWithContext(t.Context(), "GET", base+"/beta/groups/$count", nil)
	request.Header.Set("Authorization", "Bearer x")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("$count without ConsistencyLevel = %d, want 400", response.StatusCode)
	}
}

func TestBatchAnswersEachStepOnItsOwn(t *testing.T) {
	base, s := serve(t, simulate.Options{Faults: faults(t, "/settings=429,7")})
	body := `{"requests":[{"id":"1","method":"GET","url":"/groups/` + first + `?$select=displayName"},{"id":"2","method":"GET","url":"/settings"}]}`
	response, text := ask(t, "POST", base+"/beta/$batch", strings.NewReader(body))
	if response.StatusCode != http.StatusOK {
		t.Fatalf("batch = %d %s", response.StatusCode, text)
	}
	var got struct {
		Responses []struct {
			ID      string
			Status  int
			Headers map[string]string
			Body    map[string]any
		}
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	for _, r := range got.Responses {
		switch r.ID {
		case "1":
			if r.Status != 200 || r.Body["displayName"] != "First" {
				t.Errorf("step 1 = %+v, want the group", r)
			}
		case "2":
			if r.Status != 429 || r.Headers["Retry-After"] != "7" {
				t.Errorf("step 2 = %+v, want to be throttled for 7 seconds", r)
			}
		}
	}
	if n := s.Requests()["/settings"]; len(got.Responses) != 2 || n != 1 {
		t.Errorf("%d responses, /settings asked for %d times; want 2 and 1", len(got.Responses), n)
	}
	tooMany := `{"requests":[` + strings.Repeat(`{"id":"1","method":"GET","url":"/settings"},`, 20) + `{"id":"2","method":"GET","url":"/settings"}]}`
	if response, _ := ask(t, "POST", base+"/beta/$batch", strings.NewReader(tooMany)); response.StatusCode != 400 {
		t.Errorf("a batch of 21 = %d, want 400", response.StatusCode)
	}
}

func faults(t *testing.T, texts ...string) []simulate.Fault {
	t.Helper()
	var all []simulate.Fault
	for _, text := range texts {
		f, err := simulate.ParseFault(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

func TestFaultsHappenWhereTheScriptSays(t *testing.T) {
	tests := []struct {
		name, fault string
		want        [3]string // what three requests for groups one after the other see
	}{
		{"once", "/groups#2+1=503", [3]string{"200", "503", "200"}},
		{"from there on", "/groups#2=404", [3]string{"200", "404", "404"}},
		{"always, on every path", "*=403", [3]string{"403", "403", "403"}},
		{"elsewhere", "/settings=403", [3]string{"200", "200", "200"}},
		{"a connection that breaks", "/groups#1+1=drop", [3]string{"broken", "200", "200"}},
		{"a body that breaks off", "/groups#3=cut,20", [3]string{"200", "200", "broken"}},
		{"a slow body arrives whole", "/groups=drip,100000", [3]string{"200", "200", "200"}},
		{"a token that ends", "/groups#2+1=expired", [3]string{"200", "401", "401"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base, _ := serve(t, simulate.Options{Faults: faults(t, tt.fault)})
			var got [3]string
			for i := range got {
				got[i] = outcomeOf(t, base+"/beta/groups")
			}
			if got != tt.want {
				t.Errorf("%s: got %v, want %v", tt.fault, got, tt.want)
			}
		})
	}
}

// outcomeOf is the status of a request, or broken when the answer did not arrive whole.
func outcomeOf(t *testing.T, address string) string {
	t.Helper()
	request, _ := http.NewRequestWithContext(t.Context(), "GET", address, nil)
	request.Header.Set("Authorization", "Bearer x")
	transport := &http.Transport{DisableKeepAlives: true}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return "broken"
	}
	defer response.Body.Close()
	if _, err := io.ReadAll(response.Body); err != nil {
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("reading the body: %v", err)
		}
		return "broken"
	}
	return response.Status[:3]
}

func TestFaultyPages(t *testing.T) {
	base, _ := serve(t, simulate.Options{Faults: faults(t, "/groups#2=loop")})
	second := base + "/beta/groups?$top=1&%24skiptoken=s1"
	ask(t, "GET", base+"/beta/groups?$top=1", nil)
	if _, body := ask(t, "GET", second, nil); !strings.Contains(body, `"@odata.nextLink":"`+second) {
		t.Errorf("a looping page links to %s, want itself", body)
	}
	base, _ = serve(t, simulate.Options{Faults: faults(t, "/groups#2=duplicate")})
	ask(t, "GET", base+"/beta/groups?$top=1", nil)
	if _, body := ask(t, "GET", base+"/beta/groups?$top=1&%24skiptoken=s1", nil); !strings.Contains(body, first) {
		t.Errorf("a duplicate page = %s, want the first group again", body)
	}
}

func TestFaultsThatCannotHappenAreRefused(t *testing.T) {
	for _, text := range []string{"", "=429", "/groups", "/groups#0=429", "/groups#x=429", "/groups#1+0=429", "/groups=200", "/groups=cut", "/groups=drip,0", "/groups=nonsense", "[=429",
		"/nosuchthing=403", "/groups/" + first + "/nosuchthing=403", "/" + first + "/members=403", "/groups/first/members=403"} {
		if f, err := simulate.ParseFault(text); err == nil {
			t.Errorf("ParseFault(%q) = %+v, want an error", text, f)
		}
	}
}

func TestAFaultOfOneGroupHitsThatGroupAlone(t *testing.T) {
	for _, c := range []struct {
		fault string
		want  [4]string // members of first and of second, the former again, and first itself
	}{
		{"/groups/" + first + "/members=403", [4]string{"403", "200", "403", "200"}},
		{"/groups/" + strings.ToUpper(first) + "/members#2=503", [4]string{"200", "200", "503", "200"}},
		{"/groups/" + second + "/members#1+1=404", [4]string{"200", "404", "200", "200"}},
		{"/groups/" + first + "=404", [4]string{"200", "200", "200", "404"}},
		{"/groups/" + first + "/*=503", [4]string{"503", "200", "503", "200"}},
		{"/groups/{id}/members=503", [4]string{"503", "503", "503", "200"}},
	} {
		tenant := export()
		tenant["cloud/members/"+second+".json"] = &fstest.MapFile{Data: []byte(`{"value":[]}`)}
		s, err := simulate.New(tenant, simulate.Options{Faults: faults(t, c.fault)})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(s)
		var got [4]string
		for i, path := range []string{first + "/members", second + "/members", strings.ToUpper(first) + "/members", first} {
			got[i] = outcomeOf(t, server.URL+"/beta/groups/"+path)
		}
		server.Close()
		if got != c.want {
			t.Errorf("%s: got %v, want %v", c.fault, got, c.want)
		}
	}
}

func TestAFaultOfAGroupThatIsNotThereIsRefused(t *testing.T) {
	_, err := simulate.New(export(), simulate.Options{Faults: faults(t, "/groups/"+person+"/members=403")})
	if err == nil || !strings.Contains(err.Error(), "no group "+person) {
		t.Errorf("got %v", err)
	}
}

func TestAFaultThatNothingAsksForIsToldWhatIsAsked(t *testing.T) {
	_, err := simulate.ParseFault("/nosuchthing=403")
	if err == nil || !strings.Contains(err.Error(), `nothing asks for "/nosuchthing": expected *, or one of /groups `) || !strings.Contains(err.Error(), " /groups/{id}/members ") {
		t.Errorf("ParseFault: %v", err)
	}
	for _, text := range []string{"*=403", "/groups/{id}/*=403", "/servicePrincipals/{id}/synchronization/jobs/{job}/schema=404"} {
		if _, err := simulate.ParseFault(text); err != nil {
			t.Errorf("ParseFault(%q): %v", text, err)
		}
	}
}

func TestQuotaThrottlesWhatGoesBeyond(t *testing.T) {
	base, s := serve(t, simulate.Options{Quota: 5, Window: time.Hour})
	var statuses []int
	var shares []string
	for range 6 {
		response, _ := ask(t, "GET", base+"/beta/settings", nil)
		statuses, shares = append(statuses, response.StatusCode), append(shares, response.Header.Get("x-ms-throttle-limit-percentage"))
	}
	if diff := cmp.Diff([]int{200, 200, 200, 200, 200, 429}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"", "", "", "0.80", "1.00", ""}, shares); diff != "" {
		t.Errorf("shares of the limit (-want +got):\n%s", diff)
	}
	if s.Units() != 6 {
		t.Errorf("units asked for = %d, want 6", s.Units())
	}
}

func TestPriceOfRequests(t *testing.T) {
	base, s := serve(t, simulate.Options{})
	for path, want := range map[string]int{
		"/beta/groups": 1, "/beta/groups?$select=id": 1, "/beta/groups/" + first + "/members": 3,
		"/beta/groups/" + first + "/members?$select=id": 2, "/beta/groups/" + first + "/members?$select=id&$top=10": 1,
	} {
		before := s.Units()
		ask(t, "GET", base+path, nil)
		if got := s.Units() - before; got != want {
			t.Errorf("%s costs %d, want %d", path, got, want)
		}
	}
}

func TestListeningNeedsACertificateAndAToken(t *testing.T) {
	s, err := simulate.New(export(), simulate.Options{Secret: "right"})
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(l.CA)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}
	post := func(secret string) (int, map[string]any) {
		response, err := client.PostForm(l.URL+"/contoso/oauth2/v2.0/token", url.Values{"client_secret": {secret}})
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		var body map[string]any
		if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, body
	}
	if status, body := post("wrong"); status != 401 {
		t.Errorf("a wrong secret got %d %v, want 401", status, body)
	}
	request, _ := http.NewRequestWithContext(t.Context(), "GET", l.URL+"/beta/groups", nil)
	refused := func(claim string) {
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != 401 {
			t.Errorf("%s = %d, want 401", claim, response.StatusCode)
		}
	}
	refused("a request without a token")
	request.Header.Set("Authorization", "Bearer made-up")
	refused("a token that was made up before one was issued")
	_, body := post("right")
	refused("a token that was made up")
	request.Header.Set("Authorization", "Bearer "+body["access_token"].(string))
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != 200 {
		t.Errorf("a request with the token = %d, want 200", response.StatusCode)
	}
	if response, err := http.Get(l.URL + "/beta/groups"); err == nil {
		response.Body.Close()
		t.Error("a client that does not trust the certificate got an answer")
	}
	if _, err := s.Listen("0.0.0.0:0"); err == nil {
		t.Error("listening beyond loopback was allowed")
	}
}

func TestASignInWithoutTheSecretIsToldWhichOneIsTaken(t *testing.T) {
	for claim, c := range map[string]struct {
		secret, path string
		form         url.Values
		status       int
		want         string
	}{
		"a device code where there is a secret":  {"right", "devicecode", nil, 401, "set cloud.sign_in to secret"},
		"a device code that was made up":         {"right", "token", url.Values{"device_code": {"device"}}, 401, "set cloud.sign_in to secret"},
		"a certificate or a token of a workload": {"right", "token", url.Values{"client_assertion": {"x"}}, 401, "set cloud.sign_in to secret"},
		"a secret that is wrong":                 {"right", "token", url.Values{"client_secret": {"wrong"}}, 401, "AADSTS7000215"},
		"the secret":                             {"right", "token", url.Values{"client_secret": {"right"}}, 200, "access_token"},
		"a device code where there is none":      {"", "devicecode", nil, 200, "SIMULATED"},
		"any proof where there is none":          {"", "token", url.Values{"device_code": {"device"}}, 200, "access_token"},
	} {
		t.Run(claim, func(t *testing.T) {
			base, _ := serve(t, simulate.Options{Secret: c.secret})
			response, err := http.PostForm(base+"/contoso/oauth2/v2.0/"+c.path, c.form)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			body, err := io.ReadAll(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != c.status || !strings.Contains(string(body), c.want) {
				t.Errorf("got %d %s, want %d with %q", response.StatusCode, body, c.status, c.want)
			}
		})
	}
}

func TestBrokenExportsAreRefusedByName(t *testing.T) {
	broken := export()
	broken["cloud/settings.json"] = &fstest.MapFile{Data: []byte("<html>")}
	_, err := simulate.New(broken, simulate.Options{})
	if err == nil || !strings.Contains(err.Error(), "cloud/settings.json") {
		t.Errorf("New = %v, want an error that names cloud/settings.json", err)
	}
}

// Whatever bytes a request for a batch has, the answer is one of Graph's.
func FuzzBatch(f *testing.F) {
	s, err := simulate.New(export(), simulate.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"requests":[{"id":"1","method":"GET","url":"/groups"}]}`))
	f.Add([]byte(`{"requests":[{"id":"1","method":"G ET","url":"::"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		request := httptest.NewRequest("POST", "/beta/$batch", bytes.NewReader(body))
		request.Header.Set("Authorization", "Bearer x")
		recorder := httptest.NewRecorder()
		s.ServeHTTP(recorder, request)
		if !json.Valid(recorder.Body.Bytes()) {
			t.Errorf("answer to %q is no JSON: %q", body, recorder.Body)
		}
	})
}
