package report

import "slices"

// Readiness says how one cloud group stands to a move, and what the move does to its copy. Groups that the
// target is not about have none; the verdict counts them.
type Readiness struct {
	// Key is the subject's key; readiness records come in its order.
	Key    string `json:"key"`
	Target Target `json:"target"`
	// State: blocked, undecided, readyAfter, ready, staysOnV1 or atTarget.
	State string `json:"state"`
	// ChangesOver says whether V1 takes the group over from V2, or begins to write it, once V2 is off.
	// It is yes, no, or unknown where it is not known whether V2 is on, or whether V1 is to write the group.
	ChangesOver string `json:"changes_over"`
	// Wave is the wave in which the group moves, from 1; 0 for one that does not. Together counts the
	// groups that move at once because they contain one another, 1 for most and 0 without a wave.
	Wave     int               `json:"wave"`
	Together int               `json:"together"`
	Reasons  []ReadinessReason `json:"reasons"`
	// CloudMembers counts the members of the cloud group; nil when not known.
	CloudMembers *int64 `json:"cloud_members"`
	// Anchor is nil where no anchor has to be looked at.
	Anchor *AnchorStep `json:"anchor"`
	// Copy is nil for a group that is not to move. Of one of which that is not known, nothing of it is.
	Copy *CopyStep `json:"copy"`
	// Members is nil where nothing becomes of the members.
	Members *MemberMove `json:"members"`
}

// ReadinessReason is why a group is in its state. Kind: blocker, undecided, child, after, wave, notice or
// accepted.
type ReadinessReason struct {
	Kind string `json:"kind"`
	// Control is the id of the control behind it; "" where the decision tables or the order decide.
	Control string `json:"control"`
	// Severity and Fingerprint are those of the finding; "" without one.
	Severity    string `json:"severity"`
	Fingerprint string `json:"fingerprint"`
	Text        string `json:"text"`
	// Group and Name are key and name of the group that holds this one back; "" without one.
	Group string `json:"group"`
	Name  string `json:"name"`
}

// AnchorStep is one line of the list of anchors to copy. Action: copy, done, conflict, missing, or unknown where the
// copy or an anchor was not read, or it is not known whether the group moves.
type AnchorStep struct {
	Action string `json:"action"`
	// DN is that of the copy; "" where no single one was read.
	DN string `json:"dn"`
	// Value is adminDescription exactly as read, which belongs into msDS-ExternalDirectoryObjectId;
	// Current is what stands there, nil when it was not seen whether anything does.
	Value   string  `json:"value"`
	Current *string `json:"current"`
}

// CopyStep is what the copy is named, where it lives and what it is, now and after the move.
type CopyStep struct {
	// CN is the name that the target gives, CNNow the present one; "" without a copy. CNSure is false
	// where CN follows the default mapping because that of the job was not read, or the display name
	// was not, and then CN may be "".
	CN     string `json:"cn"`
	CNSure bool   `json:"cn_sure"`
	CNNow  string `json:"cn_now"`
	// Renamed says whether the copy gets another name, which the case of letters is not: yes, no, or unknown where either
	// name is not known.
	Renamed string `json:"renamed"`
	// OU is the present container; "" without a copy. OUKept says whether the copy stays there: yes, no, or
	// unknown where the mapping of the job was not read.
	OU     string `json:"ou"`
	OUKept string `json:"ou_kept"`
	// Type is what the copy is written as.
	Type string `json:"type"`
	// DescriptionCut counts the characters of the description that are not written; nil where it was not read.
	DescriptionCut *int `json:"description_cut"`
}

