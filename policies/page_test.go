package policies

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite generated files")

// families are the parts of the catalogue, by the prefix of their ids.
var families = []struct{ prefix, title string }{
	{"ENG", "Lifecycle and engines"},
	{"CFG", "Configuration of cloud groups"},
	{"DIF", "Directory against cloud"},
	{"STR", "Structure of the directory"},
	{"CS", "Readiness for cloud sync"},
	{"GOV", "Governance"},
	{"DRF", "Changes between two snapshots"},
}

// TestCataloguePageIsFresh keeps README.md equal to what the metadata says; -update rewrites it.
func TestCataloguePageIsFresh(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	want := page(t, c)
	if *update {
		if err := os.WriteFile("README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("README.md is stale; run go test ./policies -update (-want +got):\n%s", d)
	}
}

// page is the catalogue in Markdown.
func page(t *testing.T, c *Catalogue) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(pageHead)
	listed := 0
	for _, family := range families {
		var rows []Control
		for _, control := range c.Controls() {
			if prefix, _, _ := strings.Cut(control.ID, "-"); prefix == family.prefix {
				rows = append(rows, control)
			}
		}
		if len(rows) == 0 {
			continue
		}
		listed += len(rows)
		fmt.Fprintf(&b, "\n## %s\n\n| Id | Severity | Profile | Judges | Title |\n|---|---|---|---|---|\n", family.title)
		for _, control := range rows {
			fmt.Fprintf(&b, "| [%[1]s](#%[2]s) | %[3]s | %[4]s | %[5]s | %[6]s |\n",
				control.ID, strings.ToLower(control.ID), control.Severity, control.Profile, kindsOf(control), cell(control.Title))
		}
		for _, control := range rows {
			b.WriteString(section(control))
		}
	}
	b.WriteString(seedSection(t))
	if listed != len(c.Controls()) {
		t.Errorf("%d of %d controls belong to a family", listed, len(c.Controls()))
	}
	return b.String()
}

const pageHead = `# Controls

<!-- Generated from the METADATA of controls/**/*.rego and from seeds.csv by go test ./policies -update. Do not edit. -->

A control judges every subject of its kind: each cloud group with its copy, each directory group that no cloud group
claims, or the tenant as a whole. A subject has exactly one outcome, the first that holds:

| Outcome | When |
|---|---|
| error | the evaluation failed, or took longer than a subject may |
| fail | the control found something: one finding for each defect |
| notEvaluated | the control could not decide, or a fact that it requires was not read; the reason is given |
| notApplicable | the control is not about this subject |
| pass | everything was read and nothing was found |

The outcome of a control is the worst of error, fail, notEvaluated, pass and notApplicable over its subjects. A required stream that is
absent leaves every subject not evaluated. One that is only partial does so too, unless the control says that findings of a part stand; nothing passes
over it even then. Where it requires memberships, a subject whose own member lists are incomplete is not evaluated, and the others are.
A finding may have a lower severity than its control, never a higher one; severities are critical, high, medium, low and info.
The severity that a configuration sets for a control is that of its gravest case: one above the control's own raises milder findings by as many
steps, so that with critical for a control of severity high its medium findings are high; one below it bounds them.
`

func kindsOf(c Control) string {
	var kinds []string
	for _, check := range c.Checks {
		kinds = append(kinds, string(check.Kind))
	}
	return strings.Join(slices.Compact(kinds), ", ")
}

// section is one control.
func section(c Control) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n### %s\n\n**%s.** Severity %s, profile %s, judges: %s.\n\n%s\n\n", c.ID, c.Title, c.Severity, c.Profile, kindsOf(c), prosaic(c.Description))
	fmt.Fprintf(&b, "*What to do.* %s\n\n", prosaic(c.Remediation))
	for _, check := range c.Checks {
		fmt.Fprintf(&b, "- Says of a %s: `%s`\n", subjectWord(check.Kind), check.Message)
	}
	if len(c.Engines) > 0 {
		fmt.Fprintf(&b, "- Engines: %s\n", strings.Join(c.Engines, ", "))
	}
	if list := c.Requires(); len(list) > 0 {
		fmt.Fprintf(&b, "- Requires: %s%s\n", strings.Join(list, ", "), partialWord(c))
	} else {
		b.WriteString("- Requires no stream: what is not known is told from the facts\n")
	}
	if c.Settling {
		b.WriteString("- Findings on groups created or changed just before the run are info and do not count for `--fail-on`\n")
	}
	if c.Readiness != "" {
		b.WriteString(readinessLine(c))
	}
	for _, p := range c.Parameters {
		fmt.Fprintf(&b, "- Parameter `%s`: %s; %s, default %v%s\n", p.Name, p.Description, p.Range(), p.Default, revisionWord(p))
	}
	var clauses []string
	for _, f := range c.Frameworks {
		clauses = append(clauses, f.Name+" "+f.Clause)
	}
	if len(clauses) > 0 {
		fmt.Fprintf(&b, "- Helps to show: %s\n", strings.Join(clauses, ", "))
	}
	for _, ref := range c.References {
		fmt.Fprintf(&b, "- <%s>\n", ref)
	}
	return b.String()
}

// readinessLine says what a finding means for a move.
func readinessLine(c Control) string {
	line := "- In a move: " + c.Readiness
	if c.ReadinessFrom != "" {
		line += " from severity " + c.ReadinessFrom
	}
	if len(c.Targets) > 0 {
		line += ", to " + strings.Join(c.Targets, ", ")
	}
	return line + "\n"
}

func subjectWord(k Kind) string {
	return map[Kind]string{KindGroup: "group", KindTenant: "tenant", KindChange: "change"}[k]
}

func partialWord(c Control) string {
	if slices.ContainsFunc(c.Checks, func(check Check) bool { return check.JudgePartial }) {
		return "; findings of a partial stream stand"
	}
	return ""
}

// prosaic keeps angle brackets from being markup, outside of code as in it.
func prosaic(s string) string {
	return strings.NewReplacer("<", `\<`, "*", `\*`, "_", `\_`).Replace(s)
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// revisionWord says which document a default was taken from.
func revisionWord(p Parameter) string {
	if p.Revision == "" {
		return ""
	}
	return " (" + p.Revision + ")"
}
