package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

const (
	comparedLine  = `{"run":{"format":1,"tool":"wbaudit","comparison":{"objects":9,"differences":1,"not_compared":0}}}`
	changeLine    = `{"change":{"object":"cloud_groups","kind":"changed","id":"1"}}`
	nextLine      = `{"change":{"object":"cloud_groups","kind":"notCompared","id":"2","not_compared":[{"what":"members","reason":"hidden"}]}}`
	ofChangeLine  = `{"finding":{"control":"CFG-01","severity":"high","target":{"kind":"group","id":"1"},"fingerprint":"00"}}`
	failedOneLine = `{"summary":{"control":"CFG-01","outcome":"fail","subjects":1,"failed":1}}`
)

func TestReadHoldsChangesToTheirOrderAndNumber(t *testing.T) {
	for _, tt := range []struct {
		name   string
		stream []string
		want   string
	}{
		{"a change with its finding", []string{comparedLine, controlLine, changeLine, ofChangeLine, failedOneLine, end5Line}, ""},
		{"a change of a run that compares nothing", []string{runLine, controlLine, changeLine}, `line 3: change of cloud_groups "1", but the run compares no snapshots`},
		{"a change twice", []string{comparedLine, controlLine, changeLine, changeLine}, `line 4: change of cloud_groups "1" follows cloud_groups "1"`},
		{"changes out of order", []string{comparedLine, controlLine, nextLine, changeLine}, `line 4: change of cloud_groups "1" follows cloud_groups "2"`},
		{"a change that was taken away", []string{comparedLine, controlLine, tenantLine, failedOneLine}, "line 4: the run counts 1 differences and 0 objects not compared, but the stream holds 0 and 0"},
		{"a gap that was added", []string{comparedLine, controlLine, changeLine, ofChangeLine, nextLine, failedOneLine}, "line 6: the run counts 1 differences and 0 objects not compared, but the stream holds 1 and 1"},
		{"an unknown kind", []string{comparedLine, controlLine, strings.Replace(changeLine, "changed", "renamed", 1)}, `line 3: kind is "renamed"`},
		{"a finding whose change was taken away", []string{comparedLine, controlLine, nextLine, ofChangeLine}, "line 4: finding of control CFG-01 does not follow the group or change"},
		{"a finding twice", []string{comparedLine, controlLine, changeLine, ofChangeLine, ofChangeLine}, "line 5: finding 00 of control CFG-01 comes twice"},
		{"a group after a change", []string{comparedLine, controlLine, changeLine, groupLine}, `line 4: group "c:1" comes after a change`},
		{"a finding of the tenant after a change", []string{comparedLine, controlLine, changeLine, tenantLine}, "line 4: finding of control CFG-01 about the tenant comes after a change"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := report.Read(t.Context(), strings.NewReader(strings.Join(tt.stream, "\n")+"\n"), &reporttest.Collect{})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestAChangeInWords(t *testing.T) {
	from, to := "Sales", ""
	c := &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, ID: "1",
		Attributes: []report.AttributeChange{{Attribute: "displayName", From: &from, To: &to}, {Attribute: "isEnabled", To: &from, Actor: "Ada"}},
		Members: []report.MemberChange{{Role: report.RoleMember, Change: report.ChangeAdded}, {Role: report.RoleMember, Change: report.ChangeRemoved},
			{Role: report.RoleMember, Change: report.ChangeRemoved}, {Role: report.RoleOwner, Change: report.ChangeRemoved}},
		NotCompared: []report.Uncompared{{What: "memberOf", Reason: "not read"}},
	}
	want := []string{`displayName from Sales to ""`, "isEnabled from unset to Sales by Ada", "members: 1 came, 2 went", "owners: 0 came, 1 went", "not compared: memberOf (not read)"}
	if diff := cmp.Diff(want, c.Sentences()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
