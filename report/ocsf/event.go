package ocsf

// The types hold what is written of OCSF, in its own names.

type event struct {
	ActivityID   int           `json:"activity_id"`
	ActivityName string        `json:"activity_name"`
	CategoryUID  int           `json:"category_uid"`
	CategoryName string        `json:"category_name"`
	ClassUID     int           `json:"class_uid"`
	ClassName    string        `json:"class_name"`
	TypeUID      int           `json:"type_uid"`
	TypeName     string        `json:"type_name"`
	SeverityID   int           `json:"severity_id"`
	Severity     string        `json:"severity"`
	StatusID     int           `json:"status_id"`
	Status       string        `json:"status"`
	StatusDetail string        `json:"status_detail,omitempty"`
	Time         int64         `json:"time"`
	Message      string        `json:"message"`
	Metadata     metadata      `json:"metadata"`
	FindingInfo  findingInfo   `json:"finding_info"`
	Compliance   compliance    `json:"compliance"`
	Remediation  *remediation  `json:"remediation,omitempty"`
	Resources    []resource    `json:"resources,omitempty"`
	Unmapped     unmappedFacts `json:"unmapped"`
}

type metadata struct {
	Version   string  `json:"version"`
	LogName   string  `json:"log_name"`
	UID       string  `json:"uid,omitempty"`
	TenantUID string  `json:"tenant_uid"`
	Product   product `json:"product"`
}

type product struct {
	Name       string `json:"name"`
	VendorName string `json:"vendor_name"`
	Version    string `json:"version"`
}

type findingInfo struct {
	UID   string   `json:"uid"`
	Title string   `json:"title"`
	Desc  string   `json:"desc"`
	Types []string `json:"types"`
	// FirstSeen and LastSeen are in milliseconds since 1970.
	FirstSeen *int64 `json:"first_seen_time,omitempty"`
	LastSeen  *int64 `json:"last_seen_time,omitempty"`
}

type compliance struct {
	Control       string   `json:"control"`
	Standards     []string `json:"standards,omitempty"`
	Requirements  []string `json:"requirements,omitempty"`
	Checks        []check  `json:"checks"`
	StatusID      int      `json:"status_id"`
	Status        string   `json:"status"`
	StatusDetails []string `json:"status_details,omitempty"`
}

type check struct {
	UID        string `json:"uid"`
	Name       string `json:"name"`
	Desc       string `json:"desc"`
	SeverityID int    `json:"severity_id"`
	Severity   string `json:"severity"`
	StatusID   int    `json:"status_id"`
	Status     string `json:"status"`
}

type remediation struct {
	Desc       string   `json:"desc"`
	References []string `json:"references,omitempty"`
}

type resource struct {
	UID  string       `json:"uid"`
	Name string       `json:"name"`
	Type string       `json:"type"`
	Data resourceData `json:"data"`
}

type resourceData struct {
	DN     string  `json:"dn"`
	Portal *portal `json:"portal,omitempty"`
}

// portal is what the portal's two columns show of a group, and what is true.
type portal struct {
	Enabled  string `json:"writeback_enabled"`
	Target   string `json:"target_writeback_type"`
	Meaning  string `json:"meaning"`
	Expected string `json:"effective_writeback"`
	Type     string `json:"effective_type"`
}

// unmappedFacts are what OCSF has no attribute for. Of the counts all are set or none.
type unmappedFacts struct {
	Severity       string `json:"severity"`
	Expected       string `json:"expected,omitempty"`
	Actual         string `json:"actual,omitempty"`
	Evidence       string `json:"evidence,omitempty"`
	EvidenceDigest string `json:"evidence_digest,omitempty"`
	Cause          string `json:"cause,omitempty"`
	Settling       bool   `json:"settling,omitempty"`
	// Age and EvidenceChanged say how the finding stands to the baseline.
	Age             string    `json:"age,omitempty"`
	EvidenceChanged bool      `json:"evidence_changed,omitempty"`
	Waiver          *accepted `json:"waiver,omitempty"`
	*counts
	Readiness *readiness `json:"readiness,omitempty"`
}

// readiness is the verdict on a move with the groups by state; people are counted as far as they are known, in words.
type readiness struct {
	Target             string         `json:"target"`
	Verdict            string         `json:"verdict"`
	Blind              bool           `json:"blind"`
	Groups             map[string]int `json:"groups"`
	PeopleLosingAccess string         `json:"people_losing_access"`
}

// accepted is the waiver of a finding. Expires is in RFC 3339, "" for no end.
type accepted struct {
	Reason   string `json:"reason"`
	Owner    string `json:"owner,omitempty"`
	Approver string `json:"approver,omitempty"`
	Ticket   string `json:"ticket,omitempty"`
	Expires  string `json:"expires,omitempty"`
}

type counts struct {
	Outcome       string `json:"outcome"`
	Subjects      int    `json:"subjects"`
	NotApplicable int    `json:"not_applicable"`
	Passed        int    `json:"passed"`
	Failed        int    `json:"failed"`
	NotEvaluated  int    `json:"not_evaluated"`
	Errors        int    `json:"errors"`
	Waived        int    `json:"waived"`
}
