//go:build unix

package policies

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// judged makes the bench of the built-in controls over facts.
func judged(tb testing.TB, f *fakeFacts, o Options) *bench {
	tb.Helper()
	b, err := newBench(context.Background(), f, o)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// processor is the processor time used so far, which other programs on the machine do not change.
func processor(tb testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// many is the built-in controls with every group control three times, about as many as the design lists.
func many(tb testing.TB) *Catalogue {
	tb.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(controls, "controls", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.rego") || !strings.HasPrefix(path, "controls/group/") {
			return err
		}
		text, err := fs.ReadFile(controls, path)
		slug := strings.TrimSuffix(filepath.Base(path), ".rego")
		for i, suffix := range []string{"", "_again", "_once_more"} {
			copied := strings.Replace(string(text), "\npackage controls.group."+slug, "\npackage controls.group."+slug+suffix, 1)
			copied = regexp.MustCompile(`#   id: ([A-Z]+)-(..)`).ReplaceAllString(copied, []string{"#   id: ${1}-${2}", "#   id: ${1}-${2}b", "#   id: X${1}-${2}"}[i])
			files["controls/group/"+slug+suffix+"/"+slug+suffix+".rego"] = &fstest.MapFile{Data: []byte(copied)}
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	c, err := LoadFS(files)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// benchmarkJudge judges every subject on one core, from the empty memory on, and reports subjects
// judged in a second of processor time. Loading the controls is not counted.
func benchmarkJudge(b *testing.B, subjects int, o Options) {
	f := newFacts(tenantOf(subjects, 1)...)
	o.Catalogue = many(b)
	var used time.Duration
	for b.Loop() {
		clerk := newClerk(judged(b, f, o))
		start := processor(b)
		for i := range f.subjects {
			if err := clerk.group(b.Context(), &f.subjects[i], func(int, *judge, judgement) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
		used += processor(b) - start
	}
	b.ReportMetric(float64(subjects)*float64(b.N)/used.Seconds(), "subjects/cpu-s")
	b.ReportMetric(float64(len(o.Catalogue.controls)), "controls")
}

// BenchmarkJudge judges a tenant of 100,000 subjects.
func BenchmarkJudge(b *testing.B) { benchmarkJudge(b, 100_000, Options{}) }

// BenchmarkJudgeForgetful evaluates every control for every subject.
func BenchmarkJudgeForgetful(b *testing.B) { benchmarkJudge(b, 1_000, Options{Forget: true}) }

// BenchmarkOneDocument evaluates the same controls over the same facts the usual way: all subjects
// are one document, and every rule runs over it.
func BenchmarkOneDocument(b *testing.B) {
	const subjects = 1_000
	c := many(b)
	f := newFacts(tenantOf(subjects, 1)...)
	prepared, input := oneDocument(b, c, f)
	var used time.Duration
	for b.Loop() {
		start := processor(b)
		results, err := prepared.Eval(b.Context(), rego.EvalParsedInput(input))
		used += processor(b) - start
		if err != nil || len(results) != 1 {
			b.Fatal(results, err)
		}
	}
	b.ReportMetric(float64(subjects)*float64(b.N)/used.Seconds(), "subjects/cpu-s")
	b.ReportMetric(float64(len(c.controls)), "controls")
}

// TestOneDocumentFindsTheSame keeps the comparison honest: both ways find the same.
func TestOneDocumentFindsTheSame(t *testing.T) {
	c := many(t)
	f := newFacts(tenantOf(400, 2)...)
	prepared, input := oneDocument(t, c, f)
	results, err := prepared.Eval(t.Context(), rego.EvalParsedInput(input))
	if err != nil || len(results) != 1 {
		t.Fatal(results, err)
	}
	bench := judged(t, f, Options{Catalogue: c})
	clerk := newClerk(bench)
	counts := make([][3]int, len(bench.groups))
	for i := range f.subjects {
		value := reflect.ValueOf(&f.subjects[i]).Elem()
		for n, j := range bench.groups {
			v, err := clerk.ask(t.Context(), j, value)
			if err != nil || v.err != "" {
				t.Fatal(v, err)
			}
			counts[n][0] += len(v.findings)
			if v.applies {
				counts[n][1]++
			}
			if v.undecided != "" {
				counts[n][2] += 1 + strings.Count(v.undecided, "; ")
			}
		}
		clerk.rest()
	}
	for n, j := range bench.groups {
		answer := results[0].Bindings["x"].([]any)[n].([]any)
		got := [3]int{len(answer[0].([]any)), len(answer[1].([]any)), len(answer[2].([]any))}
		if got != counts[n] {
			t.Errorf("%s: one document gives %v findings, applies and undecided, judging gives %v", j.control.ID, got, counts[n])
		}
	}
}

// oneDocument rewrites every group control to rules over input.subjects[i].
func oneDocument(tb testing.TB, c *Catalogue, f *fakeFacts) (rego.PreparedEvalQuery, ast.Value) {
	tb.Helper()
	bench := judged(tb, f, Options{Catalogue: c})
	parameters := ast.NewObject()
	options := []func(*rego.Rego){}
	var query []string
	for _, j := range bench.groups {
		for name, value := range j.values {
			parameters.Insert(ast.StringTerm(name), ast.NewTerm(ast.MustInterfaceToValue(value)))
		}
		options = append(options, rego.Module(j.check.File, rewritten(j.check)))
		undecided := "[]"
		if definesRule(j.check.module, "undecided") {
			undecided = "data." + j.check.Package + ".undecided"
		}
		query = append(query, fmt.Sprintf("[data.%[1]s.findings, [i | some i, _ in input.subjects; data.%[1]s.applies(i)], %[2]s]", j.check.Package, undecided))
	}
	terms := make([]*ast.Term, len(f.subjects))
	for i := range terms {
		pairs := bench.document(nil, reflect.ValueOf(&f.subjects[i]).Elem())
		terms[i] = ast.NewTerm(ast.NewObject(append(pairs, [2]*ast.Term{parametersKey, ast.NewTerm(parameters)})...))
	}
	prepared, err := rego.New(append(options, rego.Query("x = ["+strings.Join(query, ", ")+"]"))...).PrepareForEval(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return prepared, ast.NewObject([2]*ast.Term{ast.StringTerm("subjects"), ast.ArrayTerm(terms...)})
}

// rewritten is the text of a control that judges every element of input.subjects.
func rewritten(check Check) string {
	own := []string{}
	for _, r := range check.module.Rules {
		if name := ruleName(r); name != "findings" && name != "undecided" {
			own = append(own, regexp.QuoteMeta(name))
		}
	}
	names := regexp.MustCompile(`(^|[^.\w"])(` + strings.Join(own, "|") + `)\b`)
	fix := func(x fmt.Stringer) string {
		return strings.ReplaceAll(names.ReplaceAllString(x.String(), "${1}${2}(i)"), "input.", "input.subjects[i].")
	}
	text := "package " + check.Package + "\n"
	for _, r := range check.module.Rules {
		switch name := ruleName(r); {
		case r.Default:
			text += fmt.Sprintf("default %s(_) := %s\n", name, r.Head.Value)
		case r.Head.RuleKind() == ast.MultiValue:
			text += fmt.Sprintf("%s contains [i, %s] if { some i, _ in input.subjects; %s }\n", name, fix(r.Head.Key), fix(r.Body))
		default:
			text += fmt.Sprintf("%s(i) := %s if { %s }\n", name, fix(r.Head.Value), fix(r.Body))
		}
	}
	return text
}
