package directory

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const alice = "member: CN=Alice,OU=People,DC=contoso,DC=com"
const bob = "member: CN=Bob,OU=People,DC=contoso,DC=com"

const (
	foldedAlice = "cn=alice,ou=people,dc=contoso,dc=com"
	foldedBob   = "cn=bob,ou=people,dc=contoso,dc=com"
)

func TestGroupKeepsEveryAttribute(t *testing.T) {
	f := imported(t, `version: 1

dn: CN=Sales,OU=Groups,DC=contoso,DC=com
changetype: add
objectClass: top
objectClass: group
cn: Sales
OBJECTGUID:: Z5fh5ey1FU+WD4ZcKMAV+g==
objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAA9AEAAA==
groupType: -2147483640
sAMAccountName: $ABCDEF-0123456789AB
displayName:: VsOkc3RlcsOlcw==
description: who sells
info: i
mail: sales@contoso.com
mailNickname: sales
proxyAddresses: SMTP:sales@contoso.com
proxyAddresses: smtp:s@contoso.com
adminDescription: Group_3a5c3221-c465-48c0-95b8-e9305786a271
msDS-ExternalDirectoryObjectId: Group_3a5c3221-c465-48c0-95b8-e9305786a271
msDS-ObjectSoa: Cloud
msExchRecipientDisplayType: 17
msExchRecipientTypeDetails: 8796093022208
showInAddressBook: CN=All,CN=Lists,DC=contoso,DC=com
adminCount: 1
isCriticalSystemObject: FALSE
managedBy: CN=Boss,OU=People,DC=contoso,DC=com
memberOf: CN=All,OU=Groups,DC=contoso,DC=com
whenCreated: 20260102030405.0Z
whenChanged: 20260203040506.0Z
uSNChanged: 123456
member: CN=Alice,OU=People,DC=contoso,DC=com
`)
	anchor := ptr("Group_3a5c3221-c465-48c0-95b8-e9305786a271")
	want := snapshot.DirectoryGroup{
		GUID: snapshot.GUID{0xe5, 0xe1, 0x97, 0x67, 0xb5, 0xec, 0x4f, 0x15, 0x96, 0x0f, 0x86, 0x5c, 0x28, 0xc0, 0x15, 0xfa},
		DN:   "CN=Sales,OU=Groups,DC=contoso,DC=com", SID: ptr("S-1-5-21-1-2-3-500"), GroupType: ptr(int32(-2147483640)),
		DirectoryGroupNames: snapshot.DirectoryGroupNames{
			CN: ptr("Sales"), SAMAccountName: ptr("$ABCDEF-0123456789AB"), DisplayName: ptr("Västerås"), Description: ptr("who sells"),
			Info: ptr("i"), Mail: ptr("sales@contoso.com"), MailNickname: ptr("sales"),
			ProxyAddresses: []string{"SMTP:sales@contoso.com", "smtp:s@contoso.com"},
		},
		DirectoryGroupAnchors: snapshot.DirectoryGroupAnchors{AdminDescription: anchor, ExternalDirectoryObjectID: anchor, ObjectSOA: ptr("Cloud")},
		DirectoryGroupExchange: snapshot.DirectoryGroupExchange{
			RecipientDisplayType: ptr(int64(17)), RecipientTypeDetails: ptr(int64(8796093022208)),
			ShowInAddressBook: []string{"CN=All,CN=Lists,DC=contoso,DC=com"},
		},
		DirectoryGroupState: snapshot.DirectoryGroupState{
			AdminCount: ptr(int32(1)), IsCriticalSystem: ptr(false), ManagedBy: ptr("CN=Boss,OU=People,DC=contoso,DC=com"),
			MemberOf: []string{"CN=All,OU=Groups,DC=contoso,DC=com"}, MemberOfRead: new(true),
			WhenCreated: ptr(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)), WhenChanged: ptr(time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)),
			USNChanged: ptr(int64(123456)), Domain: "contoso.com",
		},
		Members: snapshot.Coverage{Status: snapshot.Complete, Received: 1},
	}
	if diff := cmp.Diff(want, f.group("Sales")); diff != "" {
		t.Errorf("group (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{foldedAlice}, f.memberships[want.GUID]); diff != "" {
		t.Errorf("memberships (-want +got):\n%s", diff)
	}
	p := f.principal("cn=sales,ou=groups,dc=contoso,dc=com")
	if p.Class != "group" || !p.Seen || *p.GUID != want.GUID || *p.GroupType != -2147483640 || p.AdminDescription == nil {
		t.Errorf("a group's own principal is %+v", p)
	}
	if e := f.ended[snapshot.StreamDirectoryGroups]; e.Status != snapshot.Complete || !slices.Contains(e.Properties, "admindescription") || e.SourceCount != nil {
		t.Errorf("directory_groups ended as %+v", e)
	}
}

func TestPrincipalKeepsEveryAttribute(t *testing.T) {
	f := imported(t, record("G", alice)+`dn: CN=Alice,OU=People,DC=contoso,DC=com
objectClass: top
objectClass: person
objectClass: organizationalPerson
objectClass: user
objectGUID: e5e19767-b5ec-4f15-960f-865c28c015fa
objectSid: S-1-5-21-1-2-3-1104
mS-DS-ConsistencyGuid:: iGhmiAEBERG7uxI0VniQqw==
sAMAccountName: alice
userPrincipalName: alice@contoso.com
displayName: Alice
adminDescription: User_x
msDS-ExternalDirectoryObjectId: User_3a5c3221-c465-48c0-95b8-e9305786a271
msDS-CloudAnchor: Device_1
userAccountControl: 514
accountExpires: 133801632000000000
adminCount: 1
primaryGroupID: 1234
msExchRecipientTypeDetails: 1
`)
	raw, _ := base64.StdEncoding.DecodeString("iGhmiAEBERG7uxI0VniQqw==")
	want := snapshot.DirectoryPrincipal{
		FoldedDN: foldedAlice, DN: "CN=Alice,OU=People,DC=contoso,DC=com", Seen: true, Class: "user",
		GUID: ptr(snapshot.GUID{0xe5, 0xe1, 0x97, 0x67, 0xb5, 0xec, 0x4f, 0x15, 0x96, 0x0f, 0x86, 0x5c, 0x28, 0xc0, 0x15, 0xfa}), SID: ptr("S-1-5-21-1-2-3-1104"),
		DirectoryPrincipalNames: snapshot.DirectoryPrincipalNames{
			SAMAccountName: ptr("alice"), UserPrincipalName: ptr("alice@contoso.com"), DisplayName: ptr("Alice"), AdminDescription: ptr("User_x"),
			ExternalDirectoryObjectID: ptr("User_3a5c3221-c465-48c0-95b8-e9305786a271"), ConsistencyGUID: raw, CloudAnchor: ptr("Device_1"),
		},
		DirectoryPrincipalState: snapshot.DirectoryPrincipalState{
			UserAccountControl: ptr(int32(514)), AccountExpires: ptr(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)),
			AdminCount: ptr(int32(1)), PrimaryGroupID: ptr(int32(1234)), RecipientTypeDetails: ptr(int64(1)),
		},
	}
	if diff := cmp.Diff(want, f.principal(foldedAlice)); diff != "" {
		t.Errorf("principal (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int32{foldedAlice: 1234}, f.facts.PrimaryGroups); diff != "" {
		t.Errorf("primary groups (-want +got):\n%s", diff)
	}
}

