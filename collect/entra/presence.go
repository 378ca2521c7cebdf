package entra

import (
	"fmt"
	"strings"
)

// presence counts which properties the groups carried.
type presence struct {
	groups, typed, halved int
	with                  [64]int
	// seen holds keys of bodies as Graph writes them, typedSeen those of typed objects of the
	// PowerShell SDK, and valued those of typed objects that had a value.
	seen, typedSeen, valued Properties
}

// judged are the properties by which groups are judged and of which a missing one is not the same as none:
// each group names those that its body did not have.
const judged Properties = 1<<propertyDisplayName | 1<<propertyDescription | 1<<propertyMail | 1<<propertyProxyAddresses | 1<<propertyGroupTypes |
	1<<propertyVisibility | 1<<propertyAssignableToRole | 1<<propertyMembershipRuleState | 1<<propertySyncEnabled |
	1<<propertySecurityIdentifier | 1<<propertyProvisioningErrors | 1<<propertyMembershipRule |
	1<<propertyManagementRestricted | 1<<propertyCreated

func (p *presence) count(g *Group, o *object) {
	p.groups++
	if g.halved {
		p.halved++
	}
	for at := range property(len(directoryTable.names)) {
		if g.Seen.has(at) {
			p.with[at]++
		}
	}
	if !g.Pascal {
		p.seen |= g.Seen
		return
	}
	p.typed++
	p.typedSeen |= g.Seen
	valued := Properties(0)
	for at := range property(len(directoryTable.names)) {
		if o.answered(at) {
			valued |= 1 << at
		}
	}
	// A typed object may hold an empty configuration for one that was not asked for.
	if w := g.Writeback; o.added&(1<<propertyWriteback) == 0 && w != nil && w.IsEnabled == nil && w.OnPremisesGroupType == nil {
		valued &^= 1 << propertyWriteback
	}
	p.valued |= valued
}

// mistrusted are the properties whose null says something wrong when they were not asked for: all by which groups
// are judged. Of some a null is the usual answer, and a tenant where nobody has a value is to be trusted by word.
const mistrusted Properties = judged | 1<<propertyWriteback | 1<<propertyMailEnabled | 1<<propertySecurityEnabled | 1<<propertyMailNickname

// dropped returns what typed objects carried always null, which cannot be told from not asked for. That bodies of
// Graph beside them carry it says nothing of what these asked for.
func (p *presence) dropped() Properties { return p.typedSeen &^ p.valued & mistrusted }

// collected returns the names of the properties that count as collected.
func (p *presence) collected(r *run) []string {
	all := p.seen | p.typedSeen
	if !r.options.TrustNulls {
		all &^= p.dropped()
	}
	return all.Names()
}

// uneven returns the names of the properties that some bodies carried and others not, and of those that typed objects
// carried always null, of which nobody knows whether they were asked for. Of the judged ones each group says it itself.
func (p *presence) uneven(r *run) []string {
	var some Properties
	for at := range property(len(directoryTable.names)) {
		if n := p.with[at]; n > 0 && n < p.groups {
			some |= 1 << at
		}
	}
	if !r.options.TrustNulls {
		some |= p.typedSeen &^ p.valued &^ mistrusted
	}
	return uneven(some &^ judged &^ (1 << propertyWriteback))
}

func (p *presence) remark(r *run) {
	if dropped := p.dropped(); dropped != 0 && !r.options.TrustNulls {
		r.note("%s/groups*.json: %s null in every one of %d objects written by ConvertTo-Json, so taken as not asked for; name it in -Property, or trust the nulls (--trust-nulls)",
			folder, strings.Join(dropped.Names(), ", "), p.typed)
	}
	if null := p.typedSeen &^ p.valued &^ mistrusted &^ annotations; null != 0 {
		r.note("%s/groups*.json: null in every one of %d objects written by ConvertTo-Json: %s; were they named in -Property?",
			folder, p.typed, strings.Join(null.Names(), ", "))
	}
	if p.halved > 0 {
		r.note("%s/groups*.json: writebackConfiguration of %d groups lacks isEnabled or onPremisesGroupType, so it counts as not collected; export the whole of writebackConfiguration", folder, p.halved)
	}
	var some []string
	for at, n := range p.with {
		if n > 0 && n < p.groups && Properties(1)<<at&^annotations != 0 && property(at) < directoryTable.additional() {
			some = append(some, fmt.Sprintf("%s (%d of %d)", directoryTable.names[at], p.groups-n, p.groups))
		}
	}
	switch {
	case len(some) > 0 && r.options.Told != nil:
		r.note("groups: Graph left out of some what was asked of all, so of these it is not known: %s", strings.Join(some, ", "))
	case len(some) > 0:
		r.note("%s/groups*.json: missing from the bodies of some groups, of which it is not known: %s; export all groups with one $select", folder, strings.Join(some, ", "))
	}
}
