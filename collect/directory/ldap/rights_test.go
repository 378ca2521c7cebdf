//go:build linux

package ldap_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Rights of an access list, and attributes that an entry of one can be limited to.
//
// Source: MS-ADTS 5.1.3.2, MS-ADA2 member, MS-ADA3 primaryGroupID.
const (
	listContents, readProperty, readControl = 0x4, 0x10, 0x20000
	here, below                             = 0, 2

	member         = "bf9679c0-0de6-11d0-a285-00aa003049e2"
	primaryGroupID = "bf967a00-0de6-11d0-a285-00aa003049e2"
)

// ordinary is an account without any group of its own.
type ordinary struct {
	credential ldap.Credential
	sid        []byte
	conn       *goldap.Conn // the administrator's
}

// reader makes an ordinary account in a container.
func reader(t *testing.T, c *adtest.Controller, conn *goldap.Conn, ou string) ordinary {
	t.Helper()
	const password = "Aa1-an-ordinary-reader"
	var quoted []byte
	for _, b := range []byte(`"` + password + `"`) {
		quoted = append(quoted, b, 0)
	}
	name := "reader@" + c.Realm
	dn := "CN=Reader," + ou
	check(t, conn.Add(&goldap.AddRequest{DN: dn, Attributes: []goldap.Attribute{
		{Type: "objectClass", Vals: []string{"user"}}, {Type: "sAMAccountName", Vals: []string{"reader"}}, {Type: "userPrincipalName", Vals: []string{name}},
		{Type: "unicodePwd", Vals: []string{string(quoted)}}, {Type: "userAccountControl", Vals: []string{"512"}},
	}}))
	return ordinary{ldap.Simple{Name: name, Password: password}, octetsOf(t, conn, dn, "objectSid", nil), conn}
}

func octetsOf(t *testing.T, conn *goldap.Conn, dn, attribute string, controls []goldap.Control) []byte {
	t.Helper()
	found, err := conn.Search(&goldap.SearchRequest{BaseDN: dn, Filter: "(objectClass=*)", Attributes: []string{attribute}, Controls: controls})
	check(t, err)
	return found.Entries[0].GetRawAttributeValue(attribute)
}

// options read the domain as this account.
func (o ordinary) options(of ldap.Options, ou string) ldap.Options {
	of.Credential, of.OUs = o.credential, []string{ou}
	return of
}

// denied takes rights over an object from the account until the test ends: all of them, or those over one attribute.
func (o ordinary) denied(t *testing.T, dn string, inherit byte, rights uint32, attribute string) {
	t.Helper()
	entry := []byte{1, inherit, 0, 0}
	entry = binary.LittleEndian.AppendUint32(entry, rights)
	if attribute != "" {
		id, err := snapshot.ParseGUID(attribute)
		check(t, err)
		octets := id.DirectoryOctets()
		entry[0] = 6
		entry = append(binary.LittleEndian.AppendUint32(entry, 1), octets[:]...)
	}
	entry = append(entry, o.sid...)
	entry[2] = byte(len(entry))
	onlyDACL := ber.NewSequence("flags")
	onlyDACL.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, 4, "DACL"))
	controls := []goldap.Control{goldap.NewControlString(goldap.ControlTypeMicrosoftSDFlags, true, string(onlyDACL.Bytes()))}
	was := octetsOf(t, o.conn, dn, "nTSecurityDescriptor", controls)
	put := func(descriptor []byte) {
		check(t, o.conn.Modify(&goldap.ModifyRequest{DN: dn, Controls: controls, Changes: []goldap.Change{{Operation: goldap.ReplaceAttribute,
			Modification: goldap.PartialAttribute{Type: "nTSecurityDescriptor", Vals: []string{string(descriptor)}}}}}))
	}
	put(withEntry(was, entry))
	t.Cleanup(func() { put(was) })
}