func TestMembers(t *testing.T) {
	complete := func(n int64) snapshot.Coverage { return snapshot.Coverage{Status: snapshot.Complete, Received: n} }
	partial := func(n int64, reason string) snapshot.Coverage {
		return snapshot.Coverage{Status: snapshot.Partial, Reason: reason, Received: n}
	}
	for _, test := range []struct {
		name string
		ldif string
		want snapshot.Coverage
	}{
		{"values are members", record("G", alice, bob), complete(2)},
		{"duplicate values are dropped, in any case of letters", record("G", alice, alice, strings.ToUpper(alice)), complete(1)},
		{"a range that ends is complete", record("G", strings.Replace(alice, ":", ";range=0-*:", 1)), complete(1)},
		{"ranges of one record add up", record("G", "member;range=0-0: CN=Alice,OU=People,DC=contoso,DC=com", "member;Range=1-*: CN=Bob,OU=People,DC=contoso,DC=com"), complete(2)},
		{"ranges of two records add up", record("G", "member;range=0-0: CN=Alice,OU=People,DC=contoso,DC=com") +
			"dn: cn=g,ou=groups,dc=contoso,dc=com\nmember;range=1-*: CN=Bob,OU=People,DC=contoso,DC=com\n", complete(2)},
		{"a range that does not end is partial", record("G", "member;range=0-0: CN=Alice,OU=People,DC=contoso,DC=com"),
			partial(1, "member arrived as ranges without a value 1: export member;range=1-* too")},
		{"a hole between ranges is partial", record("G", "member;range=0-0: CN=Alice,OU=People,DC=contoso,DC=com", "member;range=2-*: CN=Bob,OU=People,DC=contoso,DC=com"),
			partial(2, "member arrived as ranges without a value 1: export member;range=1-* too")},
		{"a range with fewer values than it announced is partial", record("G", "member;range=0-1: CN=Alice,OU=People,DC=contoso,DC=com", "member;range=2-*: CN=Bob,OU=People,DC=contoso,DC=com"),
			partial(2, "member arrived as ranges without a value 1: export member;range=1-* too")},
		{"a range that does not begin at 0 is partial", record("G", "member;range=1500-*: CN=Alice,OU=People,DC=contoso,DC=com"),
			partial(1, "member arrived as ranges without a value 0: export member;range=0-* too")},
		{"an empty member beside a range is no member", record("G", "member:", "member;range=0-*: CN=Alice,OU=People,DC=contoso,DC=com"), complete(1)},
		{"an empty member alone is no proof of no members", record("G", "member:"), partial(0, "member came without its values")},
		{"an option that is not understood is partial", record("G", "member;lang-en: CN=Alice,OU=People,DC=contoso,DC=com"),
			partial(0, `member came with the option "lang-en", which is not understood`)},
		{"binary is no option to mind", record("G", strings.Replace(alice, ":", ";binary:", 1)), complete(1)},
		{"a group without member is absent where nobody shows that member was asked for", record("G", "groupType: 8"),
			snapshot.Coverage{Status: snapshot.Absent, Reason: reasonNotExported}},
		{"a group without member is empty where another group of the file has it", record("G", "groupType: 8") + record("H", alice), complete(0)},
		{"a group without member is empty where the head asks for all, and somewhere there are members", "# LDAPv3\n# filter: x\n# requesting: ALL\n\n" + record("G") + record("H", alice) + "# search result\n", complete(0)},
		{"a group without member is empty where the head asks for member, and somewhere there are some", "# LDAPv3\n# requesting: cn objectGUID member;range=0-* \n\n" + record("G") + "# search result\n\n# LDAPv3\n\n" + record("H", alice) + "# search result\n", complete(0)},
		{"a group without member is absent where the head asks for member and no object has one, as where it may not be read", "# LDAPv3\n# requesting: cn objectGUID member\n\n" + record("G") + record("H") + "# search result\n",
			snapshot.Coverage{Status: snapshot.Absent, Reason: reasonNotExported}},
		{"a group without member is absent where the head asks for others only", "# LDAPv3\n# requesting: cn member;range=1500-* objectGUID\n\n" + record("G") + "# search result\n",
			snapshot.Coverage{Status: snapshot.Absent, Reason: reasonNotExported}},
		{"a group named like a head changes nothing", "# first\n\n" + record("H", "groupType: 8") + "# requesting: member\n" + record("G", "groupType: 8"),
			snapshot.Coverage{Status: snapshot.Absent, Reason: reasonNotExported}},
		{"another search's members say nothing of this search", "# LDAPv3\n# requesting: cn\n\n" + record("G") + "# search result\n\n# LDAPv3\n# requesting: member\n\n" + record("H", alice) + "# search result\n",
			snapshot.Coverage{Status: snapshot.Absent, Reason: reasonNotExported}},
		{"a group without member is empty where its record has what nobody asks for, and another search brought members",
			record("G", unnamed...) + "# search result\n\n# LDAPv3\n\n" + record("H", alice) + "# search result\n", complete(0)},
		{"a group without member is absent where no record anywhere has member", record("G", unnamed...),
			snapshot.Coverage{Status: snapshot.Absent, Reason: reasonNotExported}},
		{"a group without member is absent where its record has only some of that", record("G", "instanceType: 4", "uSNCreated: 5", "name: G", "name: H"),
			snapshot.Coverage{Status: snapshot.Absent, Reason: reasonNotExported}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := imported(t, test.ldif)
			g := f.group("G")
			if diff := cmp.Diff(test.want, g.Members); diff != "" {
				t.Errorf("members (-want +got):\n%s", diff)
			}
			if got := int64(len(f.memberships[g.GUID])); got != test.want.Received {
				t.Errorf("%d memberships were written, %d received", got, test.want.Received)
			}
		})
	}
}

// unnamed is what only a search for all attributes brings.
var unnamed = []string{"instanceType: 4", "uSNCreated: 5", "dSCorePropagationData: 16010101000000.0Z", "sAMAccountType: 268435456"}

func TestEmptyByAllAttributesIsNoted(t *testing.T) {
	f := imported(t, record("G", unnamed...)+"# search result\n\n# LDAPv3\n\n"+record("H", "member: CN=Alice,OU=Staff,DC=contoso,DC=com")+"# search result\n")
	if !f.noted("CN=G,OU=Groups,DC=contoso,DC=com has no member attribute, which counts as no members") {
		t.Errorf("notes are %q", f.notes)
	}
	if e := f.ended[snapshot.StreamDirectoryGroups]; !slices.Contains(e.Properties, "msds-externaldirectoryobjectid") {
		t.Errorf("a search for all attributes collected %q only", e.Properties)
	}
}

