package connect_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/connect"
)

// psToken is a token of PowerShell. Text of strings is without quotes; tokens of a subexpression
// in a string follow the string.
type psToken struct {
	kind psKind
	text string
	line int
}

type psKind int

const (
	psWord psKind = iota
	psVariable
	psString
	psOperator
	psNewline
)

// psLexer splits PowerShell into tokens and checks that quotes and brackets are closed.
type psLexer struct {
	text   string
	at     int
	line   int
	tokens []psToken
	open   []psToken
}

// psTokens returns the tokens of a script.
func psTokens(text string) ([]psToken, error) {
	l := &psLexer{text: text, line: 1}
	for l.at < len(l.text) {
		if err := l.next(); err != nil {
			return nil, fmt.Errorf("line %d: %w", l.line, err)
		}
	}
	if len(l.open) > 0 {
		return nil, fmt.Errorf("line %d: %s is not closed", l.open[len(l.open)-1].line, l.open[len(l.open)-1].text)
	}
	return l.tokens, nil
}

func (l *psLexer) add(kind psKind, text string) {
	l.tokens = append(l.tokens, psToken{kind, text, l.line})
}

func (l *psLexer) rest() string { return l.text[l.at:] }

var (
	psVariablePattern = regexp.MustCompile(`^\$(?:\{[^}]*\}|(?:[A-Za-z]+:)?[A-Za-z0-9_?]+|\^|\$)`)
	psWordPattern     = regexp.MustCompile(`^(?:::|[^\s"'(){}\[\];|,&=<>$` + "`" + `@#]+)`)
	closing           = map[string]string{"(": ")", "{": "}", "[": "]"}
)

func (l *psLexer) next() error {
	rest := l.rest()
	switch c := rest[0]; {
	case c == '\n':
		l.add(psNewline, "\n")
		l.line++
		l.at++
	case c == ' ' || c == '\t' || c == '\r':
		l.at++
	case strings.HasPrefix(rest, "`\n"):
		l.at += 2
		l.line++
	case strings.HasPrefix(rest, "<#"):
		return l.skipTo("#>", "a comment")
	case c == '#':
		if end := strings.IndexByte(rest, '\n'); end >= 0 {
			l.at += end
		} else {
			l.at = len(l.text)
		}
	case strings.HasPrefix(rest, "@'\n"):
		return l.skipTo("\n'@", "a here-string")
	case strings.HasPrefix(rest, "@\"\n"):
		return l.skipTo("\n\"@", "a here-string")
	case c == '\'':
		return l.single()
	case c == '"':
		return l.double()
	case c == '$' && psVariablePattern.MatchString(rest):
		name := psVariablePattern.FindString(rest)
		l.add(psVariable, name)
		l.at += len(name)
	default:
		return l.operator()
	}
	return nil
}

func (l *psLexer) skipTo(end, what string) error {
	n := strings.Index(l.rest()[2:], end)
	if n < 0 {
		return fmt.Errorf("%s is not closed", what)
	}
	l.line += strings.Count(l.rest()[:n+2+len(end)], "\n")
	l.at += n + 2 + len(end)
	return nil
}

func (l *psLexer) single() error {
	var value strings.Builder
	for i := 1; i < len(l.rest()); i++ {
		switch c := l.rest()[i]; {
		case c == '\'' && i+1 < len(l.rest()) && l.rest()[i+1] == '\'':
			value.WriteByte(c)
			i++
		case c == '\'':
			l.add(psString, value.String())
			l.at += i + 1
			return nil
		case c == '\n':
			return fmt.Errorf("a quote is not closed on its line")
		default:
			value.WriteByte(c)
		}
	}
	return fmt.Errorf("a quote is not closed")
}

// double reads a string in double quotes, and what stands in its subexpressions as tokens.
func (l *psLexer) double() error {
	text := l.rest()
	var inner []string
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '`':
			i++
		case c == '"' && i+1 < len(text) && text[i+1] == '"':
			i++
		case c == '"':
			l.add(psString, text[1:i])
			l.at += i + 1
			for _, part := range inner {
				found, err := psTokens(part)
				if err != nil {
					return err
				}
				l.add(psOperator, "$(")
				l.tokens = append(l.tokens, found...)
				l.add(psOperator, ")")
			}
			return nil
		case c == '\n':
			return fmt.Errorf("a double quote is not closed on its line")
		case strings.HasPrefix(text[i:], "$("):
			end := subexpression(text[i+2:])
			if end < 0 {
				return fmt.Errorf("$( is not closed in a string")
			}
			inner = append(inner, text[i+2:i+2+end])
			i += 2 + end
		}
	}
	return fmt.Errorf("a double quote is not closed")
}

