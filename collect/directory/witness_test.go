package directory

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An object that lacks what each of its kind has may not be read, and nothing that did not come of it is "none".
func TestWithoutAWitnessNothingIsKnownToBeNone(t *testing.T) {
	user := []string{
		"objectclass=top,person,user", "objectcategory=CN=Person", "objectsid=S-1-5-21-1-2-3-1104", "samaccountname=ada", "useraccountcontrol=512", "primarygroupid=513",
	}
	contact := []string{"objectclass=top,person,contact", "objectcategory=CN=Person"}
	without := func(list []string, name string) (left []string) {
		for _, a := range list {
			if !strings.HasPrefix(a, name+"=") {
				left = append(left, a)
			}
		}
		return left
	}
	// What a user may have without having to.
	optional := []string{
		"displayName", "adminDescription", "msDS-ExternalDirectoryObjectId", "msExchRecipientTypeDetails", "adminCount", "userPrincipalName",
		"mS-DS-ConsistencyGuid", "msDS-CloudAnchor", "accountExpires",
	}
	for claim, tt := range map[string]struct {
		attributes []string
		everything bool
		want       []string
	}{
		"a user with every witness has none of the rest":        {user, true, nil},
		"without userAccountControl all the rest is open":       {without(user, "useraccountcontrol"), true, withNames(optional, "userAccountControl")},
		"without primaryGroupID all the rest is open":           {without(user, "primarygroupid"), true, withNames(optional, "primaryGroupID")},
		"what came is known all the same":                       {append(without(user, "primarygroupid"), "accountexpires=0"), true, withNames(optional[:8], "primaryGroupID")},
		"a search that did not ask for everything says nothing": {without(user, "primarygroupid"), false, nil},
		"a contact needs no account control":                    {contact, true, nil},
	} {
		t.Run(claim, func(t *testing.T) {
			e := Entry{DN: "CN=Ada,DC=contoso,DC=com", Everything: tt.everything}
			for _, a := range tt.attributes {
				name, text, _ := strings.Cut(a, "=")
				list := []string{text}
				if name == "objectclass" {
					list = strings.Split(text, ",")
				}
				e.Attributes = append(e.Attributes, Attribute{Name: name, Values: values(list...)})
			}
			w, r := recorded(t, e)
			totals, err := r.Finish()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, w.principal("cn=ada,dc=contoso,dc=com").Missing); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
			if (totals.Hidden > 0) != (len(tt.want) > 0) || len(totals.UnknownOfPrincipals) != len(tt.want) {
				t.Errorf("%d hidden, unknown of all %q", totals.Hidden, totals.UnknownOfPrincipals)
			}
		})
	}
}

// withNames returns the names with one more, in the order of their numbers.
func withNames(names []string, more string) []string {
	var s attributeSet
	for a, name := range ldapNames {
		for _, of := range append([]string{more}, names...) {
			if name == of {
				s.add(attribute(a))
			}
		}
	}
	return s.names()
}