func TestMemberNames(t *testing.T) {
	const guid = "e5e19767-b5ec-4f15-960f-865c28c015fa"
	for _, test := range []struct {
		name, value string
		want        snapshot.DirectoryPrincipal
	}{
		{"a name that occurs nowhere else was not seen", "CN=Ghost,DC=contoso,DC=com",
			snapshot.DirectoryPrincipal{FoldedDN: "cn=ghost,dc=contoso,dc=com", DN: "CN=Ghost,DC=contoso,DC=com"}},
		{"an extended name gives GUID and SID", "<GUID=" + guid + ">;<SID=S-1-5-21-1-2-3-500>;CN=Ghost,DC=contoso,DC=com",
			snapshot.DirectoryPrincipal{FoldedDN: "cn=ghost,dc=contoso,dc=com", DN: "CN=Ghost,DC=contoso,DC=com", GUID: ptr(mustGUID(guid)), SID: ptr("S-1-5-21-1-2-3-500")}},
		{"an extended name in hexadecimal gives the octets", "<GUID=6797e1e5ecb5154f960f865c28c015fa>;<SID=010500000000000515000000010000000200000003000000f4010000>;CN=Ghost,DC=contoso,DC=com",
			snapshot.DirectoryPrincipal{FoldedDN: "cn=ghost,dc=contoso,dc=com", DN: "CN=Ghost,DC=contoso,DC=com", GUID: ptr(mustGUID(guid)), SID: ptr("S-1-5-21-1-2-3-500")}},
		{"a value that is no name is kept and says so", "nonsense",
			snapshot.DirectoryPrincipal{FoldedDN: "nonsense", DN: "nonsense", Unreadable: "the value of member is no distinguished name"}},
		{"a conflict object is a member like others", `CN=Ghost\0ACNF:` + guid + ",DC=contoso,DC=com",
			snapshot.DirectoryPrincipal{FoldedDN: mustFold(`CN=Ghost\0ACNF:` + guid + ",DC=contoso,DC=com"), DN: `CN=Ghost\0ACNF:` + guid + ",DC=contoso,DC=com"}},
		{"escapes are understood", `CN=Doe\, John\2B1,DC=contoso,DC=com`,
			snapshot.DirectoryPrincipal{FoldedDN: mustFold(`CN=Doe\, John\2B1,DC=contoso,DC=com`), DN: `CN=Doe\, John\2B1,DC=contoso,DC=com`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := imported(t, record("G", "member: "+test.value))
			if diff := cmp.Diff(test.want, f.principal(test.want.FoldedDN)); diff != "" {
				t.Errorf("principal (-want +got):\n%s", diff)
			}
		})
	}
}

func mustGUID(text string) snapshot.GUID {
	g, err := snapshot.ParseGUID(text)
	if err != nil {
		panic(err)
	}
	return g
}

func mustFold(dn string) string {
	folded, err := foldDN(dn)
	if err != nil {
		panic(err)
	}
	return folded
}

func TestFormsOfLDIF(t *testing.T) {
	plain := record("G", alice, "groupType: -2147483640", "displayName: Västerås 🏔")
	want := imported(t, plain)
	wide := func(big bool, text string) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(text)) {
			lo, hi := byte(u), byte(u>>8)
			if big {
				lo, hi = hi, lo
			}
			b.WriteByte(lo)
			b.WriteByte(hi)
		}
		return b.String()
	}
	dn := base64.StdEncoding.EncodeToString([]byte("CN=G,OU=Groups,DC=contoso,DC=com"))
	for _, test := range []struct{ name, ldif string }{
		{"a byte order mark", "\uFEFF" + plain},
		{"CRLF", strings.ReplaceAll(plain, "\n", "\r\n")},
		{"UTF-16 little-endian with mark", wide(false, "\uFEFF"+plain)},
		{"UTF-16 big-endian with mark", wide(true, "\uFEFF"+plain)},
		{"UTF-16 little-endian without mark", wide(false, plain)},
		{"UTF-16 big-endian without mark", wide(true, plain)},
		{"UTF-16 with CRLF, as ldifde -u writes", wide(false, "\uFEFF"+strings.ReplaceAll(plain, "\n", "\r\n"))},
		{"the version line", "version: 1\n\n" + plain},
		{"the version line right above the record", "version: 1\n" + plain},
		{"changetype: add", strings.Replace(plain, "cn: G", "changetype: add\ncn: G", 1)},
		{"folded lines", strings.Replace(plain, "OU=People", "OU=Peo\n ple", 1)},
		{"folding in the middle of a character", strings.Replace(plain, "V\u00e4", "V\xc3\n \xa4", 1)},
		{"folding before every octet", strings.Replace(plain, "CN=Alice", "CN=\n A\n l\n i\n c\n e", 1)},
		{"folded base64", strings.Replace(plain, "objectGUID:: "+guidOf("G")[:4], "objectGUID:: "+guidOf("G")[:4]+"\r\n ", 1)},
		{"comments between and within records", "# one\n# two\n  folded\n\n" + strings.Replace(plain, "cn: G", "# here\n  too\ncn: G", 1)},
		{"a comment on a deleted object, as ldapsearch writes it", "# Gone\nDEL:e5e19767-b5ec-4f15-960f-865c28c015fa, Deleted Objects, contoso.com\n" + plain},
		{"any case of names", strings.Replace(strings.Replace(plain, "objectClass", "OBJECTCLASS", 2), "member", "Member", 1)},
		{"any case of the class", strings.Replace(plain, ": group", ": GROUP", 1)},
		{"a name in base64", strings.Replace(plain, "dn: CN=G,OU=Groups,DC=contoso,DC=com", "dn:: "+dn, 1)},
		{"no blank before the value", strings.Replace(plain, "cn: G", "cn:G", 1)},
		{"many blank lines", "\n\n\n" + plain + "\n\n\n"},
		{"one line end at the end", strings.TrimRight(plain, "\n") + "\n"},
		{"a GUID in text", strings.Replace(plain, "objectGUID:: "+guidOf("G"), "objectGUID: {"+strings.ToUpper(idOf("G").String())+"}", 1)},
		{"an extended name of the record", strings.Replace(strings.Replace(plain, "objectGUID:: "+guidOf("G")+"\n", "", 1), "dn: ", "dn: <GUID="+idOf("G").String()+">;", 1)},
		{"a group type as an unsigned number", strings.Replace(plain, "-2147483640", "2147483656", 1)},
		{"a group type in hexadecimal", strings.Replace(plain, "-2147483640", "0x80000008", 1)},
		{"the same record twice", plain + plain},
		{"the result of a search", plain + "# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 2\n# numEntries: 1\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := imported(t, test.ldif)
			if diff := cmp.Diff(want.groups, f.groups); diff != "" {
				t.Errorf("groups (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want.memberships, f.memberships); diff != "" {
				t.Errorf("memberships (-want +got):\n%s", diff)
			}
			if e := f.ended[snapshot.StreamDirectoryGroups]; e.Status != snapshot.Complete {
				t.Errorf("directory_groups ended as %+v", e)
			}
		})
	}
}

