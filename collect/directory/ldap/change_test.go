//go:build linux

package ldap_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// scratch makes a container of its own in the story's domain and removes it after the test.
func scratch(t *testing.T, c *adtest.Controller) (ou string, conn *goldap.Conn) {
	t.Helper()
	conn = dial(t, c, c.Address+":636")
	ou = "OU=Scratch " + strings.NewReplacer("/", " ", ",", " ").Replace(t.Name()) + "," + c.Base
	// The longest name of a container is 64 characters.
	if name, _, _ := strings.Cut(ou, ","); len(name) > 60 {
		ou = name[:60] + "," + c.Base
	}
	check(t, conn.Add(&goldap.AddRequest{DN: ou, Attributes: []goldap.Attribute{{Type: "objectClass", Vals: []string{"organizationalUnit"}}}}))
	t.Cleanup(func() {
		check(t, conn.Del(&goldap.DelRequest{DN: ou, Controls: []goldap.Control{goldap.NewControlSubtreeDelete()}}))
	})
	return ou, conn
}

// add makes a group with some of the story's people as members.
func add(t *testing.T, conn *goldap.Conn, dn string, members ...string) {
	t.Helper()
	attributes := []goldap.Attribute{{Type: "objectClass", Vals: []string{"group"}}, {Type: "groupType", Vals: []string{"-2147483640"}}}
	if len(members) > 0 {
		attributes = append(attributes, goldap.Attribute{Type: "member", Vals: members})
	}
	check(t, conn.Add(&goldap.AddRequest{DN: dn, Attributes: attributes}))
}

// people returns the DNs of n accounts of the story.
func people(t *testing.T, conn *goldap.Conn, n int) (dns []string) {
	t.Helper()
	found, err := conn.Search(&goldap.SearchRequest{BaseDN: "DC=corp,DC=contoso,DC=com", Scope: goldap.ScopeWholeSubtree,
		Filter: "(&(objectCategory=person)(sAMAccountName=user*))", Attributes: []string{"cn"}})
	check(t, err)
	for _, e := range found.Entries {
		dns = append(dns, e.DN)
	}
	slices.Sort(dns)
	return dns[:n]
}

