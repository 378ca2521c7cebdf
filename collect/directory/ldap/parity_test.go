//go:build linux

package ldap_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The story's export and a live reading of a directory that was loaded from it give the same
// records. What the server sets on its own is not the story's: times, USNs, and, where the story has
// no value, the account control and primary group that every account gets, and the names of classes.
func TestLiveReadingGivesWhatTheStoryExported(t *testing.T) {
	eachServer(t, func(t *testing.T, c *adtest.Controller, s server) {
		r, err := collect(t, s.options(c))
		check(t, err)
		if gaps := incomplete(r); gaps != "" {
			t.Fatal(gaps)
		}
		live, story := read(t, r), read(t, imported(t, storyOf(t)))
		for folded, want := range story.groups {
			got, found := live.groups[folded]
			if !found {
				t.Errorf("group %s was not read", folded)
				continue
			}
			// The story's export leaves back links out; the server computes them.
			ignored := cmpopts.IgnoreFields(snapshot.DirectoryGroup{}, "WhenCreated", "WhenChanged", "USNChanged", "MemberOf", "MemberOfRead")
			if !strings.HasSuffix(folded, strings.ToLower(contosoOU)) && want.AdminDescription == nil && want.ExternalDirectoryObjectID == nil {
				// Of a group that is neither in the container nor anchored no members are asked for, and
				// the story has no cn of it.
				if got.Members.Status != snapshot.Absent || want.Members.Received != 0 {
					t.Errorf("%s: members %v, in the story %v", folded, got.Members, want.Members)
				}
				got.Members, got.CN = want.Members, want.CN
			}
			if diff := cmp.Diff(want, got, ignored); diff != "" {
				t.Errorf("%s (-story +live):\n%s", folded, diff)
			}
		}
		for folded, want := range story.principals {
			got, found := live.principals[folded]
			if !found {
				t.Errorf("principal %s was not read", folded)
				continue
			}
			ignored := cmpopts.IgnoreFields(snapshot.DirectoryPrincipal{}, "UserAccountControl", "AccountExpires", "PrimaryGroupID")
			if diff := cmp.Diff(want, got, ignored); diff != "" {
				t.Errorf("%s (-story +live):\n%s", folded, diff)
			}
		}
		if diff := cmp.Diff(story.memberships, live.memberships); diff != "" {
			t.Errorf("memberships (-story +live):\n%s", diff)
		}
		if got := len(c.Left); got != 0 {
			t.Errorf("%d values of the story could not be loaded: %q", got, c.Left)
		}
	})
}

// Our own export script and a live reading of one directory give the same records, apart from what
// only one of the two asks: of groups that are neither in the container nor anchored the script asks
// for no more than of any member.
func TestLiveReadingAndExportScriptGiveTheSame(t *testing.T) {
	c := contoso.Get(t)
	r, err := collect(t, server{}.options(c))
	check(t, err)
	live, exported := read(t, r), read(t, imported(t, os.DirFS(scriptExport(t, c))))
	// Account Operators are written by no engine, and whether there are any is asked all the same.
	operators := "cn=account operators,cn=builtin," + strings.ToLower(c.Base)
	if g := live.groups[operators]; g.Members.Status != snapshot.Complete || g.Members.Received != 0 {
		t.Errorf("Account Operators, which are empty: %+v", g.Members)
	}
	for folded, g := range live.groups {
		if g.Members.Status == snapshot.Absent {
			delete(live.groups, folded)
			delete(exported.groups, folded)
		}
	}
	for name, diff := range map[string]string{
		"groups":      cmp.Diff(exported.groups, live.groups),
		"principals":  cmp.Diff(exported.principals, live.principals),
		"memberships": cmp.Diff(exported.memberships, live.memberships),
		"deleted":     cmp.Diff(exported.deleted, live.deleted),
		"facts":       cmp.Diff(exported.facts, live.facts),
	} {
		if diff != "" {
			t.Errorf("%s (-exported +live):\n%s", name, diff)
		}
	}
}

// scriptExport runs the export script against the controller and returns the export's folder.
func scriptExport(t *testing.T, c *adtest.Controller) string {
	t.Helper()
	for _, need := range []string{"bash", "jq"} {
		if _, err := exec.LookPath(need); err != nil {
			t.Skip(err)
		}
	}
	text, err := connect.ExportScript("curl")
	check(t, err)
	dir := t.TempDir()
	script, authority, export := filepath.Join(dir, "export.sh"), filepath.Join(dir, "ca.pem"), filepath.Join(dir, "export")
	check(t, os.WriteFile(script, []byte(text), 0o600))
	check(t, os.WriteFile(authority, c.Authority.PEM, 0o600))
	cmd := exec.Command("bash", script, export)
	cmd.Env = append(os.Environ(), "LDAP_URL=ldaps://"+c.Address, "LDAP_BASE="+c.Base, "LDAP_BIND_DN=administrator@"+c.Realm,
		"LDAP_PASSWORD="+c.Password, "WRITEBACK_OU="+contosoOU, "LDAPTLS_CACERT="+authority)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, strings.TrimSpace(string(out)))
	}
	return export
}
