package readiness

import "github.com/wbaudit/wbaudit/diff"

// SignOff is one thing that no data can show and that somebody has to sign for.
type SignOff struct {
	// ID is kept for ever, so that a signature can name it.
	ID, Text string
}

// SignOffs lists what has to be signed for before a move.
//
// Source: section 7J of the design.
func SignOffs(to diff.Target) []SignOff {
	var list []SignOff
	for _, item := range signOffs {
		for _, target := range item.targets {
			if target == to {
				list = append(list, item.SignOff)
			}
		}
	}
	return list
}

var (
	everyTarget  = []diff.Target{diff.ToCloudSync, diff.ToSOA, diff.ToV1, diff.ToV2}
	leavesV2     = []diff.Target{diff.ToCloudSync, diff.ToV1}
	byAgents     = []diff.Target{diff.ToCloudSync, diff.ToSOA}
	onlyTheAgent = []diff.Target{diff.ToCloudSync}
)

var signOffs = []struct {
	SignOff
	targets []diff.Target
}{
	{SignOff{"SO-01", "The change window is agreed, and the owner of the rollback is named."}, everyTarget},
	{SignOff{"SO-02", "Restoring one group from the AD Recycle Bin was rehearsed."}, everyTarget},
	{SignOff{"SO-03", "The owners of the groups accepted the lists of ENG-25 (copies that become distribution groups) and ENG-03 (groups that appear)."}, leavesV2},
	{SignOff{"SO-04", "The owners of files, applications and group policies were asked where a CN, a DN or a sAMAccountName is written down."}, everyTarget},
	{SignOff{"SO-05", "The owner of Exchange and mail flow is informed (CS-01, DIF-21)."}, leavesV2},
	{SignOff{"SO-06", "Ports 389 and 3268 of the domain controllers were tested from the host of the agent."}, byAgents},
	{SignOff{"SO-07", "At least two provisioning agents run."}, byAgents},
	{SignOff{"SO-08", "V2 cannot be switched on again: who decided that, and when, is recorded."}, leavesV2},
	{SignOff{"SO-09", "The order is followed: copy the anchors, compare, staging mode, rules, full synchronization, V2 off, full synchronization (CS-24, CS-25)."}, onlyTheAgent},
	{SignOff{"SO-10", "The number of licences was compared with the number of configurations."}, byAgents},
	{SignOff{"SO-11", "Everybody who loses access loses it on purpose: the owners of the groups signed the list."}, everyTarget},
}
