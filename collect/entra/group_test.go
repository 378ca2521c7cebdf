package entra

import (
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// full is a group with every property, as Graph writes it.
const full = `{"@odata.context":"https://graph.microsoft.com/beta/$metadata#groups/$entity","id":"` + g1 + `",
 "displayName":"Ventas \u0026 \"Más\" \ud83d\ude00","description":"d","mail":"v@contoso.com","mailNickname":"v","proxyAddresses":["SMTP:v@contoso.com","smtp:w@contoso.com"],
 "groupTypes":["Unified","DynamicMembership"],"mailEnabled":true,"securityEnabled":false,"visibility":"Private","isAssignableToRole":false,"isManagementRestricted":true,
 "membershipRule":"(user.x -eq 1)","membershipRuleProcessingState":"On","onPremisesSyncBehavior":{"isCloudManaged":true},"resourceProvisioningOptions":["Team"],
 "assignedLabels":[{"labelId":"l1","displayName":"Secret"},{"labelId":"l2","displayName":null}],
 "onPremisesSyncEnabled":false,"onPremisesDomainName":"contoso.com","onPremisesNetBiosName":"CONTOSO","onPremisesSamAccountName":"ventas","onPremisesSecurityIdentifier":"S-1-5-21-1",
 "onPremisesLastSyncDateTime":"2026-11-20T23:55:00.1234567Z","onPremisesProvisioningErrors":[{"category":"PropertyConflict","propertyCausingError":"ProxyAddresses","value":"x","occurredDateTime":"2026-01-02T03:04:05Z"}],
 "createdDateTime":"2021-09-13T10:07:01Z","deletedDateTime":null,"renewedDateTime":"2021-09-13T12:07:01+02:00","expirationDateTime":"2027-01-01T00:00:00Z",
 "writebackConfiguration":{"isEnabled":true,"onPremisesGroupType":"UniversalSecurityGroup"},"theme":null,"unseenCount":3}`

func fullGroup() snapshot.CloudGroup {
	id, _ := snapshot.ParseGUID(g1)
	at := func(text string) *time.Time {
		parsed, err := time.Parse(time.RFC3339, text)
		if err != nil {
			panic(err)
		}
		return &parsed
	}
	absent := snapshot.Coverage{Status: snapshot.Absent, Reason: "the export has no file for this group"}
	return snapshot.CloudGroup{
		ID: id,
		CloudGroupNames: snapshot.CloudGroupNames{
			DisplayName: of(`Ventas & "Más" 😀`), Description: of("d"), Mail: of("v@contoso.com"), MailNickname: of("v"),
			ProxyAddresses: []string{"SMTP:v@contoso.com", "smtp:w@contoso.com"},
		},
		CloudGroupKind: snapshot.CloudGroupKind{
			GroupTypes: []string{"Unified", "DynamicMembership"}, MailEnabled: of(true), SecurityEnabled: of(false), Visibility: of("Private"),
			IsAssignableToRole: of(false), IsManagementRestricted: of(true), MembershipRule: of("(user.x -eq 1)"), MembershipRuleProcessingState: of("On"),
			IsCloudManaged: of(true), ResourceProvisioningOptions: []string{"Team"}, AssignedLabels: []string{"Secret", "l2"},
		},
		CloudGroupOnPremises: snapshot.CloudGroupOnPremises{
			SyncEnabled: of(false), DomainName: of("contoso.com"), NetBIOSName: of("CONTOSO"), SAMAccountName: of("ventas"), SecurityIdentifier: of("S-1-5-21-1"),
			LastSync:           at("2026-11-20T23:55:00.1234567Z"),
			ProvisioningErrors: []snapshot.ProvisioningError{{Category: "PropertyConflict", PropertyCausingError: "ProxyAddresses", Value: "x", Occurred: at("2026-01-02T03:04:05Z")}},
		},
		CloudGroupTimes: snapshot.CloudGroupTimes{Created: at("2021-09-13T10:07:01Z"), Renewed: at("2021-09-13T10:07:01Z"), Expires: at("2027-01-01T00:00:00Z")},
		Writeback:       &snapshot.WritebackConfiguration{IsEnabled: of(true), OnPremisesGroupType: of("UniversalSecurityGroup")},
		Members:         absent, Owners: absent,
	}
}

// pascal spells every key as ConvertTo-Json does for typed objects.
func pascal(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		out.WriteByte(text[i])
		if text[i] == '"' && i+1 < len(text) && text[i+1] >= 'a' && text[i+1] <= 'z' {
			if end := strings.IndexByte(text[i+1:], '"'); strings.HasPrefix(text[i+1+end+1:], ":") {
				out.WriteByte(text[i+1] - 'a' + 'A')
				i++
			}
		}
	}
	return out.String()
}

