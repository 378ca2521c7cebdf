package report

import (
	"fmt"
	"strings"
)

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

// Title tells the verdict in a line.
func (v *Verdict) Title() string { return fmt.Sprintf("Readiness for %s: %s", v.Target(), v.Word()) }

// Sentence tells the verdict and what it counts, for formats that hold no more of a move. It names nobody.
func (v *Verdict) Sentence() string {
	text := v.Title()
	if remark := v.Remark(); remark != "" {
		text += ". " + strings.TrimSuffix(remark, ".")
	}
	var states []string
	for _, s := range v.States {
		states = append(states, Thousands(s.Groups)+" "+StateWords[s.State])
	}
	return text + "; groups: " + strings.Join(states, ", ") + "; " + v.Totals.Sentence()
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

// WholeLoss reports whether PeopleLost are all: of nobody else it is open.
func (m *MemberMove) WholeLoss() bool { return m.PeopleWhole && m.PeopleUndecided == 0 }

// PeopleWords tell how many people lose access, and how many may; "" where nobody does.
func (m *MemberMove) PeopleWords() string {
	var words []string
	switch {
	case m.PeopleLost > 0:
		words = append(words, Known(m.PeopleLost, m.WholeLoss())+" of "+Known(m.People, m.PeopleWhole))
	case !m.PeopleWhole && m.PeopleUndecided == 0:
		return Known(0, false)
	}
	if m.PeopleUndecided > 0 {
		words = append(words, Known(m.PeopleUndecided, m.PeopleWhole)+" may")
	}
	return strings.Join(words, ", ")
}

// Words tell what becomes of the members.
func (m *MemberMove) Words() string {
	whole := m.Gap == ""
	return fmt.Sprintf("kept: %s, lost: %s, undecided: %s", Known(m.Kept, whole), Known(m.Lost, whole), Known(m.Undecided, whole))
}

// WholeLoss reports whether PeopleLost are all.
func (t *MoveTotals) WholeLoss() bool { return t.Whole && t.PeopleWhole }

// WholeMembers reports whether all members of copies are counted.
func (t *MoveTotals) WholeMembers() bool { return t.Whole && t.Unfollowed == 0 }

// CutWords tell how many characters of the description are not written; "" for none.
func (c *CopyStep) CutWords() string {
	switch {
	case c.DescriptionCut == nil:
		return "whether the description is cut: not known"
	case *c.DescriptionCut == 0:
		return ""
	}
	return Several(*c.DescriptionCut, "character") + " of the description cut"
}

// NameWords tell what the copy is named at the target, and now where that differs or may. The result is not yet Visible.
func (c *CopyStep) NameWords() string {
	name := c.CN
	switch {
	case name == "":
		name = "a name that is not known"
	case !c.CNSure:
		name += " (by the default mapping)"
	}
	switch {
	case c.Renamed == "no":
		return c.CN
	case c.CNNow == "", strings.EqualFold(c.CNNow, c.CN):
		return name
	case c.Renamed == "yes":
		return c.CNNow + " becomes " + name
	}
	return c.CNNow + " may become " + name
}

// WholeLost reports whether Lost are all members of the wave that are lost.
func (w *Wave) WholeLost() bool { return w.Unfollowed+w.Undecided == 0 }

// Sentence tells what moves in a wave, and what that costs.
func (w *Wave) Sentence() string {
	text := fmt.Sprintf("wave %d: %s, %s", w.Number, Separated(w.Groups, "group"), counted(w.Members, w.Unfollowed == 0, "member", "members"))
	text += ", " + counted(w.Lost, w.WholeLost(), "of them lost", "of them lost") + "; " + counted(w.Anchors, w.AnchorsOpen == 0, "anchor to copy", "anchors to copy")
	if w.Together > 0 {
		text += fmt.Sprintf("; %d in loops, which move at once", w.Together)
	}
	return text
}

// counted tells a count, as far as it is known, with what it counts: "12 members", "at least 12 members", "members not
// known".
func counted(n int, whole bool, one, more string) string {
	switch {
	case n == 0 && !whole:
		return more + " not known"
	case n == 1:
		more = one
	}
	return Known(n, whole) + " " + more
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
	return t.ofThoseRead(members + "; people who lose access: " + people)
}

// ofThoseRead says of numbers that they are those of the groups that were read, where others were not.
func (t *MoveTotals) ofThoseRead(numbers string) string {
	if t.Whole {
		return numbers
	}
	return "of the groups that were read, which are not all: " + numbers
}

// Work tells what is to be done to copies.
func (t *MoveTotals) Work() string {
	text := strings.Join([]string{
		work(t.Anchors, t.AnchorsOpen, "anchor to copy", "anchors to copy"),
		work(t.Renamed, t.RenamedOpen, "copy with another name", "copies with another name"),
		work(t.Cut, t.CutOpen, "description cut", "descriptions cut"),
	}, ", ")
	if t.ChangingOver+t.ChangingOpen > 0 {
		text += "; " + work(t.ChangingOver, t.ChangingOpen, "group that V1 takes over once V2 is off", "groups that V1 takes over once V2 is off")
	}
	return t.ofThoseRead(text)
}

// work tells a count that is open of some groups.
func work(n, open int, one, more string) string {
	text := counted(n, open == 0, one, more)
	switch {
	case open == 0:
		return text
	case n > 0:
		return text + " (not known of " + Several(open, "group") + ")"
	}
	return text + " of " + Several(open, "group")
}
