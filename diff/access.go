package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Access says who may change the copies, by the access lists of their containers. It is the only
// fact with ids that controls see, see Trustee and the package's documentation.
type Access struct {
	// OU is that of the writeback OU, Head that of its domain as far as it reaches down to groups.
	OU   AccessList `json:"ou"`
	Head AccessList `json:"head"`
	// Connectors are the accounts that Connect writes with, as its export names them; empty without
	// an export.
	Connectors []ConnectorAccount `json:"connectors"`
	// Agents is the account that was stated for cloud sync's agent, where copies of its own show that it writes into
	// the OU; else empty.
	Agents []ConnectorAccount `json:"agents"`
	// Unknown says of which engines it is not known with which account they write into the OU.
	Unknown UnknownAccounts `json:"unknown"`
}

// UnknownAccounts names engines that may write into the writeback OU and of which neither Connect's export, a
// statement nor the name that setup gives tells the account.
type UnknownAccounts struct {
	Connect bool `json:"connect"`
	// Agent is that of cloud sync, where copies of its own lie in the OU or no other engine is on.
	Agent bool `json:"agent"`
}

// AccessList is one access list.
type AccessList struct {
	// Read is no when the descriptor was not supplied or the OU is not known, unknown when it
	// could not be understood.
	Read Answer `json:"read"`
	// Trustees are those who may change groups, ordered by SID; empty unless Read is yes.
	Trustees []Trustee `json:"trustees"`
	// Anyone is what every account may do to groups, the engines' among them: by entries for all accounts, or
	// because the list is null.
	Anyone Rights `json:"anyone"`
}

// Rights are those that an engine needs: to create groups, to delete them, and to write all their attributes.
type Rights struct {
	Create bool `json:"create"`
	Delete bool `json:"delete"`
	Write  bool `json:"write"`
}

// all reports whether nothing is missing.
func (r Rights) all() bool { return r.Create && r.Delete && r.Write }

func rightsOf(p powers) Rights {
	has := func(any powers) bool { return p&any != 0 }
	return Rights{Create: has(powerCreate), Delete: has(powerDeleteChild | powerDelete), Write: has(powerWriteAll)}
}

// Trustee is somebody who may change groups. Controls see its SID, unlike any other id, since the
// accounts that are meant to have the right are named in their parameters.
type Trustee struct {
	SID string `json:"sid"`
	// Number counts from 1, in the order of the SIDs, those on either list who are not the system,
	// administrators or no one in particular; 0 for these. The notes of the run say which is which, so
	// that findings need not.
	Number int    `json:"number"`
	Kind   string `json:"kind"`
	// Members counts the direct members of a group whose members were all read; else nil.
	Members *int `json:"members"`
	// Create and Delete concern groups, WriteMember their member attribute, WriteAll all their
	// attributes; WriteDACL and WriteOwner the container or the groups.
	Create      bool `json:"create"`
	Delete      bool `json:"delete"`
	WriteMember bool `json:"write_member"`
	WriteAll    bool `json:"write_all"`
	WriteDACL   bool `json:"write_dacl"`
	WriteOwner  bool `json:"write_owner"`
	// LikeEngine is true for an account, or somebody of whom nothing was read, with the rights that
	// an engine needs, to create, delete and write groups, while it is not known which accounts the
	// engines have.
	LikeEngine bool `json:"like_engine"`
}

// The values of Trustee.Kind.
const (
	// TrusteeSelf stands for no one in particular: the object itself, its creator or owner.
	TrusteeSelf = "self"
	// TrusteeSystem is the system or a domain controller, TrusteeAdmins administrators of domain
	// or forest, TrusteeOperators Account Operators.
	TrusteeSystem    = "system"
	TrusteeAdmins    = "admins"
	TrusteeOperators = "operators"
	// TrusteeActiveOperators is Account Operators when it is known to have members.
	TrusteeActiveOperators = "active_operators"
	TrusteeExchange        = "exchange"
	// TrusteeConnector is an account with the name that setup gives to an engine's account, or one
	// that a connector of Connect names.
	TrusteeConnector = "connector"
	// TrusteeEveryone is a group that all accounts belong to.
	TrusteeEveryone = "everyone"
	TrusteeGroup    = "group"
	TrusteeAccount  = "account"
	// TrusteeUnresolved is a SID of which no record was read.
	TrusteeUnresolved = "unresolved"
)

