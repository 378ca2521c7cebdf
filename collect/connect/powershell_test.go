package connect_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// What the script may use. Everything here reads, talks to the person in front of it, or writes
// into the folder of the export.
var (
	psKeywords = []string{"if", "elseif", "else", "foreach", "while", "function", "param", "return", "throw", "try", "catch", "continue", "in"}
	psCommands = []string{
		"Connect-MgGraph", "ConvertFrom-Json", "ConvertTo-Json", "ForEach-Object", "Get-ADSyncAADCompanyFeature", "Get-ADSyncCSObject",
		"Get-ADSyncConnector", "Get-ADSyncGlobalSettings", "Get-ADSyncRule", "Get-ADSyncRunProfileResult", "Get-ADSyncScheduler", "Get-ChildItem",
		"Get-Command", "Get-Content", "Get-Item", "Get-MgContext", "Get-MgEnvironment", "Get-Module", "Import-Module", "Invoke-MgGraphRequest",
		"Join-Path", "New-Item", "Remove-Item", "Select-Object", "Set-Content", "Set-StrictMode", "Test-Path", "Where-Object", "Write-Output", "Write-Progress",
		"Write-Warning", "ldifde",
	}
	psMethods = []string{"FromBase64String", "GetString", "Matches", "Replace", "StartsWith", "ToString", "ToUniversalTime", "TrimEnd"}
	psStatics = []string{"FromBase64String", "Matches", "UTF8", "UtcNow"}
)

// psClears is the one line that may remove something.
const psClears = "if ( Test-Path -LiteralPath $Folder ) { Get-ChildItem -LiteralPath $Folder -File | Where-Object { $_ .Name -match $Pattern } | Remove-Item }"

// psProblems returns what a script does beside reading.
func psProblems(text string) []string {
	tokens, err := reporttest.PSTokens(text)
	if err != nil {
		return []string{err.Error()}
	}
	c := &psChecker{tokens: tokens}
	for i, t := range tokens {
		if t.Kind == reporttest.PSWord && t.Text == "function" && i+1 < len(tokens) {
			c.functions = append(c.functions, tokens[i+1].Text)
		}
	}
	for i := range tokens {
		c.check(i)
	}
	return c.problems
}

type psChecker struct {
	tokens    []reporttest.PSToken
	functions []string
	problems  []string
}

func (c *psChecker) complain(i int, format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf("line %d: ", c.tokens[i].Line)+fmt.Sprintf(format, args...))
}

func (c *psChecker) check(i int) {
	t := c.tokens[i]
	switch {
	case t.Kind == reporttest.PSString && (t.Text == "-i" || t.Text == "/i"):
		c.complain(i, "ldifde must not import")
	case t.Kind == reporttest.PSOperator && (t.Text == ">" || t.Text == "<"):
		c.complain(i, "a redirection writes a file")
	case t.Kind == reporttest.PSOperator && t.Text == "&":
		if i+1 == len(c.tokens) || c.tokens[i+1].Kind != reporttest.PSVariable {
			c.complain(i, "calls something by name")
		}
	case t.Kind == reporttest.PSWord:
		c.word(i)
	}
}

func (c *psChecker) word(i int) {
	t := c.tokens[i]
	called := i+1 < len(c.tokens) && c.tokens[i+1].Text == "("
	switch {
	case t.Text == "::":
	case i > 0 && c.tokens[i-1].Text == "::":
		if !slices.Contains(psStatics, strings.SplitN(t.Text, ".", 2)[0]) {
			c.complain(i, "static member %s is not known to read", t.Text)
		}
		c.methods(i, called)
	case strings.HasPrefix(t.Text, "."):
		c.methods(i, called)
	case c.command(i):
		c.invoked(i)
	}
}

// methods checks a chain such as .GetParent.Delete before a parenthesis.
func (c *psChecker) methods(i int, called bool) {
	parts := strings.Split(c.tokens[i].Text, ".")
	if name := parts[len(parts)-1]; called && !slices.Contains(psMethods, name) {
		c.complain(i, "method %s is not known to read", name)
	}
}

// command reports whether a word stands where a command does.
func (c *psChecker) command(i int) bool {
	if i+1 < len(c.tokens) && c.tokens[i+1].Text == "=" {
		return false // a key
	}
	if i == 0 {
		return true
	}
	before := c.tokens[i-1]
	if before.Kind == reporttest.PSNewline || before.Kind == reporttest.PSOperator && slices.Contains([]string{";", "|", "{", "(", "$(", "@(", "=", "}"}, before.Text) {
		return !strings.HasPrefix(c.tokens[i].Text, "-") && !strings.HasPrefix(c.tokens[i].Text, "+")
	}
	return before.Kind == reporttest.PSWord && slices.Contains([]string{"return", "throw", "else", "try", "in"}, before.Text)
}

