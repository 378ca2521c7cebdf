package main

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A token that cannot be read does not let another tenant pass for the one that is configured.
func TestAnotherTenantIsRefusedWhateverTheTokenTells(t *testing.T) {
	const own, other = "5d3a9f5e-0000-4000-8000-000000000001", "5d3a9f5e-0000-4000-8000-000000000002"
	organization := func(id string) answering { return answering{body: `{"value":[{"id":"` + id + `"}]}`} }
	tests := []struct {
		claim   string
		side    answering
		refused bool
		want    outcome
	}{
		{"the organization of the configured tenant", organization(own), false, passed},
		{"that of another one", organization(other), true, failed},
		{"an organization that may not be read", answering{err: &fetch.Refused{Status: http.StatusForbidden}}, false, skipped},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			err := signIn(t.Context(), tt.side, own)
			if (err != nil) != tt.refused {
				t.Fatalf("signing in: %v, want it refused: %v", err, tt.refused)
			}
			if tt.refused && (codeOf(err) != exitUsage || !strings.Contains(err.Error(), own) || !strings.Contains(err.Error(), other)) {
				t.Errorf("%v does not name both tenants, or ends with %d", err, codeOf(err))
			}
			c := &checks{side: "Microsoft Graph"}
			c.signIn(t.Context(), &connection{tenant: own}, tt.side)
			if got := c.list[len(c.list)-1]; got.Name != "tenant" || got.Outcome != tt.want {
				t.Errorf("doctor says %+v, want tenant %s", got, tt.want)
			}
		})
	}
}

func TestAnExportOfAnotherTenantThanTheConfiguredOneIsRefused(t *testing.T) {
	id := func(text string) snapshot.GUID {
		g, err := snapshot.ParseGUID(text)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	const own = "5d3a9f5e-0000-4000-8000-000000000001"
	for claim, tt := range map[string]struct {
		configured string
		read       snapshot.GUID
		refused    bool
	}{
		"the same tenant":         {own, id(own), false},
		"another tenant":          {own, id("5d3a9f5e-0000-4000-8000-000000000002"), true},
		"no tenant is configured": {"", id(own), false},
		"no tenant was read":      {own, snapshot.GUID{}, false},
	} {
		cfg := &config{flags: pflag.NewFlagSet("", pflag.ContinueOnError), merged: viper.New(), file: viper.New()}
		cfg.merged.Set("tenant.id", tt.configured)
		err := configuredTenant(cfg, entra.Tenant{ID: tt.read})
		var e *exitError
		if (err != nil) != tt.refused || tt.refused && (!errors.As(err, &e) || e.code != exitUsage) {
			t.Errorf("%s: %v", claim, err)
		}
	}
}