func TestBrokenFile(t *testing.T) {
	good := record("Good", alice)
	for _, test := range []struct{ name, ldif, want string }{
		{"base64 that does not decode", good + record("G", "description:: QUJ"), "directory/groups.ldif:13: decoding description: expected base64"},
		{"a cut base64 value", good + "dn: CN=G,DC=contoso,DC=com\nobjectGUID:: Z5fh5ey1FU+W\n D4ZcKMA", "directory/groups.ldif:9: decoding objectGUID"},
		{"a value by URL", good + record("G", "jpegPhoto:< file:///etc/passwd"), "directory/groups.ldif:13: reading jpegPhoto: a value given by URL (:<) is refused"},
		{"no empty line between records", strings.TrimSuffix(good, "\n") + "dn: CN=x,DC=contoso,DC=com\ncn: x\n", "directory/groups.ldif:7: reading dn: a record begins where the one before has not ended: expected an empty line"},
		{"a name by URL", good + "dn:< file:///etc/passwd\n", "directory/groups.ldif:8: reading dn: a value given by URL"},
		{"a change", good + "dn: CN=G,DC=contoso,DC=com\nchangetype: modify\nreplace: cn\ncn: x\n-\n\n", "directory/groups.ldif:9: reading changetype modify: an export holds objects"},
		{"a line without colon", good + record("G", "member"), `directory/groups.ldif:13: reading "member": expected an attribute, a colon and a value`},
		{"a page of HTML", "<!DOCTYPE html>\n<html>\n", `directory/groups.ldif:1: reading "<!DOCTYPE html>": expected an attribute`},
		{"JSON", "{\"value\": []}\n", `directory/groups.ldif:1: reading "{\"value\"": expected a record that begins with "dn:"`},
		{"a blank in front of the first line", " dn: x\n", "directory/groups.ldif:1: reading"},
		{"another version", "version: 2\n\n" + good, "directory/groups.ldif:1: reading version 2: expected version 1"},
		{"a code page other than UTF-8", record("G", "description: V\xe4ster\xe5s"), "directory/groups.ldif:6: reading description: the value is no UTF-8: export again with ldifde -u"},
		{"a record that is named nonsense", good + "dn: nonsense\nobjectClass: group\n", "directory/groups.ldif:8: reading nonsense: "},
		{"a group without objectGUID", good + "dn: CN=G,DC=contoso,DC=com\nobjectClass: group\n", "directory/groups.ldif:8: reading CN=G,DC=contoso,DC=com: the group has no objectGUID: export objectGUID too"},
		{"an objectGUID of another length on the only group", "dn: CN=G,DC=contoso,DC=com\nobjectClass: group\nobjectGUID:: AAAA\n", "directory/groups.ldif:1: reading CN=G,DC=contoso,DC=com: objectGUID is not readable"},
		{"members without objectClass", good + "dn: CN=G,DC=contoso,DC=com\nobjectGUID:: " + guidOf("x") + "\n" + alice + "\n", "directory/groups.ldif:8: reading CN=G,DC=contoso,DC=com: it has members but no objectClass"},
		{"the same group with other members", good + record("Good", bob), "directory/groups.ldif:8: reading CN=Good,OU=Groups,DC=contoso,DC=com: a record before it has the same name and another member"},
		{"the same group with another description", record("Good", alice, "description: x") + strings.Replace(record("Good", alice, "description: y"), "CN=Good", "cn=good", 1), "and another description"},
		{"the same objectGUID under another name", good + strings.Replace(good, "CN=Good", "CN=Other", 1), "directory/groups.ldif:8: reading CN=Other,OU=Groups,DC=contoso,DC=com: a group before it has the same objectGUID"},
		{"an objectGUID of zeros", good + "dn: CN=G,DC=contoso,DC=com\nobjectClass: group\nobjectGUID:: AAAAAAAAAAAAAAAAAAAAAA==\n", "directory/groups.ldif:8: reading CN=G,DC=contoso,DC=com: the group has no objectGUID"},
		{"a name with a line break and an escape sequence", good + "dn:: " + base64.StdEncoding.EncodeToString([]byte("CN=G\n\x1b[31m,DC=contoso")) + "\nobjectClass: group\n", "CN=G\uFFFD\uFFFD[31m,DC=contoso"},
		{"an attribute name with a blank", record("G", "bad name: x"), `directory/groups.ldif:6: reading "bad name": expected an attribute name`},
		{"a member cut at the end of the file", good + record("G", "member: CN=Bob,OU=People,DC=contoso,DC=c")[:len(record("G", "member: CN=Bob,OU=People,DC=contoso,DC=c"))-2],
			"directory/groups.ldif:13: the file ends in this line, which has no line end: it was cut"},
		{"UTF-16 cut in a character", "\xff\xfed\x00n\x00:\x00 \x00C", "directory/groups.ldif:1: reading UTF-16: the file ends in the middle of a character"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"groups.ldif": test.ldif}
			_, err := importing(t, Options{}, files)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("error is %v, want one line with %s", err, test.want)
			}
			f, err := importing(t, Options{AllowPartial: true}, files)
			if err != nil {
				t.Fatalf("with partial files allowed: %v", err)
			}
			e := f.ended[snapshot.StreamDirectoryGroups]
			if e.Status != snapshot.Partial || !strings.Contains(e.Reason, test.want) {
				t.Errorf("directory_groups ended as %+v", e)
			}
			if strings.Contains(test.ldif, good) && len(f.memberships[idOf("Good")]) == 0 {
				t.Error("the good group in front was lost")
			}
		})
	}
}

// One object that is broken in itself must not keep the others from being audited, and must be seen.
func TestAGroupWithAnUnreadableGUIDIsLeftOut(t *testing.T) {
	f := imported(t, record("Good", "member: CN=G,DC=contoso,DC=com")+"dn: CN=G,DC=contoso,DC=com\nobjectClass: group\nobjectGUID:: AAAA\n"+alice+"\n\n"+record("After", alice))
	for _, name := range []string{"Good", "After"} {
		if g := f.group(name); g.Unreadable != "" || g.Members.Status != snapshot.Complete {
			t.Errorf("%s is %+v", name, g)
		}
	}
	for stream, want := range map[snapshot.Stream]snapshot.Status{
		snapshot.StreamDirectoryGroups: snapshot.Partial, snapshot.StreamDirectoryPrincipals: snapshot.Partial,
		snapshot.StreamDirectoryMemberships: snapshot.Partial, snapshot.StreamDirectoryDeleted: snapshot.Absent,
	} {
		e := f.ended[stream]
		const reason = "reading CN=G,DC=contoso,DC=com: objectGUID is not readable: decoding objectGUID: expected 16 octets, found 3: export the group again"
		if e.Status != want || want == snapshot.Partial && !strings.Contains(e.Reason, reason) {
			t.Errorf("%s ended as %+v, want %s", stream, e, want)
		}
	}
}