func utf16Text(text string, big bool) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		if big {
			out = append(out, byte(unit>>8), byte(unit))
		} else {
			out = append(out, byte(unit), byte(unit>>8))
		}
	}
	return string(out)
}

func TestAGroupReadsAlikeInEverySpelling(t *testing.T) {
	windows := strings.NewReplacer(`"2021-09-13T10:07:01Z"`, `"\/Date(1631527621000)\/"`, `["Team"]`, `{"value":["Team"],"Count":1}`).Replace(full)
	tests := []struct{ name, text string }{
		{"an entity", full},
		{"an array", "[" + full + "]"},
		{"a page", `{"@odata.context":"x","value":[` + full + `]}`},
		{"a page whose value is first", `{"value":[` + full + `],"@odata.context":"x"}`},
		{"a page with a key of its own before its value", `{"tip":{"a":[1]},"value":[` + full + `],"more":true}`},
		{"an object under value", `{"value":` + full + `}`},
		{"twice in one file", full + "\n" + full},
		{"UTF-8 with a byte order mark", "\ufeff" + full},
		{"UTF-16 little endian", utf16Text(full, false)},
		{"UTF-16 big endian", utf16Text(full, true)},
		{"UTF-16 little endian without a mark", utf16Text(full, false)[2:]},
		{"UTF-16 big endian without a mark", utf16Text(full, true)[2:]},
		{"lines of Windows", strings.ReplaceAll(full, "\n", "\r\n")},
		{"ConvertTo-Json of a typed object", pascal(full)},
		{"upper case keys", strings.NewReplacer(`"isEnabled"`, `"ISENABLED"`, `"displayName"`, `"DISPLAYNAME"`).Replace(full)},
		{"keys with escapes", strings.ReplaceAll(full, `"mailNickname"`, `"mail\u004eickname"`)},
		{"Windows PowerShell", windows},
		{"all in AdditionalProperties", `{"Id":"` + g1 + `","DisplayName":null,"WritebackConfiguration":null,"AdditionalProperties":` + full + `}`},
		{"AdditionalProperties before nulls", `{"AdditionalProperties":` + full + `,"Id":"` + g1 + `","DisplayName":null}`},
		{"a wrapped sync behaviour", strings.ReplaceAll(full, `{"isCloudManaged":true}`, `{"value":{"@odata.type":"#microsoft.graph.onPremisesSyncBehavior","id":"x","isCloudManaged":true}}`)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{}, map[string]string{"groups.json": test.text})
			if diff := cmp.Diff(map[string]snapshot.CloudGroup{g1: fullGroup()}, r.groups); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestTheObjectItselfWinsOverAdditionalProperties(t *testing.T) {
	r := collected(t, Options{}, map[string]string{"groups.json": `{"Id":"` + g1 + `","DisplayName":"typed","AdditionalProperties":{"displayName":"other","mail":"m@contoso.com"}}`})
	if got := r.groups[g1]; *got.DisplayName != "typed" || *got.Mail != "m@contoso.com" {
		t.Errorf("got %q %q", *got.DisplayName, *got.Mail)
	}
}

// TestUnsetNullAndAbsentStayApart: nil and empty mean different things.
func TestUnsetNullAndAbsentStayApart(t *testing.T) {
	tests := []struct {
		name, property string
		want           *snapshot.WritebackConfiguration
		collected      bool
	}{
		{"an absent configuration is not collected", ``, nil, false},
		{"a null configuration is nil and collected", `,"writebackConfiguration":null`, nil, true},
		{"a configuration without either setting is not collected", `,"writebackConfiguration":{}`, nil, false},
		{"a configuration of nulls has nil fields", `,"writebackConfiguration":{"isEnabled":null,"onPremisesGroupType":null}`, &snapshot.WritebackConfiguration{}, true},
		{"false is false", `,"writebackConfiguration":{"isEnabled":false,"onPremisesGroupType":null}`, &snapshot.WritebackConfiguration{IsEnabled: of(false)}, true},
		{"a configuration without isEnabled is not collected", `,"writebackConfiguration":{"onPremisesGroupType":null}`, nil, false},
		{"a configuration without onPremisesGroupType is not collected", `,"writebackConfiguration":{"isEnabled":true}`, nil, false},
		{"an unknown type stays text", `,"writebackConfiguration":{"isEnabled":null,"onPremisesGroupType":"universalFuture"}`, &snapshot.WritebackConfiguration{OnPremisesGroupType: of("universalFuture")}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{}, map[string]string{"groups.json": `{"id":"` + g1 + `"` + test.property + `}`})
			if diff := cmp.Diff(test.want, r.groups[g1].Writeback); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			want := []string{"id"}
			if test.collected {
				want = append(want, "writebackConfiguration")
			}
			if diff := cmp.Diff(want, r.ended[snapshot.StreamCloudGroups].Properties); diff != "" {
				t.Errorf("properties (-want +got)\n%s", diff)
			}
		})
	}
	r := collected(t, Options{}, map[string]string{"groups.json": `[{"id":"` + g1 + `","groupTypes":null},{"id":"` + g2 + `","groupTypes":[]}]`})
	if r.groups[g1].GroupTypes != nil || r.groups[g2].GroupTypes == nil {
		t.Errorf("null %#v, empty %#v", r.groups[g1].GroupTypes, r.groups[g2].GroupTypes)
	}
}

