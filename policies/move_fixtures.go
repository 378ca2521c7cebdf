package policies

import "github.com/wbaudit/wbaudit/diff"

// movable is a security group that V2 writes and cloud sync can take over.
func movable() diff.Move {
	return diff.Move{
		Candidate: diff.Yes, Takes: diff.Yes, Stays: diff.No, Moves: diff.Yes, ByConnect: diff.Yes,
		Limit: ptr[int64](50_000), OverLimit: diff.No, ObjectAbsent: diff.No,
		Object: &diff.MoveObject{
			Scope: diff.ScopeUniversal, Path: diff.PrivilegedPath{Leads: diff.No, Gap: diff.GapNone, Group: diff.PrivilegedNone},
			DomainLocal: ptr(0), ScopeUnread: ptr(0), Above: diff.MoveAbove{Read: diff.Yes},
			Name: diff.CNDisplayName, InDomain: diff.Yes, InContainer: diff.Yes, KeepsName: diff.Yes, ExternalAnchor: diff.Yes, AgentWrites: diff.Yes,
		},
		People: diff.MovePeople{Synced: 10},
		Held:   diff.MoveHeld{Known: diff.Yes},
	}
}

// unmoved is a group that no engine writes, so that no move is about it.
func unmoved() diff.Move {
	return diff.Move{
		Candidate: diff.No, Takes: diff.Yes, Stays: diff.No, Moves: diff.No, ByConnect: diff.No, OverLimit: diff.No, ObjectAbsent: diff.Yes,
		Held: diff.MoveHeld{Known: diff.No},
	}
}

// knownJob is the configuration of a cloud sync job that keeps names and places.
func knownJob() diff.JobTarget {
	return diff.JobTarget{
		DomainKnown: true, ContainerKnown: true, Stock: diff.No, Name: diff.CNDisplayName,
		Scope: "selected", Jobs: ptr(1), SharedDomain: diff.No,
	}
}

// knownMove is a move that fits the limits of cloud sync.
func knownMove() diff.MoveTotals {
	return diff.MoveTotals{
		Any: diff.Yes, Candidates: 20, Staying: 20, Groups: 20, Memberships: 200, Whole: true,
		AllMemberships: 600, People: 300, Objects: 360, Connectors: ptr(0),
	}
}
