package plan_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
)

const (
	cloudID  = "3a5c3221-c465-48c0-95b8-e9305786a271"
	objectID = "97400853-d44e-4678-8d39-ee050cd89593"
	childID  = "151bd807-531f-4ae2-91f0-c5d037b7ef40"
	copyDN   = "CN=Finance_e9305786a271,OU=Writeback,DC=corp,DC=contoso,DC=com"
)

func of[T any](v T) *T { return &v }

// run is the head of a stream of a whole snapshot.
func run() *report.Run {
	whole := func(name string) report.Stream { return report.Stream{Name: name, Status: report.StatusComplete} }
	return &report.Run{
		Tenant: report.Tenant{ID: "0b71dc0d-4a30-4a4f-a7e4-a8c0bd9762a4", Name: "Contoso"}, SnapshotDigest: "3f786850e387550fdab836ed7e6dc881",
		Streams: []report.Stream{whole("cloud_groups"), whole("cloud_deleted_groups"), whole("directory_groups")},
		Engines: []report.EngineState{{Engine: "v1", State: "on"}, {Engine: "v2", State: "on"}, {Engine: "cloudsync", State: "off"}},
	}
}

// written is a group that an engine writes, with a copy of four members that are those of the cloud.
func written(engine string) *report.Group {
	return &report.Group{
		Key: "c:" + cloudID, Target: report.Target{Kind: report.TargetGroup, ID: cloudID, Name: "Finance", DN: copyDN},
		Cloud:     &report.CloudSide{ID: cloudID, DisplayName: "Finance", Kind: "security", IsEnabled: of(true), Type: of("universalSecurityGroup"), Collected: true},
		Writeback: report.Writeback{Expected: "yes", Engine: engine},
		Directory: &report.DirectorySide{
			GUID: objectID, DN: copyDN, GroupType: of(int32(-2147483640)), Category: "security", Scope: "universal",
			Anchor: "adminDescription", AnchorState: "live", Match: "adminDescription",
		},
		Members: report.Members{
			Cloud: report.StatusComplete, Directory: report.StatusComplete, CloudCount: of(4), DirectoryCount: of(4),
		},
	}
}

// orphan is a copy without a cloud group.
func orphan(members int) *report.Group {
	g := written("")
	g.Key, g.Target.Kind, g.Target.ID = "d:"+objectID, report.TargetDirectoryGroup, objectID
	g.Cloud, g.Writeback = nil, report.Writeback{Expected: "unknown"}
	g.Directory.AnchorState, g.Directory.AnchorID, g.Directory.Match = "gone", cloudID, "none"
	g.Members = report.Members{Cloud: "none", Directory: report.StatusComplete, DirectoryCount: of(members)}
	for i := range members {
		g.Members.Differences = append(g.Members.Differences, person("foreign", fmt.Sprintf("CN=Leaver %d,OU=People,DC=corp,DC=contoso,DC=com", i)))
	}
	return g
}

func person(kind, dn string) report.MemberDifference {
	return report.MemberDifference{Difference: kind, DN: dn, Name: "Ann"}
}

// unrecorded is a person of whose account no record was read.
func unrecorded(kind, dn string) report.MemberDifference {
	d := person(kind, dn)
	d.Unread = true
	return d
}

// about is a finding of a control about g.
func about(g *report.Group, control string, evidence map[string]any) *report.Finding {
	return &report.Finding{Control: control, Severity: "high", Target: g.Target, Evidence: evidence, Fingerprint: control + "-0123456789abcdef"}
}

func tenantFinding(control string, evidence map[string]any) *report.Finding {
	return &report.Finding{Control: control, Severity: "high", Target: report.Target{Kind: report.TargetTenant, ID: "t"}, Evidence: evidence, Fingerprint: control + "-0123456789abcdef"}
}

// judged are the summaries of the controls that V2 must not be switched off over.
func judged() []any {
	var list []any
	for _, id := range []string{"ENG-03", "ENG-25", "DIF-13", "DIF-15", "DIF-31"} {
		list = append(list, &report.Summary{Control: id, Outcome: "pass", Subjects: 1, Passed: 1})
	}
	return list
}

// made feeds a stream to a planner and returns the plan and what was written.
func made(t testing.TB, o plan.Options, records ...any) (*plan.Plan, string) {
	t.Helper()
	p, text, err := tried(t, o, records...)
	if err != nil {
		t.Fatal(err)
	}
	return p, text
}

func tried(t testing.TB, o plan.Options, records ...any) (*plan.Plan, string, error) {
	t.Helper()
	if o.Limit == 0 {
		o.Limit = plan.DefaultLimit
	}
	if o.Format == "" {
		o.Format = plan.JSON
	}
	var b bytes.Buffer
	p := plan.New(&b, o)
	if err := p.Handle(report.Record{Run: run()}); err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		var record report.Record
		switch r := r.(type) {
		case *report.Run:
			record.Run = r
		case *report.Control:
			record.Control = r
		case *report.Group:
			record.Group = r
		case *report.Finding:
			record.Finding = r
		case *report.Summary:
			record.Summary = r
		}
		if err := p.Handle(record); err != nil {
			t.Fatal(err)
		}
	}
	err := p.Close()
	return p.Plan(), b.String(), err
}
