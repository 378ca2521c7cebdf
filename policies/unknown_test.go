package policies

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// inputs collects what the Rego tests give each package as input.
type inputs map[string]map[string]ast.Value

func (c inputs) Enabled() bool               { return true }
func (c inputs) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

func (c inputs) TraceEvent(event topdown.Event) {
	rule, ok := event.Node.(*ast.Rule)
	if !ok || event.Op != topdown.EnterOp || event.Input() == nil || rule.Module == nil {
		return
	}
	name := strings.TrimPrefix(rule.Module.Package.Path.String(), "data.")
	if c[name] == nil {
		c[name] = map[string]ast.Value{}
	}
	c[name][event.Input().Value.String()] = event.Input().Value
}

func testInputs(t *testing.T, c *Catalogue) inputs {
	t.Helper()
	modules, err := c.testModules()
	if err != nil {
		t.Fatal(err)
	}
	given := inputs{}
	runner := tester.NewRunner().SetCompiler(newCompiler()).SetModules(modules).SetCoverageQueryTracer(given).SetParallel(1)
	done, err := runner.RunTests(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for r := range done {
		if r.Error != nil {
			t.Fatal(r.Error)
		}
	}
	return given
}

// unread is one fact that was not read.
type unread struct {
	path string
	hide func(input map[string]any)
}

// unreads lists every fact below a type that may be unknown, each with what is unknown whenever it is.
func unreads(t reflect.Type, above []string) (all []unread) {
	for _, f := range fieldsOf(t) {
		at := append(slices.Clone(above), f.name)
		path := strings.Join(at, ".")
		list := enumOf(t, f)
		var values []any
		switch {
		case f.typ == countType:
			// Of a count the bound may be left, or nothing.
			values = []any{map[string]any{"at_least": json.Number("0"), "exactly": nil}, map[string]any{"at_least": json.Number("1"), "exactly": nil}}
		case base(f.typ).Kind() == reflect.Struct:
			all = append(all, unreads(base(f.typ), at)...)
		case slices.Contains(list, "unknown"):
			values = []any{"unknown"}
		case slices.Contains(list, "undecided"):
			values = []any{"undecided"}
		case slices.Contains(list, "absent"):
			values = []any{"partial", "absent"}
		case f.typ.Kind() == reflect.Pointer && !slices.Contains(answeredByNull, path):
			values = []any{nil}
		case f.typ.Kind() == reflect.Bool && saysWhatWasRead(path):
			values = []any{false}
		}
		for _, value := range values {
			all = append(all, unread{path, func(input map[string]any) {
				put(input, at, value)
				for _, other := range goTogether[path] {
					put(input, strings.Split(other.path, "."), other.value)
				}
			}})
		}
	}
	return all
}

// answeredByNull are facts whose null is an answer: unset, or not limited.
var answeredByNull = []string{
	"cloud.configuration.is_enabled", "cloud.visibility", "directory.admin_count", "move.object.admin_count", "tenant.setting",
}

func saysWhatWasRead(path string) bool {
	return strings.HasPrefix(path, "tenant.collected.") || strings.HasPrefix(path, "tenant.directory_read.") ||
		strings.HasSuffix(path, "read") || path == "tenant.ou_known"
}

var atLeastOne = map[string]any{"at_least": json.Number("1"), "exactly": nil}

// goTogether are facts that are never known while the one before them is not.
var goTogether = map[string][]struct {
	path  string
	value any
}{
	"tenant.v1":              {{"tenant.mode", "unknown"}},
	"tenant.v2":              {{"tenant.mode", "unknown"}},
	"tenant.cloudsync":       {{"tenant.mode", "unknown"}, {"tenant.cloudsync_running", "unknown"}},
	"tenant.setting_read":    {{"tenant.setting", nil}, {"history.setting_kept", "unknown"}},
	"governance.path.leads":  {{"governance.path.gap", "member_of"}},
	"directory.anchor_state": {{"directory.anchor", "none"}},

	"totals.governance.unmanaged.groups":  {{"totals.governance.unmanaged.undecided", json.Number("1")}},
	"totals.governance.unreviewed.groups": {{"totals.governance.unreviewed.undecided", json.Number("1")}},
	"totals.governance.stale.groups":      {{"totals.governance.stale.undecided", json.Number("1")}},
	"totals.governance.leavers.groups": {{"totals.governance.leavers.undecided", json.Number("1")},
		{"totals.governance.leaver_people", atLeastOne}, {"totals.governance.leaver_memberships", atLeastOne},
		{"totals.governance.leavers_privileged", atLeastOne},
	},
	"totals.governance.outside.groups": {{"totals.governance.outside.undecided", json.Number("1")}},

	"move.object.path.leads": {{"move.object.path.gap", "member_of"}},
	"tenant.ou.domain_head":  {{"tenant.ou_known", false}, {"tenant.ou.dedicated", "unknown"}},
	"tenant.ou.users_container": {
		{"tenant.ou_known", false}, {"tenant.ou.dedicated", "unknown"},
	},
}

// put sets a value that the input has.
func put(input map[string]any, at []string, value any) {
	for _, key := range at[:len(at)-1] {
		below, ok := input[key].(map[string]any)
		if !ok {
			return
		}
		input = below
	}
	if _, there := input[at[len(at)-1]]; there {
		input[at[len(at)-1]] = value
	}
}

// lostSides are what a subject loses as a whole.
func lostSides() []unread {
	return []unread{
		{"directory", func(input map[string]any) {
			if input["cloud"] != nil {
				delete(input, "directory")
				input["directory_absent"] = "unknown"
			}
		}},
		{"cloud.configuration", func(input map[string]any) {
			if cloud, ok := input["cloud"].(map[string]any); ok {
				delete(cloud, "configuration")
				put(input, []string{"writeback", "v2", "expected"}, "unknown")
			}
		}},
	}
}

// harmless are facts that a control does without, by control and path, and why.
var harmless = map[string]string{
	"DIF-20 directory":           "without its pair the group is a subject of its own, with the same account name",
	"DIF-31 directory":           "without its pair the group is a subject of its own, with the same name and anchors",
	"STR-04 directory":           "without its pair the group is a subject of its own, with the same SID",
	"DIF-09 directory.cn.id":     "a common name of a known form has an id",
	"DIF-10 directory.cn.id":     "a common name of a known form has an id",
	"CFG-03 cloud.kind":          "where onPremisesSyncEnabled was read, a group of unknown kind does not come from the directory",
	"CS-21 directory.member_of":  "where a group may contain the copy, GOV-16 tells of it",
	"CFG-30 cloud.soa_converted": "a converted group has a SID; where that was collected, unknown means none",
}

func TestNoUnknownFactTurnsAFailureIntoAPassOrLeavesItsNumberExact(t *testing.T) {
	if testing.Short() {
		t.Skip("every fact of every control")
	}
	c, err := Prove()
	if err != nil {
		t.Fatal(err)
	}
	given := testInputs(t, c)
	for j := range bareJudges(t, c) {
		t.Run(j.control.ID+"/"+string(j.check.Kind), func(t *testing.T) {
			j.reading = readingOf(c.compiler.Modules[j.check.File].Rules, subjectType(j.check.Kind))
			hideAll(t, j, given[j.check.Package])
		})
	}
}

// hideAll hides each fact in turn of every input that fails.
func hideAll(t *testing.T, j *judge, given map[string]ast.Value) {
	t.Helper()
	tries := unreads(subjectType(j.check.Kind), nil)
	if j.check.Kind == KindGroup {
		tries = append(slices.DeleteFunc(tries, func(u unread) bool { return !j.reads(u) }), lostSides()...)
	}
	failing, flaws, exact := 0, map[string]bool{}, map[string]string{}
	for _, key := range sortedKeys(given) {
		before, outset := decideOpen(t, j, plainInput(t, given[key]))
		if before.outcome != failed {
			continue
		}
		failing++
		for _, u := range tries {
			input := plainInput(t, given[key])
			if u.path == "directory_absent" && input["directory"] != nil {
				continue
			}
			u.hide(input)
			switch g, open := decideOpen(t, j, input); {
			case g.outcome == passed || g.outcome == notApplicable:
				flaws[u.path] = true
			case g.outcome == failed && !subset(open, outset):
				for _, name := range plainNumbers(g.findings) {
					exact[name] = u.path
				}
			}
		}
	}
	if failing == 0 {
		t.Error("no test of the control gives a finding")
	}
	for _, path := range sortedKeys(flaws) {
		if harmless[j.control.ID+" "+path] == "" {
			t.Errorf("a finding becomes a pass, or not applicable, where %s is not known", path)
		}
	}
	expectExact(t, j, exact)
}

// reads reports whether hiding a fact can change what a group control says: it reads the fact, one
// that goes together with it, something above or below it, or, as far as anybody knows, the tenant.
func (j *judge) reads(u unread) bool {
	paths := []string{u.path}
	for _, other := range goTogether[u.path] {
		paths = append(paths, other.path)
	}
	return slices.ContainsFunc(paths, func(path string) bool {
		return strings.HasPrefix(path, "tenant.") || slices.ContainsFunc(j.reading.places, func(p read) bool {
			name := strings.TrimSuffix(p.name, "?")
			return name == "" || strings.HasPrefix(path+".", name+".") || strings.HasPrefix(name+".", path+".")
		})
	})
}

func plainInput(t *testing.T, v ast.Value) map[string]any {
	t.Helper()
	input, err := ast.JSON(v)
	if err != nil {
		t.Fatal(err)
	}
	return input.(map[string]any)
}