// withEntry puts an entry before all others of a descriptor that is nothing but an access list.
func withEntry(descriptor, entry []byte) []byte {
	list := descriptor[binary.LittleEndian.Uint32(descriptor[16:]):]
	rest := list[8:binary.LittleEndian.Uint16(list[2:])]
	out := []byte{1, 0, descriptor[2], descriptor[3], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, list[0], 0}
	out = binary.LittleEndian.AppendUint16(out, uint16(8+len(entry)+len(rest)))
	out = binary.LittleEndian.AppendUint16(out, binary.LittleEndian.Uint16(list[4:])+1)
	return slices.Concat(out, []byte{0, 0}, entry, rest)
}

// compatible empties the group by which an ordinary account reads all properties of others, as hardening does.
func compatible(t *testing.T, c *adtest.Controller, conn *goldap.Conn) {
	t.Helper()
	dn := "CN=Pre-Windows 2000 Compatible Access,CN=Builtin," + c.Base
	found, err := conn.Search(&goldap.SearchRequest{BaseDN: dn, Filter: "(objectClass=*)", Attributes: []string{"member"}})
	check(t, err)
	change := func(operation uint, values []string) {
		check(t, conn.Modify(&goldap.ModifyRequest{DN: dn, Changes: []goldap.Change{{Operation: operation, Modification: goldap.PartialAttribute{Type: "member", Vals: values}}}}))
	}
	change(goldap.DeleteAttribute, nil)
	t.Cleanup(func() { change(goldap.AddAttribute, found.Entries[0].GetAttributeValues("member")) })
}

// limited runs a test against the usual limits of Active Directory.
func limited(t *testing.T, test func(t *testing.T, c *adtest.Controller, s server)) {
	t.Helper()
	c := contoso.Get(t)
	test(t, c, server{front(t, c, adtest.FrontOptions{Limits: adtest.Usual})})
}

// What an account may not read of others is not "none": it is unknown of each, and out of what was collected
// where it came of nobody.
func TestAttributesThatMayNotBeReadAreUnknown(t *testing.T) {
	limited(t, func(t *testing.T, c *adtest.Controller, s server) {
		ou, conn := scratch(t, c)
		account := reader(t, c, conn, ou)
		person := people(t, conn, 1)[0]
		add(t, conn, "CN=Group,"+ou, person)
		o := account.options(s.options(c), ou)
		r, err := collect(t, o)
		check(t, err)
		if p := principal(t, r, person); len(p.Missing) > 0 || p.UserAccountControl == nil {
			t.Errorf("missing %q, account control %v", p.Missing, p.UserAccountControl)
		}
		if s := r.State(snapshot.StreamDirectoryPrincipals); !slices.Contains(s.Properties, "admincount") {
			t.Errorf("properties %q", s.Properties)
		}
		compatible(t, c, conn)
		for _, o.Accounts = range []ldap.Accounts{ldap.EveryAccount, ldap.MembersOnly} {
			r, err := collect(t, o)
			check(t, err)
			p := principal(t, r, person)
			for _, name := range []string{"adminCount", "userAccountControl", "accountExpires", "mS-DS-ConsistencyGuid"} {
				if !slices.Contains(p.Missing, name) {
					t.Errorf("%s is not among what is missing: %q", name, p.Missing)
				}
			}
			for _, name := range []string{"primaryGroupID", "sAMAccountName"} {
				if slices.Contains(p.Missing, name) {
					t.Errorf("%s came and is missing", name)
				}
			}
			if s := r.State(snapshot.StreamDirectoryPrincipals); o.Accounts == ldap.EveryAccount && slices.Contains(s.Properties, "admincount") {
				t.Errorf("properties %q", s.Properties)
			}
			if !strings.Contains(strings.Join(r.Manifest().Notes, "\n"), "the account may not read all of them") {
				t.Errorf("notes %q", r.Manifest().Notes)
			}
		}
	})
}

