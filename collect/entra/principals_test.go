package entra

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func membersOf(list string) map[string]string {
	return map[string]string{"groups.json": "[" + group(g1, "") + "]", "members/" + g1 + ".json": "[" + list + "]"}
}

func TestAPrincipalKeepsWhatWasSeen(t *testing.T) {
	const body = `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `","displayName":"Megan \u00e9","userPrincipalName":"m@contoso.com","userType":"Guest","accountEnabled":false,
	 "onPremisesSyncEnabled":true,"onPremisesImmutableId":"AAAA==","onPremisesDistinguishedName":"CN=M,DC=contoso,DC=com","onPremisesSamAccountName":"megan",
	 "onPremisesDomainName":"contoso.com","onPremisesSecurityIdentifier":"S-1-5-21-1","onPremisesObjectIdentifier":"0f"}`
	id, _ := snapshot.ParseGUID(u1)
	want := snapshot.CloudPrincipal{
		ID: id, Type: "user", DisplayName: of("Megan é"), UserPrincipalName: of("m@contoso.com"), UserType: of("Guest"), AccountEnabled: of(false),
		PrincipalOnPremises: snapshot.PrincipalOnPremises{
			SyncEnabled: of(true), ImmutableID: of("AAAA=="), DistinguishedName: of("CN=M,DC=contoso,DC=com"), SAMAccountName: of("megan"),
			DomainName: of("contoso.com"), SecurityIdentifier: of("S-1-5-21-1"), ObjectIdentifier: of("0f"),
		},
	}
	for name, text := range map[string]string{
		"as Graph writes it":     body,
		"as a typed object":      pascal(body),
		"as a directory object":  `{"DeletedDateTime":null,"Id":"` + u1 + `","AdditionalProperties":` + body + `}`,
		"under principals alone": "",
	} {
		t.Run(name, func(t *testing.T) {
			files := membersOf(text)
			if text == "" {
				files = map[string]string{"principals.json": body}
			}
			r := collected(t, Options{}, files)
			if diff := cmp.Diff(map[string]snapshot.CloudPrincipal{u1: want}, r.principals); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			wantNames := []string{
				"accountEnabled", "displayName", "id", "onPremisesDistinguishedName", "onPremisesDomainName", "onPremisesImmutableId",
				"onPremisesObjectIdentifier", "onPremisesSamAccountName", "onPremisesSecurityIdentifier", "onPremisesSyncEnabled", "userPrincipalName", "userType",
			}
			if diff := cmp.Diff(wantNames, r.ended[snapshot.StreamCloudPrincipals].Properties); diff != "" {
				t.Errorf("properties (-want +got)\n%s", diff)
			}
		})
	}
}

func TestTypeOfAPrincipal(t *testing.T) {
	tests := []struct{ name, property, want string }{
		{"is @odata.type without its namespace", `"@odata.type":"#microsoft.graph.servicePrincipal","displayName":"x"`, "servicePrincipal"},
		{"without a namespace is as it came", `"@odata.type":"orgContact","displayName":"x"`, "orgContact"},
		{"is found in AdditionalProperties", `"AdditionalProperties":{"@odata.type":"#microsoft.graph.device"}`, "device"},
		{"named wins over what properties tell", `"@odata.type":"#microsoft.graph.agentUser","userPrincipalName":"x"`, "agentUser"},
		{"is a user by its userPrincipalName", `"userPrincipalName":"x"`, "user"},
		{"is a group by its groupTypes", `"groupTypes":[]`, "group"},
		{"is a device by its deviceId", `"deviceId":"x"`, "device"},
		{"is a service principal by its servicePrincipalType", `"servicePrincipalType":"Application"`, "servicePrincipal"},
		{"is a service principal by its appId", `"appId":"x"`, "servicePrincipal"},
		{"is unknown by a name alone", `"displayName":"x"`, ""},
		{"is not told by a null", `"displayName":"x","userPrincipalName":null`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{}, membersOf(`{"id":"`+u1+`",`+test.property+`}`))
			if got := r.principals[u1].Type; got != test.want {
				t.Errorf("type %q, want %q", got, test.want)
			}
			if got := r.noted("1 without @odata.type"); got != (test.want == "") {
				t.Errorf("noted %v: %q", got, r.notes)
			}
		})
	}
}

func TestLimitedPrincipal(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"type and id alone", `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `"}`, true},
		{"type, id and nulls", `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `","displayName":null,"jobTitle":null}`, true},
		{"the same as a directory object", `{"Id":"` + u1 + `","DeletedDateTime":null,"AdditionalProperties":{"@odata.type":"#microsoft.graph.user"}}`, true},
		{"an annotation tells nothing", `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `","@odata.id":"https://x"}`, true},
		{"a name", `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `","displayName":"x"}`, false},
		{"a property that is not read", `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `","jobTitle":"x"}`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{}, membersOf(test.body))
			if got := r.principals[u1].Limited; got != test.want {
				t.Errorf("limited %v, want %v", got, test.want)
			}
			why := r.principals[u1].Unreadable
			if named := slices.ContainsFunc(r.notes, func(note string) bool { return strings.Contains(note, "User.Read.All") }); named != test.want || (why != "") != test.want {
				t.Errorf("the permission is named in a note: %v; unreadable is %q, want both: %v", named, why, test.want)
			}
		})
	}
}