func (c *psChecker) invoked(i int) {
	name := c.tokens[i].Text
	if slices.Contains(psKeywords, name) || slices.Contains(c.functions, name) || strings.Trim(name, "0123456789.") == "" {
		return
	}
	if !slices.Contains(psCommands, name) {
		c.complain(i, "command %s is not known to read", name)
	}
	if name == "Remove-Item" && c.line(i) != psClears {
		c.complain(i, "removes something else than what an earlier run wrote: %s", c.line(i))
	}
	if name == "Invoke-MgGraphRequest" && !strings.HasPrefix(c.statement(i), "Invoke-MgGraphRequest -Method GET ") {
		c.complain(i, "a request to Graph that is not a GET")
	}
	if statement := " " + c.statement(i) + " "; name == "ldifde" && strings.Contains(statement, " -i ") {
		c.complain(i, "ldifde must not import")
	}
}

// line is the text of the line that token i stands on.
func (c *psChecker) line(i int) string {
	for i > 0 && c.tokens[i-1].Kind != reporttest.PSNewline {
		i--
	}
	return c.statement(i)
}

// statement is the text of a command to the end of its line.
func (c *psChecker) statement(i int) string {
	var words []string
	for ; i < len(c.tokens) && c.tokens[i].Kind != reporttest.PSNewline; i++ {
		words = append(words, c.tokens[i].Text)
	}
	return strings.Join(words, " ")
}

func script(t testing.TB, form string) string {
	t.Helper()
	text, err := connect.ExportScript(form)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestPowerShellFormOnlyReads(t *testing.T) {
	text := script(t, "powershell")
	for _, problem := range psProblems(text) {
		t.Error(problem)
	}
	for command, most := range map[string]int{"Set-Content ": 2, "New-Item ": 1, "Invoke-MgGraphRequest ": 1, "Connect-MgGraph ": 1, "ldifde @": 1} {
		if n := strings.Count(text, command); n != most {
			t.Errorf("%s occurs %d times, want %d: what it writes to is judged in one place", command, n, most)
		}
	}
	if strings.Contains(text, "ReadWrite") || !regexp.MustCompile(`(?m)^\$scopes = ('[A-Za-z]+\.Read\.(All|Hidden)'(, |$))+$`).MatchString(text) {
		t.Error("the scopes are not all for reading")
	}
}

func TestCheckOfPowerShellSeesWhatWrites(t *testing.T) {
	text := script(t, "powershell")
	for name, change := range map[string]func(string) string{
		"a brace too few":                      func(s string) string { return strings.Replace(s, "\n}", "\n", 1) },
		"a parenthesis too many":               func(s string) string { return s + ")" },
		"brackets that cross":                  func(s string) string { return s + "\n( [ ) ]" },
		"a quote that is not closed":           func(s string) string { return s + "\n'a" },
		"a double quote that is not closed":    func(s string) string { return s + "\n\"a" },
		"a comment that is not closed":         func(s string) string { return s + "\n<# a" },
		"a here-string that is not closed":     func(s string) string { return s + "\n@'\na '@" },
		"another cmdlet":                       func(s string) string { return s + "\nRemove-Item x" },
		"another thing removed":                func(s string) string { return strings.Replace(s, "-match $Pattern", "-match '.'", 1) },
		"another cmdlet behind a pipe":         func(s string) string { return s + "\n$x | Set-ADGroup" },
		"another cmdlet in a block":            func(s string) string { return s + "\nif ($x) { Remove-ADGroup x }" },
		"another cmdlet inside of a string":    func(s string) string { return s + "\n\"a $(Remove-Item x) b\"" },
		"another cmdlet assigned":              func(s string) string { return s + "\n$x = Start-Process x" },
		"an alias":                             func(s string) string { return s + "\nrm x" },
		"a program by its path":                func(s string) string { return s + "\n& 'C:\\x.exe'" },
		"a request that is not a GET":          func(s string) string { return strings.Replace(s, "-Method GET", "-Method PATCH", 1) },
		"a request without a method":           func(s string) string { return strings.Replace(s, "-Method GET ", "", 1) },
		"an import":                            func(s string) string { return strings.Replace(s, "'-u', ", "'-u', '-i', ", 1) },
		"an import beside":                     func(s string) string { return strings.Replace(s, "ldifde @arguments", "ldifde -i @arguments", 1) },
		"a static method that deletes":         func(s string) string { return s + "\n[IO.File]::Delete('x')" },
		"a method that deletes":                func(s string) string { return s + "\n$x.Delete()" },
		"a method that saves":                  func(s string) string { return s + "\n$root.Parent.CommitChanges()" },
		"a redirection":                        func(s string) string { return s + "\n$x > file" },
		"a cmdlet of the module that writes":   func(s string) string { return s + "\nSet-ADSyncScheduler -SyncCycleEnabled $false" },
		"a cmdlet after a comment on one line": func(s string) string { return s + "\n<# a #> Stop-Service ADSync" },
		"a cmdlet after a continued line":      func(s string) string { return s + "\n$x = `\nStop-Service ADSync" },
	} {
		if len(psProblems(change(text))) == 0 {
			t.Errorf("%s is not seen", name)
		}
	}
}