// MemberMove is what becomes of the members of a copy: Count = Kept + Lost + Undecided.
type MemberMove struct {
	// Gap says why members could not all be followed; "" when they could.
	Gap       string `json:"gap"`
	Count     int    `json:"count"`
	Kept      int    `json:"kept"`
	Lost      int    `json:"lost"`
	Undecided int    `json:"undecided"`
	// Edges counts members that are not kept by fate, class and reason.
	Edges []LostEdge `json:"edges"`
	// Losses are all members that are lost, in full.
	Losses []MemberLoss `json:"losses"`
	// People counts everybody in the copy, through groups inside it, too. PeopleLost have no way into it
	// any more, of PeopleUndecided that is not known. PeopleWhole is false when there may be more.
	People          int  `json:"people"`
	PeopleLost      int  `json:"people_lost"`
	PeopleUndecided int  `json:"people_undecided"`
	PeopleWhole     bool `json:"people_whole"`
	// PeopleLosses are all people that lose the access, in full.
	PeopleLosses []PersonLoss `json:"people_losses"`
}

// LostEdge counts members of one fate: lost or undecided.
type LostEdge struct {
	Fate   string `json:"fate"`
	Class  string `json:"class"`
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// MemberLoss is one member that is lost.
type MemberLoss struct {
	Class  string `json:"class"`
	ID     string `json:"id"`
	DN     string `json:"dn"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// PersonLoss is somebody who loses the access, with the edge at which it is lost: from the group Group to
// its member Member, who is the person or a group on the way.
type PersonLoss struct {
	// ID is the cloud id, else the DN.
	ID   string `json:"id"`
	DN   string `json:"dn"`
	Name string `json:"name"`
	// Direct is false for who is a member only through another group.
	Direct bool   `json:"direct"`
	Group  string `json:"group"`
	Member string `json:"member"`
	Reason string `json:"reason"`
}

// Wave is the groups that move at the same time; waves come in the order in which they move.
type Wave struct {
	Number int `json:"number"`
	Groups int `json:"groups"`
	// Together counts those of them that move at once because they contain one another.
	Together int `json:"together"`
	// Members counts the members of their copies, Lost those that are lost, Undecided those of which that is not known.
	// Unfollowed counts groups of which members could not all be followed.
	Members    int `json:"members"`
	Lost       int `json:"lost"`
	Undecided  int `json:"undecided"`
	Unfollowed int `json:"unfollowed"`
	// PeopleLost counts the people, each once for a group; PeopleWhole is false when there may be more.
	PeopleLost  int  `json:"people_lost"`
	PeopleWhole bool `json:"people_whole"`
	// Anchors counts anchors to copy, AnchorsOpen groups of which it is not known whether one is.
	Anchors     int `json:"anchors"`
	AnchorsOpen int `json:"anchors_open"`
}

// Verdict is go, no-go or that nothing moves, and what it rests on. It follows the waves.
type Verdict struct {
	// To is the target: cloudsync, soa, v1 or v2.
	To string `json:"to"`
	Go bool   `json:"go"`
	// Nothing says that nothing is against the move because there is none: no group moves, and none changes over to
	// V1. Then Go is false.
	Nothing bool `json:"nothing_moves"`
	// Blind says of a no-go that nothing known is against the move, only what is not known.
	Blind bool `json:"blind"`
	// States counts every cloud group by state, notApplicable included.
	States  []StateCount    `json:"states"`
	Reasons []VerdictReason `json:"reasons"`
	Limits  []TargetLimit   `json:"limits"`
	SignOff []SignOff       `json:"sign_off"`
	Waves   int             `json:"waves"`
	Totals  MoveTotals      `json:"totals"`
}

// StateCount counts groups of one state.
type StateCount struct {
	State  string `json:"state"`
	Groups int    `json:"groups"`
}

// VerdictReason is what stands against the move, or was accepted. Kind: blocker, undecided, after, notice or
// accepted.
type VerdictReason struct {
	Kind     string `json:"kind"`
	Control  string `json:"control"`
	Severity string `json:"severity"`
	// Text is "" for the groups of one control, whose own reasons say it.
	Text string `json:"text"`
	// Groups counts the groups that it is about; 0 for the tenant.
	Groups int `json:"groups"`
}

// TargetLimit is a number that the target does not exceed. State: within, over or unknown.
type TargetLimit struct {
	Name    string `json:"name"`
	Control string `json:"control"`
	Limit   int64  `json:"limit"`
	// Actual is what the groups come to that move or are there already; nil when a count was not read, or would be
	// another one with the groups of which it is not known whether they move.
	Actual *int64 `json:"actual"`
	State  string `json:"state"`
}

// SignOff is what no data can show and somebody has to sign for.
type SignOff struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// MoveTotals are sums over readiness records. What ends in Open counts the groups of which the number before it is not
// known.
type MoveTotals struct {
	// Whole is false when not every cloud group was read: all that follows is of those that were.
	Whole     bool `json:"whole"`
	Members   int  `json:"members"`
	Kept      int  `json:"kept"`
	Lost      int  `json:"lost"`
	Undecided int  `json:"undecided"`
	// PeopleLost counts people, each once; PeopleWhole is false when there may be more.
	PeopleLost  int  `json:"people_lost"`
	PeopleWhole bool `json:"people_whole"`
	// Unfollowed counts groups of which members could not all be followed.
	Unfollowed int `json:"unfollowed"`
	// Anchors counts anchors to copy, Renamed copies that get another name, Cut descriptions that are cut.
	Anchors     int `json:"anchors"`
	AnchorsOpen int `json:"anchors_open"`
	Renamed     int `json:"renamed"`
	RenamedOpen int `json:"renamed_open"`
	Cut         int `json:"cut"`
	CutOpen     int `json:"cut_open"`
	// ChangingOver counts groups that V1 takes over from V2, or begins to write, once V2 is off.
	ChangingOver int `json:"changing_over"`
	ChangingOpen int `json:"changing_open"`
}

// The states of readiness.
const (
	StateBlocked       = "blocked"
	StateUndecided     = "undecided"
	StateReadyAfter    = "readyAfter"
	StateReady         = "ready"
	StateStaysOnV1     = "staysOnV1"
	StateAtTarget      = "atTarget"
	StateNotApplicable = "notApplicable"
)

// ReadinessStates are the states in the order of reports.
var ReadinessStates = []string{StateBlocked, StateUndecided, StateReadyAfter, StateReady, StateStaysOnV1, StateAtTarget, StateNotApplicable}

// ReasonKinds are the kinds of reasons in the order of reports.
var ReasonKinds = []string{"blocker", "child", "undecided", "after", "wave", "notice", "accepted"}

// Moves reports whether the group moves in some wave.
func (r *Readiness) Moves() bool { return r.State == StateReady || r.State == StateReadyAfter }

// Of returns the number of groups in a state.
func (v *Verdict) Of(state string) int {
	for _, s := range v.States {
		if s.State == state {
			return s.Groups
		}
	}
	return 0
}

// The verdicts in words.
const (
	VerdictGo      = "GO"
	VerdictNoGo    = "NO-GO"
	VerdictNothing = "NOTHING MOVES"
)

// VerdictWords are the verdicts in the order of reports.
var VerdictWords = []string{VerdictNoGo, VerdictGo, VerdictNothing}

// Word is the verdict in a word.
func (v *Verdict) Word() string {
	switch {
	case v.Go:
		return VerdictGo
	case v.Nothing:
		return VerdictNothing
	}
	return VerdictNoGo
}

// Remark is what has to be said beside the word; "" for nothing.
func (v *Verdict) Remark() string {
	switch {
	case v.Blind:
		return "Nothing known is against it; what is not known keeps it from being go."
	case v.Nothing:
		return "No group moves, and none changes over to V1: there is nothing to decide on."
	}
	return ""
}

// Against reports whether the verdict is no-go.
func (v *Verdict) Against() bool { return !v.Go && !v.Nothing }

// Decisive reports whether the reason keeps the group from being ready.
func (r *ReadinessReason) Decisive() bool {
	return slices.Contains([]string{"blocker", "undecided", "child", "after", "wave"}, r.Kind)
}