// wellKnownTrustees and domainTrustees are known by SID and by the RID in a domain.
//
// Source: MS-DTYP 2.4.2.4.
var (
	wellKnownTrustees = map[string]string{
		"S-1-3-0": TrusteeSelf, "S-1-3-1": TrusteeSelf, "S-1-3-4": TrusteeSelf, "S-1-5-10": TrusteeSelf,
		"S-1-5-9": TrusteeSystem, "S-1-5-18": TrusteeSystem,
		"S-1-5-32-544": TrusteeAdmins, "S-1-5-32-548": TrusteeOperators,
		everyoneSID: TrusteeEveryone, "S-1-5-7": TrusteeEveryone, authenticatedSID: TrusteeEveryone,
		"S-1-5-32-545": TrusteeEveryone, "S-1-5-32-554": TrusteeEveryone,
	}
	domainTrustees = map[uint32]string{
		498: TrusteeSystem, 516: TrusteeSystem, 521: TrusteeSystem,
		512: TrusteeAdmins, 518: TrusteeAdmins, 519: TrusteeAdmins,
		513: TrusteeEveryone, 515: TrusteeEveryone,
	}
	exchangeGroups = []string{
		"exchange trusted subsystem", "exchange windows permissions", "organization management", "exchange servers",
	}
)

// findAccess reads the access lists of the writeback OU and of its domain's head.
func (f *Facts) findAccess(k *linkKeys) {
	head := ""
	for dn := f.ou; dn != ""; dn = snapshot.ParentDN(dn) {
		if isDomainHead(dn) {
			head = dn
			break
		}
	}
	// A server in staging mode needs the rights for the day it takes over.
	standby := f.connectorAccounts(k, true)
	if agent, stated := f.statedAgent(); stated {
		standby = append(standby, agent)
	}
	f.estate.access = Access{
		OU:         f.accessOf(f.ou, reachHere, true, k).withConnectors(standby),
		Head:       f.accessOf(head, reachBelow, false, k).withConnectors(standby),
		Connectors: f.connectorAccounts(k, false),
	}
	f.estate.access.Agents, f.estate.access.Unknown = f.agentAccounts(), f.unknownAccounts(k)
	if f.knowsEngines(k) {
		f.estate.access.OU.unlikeEngine()
		f.estate.access.Head.unlikeEngine()
	}
	f.numberTrustees()
}

// statedAgent is the account of cloud sync's agent that the operator gives, while cloud sync may be on.
func (f *Facts) statedAgent() (ConnectorAccount, bool) {
	sid, ok := parseSID(&f.choices.Agent)
	return ConnectorAccount{SID: sid.String()}, ok && f.tenant.CloudSync != Off
}

// agentAccounts are the accounts of Access.Agents.
func (f *Facts) agentAccounts() []ConnectorAccount {
	if agent, stated := f.statedAgent(); stated && f.tenant.CloudSync == On && f.writesByCloudSync() {
		return []ConnectorAccount{agent}
	}
	return []ConnectorAccount{}
}

// unknownAccounts finds those of Access.Unknown.
func (f *Facts) unknownAccounts(k *linkKeys) UnknownAccounts {
	unread := ConnectorAccount{}
	exported := f.estate.access.Connectors
	connect := len(exported) == 0 && !f.knowsByName(k, f.isConnectAccount) || slices.Contains(exported, unread)
	_, stated := f.statedAgent()
	alone := f.tenant.V1 == Off && f.tenant.V2 == Off
	return UnknownAccounts{
		Connect: connect && !alone,
		Agent:   f.tenant.CloudSync != Off && (alone || f.writesByCloudSync()) && !stated && !f.knowsByName(k, f.isAgentAccount),
	}
}

// writesByCloudSync reports whether a copy in the writeback OU has the anchor that cloud sync alone writes.
func (f *Facts) writesByCloudSync() bool {
	return slices.ContainsFunc(f.directory, func(d directoryRow) bool {
		return d.anchor == numExternalID && f.parents.list[d.parent].inOU == Yes
	})
}

