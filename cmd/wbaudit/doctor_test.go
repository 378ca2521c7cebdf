package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// answering is a tenant that gives one answer to everything.
type answering struct {
	body string
	err  error
}

func (a answering) Token(context.Context) (string, error) { return "opaque", nil }

func (a answering) Page(context.Context, fetch.Request) ([]byte, error) {
	return []byte(a.body), a.err
}

func TestFreshnessOfTheSync(t *testing.T) {
	synced := func(enabled string, ago time.Duration) string {
		return fmt.Sprintf(`{"value":[{"id":"x","onPremisesSyncEnabled":%s,"onPremisesLastSyncDateTime":%q}]}`, enabled, time.Now().Add(-ago).UTC().Format(time.RFC3339))
	}
	tests := []struct {
		name string
		side answering
		want outcome
	}{
		{"within the cycle", answering{body: synced("true", 20*time.Minute)}, passed},
		{"longer ago than is usual", answering{body: synced("true", 4*time.Hour)}, failed},
		{"switched off", answering{body: synced("false", 4*time.Hour)}, skipped},
		{"never on", answering{body: `{"value":[{"id":"x"}]}`}, skipped},
		{"on, and never yet", answering{body: `{"value":[{"id":"x","onPremisesSyncEnabled":true}]}`}, skipped},
		{"refused", answering{err: &fetch.Refused{Status: 403}}, skipped},
		{"no JSON", answering{body: `<html>`}, skipped},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &checks{side: "x"}
			c.freshness(t.Context(), tt.side)
			if len(c.list) != 1 || c.list[0].Outcome != tt.want {
				t.Errorf("said %+v, want one line that is %s", c.list, tt.want)
			}
		})
	}
}

func TestClocksApart(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	for date, want := range map[string]outcome{
		"Fri, 20 Nov 2026 12:00:01 GMT": passed, "Fri, 20 Nov 2026 12:06:00 GMT": failed, "Fri, 20 Nov 2026 11:54:00 GMT": failed, "yesterday": skipped,
	} {
		c := &checks{}
		if c.clock(date, now); c.list[0].Outcome != want {
			t.Errorf("%s: %s, want %s", date, c.list[0].Outcome, want)
		}
	}
}

func TestWhatStandsInTheWayIsNamed(t *testing.T) {
	tests := []struct {
		err    error
		text   string
		remedy string
	}{
		{x509.UnknownAuthorityError{}, "not trusted", "cloud.ca_file"},
		{x509.HostnameError{Certificate: &x509.Certificate{}, Host: "x"}, "another name", "name in the certificate"},
		{x509.CertificateInvalidError{Cert: &x509.Certificate{}, Reason: x509.Expired}, "not valid", "renew"},
		{&net.DNSError{Name: "x", IsNotFound: true}, "does not resolve", "DNS"},
		{fmt.Errorf("dialling: %w", context.DeadlineExceeded), "no answer within", "443"},
		{errors.New("odd"), "odd", "HTTPS_PROXY"},
	}
	for _, tt := range tests {
		remedy, text := unreached(fmt.Errorf("asking: %w", tt.err))
		if !strings.Contains(text, tt.text) || !strings.Contains(remedy, tt.remedy) {
			t.Errorf("%v: %q, %q; want %q and %q", tt.err, text, remedy, tt.text, tt.remedy)
		}
	}
}

func TestOneOfSeveralPermissionsIsEnough(t *testing.T) {
	has := claims{Roles: []string{"Directory.Read.All"}, Scopes: "User.ReadWrite.All openid"}.permissions()
	tests := []struct {
		anyOf []string
		want  string
	}{
		{[]string{"GroupMember.Read.All", "Directory.Read.All"}, "Directory.Read.All"},
		{[]string{"User.Read.All"}, "User.ReadWrite.All"},
		{[]string{"AuditLog.Read.All"}, ""},
	}
	for _, tt := range tests {
		if got := held(has).one(tt.anyOf); got != tt.want {
			t.Errorf("of %v the token has %q, want %q", tt.anyOf, got, tt.want)
		}
	}
}

func TestTokensThatCannotBeRead(t *testing.T) {
	for _, token := range []string{"", "opaque", "a.b.c", "a.!!.c", "a.bnVsbA.c.d"} {
		if c, ok := readClaims(token); ok {
			t.Errorf("%q was read as %+v", token, c)
		}
	}
	if c, ok := readClaims("x.eyJ0aWQiOiJUIiwicm9sZXMiOlsiQSJdfQ.y"); !ok || c.Tenant != "T" || len(c.Roles) != 1 {
		t.Errorf("read %+v %v", c, ok)
	}
}

func FuzzClaims(f *testing.F) {
	f.Add("x.eyJ0aWQiOiJUIiwicm9sZXMiOlsiQSJdfQ.y")
	f.Fuzz(func(t *testing.T, token string) {
		if c, ok := readClaims(token); !ok && (c.Tenant != "" || c.Roles != nil) {
			t.Errorf("%q: not read, yet %+v", token, c)
		}
	})
}
