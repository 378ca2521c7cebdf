package report

import (
	"strings"
	"time"
)

// EffectRecord is one line of the stream of a what-if, which is a stream of its own: exactly one field is set,
// whatif in the first line, totals in the last.
type EffectRecord struct {
	Whatif *Whatif       `json:"whatif,omitempty"`
	Effect *Effect       `json:"effect,omitempty"`
	Totals *EffectTotals `json:"totals,omitempty"`
}

// Whatif says what was assumed of which snapshot.
type Whatif struct {
	Format      int        `json:"format"`
	Version     string     `json:"version"`
	TenantID    string     `json:"tenant_id"`
	TenantName  string     `json:"tenant_name"`
	CollectedAt *time.Time `json:"collected_at"`
	// SnapshotDigest is the SHA-256 of the snapshot's manifest, lower-case hex.
	SnapshotDigest string `json:"snapshot_digest"`
	// Subjects is how many groups were asked about.
	Subjects int      `json:"subjects"`
	Assumed  []string `json:"assumed"`
	Notes    []string `json:"notes"`
	// StandIns is that of Run.
	StandIns string `json:"stand_ins"`
}

// The outcomes of an effect, see package whatif.
const (
	EffectDeleted   = "deleted"
	EffectFreezes   = "freezes"
	EffectRetypes   = "retypes"
	EffectAppears   = "appears"
	EffectResumes   = "resumes"
	EffectPending   = "pending"
	EffectUndecided = "undecided"
	EffectUnchanged = "unchanged"
)

// EffectOutcomes lists all of them in the order of reports. It is not to be changed.
var EffectOutcomes = []string{EffectDeleted, EffectFreezes, EffectRetypes, EffectAppears, EffectResumes, EffectPending, EffectUndecided, EffectUnchanged}

// What the people in a copy lose; "" is nothing.
const (
	LossOfGroup   = "group"
	LossOfAccess  = "access"
	LossUndecided = "undecided"
)

// LossWords say what people do who lose something.
var LossWords = map[string]string{LossOfGroup: "lose the group", LossOfAccess: "lose access", LossUndecided: "may lose the group"}

// Effect is what becomes of one subject: of each that changes or is undecided, and of each that is unchanged by
// an answer that is less well supported than before.
type Effect struct {
	Key     string `json:"key"`
	CloudID string `json:"cloud_id"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	// Copies are the DNs of the copy, or of all directory groups that claim to be it, in their order; HasCopy is
	// yes, no or unknown.
	Copies  []string `json:"copies"`
	HasCopy string   `json:"has_copy"`
	Outcome string   `json:"outcome"`
	// Confidence is none for an outcome that is undecided. Rule is the row that decides, Source the keys of the
	// documents behind it, Text a sentence.
	Confidence string      `json:"confidence"`
	Rule       string      `json:"rule"`
	Source     string      `json:"source"`
	Text       string      `json:"text"`
	Before     EffectState `json:"before"`
	After      EffectState `json:"after"`
	Loss       string      `json:"loss"`
	// People are those in the copy where there is a loss; PeopleWhole is false when there may be more.
	People      []EffectPerson `json:"people"`
	PeopleWhole bool           `json:"people_whole"`
}

// CopyText names the copies in one text, which a semicolon separates: DNs have none that is not escaped.
func (e *Effect) CopyText() string { return strings.Join(e.Copies, "; ") }

// EffectState is what is written of a group on one side.
type EffectState struct {
	Expected   string `json:"expected"`
	Type       string `json:"type"`
	Engine     string `json:"engine"`
	Row        string `json:"row"`
	Confidence string `json:"confidence"`
}

// Words tell what is written of the group, and by which engine.
func (s EffectState) Words() string {
	switch s.Expected {
	case "yes":
		return strings.TrimSpace("written by " + s.Engine + " " + s.Type)
	case "no":
		return "not written"
	}
	return "not known"
}

// EffectPerson is somebody in a copy. Key tells people apart: the cloud id, else the DN.
type EffectPerson struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Direct bool   `json:"direct"`
}

// EffectTotals reconcile: Subjects is the sum of all outcomes.
type EffectTotals struct {
	Subjects  int `json:"subjects"`
	Deleted   int `json:"deleted"`
	Freezes   int `json:"freezes"`
	Retypes   int `json:"retypes"`
	Appears   int `json:"appears"`
	Resumes   int `json:"resumes"`
	Pending   int `json:"pending"`
	Undecided int `json:"undecided"`
	Unchanged int `json:"unchanged"`
	// LessSure counts unchanged subjects of which the answer is less well supported than before.
	LessSure int `json:"less_sure"`
	// People are counted once for each kind of loss; PeopleWhole is false when there may be more.
	PeopleLosingGroup  int  `json:"people_losing_group"`
	PeopleLosingAccess int  `json:"people_losing_access"`
	PeopleUndecided    int  `json:"people_undecided"`
	PeopleWhole        bool `json:"people_whole"`
}

// Changed counts the subjects of which it is known that they change.
func (t *EffectTotals) Changed() int { return t.Subjects - t.Unchanged - t.Undecided }

// Listed returns how many effects of an outcome the stream has: of those unchanged, the ones that LessSure counts.
func (t *EffectTotals) Listed(outcome string) int {
	if outcome == EffectUnchanged {
		return t.LessSure
	}
	return t.Of(outcome)
}

// Of returns the count of an outcome.
func (t *EffectTotals) Of(outcome string) int {
	switch outcome {
	case EffectDeleted:
		return t.Deleted
	case EffectFreezes:
		return t.Freezes
	case EffectRetypes:
		return t.Retypes
	case EffectAppears:
		return t.Appears
	case EffectResumes:
		return t.Resumes
	case EffectPending:
		return t.Pending
	case EffectUndecided:
		return t.Undecided
	case EffectUnchanged:
		return t.Unchanged
	}
	return 0
}