func TestRestOfBrokenFileIsKept(t *testing.T) {
	f, err := importing(t, Options{AllowPartial: true}, map[string]string{
		"a.ldif": record("Broken", alice, "description:: Q", bob) + record("After", alice),
		"b.ldif": record("Other", alice),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"After", "Other"} {
		if g := f.group(name); g.Unreadable != "" || g.Members.Status != snapshot.Complete {
			t.Errorf("%s is %+v", name, g)
		}
	}
	broken := f.group("Broken")
	if !strings.Contains(broken.Unreadable, "description") || broken.Members.Status != snapshot.Partial {
		t.Errorf("the broken group is %+v", broken)
	}
	for _, stream := range []snapshot.Stream{snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryPrincipals, snapshot.StreamDirectoryMemberships} {
		if e := f.ended[stream]; e.Status != snapshot.Partial || !strings.Contains(e.Reason, "directory/a.ldif:7: decoding description") {
			t.Errorf("%s ended as %+v", stream, e)
		}
	}
}

func TestGarbageAfterBrokenRecordIsAnotherProblem(t *testing.T) {
	f, err := importing(t, Options{AllowPartial: true}, map[string]string{"a.ldif": record("G", "description:: Q") + "garbage\n\n" + record("H", alice)})
	if err != nil {
		t.Fatal(err)
	}
	e := f.ended[snapshot.StreamDirectoryGroups]
	if len(f.groups) != 2 || !strings.Contains(e.Reason, "a.ldif:6:") || !strings.Contains(e.Reason, `a.ldif:8: reading "garbage"`) {
		t.Errorf("%d groups, ended as %+v", len(f.groups), e)
	}
}

func TestManyDefectsAreCounted(t *testing.T) {
	var b, broken strings.Builder
	for i := range 30 {
		name := fmt.Sprintf("G%02d", i)
		b.WriteString(record(name, alice, "groupType: x"))
		broken.WriteString(record(name, "description:: Q"))
	}
	f := imported(t, b.String())
	if len(f.notes) != 21 || !f.noted("10 more of the same sort") {
		t.Errorf("%d notes: %q", len(f.notes), f.notes)
	}
	f, err := importing(t, Options{AllowPartial: true}, map[string]string{"a.ldif": broken.String()})
	if e := f.ended[snapshot.StreamDirectoryGroups]; err != nil || strings.Count(e.Reason, "decoding") != 20 || !strings.Contains(e.Reason, "and 10 more") {
		t.Errorf("ended as %+v, %v", e, err)
	}
}

func TestSecondControllerOfADomainIsNoted(t *testing.T) {
	const root = "dn:\ndefaultNamingContext: DC=contoso,DC=com\nhighestCommittedUSN: 1\ndnsHostName: "
	f := imported(t, record("G", alice)+root+"dc1.contoso.com\n\n"+root+"dc2.contoso.com\n\n"+root+"dc1.contoso.com\n\n")
	if len(f.manifest.DomainControllers) != 2 || len(f.notes) != 1 || !f.noted("second domain controller, dc2.contoso.com") {
		t.Errorf("controllers are %+v, notes are %q", f.manifest.DomainControllers, f.notes)
	}
}

func TestListIsNotComplete(t *testing.T) {
	for _, test := range []struct{ name, ldif, want string }{
		{"a result that is no success", record("G", alice) + "# search result\nsearch: 2\nresult: 4 Size limit exceeded\n", "directory/groups.ldif: the search ended with result 4 Size limit exceeded"},
		{"a failed search between good ones", "search: 2\nresult: 32 No such object\nmatchedDN: DC=contoso\ntext: x\n\n" + record("G", alice) + "search: 3\nresult: 0 Success\n", "result 32 No such object"},
		{"fewer entries than the search counted", record("G", alice) + "# numResponses: 3\n# numEntries: 2\n", "directory/groups.ldif: the search returned 2 entries, the file has 1"},
		{"fewer entries than ldbsearch counted", record("G", alice) + "# returned 2 records\n# 2 entries\n# 0 referrals\n", "the search returned 2 entries, the file has 1"},
		{"a last page that announces another", record("G", alice) + "search: 2\nresult: 0 Success\ncontrol: 1.2.840.113556.1.4.319 false MIQ=\npagedresults: cookie=AQAA\n", "the search was not read to its last page"},
		{"the same with -LLL", record("G", alice) + "# pagedresults: cookie=AQAA\n", "the search was not read to its last page"},
		{"a head without its result", "# extended LDIF\n#\n# LDAPv3\n# base <DC=contoso,DC=com> with scope subtree\n# filter: (objectClass=group)\n# requesting: ALL\n#\n\n" + record("G", alice), "the head of a search has no result after it"},
		{"a head of which the first lines were left out, without its result", "# base <DC=contoso,DC=com> with scope subtree\n# filter: (objectClass=group)\n# requesting: ALL\n#\n\n" + record("G", alice), "the head of a search has no result after it"},
		{"what the export script puts around ldifde, cut between two records", "# base <OU=Groups,DC=contoso,DC=com> with scope SubTree\r\n# filter: (objectCategory=group)\r\n# requesting: objectClass\r\n#\r\n\r\n" + record("G", alice), "the head of a search has no result after it"},
		{"the second of two searches in one file, cut", "# LDAPv3\n# requesting: ALL\n\n" + record("G", alice) + "# search result\n\n# extended LDIF\n#\n# LDAPv3\n# requesting: ALL\n\n" + record("H"), "the head of a search has no result after it"},
		{"a search by pages, cut after its first page", "# requesting: ALL\n\n" + record("G", alice) + "# search result\nsearch: 2\nresult: 0 Success\ncontrol: 1.2.840.113556.1.4.319 false MIQ=\npagedresults: cookie=AQAA\n", "the search was not read to its last page"},
		{"a group that is named like the end of a search", "# LDAPv3\n# requesting: ALL\n\n# search result, Groups, contoso.com\n" + record("G", alice), "the head of a search has no result after it"},
		{"no group at all", "dn: CN=Alice,OU=People,DC=contoso,DC=com\nobjectClass: user\n", "the export holds no group"},
		{"no record at all", "", "directory/groups.ldif: it holds no record"},
		{"an object without objectClass", record("G", alice) + "dn: CN=Bob,OU=People,DC=contoso,DC=com\ncn: Bob\n", "1 of the records have no objectClass"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := imported(t, test.ldif).ended[snapshot.StreamDirectoryGroups]
			if e.Status != snapshot.Partial || !strings.Contains(e.Reason, test.want) {
				t.Errorf("ended as %+v, want partial with %s", e, test.want)
			}
		})
	}
}

func TestSearchSaysOfItself(t *testing.T) {
	const head = "# extended LDIF\n#\n# LDAPv3\n# base <OU=Groups,DC=contoso,DC=com> with scope subtree\n# filter: (objectClass=group)\n# requesting: objectClass objectGUID\n  member adminDescription mail\n#\n\n"
	f := imported(t, head+"# G, Groups, contoso.com\n"+record("G", alice)+"# search reference\nref: ldap://ForestDnsZones.contoso.com/DC=x\n\n# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 3\n# numEntries: 1\n# numReferences: 1\n")
	e := f.ended[snapshot.StreamDirectoryGroups]
	want := snapshot.Ended{
		Status: snapshot.Complete, SourceCount: ptr(int64(1)),
		Searched:   []snapshot.Searched{{Base: "ou=groups,dc=contoso,dc=com", Subtree: true}},
		Properties: []string{"admindescription", "cn", "mail", "member", "objectclass", "objectguid"},
		Query: "directory/groups.ldif (base <OU=Groups,DC=contoso,DC=com> with scope subtree, filter: (objectClass=group), " +
			"requesting: objectClass objectGUID member adminDescription mail)",
	}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Errorf("ended (-want +got):\n%s", diff)
	}
	if p := f.ended[snapshot.StreamDirectoryPrincipals].Properties; len(p) > 0 {
		t.Errorf("a search for groups collected %q of principals", p)
	}
	if !f.noted("referred to 1 other places") || !f.noted("ldap://ForestDnsZones.contoso.com") {
		t.Errorf("notes are %q", f.notes)
	}
}

