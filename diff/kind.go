package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The values of Cloud.SOAConverted: whether the source of authority of a formerly synced group
// was moved to the cloud. Likely is an inference, Unknown means that nothing tells.
const (
	SOAYes     = "yes"
	SOANo      = "no"
	SOALikely  = "likely"
	SOAUnknown = "unknown"
)

// KindOf returns the kind of g, evaluated in the order of the constants. It is KindUnknown for
// an unreadable group and where a property that would decide is nil, since null is not false.
//
// Source: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta#group-types-in-microsoft-entra-id-and-microsoft-graph
func KindOf(g *snapshot.CloudGroup) GroupKind {
	switch {
	case g.Unreadable != "":
		return KindUnknown
	case isTrue(g.SyncEnabled) && !isTrue(g.IsCloudManaged):
		return KindSynced
	case hasType(g, "Unified"):
		return KindM365
	case g.MailEnabled == nil || g.SecurityEnabled == nil:
		return KindUnknown
	case g.GroupTypes == nil && *g.MailEnabled:
		// Every Microsoft 365 group is mail-enabled: only here could the missing list hide one.
		return KindUnknown
	case *g.SecurityEnabled && *g.MailEnabled:
		return KindMailEnabledSecurity
	case *g.SecurityEnabled:
		return KindSecurity
	case *g.MailEnabled:
		return KindDistribution
	}
	return KindOther
}

// soaConverted returns SOAYes, SOANo, SOALikely or SOAUnknown. A converted group answers
// onPremisesSyncEnabled null like a native one; what gives it away where onPremisesSyncBehavior
// was not read is the SID of its directory group, which a written-back group never has.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/concept-source-of-authority-overview; the SID is an inference.
func soaConverted(g *snapshot.CloudGroup) string {
	switch {
	case g.IsCloudManaged != nil && *g.IsCloudManaged:
		return SOAYes
	case g.IsCloudManaged != nil, g.SyncEnabled != nil:
		return SOANo
	case g.SecurityIdentifier != nil && *g.SecurityIdentifier != "":
		return SOALikely
	}
	return SOAUnknown
}

// wasSynced reports whether g came from the directory once and does no longer. A nil SyncEnabled
// is either never or converted, see soaConverted.
func wasSynced(g *snapshot.CloudGroup) bool { return g.SyncEnabled != nil && !*g.SyncEnabled }

// dynamic reports whether a rule makes the members of g.
func dynamic(g *snapshot.CloudGroup) bool { return hasType(g, "DynamicMembership") }

// roleAssignable reports whether directory roles can be given to g.
func roleAssignable(g *snapshot.CloudGroup) bool { return isTrue(g.IsAssignableToRole) }

func hasType(g *snapshot.CloudGroup, name string) bool {
	return slices.ContainsFunc(g.GroupTypes, func(t string) bool { return strings.EqualFold(t, name) })
}

func isTrue(b *bool) bool { return b != nil && *b }
