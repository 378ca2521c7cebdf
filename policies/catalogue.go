package policies

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/report"
)

// Kind says what a check judges: one group, the whole tenant, or one change between two snapshots.
type Kind string

// The kinds are the folders below controls.
const (
	KindGroup  Kind = "group"
	KindTenant Kind = "tenant"
	KindChange Kind = "change"
)

// Control is one control of the catalogue, as its metadata states it.
type Control struct {
	// ID is never reused.
	ID, Title, Description, Remediation string
	// Severity is the highest a finding can have.
	Severity string
	// Profile is audit, migration, connect or governance.
	Profile    string
	References []string
	// Engines the control is about: v1, v2, cloudsync; nil for all.
	Engines    []string
	Frameworks []report.Framework
	// Readiness is what a finding means for a move: blocker, after or notice; "" for a control that
	// says nothing of moves. Of a finding lighter than ReadinessFrom it is notice; "" counts all.
	Readiness, ReadinessFrom string
	// Targets are the targets of a move, of diff.Targets, for which Readiness counts; nil for all.
	Targets []string
	// Parameters are the declared thresholds, by name.
	Parameters []Parameter
	// Settling controls report a subject in the in-flight window as info.
	Settling bool
	// ExplainedBy are controls of the tenant that, failing in the same run, explain findings of this
	// one; LeftTo those that speak instead of it.
	ExplainedBy []Explanation
	LeftTo      []Deferral
	// Checks has one entry for each package, in the order group, tenant, change.
	Checks []Check
}

// Check is one package of a control: what it judges and how its findings are told.
type Check struct {
	Kind Kind
	// Package is the path of the package without "data.", such as controls.group.category_drift.
	Package string
	// File is the path of the policy below the root it was loaded from.
	File string
	// Severity is the highest a finding of this check can have.
	Severity string
	// Message, Expected and Actual are templates.
	Message, Expected, Actual Template
	// Streams names the streams of the snapshot that must be complete.
	Streams []string
	// Memberships says that a subject's own member lists must be complete.
	Memberships bool
	// Earlier says that the check compares with an earlier snapshot, of which EarlierStreams must be
	// complete.
	Earlier        bool
	EarlierStreams []string
	// JudgePartial keeps findings of a partial stream; without it such a stream is not judged.
	JudgePartial bool
	// Everywhere says that the check is about directory groups wherever they lie: where the directory was not searched
	// whole, its list counts as partial.
	Everywhere bool

	// second marks an aggregate beside another check of its kind; its findings need a part.
	second bool
	module *ast.Module
	// own is set, and module is not, for a check that another process judges.
	own *ownCheck
}

// Requires lists what the control needs, sorted as declared: streams, then memberships, then the
// earlier snapshot.
func (c *Control) Requires() []string {
	var all []string
	memberships, earlier := false, false
	for _, check := range c.Checks {
		for _, s := range check.Streams {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
		memberships, earlier = memberships || check.Memberships, earlier || check.Earlier
	}
	if memberships {
		all = append(all, memberWord)
	}
	if earlier {
		all = append(all, earlierWord)
	}
	return all
}

// Record is the control as the report stream shows it.
func (c *Control) Record() report.Control {
	return report.Control{
		ID: c.ID, Title: c.Title, Severity: c.Severity, Profile: c.Profile,
		Description: c.Description, Remediation: c.Remediation,
		References: notNil(c.References), Engines: notNil(c.Engines),
		Frameworks: notNil(c.Frameworks), Requires: notNil(c.Requires()),
		Readiness: c.Readiness, ReadinessFrom: c.ReadinessFrom, Targets: notNil(c.Targets),
	}
}

// Catalogue is a set of controls that compiled and passed every check of their metadata and code.
type Catalogue struct {
	controls []Control
	modules  map[string]*ast.Module
	tests    map[string]*ast.Module
	compiler *ast.Compiler
	digest   string
	// prepared holds what every run of a check begins with, by file; catalogues made of this one share it.
	prepared *sync.Map
	// own are the own controls among controls; nil without.
	own *Own
}

// Load returns the built-in controls without their tests, read once: nothing changes a catalogue. That they keep to the
// facts was proven before they were built in, by Prove; to prove it at each start would take longer than to judge a small
// tenant.
func Load() (*Catalogue, error) { return builtIn() }

var builtIn = sync.OnceValues(func() (*Catalogue, error) {
	c, err := newCatalogue(notTest, controls)
	if err != nil {
		return nil, err
	}
	return c, c.compile(ast.NewSchemaSet())
})

// Prove reads the built-in controls with their tests, and holds them to all that own ones are held to. An error names file
// and line of the first defect.
func Prove() (*Catalogue, error) { return LoadFS(controls) }

// LoadFS reads the controls of the given file systems; each holds a folder controls with the
// folders group, tenant and change. An id may occur once over all of them. An error is one line
// that names file and line.
func LoadFS(roots ...fs.FS) (*Catalogue, error) {
	c, err := newCatalogue(anyPolicy, roots...)
	if err != nil {
		return nil, err
	}
	if err := c.compile(c.schemas()); err != nil {
		return nil, err
	}
	return c, c.lint()
}

// newCatalogue parses the policies that are wanted and reads the controls' metadata.
func newCatalogue(wanted func(path string) bool, roots ...fs.FS) (*Catalogue, error) {
	c := &Catalogue{modules: map[string]*ast.Module{}, tests: map[string]*ast.Module{}, prepared: &sync.Map{}}
	sum := sha256.New()
	for _, root := range roots {
		if err := c.parse(root, wanted, sum); err != nil {
			return nil, err
		}
	}
	c.digest = hex.EncodeToString(sum.Sum(nil))
	return c, c.assemble()
}

// Controls returns every control in ascending order of id.
func (c *Catalogue) Controls() []Control { return slices.Clone(c.controls) }

// Records returns every control as the report stream shows it, in ascending order of id.
func (c *Catalogue) Records() []report.Control {
	records := make([]report.Control, len(c.controls))
	for i := range c.controls {
		records[i] = c.controls[i].Record()
	}
	return records
}

// Control returns the control with an id.
func (c *Catalogue) Control(id string) (Control, bool) {
	i, ok := slices.BinarySearchFunc(c.controls, id, func(c Control, id string) int { return cmp.Compare(c.ID, id) })
	if !ok {
		return Control{}, false
	}
	return c.controls[i], true
}

// Digest is the SHA-256 over the paths and texts of all controls without their tests, lower-case hex.
// Own controls have a digest of their own.
func (c *Catalogue) Digest() string { return c.digest }

// Digest is that of the built-in controls, without compiling them.
func Digest() string {
	sum := sha256.New()
	// The files are embedded: reading them cannot fail.
	_ = eachPolicy(controls, func(path string, text []byte) error {
		digestPolicy(sum, path, text)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil))
}

// digestPolicy adds a control to a digest; tests change nothing that is judged.
func digestPolicy(to hash.Hash, path string, text []byte) {
	if !isTest(path) {
		fmt.Fprintf(to, "%s\x00%d\x00%s", path, len(text), text)
	}
}

func isTest(path string) bool  { return strings.HasSuffix(path, "_test.rego") }
func notTest(path string) bool { return !isTest(path) }
func anyPolicy(string) bool    { return true }

// eachPolicy visits the policies below controls in the order of their paths.
func eachPolicy(root fs.FS, visit func(path string, text []byte) error) error {
	return fs.WalkDir(root, "controls", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("reading controls: %w", err)
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".rego") {
			return nil
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return fmt.Errorf("reading controls: %w", err)
		}
		return visit(path, text)
	})
}

