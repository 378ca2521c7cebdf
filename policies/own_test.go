package policies

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// serveWord makes the test binary the process for own controls.
const serveWord = "serve-own-controls"

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == serveWord {
		if err := ServeOwn(context.Background(), os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// ownText is a group control with the id OWN-01 and the lines of tinyText.
func ownText(custom, code string) string {
	return strings.Replace(tinyText("group", custom, code), "TST-01", "OWN-01", 1)
}

const ownTest = `package controls.group.probe_test

import data.controls.group.probe as control
import data.fixtures

test_written_group_is_judged if control.applies with input as fixtures.security_group_written
`

// ownFolder writes files below a new folder.
func ownFolder(tb testing.TB, files map[string]string) string {
	tb.Helper()
	dir := tb.TempDir()
	for path, text := range files {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

const (
	probePath     = "controls/group/probe/probe.rego"
	probeTestPath = "controls/group/probe/probe_test.rego"
)

func probe(tb testing.TB, custom, code string) string {
	tb.Helper()
	return ownFolder(tb, map[string]string{probePath: ownText(custom, code), probeTestPath: ownTest})
}

// opened starts the process for a folder.
func opened(tb testing.TB, dir string, s Sandbox) *Own {
	tb.Helper()
	s.Command = []string{os.Args[0], serveWord}
	own, err := OpenOwn(tb.Context(), dir, s)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(own.Close)
	return own
}

// builtInAsOwn is a folder with every built-in control but those of changes, its id with a Z before it.
func builtInAsOwn(tb testing.TB) string {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.CopyFS(dir, controls); err != nil {
		tb.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "controls", "change")); err != nil {
		tb.Fatal(err)
	}
	id := regexp.MustCompile(`(?m)^#   (id|aggregate_of): `)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || isTest(path) || !strings.HasSuffix(path, ".rego") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(path, id.ReplaceAll(text, []byte("#   ${1}: Z")), 0o644)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return dir
}

// streamOf is the stream of a run without the record that tells how it was run.
func streamOf(t *testing.T, f facts, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	e := report.Checked(report.NewEncoder(&b))
	if _, err := run(t.Context(), f, o, e); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := bytes.Cut(b.Bytes(), []byte("\n"))
	return rest
}

// TestOwnControlsJudgeAsBuiltInOnesDo judges by the same controls here and in the other process.
func TestOwnControlsJudgeAsBuiltInOnesDo(t *testing.T) {
	dir := builtInAsOwn(t)
	own := opened(t, dir, Sandbox{Subject: time.Minute})
	here, err := loadOwn(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if here.Digest() != own.Digest() {
		t.Errorf("digest %s here, %s there", here.Digest(), own.Digest())
	}
	if d := cmp.Diff(here.Records(), (&Catalogue{controls: own.controls}).Records()); d != "" {
		t.Errorf("records (-here +there):\n%s", d)
	}
	facts := newFacts(tenantOf(3*batchSize+17, 3)...)
	settings := map[string]Setting{"ZSTR-04": {Severity: "low"}}
	want := streamOf(t, facts, Options{Catalogue: here, Profiles: Profiles(), Settings: settings})
	if len(want) < 100_000 {
		t.Fatalf("a stream of %d bytes proves nothing", len(want))
	}
	for _, o := range []Options{{Workers: 1}, {Workers: 3}, {Workers: 2, Forget: true}} {
		o.Catalogue, o.Profiles, o.Settings = (&Catalogue{}).With(own), Profiles(), settings
		f := facts
		if o.Forget {
			f = newFacts(tenantOf(60, 3)...)
			want = streamOf(t, f, Options{Catalogue: here, Profiles: Profiles(), Settings: settings})
		}
		if got := streamOf(t, f, o); !bytes.Equal(want, got) {
			t.Errorf("%d workers (-here +there): %s", o.Workers, cmp.Diff(string(want), string(got)))
		}
	}
}

func TestOwnControlsStandBesideTheBuiltInOnes(t *testing.T) {
	own := opened(t, probe(t, "", applies+finds), Sandbox{})
	built, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	both := built.With(own)
	if _, ok := both.Control("OWN-01"); !ok {
		t.Error("the own control is not in the catalogue")
	}
	if _, ok := both.Control("DIF-06"); !ok {
		t.Error("the built-in controls are not in the catalogue")
	}
	r, _ := audited(t, newFacts(securityWritten()), Options{Catalogue: both})
	head := r.records[0].Run
	if head.PolicyDigest != built.Digest() || head.OwnPolicyDigest != own.Digest() || own.Digest() == "" {
		t.Errorf("run names the policies %s and %s", head.PolicyDigest, head.OwnPolicyDigest)
	}
	if s := r.summary(t, "OWN-01"); s.Failed != 1 {
		t.Errorf("summary %+v", s)
	}
}

func TestDefectiveOwnControlsAreRefusedInOneLine(t *testing.T) {
	const good = applies + findsNone
	text := ownText("", good)
	one := func(text string) map[string]string {
		return map[string]string{probePath: text, probeTestPath: ownTest}
	}
	for _, row := range []struct {
		claim string
		files map[string]string
		want  string
	}{
		{"id of a built-in control", one(strings.Replace(text, "OWN-01", "DIF-06", 1)), probePath + ":5: id DIF-06: the prefix DIF is kept for built-in controls"},
		{"id that a built-in control may have", one(strings.Replace(text, "OWN-01", "CS-99", 1)), probePath + ":5: id CS-99: the prefix CS is kept"},
		{"id used twice", map[string]string{
			probePath: text, probeTestPath: ownTest,
			"controls/group/twin/twin.rego": strings.Replace(text, "group.probe", "group.twin", 1), "controls/group/twin/twin_test.rego": strings.ReplaceAll(ownTest, "probe", "twin"),
		}, "controls/group/twin/twin.rego:5: id OWN-01 is already that of controls/group/probe/probe.rego"},
		{"id of another form", one(strings.Replace(text, "OWN-01", "own-1", 1)), probePath + `:5: custom.id "own-1" is not an id`},
		{"no metadata", one("package controls.group.probe\n" + good), probePath + ":1: the package has no METADATA"},
		{"syntax error", one(text + "findings contains {\n"), probePath + ":1"},
		{"type error", one(text + "_x if input.clod.kind == \"m365\"\n"), probePath + ":14: undefined ref: input.clod.kind: the facts have no such field"},
		{"text that an enumeration does not have", one(text + "_x if input.cloud.kind == \"M365\"\n"), probePath + `:14: kind is never "M365"`},
		{"input passed to an own function", one(text + "_x if _f(input.cloud.kind)\n\n_f(k) if k == \"m365\"\n"), probePath + ":14: input.cloud.kind is passed to _f"},
		{"recursion", one(text + "_x if _y\n\n_y if _x\n"), "recursive"},
		{"network", one(text + "_x if http.send({\"method\": \"get\", \"url\": \"http://localhost\"})\n"), probePath + ":14: undefined function http.send: controls see no clock"},
		{"clock", one(text + "_x if time.now_ns() > 0\n"), probePath + ":14: undefined function time.now_ns"},
		{"name look-up", one(text + "_x if net.lookup_ip_addr(\"localhost\")\n"), probePath + ":14: undefined function net.lookup_ip_addr"},
		{"data", one(text + "_x if data.secrets\n"), probePath + ":14: data.secrets: a control sees nothing in data"},
		{"evidence with a name for a key", one(text + "findings contains {\"name\": 1} if input.cloud\n"), probePath + ":14: evidence name promises a name or an id"},
		{"evidence with a constant name", one(text + "findings contains {\"who\": \"CN=Anna,DC=example\"} if input.cloud\n"), probePath + ":14: evidence who holds a distinguished name"},
		{"evidence with a SID", map[string]string{
			"controls/tenant/probe/probe.rego":      strings.NewReplacer("OWN-01", "OWN-02", "controls.group", "controls.tenant").Replace(ownText("", "applies if input.tenant\nfindings contains {\"who\": t.sid} if some t in input.access.ou.trustees\n")),
			"controls/tenant/probe/probe_test.rego": "package controls.tenant.probe_test\n",
		}, "evidence who holds sid, which names somebody"},
		{"evidence with foreign text", one(text + "findings contains {\"why\": input.members.cloud_reason} if input.cloud\n"), probePath + ":14: evidence why holds cloud_reason, which names somebody"},
		{"evidence with foreign text behind a local name", one(text + "findings contains {\"why\": why} if {\n\twhy := input.members.cloud_reason\n\twhy != \"\"\n}\n"), ": evidence why holds cloud_reason, which names somebody"},
		{"no tests", map[string]string{probePath: text}, probePath + ":11: the control has no tests: expected controls/group/probe/probe_test.rego beside it"},
		{"change control", map[string]string{
			"controls/change/probe/probe.rego":      strings.Replace(text, "controls.group", "controls.change", 1),
			"controls/change/probe/probe_test.rego": "package controls.change.probe_test\n",
		}, "own controls judge groups or the tenant, not changes"},
		{"package of another folder", one(strings.Replace(text, "package controls.group.probe", "package controls.group.other", 1)), "the folder asks for controls.group.probe"},
		{"policy outside of controls", map[string]string{"group/probe/probe.rego": text}, "there is no folder controls in it"},
		{"policy beside controls", map[string]string{probePath: text, probeTestPath: ownTest, "stray.rego": text}, "stray.rego:1: the policy lies outside of the folder controls"},
		{"nothing", map[string]string{"controls/README.md": ""}, "holds no control"},
	} {
		t.Run(row.claim, func(t *testing.T) {
			dir := ownFolder(t, row.files)
			own, err := OpenOwn(t.Context(), dir, Sandbox{Command: []string{os.Args[0], serveWord}})
			if err == nil {
				own.Close()
				t.Fatal("loaded")
			}
			if got := filepath.ToSlash(err.Error()); !strings.Contains(got, row.want) || strings.Contains(got, "\n") {
				t.Errorf("error %q, expected one line with %q", got, row.want)
			}
		})
	}
}

func TestLoadErrorNamesTheFolder(t *testing.T) {
	dir := probe(t, "", applies)
	_, err := OpenOwn(t.Context(), dir, Sandbox{Command: []string{os.Args[0], serveWord}})
	if err == nil || !strings.HasPrefix(err.Error(), filepath.Join(dir, filepath.FromSlash(probePath))+":") {
		t.Errorf("error %v, expected one that starts with the path of the policy", err)
	}
}

const (
	// endless is a loop that cancelling ends; greedy takes memory faster than a subject takes time.
	endless = applies + "findings contains {\"n\": count(slow)} if {\n\tinput.cloud\n\tslow := [1 | some i in numbers.range(1, 100000); some j in numbers.range(1, 100000); i + j == 0]\n}\n"
	greedy  = applies + "findings contains {\"n\": count(much)} if {\n\tinput.cloud\n\tmuch := [x | some i in numbers.range(1, 1000000); x := sprintf(\"%0512d\", [i])]\n}\n"
)

// Whoever wrote an endless control is told where it stands; a report without it would pass for a whole one.
func TestOwnControlThatExceedsALimitEndsTheRunWithItsLine(t *testing.T) {
	for _, row := range []struct {
		claim, code string
		limits      Sandbox
		want        string
	}{
		{"one subject takes too long", endless, Sandbox{Subject: 30 * time.Millisecond}, ":15: OWN-01 took longer than 30ms for one subject: write it with fewer steps, or raise policy_limits.subject"},
		{"all subjects together take too long", endless, Sandbox{Subject: time.Minute, Total: 700 * time.Millisecond}, ":11: OWN-01 took longer than 700ms in all: write it with fewer steps, or raise policy_limits.total"},
		{"memory runs out", greedy, Sandbox{Subject: time.Minute, Memory: 64 << 20}, ":11: OWN-01 used more than 64 MiB of memory: write it with fewer steps, or raise policy_limits.memory"},
	} {
		t.Run(row.claim, func(t *testing.T) {
			dir := probe(t, "", row.code)
			built := tiny(t, "", applies+finds)
			_, err := run(t.Context(), newFacts(securityWritten(), m365Written()), Options{Catalogue: built.With(opened(t, dir, row.limits))}, &recorder{})
			var exceeded *LimitError
			if !errors.As(err, &exceeded) {
				t.Fatalf("error %v, expected a limit", err)
			}
			if want := filepath.Join(dir, filepath.FromSlash(probePath)) + row.want; exceeded.Error() != want {
				t.Errorf("error\n%s\nexpected\n%s", exceeded, want)
			}
		})
	}
}

// Of several controls the one that takes most of a subject's time is named, not that which happens to be
// asked when it is up.
func TestSlowestCheckIsBlamed(t *testing.T) {
	var s slowest
	for n, took := range []time.Duration{time.Millisecond, time.Second, 2 * time.Millisecond} {
		s.note(n, ast.NewObject(), took)
	}
	if s.check != 1 {
		t.Errorf("check %d is blamed, expected 1", s.check)
	}
	told := blame{}
	w := &watch{running: map[uint64]*evaluation{}, tell: func(b blame) { told = b }}
	first, second := culprit{"a.rego:1", "A-1"}, culprit{"b.rego:1", "B-1"}
	w.judge([]culprit{first, second})
	w.begin(1).of.Store(1)
	w.accuse()
	w.accuse()
	w.end(1)
	w.begin(2).of.Store(0)
	w.accuse()
	if want := (blame{Current: first, Costliest: second}); told != want {
		t.Errorf("blamed %+v, expected %+v", told, want)
	}
}

func TestOwnControlWhoseVerdictIsNoneIsAnErrorAndHarmsNoOther(t *testing.T) {
	for _, row := range []struct {
		claim, code string
		limits      Sandbox
		want        string
	}{
		{"evidence that turns out to be an address", applies + "findings contains {\"who\": concat(\"@\", [\"anna\", \"example.com\"])} if input.cloud\n", Sandbox{}, "evidence who holds an address: evidence is words and numbers"},
		{"more findings than a subject can have", applies + "findings contains {\"part\": sprintf(\"%d\", [i])} if some i in numbers.range(1, 1001)\n", Sandbox{}, "1001 findings on one subject: at most 1000 are allowed"},
	} {
		t.Run(row.claim, func(t *testing.T) {
			own := opened(t, probe(t, "", row.code), row.limits)
			built := tiny(t, "", applies+finds)
			subjects := []diff.Subject{securityWritten(), m365Written(), notWritten()}
			r, result := audited(t, newFacts(subjects...), Options{Catalogue: built.With(own)})
			s := r.summary(t, "OWN-01")
			if s.Outcome != report.OutcomeError || s.Errors != len(subjects) || s.Reason != row.want {
				t.Errorf("summary %+v, expected %d errors with the reason %q", s, len(subjects), row.want)
			}
			if s := r.summary(t, "TST-01"); s.Failed != len(subjects) {
				t.Errorf("the other control: %+v", s)
			}
			if len(result.Blind) != 1 || result.Blind[0].Control != "OWN-01" {
				t.Errorf("blind %+v", result.Blind)
			}
		})
	}
}

func TestProcessThatDiesIsAnErrorForWhatRemains(t *testing.T) {
	own := opened(t, probe(t, "", applies+finds), Sandbox{})
	if err := own.child.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-own.child.ended
	r, _ := audited(t, newFacts(securityWritten()), Options{Catalogue: tiny(t, "", applies+finds).With(own)})
	s := r.summary(t, "OWN-01")
	if s.Errors != 1 || !strings.HasPrefix(s.Reason, "own controls were stopped: their process ended (") {
		t.Errorf("summary %+v", s)
	}
	if s := r.summary(t, "TST-01"); s.Failed != 1 {
		t.Errorf("the other control: %+v", s)
	}
}

func TestProcessThatIsNoneIsRefused(t *testing.T) {
	for _, command := range [][]string{nil, {filepath.Join(t.TempDir(), "absent")}, {os.Args[0], "-test.run=^$"}} {
		if own, err := OpenOwn(t.Context(), probe(t, "", applies+finds), Sandbox{Command: command}); err == nil {
			own.Close()
			t.Errorf("%v opened", command)
		}
	}
}

func TestInterruptedQuestionIsAnError(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	own, err := OpenOwn(ctx, probe(t, "", endless), Sandbox{Command: []string{os.Args[0], serveWord}, Subject: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	time.AfterFunc(100*time.Millisecond, stop)
	_, err = run(ctx, newFacts(securityWritten()), Options{Catalogue: (&Catalogue{}).With(own)}, &recorder{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, expected %v", err, context.Canceled)
	}
}

func TestOwnControlsAreTestedInTheirProcess(t *testing.T) {
	own := opened(t, probe(t, "", applies+findsNone+"findings contains {\"n\": 2} if {\n\tinput.cloud\n\tinput.cloud.dynamic\n}\n"), Sandbox{})
	results, err := own.Test(t.Context(), TestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(results.Tests) != 1 || !results.Tests[0].Pass || results.Passed() {
		t.Errorf("results %+v, expected one test that passes, and lines not reached", results)
	}
	if c := results.Coverage; len(c) != 1 || c[0].Control != "OWN-01" || len(c[0].Missing) == 0 {
		t.Errorf("coverage %+v", c)
	}
}

func TestBuiltInIdsHaveReservedPrefixes(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range c.Controls() {
		id := control.ID
		if ownPrefix(id) == "" {
			t.Errorf("the prefix of %s is not reserved: an own control could take the id", id)
		}
	}
}

func TestNamesAreToldFromWords(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"universalSecurityGroup", ""}, {"2.5.79.0", ""}, {"create, delete", ""}, {"1.3/12", ""}, {"", ""},
		{"CN=Anna,OU=People,DC=example", "a distinguished name"}, {"OU=People", "a distinguished name"},
		{"anna@example.com", "an address"}, {"S-1-5-21-1-2-3-512", "a SID"},
		{"12cce4b4-4ab8-40b7-be4d-f5d7742ec185", "an id"}, {strings.Repeat("a", 300), "a text of 300 bytes"},
	} {
		if got := nameIn(row.text); got != row.want {
			t.Errorf("%q holds %q, expected %q", row.text, got, row.want)
		}
	}
}

// BenchmarkOwn judges by all built-in controls in the other process; BenchmarkOwnHere by the same here.
func BenchmarkOwn(b *testing.B) {
	own := opened(b, builtInAsOwn(b), Sandbox{Subject: time.Minute})
	benchmarkOwn(b, (&Catalogue{}).With(own))
}

func BenchmarkOwnHere(b *testing.B) {
	c, err := loadOwn(os.DirFS(builtInAsOwn(b)))
	if err != nil {
		b.Fatal(err)
	}
	benchmarkOwn(b, c)
}

func benchmarkOwn(b *testing.B, c *Catalogue) {
	const subjects = 20_000
	f := newFacts(tenantOf(subjects, 1)...)
	for b.Loop() {
		if _, err := run(b.Context(), f, Options{Catalogue: c}, &discard{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(subjects)*float64(b.N)/b.Elapsed().Seconds(), "subjects/s")
}

// discard counts on nothing.
type discard struct{}

func (discard) Handle(report.Record) error { return nil }
func (discard) Close() error               { return nil }