// knowsEngines reports whether the account of every engine that may write is known: Connect's as its
// export names it, the agent's as stated or by the name that setup gives, with rights on the writeback OU. Nobody
// else is an engine then, whatever his rights.
func (f *Facts) knowsEngines(k *linkKeys) bool {
	if f.tenant.V1 != Off || f.tenant.V2 != Off {
		accounts := f.estate.access.Connectors
		if len(accounts) == 0 || slices.Contains(accounts, ConnectorAccount{}) {
			return false
		}
	}
	_, stated := f.statedAgent()
	return f.tenant.CloudSync == Off || stated || f.knowsByName(k, f.isAgentAccount)
}

// knowsByName reports whether an engine's account on the OU's list is one of those asked for.
func (f *Facts) knowsByName(k *linkKeys, wanted func(account uint32) bool) bool {
	for _, t := range f.estate.access.OU.Trustees {
		if t.Kind != TrusteeConnector {
			continue
		}
		sid, ok := parseSID(&t.SID)
		for i := range k.directory.sid {
			if ok && k.directory.sid[i] == sid && wanted(uint32(i)) {
				return true
			}
		}
	}
	return false
}

// unlikeEngine takes back that somebody may be an engine.
func (l AccessList) unlikeEngine() {
	for i := range l.Trustees {
		l.Trustees[i].LikeEngine = false
	}
}

// numberTrustees numbers those whom controls may speak of, and notes their SIDs.
func (f *Facts) numberTrustees() {
	lists := [...][]Trustee{f.estate.access.OU.Trustees, f.estate.access.Head.Trustees}
	kinds := map[string]string{}
	for _, list := range lists {
		for _, t := range list {
			if t.Kind != TrusteeSelf && t.Kind != TrusteeSystem && t.Kind != TrusteeAdmins {
				kinds[t.SID] = t.Kind
			}
		}
	}
	sids := slices.Sorted(maps.Keys(kinds))
	for i, sid := range sids {
		f.tenant.Notes = append(f.tenant.Notes, fmt.Sprintf("trustee %d on the access lists of the writeback OU and its domain is %s (%s)", i+1, sid, kinds[sid]))
	}
	for _, list := range lists {
		for i := range list {
			n, _ := slices.BinarySearch(sids, list[i].SID)
			if kinds[list[i].SID] != "" {
				list[i].Number = n + 1
			}
		}
	}
}

// withConnectors marks the accounts that Connect names as its own, whatever they are called.
func (l AccessList) withConnectors(accounts []ConnectorAccount) AccessList {
	for i := range l.Trustees {
		t := &l.Trustees[i]
		if (t.Kind == TrusteeAccount || t.Kind == TrusteeUnresolved) && slices.Contains(accounts, ConnectorAccount{SID: t.SID}) {
			t.Kind, t.LikeEngine = TrusteeConnector, false
		}
	}
	return l
}

func (f *Facts) accessOf(container string, r reach, owned bool, k *linkKeys) AccessList {
	list := AccessList{Read: No, Trustees: []Trustee{}}
	if f.estate.facts == nil || container == "" {
		return list
	}
	octets, found := f.estate.facts.Descriptors[container]
	if !found {
		return list
	}
	d, err := snapshot.ParseDescriptor(octets)
	switch {
	case err != nil:
		f.tenant.Notes = append(f.tenant.Notes, "the access list of "+container+" was left out: "+err.Error())
		list.Read = Unknown
		return list
	case !d.HasDACL:
		return list
	}
	list.Read, list.Anyone = Yes, rightsOf(anyonesPowers(&d, r))
	grants := grantsOf(&d, r, owned)
	resolved := f.resolve(grants, snapshot.DomainOf(container), k)
	for _, g := range grants {
		list.Trustees = append(list.Trustees, resolved[g.trustee].with(g))
	}
	return list
}

func (t Trustee) with(g grant) Trustee {
	has := func(p powers) bool { return g.powers&p != 0 }
	needed := rightsOf(g.powers)
	t.SID = g.trustee
	t.Create, t.Delete, t.WriteAll = needed.Create, needed.Delete, needed.Write
	t.WriteMember = has(powerWriteMember | powerAddSelf)
	t.WriteDACL, t.WriteOwner = has(powerDACL|powerGroupDACL), has(powerOwner|powerGroupOwner)
	t.LikeEngine = (t.Kind == TrusteeAccount || t.Kind == TrusteeUnresolved) && needed.all()
	return t
}

