package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// ConnectorAccount is an account that a connector of Connect signs in to the directory with.
type ConnectorAccount struct {
	// SID is "" when no record of the account was read.
	SID string `json:"sid"`
}

// connectorAccounts finds the accounts that servers which may write have for the domain of the
// writeback OU, with standby also those of servers in staging mode; each once, ordered by SID.
func (f *Facts) connectorAccounts(k *linkKeys, standby bool) []ConnectorAccount {
	list := []ConnectorAccount{}
	for _, v := range f.estate.connect {
		if !standby && !v.facts.mayWrite() {
			continue
		}
		for _, c := range v.connectors {
			if c.Entra() || !set(c.Account) || !f.coversOU(v, c.Forest, c.ID) {
				continue
			}
			list = append(list, ConnectorAccount{SID: f.sidOfLogin(*c.Account, k)})
		}
	}
	slices.SortFunc(list, func(a, b ConnectorAccount) int { return strings.Compare(a.SID, b.SID) })
	return slices.Compact(list)
}

// coversOU reports whether a connector leads to the domain of the writeback OU, or may.
func (f *Facts) coversOU(v *connectView, forest *string, id string) bool {
	domain := placeOf(f.ou).domain
	for _, c := range v.connectors {
		if c.ID != id || len(c.Partitions) == 0 {
			continue
		}
		return slices.ContainsFunc(c.Partitions, func(p snapshot.ConnectPartition) bool { return placeOf(folding(p.DN)).domain == domain })
	}
	name := strings.ToLower(deref(forest))
	return name == "" || name == domain || strings.HasSuffix(domain, "."+name)
}

// sidOfLogin finds the account that a login names, as domain\name or name@domain; "" when no record
// of it was read or several fit.
func (f *Facts) sidOfLogin(login string, k *linkKeys) string {
	domain, name, found := strings.Cut(strings.ToLower(login), `\`)
	if !found {
		name, domain, _ = strings.Cut(strings.ToLower(login), "@")
	}
	sid := ""
	for i := range k.directory.sid {
		texts := f.directoryTexts.at(f.accounts.text[i])
		texts.next()
		texts.next()
		if !strings.EqualFold(texts.text(), name) || k.directory.sid[i] == (domainSID{}) || !f.isDomain(domain, f.parents.list[f.accounts.parent[i]].place.domain) {
			continue
		}
		if sid != "" {
			return ""
		}
		sid = k.directory.sid[i].String()
	}
	return sid
}

// isDomain reports whether a NetBIOS or DNS name may be that of the domain dns. Without the records
// of domains the first label stands for the NetBIOS name, which is how it is given by default.
func (f *Facts) isDomain(name, dns string) bool {
	if name == "" || name == dns || strings.HasSuffix(dns, "."+name) {
		return true
	}
	if f.estate.facts != nil {
		for _, d := range f.estate.facts.Domains {
			if d.NetBIOSName != "" && strings.EqualFold(dnsName(d), dns) {
				return strings.EqualFold(d.NetBIOSName, name)
			}
		}
	}
	label, _, _ := strings.Cut(dns, ".")
	return label == name
}
