package sarif

import "time"

// The types hold what is written of SARIF 2.1.0, in its own names.

type message struct {
	Text string `json:"text"`
}

type driver struct {
	Name           string `json:"name"`
	Version        string `json:"version,omitempty"`
	InformationURI string `json:"informationUri"`
	Rules          []rule `json:"rules"`
}

type rule struct {
	ID               string         `json:"id"`
	ShortDescription message        `json:"shortDescription"`
	FullDescription  message        `json:"fullDescription"`
	Help             message        `json:"help"`
	HelpURI          string         `json:"helpUri,omitempty"`
	Configuration    configuration  `json:"defaultConfiguration"`
	Relationships    []relationship `json:"relationships,omitempty"`
	Properties       ruleProperties `json:"properties"`
}

type configuration struct {
	Level string `json:"level"`
}

// ruleProperties are those that GitHub reads, and ours.
type ruleProperties struct {
	Tags             []string `json:"tags"`
	SecuritySeverity string   `json:"security-severity"`
	Precision        string   `json:"precision"`
	Severity         string   `json:"severity"`
	Profile          string   `json:"profile"`
	Engines          []string `json:"engines,omitempty"`
}

type relationship struct {
	Target reference `json:"target"`
	Kinds  []string  `json:"kinds"`
}

// reference names a rule or a clause by its id.
type reference struct {
	ID            string         `json:"id"`
	Index         *int           `json:"index,omitempty"`
	ToolComponent *componentName `json:"toolComponent,omitempty"`
}

type componentName struct {
	Name string `json:"name"`
}

type component struct {
	Name string  `json:"name"`
	Taxa []taxon `json:"taxa"`
}

type taxon struct {
	ID string `json:"id"`
}

type result struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Kind         string            `json:"kind"`
	Level        string            `json:"level"`
	Baseline     string            `json:"baselineState,omitempty"`
	Message      message           `json:"message"`
	Locations    []location        `json:"locations"`
	Fingerprints map[string]string `json:"fingerprints,omitempty"`
	Partial      map[string]string `json:"partialFingerprints,omitempty"`
	Suppressions []suppression     `json:"suppressions"`
	Properties   map[string]any    `json:"properties"`
}

// portal is what the portal's two columns show of the group that a result is about, and what is true.
type portal struct {
	Enabled  string `json:"writebackEnabled"`
	Target   string `json:"targetWritebackType"`
	Meaning  string `json:"meaning"`
	Expected string `json:"effectiveWriteback"`
	Type     string `json:"effectiveType"`
}

type location struct {
	Physical physical  `json:"physicalLocation"`
	Logical  []logical `json:"logicalLocations,omitempty"`
}

type physical struct {
	Artifact artifact `json:"artifactLocation"`
	Region   region   `json:"region"`
}

type artifact struct {
	URI string `json:"uri"`
}

type region struct {
	StartLine int `json:"startLine"`
}

type logical struct {
	Name               string `json:"name,omitempty"`
	FullyQualifiedName string `json:"fullyQualifiedName,omitempty"`
	Kind               string `json:"kind"`
}

type suppression struct {
	Kind          string         `json:"kind"`
	Status        string         `json:"status"`
	Justification string         `json:"justification,omitempty"`
	Properties    map[string]any `json:"properties,omitempty"`
}

type invocation struct {
	ExecutionSuccessful bool           `json:"executionSuccessful"`
	EndTimeUTC          *time.Time     `json:"endTimeUtc,omitempty"`
	Notifications       []notification `json:"toolExecutionNotifications"`
}

type notification struct {
	Level   string     `json:"level"`
	Message message    `json:"message"`
	Rule    *reference `json:"associatedRule,omitempty"`
}