// A group that changes between two of its ranges is read again; one that never stops changing, or is
// deleted meanwhile, has a list that says so. The other groups are complete either way.
func TestGroupThatChangesWhileItIsRead(t *testing.T) {
	c := contoso.Get(t)
	for name, test := range map[string]struct {
		// change happens at each request for a range, the number of which it is told.
		change func(conn *goldap.Conn, group string, extra []string, nth int) error
		status snapshot.Status
		reason string
		want   int
	}{
		"once": {
			func(conn *goldap.Conn, group string, extra []string, nth int) error {
				if nth != 2 {
					return nil
				}
				return conn.Modify(&goldap.ModifyRequest{DN: group, Changes: []goldap.Change{{Operation: goldap.AddAttribute, Modification: goldap.PartialAttribute{Type: "member", Vals: extra[:1]}}}})
			}, snapshot.Complete, "", 11,
		},
		"renamed": {
			func(conn *goldap.Conn, group string, _ []string, nth int) error {
				if nth != 2 {
					return nil
				}
				return conn.ModifyDN(&goldap.ModifyDNRequest{DN: group, NewRDN: "CN=Renamed", DeleteOldRDN: true})
			}, snapshot.Complete, "", 10,
		},
		"emptied": {
			func(conn *goldap.Conn, group string, _ []string, nth int) error {
				if nth != 2 {
					return nil
				}
				return conn.Modify(&goldap.ModifyRequest{DN: group, Changes: []goldap.Change{{Operation: goldap.DeleteAttribute, Modification: goldap.PartialAttribute{Type: "member"}}}})
			}, snapshot.Complete, "", 0,
		},
		"again and again": {
			func(conn *goldap.Conn, group string, _ []string, nth int) error {
				return conn.Modify(&goldap.ModifyRequest{DN: group, Changes: []goldap.Change{{Operation: goldap.ReplaceAttribute, Modification: goldap.PartialAttribute{Type: "info", Vals: []string{fmt.Sprint("change ", nth)}}}}})
			}, snapshot.Partial, "the group changed each time", -1,
		},
		"deleted": {
			func(conn *goldap.Conn, group string, _ []string, nth int) error {
				if nth != 2 {
					return nil
				}
				return conn.Del(&goldap.DelRequest{DN: group})
			}, snapshot.Partial, "the group was deleted while its members were read", -1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			ou, conn := scratch(t, c)
			everyone := people(t, conn, 12)
			group := "CN=Moving," + ou
			add(t, conn, group, everyone[:10]...)
			add(t, conn, "CN=Still,"+ou, everyone[:4]...)
			var once sync.Mutex
			nth, moved := 0, false
			f := front(t, c, adtest.FrontOptions{Limits: adtest.Limits{Range: 4}, Before: func(r adtest.Request) *adtest.Answer {
				once.Lock()
				defer once.Unlock()
				if len(r.Attributes) == 2 && strings.HasPrefix(r.Attributes[0], "member;range=") {
					nth++
					moved = true
					if err := test.change(conn, group, everyone[10:], nth); err != nil {
						t.Error(err)
					}
				}
				return nil
			}})
			o := server{f}.options(c)
			o.OUs = []string{ou}
			r, err := collect(t, o)
			check(t, err)
			if gaps := incomplete(r); gaps != "" || !moved {
				t.Errorf("ranges asked for: %v; %s", moved, gaps)
			}
			for folded, g := range read(t, r).groups {
				switch {
				case strings.HasPrefix(folded, "cn=still,"):
					if g.Members.Status != snapshot.Complete || g.Members.Received != 4 {
						t.Errorf("the other group: %+v", g.Members)
					}
				case strings.HasPrefix(folded, "cn=moving,ou=scratch"), strings.HasPrefix(folded, "cn=renamed,ou=scratch"):
					if g.Members.Status != test.status || !strings.Contains(g.Members.Reason, test.reason) || test.want >= 0 && g.Members.Received != int64(test.want) {
						t.Errorf("got %+v, want %s %q %d", g.Members, test.status, test.reason, test.want)
					}
				}
			}
		})
	}
}

// Names with everything that a DN or a filter gives a meaning to.
func TestStrangeNamesAreRead(t *testing.T) {
	c := contoso.Get(t)
	for _, accounts := range []ldap.Accounts{ldap.EveryAccount, ldap.MembersOnly} {
		t.Run(fmt.Sprint(accounts), func(t *testing.T) {
			ou, conn := scratch(t, c)
			var names []string
			for i, name := range []string{`A*(b)\\c`, `\#first`, `\ blank\ `, `plus\+sign`, `semi\;colon`, `less\<more\>`, `quote\"s`, `equals\=`, `comma\, one`, `Ümläut`, `slash/`} {
				dn := "CN=" + name + "," + ou
				check(t, conn.Add(&goldap.AddRequest{DN: dn, Attributes: []goldap.Attribute{{Type: "objectClass", Vals: []string{"contact"}}}}))
				names = append(names, dn)
				add(t, conn, fmt.Sprintf("CN=%s %d,%s", name, i, ou), names...)
			}
			o := server{front(t, c, adtest.FrontOptions{Limits: adtest.Limits{Page: 4, Range: 3}})}.options(c)
			o.OUs, o.Accounts = []string{ou}, accounts
			r, err := collect(t, o)
			check(t, err)
			got := read(t, r)
			for _, dn := range names {
				folded, err := snapshot.FoldDN(dn)
				check(t, err)
				if p, found := got.principals[folded]; !found || !p.Seen || p.Class != "contact" {
					t.Errorf("%s: found %v, %+v", dn, found, p)
				}
			}
			received := int64(0)
			for folded, g := range got.groups {
				if strings.Contains(folded, ",ou=scratch") {
					received += g.Members.Received
				}
			}
			if want := int64(len(names) * (len(names) + 1) / 2); received != want {
				t.Errorf("%d memberships, want %d", received, want)
			}
		})
	}
}

