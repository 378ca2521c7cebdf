package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

// What the folder of a simulation holds.
const (
	simulationCA     = "ca.pem"
	simulationSecret = "secret.txt"
)

// simulation is what the command was told.
type simulation struct {
	listen, folder string
	faults         []string
	options        simulate.Options
}

func simulateCommand(t terminal) *cobra.Command {
	s := &simulation{}
	c := &cobra.Command{
		Use:   "simulate EXPORT",
		Short: "Serve an export as Microsoft Graph would, on loopback",
		Long: `Serve an export (folder or zip) as Microsoft Graph and its sign-in service would: pages, $select, $count, $batch,
resource units and errors, over TLS on a loopback address. It is for trying a collection without a tenant, and
for seeing what faults do to it. Ends with Ctrl-C.

A configuration, the certificate to trust and a secret that opens nothing else are written into a folder;
"wbaudit collect --config FOLDER/wbaudit.yaml" then collects from here. No other sign-in than by that secret is taken.

A fault is ON[#FROM[+TIMES]]=DO[,VALUE]: ON is a path such as /groups or /groups/{id}/members, where the id of a group in
the place of {id} is that group alone, and * is every path; FROM is the first request that suffers, TIMES how many do. DO
is a status with an optional Retry-After (429,3), drop, cut,BYTES, drip,BYTES-A-SECOND, duplicate, loop, uncounted or
expired.`,
		Example: `  wbaudit simulate ./export
  wbaudit simulate ./export --fault '/groups/{id}/members#5+2=429,3' --fault '/settings=403' --quota 8000`,
		Args: arguments(cobra.ExactArgs(1), "the folder or zip of the export"),
		RunE: func(c *cobra.Command, args []string) error { return s.run(c.Context(), t, args[0]) },
	}
	f := c.Flags()
	f.StringVar(&s.listen, "listen", "127.0.0.1:8443", "loopback address to serve on; port 0 takes a free one")
	f.StringVar(&s.folder, "out", "wbaudit-simulation", "folder for configuration, certificate and secret")
	f.StringArrayVar(&s.faults, "fault", nil, "fault to happen (repeatable)")
	f.IntVar(&s.options.Quota, "quota", 0, "resource units allowed in ten seconds; 0 is no limit")
	f.DurationVar(&s.options.Latency, "latency", 0, "wait before each answer, such as 50ms")
	f.DurationVar(&s.options.TokenLife, "token-life", time.Hour, "how long a token is good for")
	f.StringArrayVar(&s.options.Roles, "role", nil, "application permission that tokens name (repeatable; default: all that a collection asks for)")
	f.StringArrayVar(&s.options.UnknownProperties, "unknown-property", nil, "property that this cloud's schema lacks (repeatable)")
	return c
}

func (s *simulation) run(ctx context.Context, t terminal, path string) error {
	for _, text := range s.faults {
		fault, err := simulate.ParseFault(text)
		if err != nil {
			return usage("--fault %s: %w", text, err)
		}
		s.options.Faults = append(s.options.Faults, fault)
	}
	if err := refuseStrangers(s.folder); err != nil {
		return err
	}
	e, err := collect.OpenExport(path)
	if err != nil {
		return err
	}
	defer e.Close()
	if s.options.Roles == nil {
		s.options.Roles = fetch.Permissions()
	}
	s.options.Secret = rand.Text()
	server, err := simulate.New(e.FS, s.options)
	if err != nil {
		return err
	}
	listening, err := server.Listen(s.listen)
	if err != nil {
		return usage("%w", err)
	}
	if err := s.write(server.TenantID(), listening); err != nil {
		return errors.Join(err, listening.Close())
	}
	fmt.Fprintf(t.out, "Serving %s at %s until Ctrl-C.\nTry: wbaudit collect --config %s\n", path, listening.URL, filepath.Join(s.folder, defaultConfigFile))
	err = listening.Wait(ctx)
	fmt.Fprintf(t.talk, "%d resource units were used\n", server.Units())
	if ctx.Err() != nil && err == nil {
		return errStopped
	}
	return err
}

// errStopped is the end of a command that runs until it is stopped.
var errStopped = errors.New("stopped")

// write puts what a collection needs into the folder.
func (s *simulation) write(tenant string, l *simulate.Listening) error {
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return fmt.Errorf("creating the folder of the simulation: %w", err)
	}
	text := "# Collects from a simulation; it is written anew whenever one starts.\n" +
		"tenant: {id: " + tenant + "}\n" +
		"cloud:\n  name: custom\n  graph: " + l.URL + "\n  login: " + l.URL + "\n  ca_file: " + simulationCA + "\n" +
		"  sign_in: secret\n  client_id: " + tenant + "\n  secret: file:" + simulationSecret + "\n"
	// The configuration comes last: who waits for it finds the rest.
	for _, f := range []struct{ name, text string }{
		{simulationCA, string(l.CA)}, {simulationSecret, s.options.Secret + "\n"}, {defaultConfigFile, text},
	} {
		path := filepath.Join(s.folder, f.name)
		if err := os.WriteFile(path+".new", []byte(f.text), 0o600); err != nil {
			return fmt.Errorf("writing for a collection: %w", err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			return fmt.Errorf("writing for a collection: %w", err)
		}
	}
	return nil
}

// refuseStrangers refuses a folder with files that no simulation wrote, since a configuration in it
// would be lost.
func refuseStrangers(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage("--out %s: expected a folder: %w", folder, err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	for _, name := range names {
		if !slices.Contains([]string{simulationCA, simulationSecret, defaultConfigFile}, name) || !slices.Contains(names, simulationCA) {
			return usage("--out %s: the folder holds %q, which is not of a simulation; choose an empty or new folder", folder, name)
		}
	}
	return nil
}
