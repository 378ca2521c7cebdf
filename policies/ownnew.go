package policies

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// scaffold holds a control of each kind with its tests, under the id ACME-01.
//
//go:embed scaffold
var scaffold embed.FS

// NewControl makes the folder, policy and tests of an own control below dir/controls, which judges
// something until it is edited, and returns the paths of the two files. The id must have the form of
// an id, a prefix that no built-in control has, and be new in dir; errors say which of these it is not.
func NewControl(dir, id string, kind Kind) ([]string, error) {
	if err := holdNewID(dir, id); err != nil {
		return nil, err
	}
	if kind != KindGroup && kind != KindTenant {
		return nil, fmt.Errorf("kind %q is not known: allowed are %s, %s", kind, KindGroup, KindTenant)
	}
	slug := strings.ReplaceAll(strings.ToLower(id), "-", "_")
	folder := filepath.Join(dir, "controls", string(kind), slug)
	if _, err := os.Lstat(folder); err == nil {
		return nil, fmt.Errorf("%s exists already: choose another id, or remove it", folder)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("making a control: %w", err)
	}
	var paths []string
	for _, ending := range []string{".rego", "_test.rego"} {
		text, err := scaffold.ReadFile("scaffold/" + string(kind) + ending)
		if err != nil {
			return paths, err
		}
		path := filepath.Join(folder, slug+ending)
		if err := os.WriteFile(path, []byte(strings.NewReplacer("ACME-01", id, "acme_01", slug).Replace(string(text))), 0o600); err != nil {
			return paths, fmt.Errorf("making a control: %w", err)
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// holdNewID refuses an id of another form, of a reserved prefix, and one that dir has already.
func holdNewID(dir, id string) error {
	if !idPattern.MatchString(id) {
		return fmt.Errorf("%q is not an id: expected three or four capitals of your own, a hyphen and two digits, such as ACME-01", id)
	}
	if wrong := ownPrefix(id); wrong != "" {
		return fmt.Errorf("id %s: %s", id, wrong)
	}
	root := os.DirFS(dir)
	if _, err := fs.Stat(root, "controls"); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	// The text is searched, not loaded, so that a control with a defect does not hinder a new one.
	used := regexp.MustCompile(`(?m)^#\s+id:\s*["']?` + regexp.QuoteMeta(id) + `["']?\s*$`)
	return eachPolicy(root, func(path string, text []byte) error {
		if used.Match(text) {
			return fmt.Errorf("id %s is already that of %s: choose another", id, filepath.Join(dir, filepath.FromSlash(path)))
		}
		return nil
	})
}
