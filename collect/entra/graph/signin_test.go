//go:build !offline

package graph_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/graph"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

func TestEveryUnattendedWayToSignIn(t *testing.T) {
	b := newBench(t, story("woodgrove"), simulate.Options{})
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("eyJhbGciOiJub25lIn0.e30."), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AZURE_TENANT_ID", tenant)
	t.Setenv("AZURE_CLIENT_ID", tenant)
	t.Setenv("AZURE_CLIENT_SECRET", "from environment")
	prompted := ""
	tests := []struct {
		name string
		who  graph.SignIn
	}{
		{"a client secret", graph.SignIn{Method: graph.Secret, Secret: "any"}},
		{"a certificate with its key", graph.SignIn{Method: graph.Certificate, Certificate: certificate(t, true)}},
		{"a PFX file as Windows has long written them", graph.SignIn{Method: graph.Certificate, Certificate: pfx(t, pkcs12.LegacyDES), Password: "secret"}},
		{"a PFX file as openssl writes them today", graph.SignIn{Method: graph.Certificate, Certificate: pfx(t, pkcs12.Modern2023), Password: "secret"}},
		{"the token of a workload", graph.SignIn{Method: graph.Workload, TokenFile: file}},
		{"the environment", graph.SignIn{Method: graph.Environment}},
		{"a code that a person enters", graph.SignIn{Method: graph.Device, Prompt: func(message string) { prompted = message }}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.who.Tenant, tt.who.ClientID = tenant, tenant
			credential, err := tt.who.Credential(b.cloud, b.base)
			if err != nil {
				t.Fatal(err)
			}
			c := b.client(t, credential)
			token, err := c.Token(t.Context())
			if err != nil || strings.Count(token, ".") != 2 {
				t.Fatalf("token of %d bytes, %v", len(token), err)
			}
			if _, err := c.Page(t.Context(), fetch.Request{Resource: fetch.Organization}); err != nil {
				t.Error(err)
			}
		})
	}
	if !strings.Contains(prompted, "SIMULATED") {
		t.Errorf("the person was told %q, want the code", prompted)
	}
}

func TestWhatIsWrongWithASignInIsSaid(t *testing.T) {
	b := newBench(t, story("woodgrove"), simulate.Options{})
	tests := []struct {
		name string
		who  graph.SignIn
		says string
	}{
		{"an unknown way", graph.SignIn{Method: "magic"}, `unknown way "magic"`},
		{"a certificate without its key", graph.SignIn{Method: graph.Certificate, Certificate: certificate(t, false)}, "PEM or PFX with its private key"},
		{"a PFX file with another password", graph.SignIn{Method: graph.Certificate, Certificate: pfx(t, pkcs12.Modern2023), Password: "wrong"}, "the right password"},
		{"a file that is no certificate", graph.SignIn{Method: graph.Certificate, Certificate: []byte("hello")}, "PEM or PFX"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.who.Tenant, tt.who.ClientID = tenant, tenant
			if _, err := tt.who.Credential(b.cloud, b.base); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want it to say %q", err, tt.says)
			}
		})
	}
}

func TestAnswersOfTheSignInServiceAreOneLine(t *testing.T) {
	tests := []struct{ name, body, says string }{
		{"an error that is known", `{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired.\r\nTrace ID: 1\r\nCorrelation ID: 2"}`, "the client secret has expired: make a new one"},
		{"an error that is not", `{"error":"odd","error_description":"AADSTS99: Something. Trace ID: 1"}`, "400 odd (AADSTS99: Something.)"},
		{"a page of a proxy", `<html>blocked</html>`, "answered 400"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := served(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				if strings.HasSuffix(r.URL.Path, "/openid-configuration") {
					base := "https://" + r.Host + "/" + tenant
					_, _ = w.Write([]byte(`{"issuer":"` + base + `/v2.0","authorization_endpoint":"` + base + `/a","token_endpoint":"` + base + `/oauth2/v2.0/token"}`))
					return
				}
				w.WriteHeader(http.StatusBadRequest)
				_, _ = w.Write([]byte(tt.body))
			})
			credential, err := graph.SignIn{Method: graph.Secret, Tenant: tenant, ClientID: tenant, Secret: "x"}.Credential(b.cloud, b.base)
			if err != nil {
				t.Fatal(err)
			}
			_, err = b.client(t, credential).Token(t.Context())
			if !errors.Is(err, fetch.ErrSignIn) || !strings.Contains(err.Error(), tt.says) || strings.ContainsAny(err.Error(), "\r\n") || strings.Contains(err.Error(), "Trace") {
				t.Errorf("error %q, want one line that says %q", err, tt.says)
			}
		})
	}
}

