package diff

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestClassesOfExportErrors(t *testing.T) {
	for _, c := range []struct {
		kind, code, text string
		want             ExportErrors
	}{
		{"permission-issue", "8344", "Insufficient access rights to perform the operation.", ExportErrors{Permission: 1}},
		{"cd-error", "0x5", "", ExportErrors{Permission: 1}},
		{"cd-error", "8519", "A universal group cannot have a local group as a member.", ExportErrors{LocalMember: 1}},
		{"cd-error", "", "A universal group can't have a local group as a member", ExportErrors{LocalMember: 1}},
		{"duplicate-object", "", "", ExportErrors{Duplicate: 1}},
		{"cd-error", "8305", "The object already exists.", ExportErrors{Duplicate: 1}},
		{"cd-error", "8235", "A referral was returned from the server.", ExportErrors{Referral: 1}},
		{"0x80230218", "", "", ExportErrors{Phantom: 1}},
		{"cd-error", "0x80230218", "permission", ExportErrors{Phantom: 1}},
		{"unexpected-error", "0x55", "", ExportErrors{Other: 1}},
	} {
		var got ExportErrors
		got.add(&snapshot.ConnectErrorDetail{Type: c.kind, Code: c.code, Text: c.text})
		c.want.Count = 1
		if got != c.want {
			t.Errorf("%q %q %q: %+v, want %+v", c.kind, c.code, c.text, got, c.want)
		}
	}
}

func TestExportErrorsFindTheirGroups(t *testing.T) {
	detail := snapshot.ConnectErrorDetail{Type: "permission-issue"}
	s := newScene(t)
	anchored, copied, clean := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled("")), s.cloud(3, security, enabled(""))
	at := s.copyOf(102, copied).DN
	s.copyOf(103, clean)
	missing, renamed := s.cloud(4, security, enabled("")), s.cloud(5, security, enabled(""))
	s.copyOf(105, renamed)
	named := func(id snapshot.GUID) string { return "CN=Any, name_" + id.String()[24:] }
	x := func(x *exportedServer) {
		x.errors = []snapshot.ConnectError{
			{ID: "1", Connector: "contoso.com", Anchor: &anchored, ConnectErrorDetail: detail},
			{ID: "2", Connector: "contoso.com", DN: at, ConnectErrorDetail: detail},
			{ID: "3", Connector: "contoso.com", DN: "CN=Nobody,DC=contoso,DC=com", ConnectErrorDetail: detail},
			{ID: "4", Connector: "contoso.onmicrosoft.com - AAD", Anchor: &clean, ConnectErrorDetail: detail},
			{ID: "5", Connector: "contoso.com", Anchor: new(guid(77)), ConnectErrorDetail: snapshot.ConnectErrorDetail{Code: "0x80230218"}},
			{ID: "6", Connector: "contoso.com", DN: "no DN", ConnectErrorDetail: detail},
			{ID: "7", Connector: "contoso.com", DN: strings.Replace(named(missing), ", ", `\, `, 1) + "," + writebackOU, ObjectType: "group", ConnectErrorDetail: detail},
			{ID: "8", Connector: "contoso.com", DN: "CN=Group_" + renamed.String() + "," + writebackOU, ConnectErrorDetail: detail},
			{ID: "9", Connector: "contoso.com", DN: "CN={616263}," + writebackOU, ObjectType: "group", ConnectErrorDetail: detail},
			{ID: "10", Connector: "contoso.com", DN: "CN=Somebody," + writebackOU, ObjectType: "user", ConnectErrorDetail: detail},
		}
	}
	s.exported("SYNC1", x)
	s.exported("SYNC2", inStaging, x)
	f := s.load()
	for id, want := range map[snapshot.GUID]int{anchored: 1, copied: 1, clean: 0, missing: 1, renamed: 1} {
		if got := subjectOf(t, f, ofCloud(id)).ExportErrors; got.Count != want || got.Permission != want {
			t.Errorf("%s has %+v, want %d", id, got, want)
		}
	}
	if c := f.tenant.Connect; c.Errors != 9 || c.Phantoms != 1 || c.Unplaced != 2 {
		t.Errorf("%d errors, %d phantoms, %d unplaced; want 9, 1 and 2: errors of the way to the cloud and of a server in staging mode do not count", c.Errors, c.Phantoms, c.Unplaced)
	}
}
