package report

import "slices"

// The severities, worst first. A finding's severity is at most that of its control.
const (
	SeverityCritical = "critical"
	SeverityHigh     = "high"
	SeverityMedium   = "medium"
	SeverityLow      = "low"
	SeverityInfo     = "info"
)

// Severities lists the severities, worst first. It is not to be changed.
var Severities = []string{SeverityCritical, SeverityHigh, SeverityMedium, SeverityLow, SeverityInfo}

// SeverityRank returns 1 for critical to 5 for info, and 0 for what is no severity.
func SeverityRank(severity string) int {
	return slices.Index(Severities, severity) + 1
}

// The outcomes of a control, worst first.
const (
	OutcomeError         = "error"
	OutcomeFail          = "fail"
	OutcomeNotEvaluated  = "notEvaluated"
	OutcomePass          = "pass"
	OutcomeNotApplicable = "notApplicable"
)

// Outcomes lists the outcomes, worst first. It is not to be changed.
var Outcomes = []string{OutcomeError, OutcomeFail, OutcomeNotEvaluated, OutcomePass, OutcomeNotApplicable}

// How a finding stands to the baseline.
const (
	AgeNew          = "new"
	AgePersisting   = "persisting"
	AgeResolved     = "resolved"
	AgeNotEvaluated = "notEvaluated"
)

// AgeStates lists how a finding can stand to the baseline. It is not to be changed.
var AgeStates = []string{AgeNew, AgePersisting, AgeResolved, AgeNotEvaluated}

// ProfileDrift is the profile of the controls that judge what changed between two snapshots, and of no others.
const ProfileDrift = "drift"

// NoEarlierSnapshot is the reason of controls that compare with an earlier snapshot where none was
// given. Alone it is no gap in what was read, and never decides an exit code.
const NoEarlierSnapshot = "no earlier snapshot"

// What a reason not to evaluate holds of.
const (
	ScopeRun    = "run"
	ScopeTenant = "tenant"
	ScopeGroup  = "group"
	ScopeChange = "change"
	ScopeWaiver = "waiver"
)

// Scopes lists what a reason not to evaluate can hold of, one that a stream does not tell included. It is not to
// be changed.
var Scopes = []string{"", ScopeRun, ScopeTenant, ScopeGroup, ScopeChange, ScopeWaiver}

// The kinds of a target.
const (
	TargetGroup          = "group"
	TargetDirectoryGroup = "directoryGroup"
	TargetMember         = "member"
	TargetTenant         = "tenant"
	TargetWaiver         = "waiver"
)

// TargetKinds lists the kinds of targets. It is not to be changed.
var TargetKinds = []string{TargetTenant, TargetGroup, TargetDirectoryGroup, TargetMember, TargetWaiver}

// The ways a stream of the snapshot, or a list of members, can end.
const (
	StatusComplete = "complete"
	StatusPartial  = "partial"
	StatusAbsent   = "absent"
)