// subexpression returns where the parenthesis around text closes.
func subexpression(text string) int {
	depth := 1
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func (l *psLexer) operator() error {
	rest := l.rest()
	for _, name := range []string{"$(", "@(", "@{", "(", "{", "["} {
		if strings.HasPrefix(rest, name) {
			l.add(psOperator, name)
			l.open = append(l.open, psToken{text: name[len(name)-1:], line: l.line})
			l.at += len(name)
			return nil
		}
	}
	switch c := rest[:1]; c {
	case ")", "}", "]":
		if len(l.open) == 0 || closing[l.open[len(l.open)-1].text] != c {
			return fmt.Errorf("%s closes nothing", c)
		}
		l.open = l.open[:len(l.open)-1]
		l.add(psOperator, c)
		l.at++
	case ";", "|", ",", "&", "=", "<", ">":
		l.add(psOperator, c)
		l.at++
	default:
		word := psWordPattern.FindString(rest)
		if word == "" {
			word = rest[:1]
		}
		l.add(psWord, word)
		l.at += len(word)
	}
	return nil
}

// What the script may use. Everything here reads, talks to the person in front of it, or writes
// into the folder of the export.
var (
	psKeywords = []string{"if", "elseif", "else", "foreach", "while", "function", "param", "return", "throw", "try", "catch", "continue", "in"}
	psCommands = []string{
		"Connect-MgGraph", "ConvertFrom-Json", "ConvertTo-Json", "ForEach-Object", "Get-ADSyncAADCompanyFeature", "Get-ADSyncCSObject",
		"Get-ADSyncConnector", "Get-ADSyncGlobalSettings", "Get-ADSyncRule", "Get-ADSyncRunProfileResult", "Get-ADSyncScheduler",
		"Get-Command", "Get-Content", "Get-Item", "Get-MgContext", "Get-MgEnvironment", "Get-Module", "Import-Module", "Invoke-MgGraphRequest",
		"Join-Path", "New-Item", "Select-Object", "Set-Content", "Set-StrictMode", "Test-Path", "Where-Object", "Write-Output", "Write-Progress",
		"Write-Warning", "ldifde",
	}
	psMethods = []string{"FromBase64String", "GetString", "Matches", "Replace", "StartsWith", "ToString", "ToUniversalTime", "TrimEnd"}
	psStatics = []string{"FromBase64String", "Matches", "UTF8", "UtcNow"}
)

// psProblems returns what a script does beside reading.
func psProblems(text string) []string {
	tokens, err := psTokens(text)
	if err != nil {
		return []string{err.Error()}
	}
	c := &psChecker{tokens: tokens}
	for i, t := range tokens {
		if t.kind == psWord && t.text == "function" && i+1 < len(tokens) {
			c.functions = append(c.functions, tokens[i+1].text)
		}
	}
	for i := range tokens {
		c.check(i)
	}
	return c.problems
}

type psChecker struct {
	tokens    []psToken
	functions []string
	problems  []string
}

func (c *psChecker) complain(i int, format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf("line %d: ", c.tokens[i].line)+fmt.Sprintf(format, args...))
}

func (c *psChecker) check(i int) {
	t := c.tokens[i]
	switch {
	case t.kind == psString && (t.text == "-i" || t.text == "/i"):
		c.complain(i, "ldifde must not import")
	case t.kind == psOperator && (t.text == ">" || t.text == "<"):
		c.complain(i, "a redirection writes a file")
	case t.kind == psOperator && t.text == "&":
		if i+1 == len(c.tokens) || c.tokens[i+1].kind != psVariable {
			c.complain(i, "calls something by name")
		}
	case t.kind == psWord:
		c.word(i)
	}
}

func (c *psChecker) word(i int) {
	t := c.tokens[i]
	called := i+1 < len(c.tokens) && c.tokens[i+1].text == "("
	switch {
	case t.text == "::":
	case i > 0 && c.tokens[i-1].text == "::":
		if !slices.Contains(psStatics, strings.SplitN(t.text, ".", 2)[0]) {
			c.complain(i, "static member %s is not known to read", t.text)
		}
		c.methods(i, called)
	case strings.HasPrefix(t.text, "."):
		c.methods(i, called)
	case c.command(i):
		c.invoked(i)
	}
}

// methods checks a chain such as .GetParent.Delete before a parenthesis.
func (c *psChecker) methods(i int, called bool) {
	parts := strings.Split(c.tokens[i].text, ".")
	if name := parts[len(parts)-1]; called && !slices.Contains(psMethods, name) {
		c.complain(i, "method %s is not known to read", name)
	}
}

// command reports whether a word stands where a command does.
func (c *psChecker) command(i int) bool {
	if i+1 < len(c.tokens) && c.tokens[i+1].text == "=" {
		return false // a key
	}
	if i == 0 {
		return true
	}
	before := c.tokens[i-1]
	if before.kind == psNewline || before.kind == psOperator && slices.Contains([]string{";", "|", "{", "(", "$(", "@(", "=", "}"}, before.text) {
		return !strings.HasPrefix(c.tokens[i].text, "-") && !strings.HasPrefix(c.tokens[i].text, "+")
	}
	return before.kind == psWord && slices.Contains([]string{"return", "throw", "else", "try", "in"}, before.text)
}

func (c *psChecker) invoked(i int) {
	name := c.tokens[i].text
	if slices.Contains(psKeywords, name) || slices.Contains(c.functions, name) || strings.Trim(name, "0123456789.") == "" {
		return
	}
	if !slices.Contains(psCommands, name) {
		c.complain(i, "command %s is not known to read", name)
	}
	if name == "Invoke-MgGraphRequest" && !strings.HasPrefix(c.statement(i), "Invoke-MgGraphRequest -Method GET ") {
		c.complain(i, "a request to Graph that is not a GET")
	}
	if statement := " " + c.statement(i) + " "; name == "ldifde" && strings.Contains(statement, " -i ") {
		c.complain(i, "ldifde must not import")
	}
}

// statement is the text of a command to the end of its line.
func (c *psChecker) statement(i int) string {
	var words []string
	for ; i < len(c.tokens) && c.tokens[i].kind != psNewline; i++ {
		words = append(words, c.tokens[i].text)
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
	for command, most := range map[string]int{"Set-Content ": 1, "New-Item ": 1, "Invoke-MgGraphRequest ": 1, "Connect-MgGraph ": 1, "ldifde @": 1} {
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
