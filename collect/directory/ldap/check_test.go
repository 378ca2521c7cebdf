//go:build linux

package ldap_test

import (
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory/ldap"
)

func TestACheckSaysWhatACollectionWouldFind(t *testing.T) {
	c := contoso.Get(t)
	tests := []struct {
		name   string
		change func(*ldap.Options)
		// wrong is part of the one problem; "" when there is none.
		wrong string
	}{
		{"everything is there", func(*ldap.Options) {}, ""},
		{"a container that is not there", func(o *ldap.Options) { o.OUs = []string{"OU=Gone,DC=corp,DC=contoso,DC=com"} }, "the nearest above it that does is DC=corp,DC=contoso,DC=com"},
		{"no container", func(o *ldap.Options) { o.OUs = nil }, "set directory.writeback_ou"},
		{"a clock that is wrong", func(o *ldap.Options) {
			o.Clock = func() time.Time { return time.Now().Add(time.Hour) }
		}, "they are 1h"},
		{"a wrong password", func(o *ldap.Options) {
			o.Credential = ldap.Simple{Name: "administrator@" + c.Realm, Password: "wrong"}
		}, "signing in to"},
		{"nobody there", func(o *ldap.Options) { o.Domains[0].Address = "127.0.0.1:9" }, "127.0.0.1:9"},
		{"a domain controller of another domain", func(o *ldap.Options) { o.Domains[0].Name = "emea.contoso.com" }, "answers for corp.contoso.com, not for it"},
		{"a domain that is named in other letters", func(o *ldap.Options) { o.Domains[0].Name = "CORP.Contoso.com." }, ""},
		{"a second domain to which the first one's domain controller answers", func(o *ldap.Options) {
			o.Domains = append(o.Domains, o.Domains[0])
			o.Domains[1].Name = "emea.contoso.com"
		}, "looking for the domain emea.contoso.com"},
		{"no domain", func(o *ldap.Options) { o.Domains = nil }, "no domain is named"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := options(c)
			tt.change(&o)
			var wrong []string
			found := ldap.NewSource(o).Check(t.Context())
			for _, f := range found {
				if f.Problem != nil {
					wrong = append(wrong, f.Problem.Error())
				} else if f.Text == "" {
					t.Errorf("%s says nothing", f.Name)
				}
			}
			for _, f := range found {
				if named := f.Domain != ""; named != (len(o.Domains) > 1 && f.Name != "container") {
					t.Errorf("%s says that it is of the domain %q, of %d", f.Name, f.Domain, len(o.Domains))
				}
			}
			text := strings.Join(wrong, "\n")
			if (len(wrong) != 0) != (tt.wrong != "") || !strings.Contains(text, tt.wrong) || len(wrong) > 1 {
				t.Errorf("found %+v, wrong %q, want one that says %q", found, text, tt.wrong)
			}
		})
	}
}