func TestNullsOfTypedObjectsAreNotTrusted(t *testing.T) {
	typed := func(id, configuration string) string {
		return `{"Id":"` + id + `","MailEnabled":null,"SecurityEnabled":true,"MembershipRule":null,"RenewedDateTime":null,"WritebackConfiguration":` + configuration + `}`
	}
	const empty = `{"IsEnabled":null,"OnPremisesGroupType":null}`
	tests := []struct {
		name, text string
		trust      bool
		want       []string
		note       string
	}{
		{"null in all is not collected", "[" + typed(g1, "null") + "," + typed(g2, "null") + "]", false, []string{"id", "renewedDateTime", "securityEnabled"}, "mailEnabled, membershipRule, writebackConfiguration null in every one of 2 objects"},
		{"empty in all is not collected", "[" + typed(g1, empty) + "," + typed(g2, "null") + "]", false, []string{"id", "renewedDateTime", "securityEnabled"}, "--trust-nulls"},
		{"a value in one proves that it was asked for", "[" + typed(g1, `{"IsEnabled":false,"OnPremisesGroupType":null}`) + "," + typed(g2, "null") + "]", false, []string{"id", "renewedDateTime", "securityEnabled", "writebackConfiguration"}, "mailEnabled, membershipRule null in every one of 2 objects"},
		{"trusted nulls are collected", "[" + typed(g1, "null") + "]", true, []string{"id", "mailEnabled", "membershipRule", "renewedDateTime", "securityEnabled", "writebackConfiguration"}, "renewedDateTime; were they named in -Property?"},
		{"a body of Graph beside them proves nothing of these", "[" + typed(g1, "null") + `,{"id":"` + g2 + `","writebackConfiguration":null}]`, false, []string{"id", "renewedDateTime", "securityEnabled"}, "mailEnabled, membershipRule, writebackConfiguration null in every one of 1 objects"},
		{"Graph's own nulls are answers", `[{"id":"` + g1 + `","mailEnabled":null,"writebackConfiguration":null}]`, false, []string{"id", "mailEnabled", "writebackConfiguration"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{TrustNulls: test.trust}, map[string]string{"groups.json": test.text})
			if diff := cmp.Diff(test.want, r.ended[snapshot.StreamCloudGroups].Properties); diff != "" {
				t.Errorf("properties (-want +got)\n%s", diff)
			}
			if test.note != "" && !r.noted(test.note) {
				t.Errorf("no note %q in %q", test.note, r.notes)
			}
			if test.note == "" && r.noted("null in every one of", "writebackConfiguration") {
				t.Errorf("notes %q", r.notes)
			}
		})
	}
}

