package diff

import (
	"encoding/json"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A scope that lost most groups whose copies carry the anchor of cloud sync is doubted, like a list of cloud groups.
func TestAScopeThatLostMostGroupsIsDoubted(t *testing.T) {
	everything, onlySales := schemaWith(), schemaWith([]string{"displayName|EQUALS|Sales"})
	for _, c := range []struct {
		claim          string
		schema         json.RawMessage
		mode           ScopeMode
		list           bool
		inside, copies int
		byConnect, off bool
		want           string
	}{
		{claim: "every copy has its group in scope", schema: everything, mode: ScopeAll, copies: 3},
		{claim: "the list of selected groups is empty", schema: everything, mode: ScopeSelected, list: true, copies: 3, want: "holds 0 of 3 groups"},
		{claim: "a list that was not read whole takes nothing away", schema: everything, mode: ScopeSelected, copies: 3},
		{claim: "a filter leaves out all but one", schema: onlySales, mode: ScopeAll, inside: 1, copies: 2, want: "holds 1 of 3 groups"},
		{claim: "half of the groups are in scope", schema: onlySales, mode: ScopeAll, inside: 2, copies: 2},
		{claim: "copies that Connect alone left tell nothing of cloud sync", schema: onlySales, mode: ScopeAll, copies: 3, byConnect: true},
		{claim: "cloud sync is off", schema: onlySales, mode: ScopeAll, copies: 3, off: true},
		{claim: "no copy tells of a scope", schema: onlySales, mode: ScopeAll},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.sync.Features["groupWriteBackEnabled"] = new(false)
			s.choices.CloudSyncScope = c.mode
			if !c.off {
				s.jobs = []snapshot.SyncJob{{ID: snapshot.GroupProvisioning + ".1", StatusCode: new("Active"), ServicePrincipalID: new(servicePrincipal), Schema: c.schema}}
			}
			if c.list {
				s.ended[snapshot.StreamAppRoleAssignments] = snapshot.Ended{Status: snapshot.Complete}
			}
			for n := range c.inside + c.copies {
				id := s.cloud(1+n, security, func(g *snapshot.CloudGroup) {
					if n < c.inside {
						g.DisplayName = new("Sales")
					}
				})
				if c.byConnect {
					s.copyOf(101+n, id)
				} else {
					s.copyOf(101+n, id, externalAnchor(id))
				}
			}
			if got := s.load().JobScopeDoubt(); !says(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
