package policies

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
)

// memberWord stands in requires for the member lists of the subject itself.
const memberWord = "memberships"

// earlierWord stands in the requirements of a control for an earlier snapshot.
const earlierWord = "earlier snapshot"

// severities from the lightest to the gravest.
var severities = []string{"info", "low", "medium", "high", "critical"}

// DriftProfile holds the controls of what changed since an earlier snapshot, and no others.
const DriftProfile = report.ProfileDrift

// Profiles lists the profiles a control may belong to; audit is the default of a run.
func Profiles() []string {
	return []string{"audit", "migration", "connect", "governance", DriftProfile}
}

// engines are the words of custom.engines.
var engines = []string{"v1", "v2", "cloudsync"}

var idPattern = regexp.MustCompile(`^(CS|[A-Z]{3,4})-[0-9]{2}b?$`)

// primaryKeys and aggregateKeys are the closed lists of what custom may hold.
var (
	primaryKeys = []string{
		"id", "severity", "message", "expected", "actual", "remediation", "requires", "profile",
		"engines", "frameworks", "parameters", "partial", "everywhere", "settling", "explained_by", "left_to", "previous",
		"readiness", "readiness_from", "targets",
	}
	primaryNeeds  = []string{"id", "severity", "message", "remediation", "requires", "profile"}
	aggregateKeys = []string{"aggregate_of", "severity", "message", "expected", "actual", "requires", "partial", "previous"}
	aggregateNeed = []string{"aggregate_of", "severity", "message"}
)

// metadata reads the package annotation of one policy.
type metadata struct {
	path        string
	module      *ast.Module
	note        *ast.Annotations
	custom      map[string]any
	aggregateOf string
	control     Control
	// requires tells whether an aggregate states its own requirements.
	requires bool
}

