package plan

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// engine is everything of the script that does not depend on a stream.
//
//go:embed engine.ps1
var engine string

// powershell writes a script: the engine, the steps as data, and a loop over them.
func (p *Plan) powershell(w io.Writer) error {
	b := bufio.NewWriter(w)
	p.lines(b,
		"Look first:  .\\plan.ps1 -WhatIf         Do it:      .\\plan.ps1          One step:  .\\plan.ps1 -Step 3",
		"Take back:   .\\plan.ps1 -Undo -WhatIf   Each step asks before it changes anything (-Confirm:$false does not).",
		"Each step looks whether its object still is as the snapshot held it, and the plan stops where it is not.",
		"Nobody but you runs this. "+p.needs())
	fmt.Fprint(b, engine)
	fmt.Fprintf(b, "\n# The steps are data: nothing in them is run.\n$Tenant = %s\n$Steps = @(\n", literal(p.Source.TenantID))
	for i := range p.Steps {
		head(b, &p.Steps[i], len(p.Steps))
		p.Steps[i].data(b)
	}
	fmt.Fprint(b, ")\n\n")
	if p.uses(func(s *Step) bool { return s.Cloud() || s.Kind == SwitchV2Off }) {
		fmt.Fprint(b, "if ((Get-MgContext).TenantId -ine $Tenant) { throw 'Connect-MgGraph is not signed in to the tenant of this plan.' }\n")
	}
	fmt.Fprint(b, "if ($Undo) { [array]::Reverse($Steps) }\nforeach ($s in $Steps) { Invoke-PlanStep $s }\n")
	return b.Flush()
}

// needs says which modules and rights the steps use.
func (p *Plan) needs() string {
	var parts []string
	if p.uses(func(s *Step) bool { return s.DN != "" || s.Kind == EnableRecycleBin }) {
		parts = append(parts, "the module ActiveDirectory and an account that may write these groups")
	}
	if p.uses((*Step).Cloud) {
		parts = append(parts, "Connect-MgGraph -Scopes Group.ReadWrite.All, Directory.ReadWrite.All")
	}
	if p.uses(func(s *Step) bool { return s.Kind == SwitchV2Off }) {
		parts = append(parts, "the module ADSync, on the Connect server, and there Connect-MgGraph -Scopes Organization.Read.All")
	}
	if len(parts) == 0 {
		return "It has no step."
	}
	return "It needs " + strings.Join(parts, "; ") + "."
}

func (p *Plan) uses(what func(*Step) bool) bool {
	for i := range p.Steps {
		if what(&p.Steps[i]) {
			return true
		}
	}
	return false
}

// data writes the step as a hash table of literals.
func (s *Step) data(b *bufio.Writer) {
	fmt.Fprintf(b, "    @{\n        Number = %d\n        Kind = '%s'\n        Irreversible = $%t\n", s.Number, s.Kind, s.Irreversible)
	entry := func(name, value string) { fmt.Fprintf(b, "        %s = %s\n", name, literal(value)) }
	entry("Findings", refs(s.Findings))
	switch {
	case s.DN != "":
		entry("Guid", s.ID)
		entry("DN", s.DN)
		entry("Domain", domain(s.DN))
		entry("Anchor", s.asserted())
		entry("External", s.External)
	case s.ID != "":
		entry("Id", s.ID)
		entry("Name", s.Name)
	}
	entry("Attribute", s.Attribute)
	if s.Member != "" {
		entry("Member", s.Member)
		entry("Filter", "(member="+filterValue(s.Member)+")")
	}
	if s.Kind == ClearMembers {
		list(b, "Members", s.Emptied)
	}
	if s.Kind == EnableRecycleBin {
		list(b, "Domains", s.Domains)
	}
	if s.Old != s.New {
		entry("Old", s.Old)
		entry("New", s.New)
	}
	fmt.Fprint(b, "    }\n")
}

// list writes an array of literals, one a line.
func list(b *bufio.Writer, name string, values []string) {
	fmt.Fprintf(b, "        %s = @(\n", name)
	for i, value := range values {
		comma := ","
		if i == len(values)-1 {
			comma = ""
		}
		fmt.Fprintf(b, "            %s%s\n", literal(value), comma)
	}
	fmt.Fprint(b, "        )\n")
}

// asserted is the anchor that must not have changed; a step that sets it asserts its old value itself.
func (s *Step) asserted() string {
	if s.Attribute == adminDescription {
		return ""
	}
	return s.Anchor
}

// literal returns text as an expression of PowerShell that is printable ASCII on one line and has the value
// text: a string in single quotes, in which only the quote is special and doubled, or, where text
// holds anything else, such strings and [char] numbers joined. PowerShell takes four more
// characters for a single quote, and Windows PowerShell reads a file without a mark as ANSI, in
// which parts of other characters are quotes; neither can happen to ASCII.
//
// Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules;
// System.Management.Automation, CharTraits.IsSingleQuote
func literal(text string) string {
	var parts []string
	var run strings.Builder
	end := func() {
		if run.Len() > 0 {
			parts = append(parts, "'"+run.String()+"'")
			run.Reset()
		}
	}
	for _, r := range text {
		switch {
		case r == '\'':
			run.WriteString("''")
		case r >= ' ' && r <= '~':
			run.WriteByte(byte(r))
		default:
			end()
			for _, unit := range utf16.AppendRune(nil, r) {
				parts = append(parts, "[char]0x"+fmt.Sprintf("%04X", unit))
			}
		}
	}
	plainText := len(parts) == 0
	end()
	switch {
	case len(parts) == 0:
		return "''"
	case plainText:
		return parts[0]
	}
	return "(-join @(" + strings.Join(parts, ", ") + "))"
}

// filterValue returns a value of an LDAP filter as printable ASCII.
//
// Source: RFC 4515 section 3
func filterValue(text string) string {
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c > '~' || strings.IndexByte(`*()\`, c) >= 0 {
			b.WriteString(`\` + strings.ToLower(strconv.FormatInt(int64(c)+0x100, 16)[1:]))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
