package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/wbaudit/wbaudit/"

// mayImport is the table of the architecture: which of our packages each package may import, and
// which heavy dependencies stand behind it. A new arrow is a visible change here.
var mayImport = map[string][]string{
	"collect/snapshot":              {"parquet-go"},
	"collect":                       {"collect/snapshot"},
	"collect/entra":                 {"collect/snapshot"},
	"collect/entra/fetch":           {"collect/entra", "collect/snapshot"},
	"collect/entra/fetch/fetchtest": {"collect/entra/fetch"},
	"collect/entra/graph":           {"collect/entra/fetch", "msgraph", "azidentity"},
	"collect/entra/simulate":        {"collect/entra", "collect/snapshot"},
	"collect/connect":               {"collect/snapshot"},
	"collect/directory":             {"collect/snapshot", "go-ldap"},
	"collect/directory/ldap":        {"collect/directory", "collect/snapshot", "go-ldap", "gokrb5"},
	// A domain controller for tests; nothing that is shipped imports it.
	"collect/directory/adtest": {},
	"diff":                     {"collect/snapshot"},
	"diff/changes":             {"collect/snapshot", "diff"},
	"diff/register":            {"collect/snapshot", "diff"},
	"diff/whatif":              {"collect/snapshot", "diff"},
	"diff/readiness":           {"diff"},
	"report":                   {},
	"report/csv":               {"report"},
	"report/html":              {"report"},
	"report/junit":             {"report"},
	"report/markdown":          {"report"},
	"report/ocsf":              {"report"},
	"report/oscal":             {"report"},
	"report/plan":              {"report"},
	"report/prom":              {"report"},
	"report/pseudonym":         {"report"},
	"report/reporttest":        {"report"},
	"report/sarif":             {"report"},
	"report/text":              {"report"},
	"report/triage":            {"report", "report/triage/workbook"},
	"report/triage/workbook":   {},
	"report/xlsx":              {"report", "excelize"},
	"policies":                 {"collect/snapshot", "diff", "diff/changes", "report", "opa"},
	"policies/migration":       {"diff", "diff/readiness", "report"},
	"samples":                  {},
	"samples/synthetic":        {},
	"cmd/wbaudit": {
		"collect", "collect/connect", "collect/snapshot", "collect/entra", "collect/entra/fetch", "collect/entra/graph", "collect/entra/simulate",
		"collect/directory", "collect/directory/ldap", "diff", "diff/changes", "diff/register", "diff/whatif", "policies", "policies/migration",
		"report", "report/csv", "report/html", "report/junit", "report/markdown", "report/ocsf", "report/oscal", "report/plan", "report/prom", "report/pseudonym",
		"report/sarif", "report/text", "report/triage", "report/triage/workbook", "report/xlsx", "samples", "cobra", "viper",
	},
}

// heavy names the dependencies that stand behind one door each.
var heavy = map[string]string{
	"github.com/parquet-go/parquet-go":   "parquet-go",
	"github.com/go-ldap/ldap":            "go-ldap",
	"github.com/jcmturner/gokrb5":        "gokrb5",
	"github.com/xuri/excelize":           "excelize",
	"github.com/open-policy-agent/opa":   "opa",
	"github.com/spf13/cobra":             "cobra",
	"github.com/spf13/viper":             "viper",
	"github.com/microsoftgraph/":         "msgraph",
	"github.com/microsoft/kiota-":        "msgraph",
	"github.com/Azure/azure-sdk-for-go/": "azidentity",
}

type listedPackage struct {
	ImportPath string
	Imports    []string
}

func TestPackagesImportOnlyWhatTheArchitectureAllows(t *testing.T) {
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		allowed, known := mayImport[name]
		if !known {
			t.Errorf("package %s is not in the architecture's table", name)
			continue
		}
		for _, path := range p.Imports {
			if arrow := arrowTo(path); arrow != "" && !slices.Contains(allowed, arrow) {
				t.Errorf("%s imports %s, which the architecture does not allow", name, path)
			}
		}
	}
}

// arrowTo names the import as the table does; "" for one that is no arrow.
func arrowTo(path string) string {
	if ours, ok := strings.CutPrefix(path, module); ok {
		return ours
	}
	for prefix, name := range heavy {
		if strings.HasPrefix(path, prefix) {
			return name
		}
	}
	return ""
}

// TestTheOfflineBuildIsWithoutTheSDK holds the price of the SDK to the build that uses it.
func TestTheOfflineBuildIsWithoutTheSDK(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-tags", "offline", "./...")
	cmd.Dir = repositoryRoot(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("listing dependencies: %v", err)
	}
	for path := range strings.Lines(string(out)) {
		if arrow := arrowTo(strings.TrimSpace(path)); arrow == "msgraph" || arrow == "azidentity" {
			t.Errorf("the offline build needs %s", path)
		}
	}
}

func listPackages(t *testing.T) []listedPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = repositoryRoot(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("listing packages: %v", err)
	}
	var packages []listedPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatalf("reading the list of packages: %v", err)
		}
		packages = append(packages, p)
	}
}

func TestTopLevelFoldersAreTheSixOfTheArchitecture(t *testing.T) {
	entries, err := os.ReadDir(repositoryRoot(t))
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"cmd", "collect", "diff", "policies", "report", "samples"}
	for _, e := range entries {
		ignored := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "wbaudit-")
		if e.IsDir() && !ignored && !slices.Contains(allowed, e.Name()) {
			t.Errorf("unexpected folder %s at the top", e.Name())
		}
	}
}

func TestNoPackageHasAnInitFunction(t *testing.T) {
	pattern := regexp.MustCompile(`(?m)^func init\(\)`)
	eachSource(t, ".go", func(path string, text []byte) {
		if pattern.Match(text) {
			t.Errorf("%s has an init function", path)
		}
	})
}

// A finished tree holds no leftovers and no machine's paths.
func TestSourcesHoldNoLeftovers(t *testing.T) {
	pattern := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b|/wo` + `rk/|bash_` + `jobs`)
	for _, extension := range []string{".go", ".rego", ".md", ".yml"} {
		eachSource(t, extension, func(path string, text []byte) {
			if found := pattern.Find(text); found != nil {
				t.Errorf("%s holds %q", path, found)
			}
		})
	}
}

func eachSource(t *testing.T, extension string, see func(path string, text []byte)) {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "-z", "--", "*"+extension)
	cmd.Dir = repositoryRoot(t)
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("listing sources needs git and a checkout: %v", err)
	}
	for path := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join(cmd.Dir, path))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		see(path, text)
	}
}

func repositoryRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