// A command az in the path stands for Azure CLI.
func TestAzureCLISignsIn(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("az is a shell script here")
	}
	b := newBench(t, story("woodgrove"), simulate.Options{})
	dir := t.TempDir()
	asked := filepath.Join(dir, "asked")
	script := "#!/bin/sh\necho \"$@\" >> '" + asked + "'\n" +
		`echo '{"accessToken":"first","expires_on":` + strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10) + `,"tokenType":"Bearer"}'` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "az"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	credential, err := graph.SignIn{Method: graph.CLI, Tenant: tenant}.Credential(b.cloud, b.base)
	if err != nil {
		t.Fatal(err)
	}
	c := b.client(t, credential)
	if _, err := c.Page(t.Context(), fetch.Request{Resource: fetch.Organization}); err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile(asked)
	if err != nil || !strings.Contains(string(said), "get-access-token") || !strings.Contains(string(said), "--tenant "+tenant) {
		t.Errorf("az was asked %q, %v", said, err)
	}
}

// A service on loopback stands for the one that App Service gives a program for its identity.
func TestAManagedIdentitySignsIn(t *testing.T) {
	b := newBench(t, story("woodgrove"), simulate.Options{})
	var mu sync.Mutex
	var resource, identity string
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if r.Header.Get("X-IDENTITY-HEADER") != "of the machine" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		resource, identity = r.FormValue("resource"), r.FormValue("client_id")
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"access_token":"first","expires_on":"` + strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10) + `","token_type":"Bearer","resource":"x"}`))
	}))
	t.Cleanup(service.Close)
	t.Setenv("IDENTITY_ENDPOINT", service.URL)
	t.Setenv("IDENTITY_HEADER", "of the machine")
	credential, err := graph.SignIn{Method: graph.Managed, ClientID: tenant}.Credential(b.cloud, b.base)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.client(t, credential).Page(t.Context(), fetch.Request{Resource: fetch.Organization}); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if resource != b.cloud.Graph || identity != tenant {
		t.Errorf("a token was asked for %q as %q, want %q as %q", resource, identity, b.cloud.Graph, tenant)
	}
}

// browsed is where the program that stands for a browser is to go.
const browsed = "WBAUDIT_TEST_BROWSES"

// This test is the browser of the next one: it signs in at once and goes where it is sent.
func TestAsABrowser(t *testing.T) {
	address, err := url.Parse(os.Getenv(browsed))
	if err != nil || address.Host == "" {
		t.Skip("runs as the browser of TestABrowserSignsIn")
	}
	q := address.Query()
	back, err := http.PostForm(q.Get("redirect_uri"), url.Values{"code": {"entered"}, "state": {q.Get("state")}})
	if err != nil {
		t.Fatal(err)
	}
	back.Body.Close()
}

// The library opens a browser by the command that Linux has for it, which here runs the test above.
func TestABrowserSignsIn(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the browser is opened by xdg-open on Linux only")
	}
	b := newBench(t, story("woodgrove"), simulate.Options{})
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	script := "#!/bin/sh\n" + browsed + "=\"$1\" exec '" + self + "' -test.run '^TestAsABrowser$' >/dev/null\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	credential, err := graph.SignIn{Method: graph.Browser, Tenant: tenant}.Credential(b.cloud, b.base)
	if err != nil {
		t.Fatal(err)
	}
	c := b.client(t, credential)
	if token, err := c.Token(t.Context()); err != nil || strings.Count(token, ".") != 2 {
		t.Fatalf("token of %d bytes, %v", len(token), err)
	}
	if _, err := c.Page(t.Context(), fetch.Request{Resource: fetch.Organization}); err != nil {
		t.Error(err)
	}
}

// pfx is a self-signed certificate with its key, protected with the password "secret".
func pfx(t *testing.T, as *pkcs12.Encoder) []byte {
	t.Helper()
	der, key := selfSigned(t)
	own, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	file, err := as.Encode(key, own, nil, "secret")
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// certificate is a self-signed one as PEM, with its key or without.
func certificate(t *testing.T, withKey bool) []byte {
	t.Helper()
	der, key := selfSigned(t)
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	if !withKey {
		return text
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return append(text, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...)
}

func selfSigned(t *testing.T) (der []byte, key *rsa.PrivateKey) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "wbaudit"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	if der, err = x509.CreateCertificate(rand.Reader, template, template, key.Public(), key); err != nil {
		t.Fatal(err)
	}
	return der, key
}
