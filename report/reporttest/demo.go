package reporttest

import (
	"fmt"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// demoControls are ids, severities and titles as a real catalogue has them, with the share of
// groups, one in so many, that fails.
var demoControls = []struct {
	id, severity, title, message string
	oneIn                        int
}{
	{"CFG-01", "high", "Group is written back with a type that its kind cannot have", "isEnabled is true, but a dynamic distribution list cannot be written back", 20},
	{"CFG-12", "medium", "Members cannot arrive in the directory", "4 of 12 members are guests or cloud-only users and stay behind", 6},
	{"DIF-01", "critical", "Group that should be written back is missing in the directory", "writeback is expected, the directory holds no copy", 15},
	{"DIF-06", "high", "Directory group is of another category than writeback asks for", "the copy is a distribution group, writeback asks for a security group", 12},
	{"DIF-11", "low", "An attribute of the copy differs", "displayName differs from the cloud group's", 7},
	{"DIF-24", "medium", "Members are missing in the directory", "3 of 40 members are missing in the copy", 5},
	{"STR-01", "info", "The writeback OU holds other objects", "the writeback OU holds 3 groups that no engine wrote", 0},
}

// Demo returns a stream of the given number of groups that reads like a real audit: one control
// could not be evaluated for lack of a stream, one group's members could not be read.
func Demo(groups int) []report.Record {
	records := []report.Record{{Run: demoRun(groups)}}
	failed := map[string]int{}
	for _, c := range demoControls {
		records = append(records, report.Record{Control: &report.Control{
			ID: c.id, Title: c.title, Severity: c.severity, Profile: "audit",
			Description: c.title + ". Access in the directory then differs from what the cloud group grants.",
			Remediation: "Correct the setting of the group in Entra ID, then let the engine run once.",
			References:  []string{"https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration"},
			Engines:     []string{"v1", "v2"}, Requires: []string{"cloud_groups", "directory_groups"},
			Frameworks: []report.Framework{{Name: "NIST SP 800-53r5", Clause: "AC-2"}, {Name: "ISO/IEC 27001:2022", Clause: "A.5.15"}},
		}})
	}
	unread := 0
	for i := range groups {
		g := demoGroup(i)
		unread += len(g.NotEvaluated)
		records = append(records, report.Record{Group: g})
		for _, c := range demoControls {
			if c.oneIn > 0 && i%c.oneIn == c.oneIn-1 {
				failed[c.id]++
				records = append(records, report.Record{Finding: demoFinding(c.id, c.severity, c.message, g.Target, i)})
			}
		}
	}
	for _, c := range demoControls {
		records = append(records, report.Record{Summary: demoSummary(c.id, groups, failed[c.id], unread)})
	}
	return records
}

func demoRun(groups int) *report.Run {
	at := time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)
	total := int64(groups)
	return &report.Run{
		Format: report.Format, Tool: "wbaudit", Version: "devel", Now: &at, CollectedAt: &at,
		Tenant:            report.Tenant{ID: "7b2c1f60-3d55-4a8e-9c11-0a4f5d6e7b80", Name: "Contoso Ltd"},
		SnapshotDigest:    "3f786850e387550fdab836ed7e6dc881de23001b2b1f0e6c7a2d4a8a9c5b1d2e",
		PolicyDigest:      "89e6c98d92887913cadf06b2adb97f26cde4849b9a1e1d1f0b6a4c3d2e1f0a9b",
		Cloud:             report.Period{Started: &at, Ended: &at},
		Profiles:          []string{"audit"},
		DomainControllers: []string{"dc1.contoso.com"},
		Streams: []report.Stream{
			{Name: "cloud_groups", Status: "complete", Records: total, SourceCount: &total, Query: "GET /beta/groups?$top=999", SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
			{Name: "cloud_memberships", Status: "complete", Records: 12 * total, Query: "GET /beta/groups/{id}/members"},
			{Name: "directory_groups", Status: "complete", Records: total, Query: "(objectCategory=group)"},
			{Name: "connect_scheduler", Status: "absent", Reason: "the export holds no scheduler.json"},
		},
		Choices:    []report.KeyValue{{Key: "security_null", Value: "no"}, {Key: "v2_floor", Value: "2.0.89.0"}},
		Parameters: []report.KeyValue{{Key: "member_share", Value: "0.1"}},
		Engines: []report.EngineState{{Engine: "v1", State: "off", Source: "onPremisesSynchronization.features.unifiedGroupWritebackEnabled"},
			{Engine: "v2", State: "on", Source: "onPremisesSynchronization.features.groupWriteBackEnabled"},
			{Engine: "cloudsync", State: "unknown", Source: "synchronization jobs were not read"}},
		Totals: []report.Total{{Name: "cloud_groups", Value: &total}, {Name: "written"}},
		Notes:  []string{"The directory was read from one domain controller."},
	}
}

func demoGroup(i int) *report.Group {
	id := fmt.Sprintf("%08x-5c1e-4d2b-8f3a-%012x", i*1021, i*7919)
	name := fmt.Sprintf("%s %s %02d", []string{"Sales", "Finance", "Engineering", "Human Resources"}[i%4], []string{"East", "West", "Project"}[i%3], i)
	dn := fmt.Sprintf("CN=Group_%s,OU=Writeback,DC=contoso,DC=com", id)
	enabled := true
	kind, groupType := "universalSecurityGroup", int32(-2147483640)
	created := time.Date(2025, 3, 1+i%28, 9, 30, 0, 0, time.UTC)
	n, expected, missing := 12+i, 10+i, i%3
	matched := expected - missing
	g := &report.Group{
		Key: "c:" + id, Target: report.Target{Kind: report.TargetGroup, ID: id, Name: name, DN: dn},
		Cloud:     &report.CloudSide{ID: id, DisplayName: name, Kind: "security", IsEnabled: &enabled, Type: &kind, Collected: true, PortalState: "Writeback", PortalTarget: "Security", PortalLabel: report.LabelTrue},
		Writeback: report.Writeback{Expected: "yes", Confidence: "high", Engine: "v2", Type: kind, Trace: []report.Step{{Engine: "v2", Row: "1.3/16", Answer: "yes", Confidence: "high", Text: "isEnabled is true and the group is a security group"}}},
		Directory: &report.DirectorySide{GUID: id, DN: dn, SAMAccountName: "grp" + id[:8], DisplayName: name, GroupType: &groupType, Category: "security", Scope: "universal",
			Anchor: "adminDescription", AnchorState: "live", Match: "adminDescription", WhenCreated: &created, WhenChanged: &created},
		Members: report.Members{Cloud: "complete", Directory: "complete", CloudCount: &n, DirectoryCount: &matched, Expected: &expected, Matched: &matched, Missing: &missing},
	}
	for j := range missing {
		g.Members.Differences = append(g.Members.Differences, report.MemberDifference{Difference: "missing", Class: "synced_user", ID: fmt.Sprintf("%08x-aaaa-4bbb-8ccc-%012x", i, j),
			DN: fmt.Sprintf("CN=Person %d,OU=People,DC=contoso,DC=com", i*10+j), Name: fmt.Sprintf("Person %d", i*10+j), Reason: "member of the cloud group, not of its copy"})
	}
	if i%7 == 5 {
		g.Cloud.PortalTarget, g.Cloud.PortalLabel = "Distribution", report.LabelMistyped
	}
	if i%17 == 16 {
		g.Members.Cloud, g.Members.CloudReason = report.StatusAbsent, "HiddenMembership: the reader may not see members"
		g.Members.CloudCount, g.Members.Expected, g.Members.Matched, g.Members.Missing, g.Members.Differences = nil, nil, nil, nil, nil
		if i%5 < 4 { // the others have a finding of it
			g.NotEvaluated = []report.Unjudged{{Reason: demoUnread, Controls: []string{demoBlind}}}
		}
	}
	return g
}

func demoFinding(control, severity, message string, target report.Target, i int) *report.Finding {
	f := &report.Finding{Control: control, Severity: severity, Target: target, Message: fmt.Sprintf("%s: %s", target.Name, message),
		Expected: "universalSecurityGroup", Actual: "universalDistributionGroup", Evidence: map[string]any{"attribute": "group_type", "count": i},
		Fingerprint: report.Fingerprint(control, target.Kind, target.ID, ""), EvidenceDigest: report.Fingerprint(control, "digest", target.ID, "")}
	if i%13 == 12 {
		expires := time.Date(2027, 3, 31, 23, 59, 59, 0, time.UTC)
		f.Waiver = &report.Waiver{Reason: "migration planned", Owner: "identity team", Approver: "head of infrastructure", Ticket: "CHG-1042", Expires: &expires}
	}
	f.Settling = i%11 == 10
	if i%5 == 4 {
		due, decided := time.Date(2026, 11, 1+i%28, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 30, 8, 15, 0, 0, time.UTC)
		f.Decision = &report.Decision{Word: "fix", Owner: "identity team", Comment: "the type is corrected with the next change", Author: "R. Reviewer", Due: &due, Decided: &decided, Changed: i%10 == 4}
	}
	return f
}

// demoBlind is the control that cannot judge groups whose members were not read, for the reason demoUnread.
const (
	demoBlind  = "DIF-24"
	demoUnread = "cloud members: HiddenMembership: the reader may not see members"
)

func demoSummary(control string, groups, failed, unread int) *report.Summary {
	s := &report.Summary{Control: control, Subjects: groups, Failed: failed, NotApplicable: groups / 4, Outcome: report.OutcomePass}
	s.Passed = groups - failed - s.NotApplicable
	switch {
	case control == "STR-01":
		s.Subjects, s.Passed, s.NotApplicable, s.NotEvaluated = 1, 0, 0, 1
		s.Outcome, s.Reason = report.OutcomeNotEvaluated, "connect_scheduler is absent: the export holds no scheduler.json"
		s.Reasons = []report.Reason{{Text: s.Reason, Count: 1, Scope: report.ScopeRun, Lists: []string{"connect_scheduler"}}}
	case failed > 0:
		s.Outcome = report.OutcomeFail
	}
	if control == demoBlind && unread > 0 {
		s.Passed, s.NotEvaluated, s.Reason = s.Passed-unread, unread, demoUnread
		s.Reasons = []report.Reason{{Text: s.Reason, Count: unread, Scope: report.ScopeGroup}}
	}
	return s
}
