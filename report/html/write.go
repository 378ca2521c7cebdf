package html

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// files hold style, script and body in parts that go by what they are about.
//
//go:embed page
var files embed.FS

// The parts in their order. Later rules of a style win; a script's parts share one scope.
var (
	styleParts  = []string{"theme", "layout", "table", "detail", "diagram", "chart", "narrow", "print"}
	scriptParts = []string{"data", "table", "list", "print", "detail", "diagram", "nesting", "path", "group", "findings", "groups", "differences", "unjudged", "controls", "changes", "theme", "links"}
)

// joined returns the parts as one text.
func joined(parts []string, ending string) string {
	var b strings.Builder
	for _, name := range parts {
		text, err := files.ReadFile("page/" + name + ending)
		if err != nil {
			panic(err) // it is embedded
		}
		b.Write(text)
	}
	return b.String()
}

// failed is what the page does when its script cannot go on, for want of a function that older browsers lack, say:
// what stands in the page without a script is shown, and why there is no more.
const failed = `document.querySelectorAll('.part').forEach(p => { p.hidden = false; });
document.querySelectorAll('.mount').forEach(m => { m.textContent = 'This list could not be shown (' + e + '). It needs a browser of 2023 or later; the workbook has it too.'; });
throw e;
`

// style and script are what the page holds, byte for byte.
func style() string { return joined(styleParts, ".css") }

// The library stands before the page's own script, outside of its scope: it is as it was bundled.
func script() string {
	return joined([]string{"library"}, ".js") + "(async () => {\n'use strict';\n" + joined(scriptParts, ".js") + "})().catch(e => {\n" + failed + "});\n"
}

// write assembles the page. Style and script stand in it byte for byte, since the policy names
// their digests; everything else goes through html/template or the JSON encoder.
func (p *Page) write() error {
	view, style, script := p.view(), style(), script()
	out := &sticky{w: p.w}
	out.text("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	out.text(`<meta http-equiv="Content-Security-Policy" content="` + policy(style, script) + "\">\n")
	out.text("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
	out.text("<title>" + template.HTMLEscapeString(view.Title) + "</title>\n<style>" + style + "</style>\n</head>\n")
	if out.err == nil {
		out.err = p.body.Execute(out, view)
	}
	out.data("head", p.head())
	out.data("texts", p.texts.all)
	out.data("gaps", p.gapRows())
	out.packed("findings", &p.findings)
	out.packed("groups", &p.groups)
	out.packed("edges", &p.edges)
	out.packed("differences", &p.differences)
	if out.err == nil {
		out.err = p.details.writeTo(out)
	}
	out.text("<script>" + script + "</script>\n</body>\n</html>\n")
	return out.err
}

// policy allows the page's own style and script and nothing else: no network, no frame, no form.
func policy(style, script string) string {
	return "default-src 'none'; script-src 'sha256-" + digest(script) + "'; style-src 'sha256-" + digest(style) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// head is what the script needs beside rows: names by number.
func (p *Page) head() any {
	controls := make([][]string, 0, len(p.counts.Controls))
	for _, c := range p.counts.Controls {
		controls = append(controls, visible(c.Control.ID, c.Control.Title, c.Control.Remediation))
	}
	return map[string]any{"severities": report.Severities, "controls": controls, "detailsIn": detailsIn, "unlisted": p.unlisted, "general": p.general()}
}

// sticky writes until the first error.
type sticky struct {
	w   io.Writer
	err error
}

func (s *sticky) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(b)
	s.err = err
	return n, err
}

func (s *sticky) text(text string) { _, _ = io.WriteString(s, text) }

// data writes value as a data block, which the browser never runs.
func (s *sticky) data(id string, value any) {
	text, err := json.Marshal(value)
	if err != nil && s.err == nil {
		s.err = err
	}
	s.text(fmt.Sprintf("<script type=\"application/json\" id=\"data-%s\">", id))
	_, _ = s.Write(text)
	s.text("</script>\n")
}

// packed writes rows as a data block that the script unpacks.
func (s *sticky) packed(id string, rows *packed) {
	if s.err != nil {
		return
	}
	if s.err = rows.end(); s.err == nil {
		s.text(fmt.Sprintf(packedStart, id))
		_, _ = rows.spool.WriteTo(s)
		s.text(packedEnd)
	}
}
