package report

import "fmt"

// StateWords say in words how a group stands to a move.
var StateWords = map[string]string{
	StateBlocked: "blocked", StateUndecided: "undecided", StateReadyAfter: "ready after something else", StateReady: "ready",
	StateStaysOnV1: "stays on V1", StateAtTarget: "at the target already", StateNotApplicable: "not concerned",
}

// stateReasons say why a group is in a state that needs no reason of its own: what a state is says it all.
var stateReasons = map[string]string{
	StateStaysOnV1: "V1 writes every Microsoft 365 group once V2 is off, so nothing has to move", StateAtTarget: "the target writes it already",
	StateNotApplicable: "the target does not write groups like it, and nothing of it is in the directory",
	StateReady:         "nothing has to be done before",
}

// StateReason says why a group is in a state of which no record gives a reason; "" where only its own reasons tell.
func StateReason(state string) string { return stateReasons[state] }

// Because says why a group is in its state where its own reasons do not: of one that does not move they are notes, and
// one that is ready may have none. It is "" where they say it.
func (r *Readiness) Because() string {
	if len(r.Reasons) > 0 && r.State != StateStaysOnV1 && r.State != StateAtTarget {
		return ""
	}
	return StateReason(r.State)
}

// targetWords name the targets.
var targetWords = map[string]string{
	"cloudsync": "Cloud Sync", "soa": "the cloud as source of authority", "v1": "V1 of Connect Sync", "v2": "V2 of Connect Sync",
}

// Target names the target in words.
func (v *Verdict) Target() string {
	if word, ok := targetWords[v.To]; ok {
		return word
	}
	return v.To
}

// reasonWords say what a reason does.
var reasonWords = map[string]string{
	"blocker": "blocks", "undecided": "undecided", "child": "held back", "after": "first", "wave": "after", "notice": "note", "accepted": "accepted",
}

// ReasonWord says in a word what a reason of that kind does.
func ReasonWord(kind string) string {
	if word, ok := reasonWords[kind]; ok {
		return word
	}
	return kind
}

// MoveWord is a word that reports use of a move, with a sentence that says what it means.
type MoveWord struct{ Word, Meaning string }

// MoveLegend explains the words that a reader could take for one another. It is not to be changed.
var MoveLegend = []MoveWord{
	{reasonWords["blocker"], "keeps a group, and every group that contains it, from moving until it is mended or accepted."},
	{StateWords[StateUndecided], "what decides was not read or not stated, and what is not known is never taken for ready."},
	{StateWords[StateReadyAfter], "nothing is against the move of the group, but what is marked first has to be done, or a wave to move, before it."},
	{reasonWords["after"], "has to be done before the groups move that it is about; it blocks none of them for good."},
}

// joinCited returns a control with its text, whichever there is.
func joinCited(control, text string) string {
	switch {
	case control == "":
		return text
	case text == "":
		return control
	}
	return control + ": " + text
}

// Sentence tells a reason of the verdict in words. The result is not yet Visible.
func (r *VerdictReason) Sentence() string {
	text := joinCited(r.Control, r.Text)
	if r.Groups == 0 {
		return text
	}
	return fmt.Sprintf("%s (%s)", text, Several(r.Groups, "group"))
}

// Sentence tells a reason of a group in words, the group that holds it back included. The result is not yet
// Visible.
func (r *ReadinessReason) Sentence() string {
	text := joinCited(r.Control, r.Text)
	if r.Name != "" {
		text += ": " + r.Name
	}
	return text
}

// Why tells the gravest reason of a group; "" for a group without one that decides.
func (r *Readiness) Why() string {
	for i := range r.Reasons {
		if r.Reasons[i].Decisive() {
			return r.Reasons[i].Sentence()
		}
	}
	return ""
}

// Sentence tells who loses the access and at which edge. The result is not yet Visible.
func (p *PersonLoss) Sentence() string {
	if p.Direct && p.Member == p.Name {
		return p.Name + ": " + p.Reason
	}
	return fmt.Sprintf("%s, through %s in %s: %s", p.Name, p.Member, p.Group, p.Reason)
}

// Sentence tells how a limit stands.
func (l *TargetLimit) Sentence() string {
	actual := "not known"
	if l.Actual != nil {
		actual = Thousands(*l.Actual)
	}
	return fmt.Sprintf("%s: %s of %s, %s", l.Name, actual, Thousands(l.Limit), map[string]string{"within": "within", "over": "OVER", "unknown": "not known whether within"}[l.State])
}

// Unread reports whether no member was read although there may be some, so that no number of m says anything.
func (m *MemberMove) Unread() bool {
	return m != nil && m.Gap != "" && !m.PeopleWhole && m.Count+m.People == 0
}

// Unseen reports whether the group moves and no single copy of it was read although there may be one.
func (r *Readiness) Unseen() bool {
	return r.Copy != nil && r.Copy.CNNow == "" && r.Members.Unread()
}

// Sentence tells what a move does to members. A number that nothing was read of is not known, rather than 0.
func (t *MoveTotals) Sentence() string {
	members := fmt.Sprintf("%s of copies: %d kept, %d lost, %d undecided", Several(t.Members, "member"), t.Kept, t.Lost, t.Undecided)
	switch {
	case t.Unfollowed > 0 && t.Members == 0:
		members = "members of copies: not known, of " + Several(t.Unfollowed, "group")
	case t.Unfollowed > 0:
		members += ", and not all known of " + Several(t.Unfollowed, "group")
	}
	people := fmt.Sprint(t.PeopleLost)
	switch {
	case !t.PeopleWhole && t.PeopleLost == 0:
		people = "not known"
	case !t.PeopleWhole:
		people += ", and there may be more"
	}
	return members + "; people who lose access: " + people
}

// Work tells what is to be done to copies.
func (t *MoveTotals) Work() string {
	copies := "1 copy"
	if t.Renamed != 1 {
		copies = fmt.Sprintf("%d copies", t.Renamed)
	}
	over := ""
	if t.ChangingOver > 0 {
		over = "; " + Several(t.ChangingOver, "group") + " that V1 takes over once V2 is off"
	}
	seen := fmt.Sprintf("%s to copy, %s with another name", Several(t.Anchors, "anchor"), copies)
	switch {
	case t.Unseen > 0 && t.Anchors+t.Renamed == 0:
		seen = "what is to be done to copies: not known, of " + Several(t.Unseen, "group")
	case t.Unseen > 0:
		seen += ", and not known of " + Several(t.Unseen, "group")
	}
	return fmt.Sprintf("%s, %s cut%s", seen, Several(t.Cut, "description"), over)
}
