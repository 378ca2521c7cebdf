//go:build linux

package adtest

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Options describe the domain.
type Options struct {
	// Realm is its DNS name.
	Realm string
	// SID is the domain's; "" for one of its own. It must be that of the objects to be loaded.
	SID string
	// LDIF are files to load before the server starts.
	LDIF []string
	// Plain leaves the schema as Samba has it, without the attributes of a hybrid directory.
	Plain bool
	// Strict refuses SASL inside TLS, which signs nothing itself.
	Strict bool
}

// Controller is a running domain controller.
type Controller struct {
	Options
	// Address is its loopback address; LDAP, LDAPS and Kerberos listen on their usual ports there.
	Address string
	// Host is its DNS name, which its certificate is for, and Base the DN of the domain.
	Host, Base string
	// Administrator's password.
	Password  string
	Authority *Authority
	// Left names what could not be loaded, as "dn<TAB>attribute".
	Left []string

	dir    string
	server *exec.Cmd
	stdin  io.Closer
}

// ErrMissing says that this machine cannot run a domain controller.
var ErrMissing = errors.New("no domain controller can run here")

//go:embed load.py
var loader []byte

// Missing says why no domain controller can run here, naming Debian's packages; nil if one can.
func Missing() error {
	if os.Geteuid() != 0 {
		return fmt.Errorf("%w: root is needed for ports below 1024", ErrMissing)
	}
	for command, from := range map[string]string{"samba": "samba-ad-dc", "samba-tool": "samba-ad-dc", "ldbadd": "ldb-tools", "ldapsearch": "ldap-utils"} {
		if _, err := exec.LookPath(command); err != nil {
			return fmt.Errorf("%w: install %s", ErrMissing, from)
		}
	}
	if _, err := os.Stat("/usr/share/samba/setup/ad-schema"); err != nil {
		return fmt.Errorf("%w: install samba-ad-provision", ErrMissing)
	}
	return nil
}

// Start provisions a domain, loads it and starts its controller. Close ends it; it ends by itself
// when this process does.
func Start(ctx context.Context, o Options) (*Controller, error) {
	if err := Missing(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "ad")
	if err != nil {
		return nil, err
	}
	c := &Controller{Options: o, dir: dir, Host: "dc1." + o.Realm, Base: "DC=" + strings.ReplaceAll(o.Realm, ".", ",DC="), Password: "Aa1-" + randomText()}
	for _, step := range []func(context.Context) error{c.prepare, c.provision, c.extend, c.service, c.load, c.start} {
		if err := step(ctx); err != nil {
			return nil, errors.Join(err, c.Close())
		}
	}
	return c, nil
}

// prepare writes configuration and certificates.
func (c *Controller) prepare(context.Context) error {
	var err error
	if c.Address, err = freeAddress(); err != nil {
		return err
	}
	for _, folder := range []string{"etc", "log", "run", "private", "tls", "state/sysvol/" + c.Realm + "/scripts"} {
		if err := os.MkdirAll(filepath.Join(c.dir, folder), 0o755); err != nil {
			return err
		}
	}
	if err := os.WriteFile(c.conf(), []byte(configuration(c)), 0o600); err != nil {
		return err
	}
	if c.Authority, err = NewAuthority(); err != nil {
		return err
	}
	certificate, err := c.Authority.Issue(time.Now().Add(24*time.Hour), c.Host, c.Realm, c.Address)
	if err != nil {
		return err
	}
	return c.Authority.store(filepath.Join(c.dir, "tls"), certificate)
}

func (c *Controller) conf() string { return filepath.Join(c.dir, "etc", "smb.conf") }
func (c *Controller) sam() string  { return filepath.Join(c.dir, "private", "sam.ldb") }

func (c *Controller) provision(ctx context.Context) error {
	arguments := []string{
		"domain", "provision", "--configfile=" + c.conf(), "--realm=" + strings.ToUpper(c.Realm), "--domain=" + netBIOS(c.Realm),
		"--adminpass=" + c.Password, "--server-role=dc", "--use-rfc2307", "--dns-backend=NONE", "--backend-store=mdb", "--host-name=dc1", "--host-ip=" + c.Address,
	}
	if c.SID != "" {
		arguments = append(arguments, "--domain-sid="+c.SID)
	}
	_, err := run(ctx, nil, "samba-tool", arguments...)
	return err
}

func (c *Controller) extend(ctx context.Context) error {
	if c.Plain {
		return nil
	}
	attributes, class := schemaLDIF(c.Base)
	for _, step := range []struct{ command, text string }{{"ldbadd", attributes}, {"ldbmodify", class}} {
		if _, err := run(ctx, strings.NewReader(step.text), step.command, "-H", c.sam(), "--configfile="+c.conf(), "--option=dsdb:schema update allowed=true"); err != nil {
			return err
		}
	}
	return nil
}

// service gives the controller the service principal by which clients get their tickets: with the
// DNS service off, Samba does not register it.
func (c *Controller) service(ctx context.Context) error {
	_, err := run(ctx, nil, "samba-tool", "spn", "add", "ldap/"+c.Host, "DC1$", "--configfile="+c.conf())
	return err
}

// load puts the LDIF files into the database, before the server runs.
func (c *Controller) load(ctx context.Context) error {
	if len(c.LDIF) == 0 {
		return nil
	}
	out, err := run(ctx, bytes.NewReader(loader), "/usr/bin/python3", append([]string{"-", c.conf(), c.sam()}, c.LDIF...)...)
	if err != nil {
		return err
	}
	for line := range strings.Lines(out) {
		c.Left = append(c.Left, strings.TrimSpace(line))
	}
	return nil
}

func (c *Controller) start(ctx context.Context) error {
	c.server = exec.Command("samba", "-F", "--no-process-group", "-M", "prefork", "--configfile="+c.conf(), "--option=prefork children=2")
	apart(c.server)
	log, err := os.Create(filepath.Join(c.dir, "log", "stdout.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	c.server.Stdout, c.server.Stderr = log, log
	// In the foreground Samba ends when its standard input does: also when the test is killed.
	if c.stdin, err = c.server.StdinPipe(); err != nil {
		return err
	}
	if err := c.server.Start(); err != nil {
		return fmt.Errorf("starting samba: %w", err)
	}
	return c.await(ctx)
}

// await waits until the server answers a search.
func (c *Controller) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		answer := exec.CommandContext(ctx, "ldapsearch", "-x", "-LLL", "-o", "nettimeout=2", "-H", "ldap://"+c.Address, "-s", "base", "-b", "", "defaultNamingContext")
		if out, err := answer.Output(); err == nil && bytes.Contains(out, []byte("defaultNamingContext: ")) {
			return nil
		}
		select {
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(c.dir, "log", "samba.log"))
			return fmt.Errorf("waiting for samba: %w: %s", ctx.Err(), log)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Close stops the server and removes everything.
func (c *Controller) Close() error {
	if c.server != nil && c.server.Process != nil {
		c.stdin.Close()
		end(c.server, false)
		ended := make(chan struct{})
		go func() { _ = c.server.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
		}
		end(c.server, true)
		<-ended
	}
	return os.RemoveAll(c.dir)
}
