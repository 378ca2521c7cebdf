package triage

import (
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// The words of decisions.
const (
	// WordAccept is a risk that is lived with until a day; a waiver makes it count.
	WordAccept = "accept"
	// WordFix and WordInvestigate are work that somebody has taken on.
	WordFix         = "fix"
	WordInvestigate = "investigate"
	// WordDispute says that the finding is wrong. It still counts.
	WordDispute = "dispute"
	// WordReopen takes an earlier decision back. It takes no waiver out of force.
	WordReopen = "reopen"
)

// words are those that a note can have.
var words = []string{WordAccept, WordFix, WordInvestigate, WordDispute, WordReopen}

// Note is what was decided on one finding, or said of it.
type Note struct {
	Fingerprint string `json:"fingerprint"`
	// Control, Kind, Target and Name are those of the finding, for whoever reads the file.
	Control string `json:"control"`
	Kind    string `json:"kind"`
	Target  string `json:"target"`
	Name    string `json:"name"`
	// Word is WordAccept, WordFix, WordInvestigate, WordDispute or WordReopen; "" for a comment alone.
	Word  string `json:"decision"`
	Owner string `json:"owner"`
	// Due is a day such as 2027-01-31, "" for none.
	Due     string `json:"due"`
	Comment string `json:"comment"`
	Author  string `json:"author"`
	// Decided is when it was recorded, UTC.
	Decided time.Time `json:"decided"`
	// EvidenceDigest is that of the finding at that time.
	EvidenceDigest string `json:"evidence_digest"`
}

// says reports whether two notes say the same of the same evidence, whoever recorded them.
func (n *Note) says(o *Note) bool {
	return n.EvidenceDigest == o.EvidenceDigest && n.seal() == o.seal()
}

// repeats reports whether n says nothing that was not said before: of what was taken back, that it is taken back.
func (n *Note) repeats(before *Note) bool {
	return n.says(before) || before.Word == WordReopen && n.takesBack()
}

// seal is the digest of what the note says, "" for nothing.
func (n *Note) seal() string { return n.decision("").Seal() }

// day returns Due as a time, nil for none.
func (n *Note) day() *time.Time {
	t, err := time.Parse(time.DateOnly, n.Due)
	if err != nil {
		return nil
	}
	return &t
}

// decision is the note as a finding of that evidence shows it.
func (n *Note) decision(evidence string) *report.Decision {
	decided := n.Decided
	return &report.Decision{Word: n.Word, Owner: n.Owner, Comment: n.Comment, Author: n.Author, Due: n.day(), Decided: &decided, Changed: n.EvidenceDigest != evidence}
}

// takesBack reports whether the note does no more than take a decision back.
func (n *Note) takesBack() bool {
	return n.Word == WordReopen && n.Owner == "" && n.Due == "" && n.Comment == ""
}
