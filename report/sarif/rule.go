package sarif

import (
	"net/url"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// home is where the tool is documented.
const home = "https://github.com/wbaudit/wbaudit"

func (l *log) driver(frameworks []string) driver {
	d := driver{Name: "wbaudit", InformationURI: home, Rules: []rule{}}
	if l.counts.Run != nil {
		d.Version = report.Visible(l.counts.Run.Version)
	}
	for _, c := range l.counts.Controls {
		d.Rules = append(d.Rules, newRule(c.Control, frameworks))
	}
	return d
}

func newRule(c *report.Control, frameworks []string) rule {
	r := rule{
		ID: report.Visible(c.ID), ShortDescription: text(c.Title), FullDescription: text(c.Description),
		Help:          text(help(c)),
		Configuration: configuration{Level: levels[c.Severity]},
		Properties: ruleProperties{Tags: []string{"security", "identity"}, SecuritySeverity: scores[c.Severity], Precision: "very-high",
			Severity: c.Severity, Profile: report.Visible(c.Profile)},
	}
	for _, e := range c.Engines {
		r.Properties.Engines = append(r.Properties.Engines, report.Visible(e))
	}
	for _, reference := range c.References {
		if u, err := url.Parse(reference); err == nil && u.Scheme == "https" && r.HelpURI == "" {
			r.HelpURI = u.String()
		}
	}
	for _, f := range c.Frameworks {
		name, clause := report.Visible(f.Name), report.Visible(f.Clause)
		r.Properties.Tags = appendNew(r.Properties.Tags, report.Cut(strings.TrimSpace(name+" "+clause), longestTag))
		if slices.Contains(frameworks, name) {
			r.Relationships = append(r.Relationships, relationship{
				Target: reference{ID: clause, ToolComponent: &componentName{name}}, Kinds: []string{"relevant"},
			})
		}
	}
	return r
}

// longestTag bounds a tag, which readers show beside the title.
const longestTag = 100

// levels are SARIF's words for our severities.
var levels = map[string]string{
	report.SeverityCritical: "error", report.SeverityHigh: "error", report.SeverityMedium: "warning", report.SeverityLow: "note", report.SeverityInfo: "note",
}

// scores lie in the middle of what GitHub takes for each severity; it knows none below low.
var scores = map[string]string{
	report.SeverityCritical: "9.5", report.SeverityHigh: "8.0", report.SeverityMedium: "5.5", report.SeverityLow: "2.5", report.SeverityInfo: "0.5",
}

func help(c *report.Control) string {
	parts := []string{c.Description}
	if c.Remediation != "" {
		parts = append(parts, "What to do: "+c.Remediation)
	}
	parts = append(parts, c.References...)
	return strings.Join(parts, " ")
}

// text returns plain text as a message. SARIF takes [a](b) in it for a link, so brackets and backslashes
// are escaped.
//
// Source: SARIF 2.1.0, section 3.11.6
func text(s string) message {
	s = escapes.Replace(report.Visible(s))
	if s == "" {
		s = "(empty)"
	}
	return message{Text: s}
}

var escapes = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)

// frameworks returns the names of the frameworks that controls refer to, in the order of the stream.
func frameworks(controls []*report.ControlCount) []string {
	var names []string
	for _, c := range controls {
		for _, f := range c.Control.Frameworks {
			names = appendNew(names, report.Visible(f.Name))
		}
	}
	return names
}

func taxonomy(name string, controls []*report.ControlCount) component {
	var clauses []string
	for _, c := range controls {
		for _, f := range c.Control.Frameworks {
			if report.Visible(f.Name) == name {
				clauses = appendNew(clauses, report.Visible(f.Clause))
			}
		}
	}
	taxonomy := component{Name: name, Taxa: []taxon{}}
	for _, clause := range clauses {
		taxonomy.Taxa = append(taxonomy.Taxa, taxon{clause})
	}
	return taxonomy
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
