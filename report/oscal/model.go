package oscal

// The types hold what is written of OSCAL, in its own names.

type property struct {
	Name  string `json:"name"`
	NS    string `json:"ns"`
	Value string `json:"value"`
}

type metadata struct {
	Title        string     `json:"title"`
	LastModified string     `json:"last-modified"`
	Version      string     `json:"version"`
	OSCALVersion string     `json:"oscal-version"`
	Props        []property `json:"props,omitempty"`
}

type reference struct {
	Href string `json:"href"`
}

type reviewed struct {
	Selections []selection `json:"control-selections"`
}

// selection names the clauses of one framework, or all of what the plan names.
type selection struct {
	Description string      `json:"description,omitempty"`
	All         *struct{}   `json:"include-all,omitempty"`
	Controls    []controlID `json:"include-controls,omitempty"`
}

type controlID struct {
	ID string `json:"control-id"`
}

type observation struct {
	UUID        string     `json:"uuid"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Props       []property `json:"props"`
	Methods     []string   `json:"methods"`
	Types       []string   `json:"types"`
	Subjects    []subject  `json:"subjects,omitempty"`
	Collected   string     `json:"collected"`
}

type subject struct {
	UUID  string     `json:"subject-uuid"`
	Type  string     `json:"type"`
	Title string     `json:"title"`
	Props []property `json:"props"`
}

type item struct {
	UUID        string     `json:"uuid"`
	Description string     `json:"description"`
	Props       []property `json:"props"`
}

type risk struct {
	UUID        string        `json:"uuid"`
	Title       string        `json:"title"`
	Description string        `json:"description"`
	Statement   string        `json:"statement"`
	Props       []property    `json:"props,omitempty"`
	Status      string        `json:"status"`
	Deadline    string        `json:"deadline,omitempty"`
	Related     []observedRef `json:"related-observations"`
}

type observedRef struct {
	UUID string `json:"observation-uuid"`
}

type riskRef struct {
	UUID string `json:"risk-uuid"`
}

type target struct {
	Type   string `json:"type"`
	ID     string `json:"target-id"`
	Status status `json:"status"`
}

type status struct {
	State   string `json:"state"`
	Reason  string `json:"reason"`
	Remarks string `json:"remarks,omitempty"`
}

type backMatter struct {
	Resources []resource `json:"resources"`
}

type resource struct {
	UUID        string     `json:"uuid"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Props       []property `json:"props,omitempty"`
}