func TestAPropertyThatSomeGroupsLackIsNoted(t *testing.T) {
	r := collected(t, Options{}, map[string]string{"groups.json": `[{"id":"` + g1 + `","writebackConfiguration":null},{"id":"` + g2 + `"}]`})
	live := collected(t, Options{Told: &Told{}}, map[string]string{"groups.json": `[{"id":"` + g1 + `","writebackConfiguration":null},{"id":"` + g2 + `"}]`})
	if !live.noted("Graph left out of some", "writebackConfiguration (1 of 2)") || live.noted("export all groups") {
		t.Errorf("a collection has the notes %q", live.notes)
	}
	if !r.noted("missing from the bodies of some groups", "writebackConfiguration (1 of 2)") {
		t.Errorf("notes %q", r.notes)
	}
	r = collected(t, Options{}, map[string]string{"groups.json": `[{"id":"` + g1 + `"},{"id":"` + g2 + `"}]`})
	if len(r.notes) > 0 {
		t.Errorf("notes %q", r.notes)
	}
}

// TestADefectOfOneObjectLeavesTheRest: the object is unreadable, keeps what is well, and others too.
func TestADefectOfOneObjectLeavesTheRest(t *testing.T) {
	tests := []struct{ name, property, want string }{
		{"a number as a name", `"displayName":5`, "displayName: expected text, found a number"},
		{"text as a boolean", `"mailEnabled":"yes"`, "mailEnabled: expected true or false, found text"},
		{"text as a list", `"resourceProvisioningOptions":"Team"`, "resourceProvisioningOptions: expected a list, found text"},
		{"an object in a list of text", `"proxyAddresses":[{}]`, "proxyAddresses: expected a list of text, found an object in it"},
		{"a list as a configuration", `"writebackConfiguration":[]`, "writebackConfiguration: expected an object, found an array"},
		{"text inside the configuration", `"writebackConfiguration":{"isEnabled":"True"}`, "writebackConfiguration.isEnabled: expected true or false, found text"},
		{"no date", `"createdDateTime":"datetime-value"`, `createdDateTime: expected a date such as 2026-11-20T23:55:00Z, found "datetime-value"`},
		{"a name of 64 KiB", `"displayName":"` + strings.Repeat("x", 64<<10) + `"`, "displayName: expected less than 64 KiB of text, found 65536 bytes"},
		{"an address of 64 KiB", `"proxyAddresses":["` + strings.Repeat("x", 64<<10) + `"]`, "proxyAddresses: expected less than 64 KiB of text, found 65536 bytes"},
		{"a NUL in a name", `"displayName":"a\u0000b"`, "displayName: expected text, found a NUL character in it"},
		{"a property twice", `"mailEnabled":true,"MailEnabled":false`, "mailEnabled: expected named once, found twice"},
		{"an error entry that is text", `"onPremisesProvisioningErrors":["x"]`, "onPremisesProvisioningErrors: expected a list of objects, found text"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{}, map[string]string{"groups.json": "[" + group(g1, `"mail":"a@contoso.com",`+test.property) + "," + group(g2, "") + "]"})
			got := r.groups[g1]
			if got.Unreadable != test.want {
				t.Errorf("unreadable %q\nwant       %q", got.Unreadable, test.want)
			}
			if got.Mail == nil || *got.Mail != "a@contoso.com" {
				t.Error("a readable property was lost")
			}
			if other, found := r.groups[g2]; !found || other.Unreadable != "" {
				t.Errorf("the next group %+v", other)
			}
			if end := r.ended[snapshot.StreamCloudGroups]; end.Status != snapshot.Complete {
				t.Errorf("ended %+v", end)
			}
		})
	}
}

// TestTextIsKeptAsItCame: scripts written right to left need direction marks, reports show them.
func TestTextIsKeptAsItCame(t *testing.T) {
	const name = "\u202eevil\u202c \u05d0\u200f\ttab"
	r := collected(t, Options{}, map[string]string{"groups.json": group(g1, `"displayName":"\u202eevil\u202c \u05d0\u200f\ttab"`)})
	if got := r.groups[g1]; got.Unreadable != "" || *got.DisplayName != name {
		t.Errorf("got %q %q", got.Unreadable, *got.DisplayName)
	}
	if !r.noted("1 ("+g1+")", "turn the direction") {
		t.Errorf("notes %q", r.notes)
	}
}