// readMetadata validates the annotation of the package; an error names file and line.
func readMetadata(path string, module *ast.Module) (*metadata, error) {
	m := &metadata{path: path, module: module}
	for _, a := range module.Annotations {
		if a.Scope == "package" {
			m.note, m.custom = a, a.Custom
		}
	}
	if m.note == nil {
		return nil, fmt.Errorf("%s:%d: the package has no METADATA: add a block with title, description and custom.id", path, module.Package.Location.Row)
	}
	steps := []func() error{
		m.readPlace, m.readKeys, m.readIdentity, m.readCheck, m.readProse, m.readLists, m.readReadiness, m.readCauses, m.readParameters,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// errorf names the line of a key of the annotation, else the annotation's.
func (m *metadata) errorf(key, format string, args ...any) error {
	row := m.note.Location.Row
	if key != "" {
		for _, c := range m.module.Comments {
			if c.Location.Row > row && strings.HasPrefix(strings.TrimLeft(string(c.Text), " -"), key+":") {
				row = c.Location.Row
				break
			}
		}
	}
	return fmt.Errorf("%s:%d: %s", m.path, row, fmt.Sprintf(format, args...))
}

// readPlace holds package, folder and file to controls/<kind>/<slug>/<slug>.rego.
func (m *metadata) readPlace() error {
	parts := strings.Split(m.path, "/")
	wrong := func() error {
		return fmt.Errorf("%s:%d: a control lies in controls/<group|tenant|change>/<slug>/<slug>.rego", m.path, m.module.Package.Location.Row)
	}
	if len(parts) != 4 || parts[3] != parts[2]+".rego" || kindOrder(Kind(parts[1])) < 0 {
		return wrong()
	}
	pkg := strings.TrimPrefix(m.module.Package.Path.String(), "data.")
	if want := strings.Join(parts[:3], "."); pkg != want {
		return fmt.Errorf("%s:%d: the package is %s, the folder asks for %s", m.path, m.module.Package.Location.Row, pkg, want)
	}
	m.control.Checks = []Check{{Kind: Kind(parts[1]), Package: pkg, File: m.path, module: m.module}}
	return nil
}

func (m *metadata) readKeys() error {
	allowed, needed := primaryKeys, primaryNeeds
	if _, ok := m.custom["aggregate_of"]; ok {
		allowed, needed = aggregateKeys, aggregateNeed
	}
	for _, key := range sortedKeys(m.custom) {
		if !slices.Contains(allowed, key) {
			return m.errorf(key, "custom.%s is not known: allowed are %s", key, strings.Join(allowed, ", "))
		}
	}
	for _, key := range needed {
		if m.custom[key] == nil {
			return m.errorf("custom", "custom.%s is missing", key)
		}
	}
	return nil
}

// readIdentity reads the ids.
func (m *metadata) readIdentity() error {
	key, into := "id", &m.control.ID
	if m.custom["aggregate_of"] != nil {
		key, into = "aggregate_of", &m.aggregateOf
	}
	if err := m.text(key, into); err != nil {
		return err
	}
	if !idPattern.MatchString(*into) {
		return m.errorf(key, "custom.%s %q is not an id: expected three or four capitals (or CS), a hyphen and two digits, such as DIF-06", key, *into)
	}
	return nil
}

// readCheck reads what belongs to the package itself.
func (m *metadata) readCheck() error {
	check := &m.control.Checks[0]
	if err := m.word("severity", &check.Severity, severities); err != nil {
		return err
	}
	m.control.Severity = check.Severity
	if err := m.readPartial(check); err != nil {
		return err
	}
	for key, into := range map[string]*Template{"message": &check.Message, "expected": &check.Expected, "actual": &check.Actual} {
		if m.custom[key] == nil {
			continue
		}
		var text string
		if err := m.text(key, &text); err != nil {
			return err
		}
		t, err := parseTemplate(text)
		if err != nil {
			return m.errorf(key, "custom.%s: %v", key, err)
		}
		*into = t
	}
	if err := check.holdTemplates(); err != nil {
		return m.errorf("message", "%v", err)
	}
	if err := m.readRequires(check); err != nil {
		return err
	}
	if err := m.readEverywhere(check); err != nil {
		return err
	}
	return m.readEarlier(check)
}

// readEarlier reads the streams that an earlier snapshot must hold; an empty list asks for the
// snapshot alone.
func (m *metadata) readEarlier(check *Check) error {
	names, err := m.list("previous", nil)
	if err != nil {
		return err
	}
	check.Earlier = m.custom["previous"] != nil
	for _, name := range names {
		if !slices.Contains(snapshot.Streams(), snapshot.Stream(name)) {
			return m.errorf("previous", "custom.previous: %q is no stream of a snapshot", name)
		}
	}
	check.EarlierStreams = names
	return nil
}

func (m *metadata) readPartial(check *Check) error {
	if m.custom["partial"] == nil {
		return nil
	}
	var word string
	err := m.word("partial", &word, []string{"judge", "refuse"})
	check.JudgePartial = word == "judge"
	return err
}

// readEverywhere reads whether the control is about directory groups wherever they lie.
func (m *metadata) readEverywhere(check *Check) error {
	word, ok := m.custom["everywhere"]
	if !ok {
		return nil
	}
	if check.Everywhere, ok = word.(bool); !ok || !check.JudgePartial || !slices.Contains(check.Streams, string(snapshot.StreamDirectoryGroups)) {
		return m.errorf("everywhere", "custom.everywhere is true or false, beside partial: judge and directory_groups in requires")
	}
	return nil
}

func (m *metadata) readRequires(check *Check) error {
	names, err := m.list("requires", nil)
	if err != nil {
		return err
	}
	m.requires = m.custom["requires"] != nil
	for _, name := range names {
		switch {
		case name == memberWord && check.Kind == KindGroup:
			check.Memberships = true
		case slices.Contains(snapshot.Streams(), snapshot.Stream(name)):
			check.Streams = append(check.Streams, name)
		default:
			return m.errorf("requires", "custom.requires: %q is no stream of a snapshot (nor, for a group control, %q)", name, memberWord)
		}
	}
	return nil
}

// readProse reads what only a primary package says.
func (m *metadata) readProse() error {
	c := &m.control
	c.Title, c.Description = strings.TrimSpace(m.note.Title), strings.TrimSpace(m.note.Description)
	for _, r := range m.note.RelatedResources {
		c.References = append(c.References, r.Ref.String())
	}
	if m.aggregateOf != "" {
		if c.Title != "" {
			return m.errorf("title", "an aggregate has no title: it stands in the catalogue under %s", m.aggregateOf)
		}
		return nil
	}
	switch {
	case c.Title == "":
		return m.errorf("", "title is missing")
	case strings.HasSuffix(c.Title, "."):
		return m.errorf("title", "title ends with a full stop")
	case c.Description == "":
		return m.errorf("", "description is missing")
	}
	if err := m.text("remediation", &c.Remediation); err != nil {
		return err
	}
	if s, ok := m.custom["settling"]; ok {
		if c.Settling, ok = s.(bool); !ok {
			return m.errorf("settling", "custom.settling is true or false")
		}
	}
	if err := m.word("profile", &c.Profile, Profiles()); err != nil {
		return err
	}
	if c.judgesChanges() != (c.Profile == DriftProfile) {
		return m.errorf("profile", "custom.profile is %s: controls in controls/change, and only those, belong to %s", c.Profile, DriftProfile)
	}
	return nil
}

func (m *metadata) readLists() error {
	var err error
	if m.control.Engines, err = m.list("engines", engines); err != nil {
		return err
	}
	return m.readFrameworks()
}

// readFrameworks accepts a map from framework to clauses, or a list of {name, clause}.
func (m *metadata) readFrameworks() error {
	wrong := m.errorf("frameworks", "custom.frameworks is a map from a framework's name to its clauses, such as {\"NIST SP 800-53r5\": [AC-2]}")
	add := func(name, clause any) bool {
		n, ok1 := name.(string)
		c, ok2 := clause.(string)
		m.control.Frameworks = append(m.control.Frameworks, report.Framework{Name: n, Clause: c})
		return ok1 && ok2 && n != "" && c != ""
	}
	switch f := m.custom["frameworks"].(type) {
	case nil:
	case map[string]any:
		for _, name := range sortedKeys(f) {
			clauses, ok := f[name].([]any)
			for _, clause := range clauses {
				ok = ok && add(name, clause)
			}
			if !ok || len(clauses) == 0 {
				return wrong
			}
		}
	case []any:
		for _, item := range f {
			pair, ok := item.(map[string]any)
			if !ok || len(pair) != 2 || !add(pair["name"], pair["clause"]) {
				return wrong
			}
		}
	default:
		return wrong
	}
	return nil
}

// join adds an aggregate to the control it belongs to.
func (m *metadata) join(to *Control) error {
	if to == nil {
		return m.errorf("aggregate_of", "custom.aggregate_of: no control has the id %s", m.aggregateOf)
	}
	check := m.control.Checks[0]
	if to.judgesChanges() != m.control.judgesChanges() {
		return m.errorf("aggregate_of", "custom.aggregate_of: of %s and this one, only one judges changes", to.ID)
	}
	for _, other := range to.Checks {
		// What compares with an earlier snapshot may stand beside what needs none: without one, only the
		// former is not evaluated.
		check.second = check.second || other.Kind == check.Kind
		if other.Kind == check.Kind && !check.Earlier {
			return m.errorf("aggregate_of", "%s already has the %s check %s", to.ID, check.Kind, other.File)
		}
	}
	if severityRank(check.Severity) > severityRank(to.Severity) {
		return m.errorf("severity", "custom.severity %s is above %s, the highest of %s", check.Severity, to.Severity, to.ID)
	}
	if !m.requires {
		check.Streams = to.Checks[0].Streams
	}
	to.Checks = append(to.Checks, check)
	return nil
}

func severityRank(s string) int { return slices.Index(severities, s) }

func (m *metadata) text(key string, into *string) error {
	s, ok := m.custom[key].(string)
	if !ok || strings.TrimSpace(s) == "" {
		return m.errorf(key, "custom.%s is not a text", key)
	}
	*into = strings.TrimSpace(s)
	return nil
}

func (m *metadata) word(key string, into *string, allowed []string) error {
	if s, _ := m.custom[key].(string); slices.Contains(allowed, s) {
		*into = s
		return nil
	}
	return m.errorf(key, "custom.%s is %v: expected one of %s", key, m.custom[key], strings.Join(allowed, ", "))
}

// list reads a list of words; nil allowed takes any.
func (m *metadata) list(key string, allowed []string) ([]string, error) {
	if m.custom[key] == nil {
		return nil, nil
	}
	items, ok := m.custom[key].([]any)
	if !ok {
		return nil, m.errorf(key, "custom.%s is not a list", key)
	}
	var words []string
	for _, item := range items {
		word, _ := item.(string)
		if word == "" || allowed != nil && !slices.Contains(allowed, word) || slices.Contains(words, word) {
			return nil, m.errorf(key, "custom.%s: %v is not allowed or occurs twice", key, item)
		}
		words = append(words, word)
	}
	return words, nil
}
