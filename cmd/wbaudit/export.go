package main

import (
	"context"
	"errors"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// importExport reads an export into a snapshot at dir; on an error nothing is left there.
func importExport(ctx context.Context, cfg *config, e *collect.Export, dir string) (err error) {
	if at := cfg.moment("collected_at"); at != nil {
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
	return w.Close()
}
