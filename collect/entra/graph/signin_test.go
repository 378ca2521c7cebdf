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
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

// certificate is a self-signed one as PEM, with its key or without.
func certificate(t *testing.T, withKey bool) []byte {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "wbaudit"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
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