// Every account has a primary group: one of whom it does not come may be in any group by it.
func TestPrimaryGroupThatMayNotBeRead(t *testing.T) {
	limited(t, func(t *testing.T, c *adtest.Controller, s server) {
		ou, conn := scratch(t, c)
		account := reader(t, c, conn, ou)
		add(t, conn, "CN=Group,"+ou, people(t, conn, 1)...)
		for _, accounts := range []ldap.Accounts{ldap.EveryAccount, ldap.MembersOnly} {
			o := account.options(s.options(c), ou)
			o.Accounts = accounts
			r, err := collect(t, o)
			check(t, err)
			if f := r.State(snapshot.StreamDirectoryFacts); f.Status != snapshot.Complete || read(t, r).facts.PrimaryGroups == nil {
				t.Errorf("%s: %s", f.Status, f.Reason)
			}
		}
		account.denied(t, people(t, conn, 1)[0], here, readProperty, primaryGroupID)
		for _, accounts := range []ldap.Accounts{ldap.EveryAccount, ldap.MembersOnly} {
			o := account.options(s.options(c), ou)
			o.Accounts = accounts
			r, err := collect(t, o)
			check(t, err)
			if f := r.State(snapshot.StreamDirectoryFacts); f.Status != snapshot.Partial || !strings.Contains(f.Reason, "primaryGroupID of some accounts may not be read") {
				t.Errorf("accounts %d: %s: %s", accounts, f.Status, f.Reason)
			}
			if p := r.State(snapshot.StreamDirectoryPrincipals); p.Status == snapshot.Complete && strings.Contains(p.Query, "primaryGroupID") {
				t.Errorf("accounts %d: all holders count as read: %s", accounts, p.Query)
			}
		}
	})
}

// checked is what a check finds wrong with one thing.
func checked(t *testing.T, o ldap.Options, name string) (problems string) {
	t.Helper()
	for _, f := range ldap.NewSource(o).Check(t.Context()) {
		if f.Problem != nil && f.Name == name {
			problems += f.Problem.Error() + "\n"
		}
	}
	return problems
}

func principal(t *testing.T, r *snapshot.Reader, dn string) *snapshot.DirectoryPrincipal {
	t.Helper()
	folded, err := snapshot.FoldDN(dn)
	check(t, err)
	p, found := read(t, r).principals[folded]
	if !found {
		t.Fatalf("%s was not read", dn)
	}
	return &p
}

// A group of which member may not be read looks like an empty one in each answer, and to each filter. It is
// empty only where its access list proves it.
func TestMembersThatMayNotBeReadAreNotNone(t *testing.T) {
	limited(t, func(t *testing.T, c *adtest.Controller, s server) {
		ou, conn := scratch(t, c)
		account := reader(t, c, conn, ou)
		some := people(t, conn, 3)
		for _, name := range []string{"Full", "Hidden", "Unproven"} {
			add(t, conn, "CN="+name+","+ou, some...)
		}
		for _, name := range []string{"Empty", "Hidden Empty", "Unproven Empty"} {
			add(t, conn, "CN="+name+","+ou)
		}
		for _, name := range []string{"Hidden", "Hidden Empty"} {
			account.denied(t, "CN="+name+","+ou, below, readProperty, member)
		}
		for _, name := range []string{"Unproven", "Unproven Empty"} {
			account.denied(t, "CN="+name+","+ou, here, readControl, "")
		}
		r, err := collect(t, account.options(s.options(c), ou))
		check(t, err)
		if s := r.State(snapshot.StreamDirectoryGroups); s.Status != snapshot.Complete || !s.ToEnd {
			t.Errorf("groups: %s, to the end %v", s.Reason, s.ToEnd)
		}
		if s := r.State(snapshot.StreamDirectoryMemberships); s.Status != snapshot.Partial || !strings.Contains(s.Reason, "of 3 groups no member came") {
			t.Errorf("memberships: %s", s.Reason)
		}
		if problems := checked(t, account.options(s.options(c), ou), "container"); !strings.Contains(problems, "of 3 groups no member came") {
			t.Errorf("doctor says %q", problems)
		}
		groups := read(t, r).groups
		for name, want := range map[string]snapshot.Coverage{
			"Full": {Status: snapshot.Complete, Received: 3}, "Empty": {Status: snapshot.Complete}, "Unproven": {Status: snapshot.Complete, Received: 3},
			"Hidden": {Status: snapshot.Absent}, "Hidden Empty": {Status: snapshot.Absent}, "Unproven Empty": {Status: snapshot.Absent},
		} {
			got := groups[strings.ToLower("CN="+name+","+ou)].Members
			if got.Status != want.Status || got.Received != want.Received || (got.Status == snapshot.Absent) != strings.Contains(got.Reason, "nothing proves") {
				t.Errorf("%s: %+v, want %+v", name, got, want)
			}
		}
	})
}

