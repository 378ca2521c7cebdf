package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Considered is what beside the group's own record decides its effective state. The zero
// Considered knows nothing, and gives Unknown wherever something would be needed.
type Considered struct {
	Collected Collected
	// Members is the number of direct members, or a lower bound of it while MembersExact is false.
	Members      int64
	MembersExact bool
	// HasCopy says whether a copy exists in the directory; CopyBySID that it was found by SID only,
	// which makes it the group's old original rather than a copy.
	HasCopy   Answer
	CopyBySID bool
	// InScope says whether the group is in the scope of a cloud sync job, see JobScopes.Contain.
	InScope Answer
	// ScopeDoubt says why InScope is unknown, see JobScopes.Doubt; "" where that is not known either.
	ScopeDoubt string
}

// Collected says which properties of cloud groups were asked for. A property that was never seen
// was not collected, which is not the same as null.
type Collected struct {
	Sync, Configuration bool
}

// CollectedOf reads it from the properties of the stream cloud_groups.
func CollectedOf(state snapshot.StreamState) Collected {
	return Collected{
		Sync:          hasProperty(state, "onPremisesSyncEnabled"),
		Configuration: hasProperty(state, "writebackConfiguration"),
	}
}

// Effective returns what the engines of the tenant do with g once defaults are resolved, and
// appends to trace, unless it is nil, every consideration in the order made. It is a pure function
// and allocates nothing but the trace. Where Microsoft's documents leave a case open, c decides;
// the zero Choices answers Unknown there. Member limits come from t, see TenantFacts.
//
// Source: tables 1.3 to 1.5 of the design, whose rows name the documents.
func Effective(t *Tenant, g *snapshot.CloudGroup, in Considered, c Choices, trace *[]Step) Writeback {
	e := evaluation{tenant: t, group: g, in: in, choices: c, trace: trace}
	e.classify()
	var w Writeback
	w.V2 = e.v2()
	w.V1 = e.v1()
	w.CloudSync = e.cloudSync()
	e.decide(&w)
	return w
}

// hasProperty reports whether a property of the stream was ever seen.
func hasProperty(state snapshot.StreamState, name string) bool {
	return slices.ContainsFunc(state.Properties, func(p string) bool { return strings.EqualFold(p, name) })
}
