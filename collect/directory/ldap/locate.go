package ldap

import (
	"context"
	"net"
	"strings"
)

// locate finds a domain controller of a domain in DNS, by the record that every one of them
// registers. The order is the one that RFC 2782 asks for: by priority, then by weight and chance.
//
// Source: MS-ADTS 6.3.2.3, SRV records.
func locate(ctx context.Context, domain string, _ bool) (string, error) {
	p := &Problem{Doing: "looking for a domain controller of " + domain, Remedy: "name the domain controller, or use a DNS server of the domain"}
	if domain == "" {
		p.Doing, p.What = "looking for a domain controller", "neither domain nor server is named"
		return "", p
	}
	_, records, err := net.DefaultResolver.LookupSRV(ctx, "ldap", "tcp", "dc._msdcs."+domain)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil || len(records) == 0 {
		p.What, p.Err = "DNS has no record _ldap._tcp.dc._msdcs."+domain, err
		return "", p
	}
	return strings.TrimSuffix(records[0].Target, "."), nil
}
