//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// TestBothSidesAreReadLive runs the commands against a simulated tenant and a real domain controller.
func TestBothSidesAreReadLive(t *testing.T) {
	shared := &adtest.Shared{Options: adtest.Options{
		Realm: "corp.contoso.com", SID: "S-1-5-21-1004336348-1177238915-682003330", LDIF: []string{"../../samples/contoso/export/directory/ou.ldif"},
	}}
	t.Cleanup(func() { _ = shared.Close() })
	c := shared.Get(t)
	dir := t.TempDir()
	_, stop, err := start(t.Context(), []string{"simulate", "../../samples/contoso/export", "--listen", "127.0.0.1:0", "--out", filepath.Join(dir, "sim"), "--fault", "/organization=403"})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	config := bothSides(t, dir, c)

	said := func(want int, args ...string) string {
		t.Helper()
		var out, talk bytes.Buffer
		if code := runUntil(t.Context(), append(args, "--config", config), terminal{strings.NewReader(""), &out, &talk}, testSides()); code != want {
			t.Fatalf("%s ended with %d, want %d:\n%s%s", args[0], code, want, out.String(), talk.String())
		}
		return out.String() + talk.String()
	}
	doctor := said(exitClean, "doctor", "--profiles", "audit")
	for _, want := range []string{"signed in to " + c.Host, "is there and may be listed", "0 failed"} {
		if !strings.Contains(doctor, want) {
			t.Errorf("doctor does not say %q:\n%s", want, doctor)
		}
	}
	t.Setenv("WBAUDIT_DIRECTORY_CONTAINERS", "CN=Users,"+c.Base+"; CN=Builtin,"+c.Base)
	if further := said(exitClean, "doctor", "--profiles", "audit"); strings.Count(further, "is there and may be listed") != 3 {
		t.Errorf("doctor does not look for three containers:\n%s", further)
	}
	t.Setenv("WBAUDIT_DIRECTORY_CONTAINERS", "")
	live := filepath.Join(dir, "live")
	said(exitClean, "collect", "--out", live)
	r, err := snapshot.OpenPath(live)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, stream := range []snapshot.Stream{snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships, snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryMemberships} {
		if state := r.State(stream); state.Status != snapshot.Complete {
			t.Errorf("%s is %s: %s", stream, state.Status, state.Reason)
		} else if strings.HasPrefix(string(stream), "directory_") && !state.ToEnd {
			t.Errorf("%s is not proven to be whole", stream)
		}
	}
	m := r.Manifest()
	if m.CollectedAt == nil || m.Cloud.Started == nil || m.Directory.Started == nil {
		t.Errorf("the manifest does not say when: %+v", m)
	}
	audit := said(exitFindings, "audit", "--out", filepath.Join(dir, "report"))
	readmeRecords(t, "both sides are read live:", doctor+audit, 15)
	t.Run("the export script gives the same", func(t *testing.T) { scriptGivesTheSame(t, c) })
	for key, value := range map[string]string{
		"WBAUDIT_DIRECTORY_PASSWORD": "file:" + filepath.Join(dir, "wrong"), "WBAUDIT_DIRECTORY_WRITEBACK_OU": "OU=Gone," + c.Base,
		"WBAUDIT_DIRECTORY_DOMAINS": "emea.contoso.com=" + c.Host + "@" + c.Address + ":636",
	} {
		t.Run(key, func(t *testing.T) { unreadDirectory(t, said, dir, key, value) })
	}
}

// unreadDirectory collects with one setting that keeps the directory from being read, and looks for what is left: the
// cloud, the reason, and an end that no scheduler takes for a success.
func unreadDirectory(t *testing.T, said func(int, ...string) string, dir, key, value string) {
	if err := os.WriteFile(filepath.Join(dir, "wrong"), []byte("wrong\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(key, value)
	half := filepath.Join(t.TempDir(), "half")
	if text := said(exitIncomplete, "collect", "--out", half); !strings.Contains(text, "The directory is not read: ") || !strings.Contains(text, "--resume") {
		t.Errorf("collect does not say why and what next:\n%s", text)
	}
	r, err := snapshot.OpenPath(half)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if state := r.State(snapshot.StreamCloudMemberships); state.Status != snapshot.Complete {
		t.Errorf("the members of the cloud are %s: %s", state.Status, state.Reason)
	}
	for _, stream := range noDirectory.streams {
		if state := r.State(stream); state.Status != snapshot.Absent || state.Reason == "" {
			t.Errorf("%s is %s: %q", stream, state.Status, state.Reason)
		}
	}
}

// bothSides writes the configuration of the simulation with the domain added, and returns its path.
func bothSides(t *testing.T, dir string, c *adtest.Controller) string {
	t.Helper()
	config := filepath.Join(dir, "sim", defaultConfigFile)
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	text = fmt.Appendf(text, "directory:\n  domains: %q\n  sign_in: simple\n  user: %q\n  password: file:password\n  ca_file: domain.pem\n  writeback_ou: %q\n",
		c.Realm+"="+c.Host+"@"+c.Address+":636", "administrator@"+c.Realm, "OU=Writeback,"+c.Base)
	path := filepath.Join(dir, "both.yaml")
	for name, body := range map[string][]byte{path: bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("ca_file: ca.pem"), []byte("ca_file: sim/ca.pem")), []byte("file:secret.txt"), []byte("file:sim/secret.txt")),
		filepath.Join(dir, "password"): []byte(c.Password + "\n"), filepath.Join(dir, "domain.pem"): c.Authority.PEM} {
		if err := os.WriteFile(name, body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}