// parse parses the policies below root that are wanted, in the order of their paths.
func (c *Catalogue) parse(root fs.FS, wanted func(path string) bool, to hash.Hash) error {
	return eachPolicy(root, func(path string, text []byte) error {
		if !wanted(path) {
			return nil
		}
		module, err := parse(path, string(text))
		if err != nil {
			return err
		}
		if c.modules[path] != nil || c.tests[path] != nil {
			return fmt.Errorf("%s:1: a control of this path is already loaded: rename the folder", path)
		}
		digestPolicy(to, path, text)
		if isTest(path) {
			c.tests[path] = module
		} else {
			c.modules[path] = module
		}
		return nil
	})
}

// parse reads one policy with its annotations.
func parse(path, text string) (*ast.Module, error) {
	module, err := ast.ParseModuleWithOpts(path, text, ast.ParserOptions{
		ProcessAnnotation: true, RegoVersion: ast.RegoV1, Capabilities: capabilities(),
	})
	if err != nil {
		return nil, oneLine(err)
	}
	if module == nil {
		return nil, fmt.Errorf("%s:1: the file holds no policy: expected METADATA and a package", path)
	}
	return module, nil
}

// assemble turns modules into controls: the package with the title first, then its aggregates.
func (c *Catalogue) assemble() error {
	byID := map[string]*Control{}
	var order, aggregates []*metadata
	for _, path := range sortedKeys(c.modules) {
		m, err := readMetadata(path, c.modules[path])
		if err != nil {
			return err
		}
		if m.aggregateOf != "" {
			aggregates = append(aggregates, m)
			continue
		}
		if other := byID[m.control.ID]; other != nil {
			return m.errorf("id", "id %s is already that of %s: choose another", m.control.ID, other.Checks[0].File)
		}
		byID[m.control.ID] = &m.control
		order = append(order, m)
	}
	for _, a := range aggregates {
		if err := a.join(byID[a.aggregateOf]); err != nil {
			return err
		}
	}
	for _, m := range order {
		slices.SortStableFunc(m.control.Checks, func(a, b Check) int { return kindOrder(a.Kind) - kindOrder(b.Kind) })
		c.controls = append(c.controls, m.control)
	}
	slices.SortFunc(c.controls, func(a, b Control) int { return cmp.Compare(a.ID, b.ID) })
	return nil
}

// judgesChanges reports whether the control judges what changed between two snapshots; then all of its
// checks do.
func (c *Control) judgesChanges() bool { return c.Checks[0].Kind == KindChange }

func kindOrder(k Kind) int { return slices.Index([]Kind{KindGroup, KindTenant, KindChange}, k) }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// notNil keeps an empty list an empty list in JSON.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
