package policies

import (
	"fmt"
	"reflect"
)

// Schema returns the JSON Schema of the input of one check: its subject, input.parameters as its
// control declares them, input.profiles, which are those of the run, and input.now (RFC 3339, UTC). It is generated from the Go types.
func Schema(c Control, check Check) map[string]any {
	t := subjectType(check.Kind)
	if t == nil {
		return nil
	}
	schema := objectSchema(t)
	properties := schema["properties"].(map[string]any)
	parameters := map[string]any{}
	for _, p := range c.Parameters {
		parameters[p.Name] = p.schema()
	}
	// An object without properties would accept every name; one that nobody can mean closes it.
	if len(parameters) == 0 {
		parameters["-"] = map[string]any{"type": "boolean"}
	}
	properties["parameters"] = map[string]any{"type": "object", "properties": parameters, "additionalProperties": false}
	properties["profiles"] = map[string]any{"type": "array", "items": map[string]any{"type": "string", "enum": Profiles()}}
	properties["now"] = map[string]any{"type": "string", "format": "date-time"}
	schema["$schema"] = "http://json-schema.org/draft-07/schema#"
	return schema
}

func objectSchema(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []any{}
	for _, f := range fieldsOf(t) {
		properties[f.name] = fieldSchema(t, f)
		if !f.optional {
			required = append(required, f.name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// fieldSchema gives a nullable scalar an anyOf, since a list of types makes OPA refuse == null. An
// object is never nullable: around one, anyOf would switch the checking of its fields off.
func fieldSchema(owner reflect.Type, f field) map[string]any {
	s := typeSchema(base(f.typ))
	if list := enumOf(owner, f); list != nil {
		s["enum"] = list
	}
	if f.typ.Kind() == reflect.Pointer && base(f.typ).Kind() != reflect.Struct {
		return map[string]any{"anyOf": []any{s, map[string]any{"type": "null"}}}
	}
	return s
}

func typeSchema(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Struct:
		return objectSchema(t)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": typeSchema(base(t.Elem()))}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return map[string]any{"type": "integer"}
	default:
		// A fact of another kind is a mistake in package diff that the tests of this package show.
		panic(fmt.Sprintf("policies: no schema for %s", t))
	}
}