// TestWhatTheExportScriptPutsAroundLdifdeProvesTheList reads what export.ps1 makes of ldifde's output: lines of
// its own before and behind, without the line by which ldapsearch announces a result.
func TestWhatTheExportScriptPutsAroundLdifdeProvesTheList(t *testing.T) {
	const head = "# base <OU=Groups,DC=contoso,DC=com> with scope SubTree\n# filter: (objectCategory=group)\n# requesting: objectClass objectGUID mail\n#\n\n"
	body := strings.Replace(record("G", "groupType: 8"), "objectClass: top", "changetype: add\nobjectClass: top", 1)
	for _, test := range []struct {
		claim, text string
		count       *int64
		mail        bool
	}{
		{"ldifde's own output", body, nil, false},
		{"with head and count", head + body + "\n# search result\n# numEntries: 1\n", ptr(int64(1)), true},
		{"with head, in a language whose count is not understood", head + body + "\n# search result\n", nil, true},
	} {
		f := imported(t, strings.ReplaceAll(test.text, "\n", "\r\n"))
		e := f.ended[snapshot.StreamDirectoryGroups]
		if diff := cmp.Diff(test.count, e.SourceCount); diff != "" || e.Status != snapshot.Complete {
			t.Errorf("%s: ended as %+v", test.claim, e)
		}
		if got := slices.Contains(e.Properties, "mail"); got != test.mail {
			t.Errorf("%s: mail, which no group has, was collected: %v, want %v", test.claim, got, test.mail)
		}
	}
	lost := imported(t, head+body+"\n# search result\n# numEntries: 2\n")
	if e := lost.ended[snapshot.StreamDirectoryGroups]; e.Status != snapshot.Partial || !strings.Contains(e.Reason, "the search returned 2 entries, the file has 1") {
		t.Errorf("a file that lacks an entry ended as %+v", e)
	}
}

func TestReferencesOfShortOutputAreNoted(t *testing.T) {
	f := imported(t, record("G", alice)+"# refldap://ForestDnsZones.contoso.com/DC=ForestDnsZones,DC=contoso,DC=com\n\n")
	if !f.noted("such as ldap://ForestDnsZones.contoso.com") {
		t.Errorf("notes are %q", f.notes)
	}
}

func TestExactlyOneRangeOfMembersIsNoted(t *testing.T) {
	list := func(n int) (lines []string) {
		for i := range n {
			lines = append(lines, fmt.Sprintf("member: CN=U%d,DC=contoso,DC=com", i))
		}
		return lines
	}
	for n, noted := range map[int]bool{1499: false, 1500: true, 1501: false} {
		if f := imported(t, record("G", list(n)...)); f.noted("exactly 1500 members") != noted {
			t.Errorf("%d members: notes are %q", n, f.notes)
		}
	}
	whole := append(list(1500), "member;range=0-*: CN=V,DC=contoso,DC=com")
	if f := imported(t, record("G", whole...)); f.noted("exactly 1500 members") {
		t.Errorf("with a range that ends: notes are %q", f.notes)
	}
}

func TestExactlyOnePageIsNoted(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		b.WriteString("dn: CN=U" + strings.Repeat("x", i) + ",DC=contoso,DC=com\nobjectClass: user\n\n")
	}
	if f := imported(t, b.String()); !f.noted("exactly 1000 records") {
		t.Errorf("notes are %q", f.notes)
	}
}

func TestDefectOfOneAttributeKeepsTheGroup(t *testing.T) {
	f := imported(t, record("G", "objectSid:: AQUAAA==", "groupType: abc", "whenCreated: yesterday", "adminCount: 99999999999", alice))
	g := f.group("G")
	if g.SID != nil || g.GroupType != nil || g.WhenCreated != nil || g.AdminCount != nil || g.Unreadable != "" || g.Members.Received != 1 {
		t.Errorf("group is %+v", g)
	}
	for _, text := range []string{"objectSid is not readable", "groupType is not readable", "whenCreated is not readable", "adminCount is not readable", "of CN=G,OU=Groups"} {
		if !f.noted(text) {
			t.Errorf("no note says %q: %q", text, f.notes)
		}
	}
	if len(f.notes) != 4 {
		t.Errorf("%d notes for 4 defects: %q", len(f.notes), f.notes)
	}
}

func TestAPrincipalWhoseSIDDoesNotDecodeIsUnreadableAndKeepsItsNames(t *testing.T) {
	f := imported(t, record("G", "objectSid:: AQUAAA==", "sAMAccountName: g", alice)+"dn: "+strings.TrimPrefix(alice, "member: ")+"\nobjectClass: user\nsAMAccountName: alice\nobjectSid:: AQlhYmM=\n")
	for _, dn := range []string{strings.TrimPrefix(alice, "member: "), f.group("G").DN} {
		folded, err := snapshot.FoldDN(dn)
		if err != nil {
			t.Fatal(err)
		}
		if p := f.principal(folded); p.Unreadable != "objectSid is not readable" || p.SID != nil || p.SAMAccountName == nil || !p.Seen {
			t.Errorf("%s is %+v", dn, p)
		}
	}
}

func TestDeletedGroups(t *testing.T) {
	f := imported(t, record("G", alice)+`dn: CN=Old\0ADEL:e5e19767-b5ec-4f15-960f-865c28c015fa,CN=Deleted Objects,DC=contoso,DC=com
objectClass: top
objectClass: group
isDeleted: TRUE
objectGUID:: Z5fh5ey1FU+WD4ZcKMAV+g==
msDS-LastKnownRDN: Old
lastKnownParent: OU=Groups,DC=contoso,DC=com
whenChanged: 20260203040506.0Z
msDS-ExternalDirectoryObjectId: Group_3a5c3221-c465-48c0-95b8-e9305786a271

dn: CN=Gone\0ADEL:x,CN=Deleted Objects,DC=contoso,DC=com
objectClass: user
`)
	id := mustGUID("e5e19767-b5ec-4f15-960f-865c28c015fa")
	want := map[snapshot.GUID]snapshot.DirectoryDeletedGroup{id: {
		GUID: id, DN: `CN=Old\0ADEL:e5e19767-b5ec-4f15-960f-865c28c015fa,CN=Deleted Objects,DC=contoso,DC=com`, LastKnownRDN: ptr("Old"),
		LastKnownParent: ptr("OU=Groups,DC=contoso,DC=com"), WhenChanged: ptr(time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)),
		ExternalDirectoryObjectID: ptr("Group_3a5c3221-c465-48c0-95b8-e9305786a271"),
	}}
	if diff := cmp.Diff(want, f.deleted); diff != "" {
		t.Errorf("deleted (-want +got):\n%s", diff)
	}
	if e := f.ended[snapshot.StreamDirectoryDeleted]; e.Status != snapshot.Complete {
		t.Errorf("ended as %+v", e)
	}
	if len(f.groups) != 1 || len(f.principals) != 2 {
		t.Errorf("%d groups and %d principals, want 1 and 2: a deleted object is no member", len(f.groups), len(f.principals))
	}
	if e := imported(t, record("G")).ended[snapshot.StreamDirectoryDeleted]; e.Status != snapshot.Absent || e.Reason == "" {
		t.Errorf("without any deleted object it ended as %+v", e)
	}
}

