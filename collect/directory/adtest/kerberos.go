//go:build linux

package adtest

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

//go:embed ticket.py
var ticketing string

// Keytab writes the keys of an account to a file.
func (c *Controller) Keytab(ctx context.Context, path, account string) error {
	_, err := run(ctx, nil, "samba-tool", "domain", "exportkeytab", path, "--configfile="+c.conf(), "--principal="+account)
	return err
}

// CredentialCache signs an account in and writes its ticket to a file, as kinit does.
func (c *Controller) CredentialCache(ctx context.Context, path, account, password string) error {
	config := filepath.Join(c.dir, "etc", "krb5.conf")
	text := fmt.Sprintf("[libdefaults]\n default_realm = %[1]s\n dns_lookup_kdc = false\n[realms]\n %[1]s = {\n  kdc = %[2]s\n }\n", strings.ToUpper(c.Realm), c.Address)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return err
	}
	_, err := run(ctx, strings.NewReader(ticketing), "/usr/bin/env", "KRB5_CONFIG="+config, "/usr/bin/python3", "-", c.conf(), path, account, strings.ToUpper(c.Realm), password)
	return err
}
