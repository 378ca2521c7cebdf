package html

// groupRow is one group as the page's lists know it, by position: key (only what stands before the id), name, id, DN, kind, the portal's two
// columns, flags, whether it is expected in the directory, type, engine, copy, missing and foreign members
// (null where not known), number of findings, mail address, account name, and where there are any the numbers of
// its gaps.
type groupRow []any

// The flags of a group.
const (
	flagMisleads = 1
	flagCopy     = 2
)

// detailRow is what the view of one group shows beside its groupRow.
type detailRow struct {
	Cloud      *cloudRow    `json:"cloud,omitempty"`
	Writeback  writebackRow `json:"writeback"`
	Directory  *sideRow     `json:"directory,omitempty"`
	Candidates []sideRow    `json:"candidates,omitempty"`
	Members    membersRow   `json:"members"`
	Changes    []string     `json:"changes,omitempty"`
}

type cloudRow struct {
	Kind       string `json:"kind"`
	Overlays   string `json:"overlays,omitempty"`
	Enabled    string `json:"enabled"`
	Type       string `json:"type"`
	Portal     string `json:"portal"`
	PortalType string `json:"portalType"`
	// Label says how the portal's columns stand to the truth, Misleads whether they say something else.
	Label       string `json:"label,omitempty"`
	Misleads    bool   `json:"misleads,omitempty"`
	Mail        string `json:"mail,omitempty"`
	Description string `json:"description,omitempty"`
	Unreadable  string `json:"unreadable,omitempty"`
}

type writebackRow struct {
	Expected   string `json:"expected"`
	Confidence string `json:"confidence"`
	Engine     string `json:"engine,omitempty"`
	Type       string `json:"type,omitempty"`
	// Engines holds engine, state, expected, confidence, type; Trace numbers into the table of texts.
	Engines [][]string `json:"engines"`
	Trace   [][]int    `json:"trace"`
}

type sideRow struct {
	GUID string `json:"guid"`
	// DN is empty when it is the group's.
	DN          string `json:"dn,omitempty"`
	Category    string `json:"category"`
	Scope       string `json:"scope"`
	Anchor      string `json:"anchor"`
	State       string `json:"state"`
	Match       string `json:"match"`
	Mail        string `json:"mail,omitempty"`
	Description string `json:"description,omitempty"`
	Created     string `json:"created,omitempty"`
	Changed     string `json:"changed,omitempty"`
	// Expected are common names: texts, 0 for Group_ and id, 1 for the name and the end of the id.
	Expected []any      `json:"expected,omitempty"`
	Drift    [][]string `json:"drift,omitempty"`
}

type membersRow struct {
	Cloud     string `json:"cloud"`
	Directory string `json:"directory"`
	// Counts holds cloud, directory, expected, matched, missing, foreign, excluded, undecided.
	Counts  [8]*int  `json:"counts"`
	Reasons []string `json:"reasons,omitempty"`
	Classes [][]any  `json:"classes,omitempty"`
	// More counts the differences that are not listed.
	More int `json:"more,omitempty"`
}
