package directory

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// headed puts the head of ldapsearch before records.
func headed(asked, records string) string {
	return "# requesting: objectClass objectGUID cn member " + asked + "\n#\n\n" + records
}

func TestAnAttributeThatASearchDidNotAskForIsNotKnownOfItsGroups(t *testing.T) {
	const anchor = "adminDescription: Group_3a5c3221-c465-48c0-95b8-e9305786a271"
	everyName := "instanceType: 4\nuSNCreated: 1\nsAMAccountType: 268435456\nobjectCategory: CN=Group,CN=Schema,CN=Configuration,DC=contoso,DC=com"
	for claim, tt := range map[string]struct {
		files map[string]string
		want  []string // what is missing of group H
	}{
		"one file that no record of has the attribute leaves it open for its groups": {
			map[string]string{"a.ldif": record("G", anchor), "b.ldif": record("H")}, []string{"adminDescription"},
		},
		"a head that names the attribute settles that there is none": {
			map[string]string{"a.ldif": record("G", anchor), "b.ldif": headed("adminDescription", record("H"))}, nil,
		},
		"a head that asks for all attributes settles that there is none": {
			map[string]string{"a.ldif": record("G", anchor), "b.ldif": "# requesting: ALL\n\n" + record("H")}, nil,
		},
		"a head that names others leaves it open": {
			map[string]string{"a.ldif": record("G", anchor), "b.ldif": headed("mail", record("H"))}, []string{"adminDescription"},
		},
		"another record of the same file that has it settles that there is none": {
			map[string]string{"a.ldif": record("G", anchor), "b.ldif": record("H") + record("I", anchor)}, nil,
		},
		"two searches of one file are two": {
			map[string]string{"a.ldif": "# LDAPv3\n# requesting: objectClass objectGUID adminDescription\n\n" + record("G", anchor) +
				"# search result\n\n# extended LDIF\n# LDAPv3\n# requesting: objectClass objectGUID\n\n" + record("H") + "# search result\n"},
			[]string{"adminDescription"},
		},
		"a record from a search for all attributes has none where it shows none": {
			map[string]string{"a.ldif": record("G", anchor), "b.ldif": record("H", everyName)}, nil,
		},
		"what a search for all attributes brought is open where another named its attributes": {
			map[string]string{"a.ldif": record("G", everyName), "b.ldif": headed("mail groupType", record("H"))},
			slices.DeleteFunc(setOf(consecutive(objectSID, uSNChanged)...).names(), func(name string) bool {
				return slices.Contains([]string{"cn", "mail", "groupType"}, name)
			}),
		},
		"another search that brought the same group with it settles it": {
			map[string]string{"a.ldif": record("G", anchor), "b.ldif": record("H"), "c.ldif": headed("adminDescription", record("H"))}, nil,
		},
		"what no search asked for is no gap of one group": {
			map[string]string{"a.ldif": record("G"), "b.ldif": record("H")}, nil,
		},
		"a language of an attribute is another attribute": {
			map[string]string{"a.ldif": record("G", "description: x"), "b.ldif": record("H", "description;lang-de: x")}, []string{"description"},
		},
		"memberOf is open, too": {
			map[string]string{"a.ldif": record("G", "memberOf: CN=X,DC=contoso,DC=com"), "b.ldif": record("H")}, []string{"memberOf"},
		},
	} {
		t.Run(claim, func(t *testing.T) {
			f, err := importing(t, Options{}, tt.files)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, f.group("H").Missing); diff != "" {
				t.Errorf("missing of H (-want +got):\n%s", diff)
			}
			if g := f.group("G").Missing; slices.Contains(g, "adminDescription") && f.group("G").AdminDescription != nil {
				t.Errorf("missing of G, which has it: %q", g)
			}
			if len(tt.files) > 1 && f.noted("b.ldif: of 1 groups it is not known whether they have adminDescription") != slices.Contains(tt.want, "adminDescription") {
				t.Errorf("notes %q", f.notes)
			}
			if read := f.group("H").MemberOfRead; slices.Contains(tt.want, "memberOf") && (read == nil || *read) {
				t.Error("memberOf counts as read")
			}
		})
	}
}

