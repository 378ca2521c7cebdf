//go:build linux

package plan_test

import (
	"crypto/tls"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	goldap "github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

var domain = &adtest.Shared{Options: adtest.Options{Realm: "corp.example.com"}}

func TestMain(m *testing.M) {
	code := m.Run()
	if err := domain.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// server is a domain with one copy, as its administrator.
type server struct {
	*adtest.Controller
	conn *goldap.Conn
	dn   string
	guid string
}

func started(t *testing.T) *server {
	t.Helper()
	if _, err := exec.LookPath("ldapmodify"); err != nil {
		reporttest.Missing(t, "ldapmodify, of Debian's package ldap-utils")
	}
	c := domain.Get(t)
	conn, err := goldap.DialURL("ldaps://"+c.Address+":636", goldap.DialWithTLSConfig(&tls.Config{RootCAs: c.Authority.Roots(), ServerName: c.Host}))
	must(t, err)
	t.Cleanup(func() { conn.Close() })
	must(t, conn.Bind("administrator@"+c.Realm, c.Password))
	s := &server{c, conn, "CN=" + goldap.EscapeDN(oddName) + ",CN=Users," + c.Base, ""}
	add := func(dn string, attributes ...goldap.Attribute) {
		must(t, conn.Add(&goldap.AddRequest{DN: dn, Attributes: attributes}))
		t.Cleanup(func() { must(t, conn.Del(&goldap.DelRequest{DN: dn})) })
	}
	of := func(name string, values ...string) goldap.Attribute {
		return goldap.Attribute{Type: name, Vals: values}
	}
	for _, name := range []string{"Ann", "Bob"} {
		add(s.person(name), of("objectClass", "user"), of("sAMAccountName", name))
	}
	add(s.dn, of("objectClass", "group"), of("groupType", "2"), of("adminDescription", "Group_"+cloudID), of("displayName", " odd\nname"), of("member", s.person("Ann")))
	found, err := conn.Search(&goldap.SearchRequest{BaseDN: s.dn, Scope: goldap.ScopeBaseObject, Filter: "(objectClass=*)", Attributes: []string{"objectGUID"}})
	must(t, err)
	guid, err := snapshot.GUIDFromDirectory(found.Entries[0].GetRawAttributeValue("objectGUID"))
	must(t, err)
	s.guid = guid.String()
	return s
}

func (s *server) person(name string) string { return "CN=" + name + ",CN=Users," + s.Base }

// state is what the copy holds.
func (s *server) state(t *testing.T) string {
	t.Helper()
	names := []string{"groupType", "adminDescription", "displayName", "description", "member"}
	found, err := s.conn.Search(&goldap.SearchRequest{BaseDN: s.dn, Scope: goldap.ScopeBaseObject, Filter: "(objectClass=*)", Attributes: names})
	must(t, err)
	var parts []string
	for _, name := range names {
		parts = append(parts, fmt.Sprintf("%s=%q", name, found.Entries[0].GetAttributeValues(name)))
	}
	return strings.Join(parts, " ")
}

// group is the copy as a stream holds it.
func (s *server) group() *report.Group {
	g := written("cloudsync")
	g.Directory.DN, g.Directory.GUID, g.Directory.GroupType = s.dn, s.guid, of(int32(2))
	g.Directory.Drift = []report.Drift{
		{Attribute: "displayName", Kind: "changed", Expected: oddName, Actual: " odd\nname"},
		{Attribute: "description", Kind: "missing", Expected: "two\nlines "},
	}
	g.Members.Differences = []report.MemberDifference{person("foreign", s.person("Ann")), person("missing", s.person("Bob"))}
	return g
}

func (s *server) ldif(t *testing.T, undo bool) string {
	t.Helper()
	g := s.group()
	category := about(g, "DIF-06", nil)
	category.Expected = "security"
	_, text := made(t, plan.Options{Format: plan.LDIF, Undo: undo}, g, category, about(g, "DIF-07", nil),
		about(g, "DIF-11", map[string]any{"attribute": "displayName"}), about(g, "DIF-11", map[string]any{"attribute": "description"}),
		about(g, "DIF-23", map[string]any{"foreign": 1}), about(g, "DIF-24", nil))
	return text
}

// apply runs ldapmodify as an administrator would.
func (s *server) apply(t *testing.T, text string) error {
	t.Helper()
	dir := t.TempDir()
	file, authority := filepath.Join(dir, "plan.ldif"), filepath.Join(dir, "ca.pem")
	must(t, os.WriteFile(file, []byte(text), 0o600))
	must(t, os.WriteFile(authority, s.Authority.PEM, 0o600))
	cmd := exec.Command("ldapmodify", "-x", "-H", "ldaps://"+s.Address, "-D", "administrator@"+s.Realm, "-w", s.Password, "-f", file)
	cmd.Env = append(os.Environ(), "LDAPTLS_CACERT="+authority)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func TestADirectoryTakesAPlanOnceAndTakesItBack(t *testing.T) {
	s := started(t)
	before := s.state(t)
	must(t, s.apply(t, s.ldif(t, false)))
	want := fmt.Sprintf(`groupType=["-2147483640"] adminDescription=["Group_%s"] displayName=[%q] description=["two\nlines"] member=[%q]`, cloudID, oddName, s.person("Bob"))
	after := s.state(t)
	if diff := cmp.Diff(want, after); diff != "" {
		t.Error("after the plan (-want +got):", diff)
	}
	if err := s.apply(t, s.ldif(t, false)); err == nil {
		t.Error("the plan is taken twice")
	}
	if diff := cmp.Diff(after, s.state(t)); diff != "" {
		t.Error("what was refused changed something (-want +got):", diff)
	}
	must(t, s.apply(t, s.ldif(t, true)))
	if diff := cmp.Diff(before, s.state(t)); diff != "" {
		t.Error("taken back (-want +got):", diff)
	}
}

func TestADirectoryRefusesAPlanForAnObjectThatChanged(t *testing.T) {
	for name, change := range map[string]func(s *server) *goldap.ModifyRequest{
		"the anchor is another one": func(s *server) *goldap.ModifyRequest {
			r := goldap.NewModifyRequest(s.dn, nil)
			r.Replace("adminDescription", []string{"Group_" + childID})
			return r
		},
		"the anchor is gone": func(s *server) *goldap.ModifyRequest {
			r := goldap.NewModifyRequest(s.dn, nil)
			r.Delete("adminDescription", nil)
			return r
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := started(t)
			must(t, s.conn.Modify(change(s)))
			before := s.state(t)
			if err := s.apply(t, s.ldif(t, false)); err == nil {
				t.Error("the plan is taken")
			}
			if diff := cmp.Diff(before, s.state(t)); diff != "" {
				t.Error("what was refused changed something (-want +got):", diff)
			}
		})
	}
}

// A group that has name and anchors of another one is not that one: the record names the object that was read.
func TestADirectoryRefusesAPlanForAGroupThatTookThePlaceOfAnother(t *testing.T) {
	s := started(t)
	plan := s.ldif(t, false)
	must(t, s.conn.Del(&goldap.DelRequest{DN: s.dn}))
	of := func(name string, values ...string) goldap.Attribute {
		return goldap.Attribute{Type: name, Vals: values}
	}
	must(t, s.conn.Add(&goldap.AddRequest{DN: s.dn, Attributes: []goldap.Attribute{of("objectClass", "group"), of("groupType", "2"),
		of("adminDescription", "Group_"+cloudID), of("displayName", " odd\nname"), of("member", s.person("Ann"))}}))
	before := s.state(t)
	if err := s.apply(t, plan); err == nil {
		t.Error("the plan is taken")
	}
	if diff := cmp.Diff(before, s.state(t)); diff != "" {
		t.Error("what was refused changed something (-want +got):", diff)
	}
}
