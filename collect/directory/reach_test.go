package directory

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func checkReach(t *testing.T, of question, wants map[string]reach) {
	t.Helper()
	for filter, want := range wants {
		if got := reachOf(filter, of); got != want {
			t.Errorf("%.80s: got %d, want %d", filter, got, want)
		}
	}
}

func TestAFilterTellsWhichGroupsItBrings(t *testing.T) {
	checkReach(t, groupsAnchored(""), map[string]reach{
		"(objectClass=group)":    reachAll,
		"(objectcategory=Group)": reachAll,
		"(objectCategory=CN=Group,CN=Schema,CN=Configuration,DC=contoso,DC=com)": reachAll,
		"(objectClass=*)": reachAll,
		"(cn=*)":          reachAll,
		"(|(objectClass=organizationalUnit)(objectClass=group)(objectClass=person))": reachAll,
		"(&(objectCategory=group)(!(isDeleted=TRUE)))":                               reachAll,
		"(&(objectClass=group)(isDeleted=TRUE))":                                     reachNone,
		"(&(objectCategory=person)(objectClass=user))":                               reachNone,
		"(objectClass=organizationalUnit)":                                           reachNone,
		"(!(objectClass=group))":                                                     reachNone,
		"(&(objectCategory=group)(cn=A*))":                                           reachSome,
		"(&(objectCategory=group)(groupType=-2147483640))":                           reachSome,
		"(groupType:1.2.840.113556.1.4.803:=2147483648)":                             reachSome,
		"(|(adminDescription=Group_*)(objectClass=user))":                            reachSome,
		"(&(objectClass=group)(!(mail=*)))":                                          reachSome,
		"(&(objectClass=group)(whenChanged>=20260101000000.0Z))":                     reachSome,
		"(mail=*)":                 reachSome,
		"(objectClass=unheard-of)": reachSome,
		"no filter":                reachSome,
		strings.Repeat("(!", 1<<20) + "(cn=*)" + strings.Repeat(")", 1<<20): reachSome,
	})
}

func TestAFilterTellsWhetherItBringsEveryHolderOfAnUnusualPrimaryGroup(t *testing.T) {
	checkReach(t, holders, map[string]reach{
		"(&(objectCategory=person)(!(primaryGroupID=513)))":                                            reachAll,
		"(&(objectCategory=person)(objectClass=user)(!(primaryGroupID=513))(!(primaryGroupID=514)))":   reachAll,
		"(|(objectCategory=person)(objectCategory=computer)(objectClass=foreignSecurityPrincipal))":    reachAll,
		"(&(objectCategory=CN=Person,CN=Schema,CN=Configuration,DC=contoso,DC=com)(objectClass=user))": reachAll,
		"(&(objectClass=user)(!(objectClass=computer))(!(isDeleted=TRUE)))":                            reachAll,
		"(&(objectCategory=person)(!(objectClass=contact)))":                                           reachAll,
		"(&(objectCategory=person)(!(objectCategory=contact)))":                                        reachSome,
		"(objectClass=*)":                         reachAll,
		"(primaryGroupID=513)":                    reachNone,
		"(objectClass=group)":                     reachNone,
		"(!(objectCategory=person))":              reachNone,
		"(&(objectCategory=person)(objectSid=*))": reachSome,
		// Those of whom it may not be read would not come, and nobody would know that they are there.
		"(&(objectCategory=person)(primaryGroupID=*))":                             reachSome,
		"(&(objectCategory=person)(primaryGroupID=1105))":                          reachSome,
		"(&(objectCategory=person)(!(primaryGroupID=1105)))":                       reachSome,
		"(&(objectCategory=person)(!(primaryGroupID=513))(department=Sales))":      reachSome,
		"(&(objectCategory=person)(userAccountControl:1.2.840.113556.1.4.803:=2))": reachSome,
		"(objectClass=inetOrgPerson)":                                              reachSome,
		"(objectCategory=CN=User,CN=Schema,CN=Configuration,DC=contoso,DC=com)":    reachSome,
		"no filter": reachSome,
	})
}

func TestAFilterTellsWhetherItBringsEveryOrganizationalUnit(t *testing.T) {
	checkReach(t, units, map[string]reach{
		"(objectClass=organizationalUnit)":                                                     reachAll,
		"(objectCategory=organizationalUnit)":                                                  reachAll,
		"(objectCategory=CN=Organizational-Unit,CN=Schema,CN=Configuration,DC=contoso,DC=com)": reachAll,
		"(ou=*)":          reachAll,
		"(objectClass=*)": reachAll,
		"(|(objectClass=organizationalUnit)(cn=A*))":        reachAll,
		"(|(objectClass=group)(objectClass=crossRef))":      reachNone,
		"(objectCategory=person)":                           reachNone,
		"(cn=*)":                                            reachSome,
		"(&(objectClass=organizationalUnit)(ou=Writeback))": reachSome,
	})
}