func TestAnAttributeThatASearchForPeopleDidNotAskForIsNotKnownOfThem(t *testing.T) {
	person := func(name, more string) string {
		return "dn: CN=" + name + ",OU=People,DC=contoso,DC=com\nobjectClass: user\n" + more + "\n\n"
	}
	f, err := importing(t, Options{}, map[string]string{
		"groups.ldif": record("G", alice, bob),
		"a.ldif":      person("Alice", "adminCount: 1\nuserAccountControl: 514\nsAMAccountName: alice"),
		"b.ldif":      person("Bob", "sAMAccountName: bob"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"adminCount", "userAccountControl"}, f.principal(foldedBob).Missing); diff != "" {
		t.Errorf("missing of Bob (-want +got):\n%s", diff)
	}
	if missing := f.principal(foldedAlice).Missing; missing != nil {
		t.Errorf("missing of Alice: %q", missing)
	}
	if diff := cmp.Diff([]string{"sAMAccountName", "adminCount"}, f.principal("cn=g,ou=groups,dc=contoso,dc=com").Missing); diff != "" {
		t.Errorf("missing of the account of the group (-want +got):\n%s", diff)
	}
}

func TestAnAttributeThatASearchForDeletedGroupsDidNotAskForIsNotKnownOfThem(t *testing.T) {
	deleted := func(name, more string) string {
		return "dn: CN=" + name + "\\0ADEL:x,CN=Deleted Objects,DC=contoso,DC=com\nobjectClass: group\nisDeleted: TRUE\nobjectGUID:: " +
			guidOf(name) + "\n" + more + "\n\n"
	}
	f, err := importing(t, Options{}, map[string]string{
		"a.ldif": record("G", alice) + deleted("D", "msDS-ExternalDirectoryObjectId: Group_3a5c3221-c465-48c0-95b8-e9305786a271"),
		"b.ldif": deleted("E", "msDS-LastKnownRDN: E"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"msDS-ExternalDirectoryObjectId"}, f.deleted[idOf("E")].Missing); diff != "" {
		t.Errorf("missing of E (-want +got):\n%s", diff)
	}
}

func TestAValueThatStandsTwiceIsNone(t *testing.T) {
	const id = "3a5c3221-c465-48c0-95b8-e9305786a271"
	for claim, tt := range map[string]struct {
		lines []string
		want  []string
		note  string
	}{
		"two anchors that differ are none": {
			[]string{"adminDescription: Group_" + id, "adminDescription: Group_00000000-0000-4000-8000-000000000001"},
			[]string{"adminDescription"}, "directory/groups.ldif:1: adminDescription has 2 different values where one is possible",
		},
		"two anchors that differ are none wherever they stand": {
			[]string{"adminDescription: Group_" + id, "mail: g@contoso.com", "ADMINDESCRIPTION: x"},
			[]string{"adminDescription"}, "directory/groups.ldif:1: adminDescription has 2 different values",
		},
		"two types that differ are none": {
			[]string{"groupType: -2147483640", "groupType: 8"}, []string{"groupType"}, "directory/groups.ldif:1: groupType has 2 different values",
		},
		"the same value twice is one": {
			[]string{"groupType: 8", "adminDescription: Group_" + id, "adminDescription: Group_" + id}, nil, "",
		},
		"several values where several can be are kept": {
			[]string{"proxyAddresses: SMTP:a@contoso.com", "proxyAddresses: smtp:b@contoso.com", "description: a", "description: b"}, nil, "",
		},
		"a value that cannot be read is none": {
			[]string{"adminCount: one"}, []string{"adminCount"}, "adminCount is not readable",
		},
	} {
		t.Run(claim, func(t *testing.T) {
			f := imported(t, record("G", append(tt.lines, alice)...))
			g := f.group("G")
			if diff := cmp.Diff(tt.want, g.Missing); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
			if tt.note != "" && !f.noted(tt.note) || tt.note == "" && len(f.notes) > 0 {
				t.Errorf("notes %q", f.notes)
			}
			for _, name := range tt.want {
				if name == "adminDescription" && g.AdminDescription != nil || name == "groupType" && g.GroupType != nil {
					t.Errorf("%s has a value", name)
				}
			}
		})
	}
}

func TestAGroupWithTwoIdsIsLeftOut(t *testing.T) {
	f := imported(t, record("G", alice)+record("H", "objectGUID:: "+guidOf("I"), alice))
	e := f.ended[snapshot.StreamDirectoryGroups]
	if len(f.groups) != 1 || e.Status != snapshot.Partial || !strings.Contains(e.Reason, "objectGUID has 2 different values") {
		t.Errorf("%d groups, ended as %+v", len(f.groups), e)
	}
}

func TestDeletedObjectsTellTheirDomain(t *testing.T) {
	gone := func(below string) string {
		return "dn: CN=D\\0ADEL:x," + below + "\nobjectClass: group\nisDeleted: TRUE\nobjectGUID:: " + guidOf("D") + "\n\n"
	}
	for claim, tt := range map[string]struct {
		records string
		domains []string
		status  snapshot.Status
		note    string
	}{
		"those of the domain of the groups are read":  {gone("CN=Deleted Objects,DC=contoso,DC=com"), []string{"contoso.com"}, snapshot.Complete, ""},
		"an empty container is read, too":             {"dn: CN=Deleted Objects,DC=contoso,DC=com\nobjectClass: container\nisDeleted: TRUE\n\n", []string{"contoso.com"}, snapshot.Complete, ""},
		"those of another forest are those of it":     {gone("CN=Deleted Objects,DC=fabrikam,DC=com"), []string{"fabrikam.com"}, snapshot.Complete, "directory/groups.ldif holds Deleted Objects of fabrikam.com: expected those of contoso.com"},
		"a deleted group in an OU is of no container": {gone("OU=Groups,DC=contoso,DC=com"), nil, snapshot.Partial, ""},
	} {
		t.Run(claim, func(t *testing.T) {
			f := imported(t, record("G", alice)+tt.records)
			var domains []string
			if f.facts != nil {
				domains = f.facts.DeletedDomains
			}
			if diff := cmp.Diff(tt.domains, domains); diff != "" {
				t.Errorf("domains (-want +got):\n%s", diff)
			}
			if e := f.ended[snapshot.StreamDirectoryDeleted]; e.Status != tt.status || e.Status != snapshot.Complete && e.Reason == "" {
				t.Errorf("ended as %+v", e)
			}
			if tt.note != "" && !f.noted(tt.note) || tt.note == "" && f.noted("Deleted Objects") {
				t.Errorf("notes %q", f.notes)
			}
		})
	}
}

func TestASearchForPrimaryGroupsCountsWhereItsBaseIsTheHeadOfADomain(t *testing.T) {
	const filter, asked = "# filter: (&(objectCategory=person)(!(primaryGroupID=513)))\n", "# requesting: objectClass objectGUID primaryGroupID member\n\n"
	const end = "# search result\nsearch: 2\nresult: 0 Success\n"
	for claim, tt := range map[string]struct {
		text string
		want []string
	}{
		"the head of a domain counts":                 {"# base <DC=contoso,DC=com> with scope subtree\n" + filter + asked, []string{"contoso.com"}},
		"so does a search that found nobody":          {"# extended LDIF\n#\n# LDAPv3\n# base <DC=contoso,DC=com> with scope subtree\n" + filter + asked + end, []string{"contoso.com"}},
		"without a base nothing is known of it":       {filter + asked, nil},
		"an OU is not the whole domain":               {"# base <OU=People,DC=contoso,DC=com> with scope subtree\n" + filter + asked, nil},
		"one level is not the whole domain":           {"# base <DC=contoso,DC=com> with scope oneLevel\n" + filter + asked, nil},
		"one for every person answers it, too":        {"# base <DC=contoso,DC=com> with scope subtree\n# filter: (|(objectCategory=person)(objectCategory=group))\n" + asked, []string{"contoso.com"}},
		"as put around what ldifde wrote":             {"# base <DC=contoso,DC=com> with scope SubTree\n# filter: (objectCategory=person)\n" + asked, []string{"contoso.com"}},
		"one that did not ask for it says nothing":    {"# base <DC=contoso,DC=com> with scope subtree\n# filter: (objectCategory=person)\n# requesting: objectClass objectGUID member\n\n", nil},
		"the holders of one group are not all":        {"# base <DC=contoso,DC=com> with scope subtree\n# filter: (&(objectCategory=person)(primaryGroupID=1105))\n" + asked, nil},
		"another filter finds others":                 {"# base <DC=contoso,DC=com> with scope subtree\n# filter: (&(objectClass=user)(department=Sales))\n" + asked, nil},
		"a search that did not end well is no search": {"# base <DC=contoso,DC=com> with scope subtree\n" + filter + asked + record("G", alice), nil},
	} {
		t.Run(claim, func(t *testing.T) {
			text := tt.text
			if strings.HasSuffix(text, "member\n\n") {
				text += record("G", alice) + end
			}
			f, err := importing(t, Options{AllowPartial: true}, map[string]string{"a.ldif": record("H", bob), "b.ldif": text})
			if err != nil {
				t.Fatal(err)
			}
			var domains []string
			if f.facts != nil {
				domains = f.facts.PrimaryGroupDomains
			}
			if diff := cmp.Diff(tt.want, domains); diff != "" {
				t.Errorf("domains (-want +got):\n%s", diff)
			}
		})
	}
}
