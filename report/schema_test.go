package report_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

var update = flag.Bool("update", false, "write generated files")

// The schemas of the streams of an audit and of a what-if.
const (
	schemaFile       = "stream.schema.json"
	effectSchemaFile = "whatif.schema.json"
)

func TestSchemaIsFresh(t *testing.T) {
	for file, want := range map[string][]byte{
		schemaFile:       generateSchema(t, reflect.TypeFor[report.Record](), schemaFile, "wbaudit report stream", reflect.TypeFor[report.End]()),
		effectSchemaFile: generateSchema(t, reflect.TypeFor[report.EffectRecord](), effectSchemaFile, "wbaudit what-if stream", nil),
	} {
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s does not follow from the types (%v): run go test ./report -update", file, err)
		}
	}
}

func TestEveryEffectSatisfiesItsSchema(t *testing.T) {
	schema := compileSchema(t, effectSchemaFile)
	lines := encodedEffects(t, supposed())
	for _, line := range lines {
		if err := schema.Validate(decoded(t, []byte(line))); err != nil {
			t.Fatalf("%.300s\n%v", line, err)
		}
	}
	for name, line := range map[string]string{
		"nothing": `{}`, "a finding": `{"finding":{}}`,
		"an outcome that is none": strings.Replace(lines[1], `"deleted"`, `"melts"`, 1),
		"an unknown field":        strings.Replace(lines[1], `"name"`, `"x":1,"name"`, 1),
		"null for a list":         strings.Replace(lines[0], `"notes":[]`, `"notes":null`, 1),
	} {
		if schema.Validate(decoded(t, []byte(line))) == nil {
			t.Errorf("%s is accepted: %s", name, line)
		}
	}
}

func TestEveryRecordSatisfiesTheSchema(t *testing.T) {
	schema := compileSchema(t, schemaFile)
	streams := [][]report.Record{reporttest.Demo(30), {
		{Run: &report.Run{Format: 1, Tool: "wbaudit"}},
		{Control: &report.Control{ID: "X", Severity: "low"}},
		{Finding: &report.Finding{Severity: "low", Target: report.Target{Kind: "group"}, Fingerprint: report.Fingerprint("", "", "", ""), EvidenceDigest: report.Fingerprint("", "", "", "")}},
		{Group: &report.Group{Target: report.Target{Kind: "group"}, Cloud: &report.CloudSide{}, Directory: &report.DirectorySide{}, Candidates: []report.DirectorySide{{}}}},
		{Change: &report.ObjectChange{Object: "cloud_groups", Kind: report.ChangeChanged, Attributes: []report.AttributeChange{{Attribute: "mail"}}}},
		{Summary: &report.Summary{Outcome: "pass"}},
	}}
	for seed := range uint64(30) {
		streams = append(streams, reporttest.Random(seed, 4))
	}
	for _, records := range streams {
		for line := range bytes.Lines(encoded(t, records)) {
			if err := schema.Validate(decoded(t, line)); err != nil {
				t.Fatalf("%.300s\n%v", line, err)
			}
		}
	}
}

func TestTheSchemaRefuses(t *testing.T) {
	schema := compileSchema(t, schemaFile)
	summary, _, _ := strings.Cut(string(encoded(t, []report.Record{{Summary: &report.Summary{Outcome: "pass"}}})), "\n")
	for name, line := range map[string]string{
		"nothing":             `{}`,
		"an unknown record":   `{"ripple":{}}`,
		"two fields":          strings.Replace(summary, `{"summary"`, `{"run":null,"summary"`, 1),
		"a missing field":     strings.Replace(summary, `"failed":0,`, ``, 1),
		"an unknown field":    strings.Replace(summary, `"failed"`, `"x":1,"failed"`, 1),
		"null for a list":     strings.Replace(summary, `[]`, `null`, 1),
		"text for a number":   strings.Replace(summary, `"failed":0`, `"failed":"0"`, 1),
		"a negative number":   strings.Replace(summary, `"failed":0`, `"failed":-1`, 1),
		"an unknown outcome":  strings.Replace(summary, `"pass"`, `"passed"`, 1),
		"a time that is none": `{"run":{"now":"yesterday"}}`,
	} {
		if schema.Validate(decoded(t, []byte(line))) == nil {
			t.Errorf("%s is accepted: %s", name, line)
		}
	}
}

