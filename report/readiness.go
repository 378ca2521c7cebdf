package report

// What a finding of a control means for a group that is to move to another engine.
const (
	// ReadinessBlocker: the group does not move while the finding stands.
	ReadinessBlocker = "blocker"
	// ReadinessAfter: the group moves once the remediation is done.
	ReadinessAfter = "after"
	// ReadinessNotice: the finding is told and changes no verdict.
	ReadinessNotice = "notice"
)

// Readinesses are the words of Control.Readiness, that of a control which says nothing of moves included.
var Readinesses = []string{"", ReadinessBlocker, ReadinessAfter, ReadinessNotice}