func TestWhereEveryOrganizationalUnitWasSearched(t *testing.T) {
	const unit = "dn: OU=Groups,DC=contoso,DC=com\nobjectClass: organizationalUnit\n\n"
	search := func(scope, filter string) string {
		return "# extended LDIF\n#\n# LDAPv3\n# base <DC=contoso,DC=com> with scope " + scope + "\n# filter: " + filter + "\n# requesting: ALL\n#\n\n" + unit + "# search result\nsearch: 2\nresult: 0 Success\n\n"
	}
	for claim, c := range map[string]struct {
		ldif string
		want []snapshot.Searched
	}{
		"a search for all of them":          {search("subtree", "(objectClass=organizationalUnit)"), []snapshot.Searched{{Base: "dc=contoso,dc=com", Subtree: true}}},
		"one level":                         {search("oneLevel", "(objectClass=organizationalUnit)"), []snapshot.Searched{{Base: "dc=contoso,dc=com"}}},
		"the container itself is no search": {search("baseObject", "(objectClass=*)"), nil},
		"a search for groups":               {search("subtree", "(objectClass=group)"), nil},
		"records without a head":            {unit, nil},
	} {
		e := imported(t, c.ldif+record("G", alice)).ended[snapshot.StreamDirectoryFacts]
		if diff := cmp.Diff(c.want, e.Searched); diff != "" {
			t.Errorf("%s: searched (-want +got):\n%s", claim, diff)
		}
	}
}

func TestWhereEveryGroupWasSearched(t *testing.T) {
	search := func(base, filter, records string) string {
		return "# extended LDIF\n#\n# LDAPv3\n# base <" + base + "> with scope subtree\n# filter: " + filter + "\n# requesting: ALL\n#\n\n" + records + "# search result\nsearch: 2\nresult: 0 Success\n\n"
	}
	const ou, domain = "OU=Groups,DC=contoso,DC=com", "DC=contoso,DC=com"
	of := func(base string) []snapshot.Searched {
		return []snapshot.Searched{{Base: strings.ToLower(base), Subtree: true}}
	}
	for _, c := range []struct {
		claim, ldif string
		want        []snapshot.Searched
		reason      string
	}{
		{"a search for every group", search(ou, "(objectClass=group)", record("G", alice)), of(ou), ""},
		{"beside one for some, which adds to it", search(domain, "(cn=Group_*)", record("G", alice)) + search(ou, "(objectClass=group)", record("H")), of(ou), ""},
		{"beside one for those with an anchor", search(domain, "(&(objectClass=group)(|(adminDescription=Group_*)(msDS-ExternalDirectoryObjectId=*)))", record("G", alice)) + search(ou, "(objectClass=group)", record("H")),
			append([]snapshot.Searched{{Base: "dc=contoso,dc=com", Subtree: true, Anchored: true}}, of(ou)...), ""},
		{"one anchor alone is not both", search(domain, "(adminDescription=Group_*)", record("G", alice)) + search(ou, "(objectClass=group)", record("H")), of(ou), ""},
		{"a search for some groups only", search(domain, "(&(objectClass=group)(cn=A*))", record("G", alice)), nil,
			"directory/groups.ldif asks for (&(objectClass=group)(cn=A*)) below dc=contoso,dc=com, which not every group fits"},
		{"a search for accounts brings no groups and takes none away", search(domain, "(objectClass=user)", "") + search(ou, "(objectClass=group)", record("G", alice)), of(ou), ""},
		{"the default base", strings.Replace(search(ou, "(objectClass=group)", record("G", alice)), "> with", "> (default) with", 1), of(ou), ""},
		{"one level", strings.Replace(search(ou, "(objectClass=group)", record("G", alice)), "subtree", "oneLevel", 1), []snapshot.Searched{{Base: strings.ToLower(ou)}}, ""},
		{"groups without a head, of which nobody knows the search", record("G", alice) + "# search result\n\n" + search(domain, "(cn=A*)", ""), nil, ""},
		{"deleted groups and those of the configuration do not count", search("CN=Deleted Objects,"+domain, "(objectClass=*)", "") + search("CN=Schema,CN=Configuration,"+domain, "(objectClass=*)", "") +
			search(domain, "(cn=A*)", record("G", alice)), nil, "asks for (cn=A*)"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			e := imported(t, c.ldif).ended[snapshot.StreamDirectoryGroups]
			if diff := cmp.Diff(c.want, e.Searched); diff != "" {
				t.Errorf("searched (-want +got):\n%s", diff)
			}
			if (e.Status == snapshot.Complete) != (c.reason == "") || !strings.Contains(e.Reason, c.reason) {
				t.Errorf("ended %s: %s, want %q", e.Status, e.Reason, c.reason)
			}
		})
	}
}
