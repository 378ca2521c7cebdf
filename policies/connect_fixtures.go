package policies

import "github.com/wbaudit/wbaudit/diff"

// withConnect completes a tenant with the export of two Connect servers of which everything is known
// and nothing is wrong: the first is active, the second in staging mode.
func withConnect(t *diff.Tenant) *diff.Tenant {
	t.Connect = diff.ConnectFacts{
		Servers: []diff.ConnectServer{connectServer(1, diff.RoleActive), connectServer(2, diff.RoleStaging)},
		Active:  1, Staging: 1, Exporting: diff.Yes, OUInScope: diff.Yes, Cloned: diff.No, Forests: diff.Exactly(1),
		Differences: []string{}, Unread: []string{}, Unclear: []string{},
	}
	return t
}

func connectServer(number int, role string) diff.ConnectServer {
	s := diff.ConnectServer{
		Number: number, Key: []string{"", "a9c1d2e3f4051627", "b8d2e3f405162738"}[number], Role: role,
		Version: []int{2, 5, 79, 0}, BelowFloor: diff.No, AutoUpgrade: diff.UpgradeEnabled,
		Cycle: diff.On, Suspended: diff.No, Exports: diff.Yes, OUInScope: diff.Yes,
		Rules: diff.ServerRules{
			Read: true, Inbound: diff.CloneFacts{Default: diff.On, Replaced: diff.No},
			Outbound: diff.CloneFacts{Default: diff.On, Replaced: diff.No}, MemberLimit: diff.On,
			Disabled: []diff.DisabledRule{}, Guard: diff.GuardFacts{Rules: 1},
			Coexistence: diff.CoexistenceFacts{Inbound: diff.Yes, Outbound: diff.Yes},
		},
	}
	if role == diff.RoleStaging {
		s.Exports = diff.No
	}
	return s
}

// unexportedConnect is a tenant of which no Connect server was exported.
func unexportedConnect() diff.ConnectFacts {
	return diff.ConnectFacts{
		Servers: []diff.ConnectServer{}, Exporting: diff.Unknown, OUInScope: diff.Unknown, Cloned: diff.Unknown, Forests: diff.Exactly(0),
		Differences: []string{}, Unread: []string{}, Unclear: []string{},
	}
}