func TestADeviceIsWhatItIs(t *testing.T) {
	r := collected(t, Options{}, membersOf(`{"@odata.type":"#microsoft.graph.device","id":"`+u1+`"}`))
	if p := r.principals[u1]; !p.Limited || p.Unreadable != "" {
		t.Errorf("limited %v, unreadable %q: what type and id tell is enough", p.Limited, p.Unreadable)
	}
}

// TestSightingsOfOnePrincipalComplementEachOther in whatever order they come.
func TestSightingsOfOnePrincipalComplementEachOther(t *testing.T) {
	id, _ := snapshot.ParseGUID(u1)
	bodies := map[string]string{
		"limited":  `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `"}`,
		"owner":    `{"id":"` + u1 + `","displayName":"Megan","accountEnabled":true}`,
		"member":   `{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `","displayName":"Megan","onPremisesSyncEnabled":true,"onPremisesImmutableId":"A"}`,
		"faulty":   `{"id":"` + u1 + `","displayName":7}`,
		"repeated": `{"id":"` + u1 + `","displayName":"Megan","accountEnabled":true}`,
	}
	want := snapshot.CloudPrincipal{
		ID: id, Type: "user", DisplayName: of("Megan"), AccountEnabled: of(true),
		PrincipalOnPremises: snapshot.PrincipalOnPremises{SyncEnabled: of(true), ImmutableID: of("A")},
	}
	names := sortedKeys(bodies)
	for start := range names {
		var list []string
		for i := range names {
			list = append(list, bodies[names[(start+i)%len(names)]])
		}
		r := collected(t, Options{}, membersOf(strings.Join(list, ",")))
		if diff := cmp.Diff(want, r.principals[u1]); diff != "" {
			t.Errorf("starting with %s (-want +got)\n%s", names[start], diff)
		}
		if r.noted("sightings differ") {
			t.Errorf("notes %q", r.notes)
		}
	}
}

func TestSightingsThatContradictAreNotedWhateverTheirOrder(t *testing.T) {
	first := `{"id":"` + u1 + `","@odata.type":"#microsoft.graph.user","displayName":"Megan","accountEnabled":true}`
	for _, change := range []string{`"displayName":"Other"`, `"displayName":"Megan","accountEnabled":false`, `"displayName":"Megan","@odata.type":"#microsoft.graph.device"`} {
		other := `{"id":"` + u1 + `",` + change + `}`
		there, back := collected(t, Options{}, membersOf(first+","+other+","+first)), collected(t, Options{}, membersOf(other+","+first+","+other))
		if diff := cmp.Diff(there.principals[u1], back.principals[u1]); diff != "" {
			t.Errorf("%s: the order matters (-there +back)\n%s", change, diff)
		}
		for _, r := range []*recorded{there, back} {
			if !r.noted("of 1 two sightings differ", u1) {
				t.Errorf("%s: notes %q", change, r.notes)
			}
		}
	}
}

