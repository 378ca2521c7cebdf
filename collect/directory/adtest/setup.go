//go:build linux

package adtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net"
	"os/exec"
	"strings"
)

// configuration is smb.conf for a server that shares no files and serves LDAP and Kerberos only.
func configuration(c *Controller) string {
	// Active Directory takes SASL inside TLS unless its policy says otherwise; Samba does if told to.
	strength := "allow_sasl_over_tls"
	if c.Strict {
		strength = "yes"
	}
	return fmt.Sprintf(`[global]
	workgroup = %[1]s
	realm = %[2]s
	netbios name = DC1
	server role = active directory domain controller
	interfaces = %[3]s/8
	bind interfaces only = yes
	server services = ldap kdc
	dcerpc endpoint servers =
	dns forwarder =
	private dir = %[4]s/private
	lock directory = %[4]s/run
	state directory = %[4]s/state
	cache directory = %[4]s/cache
	pid directory = %[4]s/run
	binddns dir = %[4]s/bind-dns
	ncalrpc dir = %[4]s/ncalrpc
	winbindd socket directory = %[4]s/run/winbindd
	log file = %[4]s/log/samba.log
	max log size = 20000
	load printers = no
	printcap name = /dev/null
	disable spoolss = yes
	ntlm auth = yes
	ldap server require strong auth = %[6]s
	tls enabled = yes
	tls keyfile = %[4]s/tls/server.key
	tls certfile = %[4]s/tls/server.pem
	tls cafile = %[4]s/tls/ca.pem
	idmap_ldb:use rfc2307 = yes
[sysvol]
	path = %[4]s/state/sysvol
	read only = no
[netlogon]
	path = %[4]s/state/sysvol/%[5]s/scripts
	read only = no
`, netBIOS(c.Realm), strings.ToUpper(c.Realm), c.Address, c.dir, c.Realm, strength)
}

func netBIOS(realm string) string {
	first, _, _ := strings.Cut(realm, ".")
	return strings.ToUpper(first)
}

// freeAddress finds a loopback address at which nothing listens for LDAP: every controller takes one
// of its own, since its ports are fixed.
func freeAddress() (string, error) {
	for range 100 {
		address := fmt.Sprintf("127.%d.%d.%d", 1+mathrand.IntN(250), mathrand.IntN(250), 1+mathrand.IntN(250))
		l, err := net.Listen("tcp", net.JoinHostPort(address, "389"))
		if err != nil {
			continue
		}
		l.Close()
		return address, nil
	}
	return "", errors.New("looking for a loopback address: port 389 is taken everywhere or forbidden")
}

func randomText() string {
	octets := make([]byte, 12)
	_, _ = rand.Read(octets)
	return hex.EncodeToString(octets)
}

// run runs a command to its end and returns what it printed.
func run(ctx context.Context, input io.Reader, command string, arguments ...string) (string, error) {
	cmd := exec.CommandContext(ctx, command, arguments...)
	cmd.Stdin = input
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("running %s: %w: %s", command, err, last(said.String()+string(out)))
	}
	return string(out), nil
}

// last returns the end of a long text.
func last(text string) string {
	const limit = 2000
	return text[max(0, len(text)-limit):]
}