func compileSchema(t *testing.T, schemaFile string) *jsonschema.Schema {
	t.Helper()
	f, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(schemaFile, decoded(t, f)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t *testing.T, b []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// object is a JSON object whose keys encoding/json sorts.
type object = map[string]any

// generateSchema makes the schema of a stream from the type of its lines, besides which it may end with another one.
func generateSchema(t *testing.T, lines reflect.Type, file, title string, end reflect.Type) []byte {
	t.Helper()
	g := generator{defs: object{}, docs: docComments(t)}
	root := object{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         "https://github.com/wbaudit/wbaudit/report/" + file,
		"title":       title,
		"description": g.docs[lines.Name()] + " The stream is JSON Lines: each line satisfies this schema.",
		"$comment":    "Generated from the Go types by go test ./report -update.",
		"type":        "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
	}
	properties := object{}
	for field := range lines.Fields() {
		properties[key(field)] = g.schema(field.Type.Elem())
	}
	if end != nil {
		properties["end"] = g.schema(end)
	}
	root["properties"] = properties
	root["$defs"] = g.defs
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type generator struct {
	defs object
	docs map[string]string
}

// closed holds the values of fields whose set of values is closed in this package.
var closed = map[string][]string{
	"Control.Severity": report.Severities, "Finding.Severity": report.Severities, "Control.Readiness": report.Readinesses,
	"Summary.Outcome": report.Outcomes, "Target.Kind": report.TargetKinds, "Age.State": report.AgeStates,
	"ObjectChange.Kind": report.ChangeKinds, "ComparedStream.Compared": report.ComparedStates,
	"MemberChange.Role": {report.RoleMember, report.RoleOwner}, "MemberChange.Change": {report.ChangeAdded, report.ChangeRemoved},
	"Readiness.State": report.ReadinessStates, "StateCount.State": report.ReadinessStates,
	"ReadinessReason.Kind": report.ReasonKinds, "VerdictReason.Kind": report.ReasonKinds,
	"Effect.Outcome": report.EffectOutcomes, "Effect.Loss": {"", report.LossOfGroup, report.LossOfAccess, report.LossUndecided},
	"Reason.Scope":  report.Scopes,
	"Stream.Status": {report.StatusComplete, report.StatusPartial, report.StatusAbsent},
}

func (g generator) schema(t reflect.Type) object {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case t.Kind() == reflect.Pointer:
		return object{"anyOf": []any{g.schema(t.Elem()), object{"type": "null"}}}
	case t.Kind() == reflect.Slice:
		return object{"type": "array", "items": g.schema(t.Elem())}
	case t.Kind() == reflect.Map:
		return object{"type": "object"}
	case t.Kind() == reflect.Struct:
		g.define(t)
		return object{"$ref": "#/$defs/" + t.Name()}
	}
	return map[reflect.Kind]object{
		reflect.String: {"type": "string"}, reflect.Bool: {"type": "boolean"},
		reflect.Int: {"type": "integer", "minimum": 0}, reflect.Int64: {"type": "integer", "minimum": 0},
		reflect.Int32: {"type": "integer"}, // groupType is a signed set of bits
	}[t.Kind()]
}

func (g generator) define(t reflect.Type) {
	if _, done := g.defs[t.Name()]; done {
		return
	}
	def := object{"type": "object", "additionalProperties": false, "description": g.docs[t.Name()]}
	g.defs[t.Name()] = def
	properties, required := object{}, []string{}
	for field := range t.Fields() {
		s := g.schema(field.Type)
		if values, ok := closed[t.Name()+"."+field.Name]; ok {
			s["enum"] = values
		}
		if doc := g.docs[t.Name()+"."+field.Name]; doc != "" {
			s["description"] = doc
		}
		properties[key(field)] = s
		if !strings.HasSuffix(field.Tag.Get("json"), ",omitempty") {
			required = append(required, key(field))
		}
	}
	def["properties"], def["required"] = properties, required
}

func key(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// docComments returns the doc comments of types and fields, as Type and Type.Field.
func docComments(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	var all []ast.Decl
	for _, name := range []string{"record.go", "move.go", "effect.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f.Decls...)
	}
	for _, d := range all {
		types, ok := d.(*ast.GenDecl)
		if !ok || types.Tok != token.TYPE {
			continue
		}
		spec := types.Specs[0].(*ast.TypeSpec)
		docs[spec.Name.Name] = flat(types.Doc)
		fields, ok := spec.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range fields.Fields.List {
			for _, name := range field.Names {
				docs[spec.Name.Name+"."+name.Name] = flat(field.Doc)
			}
		}
	}
	return docs
}

func flat(c *ast.CommentGroup) string {
	return strings.Join(strings.Fields(c.Text()), " ")
}
