package policies

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// reserved are the prefixes of ids that built-in controls have or will have.
var reserved = []string{"ENG", "CFG", "DIF", "STR", "CS", "GOV", "DRF", "WVR"}

// ownPrefix says what is wrong with the id of an own control; "" when nothing is. An own prefix
// keeps ids apart for good: a later version of this program never takes one of them.
func ownPrefix(id string) string {
	prefix, _, _ := strings.Cut(id, "-")
	if slices.Contains(reserved, prefix) {
		return fmt.Sprintf("the prefix %s is kept for built-in controls: choose one of your own, such as ACME", prefix)
	}
	return ""
}

// loadOwn reads the controls of a user's folder: in the form of the built-in ones, each with tests
// and with an id of its own, and with evidence that names nobody.
func loadOwn(root fs.FS) (*Catalogue, error) {
	if err := holdFolder(root); err != nil {
		return nil, err
	}
	c, err := LoadFS(root)
	if err != nil {
		return nil, err
	}
	if len(c.controls) == 0 {
		return nil, fmt.Errorf(`the folder controls holds no control: "wbaudit controls new" makes one`)
	}
	for _, control := range c.controls {
		for _, check := range control.Checks {
			if err := lintOwn(c, control, check); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// holdFolder refuses policies that would be overlooked: those outside controls, and behind links.
func holdFolder(root fs.FS) error {
	if info, err := fs.Stat(root, "controls"); err != nil || !info.IsDir() {
		return fmt.Errorf(`there is no folder controls in it: expected controls/<group|tenant>/<slug>/<slug>.rego, as "wbaudit controls new" makes`)
	}
	return fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		switch inside := strings.HasPrefix(path, "controls/"); {
		case err != nil:
			return fmt.Errorf("reading own controls: %w", err)
		case !entry.IsDir() && strings.HasPrefix(path, "controls/change/"):
			return fmt.Errorf("%s:1: own controls judge groups or the tenant, not changes", path)
		case inside && entry.Type()&fs.ModeSymlink != 0:
			return fmt.Errorf("%s:1: a link is not followed: put the folder itself here", path)
		case inside && !entry.IsDir() && !entry.Type().IsRegular():
			return fmt.Errorf("%s:1: expected a regular file, found a pipe, a socket or a device", path)
		case !inside && !entry.IsDir() && strings.HasSuffix(path, ".rego"):
			return fmt.Errorf("%s:1: the policy lies outside of the folder controls, where nothing reads it", path)
		}
		return nil
	})
}

// lintOwn holds one check to what built-in controls are held to by the tests of this package.
func lintOwn(c *Catalogue, control Control, check Check) error {
	m := metadata{path: check.File, module: check.module}
	for _, a := range check.module.Annotations {
		if a.Scope == "package" {
			m.note = a
		}
	}
	if wrong := ownPrefix(control.ID); wrong != "" {
		return m.errorf("id", "id %s: %s", control.ID, wrong)
	}
	if c.tests[strings.TrimSuffix(check.File, ".rego")+"_test.rego"] == nil {
		return at(check.module.Package.Location, "the control has no tests: expected %s beside it", strings.TrimSuffix(check.File, ".rego")+"_test.rego")
	}
	return lintEvidence(check, c.compiler.Modules[check.File])
}

// namingKeys are words that promise what evidence must not hold.
var namingKeys = regexp.MustCompile(`(?i)^(name|names|dn|dns|upn|mail|email|address|id|ids|guid|guids|sid|sids)$`)

// namingFacts are the facts that name an account or hold foreign text.
var namingFacts = []string{"Trustee.sid", "Members.cloud_reason", "Members.directory_reason"}

// lintEvidence refuses evidence that names somebody: by its key, by a constant, or by a fact.
func lintEvidence(check Check, compiled *ast.Module) error {
	for _, rule := range check.module.Rules {
		if ruleName(rule) == "findings" && rule.Head.Key != nil {
			if err := eachEvidence(rule.Head.Key, lintWord); err != nil {
				return err
			}
		}
	}
	for _, rule := range compiled.Rules {
		if ruleName(rule) != "findings" || rule.Head.Key == nil {
			continue
		}
		l := enumLinter{subject: subjectType(check.Kind), aliases: map[ast.Var]place{}}
		l.learn(rule)
		var err error
		ast.WalkTerms(rule, func(t *ast.Term) bool {
			if object, ok := t.Value.(ast.Object); ok && err == nil {
				err = eachEvidence(ast.NewTerm(object).SetLocation(t.Location), l.lintFact)
			}
			return false
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// eachEvidence visits the constant keys of a finding that are evidence.
func eachEvidence(finding *ast.Term, visit func(key string, value *ast.Term, l *ast.Location) error) error {
	object, ok := finding.Value.(ast.Object)
	if !ok {
		return nil
	}
	return object.Iter(func(k, v *ast.Term) error {
		key, ok := k.Value.(ast.String)
		if !ok || slices.Contains([]string{"severity", "cause", "part"}, string(key)) {
			return nil
		}
		return visit(string(key), v, finding.Location)
	})
}

func lintWord(key string, value *ast.Term, l *ast.Location) error {
	if namingKeys.MatchString(key) {
		return at(l, "evidence %s promises a name or an id: evidence is words and numbers, the report names the target", key)
	}
	if text, ok := value.Value.(ast.String); ok {
		if what := nameIn(string(text)); what != "" {
			return at(l, "evidence %s holds %s: evidence is words and numbers", key, what)
		}
	}
	return nil
}

func (l *enumLinter) lintFact(key string, value *ast.Term, where *ast.Location) error {
	p, ok := l.place(value)
	if !ok || p.owner == nil || !slices.Contains(namingFacts, p.owner.Name()+"."+p.field.name) {
		return nil
	}
	return at(where, "evidence %s holds %s, which names somebody: count, or tell cases apart with part", key, p.field.name)
}
