package policies

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// told is what a test asks of a finding.
type told struct {
	Control, Severity, Cause string
	Stale                    bool
}

// toldOf audits one subject in a tenant by the built-in controls named.
func toldOf(t *testing.T, s diff.Subject, change func(*diff.Tenant), profiles, ids string) ([]told, *recorder) {
	t.Helper()
	tenant := knownTenant()
	change(tenant)
	s.Tenant = tenant
	facts := newFacts(s)
	facts.tenant.Tenant = tenant
	r, _ := audited(t, facts, Options{Profiles: strings.Fields(profiles)})
	var list []told
	for _, f := range r.findings() {
		if !strings.Contains(ids, f.Control) {
			continue
		}
		x := told{Control: f.Control, Severity: f.Severity}
		if f.Cause != nil {
			x.Cause = *f.Cause
		}
		_, x.Stale = f.Evidence["stale"]
		list = append(list, x)
	}
	return list, r
}

func withoutCopy() diff.Subject {
	s := securityWritten()
	s.Directory, s.DirectoryAbsent = nil, diff.Yes
	return s
}

// silent is a tenant of which no server exports and where nothing was synchronised for a day.
func silent(t *diff.Tenant) {
	t.SyncAge = ptr[int64](86400)
	t.Connect.Exporting = diff.No
	t.Connect.Servers[0].Cycle, t.Connect.Servers[0].Exports = diff.Off, diff.No
}

func stale(t *diff.Tenant) { t.SyncAge = ptr[int64](86400) }

func wrongScope() diff.Subject {
	s := securityWritten()
	s.Directory.Scope, s.Directory.GroupType = diff.ScopeGlobal, ptr[int32](-2147483646)
	return s
}

func exportError() diff.Subject {
	s := securityWritten()
	s.ExportErrors.Count, s.ExportErrors.Permission = 1, 1
	return s
}

func TestCausesOfTheSameRun(t *testing.T) {
	byCloudSync := wrongScope()
	byCloudSync.Writeback.Engine = diff.CloudSync
	for _, c := range []struct {
		claim         string
		subject       diff.Subject
		change        func(*diff.Tenant)
		profiles, ids string
		want          []told
	}{
		{"a missing copy alone is high", withoutCopy(), func(*diff.Tenant) {}, "audit connect", "DIF-01", []told{{"DIF-01", "high", "", false}}},
		{"where no server exports it is medium and says why, and ENG-16 leaves the word to ENG-28", withoutCopy(), silent, "audit connect",
			"DIF-01 ENG-16 ENG-28", []told{{"ENG-28", "high", "", false}, {"DIF-01", "medium", "ENG-28", false}}},
		{"without profile connect nobody else says it, so ENG-16 does", withoutCopy(), silent, "audit", "DIF-01 ENG-16 ENG-28",
			[]told{{"ENG-16", "high", "", false}, {"DIF-01", "medium", "", true}}},
		{"an OU out of scope explains it", withoutCopy(), func(t *diff.Tenant) {
			t.Connect.Servers[0].OUInScope, t.Connect.OUInScope = diff.No, diff.No
		}, "audit connect", "DIF-01", []told{{"DIF-01", "medium", "STR-03", false}}},
		{"a server in staging mode explains nothing", withoutCopy(), func(t *diff.Tenant) {
			t.Connect.Servers[1].OUInScope = diff.No
		}, "audit connect", "DIF-01 STR-03", []told{{"STR-03", "medium", "", false}, {"DIF-01", "high", "", false}}},
		{"stale data lower every difference", wrongScope(), stale, "audit", "DIF-07", []told{{"DIF-07", "low", "", true}}},
		{"not that of an engine that did run", byCloudSync, stale, "audit", "DIF-07", []told{{"DIF-07", "medium", "", false}}},
		{"nor in profile connect alone, where ENG-16 itself is not judged", exportError(), stale, "connect", "DIF-36 ENG-16", []told{{"DIF-36", "medium", "", true}}},
		{"fresh data lower no export error", exportError(), func(*diff.Tenant) {}, "connect", "DIF-36", []told{{"DIF-36", "high", "", false}}},
		{"fresh data lower nothing", wrongScope(), func(*diff.Tenant) {}, "audit", "DIF-07", []told{{"DIF-07", "medium", "", false}}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			got, _ := toldOf(t, c.subject, c.change, c.profiles, c.ids)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestBannerSaysThatTheDataAreOld(t *testing.T) {
	for _, c := range []struct {
		claim    string
		change   func(*diff.Tenant)
		profiles string
		want     string
	}{
		{"fresh", func(*diff.Tenant) {}, "audit", ""},
		{"stale in profile connect alone", stale, "connect", "Connect last synchronised 24 hours before the data was collected (ENG-16): what differs may be lag"},
		{"stale where nothing is compared", stale, "governance", ""},
		{"stale", stale, "audit", "Connect last synchronised 24 hours before the data was collected (ENG-16): what differs may be lag"},
		{"silent", silent, "audit connect", "None of 2 Connect servers exports"},
	} {
		_, r := toldOf(t, securityWritten(), c.change, c.profiles, "")
		banners := strings.Join(r.records[0].Run.Banners, "\n")
		if !strings.HasPrefix(banners, c.want) || c.want == "" && banners != "" || strings.Contains(banners, "\n") {
			t.Errorf("%s: banners %q, want %q", c.claim, banners, c.want)
		}
	}
}

func TestWhatIsLeftToAnotherControlIsNotEvaluatedAndSaysSo(t *testing.T) {
	_, r := toldOf(t, securityWritten(), silent, "audit connect", "")
	for _, record := range r.records {
		if s := record.Summary; s != nil && s.Control == "ENG-16" && (s.Outcome != report.OutcomeNotEvaluated || s.Reason != "left to ENG-28, which names the cause") {
			t.Errorf("ENG-16 is %s (%s)", s.Outcome, s.Reason)
		}
	}
}

func TestCausesAreMapsOfIDs(t *testing.T) {
	for _, c := range []struct{ custom, want string }{
		{"explained_by: {ENG-28: grave}", "custom.explained_by is a map"},
		{"explained_by: {anything: medium}", "custom.explained_by is a map"},
		{"explained_by: ENG-28", "custom.explained_by is a map"},
		{"left_to: {ENG-28: 7}", "custom.left_to is a map"},
		{"left_to: {anything: connect}", "custom.left_to is a map"},
		{"left_to: [ENG-28]", "custom.left_to is a map"},
	} {
		_, err := LoadFS(mapFS("controls/group/probe/probe.rego", tinyText("group", c.custom, "applies if input.cloud\nfindings contains {\"n\": 1} if input.cloud\n")))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "probe.rego:") {
			t.Errorf("%s: %v, want %q", c.custom, err, c.want)
		}
	}
}

func TestCausesAreOtherControlsOfTheTenant(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, control := range c.controls {
		var ids []string
		for _, e := range control.ExplainedBy {
			ids = append(ids, e.ID)
		}
		for _, d := range control.LeftTo {
			ids = append(ids, d.ID)
		}
		for _, id := range ids {
			seen++
			other, ok := c.Control(id)
			if !ok || id == control.ID || !slices.ContainsFunc(other.Checks, func(c Check) bool { return c.Kind == KindTenant }) {
				t.Errorf("%s names %s, which is no other control that judges the tenant", control.ID, id)
			}
		}
	}
	if seen == 0 {
		t.Error("no control names a cause")
	}
}