func TestOnlyAContradictionOfTheAccountMakesAPrincipalUnreadable(t *testing.T) {
	user := func(more string) string {
		return `{"id":"` + u1 + `","@odata.type":"#microsoft.graph.user","displayName":"Megan","onPremisesSyncEnabled":true` + more + `}`
	}
	for name, c := range map[string]struct {
		other string
		want  bool
	}{
		"an equal body":           {user(""), false},
		"another name":            {strings.Replace(user(""), "Megan", "Meg", 1), false},
		"an account switched off": {user(`,"accountEnabled":false`), false},
		"another anchor":          {user(`,"onPremisesImmutableId":"B"`), true},
		"another SID":             {user(`,"onPremisesSecurityIdentifier":"S-1-5-21-9-9-9-9"`), true},
		"no account any more":     {strings.Replace(user(""), "true", "false", 1), true},
		"another type":            {strings.Replace(user(""), "graph.user", "graph.device", 1), true},
	} {
		first := user(`,"accountEnabled":true,"onPremisesImmutableId":"A","onPremisesSecurityIdentifier":"S-1-5-21-1-1-1-1"`)
		for _, list := range []string{first + "," + c.other, c.other + "," + first, first + "," + c.other + "," + first} {
			r := collected(t, Options{}, membersOf(list))
			if got := r.principals[u1].Unreadable; (got != "") != c.want || c.want && got != disputed {
				t.Errorf("%s: unreadable is %q, want %v", name, got, c.want)
			}
		}
	}
}

// TestAUserWithoutItsDirectoryAccountIsLimited when others of the export have theirs: nil would
// read as "cloud only".
func TestAUserWithoutItsDirectoryAccountIsLimited(t *testing.T) {
	plain := `{"@odata.type":"#microsoft.graph.user","id":"` + u2 + `","displayName":"Plain"}`
	r := collected(t, Options{}, membersOf(user(u1)+","+plain))
	if r.principals[u1].Limited || !r.principals[u2].Limited {
		t.Errorf("limited %v %v, want only the second", r.principals[u1].Limited, r.principals[u2].Limited)
	}
	r = collected(t, Options{}, membersOf(plain))
	if r.principals[u2].Limited {
		t.Error("limited although no user has an account: the property as a whole was not collected")
	}
	files := membersOf(user(u1) + "," + plain)
	files["principals.json"] = "[" + plain + "]"
	if r = collected(t, Options{}, files); !r.principals[u2].Limited {
		t.Error("not limited although it was seen as a member, after it was seen by itself")
	}
	files = membersOf(user(u1))
	files["owners/"+g1+".json"] = "[" + plain + "]"
	if r = collected(t, Options{}, files); !r.principals[u2].Limited {
		t.Error("not limited although it was seen as an owner: whether it may change copies would read as no")
	}
}

func TestNullsOfTypedPrincipalsAreNotTrusted(t *testing.T) {
	typed := `{"Id":"` + u1 + `","DisplayName":"x","UserPrincipalName":"x","OnPremisesImmutableId":null,"AccountEnabled":true}`
	r := collected(t, Options{}, membersOf(typed))
	if diff := cmp.Diff([]string{"accountEnabled", "displayName", "id", "userPrincipalName"}, r.ended[snapshot.StreamCloudPrincipals].Properties); diff != "" {
		t.Errorf("properties (-want +got)\n%s", diff)
	}
	if !r.noted("principals: onPremisesImmutableId null in every object") {
		t.Errorf("notes %q", r.notes)
	}
	r = collected(t, Options{TrustNulls: true}, membersOf(typed))
	if diff := cmp.Diff([]string{"accountEnabled", "displayName", "id", "onPremisesImmutableId", "userPrincipalName"}, r.ended[snapshot.StreamCloudPrincipals].Properties); diff != "" {
		t.Errorf("trusted properties (-want +got)\n%s", diff)
	}
}

func TestNullsOfTypedMembersAreNotTrustedBesideOwnersOfGraph(t *testing.T) {
	files := membersOf(`{"Id":"` + u1 + `","DisplayName":"x","UserPrincipalName":"x","OnPremisesSyncEnabled":null,"OnPremisesImmutableId":null}`)
	files["owners/"+g1+".json"] = `[{"@odata.type":"#microsoft.graph.user","id":"` + u2 + `","onPremisesSyncEnabled":true,"onPremisesImmutableId":"AQIDBAUGBwgJCgsMDQ4PEA=="}]`
	if r := collected(t, Options{}, files); !r.principals[u1].Limited || r.principals[u2].Limited {
		t.Errorf("typed member limited %v, owner limited %v", r.principals[u1].Limited, r.principals[u2].Limited)
	}
	if r := collected(t, Options{TrustNulls: true}, files); r.principals[u1].Limited {
		t.Error("trusted nulls are answers")
	}
}

