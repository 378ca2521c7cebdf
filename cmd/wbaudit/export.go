package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
)

// importExport reads an export into a snapshot at dir; on an error nothing is left there.
func importExport(ctx context.Context, cfg *config, e *collect.Export, dir string) (err error) {
	if at := cfg.moment("collected_at"); at != nil && e.CollectedAt == nil {
		e.CollectedAt = at
	}
	w, err := snapshot.Create(dir)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.Abort())
		}
	}()
	e.Describe(w)
	w.Describe(func(m *snapshot.Manifest) { m.Version = buildVersion() })
	partial := cfg.flag("allow_partial")
	cloud := entra.NewSource(e.FS, entra.Options{AllowPartial: partial, TrustNulls: cfg.flag("trust_nulls")})
	onPremises := directory.NewSource(e.FS, directory.Options{AllowPartial: partial})
	servers := connect.NewSource(e.FS, connect.Options{AllowPartial: partial})
	if err := collect.Run(ctx, w, cloud, onPremises, servers); err != nil {
		return err
	}
	if err := configuredTenant(cfg, cloud.Tenant()); err != nil {
		return err
	}
	if err := sameTenant(cloud.Tenant(), servers.Tenants()); err != nil {
		return fmt.Errorf("collecting connect: %w", err)
	}
	if text := tenantDoubt(cloud.Tenant(), servers.Servers(), servers.Tenants()); text != "" {
		w.Note(text)
	}
	return w.Close()
}

// oneTime refuses a time beside one that the export itself states.
func oneTime(cfg *config, e *collect.Export) error {
	at := cfg.moment("collected_at")
	if at == nil || e.CollectedAt == nil || at.Equal(*e.CollectedAt) {
		return nil
	}
	return usage("%s: export.json of the export states another time, %s: leave the setting out, or correct export.json",
		cfg.origin("collected_at"), e.CollectedAt.UTC().Format(time.RFC3339))
}

// configuredTenant refuses the export of another tenant than the one that is configured: what is set for one says
// nothing of another.
func configuredTenant(cfg *config, read entra.Tenant) error {
	id, err := snapshot.ParseGUID(cfg.text("tenant.id"))
	if err != nil || read.ID.IsZero() || read.ID == id {
		return nil
	}
	return usage("%s: the export is of the tenant %s, expected %s: give the export of that one, or correct the setting", cfg.origin("tenant.id"), read.ID, id)
}

// sameTenant refuses servers of Connect that name another tenant than the one whose organization was
// read. Of domains only those that Microsoft gave the tenant and that stay with it decide.
func sameTenant(cloud entra.Tenant, servers []string) error {
	for _, name := range servers {
		other := ""
		if id, err := snapshot.ParseGUID(name); err == nil {
			if id != cloud.ID && cloud.ID != (snapshot.GUID{}) {
				other = cloud.ID.String()
			}
		} else if cloud.Domains != nil && isInitialDomain(name) && !slices.Contains(cloud.Domains, name) {
			other = cloud.ID.String() + ", which has no such domain"
		}
		if other != "" {
			return fmt.Errorf("reading connect: its servers are of tenant %s, the cloud side of tenant %s: export both from one tenant, or take the folder connect out", report.Visible(name), report.Visible(other))
		}
	}
	return nil
}

// tenantDoubt says why it is not known whether servers of Connect are of the cloud side's tenant; "" where
// it is, and without servers.
func tenantDoubt(cloud entra.Tenant, servers int, named []string) string {
	switch {
	case servers == 0 || slices.ContainsFunc(named, func(name string) bool {
		id, err := snapshot.ParseGUID(name)
		return err == nil && id == cloud.ID || slices.Contains(cloud.Domains, name)
	}):
		return ""
	case len(named) == 0:
		return "connect: nothing says of which tenant the servers are, they may be of another one: export connectors.json"
	case cloud.Domains == nil:
		return fmt.Sprintf("connect: the servers name tenant %s, with which nothing of the cloud side can be compared, they may be of another one: export verifiedDomains of /organization", report.Visible(strings.Join(named, ", ")))
	}
	return fmt.Sprintf("connect: the servers name tenant %s, which is no domain of the tenant of the cloud side, they may be of another one", report.Visible(strings.Join(named, ", ")))
}

// isInitialDomain reports whether a domain is one that every tenant has from the start and cannot give
// up, in any of Microsoft's clouds.
//
// Source: https://learn.microsoft.com/entra/fundamentals/add-custom-domain
func isInitialDomain(name string) bool {
	for _, suffix := range []string{".onmicrosoft.com", ".onmicrosoft.us", ".partner.onmschina.cn"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}
