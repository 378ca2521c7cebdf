package pseudonym_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/pseudonym"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func newKey(t testing.TB, fill string) *pseudonym.Key {
	t.Helper()
	k, err := pseudonym.NewKey([]byte(strings.Repeat(fill, 32)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// through returns the stored stream of records after a filter.
func through(t *testing.T, records []report.Record, filter func(report.Handler) report.Handler) []byte {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, filter(report.Checked(report.NewEncoder(&b))), records)
	return b.Bytes()
}

func hide(k *pseudonym.Key) func(report.Handler) report.Handler {
	return func(h report.Handler) report.Handler { return pseudonym.New(h, k) }
}

func reveal(k *pseudonym.Key) func(report.Handler) report.Handler {
	return func(h report.Handler) report.Handler { return pseudonym.Reveal(h, k) }
}

func same(h report.Handler) report.Handler { return h }

func records(t *testing.T, stream []byte) []report.Record {
	t.Helper()
	c := &reporttest.Collect{}
	if err := report.Read(t.Context(), bytes.NewReader(stream), c); err != nil {
		t.Fatal(err)
	}
	return c.Records
}

// Whoever has the key gets the stream back, byte for byte, whatever the names are.
func TestTheKeyGivesTheStreamBack(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	k := newKey(t, "k")
	streams := [][]report.Record{reporttest.Demo(40)}
	for seed := range uint64(12) {
		streams = append(streams, reporttest.Random(seed, int(seed)%9))
	}
	for i, original := range streams {
		want := through(t, original, same)
		hidden := through(t, original, hide(k))
		got := through(t, records(t, hidden), reveal(k))
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Fatalf("stream %d (-want +got):\n%.3000s", i, diff)
		}
		for claim, refused := range map[string]struct {
			stream []byte
			filter func(report.Handler) report.Handler
		}{
			"another key":                       {hidden, reveal(newKey(t, "o"))},
			"a stream without stand-ins":        {want, reveal(k)},
			"stand-ins in place of stand-ins":   {hidden, hide(newKey(t, "o"))},
			"the same key over its own results": {hidden, hide(k)},
		} {
			all := refused.filter(&reporttest.Collect{})
			if err := errors.Join(report.Read(t.Context(), bytes.NewReader(refused.stream), all), all.Close()); !errors.Is(err, pseudonym.ErrKey) {
				t.Errorf("stream %d: %s: %v", i, claim, err)
			}
		}
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// Counts, severities, outcomes and who is in which group stay as they are.
func TestCountsAndTopologyStay(t *testing.T) {
	for seed := range uint64(9) {
		original := reporttest.Random(seed, int(seed)%9)
		hidden := records(t, through(t, original, hide(newKey(t, "k"))))
		var want, got report.Counts
		for _, r := range original {
			want.Add(r)
		}
		for _, r := range hidden {
			got.Add(r)
		}
		if diff := cmp.Diff([]any{want.Findings, want.Open, want.Checks, want.Groups, want.MemberDifferences, want.Outcomes()},
			[]any{got.Findings, got.Open, got.Checks, got.Groups, got.MemberDifferences, got.Outcomes()}); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
		if diff := cmp.Diff(shape(original), shape(hidden)); diff != "" {
			t.Errorf("seed %d: who is in how many groups (-want +got):\n%s", seed, diff)
		}
	}
}

// shape counts in how many groups how many members are.
func shape(stream []report.Record) map[int]int {
	groups := map[string]int{}
	for _, r := range stream {
		if r.Group != nil {
			for _, d := range r.Group.Members.Differences {
				groups[d.ID]++
			}
		}
	}
	times := map[int]int{}
	for _, n := range groups {
		times[n]++
	}
	return times
}

// Every text of the stream is looked for in what is left of it, except those of controls.
func TestNothingOfTheTenantIsLeft(t *testing.T) {
	stream := named()
	hidden := string(through(t, stream, hide(newKey(t, "k"))))
	lower := strings.ToLower(hidden)
	for _, secret := range secrets {
		if strings.Contains(lower, strings.ToLower(secret)) {
			t.Errorf("%q is left in\n%s", secret, hidden)
		}
	}
}

// What the tool itself asks for names nobody, so it stays readable; a name in it does not.
func TestWhatTheToolAsksForStaysReadable(t *testing.T) {
	for text, readable := range map[string]bool{
		"the export has no cloud/accessReviews*.json": true,
		"the assignments of PIM were not read: export privilegedAssignments-<group id>.json with PrivilegedAssignmentSchedule.Read.AzureADGroup": true,
		"not every primary group was read: export (&(objectCategory=person)(!(primaryGroupID=513)))":                                             true,
		"directory_memberships: member attribute not exported, or not readable":                                                                  true,
		"the export has no cloud/payroll-eu*.json":                                                                                               false,
	} {
		words := &report.Control{ID: "CFG-01", Severity: "high", Title: "the assignments of PIM attribute member primary every group was were not or read with export has no"}
		got := through(t, []report.Record{{Run: &report.Run{Format: 1}}, {Control: words}, {Summary: &report.Summary{Control: "CFG-01", Outcome: "notEvaluated", Subjects: 1, NotEvaluated: 1, Reason: text, Reasons: []report.Reason{{Text: text, Count: 1}}}}}, hide(newKey(t, "k")))
		encoded, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if plain := strings.Contains(string(got), strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(encoded))); plain != readable {
			t.Errorf("%q is readable: %t, want %t, in\n%s", text, plain, readable, got)
		}
	}
}

// secrets are what named tells of a tenant, in every field that can tell something.
var secrets = []string{
	"fabrikam", "zürich", "quarterly", "mallory", "0f7d3c52-1111-4222-8333-0123456789ab", "9a7d3c52-1111-4222-8333-0123456789ab",
	"S-1-5-21-1004336348", "payroll-eu", "chg-20417", "dc07", "project-x", "+41 44 555", report.Fingerprint("CFG-01", "group", "0f7d3c52-1111-4222-8333-0123456789ab", ""),
}

// named is a stream whose every text tells something of the tenant.
func named() []report.Record {
	const id, member = "0f7d3c52-1111-4222-8333-0123456789ab", "9a7d3c52-1111-4222-8333-0123456789ab"
	const dn = `CN=Quarterly\, Zürich,OU=Project-X,DC=fabrikam,DC=com`
	prose := "The copy of Quarterly Zürich (Mallory, mallory@fabrikam.com, " + dn + ") S-1-5-21-1004336348-1 payroll-eu CHG-20417 DC07.fabrikam.com +41 44 555 " + id + " " + member
	side := report.DirectorySide{GUID: member, DN: dn, SAMAccountName: "payroll-eu", DisplayName: "Quarterly Zürich", Description: prose, Mail: "mallory@fabrikam.com",
		Anchor: "Group_" + id, AnchorState: prose, Match: prose, ExpectedCNs: []string{"Quarterly Zürich_0123"}, Drift: []report.Drift{{Attribute: "mail", Kind: "changed", Expected: prose, Actual: prose}}}
	changes := []report.Change{{Attribute: "isEnabled", From: prose, To: prose, By: "user", Actor: "Mallory", Ticket: "CHG-20417"}}
	target := report.Target{Kind: report.TargetGroup, ID: id, Name: "Quarterly Zürich", DN: dn}
	return []report.Record{
		{Run: &report.Run{Format: 1, Tenant: report.Tenant{ID: id, Name: "Fabrikam Zürich"}, DomainControllers: []string{"DC07.fabrikam.com"}, Notes: []string{prose}, Banners: []string{prose},
			Streams: []report.Stream{{Name: "cloud_groups", Status: "partial", Reason: prose, Query: prose}}, Choices: []report.KeyValue{{Key: "writeback_ou", Value: dn}},
			Parameters: []report.KeyValue{{Key: "STR-13.trustees", Value: prose}}, Engines: []report.EngineState{{Engine: "v2", State: "on", Source: prose}},
			Earlier: &report.Earlier{Changes: changes}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "high", Title: "The copy of a group differs"}},
		{Finding: &report.Finding{Control: "CFG-01", Severity: "low", Target: report.Target{Kind: report.TargetTenant, ID: id, Name: "Fabrikam Zürich"}, Message: prose, Fingerprint: report.Fingerprint("CFG-01", "tenant", id, "")}},
		{Group: &report.Group{Key: "c:" + id, Target: target, Directory: &side, Candidates: []report.DirectorySide{side}, Changes: changes,
			Cloud:     &report.CloudSide{ID: id, DisplayName: "Quarterly Zürich", Description: prose, Mail: "mallory@fabrikam.com", PortalState: prose, PortalTarget: prose},
			Writeback: report.Writeback{Type: prose, Engines: []report.EngineAnswer{{Type: prose}}, Trace: []report.Step{{Text: prose}}},
			Members: report.Members{CloudReason: prose, DirectoryReason: prose, Differences: []report.MemberDifference{
				{ID: member, DN: dn, Name: "Mallory", Reason: prose}, {ID: dn, DN: "CN=S-1-5-21-1004336348-1,CN=ForeignSecurityPrincipals,DC=fabrikam,DC=com"}}},
			Children: []report.Child{{ID: member, Name: "Project-X", Kind: "security", Problem: prose}}}},
		{Finding: &report.Finding{Control: "CFG-01", Severity: "high", Target: target, Message: prose, Expected: prose, Actual: prose, Fingerprint: report.Fingerprint("CFG-01", "group", id, ""),
			Evidence: map[string]any{"attribute": prose, "list": []any{prose, map[string]any{"deep": prose}}}, Waiver: &report.Waiver{Reason: prose, Owner: "Mallory", Ticket: "CHG-20417"}}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 2, Failed: 2, Waived: 1, Reason: prose, Reasons: []report.Reason{{Text: prose, Count: 1}}}},
	}
}

