package reporttest

import (
	"fmt"
	"regexp"
	"strings"
)

// PSToken is a token of PowerShell. Text of strings is without quotes; tokens of a subexpression
// in a string follow the string.
type PSToken struct {
	Kind PSKind
	Text string
	Line int
}

// PSKind is what a token is.
type PSKind int

// The kinds of tokens.
const (
	PSWord PSKind = iota
	PSVariable
	PSString
	PSOperator
	PSNewline
)

// psLexer splits PowerShell into tokens and checks that quotes and brackets are closed.
type psLexer struct {
	text   string
	at     int
	line   int
	tokens []PSToken
	open   []PSToken
}

// PSTokens returns the tokens of a script, and an error for quotes and brackets that are not closed.
func PSTokens(text string) ([]PSToken, error) {
	l := &psLexer{text: text, line: 1}
	for l.at < len(l.text) {
		if err := l.next(); err != nil {
			return nil, fmt.Errorf("line %d: %w", l.line, err)
		}
	}
	if len(l.open) > 0 {
		return nil, fmt.Errorf("line %d: %s is not closed", l.open[len(l.open)-1].Line, l.open[len(l.open)-1].Text)
	}
	return l.tokens, nil
}

func (l *psLexer) add(kind PSKind, text string) {
	l.tokens = append(l.tokens, PSToken{kind, text, l.line})
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
		l.add(PSNewline, "\n")
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
	case quoteAt(rest) > 0:
		return l.single()
	case c == '"':
		return l.double()
	case c == '$' && psVariablePattern.MatchString(rest):
		name := psVariablePattern.FindString(rest)
		l.add(PSVariable, name)
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

// singleQuotes are the characters that PowerShell takes for a single quote, any of them closing any other.
//
// Source: System.Management.Automation, CharTraits.IsSingleQuote
const singleQuotes = "'‘’‚‛"

func (l *psLexer) single() error {
	var value strings.Builder
	text := l.rest()
	i := quoteAt(text)
	for i < len(text) {
		n := quoteAt(text[i:])
		twice := n > 0 && quoteAt(text[i+n:]) > 0
		switch {
		case twice:
			value.WriteString(text[i : i+n])
			i += n + quoteAt(text[i+n:])
		case n > 0:
			l.add(PSString, value.String())
			l.at += i + n
			return nil
		case text[i] == '\n':
			return fmt.Errorf("a quote is not closed on its line")
		default:
			value.WriteByte(text[i])
			i++
		}
	}
	return fmt.Errorf("a quote is not closed")
}

// quoteAt is the length of the single quote that text begins with, 0 for none.
func quoteAt(text string) int {
	for _, quote := range singleQuotes {
		if strings.HasPrefix(text, string(quote)) {
			return len(string(quote))
		}
	}
	return 0
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
			l.add(PSString, text[1:i])
			l.at += i + 1
			for _, part := range inner {
				found, err := PSTokens(part)
				if err != nil {
					return err
				}
				l.add(PSOperator, "$(")
				l.tokens = append(l.tokens, found...)
				l.add(PSOperator, ")")
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
			l.add(PSOperator, name)
			l.open = append(l.open, PSToken{Text: name[len(name)-1:], Line: l.line})
			l.at += len(name)
			return nil
		}
	}
	switch c := rest[:1]; c {
	case ")", "}", "]":
		if len(l.open) == 0 || closing[l.open[len(l.open)-1].Text] != c {
			return fmt.Errorf("%s closes nothing", c)
		}
		l.open = l.open[:len(l.open)-1]
		l.add(PSOperator, c)
		l.at++
	case ";", "|", ",", "&", "=", "<", ">":
		l.add(PSOperator, c)
		l.at++
	default:
		word := psWordPattern.FindString(rest)
		if word == "" {
			word = rest[:1]
		}
		l.add(PSWord, word)
		l.at += len(word)
	}
	return nil
}
