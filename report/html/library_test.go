package html_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report/reporttest"
)

const libraryFile = "page/library.js"

// The library is committed as built; what it is built of is pinned beside what builds it.
func TestTheLibraryIsOfThePinnedPackagesAndHasItsLicence(t *testing.T) {
	library, pins := fileText(t, libraryFile), pinned(t)
	for _, want := range []string{"MIT License", "Permission is hereby granted, free of charge", "Copyright (c) 2016 Tanner Linsley",
		"@tanstack/table-core " + pins["@tanstack/table-core"], "@tanstack/virtual-core " + pins["@tanstack/virtual-core"]} {
		if !strings.Contains(library, want) {
			t.Errorf("%s lacks %q: run make library", libraryFile, want)
		}
	}
	// Under the page's policy these would be refused, and anything that ends the script element would end the script.
	if found := regexp.MustCompile(`\beval\(|new Function|import\(|</script|fetch\(|XMLHttpRequest`).FindString(library); found != "" {
		t.Errorf("%s holds %q", libraryFile, found)
	}
}

func TestTheLibraryIsWhatItsBuildGives(t *testing.T) {
	if _, err := os.Stat("../../.bin/npm/node_modules/.bin/esbuild"); err != nil {
		reporttest.Missing(t, "esbuild, which bash .ci/packages installs")
	}
	built := filepath.Join(t.TempDir(), "library.js")
	if text, err := exec.Command("bash", "../../.ci/library", built).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if fileText(t, built) != fileText(t, libraryFile) {
		t.Errorf("%s is not what .ci/library builds: run make library", libraryFile)
	}
}

func pinned(t *testing.T) map[string]string {
	t.Helper()
	var packages struct{ Dependencies map[string]string }
	if err := json.Unmarshal([]byte(fileText(t, "../../.ci/npm/package.json")), &packages); err != nil {
		t.Fatal(err)
	}
	return packages.Dependencies
}

func fileText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
