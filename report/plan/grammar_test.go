package plan_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report/plan"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// misread returns for each script the places that the grammar of tree-sitter, which is not of this project,
// cannot read.
func misread(t *testing.T, scripts []string) [][]string {
	t.Helper()
	modules := filepath.Join("..", "..", ".bin", "npm", "node_modules")
	if _, err := os.Stat(filepath.Join(modules, "tree-sitter-powershell", "tree-sitter-powershell.wasm")); err != nil {
		reporttest.Missing(t, "a grammar of PowerShell, which bash .ci/packages installs")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		reporttest.Missing(t, "Node.js")
	}
	c := exec.Command(node, filepath.Join("testdata", "grammar.mjs"), modules)
	// The grammar takes no digit in the name of a parameter, which PowerShell does.
	in, err := json.Marshal(scripts)
	must(t, err)
	c.Stdin = strings.NewReader(strings.ReplaceAll(string(in), "-GroupWritebackV2 ", "-GroupWritebackVTwo "))
	c.Stderr = os.Stderr
	out, err := c.Output()
	must(t, err)
	var places [][]string
	must(t, json.Unmarshal(out, &places))
	return places
}

func TestAGrammarOfPowerShellReadsThePlans(t *testing.T) {
	scripts, names := []string{"function Remove-All { if ( }"}, append(breakouts(), "Finance", oddName)
	for _, name := range names {
		_, script := made(t, plan.Options{Format: plan.PowerShell, Irreversible: true}, hostile(name)...)
		scripts = append(scripts, script)
	}
	found := misread(t, scripts)
	if len(found[0]) == 0 {
		t.Error("what is no script is read: the grammar proves nothing")
	}
	for i, places := range found[1:] {
		if len(places) > 0 {
			t.Errorf("%.40q is not read: %s", names[i], places)
		}
	}
}

// oddName is legal in a directory and needs quoting everywhere else.
const oddName = `Vertrieb ‚Süd’, "Ost" <1> ' ; #`

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