func TestFacts(t *testing.T) {
	const domain = "dn: DC=contoso,DC=com\nobjectClass: domainDNS\nnTSecurityDescriptor:: AQID\n\n"
	f := imported(t, `dn:
dnsHostName: DC1.contoso.com
defaultNamingContext: DC=contoso,DC=com
highestCommittedUSN: 98765

dn:
dnsHostName: dc2.child.contoso.com
defaultNamingContext: DC=child,DC=contoso,DC=com
highestCommittedUSN: 5

dn: CN=CONTOSO,CN=Partitions,CN=Configuration,DC=contoso,DC=com
nCName: DC=contoso,DC=com
dnsRoot: contoso.com
nETBIOSName: CONTOSO
systemFlags: 3

dn: CN=Enterprise Schema,CN=Partitions,CN=Configuration,DC=contoso,DC=com
nCName: CN=Schema,CN=Configuration,DC=contoso,DC=com
dnsRoot: contoso.com
systemFlags: 1

dn: CN=Schema,CN=Configuration,DC=contoso,DC=com
objectVersion: 88

dn: CN=ms-Exch-Recipient-Display-Type,CN=Schema,CN=Configuration,DC=contoso,DC=com
objectClass: attributeSchema
lDAPDisplayName: msExchRecipientDisplayType

dn: CN=Partitions,CN=Configuration,DC=contoso,DC=com
objectClass: crossRefContainer
msDS-EnabledFeature: CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration,DC=contoso,DC=com

dn: CN=Printer,CN=Services,CN=Configuration,DC=contoso,DC=com
objectClass: printQueue

dn: OU=Groups,DC=contoso,DC=com
objectClass: organizationalUnit

`+domain+record("G", alice))
	want := &snapshot.DirectoryFacts{
		Domains:       []snapshot.Domain{{DN: "DC=contoso,DC=com", DNSName: "contoso.com", NetBIOSName: "CONTOSO"}},
		SchemaVersion: ptr(int64(88)), ExchangeSchema: ptr(true), RecycleBin: ptr(true),
		Containers:  []string{"cn=partitions,cn=configuration,dc=contoso,dc=com", "dc=contoso,dc=com", "ou=groups,dc=contoso,dc=com"},
		Descriptors: map[string][]byte{"dc=contoso,dc=com": {1, 2, 3}},
	}
	if diff := cmp.Diff(want, f.facts); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	servers := []snapshot.DomainController{
		{Domain: "contoso.com", Name: "dc1.contoso.com", HighestCommittedUSN: ptr(int64(98765))},
		{Domain: "child.contoso.com", Name: "dc2.child.contoso.com", HighestCommittedUSN: ptr(int64(5))},
	}
	if diff := cmp.Diff(servers, f.manifest.DomainControllers); diff != "" {
		t.Errorf("domain controllers (-want +got):\n%s", diff)
	}
	if len(f.principals) != 2 {
		t.Errorf("principals are %v, want the group and its member", f.principals)
	}
	g := imported(t, record("G"))
	if e := g.ended[snapshot.StreamDirectoryFacts]; g.facts != nil || e.Status != snapshot.Absent {
		t.Errorf("without any such object facts are %+v, ended as %+v", g.facts, e)
	}
}