func TestWhatEveryoneHasIsNotAskedForWhereNoTypedMemberHasIt(t *testing.T) {
	files := membersOf(`{"Id":"` + u1 + `","DisplayName":"x","UserPrincipalName":"x","UserType":null,"OnPremisesImmutableId":"AQIDBAUGBwgJCgsMDQ4PEA=="}`)
	files["owners/"+g1+".json"] = `[{"@odata.type":"#microsoft.graph.user","id":"` + u2 + `","userType":"Member","onPremisesImmutableId":"AgIDBAUGBwgJCgsMDQ4PEA=="}]`
	r := collected(t, Options{}, files)
	if properties := r.ended[snapshot.StreamCloudPrincipals].Properties; slices.Contains(properties, "userType") || !slices.Contains(properties, "onPremisesImmutableId") {
		t.Errorf("properties %q, want those without userType", properties)
	}
	if !r.noted("principals: userType null in every object written by ConvertTo-Json") {
		t.Errorf("notes %q", r.notes)
	}
	if r = collected(t, Options{TrustNulls: true}, files); !slices.Contains(r.ended[snapshot.StreamCloudPrincipals].Properties, "userType") {
		t.Error("trusted nulls are answers")
	}
}

func TestADefectOfAPrincipalIsItsOwn(t *testing.T) {
	r := collected(t, Options{}, membersOf(`{"id":"`+u1+`","displayName":[]},`+user(u2)))
	if got := r.principals[u1].Unreadable; got != "displayName: expected text, found an array" {
		t.Errorf("unreadable %q", got)
	}
	if diff := cmp.Diff([]string{"a1>b1", "a1>b2"}, r.members); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestStatusOfPrincipals(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  snapshot.Ended
	}{
		{"absent without files", map[string]string{"groups.json": "[]"},
			snapshot.Ended{Status: snapshot.Absent, Reason: "the export has no members, owners or cloud/principals*.json"}},
		{"complete with members", membersOf(user(u1)),
			snapshot.Ended{Status: snapshot.Complete, Query: "cloud/members/<group id>*.json (1 files, 1 groups)"}},
		{"partial with an unfinished list of their own", map[string]string{"principals.json": `{"value":[],"@odata.nextLink":"https://x"}`},
			snapshot.Ended{Status: snapshot.Partial, Reason: "the last page has a nextLink, so more pages exist", Query: "cloud/principals.json"}},
		{"partial with too short a list of their own", map[string]string{"principals.json": `{"@odata.count":2,"value":[` + user(u1) + `]}`},
			snapshot.Ended{Status: snapshot.Partial, Reason: "the source counts 2, 1 arrived", Query: "cloud/principals.json"}},
		{"complete with a list of their own that has one twice", map[string]string{"principals.json": `{"@odata.count":2,"value":[` + user(u1) + "," + user(u1) + `]}`},
			snapshot.Ended{Status: snapshot.Complete, Query: "cloud/principals.json"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := collected(t, Options{}, test.files).ended[snapshot.StreamCloudPrincipals]
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreFields(snapshot.Ended{}, "Properties")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestManyPrincipalsOutgrowAChunk and are all there in the end.
func TestManyPrincipalsOutgrowAChunk(t *testing.T) {
	var b strings.Builder
	const n = 20_000
	for i := range n {
		fmt.Fprintf(&b, `{"id":"00000000-0000-4000-8000-%012x","displayName":"%d%s","userPrincipalName":"u%d@contoso.com"}`, i+1, i, strings.Repeat("x", 100), i)
	}
	r := collected(t, Options{}, map[string]string{"principals.json": b.String()})
	if len(r.principals) != n {
		t.Fatalf("%d principals, want %d", len(r.principals), n)
	}
	for i := range n {
		id := fmt.Sprintf("00000000-0000-4000-8000-%012x", i+1)
		if got, want := *r.principals[id].UserPrincipalName, fmt.Sprintf("u%d@contoso.com", i); got != want {
			t.Fatalf("%s is %q, want %q", id, got, want)
		}
	}
}