func TestMembersOfAnUnknownGroupAreThoseOfAnUnreadableOne(t *testing.T) {
	r := collected(t, Options{}, map[string]string{
		"groups.json": `{"@odata.count":1,"value":[` + group(g1, "") + "]}", "members/" + g2 + ".json": "[" + user(u1) + "]", "owners/" + g2 + ".json": "[" + user(u1) + "]",
	})
	got := r.groups[g2]
	if want := "it has a file of members or owners, and no groups file lists it: it was deleted or made between the two, the file is left from another export, or the list lacks it"; got.Unreadable != want || got.Members.Received != 1 || got.Owners.Received != 1 || len(r.groups) != 2 {
		t.Errorf("of %d groups it is %+v", len(r.groups), got)
	}
	if ended := r.ended[snapshot.StreamCloudGroups]; ended.Status != snapshot.Complete || *ended.SourceCount != 1 {
		t.Errorf("the list that is whole by its own count ended %+v", ended)
	}
	if none := collected(t, Options{}, map[string]string{"members/" + g2 + ".json": "[" + user(u1) + "]"}); len(none.groups) != 0 {
		t.Errorf("without a groups file there are groups %v", none.groups)
	}
	if diff := cmp.Diff([]string{"a2>b1"}, r.members); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !r.noted("groups that are in no cloud/groups*.json", g2) {
		t.Errorf("notes %q", r.notes)
	}
}

func TestMembersOfADeletedGroupAreLeftOut(t *testing.T) {
	r := collected(t, Options{}, map[string]string{
		"groups.json": "[" + group(g1, "") + "]", "members/" + g2 + ".json": "[" + user(u1) + "]",
		"deletedGroups.json": `[{"id":"` + g2 + `","displayName":"Gone","deletedDateTime":"2026-11-20T23:00:00Z"}]`,
	})
	if len(r.groups) != 1 || r.ended[snapshot.StreamCloudGroups].Status != snapshot.Complete {
		t.Errorf("a group that is known to be gone makes %d groups of a list that ended %+v", len(r.groups), r.ended[snapshot.StreamCloudGroups])
	}
	if !r.noted("groups that were deleted meanwhile, left out", g2) {
		t.Errorf("notes %q", r.notes)
	}
}

func TestMembersOfAGroupThatWasDeletedAfterItWasListedAreKept(t *testing.T) {
	r := collected(t, Options{}, map[string]string{
		"groups.json": "[" + group(g1, "") + "]", "members/" + g1 + ".json": "[" + user(u1) + "]",
		"deletedGroups.json": `[{"id":"` + g1 + `","deletedDateTime":"2026-11-20T23:00:00Z"}]`,
	})
	if len(r.members) != 1 || r.noted("left out") {
		t.Errorf("%d members, notes %q", len(r.members), r.notes)
	}
}

func TestAPageSizeWithoutACountIsNoted(t *testing.T) {
	for _, n := range []int{99, 100, 101, 999} {
		for _, count := range []string{"", `"@odata.count":` + strconv.Itoa(n) + `,`} {
			r := collected(t, Options{}, map[string]string{"groups.json": "[" + group(g1, "") + "]", "members/" + g1 + ".json": `{` + count + `"value":[` + users(n) + `]}`})
			want := count == "" && (n == 100 || n == 999)
			if got := r.noted("exactly 100 or 999", g1); got != want {
				t.Errorf("%d members, count %q: noted %v, want %v", n, count, got, want)
			}
			if c := r.groups[g1].Members; c.Status != snapshot.Complete || (c.SourceCount == nil) != (count == "") {
				t.Errorf("%d members, count %q: %+v", n, count, c)
			}
		}
	}
	r := collected(t, Options{}, map[string]string{"principals.json": "[" + users(100) + "]", "deletedGroups.json": "[" + users(999) + "]"})
	if !r.noted("cloud/principals*.json: exactly 100 or 999") || !r.noted("cloud/deletedGroups*.json: exactly 100 or 999") {
		t.Errorf("notes %q", r.notes)
	}
}
