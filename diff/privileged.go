package diff

import (
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// PrivilegedGroup is a group of the directory whose members administer it, or can come to.
type PrivilegedGroup string

// The privileged groups. Those that came with the directory are known by SID, which no language
// changes; DnsAdmins and Exchange's group by name; Tier0 are those of GovernanceChoices.
//
// Source: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups
const (
	PrivilegedNone         PrivilegedGroup = "none"
	PrivilegedTier0        PrivilegedGroup = "tier0"
	Administrators         PrivilegedGroup = "administrators"
	EnterpriseAdmins       PrivilegedGroup = "enterprise_admins"
	SchemaAdmins           PrivilegedGroup = "schema_admins"
	DomainAdmins           PrivilegedGroup = "domain_admins"
	DomainControllers      PrivilegedGroup = "domain_controllers"
	ReadOnlyControllers    PrivilegedGroup = "read_only_controllers"
	EnterpriseKeyAdmins    PrivilegedGroup = "enterprise_key_admins"
	KeyAdmins              PrivilegedGroup = "key_admins"
	PolicyCreators         PrivilegedGroup = "policy_creators"
	CertificatePublishers  PrivilegedGroup = "certificate_publishers"
	AccountOperators       PrivilegedGroup = "account_operators"
	ServerOperators        PrivilegedGroup = "server_operators"
	PrintOperators         PrivilegedGroup = "print_operators"
	BackupOperators        PrivilegedGroup = "backup_operators"
	DNSAdmins              PrivilegedGroup = "dns_admins"
	OrganizationManagement PrivilegedGroup = "organization_management"
)

const organizationManagerName = "organization management"

// PrivilegedGroups lists them, the gravest first: of several that are equally near, the first is
// named.
func PrivilegedGroups() []PrivilegedGroup {
	return []PrivilegedGroup{
		Administrators, EnterpriseAdmins, DomainAdmins, SchemaAdmins, DomainControllers, ReadOnlyControllers,
		EnterpriseKeyAdmins, KeyAdmins, PolicyCreators, AccountOperators, ServerOperators, BackupOperators, PrintOperators,
		CertificatePublishers, DNSAdmins, OrganizationManagement, PrivilegedTier0, PrivilegedNone,
	}
}

// Privileged groups by SID in the container Builtin, by RID in a domain, and by name. The names of
// groups with a fixed SID serve for groups of which only the DN is known, and for imitations.
var (
	privilegedBuiltin = map[string]PrivilegedGroup{
		"S-1-5-32-544": Administrators, "S-1-5-32-548": AccountOperators, "S-1-5-32-549": ServerOperators,
		"S-1-5-32-550": PrintOperators, "S-1-5-32-551": BackupOperators,
	}
	privilegedRIDs = map[uint32]PrivilegedGroup{
		512: DomainAdmins, 516: DomainControllers, 517: CertificatePublishers, 518: SchemaAdmins, 519: EnterpriseAdmins,
		520: PolicyCreators, 521: ReadOnlyControllers, 526: KeyAdmins, 527: EnterpriseKeyAdmins,
	}
	privilegedInBuiltin = map[string]PrivilegedGroup{
		"administrators": Administrators, "account operators": AccountOperators, "server operators": ServerOperators,
		"print operators": PrintOperators, "backup operators": BackupOperators,
	}
	privilegedInUsers = map[string]PrivilegedGroup{
		"domain admins": DomainAdmins, "domain controllers": DomainControllers, "cert publishers": CertificatePublishers,
		"schema admins": SchemaAdmins, "enterprise admins": EnterpriseAdmins, "group policy creator owners": PolicyCreators,
		"read-only domain controllers": ReadOnlyControllers, "key admins": KeyAdmins, "enterprise key admins": EnterpriseKeyAdmins,
		"dnsadmins": DNSAdmins,
	}
)

// privilegedRow says which privileged group a directory row is.
func (f *Facts) privilegedRow(row int, texts *directoryTexts) PrivilegedGroup {
	d := &f.directory[row]
	cn := strings.ToLower(texts.cn)
	if kind, ok := privilegedBuiltin[texts.sid]; ok {
		return kind
	}
	if d.sid != (domainSID{}) {
		if kind, ok := privilegedRIDs[d.sid[3]]; ok {
			return kind
		}
	}
	parent := &f.parents.list[d.parent]
	if d.sid == (domainSID{}) && texts.sid == "" {
		if folded, err := snapshot.FoldDN(joinDN(texts.rdn, parent.dn)); err == nil {
			return f.privilegedName(folded)
		}
	}
	switch {
	case parent.place.exchange && cn == organizationManagerName:
		return OrganizationManagement
	case isUsersContainer(parent.folded) && cn == "dnsadmins":
		return DNSAdmins
	case f.governed.tier0.has(texts.sid, joinDN(texts.rdn, parent.dn), texts.cn, texts.sam):
		return PrivilegedTier0
	}
	return PrivilegedNone
}

// privilegedName says which privileged group a folded DN names, for a group without a record. The
// names are English; a directory in another language shows by SID once its groups are read.
func (f *Facts) privilegedName(folded string) PrivilegedGroup {
	if kind := wellKnownName(folded); kind != PrivilegedNone {
		return kind
	}
	rdn, _ := splitDN(folded)
	if cn, _ := cnOf(rdn); f.governed.tier0.has("", folded, cn, "") {
		return PrivilegedTier0
	}
	return PrivilegedNone
}

// wellKnownName is privilegedName without the groups that the organization named.
func wellKnownName(folded string) PrivilegedGroup {
	rdn, container := splitDN(folded)
	cn, _ := cnOf(rdn)
	switch {
	case strings.HasPrefix(container, "cn=builtin,") && isDomainHead(strings.TrimPrefix(container, "cn=builtin,")):
		if kind, ok := privilegedInBuiltin[cn]; ok {
			return kind
		}
	case isUsersContainer(container):
		if kind, ok := privilegedInUsers[cn]; ok {
			return kind
		}
	case strings.HasPrefix(container, "ou=microsoft exchange security groups,") && cn == organizationManagerName:
		return OrganizationManagement
	}
	return PrivilegedNone
}

// isUsersContainer reports whether a folded DN is the container Users of a domain.
func isUsersContainer(folded string) bool {
	head, ok := strings.CutPrefix(folded, "cn=users,")
	return ok && isDomainHead(head)
}

// tier0 holds the groups that an organization calls privileged, each as it was given, folded.
type tier0 map[string]bool

func newTier0(names []string) tier0 {
	t := tier0{}
	for _, name := range names {
		t[foldGroupName(name)] = true
	}
	return t
}

// tier0Unmet lists, by number from 1, the entries of GovernanceChoices.Tier0Groups that neither a
// directory group nor a name in a memberOf is known by, and that are privileged for nobody else: they
// may be misspelt.
func (a *ancestry) tier0Unmet() []string {
	entries := a.choices.Governance.Tier0Groups
	if len(entries) == 0 {
		return nil
	}
	met := tier0{}
	meet := func(names ...string) {
		for _, name := range names {
			met[foldGroupName(name)] = true
		}
	}
	for i := range a.directory {
		d := &a.directory[i]
		texts := d.texts(&a.directoryTexts)
		if dn := a.dnOf(d, &texts); a.governed.tier0.has(texts.sid, dn, texts.cn, texts.sam) {
			meet(texts.sid, dn, texts.cn, texts.sam)
		}
	}
	for _, folded := range a.strange {
		rdn, _ := splitDN(folded)
		if cn, _ := cnOf(rdn); a.governed.tier0.has(folded, cn) {
			meet(folded, cn)
		}
	}
	var unmet []string
	for i, entry := range entries {
		name := foldGroupName(entry)
		_, builtin := privilegedBuiltin[strings.ToUpper(name)]
		if !met[name] && !builtin && wellKnownName(name) == PrivilegedNone {
			unmet = append(unmet, strconv.Itoa(i+1))
		}
	}
	return unmet
}

// foldGroupName folds a DN as DNs are compared, anything else by case.
func foldGroupName(name string) string {
	name = strings.TrimSpace(name)
	if strings.Contains(name, "=") {
		if folded, err := snapshot.FoldDN(name); err == nil {
			return folded
		}
	}
	return strings.ToLower(name)
}

// has reports whether one of the names of a group is among them.
func (t tier0) has(names ...string) bool {
	if len(t) == 0 {
		return false
	}
	for _, name := range names {
		if name != "" && t[foldGroupName(name)] {
			return true
		}
	}
	return false
}