func TestStandInsAreConsistentAndShaped(t *testing.T) {
	var group report.Group
	for line := range bytes.Lines(through(t, named(), hide(newKey(t, "k")))) {
		var r report.Record
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		if r.Group != nil {
			group = *r.Group
		}
	}
	if group.Key != "c:"+group.Target.ID || group.Cloud.ID != group.Target.ID || group.Cloud.DisplayName != group.Target.Name || group.Directory.DN != group.Target.DN {
		t.Errorf("one text has two stand-ins: %+v", group)
	}
	parts := strings.Split(group.Directory.DN, ",")
	if len(parts) != 4 || !strings.HasPrefix(parts[1], "OU=[") || !strings.HasPrefix(parts[3], "DC=[") || strings.Count(group.Cloud.Mail, "@") != 1 {
		t.Errorf("DN and address are %q and %q", group.Directory.DN, group.Cloud.Mail)
	}
}

func TestKeysAreRefused(t *testing.T) {
	for _, secret := range []string{"", "short", strings.Repeat("x", 31), strings.Repeat("x", 31) + "\n \n"} {
		if _, err := pseudonym.NewKey([]byte(secret)); err == nil {
			t.Errorf("a key of %q is taken", secret)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range reporttest.Hostile() {
		f.Add(s)
	}
	k := newKey(f, "k")
	f.Fuzz(func(t *testing.T, s string) {
		token := k.Token(s)
		text, made := k.Text(token)
		if made != (s != "") || text != s {
			t.Errorf("%q comes back as %q, %t", s, text, made)
		}
		if _, made := k.Text(s); made {
			t.Errorf("%q passes for a stand-in", s)
		}
	})
}
