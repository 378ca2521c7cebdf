//go:build linux

package ldap_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// contoso is the domain of the story of the same name, with the SIDs its export has.
var contoso = &adtest.Shared{Options: adtest.Options{
	Realm: "corp.contoso.com", SID: "S-1-5-21-1004336348-1177238915-682003330",
	LDIF: []string{"../../../samples/contoso/export/directory/ou.ldif"},
}}

const contosoOU = "OU=Writeback,DC=corp,DC=contoso,DC=com"

func TestMain(m *testing.M) {
	code := m.Run()
	if err := contoso.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// options read the story's domain as its administrator.
func options(c *adtest.Controller) ldap.Options {
	return ldap.Options{
		Domains:    []ldap.Domain{{Name: c.Realm, Server: c.Host, Address: c.Address + ":636"}},
		OUs:        []string{contosoOU},
		Credential: ldap.Simple{Name: "administrator@" + c.Realm, Password: c.Password},
		TLS:        ldap.TLS{Roots: c.Authority.Roots()},
	}
}

// collect returns the snapshot of a live collection.
func collect(t testing.TB, o ldap.Options) (*snapshot.Reader, error) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := ldap.NewSource(o).Collect(context.Background(), w); err != nil {
		if aborted := w.Abort(); aborted != nil {
			t.Fatal(aborted)
		}
		return nil, err
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return r, nil
}