func TestASearchOfThePartitionsThatFoundNoFeatureSaysThatTheRecycleBinIsOff(t *testing.T) {
	const (
		base    = "CN=Partitions,CN=Configuration,DC=contoso,DC=com"
		head    = "# extended LDIF\n#\n# LDAPv3\n# base <" + base + "> with scope baseObject\n# filter: (objectClass=*)\n# requesting: objectClass msDS-EnabledFeature\n#\n\n"
		found   = "dn: " + base + "\nobjectClass: crossRefContainer\n"
		bin     = "msDS-EnabledFeature: CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration,DC=contoso,DC=com\n"
		another = "msDS-EnabledFeature: CN=Privileged Access Management Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration,DC=contoso,DC=com\n"
		success = "\n# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 2\n# numEntries: 1\n"
	)
	for _, c := range []struct {
		name, search string
		want         *bool
	}{
		{"no feature is enabled", head + found + success, ptr(false)},
		{"another feature is", head + found + another + success, ptr(false)},
		{"it is on", head + found + bin + success, ptr(true)},
		{"another search says that it is on", head + found + success + "\n" + head + found + bin + success, ptr(true)},
		{"the features were not asked for", strings.Replace(head, " msDS-EnabledFeature", "", 1) + found + success, nil},
		{"the class may not be read", head + "dn: " + base + "\nname: Partitions\n" + success, nil},
		{"the search was cut", head + found, nil},
		{"the search failed", head + found + strings.Replace(success, "0 Success", "3 Time limit exceeded", 1), nil},
		{"the container was not searched itself", strings.Replace(head, "baseObject", "oneLevel", 1) + found + success, nil},
		{"nobody knows what was asked for", found + "\n", nil},
	} {
		f := imported(t, c.search)
		var got *bool
		if f.facts != nil {
			got = f.facts.RecycleBin
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestASearchThatFoundNoAttributeOfExchangeSaysThatThereIsNone(t *testing.T) {
	const (
		head    = "# extended LDIF\n#\n# LDAPv3\n# base <CN=Schema,CN=Configuration,DC=contoso,DC=com> with scope oneLevel\n"
		asked   = "# filter: (lDAPDisplayName=msExchRecipientDisplayType)\n# requesting: objectClass lDAPDisplayName \n#\n\n"
		found   = "dn: CN=ms-Exch-Recipient-Display-Type,CN=Schema,CN=Configuration,DC=contoso,DC=com\nobjectClass: attributeSchema\nlDAPDisplayName: msExchRecipientDisplayType\n\n"
		success = "# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 1\n"
	)
	for _, c := range []struct {
		name, search string
		want         *bool
	}{
		{"nothing was found", head + asked + success, ptr(false)},
		{"it was found", head + asked + found + success, ptr(true)},
		{"another search found it", head + asked + success + "\n" + head + asked + found + success, ptr(true)},
		{"the search failed", head + asked + strings.Replace(success, "0 Success", "50 Insufficient access", 1), nil},
		{"the search was cut", head + asked, nil},
		{"the search was of one object", strings.Replace(head, "oneLevel", "baseObject", 1) + asked + success, nil},
		{"the search was of a part", strings.Replace(head, "<CN=Schema", "<OU=Schema", 1) + asked + success, nil},
		{"the search was for something else", head + strings.Replace(asked, "msExchRecipientDisplayType", "mail", 1) + success, nil},
		{"the server referred to others", head + asked + "# search reference\nref: ldap://x/DC=x\n\n" + success, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := importing(t, Options{AllowPartial: true}, map[string]string{"exchange.ldif": c.search, "groups.ldif": record("G")})
			if err != nil {
				t.Fatal(err)
			}
			var got *bool
			if f.facts != nil {
				got = f.facts.ExchangeSchema
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNoFiles(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"no folder":         {"cloud/groups.json": {}},
		"a folder of other": {"directory/readme.txt": {}, "directory/sub/a.ldif": {}},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			if err := NewSource(fsys, Options{}).collect(t.Context(), f); err != nil {
				t.Fatal(err)
			}
			for _, stream := range streams {
				if e := f.ended[stream]; e.Status != snapshot.Absent || e.Reason == "" {
					t.Errorf("%s ended as %+v", stream, e)
				}
			}
			if name != "no folder" && !f.noted("readme.txt was not read") {
				t.Errorf("notes are %q", f.notes)
			}
		})
	}
}

func TestFilesAreReadInAnyCaseAndMerged(t *testing.T) {
	f, err := importing(t, Options{}, map[string]string{
		"b.LDIF": "dn: CN=G,OU=Groups,DC=contoso,DC=com\nmember;range=1-*: CN=Bob,OU=People,DC=contoso,DC=com\n",
		"a.Ldf":  record("G", "member;range=0-0: CN=Alice,OU=People,DC=contoso,DC=com", "uSNChanged: 1"),
		"c.ldif": record("G", "uSNChanged: 2", "mail: g@contoso.com"),
	})
	if err != nil {
		t.Fatal(err)
	}
	g := f.group("G")
	if g.Members != (snapshot.Coverage{Status: snapshot.Complete, Received: 2}) || g.Mail == nil || *g.USNChanged != 1 {
		t.Errorf("group is %+v", g)
	}
	if q := f.ended[snapshot.StreamDirectoryGroups].Query; q != "directory/a.Ldf; directory/b.LDIF; directory/c.ldif" {
		t.Errorf("query is %q", q)
	}
}

func TestMembershipsAreAbsentWhereNoGroupHasMember(t *testing.T) {
	f := imported(t, record("G", "groupType: 8"))
	if e := f.ended[snapshot.StreamDirectoryMemberships]; e.Status != snapshot.Absent || e.Reason != reasonNotExported {
		t.Errorf("ended as %+v", e)
	}
	if e := f.ended[snapshot.StreamDirectoryGroups]; e.Status != snapshot.Complete {
		t.Errorf("the list of groups ended as %+v", e)
	}
}

func TestSearchForPeopleCollectsWhatItAskedFor(t *testing.T) {
	f := imported(t, record("G", alice)+"# LDAPv3\n# requesting: objectClass objectSid mS-DS-ConsistencyGuid\n\ndn: CN=Alice,OU=People,DC=contoso,DC=com\nobjectClass: user\n\n# search result\n")
	if diff := cmp.Diff([]string{"ms-ds-consistencyguid", "objectclass", "objectsid"}, f.ended[snapshot.StreamDirectoryPrincipals].Properties); diff != "" {
		t.Errorf("properties (-want +got):\n%s", diff)
	}
}

func TestGroupWithoutClassIsKnownByItsType(t *testing.T) {
	f := imported(t, "dn: CN=G,OU=Groups,DC=contoso,DC=com\nobjectGUID:: "+guidOf("G")+"\ngroupType: 8\n"+alice+"\n")
	if g := f.group("G"); g.Members.Received != 1 || f.principal("cn=g,ou=groups,dc=contoso,dc=com").Class != "group" {
		t.Errorf("group is %+v", g)
	}
}

func TestCancelledReadingEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	fsys := fstest.MapFS{"directory/a.ldif": {Data: []byte(record("G", alice))}}
	for _, o := range []Options{{}, {AllowPartial: true}} {
		if err := NewSource(fsys, o).collect(ctx, newFake(t)); !errors.Is(err, context.Canceled) {
			t.Errorf("error is %v", err)
		}
	}
}

func TestNamesDoNotHideGroups(t *testing.T) {
	for _, name := range []string{`x\,CN=Deleted Objects,DC=contoso,DC=com`, `x\2CCN=Configuration,DC=contoso,DC=com`, `x\,CN=Deleted Objects\,DC=a,OU=Groups,DC=contoso,DC=com`} {
		f := imported(t, "dn: CN="+name+"\nobjectClass: group\nobjectGUID:: "+guidOf("G")+"\n"+alice+"\n")
		if len(f.groups) != 1 || len(f.deleted) != 0 {
			t.Errorf("%s: %d groups and %d deleted ones", name, len(f.groups), len(f.deleted))
		}
	}
}

func TestTwoRecordsOfOnePersonKeepTheFirst(t *testing.T) {
	const person = "dn: CN=Alice,OU=People,DC=contoso,DC=com\nobjectClass: user\n"
	f := imported(t, record("G", alice)+person+"displayName: A\n\n"+person+"displayName: B\nmail: x\nuserAccountControl: 512\n\n")
	p := f.principal(foldedAlice)
	if *p.DisplayName != "A" || *p.UserAccountControl != 512 || !f.noted("two records of CN=Alice,OU=People,DC=contoso,DC=com differ in displayName") {
		t.Errorf("principal is %+v, notes are %q", p, f.notes)
	}
}

func TestClassIsTheMostSpecificOne(t *testing.T) {
	for _, test := range []struct{ classes, want string }{
		{"top person organizationalPerson user", "user"},
		{"user organizationalPerson person top", "user"},
		{"top person organizationalPerson user computer msDS-GroupManagedServiceAccount", "msds-groupmanagedserviceaccount"},
		{"top person organizationalPerson user computer", "computer"},
		{"top person organizationalPerson contact", "contact"},
		{"top foreignSecurityPrincipal", "foreignsecurityprincipal"},
		{"top device", "device"},
		{"publicFolder top", "publicfolder"},
	} {
		lines := "dn: CN=X,DC=contoso,DC=com\n"
		for _, class := range strings.Fields(test.classes) {
			lines += "objectClass: " + class + "\n"
		}
		if got := imported(t, lines).principal("cn=x,dc=contoso,dc=com").Class; got != test.want {
			t.Errorf("%s: class is %s, want %s", test.classes, got, test.want)
		}
	}
}

func TestAFileCutWithinAValueIsRefused(t *testing.T) {
	whole := record("G", alice, "adminDescription: Group_3a5c3221-c465-48c0-95b8-e9305786a271")
	for _, cut := range []int{1, 2, 20, 60} {
		text := whole[:len(whole)-cut]
		_, err := importing(t, Options{}, map[string]string{"groups.ldif": text})
		if ends := text[len(text)-1] == '\n'; ends != (err == nil) {
			t.Errorf("cut by %d octets: got error %v", cut, err)
		}
	}
	if f := imported(t, record("G", alice)+"# end"); len(f.notes) > 0 {
		t.Errorf("a comment without line end is noted: %q", f.notes)
	}
}

func TestAQueryIsToldWholeSoThatItCanBeRepeated(t *testing.T) {
	asked := "objectClass objectGUID objectSid groupType adminDescription msDS-ExternalDirectoryObjectId displayName description mail sAMAccountName " +
		"msExchRecipientDisplayType member memberOf primaryGroupID whenCreated whenChanged isCriticalSystemObject managedBy info extensionAttribute1"
	head := "# extended LDIF\n#\n# LDAPv3\n# base <DC=contoso,DC=com> with scope subtree\n# filter: (objectClass=group)\n# requesting: " + asked + "\n#\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"what was asked for", head + record("G"), "directory/groups.ldif (base <DC=contoso,DC=com> with scope subtree, filter: (objectClass=group), requesting: " + asked + ")"},
		{"of many searches the rest is counted", strings.Repeat(head, 200) + record("G"), "searches)"},
		{"what no server takes is cut", strings.Replace(head, "(objectClass=group)", strings.Repeat("x", 70_000), 1) + record("G"), "x… (4464 bytes more), requesting: " + asked + ")"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := importing(t, Options{AllowPartial: true}, map[string]string{"groups.ldif": c.text})
			if err != nil {
				t.Fatal(err)
			}
			if q := f.ended[snapshot.StreamDirectoryGroups].Query; !strings.HasSuffix(q, c.want) {
				t.Errorf("the query ends with %.300s, want %s", q[max(0, len(q)-300):], c.want)
			}
		})
	}
}