// A container that may not be listed looks like an empty one: what is said of one container does not depend on
// what was found elsewhere, and doctor says it, too.
func TestContainersThatMayNotBeListed(t *testing.T) {
	type denial struct {
		container string
		inherit   byte
		rights    uint32
	}
	for claim, tt := range map[string]struct {
		denials []denial
		empty   bool
		reason  string
		seen    int
		checked string
	}{
		"everything may be listed":                          {nil, false, "", 3, ""},
		"an empty container that may be listed":             {nil, true, "", 0, ""},
		"the container itself":                              {[]denial{{"", here, listContents}}, false, "OU=W,", 1, "may not be listed"},
		"an empty one":                                      {[]denial{{"", here, listContents}}, true, "OU=W,", 0, "may not be listed"},
		"one in it":                                         {[]denial{{"OU=Sub,", here, listContents}}, false, "OU=Sub,OU=W,", 2, "may not be listed"},
		"one in it that may not be read either":             {[]denial{{"OU=Sub,", below, listContents | readProperty}}, false, "OU=Sub,OU=W,", 2, "may not be listed"},
		"a group that may not be read":                      {[]denial{{"CN=A,", here, readProperty}}, false, "1 objects in OU=W,", 2, "may be listed but not read"},
		"permissions that may not be read, of a full one":   {[]denial{{"", here, readControl}}, false, "", 3, ""},
		"permissions that may not be read, of an empty one": {[]denial{{"", here, readControl}}, true, "is empty or may not be listed", 0, "is empty or may not be listed"},
		"neither the permissions nor what is in it":         {[]denial{{"", here, listContents | readProperty | readControl}}, false, "OU=W,", 1, "is empty or may not be listed"},
	} {
		t.Run(claim, func(t *testing.T) {
			limited(t, func(t *testing.T, c *adtest.Controller, s server) {
				ou, conn := scratch(t, c)
				account := reader(t, c, conn, ou)
				w := "OU=W," + ou
				for _, dn := range []string{w, "OU=Sub," + w} {
					if tt.empty && dn != w {
						continue
					}
					check(t, conn.Add(&goldap.AddRequest{DN: dn, Attributes: []goldap.Attribute{{Type: "objectClass", Vals: []string{"organizationalUnit"}}}}))
				}
				if !tt.empty {
					for _, name := range []string{"CN=A,", "CN=B,", "CN=C,OU=Sub,"} {
						add(t, conn, name+w)
					}
				}
				for _, d := range tt.denials {
					account.denied(t, d.container+w, d.inherit, d.rights, "")
				}
				o := account.options(s.options(c), w)
				r, err := collect(t, o)
				check(t, err)
				state := r.State(snapshot.StreamDirectoryGroups)
				if (state.Status == snapshot.Complete) != (tt.reason == "") || !strings.Contains(state.Reason, tt.reason) {
					t.Errorf("%s: %s, want %q", state.Status, state.Reason, tt.reason)
				}
				seen := 0
				for folded := range read(t, r).groups {
					if strings.HasSuffix(folded, strings.ToLower(w)) {
						seen++
					}
				}
				if seen != tt.seen {
					t.Errorf("%d groups were read, want %d", seen, tt.seen)
				}
				problems := checked(t, o, "container")
				if (problems == "") != (tt.checked == "") || !strings.Contains(problems, tt.checked) {
					t.Errorf("check says %q, want %q", problems, tt.checked)
				}
			})
		})
	}
}

