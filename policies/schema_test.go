package policies

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	opa "github.com/open-policy-agent/opa/v1/ast"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wbaudit/wbaudit/diff"
)

// compiled is the schema of the input of a check without parameters.
func compiled(t *testing.T, kind Kind) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(Schema(Control{}, Check{Kind: kind}))
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("subject.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("subject.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainJSON is a value as its JSON text reads, whichever way that is made.
func plainJSON(t *testing.T, x any) any {
	t.Helper()
	text, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestFixturesAreCompleteSubjects(t *testing.T) {
	for name, fixture := range fixtures() {
		t.Run(name, func(t *testing.T) {
			kind := KindGroup
			for _, other := range []Kind{KindTenant, KindChange} {
				if reflect.TypeOf(fixture) == subjectType(other) {
					kind = other
				}
			}
			value, err := opa.JSON(valueOf(reflect.ValueOf(fixture)))
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled(t, kind).Validate(plainJSON(t, value)); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestValueIsTheJSONForm holds the direct way to OPA's values to the one over JSON text, nil lists apart.
func TestValueIsTheJSONForm(t *testing.T) {
	for name, fixture := range fixtures() {
		text, err := json.Marshal(fixture)
		if err != nil {
			t.Fatal(err)
		}
		var over any
		exact := json.NewDecoder(bytes.NewReader(text))
		exact.UseNumber()
		if err := exact.Decode(&over); err != nil {
			t.Fatal(err)
		}
		want := opa.MustInterfaceToValue(over)
		if got := valueOf(reflect.ValueOf(fixture)); want.Compare(got) != 0 {
			// A nil list is null in JSON text and empty in a total subject.
			if strings.ReplaceAll(want.String(), "null", "[]") != strings.ReplaceAll(got.String(), "null", "[]") {
				t.Errorf("%s:\n%s over JSON\n%s directly", name, want, got)
			}
		}
	}
}

// TestEnumerationsAreTheConstants reads the constants of packages diff and changes: a new one must be known here.
func TestEnumerationsAreTheConstants(t *testing.T) {
	constants := map[string][]string{}
	for _, file := range diffFiles(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Type == nil {
				return true
			}
			name, ok := spec.Type.(*ast.Ident)
			if !ok {
				return true
			}
			for _, value := range spec.Values {
				if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					text, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					constants[name.Name] = append(constants[name.Name], text)
				}
			}
			return true
		})
	}
	for typ, known := range enums {
		want := constants[typ.Name()]
		if typ == reflect.TypeFor[diff.Engine]() || typ == reflect.TypeFor[diff.Target]() {
			// No engine, no target.
			want = append(want, "")
		}
		slices.Sort(want)
		known = slices.Sorted(slices.Values(known))
		if !slices.Equal(want, known) {
			t.Errorf("%s has the constants %q, and here %q", typ, want, known)
		}
	}
}

func diffFiles(t *testing.T) []*ast.File {
	t.Helper()
	var files []*ast.File
	for _, folder := range []string{"../diff", "../diff/changes"} {
		paths, err := fs.Glob(os.DirFS(folder), "*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), folder+"/"+path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	return files
}

// TestEveryStringFactIsAnEnumerationOrSaysWhyNot keeps new facts from being compared unchecked.
func TestEveryStringFactIsAnEnumerationOrSaysWhyNot(t *testing.T) {
	free := map[string]string{
		"Cloud.visibility":         "Graph may add values",
		"Cloud.portal_enabled":     "words of the portal",
		"Cloud.portal_type":        "words of the portal",
		"Directory.not_compared":   "names of attributes",
		"Drift.attribute":          "names of attributes",
		"Cloud.rule_attributes":    "names of attributes",
		"ListProof.name":           "names of streams",
		"Writeback.row":            "numbers of the design's rows",
		"EngineAnswer.row":         "numbers of the design's rows",
		"Members.cloud_reason":     "prose",
		"Members.directory_reason": "prose",
		"Tenant.client_version":    "a version",
		"JobFacts.status":          "Graph may add values",
		"JobFacts.schedule":        "Graph may add values",
		"JobFacts.quarantine":      "Graph may add values",
		"Trustee.sid":              "parameters name accounts by it",
		"ConnectorAccount.sid":     "trustees are compared with it",
		"ConnectServer.key":        "for fingerprints only",
		"DisabledRule.key":         "for fingerprints only",
		"EditedRule.server":        "for fingerprints only",
		"EditedRule.key":           "for fingerprints only",
		"GoneRule.server":          "for fingerprints only",
		"OutOfScope.key":           "for fingerprints only",
		"ConnectFacts.differences": "shown, never compared",
		"ConnectFacts.unclear":     "shown, never compared",
		"ConnectFacts.unread":      "shown, never compared",
		"GroupHistory.uncompared":  "names of attributes",
		"History.uncompared":       "names of attributes",
		"Lasting.fingerprints":     "fingerprints",
		"Subject.not_compared":     "names of attributes",
		"Edits.attributes":         "names of attributes",
		"Edits.undecided":          "names of attributes",
		"Switches.unread":          "names of switches",
	}
	for owner, fields := range shapes {
		for _, f := range fields {
			typ := base(f.typ)
			if typ.Kind() == reflect.Slice {
				typ = base(typ.Elem())
			}
			name := owner.Name() + "." + f.name
			if typ.Kind() == reflect.String && enumOf(owner, f.field) == nil && free[name] == "" {
				t.Errorf("%s is a text that controls compare unchecked: add its values to fieldEnums, or say here why not", name)
			}
			if enumOf(owner, f.field) != nil && free[name] != "" {
				t.Errorf("%s is an enumeration now", name)
			}
		}
	}
}

func TestNothingNamesASubjectInItsInput(t *testing.T) {
	s := securityWritten()
	s.Identity = diff.Identity{Key: "c:secret-key", CloudID: "secret-id", DN: "CN=secret", Name: "secret name"}
	s.Details = &diff.Details{Cloud: &diff.CloudDetails{DisplayName: "secret"}}
	tenant := diff.TenantSubject{Tenant: knownTenant(), Totals: knownTotals()}
	tenant.Totals.OUs[0].DN = "OU=secret"
	for _, x := range []any{s, tenant} {
		if text := valueOf(reflect.ValueOf(x)).String(); strings.Contains(text, "secret") {
			t.Errorf("the input of controls names its subject: %s", text)
		}
	}
}
