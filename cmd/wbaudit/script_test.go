//go:build linux

package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/entra/fetch/fetchtest"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// scriptGivesTheSame audits what the export script writes of a simulated tenant and a domain, and the two read live:
// every control must come to the same outcomes, for the same reasons.
func scriptGivesTheSame(t *testing.T, c *adtest.Controller) {
	for _, need := range []string{"bash", "curl", "jq", "ldapsearch"} {
		if _, err := exec.LookPath(need); err != nil {
			t.Skip(err)
		}
	}
	dir := t.TempDir()
	line, stop, err := start(t.Context(), []string{"simulate", "../../samples/contoso/export", "--listen", "127.0.0.1:0", "--out", filepath.Join(dir, "sim")})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	_, graph, _ := strings.Cut(strings.TrimSpace(line), " at ")
	graph, _, _ = strings.Cut(graph, " ")
	config := bothSides(t, dir, c)
	live := judged(t, "--config", config, "--out", filepath.Join(dir, "live"))

	export := filepath.Join(dir, "export")
	script := filepath.Join(dir, "export.sh")
	var text bytes.Buffer
	if code := run([]string{"init", "--export-script", "curl"}, &text, os.Stderr); code != exitClean {
		t.Fatalf("init --export-script ended with %d", code)
	}
	if err := os.WriteFile(script, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "bash", script, export)
	command.Env = append(os.Environ(), "GRAPH="+graph, "GRAPH_TOKEN="+simulationToken(t, filepath.Join(dir, "sim"), graph), "CURL_CA_BUNDLE="+filepath.Join(dir, "sim", simulationCA),
		"LDAP_URL=ldaps://"+c.Address, "LDAP_BASE="+c.Base, "LDAP_BIND_DN=administrator@"+c.Realm, "LDAP_PASSWORD="+c.Password,
		"WRITEBACK_OU=OU=Writeback,"+c.Base, "LDAPTLS_CACERT="+filepath.Join(dir, "domain.pem"))
	// What the story has no export of, such as owners, the script cannot read, says so and goes on.
	if out, err := command.CombinedOutput(); err != nil && command.ProcessState.ExitCode() != 1 {
		t.Fatalf("%v: %s", err, out)
	}
	exported := judged(t, "--export", export, "--directory-writeback-ou", "OU=Writeback,"+c.Base, "--out", filepath.Join(dir, "exported"))
	if diff := cmp.Diff(live, exported); diff != "" {
		t.Errorf("(-live +from the script's export)\n%s", diff)
	}
}

// judged audits and returns the summaries and findings.
func judged(t *testing.T, args ...string) (records []report.Record) {
	t.Helper()
	var out, talk bytes.Buffer
	if code := runUntil(t.Context(), append([]string{"audit"}, args...), terminal{strings.NewReader(""), &out, &talk}, testSides()); code != exitFindings {
		t.Fatalf("audit %s ended with %d:\n%s%s", args[0], code, out.String(), talk.String())
	}
	stream, err := openStream(filepath.Join(args[len(args)-1], "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	stored := &reporttest.Collect{}
	if err := report.Read(t.Context(), stream, stored); err != nil {
		t.Fatal(err)
	}
	for _, r := range stored.Records {
		if r.Summary != nil || r.Finding != nil {
			records = append(records, r)
		}
	}
	return records
}

// simulationToken gets a token of a simulation, as its configuration does.
func simulationToken(t *testing.T, folder, login string) string {
	t.Helper()
	ca, err := os.ReadFile(filepath.Join(folder, simulationCA))
	if err != nil {
		t.Fatal(err)
	}
	secret, err := os.ReadFile(filepath.Join(folder, simulationSecret))
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	defer transport.CloseIdleConnections()
	token, err := fetchtest.SignIn(t.Context(), transport, login, "common", strings.TrimSpace(string(secret)))
	if err != nil {
		t.Fatal(err)
	}
	return token
}