// What is deleted is read where the account may, and said not to have been where it may not.
func TestDeletedGroups(t *testing.T) {
	c := contoso.Get(t)
	ou, conn := scratch(t, c)
	add(t, conn, "CN=Gone,"+ou)
	check(t, conn.Modify(&goldap.ModifyRequest{DN: "CN=Gone," + ou, Changes: []goldap.Change{{Operation: goldap.AddAttribute,
		Modification: goldap.PartialAttribute{Type: "msDS-ExternalDirectoryObjectId", Vals: []string{"Group_0318e215-315b-4f46-8d48-3330dd24bec9"}}}}}))
	check(t, conn.Del(&goldap.DelRequest{DN: "CN=Gone," + ou}))
	r, err := collect(t, options(c))
	check(t, err)
	found := false
	for _, d := range read(t, r).deleted {
		found = found || strings.HasPrefix(d.DN, "CN=Gone") && d.WhenChanged != nil
	}
	if !found {
		t.Error("the deleted group was not read")
	}
	o := server{front(t, c, adtest.FrontOptions{Before: func(r adtest.Request) *adtest.Answer {
		if strings.HasPrefix(r.Base, "CN=Deleted Objects,") {
			return &adtest.Answer{Code: goldap.LDAPResultNoSuchObject, Text: "0000208D: NameErr: DSID-0310028F, problem 2001 (NO_OBJECT), data 0"}
		}
		return nil
	}})}.options(c)
	r, err = collect(t, o)
	check(t, err)
	if s := r.State(snapshot.StreamDirectoryDeleted); s.Status != snapshot.Absent || !strings.Contains(s.Reason, "dsacls") {
		t.Errorf("%s: %s", s.Status, s.Reason)
	}
}

// An empty container is not a clean bill: the account may be blind.
func TestContainerWithoutGroupsIsNotCalledComplete(t *testing.T) {
	c := contoso.Get(t)
	ou, _ := scratch(t, c)
	o := server{front(t, c, adtest.FrontOptions{Before: func(r adtest.Request) *adtest.Answer {
		if r.Operation == 3 && slices.Contains(r.Attributes, "member") && r.Base == c.Base {
			return &adtest.Answer{Code: 0}
		}
		return nil
	}})}.options(c)
	o.OUs = []string{ou}
	r, err := collect(t, o)
	check(t, err)
	s := r.State(snapshot.StreamDirectoryGroups)
	if s.Status != snapshot.Partial || !strings.Contains(s.Reason, "holds no group that the account can see") {
		t.Errorf("%s: %s", s.Status, s.Reason)
	}
}

// Asking for members only reads their accounts in few queries, and says what it left out.
func TestMembersOnlyReadsTheAccountsOfMembers(t *testing.T) {
	eachServer(t, func(t *testing.T, c *adtest.Controller, s server) {
		r, err := collect(t, s.options(c))
		check(t, err)
		whole := read(t, r)
		o := s.options(c)
		o.Accounts = ldap.MembersOnly
		r, err = collect(t, o)
		check(t, err)
		got := read(t, r)
		if gaps := incomplete(r); strings.Count(gaps, "\n") != 0 || !strings.Contains(gaps, "directory_principals partial: only accounts and groups that are members") {
			t.Error(gaps)
		}
		if !slices.Equal(got.memberships, whole.memberships) {
			t.Error("other memberships than with every account")
		}
		seen := map[string]bool{}
		for _, m := range got.memberships {
			_, member, _ := strings.Cut(m, "\t")
			if seen[member] = true; !got.principals[member].Seen {
				t.Errorf("%s is a member and was not read", member)
			}
		}
		if len(got.principals) >= len(whole.principals) {
			t.Errorf("%d principals, %d with every account, %d members", len(got.principals), len(whole.principals), len(seen))
		}
	})
}