// An account that may not list the deleted objects sees their container all the same, and no error.
func TestDeletedObjectsThatMayNotBeListed(t *testing.T) {
	limited(t, func(t *testing.T, c *adtest.Controller, s server) {
		ou, conn := scratch(t, c)
		account := reader(t, c, conn, ou)
		add(t, conn, "CN=Group,"+ou)
		r, err := collect(t, account.options(s.options(c), ou))
		check(t, err)
		if s := r.State(snapshot.StreamDirectoryDeleted); s.Status != snapshot.Absent || !strings.Contains(s.Reason, "dsacls") {
			t.Errorf("%s: %s", s.Status, s.Reason)
		}
		if problems := checked(t, account.options(s.options(c), ou), "deleted"); !strings.Contains(problems, "may not read the Deleted Objects container: let it list and read it with dsacls") {
			t.Errorf("doctor says %q", problems)
		}
		if problems := checked(t, s.options(c), "deleted"); problems != "" {
			t.Errorf("of one that may, doctor says %q", problems)
		}
	})
}

// An account that may not be seen is missing in no answer: it shows by the access list of its container, or by a
// group that names it as a member. One that is hidden may be in a group as its primary one.
func TestAccountsThatMayNotBeSeen(t *testing.T) {
	type denial struct {
		object string
		rights uint32
	}
	for claim, tt := range map[string]struct {
		denials []denial
		// member says that a group has the account as a member.
		member bool
		reason string
		// known says that doctor, which looks at no group, tells it, too.
		known bool
	}{
		"all may be seen": {nil, true, "", false},
		"a container that may not be listed, of which nobody is a member":        {[]denial{{"OU=Closed,", listContents}}, false, "OU=Closed,", true},
		"a container that shows nothing of itself either":                        {[]denial{{"OU=Closed,", listContents | readProperty | readControl}}, false, "OU=Closed,", true},
		"permissions that may not be read of a container that shows its account": {[]denial{{"OU=Closed,", readControl}}, true, "", false},
		"one account that may not be read":                                       {[]denial{{"CN=Someone,OU=Closed,", readProperty}}, false, "may be accounts", true},
		"one account that is a member and may not be read":                       {[]denial{{"CN=Someone,OU=Closed,", readProperty}}, true, "1 members of groups", true},
	} {
		t.Run(claim, func(t *testing.T) {
			limited(t, func(t *testing.T, c *adtest.Controller, s server) {
				ou, conn := scratch(t, c)
				account := reader(t, c, conn, ou)
				check(t, conn.Add(&goldap.AddRequest{DN: "OU=Closed," + ou, Attributes: []goldap.Attribute{{Type: "objectClass", Vals: []string{"organizationalUnit"}}}}))
				someone := "CN=Someone,OU=Closed," + ou
				check(t, conn.Add(&goldap.AddRequest{DN: someone, Attributes: []goldap.Attribute{
					{Type: "objectClass", Vals: []string{"user"}}, {Type: "sAMAccountName", Vals: []string{"someone"}}}}))
				w := "OU=W," + ou
				check(t, conn.Add(&goldap.AddRequest{DN: w, Attributes: []goldap.Attribute{{Type: "objectClass", Vals: []string{"organizationalUnit"}}}}))
				if tt.member {
					add(t, conn, "CN=Group,"+w, someone)
				} else {
					add(t, conn, "CN=Group,"+w)
				}
				for _, d := range tt.denials {
					account.denied(t, d.object+ou, here, d.rights, "")
				}
				for _, accounts := range []ldap.Accounts{ldap.EveryAccount, ldap.MembersOnly} {
					o := account.options(s.options(c), w)
					o.Accounts = accounts
					r, err := collect(t, o)
					check(t, err)
					p, f := r.State(snapshot.StreamDirectoryPrincipals), r.State(snapshot.StreamDirectoryFacts)
					if !strings.Contains(p.Reason, tt.reason) || accounts == ldap.EveryAccount && (p.Status == snapshot.Complete) != (tt.reason == "") {
						t.Errorf("accounts %d: %s: %s, want %q", accounts, p.Status, p.Reason, tt.reason)
					}
					if whole := len(read(t, r).facts.PrimaryGroupDomains) > 0; whole != (tt.reason == "") || whole != (f.Status == snapshot.Complete) {
						t.Errorf("accounts %d: all primary groups read: %v, facts %s: %s", accounts, whole, f.Status, f.Reason)
					}
				}
				if problems := checked(t, account.options(s.options(c), w), "accounts"); (problems != "") != tt.known {
					t.Errorf("doctor says %q", problems)
				}
			})
		})
	}
}
