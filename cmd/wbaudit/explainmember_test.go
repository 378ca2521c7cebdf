package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// The groups of City Power & Light that the paths of Kaya Abt lead through: App Payroll contains App Shop, and Shift
// Early and Shift Late contain each other, on both sides.
var (
	cloudIDs = map[string]string{
		"App Shop": "c21eac56-90b7-4e86-9ac5-1f9569930e35", "App Payroll": "4ea25ae3-6ec1-4278-a3ee-ece7f090773d",
		"Shift Late": "61f1edcb-48f1-495f-8ccc-13a61c37b409",
	}
	copyDNs = map[string]string{
		"App Shop": "CN=App Shop_1f9569930e35,OU=Writeback,DC=corp,DC=contoso,DC=com", "App Payroll": "CN=App Payroll_ece7f090773d,OU=Writeback,DC=corp,DC=contoso,DC=com",
		"Shift Early": "CN=Shift Early_5b326645e6de,OU=Writeback,DC=corp,DC=contoso,DC=com", "Crew": "CN=Crew,OU=Groups,DC=corp,DC=contoso,DC=com",
	}
)

const (
	kaya   = "CN=Kaya Abt (user010),OU=People,DC=corp,DC=contoso,DC=com"
	kayaID = "023f82f3-"
)

func TestAPersonIsLookedForOnEveryPath(t *testing.T) {
	type told struct {
		Should, Is string
		Via, IsVia []string
		Direct     string
	}
	none := []string{}
	for _, c := range []struct {
		claim       string
		cloud, copy []string
		// within are the copies that contain the group Crew, which is no copy.
		within []string
		// unread is a cloud group without a list of members.
		unread string
		want   map[string]told
	}{
		{"a membership by hand does not hide that the group inside brings her in", []string{"App Shop"}, []string{"App Shop", "App Payroll"}, nil, "", map[string]told{
			"App Shop": {"yes", "yes", none, none, ""}, "App Payroll": {"yes", "yes", []string{"App Shop"}, none, "no yes"},
		}},
		{"nor does a missing one", []string{"App Shop", "App Payroll"}, []string{"App Shop"}, nil, "", map[string]told{
			"App Shop": {"yes", "yes", none, none, ""}, "App Payroll": {"yes", "yes", []string{"App Shop"}, none, "yes no"},
		}},
		{"in groups that contain each other both are reached", []string{"Shift Late"}, []string{"Shift Early"}, nil, "", map[string]told{
			"Shift Late": {"yes", "yes", none, []string{"Shift Early"}, ""}, "Shift Early": {"yes", "yes", []string{"Shift Late"}, none, "no yes"},
		}},
		{"by hand alone she is in it and should not be", nil, []string{"App Shop"}, nil, "", map[string]told{
			"App Shop": {"no", "yes", none, none, ""}, "App Payroll": {"no", "yes", []string{"App Shop"}, none, ""},
		}},
		{"where every path is missing she is in neither", []string{"App Shop", "App Payroll"}, nil, nil, "", map[string]told{
			"App Shop": {"yes", "no", none, none, ""}, "App Payroll": {"yes", "no", none, none, ""},
		}},
		{"a directory group that is no copy leads on and is not told of", []string{"App Payroll"}, []string{"Crew"}, []string{"App Payroll"}, "", map[string]told{
			"App Payroll": {"yes", "yes", none, []string{"Crew"}, ""},
		}},
		{"a group of which members were not read may hold her, and so may what contains it", nil, nil, nil, "Shift Late", map[string]told{
			"Shift Late": {"unknown", "no", none, none, ""}, "Shift Early": {"unknown", "no", []string{"Shift Late"}, none, ""},
		}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			export := filepath.Join(t.TempDir(), "export")
			if err := os.CopyFS(export, os.DirFS("../../samples/citypower/export")); err != nil {
				t.Fatal(err)
			}
			joinCloud(t, export, c.cloud)
			joinCopies(t, export, c.copy, c.within)
			if c.unread != "" {
				if err := os.Remove(filepath.Join(export, "cloud", "members", cloudIDs[c.unread]+".json")); err != nil {
					t.Fatal(err)
				}
			}
			facts := importedFacts(t, export)
			climb := climber{facts, facts.Assembler()}
			got := map[string]told{}
			for _, m := range climb.personOf(&facts.Member(kaya)[0]).Groups {
				if _, asked := c.want[m.Name]; !asked && m.Name != "Crew" {
					continue
				}
				direct := ""
				if m.Direct != nil {
					direct = m.Direct.Should + " " + m.Direct.Is
				}
				got[m.Name] = told{m.Should, m.Is, m.Via, m.IsVia, direct}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// joinCloud makes Kaya Abt, who is in the Control Room, a member of cloud groups.
func joinCloud(t *testing.T, export string, groups []string) {
	t.Helper()
	type list struct {
		Context string           `json:"@odata.context"`
		Count   int              `json:"@odata.count"`
		Value   []map[string]any `json:"value"`
	}
	read := func(id string) (l list) {
		text, err := os.ReadFile(filepath.Join(export, "cloud", "members", id+".json"))
		if err == nil {
			err = json.Unmarshal(text, &l)
		}
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	for _, person := range read("55eca243-815b-401c-99e1-7dec90444257").Value {
		if !strings.HasPrefix(person["id"].(string), kayaID) {
			continue
		}
		for _, group := range groups {
			l := read(cloudIDs[group])
			l.Count, l.Value = l.Count+1, append(l.Value, person)
			text, err := json.Marshal(l)
			if err == nil {
				err = os.WriteFile(filepath.Join(export, "cloud", "members", cloudIDs[group]+".json"), text, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// joinCopies makes her a member of directory groups, and Crew one of copies.
func joinCopies(t *testing.T, export string, groups, within []string) {
	t.Helper()
	path := filepath.Join(export, "directory", "ou.ldif")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ldif := string(text) + "\ndn: " + copyDNs["Crew"] + "\nobjectClass: top\nobjectClass: group\ncn: Crew\nobjectGUID:: AAAAAAAAAAAAAAAAAAAAAQ==\n" +
		"groupType: -2147483640\nsAMAccountName: Crew\n"
	for member, into := range map[string][]string{kaya: groups, copyDNs["Crew"]: within} {
		for _, group := range into {
			ldif = strings.Replace(ldif, "dn: "+copyDNs[group]+"\n", "dn: "+copyDNs[group]+"\nmember: "+member+"\n", 1)
		}
	}
	if err := os.WriteFile(path, []byte(ldif), 0o600); err != nil {
		t.Fatal(err)
	}
}

// importedFacts are the facts of an export.
func importedFacts(t *testing.T, export string) *diff.Facts {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	var out, talk strings.Builder
	if code := runUntil(t.Context(), []string{"import", export, "--out", dir}, terminal{strings.NewReader(""), &out, &talk}, testSides()); code != exitClean && code != exitIncomplete {
		t.Fatalf("import ended with %d:\n%s%s", code, out.String(), talk.String())
	}
	return factsAt(t, dir)
}

func factsAt(t *testing.T, dir string) *diff.Facts {
	t.Helper()
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	facts, err := diff.Load(t.Context(), r, diff.DefaultChoices())
	if err != nil {
		t.Fatal(err)
	}
	return facts
}
