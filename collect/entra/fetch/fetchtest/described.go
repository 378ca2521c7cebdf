package fetchtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// Described hands requests on and holds them and their answers against a description of Graph in
// OpenAPI. It is safe for concurrent use.
type Described struct {
	Base http.RoundTripper

	paths    []describedPath
	gained   map[string]bool
	compiler *jsonschema.Compiler

	mu       sync.Mutex
	faults   []string
	checked  map[string]int
	unlisted map[string]int
}

// describedPath is one path that the description knows.
type describedPath struct {
	template   string
	pattern    *regexp.Regexp
	parameters map[string]*jsonschema.Schema
	answer     *jsonschema.Schema
}

// address of the description within the compiler.
const address = "file:///description.json"

// newer are properties that types have gained since the description was written.
//
// Source: https://learn.microsoft.com/graph/api/resources/user?view=graph-rest-beta
// Source: https://learn.microsoft.com/graph/api/resources/organization?view=graph-rest-beta
var newer = map[string][]string{"user": {"onPremisesObjectIdentifier"}, "organization": {"tenantType"}}

// Describe reads a description; base sends.
func Describe(file string, base http.RoundTripper) (*Described, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var read map[string]any
	if err := yaml.Unmarshal(text, &read); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	d := &Described{Base: base, compiler: jsonschema.NewCompiler(), gained: map[string]bool{}, checked: map[string]int{}, unlisted: map[string]int{}}
	if err := d.gain(read); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	asJSON, err := json.Marshal(nullables(read))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if err := d.compiler.AddResource(address, document); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	paths, _ := document.(map[string]any)["paths"].(map[string]any)
	for template, item := range paths {
		if err := d.path(document, template, item); err != nil {
			return nil, fmt.Errorf("reading %s: %s: %w", file, template, err)
		}
	}
	return d, nil
}

// gain adds what is newer.
func (d *Described) gain(read map[string]any) error {
	for name, properties := range newer {
		_, kind := follow(read, "", map[string]any{"$ref": "#/components/schemas/microsoft.graph." + name})
		known, ok := kind["properties"].(map[string]any)
		if !ok {
			return fmt.Errorf("expected the type %s", name)
		}
		for _, property := range properties {
			if known[property] != nil {
				return fmt.Errorf("%s has %s, which is said to be newer", name, property)
			}
			known[property], d.gained[property] = map[string]any{}, true
		}
	}
	return nil
}

// nullables says in the words of JSON Schema what OpenAPI 3.0 says with nullable. An object under a
// property may always be null: OpenAPI cannot say so beside a reference.
func nullables(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = nullables(inner)
		}
		if kind, typed := v["type"].(string); typed && v["nullable"] == true {
			v["type"] = []any{kind, "null"}
		}
		if properties, ok := v["properties"].(map[string]any); ok {
			for name, property := range properties {
				if of, ok := property.(map[string]any); ok && of["$ref"] != nil {
					properties[name] = map[string]any{"anyOf": []any{of, map[string]any{"type": "null"}}}
				}
			}
		}
	case []any:
		for i, inner := range v {
			v[i] = nullables(inner)
		}
	}
	return value
}

// inBraces is a parameter of a path.
var inBraces = regexp.MustCompile(`\\\{[^}]*\\\}`)

func (d *Described) path(document any, template string, item any) error {
	pattern, err := regexp.Compile("(?i)^" + inBraces.ReplaceAllString(regexp.QuoteMeta(template), "[^/]+") + "$")
	if err != nil {
		return err
	}
	get, _ := item.(map[string]any)["get"].(map[string]any)
	if get == nil {
		return nil
	}
	p := describedPath{template: template, pattern: pattern, parameters: map[string]*jsonschema.Schema{}}
	at := "#/paths/" + pointer(template) + "/get"
	list, _ := get["parameters"].([]any)
	for i := range list {
		where, parameter := follow(document, fmt.Sprintf("%s/parameters/%d", at, i), list[i])
		name, _ := parameter["name"].(string)
		if parameter["in"] != "query" {
			continue
		}
		if p.parameters[name], err = d.compiler.Compile(address + where + "/schema"); err != nil {
			return err
		}
	}
	responses, _ := get["responses"].(map[string]any)
	for status, response := range responses {
		if !strings.HasPrefix(status, "2") {
			continue
		}
		where, _ := follow(document, at+"/responses/"+status, response)
		if p.answer, err = d.compiler.Compile(address + where + "/content/" + pointer("application/json") + "/schema"); err != nil {
			return err
		}
	}
	d.paths = append(d.paths, p)
	return nil
}

// follow returns where a part stands, and the part, which may be a reference to another.
func follow(document any, at string, part any) (string, map[string]any) {
	object, _ := part.(map[string]any)
	to, _ := object["$ref"].(string)
	if to == "" {
		return at, object
	}
	current := document
	for _, step := range strings.Split(strings.TrimPrefix(to, "#/"), "/") {
		current = current.(map[string]any)[strings.NewReplacer("~1", "/", "~0", "~").Replace(step)]
	}
	object, _ = current.(map[string]any)
	return to, object
}

// pointer writes a key as a step of a JSON pointer in a URL.
func pointer(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(key)
}

// RoundTrip sends a request and remembers what does not hold.
func (d *Described) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := d.Base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	d.mu.Lock()
	defer d.mu.Unlock()
	d.check(r, response.StatusCode, body)
	return response, nil
}

func (d *Described) check(r *http.Request, status int, body []byte) {
	_, rest, found := strings.Cut(r.URL.Path[1:], "/")
	if !found || r.Method != http.MethodGet {
		return
	}
	for i := range d.paths {
		if p := &d.paths[i]; p.pattern.MatchString("/" + rest) {
			d.checked[p.template]++
			d.query(p, r)
			if status == http.StatusOK {
				d.body(p, body)
			}
			return
		}
	}
	d.unlisted[anyID.ReplaceAllString("/"+rest, "{id}")]++
}

// anyID is the id of an object.
var anyID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// query holds the parameters against the description. A list is given as one text with commas.
func (d *Described) query(p *describedPath, r *http.Request) {
	for name, values := range r.URL.Query() {
		schema := p.parameters[name]
		if schema == nil {
			d.fault("GET %s has the parameter %s, which the description lacks", p.template, name)
			continue
		}
		var value any = values[0]
		switch {
		case name == "$select", name == "$orderby":
			var list []any
			for _, part := range strings.Split(values[0], ",") {
				if !d.gained[part] {
					list = append(list, part)
				}
			}
			value = list
		case name == "$top", name == "$skip":
			n, err := strconv.Atoi(values[0])
			if err != nil {
				d.fault("GET %s: %s=%s is no number", p.template, name, values[0])
			}
			value = n
		case name == "$count":
			value = values[0] == "true"
		}
		if err := schema.Validate(value); err != nil {
			d.fault("GET %s: %s: %v", p.template, name, err)
		}
	}
}

func (d *Described) body(p *describedPath, body []byte) {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err == nil && p.answer != nil {
		err = p.answer.Validate(value)
	}
	if err != nil {
		d.fault("the answer to GET %s: %v", p.template, err)
	}
}

func (d *Described) fault(format string, values ...any) {
	d.faults = append(d.faults, fmt.Sprintf(format, values...))
}

// Checked returns what did not hold, how often each path of the description was asked, and each path
// that it does not have.
func (d *Described) Checked() (faults []string, checked, unlisted map[string]int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.faults, d.checked, d.unlisted
}
