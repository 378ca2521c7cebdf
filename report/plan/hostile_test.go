package plan_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// breakouts are texts that end a literal, a line, a comment or a record where quoting is careless.
func breakouts() []string {
	return append(reporttest.Hostile(),
		"'; Remove-ADGroup x; '", "’; Remove-ADGroup x; ’", "‘‚‛'’''", "Œ\u0091’ as ANSI", "$(Remove-ADGroup x)", "`$x `n `0", "@'\nx\n'@", "#>\nStop-Computer",
		"a\nchangetype: delete", "a\r\ndn: CN=x", ": base64", "< file:///etc/passwd", " x", "x ", "dn: x\n\ndn: y", "-", "{{token}}", "}}{{graph}}",
		"\nDELETE https://graph.microsoft.com/beta/groups/x\n", "[Asserts]", "\"\nHTTP 204", "*)(objectClass=*", "CN=a\\,b\\2c,DC=x", "\u2028Stop-Computer", "\x1a", "\x00",
	)
}

// hostile is a stream in which every text of the tenant is text.
func hostile(text string) []any {
	g := written("cloudsync")
	g.Cloud.DisplayName, g.Target.Name, g.Target.DN = text, text, text
	g.Cloud.Type = of("universalDistributionGroup")
	g.Directory.DN = "CN=" + text + ",DC=contoso,DC=com"
	g.Directory.Drift = []report.Drift{
		{Attribute: "displayName", Kind: "changed", Expected: text + "1", Actual: text},
		{Attribute: "description", Kind: "missing", Expected: text + "2"},
		{Attribute: "mail", Kind: "extra", Actual: text + "3"},
	}
	g.Members.Differences = []report.MemberDifference{person("foreign", "CN="+text+",DC=contoso,DC=com"), person("missing", "CN=b"+text)}
	head := run()
	head.Tenant = report.Tenant{ID: text, Name: text}
	o := orphan(2)
	o.Directory.DN = text + "x"
	records := []any{head, g}
	for _, f := range []*report.Finding{
		about(g, "CFG-01", nil), about(g, "CFG-26", nil), about(g, "DIF-23", map[string]any{"foreign": 1}), about(g, "DIF-24", nil),
		about(g, "DIF-11", map[string]any{"attribute": "displayName"}), about(g, "DIF-11", map[string]any{"attribute": "description"}),
		about(g, "DIF-11", map[string]any{"attribute": "mail"}), about(g, "DIF-14", nil), about(o, "DIF-33", nil),
	} {
		if f.Control == "DIF-33" {
			records = append(records, o)
		}
		f.Message = text
		records = append(records, f)
	}
	return records
}

func TestFilesArePrintableASCII(t *testing.T) {
	for _, format := range []string{plan.PowerShell, plan.LDIF, plan.GraphHTTP} {
		for _, text := range breakouts() {
			_, file := made(t, plan.Options{Format: format}, hostile(text)...)
			if at := strings.IndexFunc(file, func(r rune) bool { return r != '\n' && (r < ' ' || r > '~') }); at >= 0 {
				t.Errorf("%s with %.40q: character %q", format, text, file[at:min(at+4, len(file))])
			}
		}
	}
}

// structure is a script without the values of its literals: strings become one word, and an expression
// that joins strings becomes a string.
func structure(t *testing.T, script string) []string {
	t.Helper()
	tokens, err := reporttest.PSTokens(script)
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for i := 0; i < len(tokens); i++ {
		if is, n := joined(tokens[i:]); is {
			parts = append(parts, "<text>")
			i += n - 1
			continue
		}
		if tokens[i].Kind == reporttest.PSString {
			parts = append(parts, "<text>")
			continue
		}
		parts = append(parts, tokens[i].Text)
	}
	return parts
}

func TestNoTextOfTheTenantLeavesALiteralOfTheScript(t *testing.T) {
	_, tame := made(t, plan.Options{Format: plan.PowerShell}, hostile("Finance")...)
	want := structure(t, tame)
	for _, text := range breakouts() {
		if strings.TrimSpace(text) == "" {
			continue // fewer steps, since nothing is to be written
		}
		_, script := made(t, plan.Options{Format: plan.PowerShell}, hostile(text)...)
		if got := structure(t, script); !slices.Equal(want, got) {
			t.Errorf("%.60q changes the structure of the script", text)
		}
	}
}

func TestTheStructureOfAScriptShowsABreakout(t *testing.T) {
	_, tame := made(t, plan.Options{Format: plan.PowerShell}, hostile("Finance")...)
	want := structure(t, tame)
	for _, text := range []string{"'; Stop-Computer; '", "’; Stop-Computer #", "' + (Stop-Computer) + '"} {
		broken := strings.ReplaceAll(tame, "'Finance'", "'"+text+"'")
		if tokens, err := reporttest.PSTokens(broken); err == nil && len(tokens) == len(want) {
			t.Errorf("%q is not seen", text)
		}
	}
}
