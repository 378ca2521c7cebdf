package text_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/text"
)

var update = flag.Bool("update", false, "write golden files")

func rendered(t testing.TB, records []report.Record, o text.Options) string {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, text.New(&b, o), records)
	return b.String()
}

func TestGolden(t *testing.T) {
	nothing := []report.Record{{Run: &report.Run{Tool: "wbaudit", Version: "devel"}}, {Control: &report.Control{ID: "CFG-01", Severity: "high", Title: "Group is wrong"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: report.OutcomeNotEvaluated, Subjects: 7, Passed: 4, NotEvaluated: 3, Reason: "no members were read"}}}
	for name, tt := range map[string]struct {
		records []report.Record
		options text.Options
	}{
		"demo":    {reporttest.Demo(60), text.Options{Files: []string{"wbaudit-demo/report.xlsx", "wbaudit-demo/report.html"}}},
		"color":   {reporttest.Demo(30), text.Options{Color: true, Width: 80}},
		"narrow":  {reporttest.Demo(60), text.Options{Width: 1}},
		"verbose": {reporttest.Demo(60), text.Options{Verbose: true}},
		"nothing": {nothing, text.Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := rendered(t, tt.records, tt.options)
			path := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// number finds the number in the first place where pattern matches.
func number(t *testing.T, shown, pattern string) int {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(shown)
	if m == nil {
		t.Fatalf("nothing matches %s in\n%s", pattern, shown)
	}
	n, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEveryCountIsThatOfTheStream(t *testing.T) {
	for seed := range uint64(40) {
		records := reporttest.Random(seed, int(seed)%20)
		var c report.Counts
		for _, r := range records {
			c.Add(r)
		}
		shown := strings.Join(strings.Fields(rendered(t, records, text.Options{Width: 500})), " ")
		// The head may hold anything that the tenant wrote.
		shown = shown[regexp.MustCompile(`\d+ findings? in \d+ evaluated`).FindStringIndex(shown)[0]:]
		totals := shown[strings.LastIndex(shown, " Totals "):]
		wants := map[string]int{
			`^([\d,]+) findings? in`: c.Findings.Total(), `in ([\d,]+) evaluated subject`: c.Checks.Evaluated(),
		}
		if c.Findings.Total() > 0 {
			for _, severity := range report.Severities {
				wants[severity+` ([\d,]+)`] = c.Findings.Of(severity)
			}
		}
		for pattern, want := range wants {
			if got := number(t, shown, pattern); got != want {
				t.Errorf("seed %d: %s shows %d, want %d", seed, pattern, got, want)
			}
		}
		for pattern, want := range map[string]int{
			`Totals ([\d,]+) subject`: c.Checks.Subjects, `= ([\d,]+) not applicable`: c.Checks.NotApplicable, `([\d,]+) passed`: c.Checks.Passed,
			`([\d,]+) failed`: c.Checks.Failed, `([\d,]+) not evaluated`: c.Checks.NotEvaluated, `([\d,]+) errors`: c.Checks.Errors,
			`([\d,]+) findings? waived`: c.Waived, `([\d,]+) settling`: c.Settling, `([\d,]+) groups? listed`: c.Groups, `mislead about ([\d,]+) group`: c.Misleading, `([\d,]+) (?:known )?member difference`: c.MemberDifferences,
		} {
			if got := number(t, totals, pattern); got != want {
				t.Errorf("seed %d: %s shows %d, want %d", seed, pattern, got, want)
			}
		}
	}
}

func TestATerminalIsNeverSteered(t *testing.T) {
	for seed := range uint64(40) {
		for _, r := range rendered(t, reporttest.Random(seed, 9), text.Options{Verbose: true, Files: reporttest.Hostile()}) {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				t.Fatalf("seed %d: the summary holds %U", seed, r)
			}
		}
	}
}

func TestAGroupWhoseMembersWereNotReadIsNamedAtTheTop(t *testing.T) {
	shown := rendered(t, reporttest.Demo(20), text.Options{})
	if !strings.Contains(shown, "!! NOT READ COMPLETELY: members of 1 group\n") {
		t.Errorf("the banner is missing:\n%s", shown)
	}
}

// Sixty lines, one for its note and four for the groups whose members could not be read.
func TestTheDemoFitsAScreenful(t *testing.T) {
	if n := strings.Count(rendered(t, reporttest.Demo(400), text.Options{}), "\n"); n > 65 {
		t.Errorf("the summary takes %d lines", n)
	}
}

func TestOpenFindingsComeFirstAndThenTheWorst(t *testing.T) {
	var records []report.Record
	for _, id := range []string{"LOW-01", "WVD-01", "HIG-01", "SET-01", "MIX-01"} {
		records = append(records, report.Record{Control: &report.Control{ID: id, Severity: "critical"}})
	}
	for _, f := range []*report.Finding{
		{Control: "LOW-01", Severity: "low", Message: "message 4"}, {Control: "WVD-01", Severity: "critical", Message: "message 5", Waiver: &report.Waiver{}},
		{Control: "HIG-01", Severity: "high", Message: "message 1"}, {Control: "SET-01", Severity: "info", Message: "message 6", Settling: true},
		{Control: "MIX-01", Severity: "low", Message: "message 3"}, {Control: "MIX-01", Severity: "medium", Message: "message 2"},
	} {
		records = append(records, report.Record{Finding: f})
	}
	// MIX-01 comes second: its worst open finding is of medium severity.
	want := []string{"1", "2", "3", "4", "5", "6"}
	var got []string
	for _, m := range regexp.MustCompile(`message (\d)`).FindAllStringSubmatch(rendered(t, records, text.Options{}), -1) {
		got = append(got, m[1])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestALineIsNeverWiderThanTheTerminal(t *testing.T) {
	for seed := range uint64(20) {
		records := reporttest.Random(seed, 9)
		for _, line := range strings.Split(rendered(t, records, text.Options{Width: 60}), "\n") {
			// Marks stand above the letter before them and take no column.
			line = strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return r
			}, line)
			if n := utf8.RuneCountInString(line); n > 60 {
				t.Errorf("seed %d: %d characters: %s", seed, n, line)
			}
		}
	}
}

func TestARemedyIsNeverCut(t *testing.T) {
	remedy := "the access list of the writeback OU was not read: export nTSecurityDescriptor of the OU; the account is not known: set the parameter connector to its SID"
	records := []report.Record{{Run: &report.Run{}}, {Control: &report.Control{ID: "STR-05", Severity: "high"}},
		{Summary: &report.Summary{Control: "STR-05", Outcome: report.OutcomeNotEvaluated, Subjects: 1, NotEvaluated: 1, Reasons: []report.Reason{{Text: remedy, Count: 1}}}}}
	for _, width := range []int{40, 80, 200} {
		shown := strings.Join(strings.Fields(rendered(t, records, text.Options{Width: width})), " ")
		if !strings.Contains(shown, remedy) {
			t.Errorf("width %d: the remedy is cut in\n%s", width, shown)
		}
	}
}

func TestNextNamesCommandsThatAShellTakes(t *testing.T) {
	shown := rendered(t, reporttest.Demo(60), text.Options{In: "my audits/it's"})
	if want := `--in 'my audits/it'\''s'`; !strings.Contains(shown, want) {
		t.Errorf("%q is missing in\n%s", want, shown)
	}
	if strings.Contains(rendered(t, reporttest.Demo(60), text.Options{}), "\nNext\n") {
		t.Error("without a folder there is nothing to explain from")
	}
}

func TestManyControlsFitAScreenfulToo(t *testing.T) {
	records := []report.Record{{Run: &report.Run{}}}
	for i := range 200 {
		id := fmt.Sprintf("CFG-%03d", i)
		records = append(records, report.Record{Control: &report.Control{ID: id, Severity: "high"}}, report.Record{Finding: &report.Finding{Control: id, Severity: "high"}},
			report.Record{Summary: &report.Summary{Control: id, Failed: 1, NotEvaluated: 1}})
	}
	shown := rendered(t, records, text.Options{})
	if n := strings.Count(shown, "\n"); n > 60 {
		t.Errorf("the summary takes %d lines", n)
	}
	for _, want := range []string{"… and 191 findings of 191 more controls", "200 subjects: CFG-000, CFG-001, CFG-002, CFG-003, CFG-004, CFG-005 and 194 more"} {
		if !strings.Contains(strings.Join(strings.Fields(shown), " "), want) {
			t.Errorf("%q is missing in\n%s", want, shown)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, os.ErrPermission }

func TestCloseReportsAFullDisk(t *testing.T) {
	if text.New(fullDisk{}, text.Options{}).Close() == nil {
		t.Error("Close returned no error")
	}
}
