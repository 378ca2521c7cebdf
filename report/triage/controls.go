package triage

import (
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// The controls about waivers, made here and not by a policy: they judge the operator's own file.
const (
	expired   = "WVR-01"
	unused    = "WVR-02"
	unknown   = "WVR-03"
	duplicate = "WVR-04"
	broad     = "WVR-05"
	outgrown  = "WVR-06"
)

// IsAboutWaivers reports whether a control is one of Controls.
func IsAboutWaivers(control string) bool {
	return slices.Contains([]string{expired, unused, unknown, duplicate, broad, outgrown}, control)
}

// widest is how many findings a pattern may cover before it is too broad.
const widest = 25

// Controls returns the controls about waivers as a stream describes them, in the order of their ids.
func Controls() []report.Control {
	list := []report.Control{
		{ID: expired, Severity: report.SeverityMedium, Title: "Waiver is not in force",
			Description: "The last day of a waiver has passed, in UTC, or it is created on a day to come, on which nobody has accepted anything yet, or it has no last day although the severity, which your settings can raise, asks for one. What it would cover counts, as if there were no waiver.",
			Remediation: "Fix what the waiver is for and delete the entry, or have its approver renew expires in the file of waivers. One that is not yet valid holds from the day of created on: correct that day where it is wrong. Without a last day, have the approver set expires."},
		{ID: unused, Severity: report.SeverityLow, Title: "Waiver covers nothing",
			Description: "The control judged everything it should and made no finding that the waiver is for: the defect is gone, or the target is another one. Left in place, the waiver would silently accept the same defect when it comes back. Not said of controls that could not judge everything.",
			Remediation: "Delete the entry from the file of waivers, or correct its target or name; \"wbaudit waivers list\" shows what each covers."},
		{ID: unknown, Severity: report.SeverityMedium, Title: "Waiver names a control that does not exist",
			Description: "There is no control of that id, neither built in nor among your own, so the waiver can never cover anything. Somebody believes in a decision that has no effect.",
			Remediation: "Correct control in the file of waivers; \"wbaudit controls list\" has all ids."},
		{ID: duplicate, Severity: report.SeverityLow, Title: "Waiver is for what another waiver is for already",
			Description: "Two entries have the same control and the same target, finding or name. The first that is in force speaks, so owner, reason and end in the report may be those of the other one.",
			Remediation: "Keep one of the two entries in the file of waivers."},
		{ID: broad, Severity: report.SeverityMedium, Title: "Waiver is too broad",
			Description: "A pattern for names accepts risks that nobody has looked at. One with fewer than 3 characters of its own is not applied at all; one that covers more than 25 findings is, and is reported.",
			Remediation: "Name the groups by their ids in the file of waivers (target), or lengthen the pattern (name)."},
		{ID: outgrown, Severity: report.SeverityMedium, Title: "Waived count has grown beyond what was accepted",
			Description: "A waiver accepts an aggregate up to max_count, and the finding's count is higher now, is only known to be at least a number since not all was read, or has no number that could be held to it. The finding counts again.",
			Remediation: "Bring the number down, export what could not be read, or have the approver accept the new one by raising max_count in the file of waivers."},
	}
	for i := range list {
		list[i].Profile = "audit"
	}
	return list
}
