package policies

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// capabilities excludes every builtin that OPA flags nondeterministic, those that look at the clock
// or the host, and network access.
var capabilities = sync.OnceValue(func() *ast.Capabilities {
	all := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	all.Builtins = slices.DeleteFunc(slices.Clone(all.Builtins), forbidden)
	all.AllowNet = []string{}
	return all
})

func forbidden(b *ast.Builtin) bool {
	return b.IsNondeterministic() || b.Name == "opa.runtime" || b.Name == "time.now_ns" || b.Name == "http.send" ||
		b.Name == "trace" || b.Name == "print" || strings.HasPrefix(b.Name, "net.")
}

// schemas declares for every control the schema of its input.
func (c *Catalogue) schemas() *ast.SchemaSet {
	schemas := ast.NewSchemaSet()
	for _, control := range c.controls {
		for _, check := range control.Checks {
			schema := Schema(control, check)
			if schema == nil {
				continue
			}
			ref := schemaRef(check)
			schemas.Put(ref, schema)
			attachSchema(check.module, ref)
		}
	}
	return schemas
}

// compile type-checks every control against the schema of its input, where it has one.
func (c *Catalogue) compile(schemas *ast.SchemaSet) error {
	c.compiler = newCompiler().WithSchemas(schemas).WithUseTypeCheckAnnotations(true)
	c.compiler.Compile(c.modules)
	if c.compiler.Failed() {
		return oneLine(c.compiler.Errors)
	}
	return nil
}

func newCompiler() *ast.Compiler {
	return ast.NewCompiler().WithStrict(true).WithCapabilities(capabilities()).WithDefaultRegoVersion(ast.RegoV1)
}

func schemaRef(c Check) ast.Ref {
	ref := ast.Ref{ast.SchemaRootDocument}
	for part := range strings.SplitSeq(c.Package, ".") {
		ref = append(ref, ast.StringTerm(part))
	}
	return ref
}

// attachSchema declares the schema of input at the annotation of the package.
func attachSchema(m *ast.Module, schema ast.Ref) {
	for _, a := range m.Annotations {
		if a.Scope == "package" {
			a.Schemas = []*ast.SchemaAnnotation{{Path: ast.Ref{ast.InputRootDocument}, Schema: schema}}
		}
	}
}

// oneLine reduces OPA's errors to the first, as "file:line: what".
func oneLine(err error) error {
	var list ast.Errors
	if !errors.As(err, &list) || len(list) == 0 {
		var single *ast.Error
		if !errors.As(err, &single) {
			return fmt.Errorf("reading controls: %s", firstLine(err.Error()))
		}
		list = ast.Errors{single}
	}
	list = slices.Clone(list)
	list.Sort()
	first := list[0]
	text := firstLine(first.Message)
	if hint := hintFor(text); hint != "" {
		text += ": " + hint
	}
	if len(list) > 1 {
		text += fmt.Sprintf(" (and %d more)", len(list)-1)
	}
	if first.Location == nil {
		return fmt.Errorf("reading controls: %s", text)
	}
	return fmt.Errorf("%s:%d: %s", first.Location.File, max(1, first.Location.Row), text)
}

// hintFor says what to do about errors whose text does not.
func hintFor(message string) string {
	switch {
	case strings.HasPrefix(message, "undefined function "):
		name := strings.TrimPrefix(message, "undefined function ")
		for _, b := range ast.CapabilitiesForThisVersion().Builtins {
			if b.Name == name && forbidden(b) {
				return "controls see no clock, no network, no host and nothing random; take the fact from input"
			}
		}
		return ""
	case strings.HasPrefix(message, "undefined ref: input"):
		return "the facts have no such field"
	case message == "match error":
		return "the two sides are never of one type; of a count compare at_least or exactly"
	default:
		return ""
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