// resolve says who the trustees of a list in a domain are, as far as their records were read.
func (f *Facts) resolve(grants []grant, domain string, k *linkKeys) map[string]Trustee {
	found := make(map[string]Trustee, len(grants))
	wanted := map[domainSID]string{}
	for _, g := range grants {
		found[g.trustee] = Trustee{Kind: kindBySID(g.trustee)}
		if sid, ok := parseSID(&g.trustee); ok {
			wanted[sid] = g.trustee
		}
	}
	for i := range k.directory.sid {
		name, ok := wanted[k.directory.sid[i]]
		if !ok || found[name].Kind != TrusteeUnresolved {
			continue
		}
		t := found[name]
		if t.Kind = TrusteeAccount; f.accounts.traits[i].has(accountGroup) {
			t.Kind = TrusteeGroup
		} else if f.isEngineAccount(uint32(i)) {
			t.Kind = TrusteeConnector
		}
		found[name] = t
	}
	for row := range f.directory {
		d := &f.directory[row]
		name, ok := wanted[d.sid]
		if !ok && d.sid == (domainSID{}) && f.parents.list[d.parent].place.domain == domain {
			// A group of the container Builtin has no domain in its SID, and every domain has its own.
			name = d.texts(&f.directoryTexts).sid
			_, ok = found[name]
		}
		if !ok {
			continue
		}
		found[name] = f.trusteeGroup(found[name], row)
	}
	return found
}

// kindBySID tells well-known trustees.
func kindBySID(text string) string {
	if kind, ok := wellKnownTrustees[text]; ok {
		return kind
	}
	if sid, ok := parseSID(&text); ok {
		if kind, ok := domainTrustees[sid[3]]; ok {
			return kind
		}
		return TrusteeUnresolved
	}
	if strings.HasPrefix(text, builtinSIDPrefix) {
		return TrusteeGroup
	}
	return TrusteeUnresolved
}

// trusteeGroup adds what the record of a group tells.
func (f *Facts) trusteeGroup(t Trustee, row int) Trustee {
	d := &f.directory[row]
	count := len(f.directoryMembers.of(row))
	if status, _ := f.directoryCoverage(row); status == coverComplete {
		t.Members = &count
	}
	if t.Kind == TrusteeOperators && count > 0 {
		t.Kind = TrusteeActiveOperators
	}
	if t.Kind != TrusteeUnresolved && t.Kind != TrusteeGroup {
		return t
	}
	t.Kind = TrusteeGroup
	cn := strings.ToLower(d.texts(&f.directoryTexts).cn)
	if f.parents.list[d.parent].place.exchange || slices.Contains(exchangeGroups, cn) {
		t.Kind = TrusteeExchange
	}
	return t
}

// isEngineAccount reports whether an account has a name that setup gives: MSOL_ and hexadecimal
// digits for Connect, provAgentgMSA or pGMSA_ and such digits for the agent of cloud sync.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions
func (f *Facts) isEngineAccount(account uint32) bool {
	texts := f.directoryTexts.at(f.accounts.text[account])
	texts.next()
	texts.next()
	sam := strings.ToLower(texts.text())
	return hexBetween(sam, "msol_", "") || isAgentName(sam)
}

// isAgentAccount is isEngineAccount for the agent of cloud sync alone.
func (f *Facts) isAgentAccount(account uint32) bool {
	texts := f.directoryTexts.at(f.accounts.text[account])
	texts.next()
	texts.next()
	return isAgentName(strings.ToLower(texts.text()))
}

// isConnectAccount is isEngineAccount for Connect alone.
func (f *Facts) isConnectAccount(account uint32) bool {
	return f.isEngineAccount(account) && !f.isAgentAccount(account)
}

func isAgentName(sam string) bool {
	return hexBetween(sam, "pgmsa_", "$") || sam == "provagentgmsa$"
}

// hexBetween reports whether text is at least eight hexadecimal digits between prefix and suffix.
func hexBetween(text, prefix, suffix string) bool {
	rest, ok := strings.CutPrefix(text, prefix)
	rest, ok2 := strings.CutSuffix(rest, suffix)
	return ok && ok2 && len(rest) >= 8 && strings.Trim(rest, "0123456789abcdef") == ""
}
