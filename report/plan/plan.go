package plan

import (
	"fmt"
	"time"
)

// Plan is what the findings of a stream ask for.
type Plan struct {
	Source Source `json:"source"`
	// Counts reconcile: findings = planned + manual + refused + waived + not_selected.
	Counts Counts `json:"counts"`
	// Steps are in the order in which they are to be done.
	Steps []Step `json:"steps"`
	// Manual are findings whose remedy needs a decision, or that their engine mends, those among them of which steps
	// answer a part; Refused are those that must not be mended from this stream. Both are in the order of the stream.
	Manual  []Item `json:"manual"`
	Refused []Item `json:"refused"`
	// Words are those that were not given and would allow more.
	Words []Word `json:"words"`
}

// Source names the run that the plan was made of.
type Source struct {
	TenantID       string     `json:"tenant_id"`
	TenantName     string     `json:"tenant_name"`
	CollectedAt    *time.Time `json:"collected_at"`
	SnapshotDigest string     `json:"snapshot_digest"`
	Version        string     `json:"version"`
}

// Counts counts findings by what became of them.
type Counts struct {
	Findings int `json:"findings"`
	Planned  int `json:"planned"`
	Manual   int `json:"manual"`
	// Partly counts those of Manual that steps answer in part.
	Partly      int `json:"partly"`
	Refused     int `json:"refused"`
	Waived      int `json:"waived"`
	NotSelected int `json:"not_selected"`
}

// Ref is a finding that a step answers.
type Ref struct {
	Control     string `json:"control"`
	Fingerprint string `json:"fingerprint"`
}

// Item is a finding that no step answers, or not all of it. Text says why: for a manual one what to do.
type Item struct {
	Ref
	Severity string `json:"severity"`
	// Target is the kind of the target; ID and Name are empty for none.
	Target string `json:"target"`
	ID     string `json:"id"`
	Name   string `json:"name"`
	Text   string `json:"text"`
}

// Kind is what a step does.
type Kind string

// The kinds of steps.
const (
	// SetValue changes Attribute of a directory group from Old to New; "" is not set.
	SetValue Kind = "setValue"
	// AddMember and RemoveMember change one membership of a directory group.
	AddMember    Kind = "addMember"
	RemoveMember Kind = "removeMember"
	// ClearMembers takes all members, which Emptied lists, out of a directory group.
	ClearMembers Kind = "clearMembers"
	// fillMembers takes ClearMembers back; no plan has it as a step.
	fillMembers Kind = "fillMembers"
	// DeleteCopy deletes a directory group without members.
	DeleteCopy Kind = "deleteCopy"
	// SetCloud changes Attribute of a cloud group from Old to New; "null" is not set.
	SetCloud Kind = "setCloud"
	// SetSetting changes a value of the tenant's Group.Unified settings.
	SetSetting Kind = "setSetting"
	// EnableRecycleBin switches the Recycle Bin of Active Directory on.
	EnableRecycleBin Kind = "enableRecycleBin"
	// SwitchV2Off switches group writeback V2 off on the Connect server.
	SwitchV2Off Kind = "switchV2Off"
)

// Step is one change of one object.
type Step struct {
	// Number counts from 1 in the order of the plan.
	Number   int   `json:"number"`
	Findings []Ref `json:"findings"`
	Kind     Kind  `json:"kind"`
	// ID is the objectGUID of a directory group, the id of a cloud group or, where V2 is switched off, of the tenant,
	// lower case; "" for the tenant's settings and for a forest.
	ID   string `json:"id"`
	DN   string `json:"dn"`
	Name string `json:"name"`
	// Anchor is what adminDescription held; "" when it does not tie the group or is not known.
	Anchor string `json:"anchor"`
	// External is what msDS-ExternalDirectoryObjectId held, by which cloud sync joins; "" when it does not tie the
	// group or is not known.
	External  string `json:"external_anchor"`
	Attribute string `json:"attribute"`
	Old       string `json:"old"`
	New       string `json:"new"`
	Member    string `json:"member"`
	// Emptied are the DNs of all members of a group that is emptied, sorted; nil for other steps. They are the
	// condition of the step as well as its undo.
	Emptied []string `json:"emptied,omitempty"`
	// Domains are the DNS names of the domains that the forest must have, sorted; nil for steps on one object.
	Domains []string `json:"domains,omitempty"`
	// Irreversible says that nothing brings back exactly what was before.
	Irreversible bool `json:"irreversible"`

	rank, depth int
	// of counts the members of the copy that a member is taken out of.
	of int
}

// Cloud reports whether the step changes something in the cloud, through Graph.
func (s *Step) Cloud() bool { return s.Kind == SetCloud || s.Kind == SetSetting }

// TooLarge is the error of a plan that would touch more than it may. Steps counts every member of a group that
// is emptied, as if it were taken out alone.
type TooLarge struct{ Steps, Limit int }

func (e *TooLarge) Error() string {
	return fmt.Sprintf("the plan has %d steps, more than the limit of %d", e.Steps, e.Limit)
}

// size counts the steps as a limit does.
func size(steps []Step) int {
	n := len(steps)
	for i := range steps {
		n += max(0, len(steps[i].Emptied)-1)
	}
	return n
}

// UnknownControl is the error of a plan for a control that the stream does not describe.
type UnknownControl struct{ ID string }

func (e *UnknownControl) Error() string { return "the stream has no control " + e.ID }
