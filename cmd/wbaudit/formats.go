package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/csv"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/junit"
	"github.com/wbaudit/wbaudit/report/markdown"
	"github.com/wbaudit/wbaudit/report/ocsf"
	"github.com/wbaudit/wbaudit/report/oscal"
	"github.com/wbaudit/wbaudit/report/prom"
	"github.com/wbaudit/wbaudit/report/sarif"
	"github.com/wbaudit/wbaudit/report/text"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// format is one clothing of the stream. The one list below also makes the help.
type format struct {
	// file is the default name of its file; "" is standard output.
	name, file, meaning string
	// standard says that every audit writes it.
	standard bool
	// each says that it holds every change of a diff, and of a readiness every group and everybody who loses access; briefly
	// that it counts them and shows some. The others hold of a diff its findings, of a readiness the verdict.
	each, briefly bool
	// mode is the permission of its file, 0 for the owner's alone.
	mode os.FileMode
}

func formats() []format {
	return []format{
		{name: "text", meaning: "summary for a terminal, on standard output unless a path is given", briefly: true},
		{name: "xlsx", file: workbookName, meaning: "workbook", standard: true, each: true},
		{name: "html", file: pageName, meaning: "single-file page", standard: true, briefly: true},
		{name: "jsonl", file: streamName, meaning: "the stream itself, JSON Lines", standard: true, each: true},
		{name: "json", file: "findings.json", meaning: "the stream as one JSON document", each: true},
		{name: "csv", file: "findings.csv", meaning: "table for spreadsheets; no text of it is a formula", each: true},
		{name: "csv-raw", file: "findings.raw.csv", meaning: "the same table for programs, text as it is; never open it in a spreadsheet", each: true},
		{name: "md", file: "findings.md", meaning: "Markdown summary for a pull request or a ticket", briefly: true},
		{name: "sarif", file: "findings.sarif", meaning: "SARIF 2.1.0 for code scanning"},
		{name: "junit", file: "findings.junit.xml", meaning: "JUnit XML for pipelines; what was not evaluated is an error"},
		{name: "ocsf", file: "findings.ocsf.jsonl", meaning: "OCSF compliance findings for a SIEM, JSON Lines"},
		{name: "oscal", file: "findings.oscal.json", meaning: "NIST OSCAL 1.1.3 assessment results"},
		// node_exporter runs as another user; the file holds counts and the tenant's id, no name.
		{name: "prom", file: "findings.prom", meaning: "Prometheus metrics for node_exporter's textfile collector", mode: 0o644},
	}
}

// formatOf returns the format of that name, the zero format for none.
func formatOf(name string) format { return formatAmong(name, formats()) }

func formatAmong(name string, known []format) format {
	for _, f := range known {
		if f.name == name {
			return f
		}
	}
	return format{}
}

func formatNames() []string { return namesOf(formats()) }

func namesOf(known []format) []string {
	var names []string
	for _, f := range known {
		names = append(names, f.name)
	}
	return names
}

// listed joins names to a list in a sentence: "text, csv or md".
func listed(names []string, last string) string {
	end := len(names) - 1
	return strings.Join(names[:end], ", ") + " " + last + " " + names[end]
}

func formatHelp() string { return helpOf(formats()) + "\n" + recordsHelp() }

// recordsHelp says which formats hold what a stream has besides findings.
func recordsHelp() string {
	var each, briefly, others []string
	for _, f := range formats() {
		switch {
		case f.each:
			each = append(each, f.name)
		case f.briefly:
			briefly = append(briefly, f.name)
		default:
			others = append(others, f.name)
		}
	}
	return "Every change of a diff, and every group of a readiness with who loses access, is in\n" + listed(each, "and") + "; " +
		listed(briefly, "and") + " count all and show some.\nOf a diff " + listed(others, "and") + " hold the findings,\nof a readiness the verdict and how many groups are in which state; " +
		"junit names the groups that are held back."
}

func helpOf(known []format) string {
	var b strings.Builder
	b.WriteString("Formats, several separated by commas, each with an optional =PATH:\n")
	for _, f := range known {
		fmt.Fprintf(&b, "  %-8s %s", f.name, f.meaning)
		if f.file != "" {
			fmt.Fprintf(&b, " (default %s)", f.file)
		}
		b.WriteString("\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// look is what a format depends on besides the stream.
type look struct {
	colour bool
	// width is that of a terminal in columns, 0 for none.
	width int
}

// newFormat returns the handler that writes the named format to w.
func newFormat(name string, w io.Writer, l look) (report.Handler, error) {
	switch name {
	case "text":
		return text.New(w, text.Options{Color: l.colour, Width: l.width}), nil
	case "xlsx":
		return xlsx.New(w, xlsx.Options{})
	case "html":
		return html.New(w, html.Options{})
	case "jsonl":
		return report.NewEncoder(w), nil
	case "json":
		return report.NewDocument(w), nil
	case "csv", "csv-raw":
		return csv.New(w, csv.Options{Raw: name == "csv-raw"}), nil
	case "md":
		return markdown.New(w), nil
	case "sarif":
		return sarif.New(w), nil
	case "junit":
		return junit.New(w), nil
	case "ocsf":
		return ocsf.New(w), nil
	case "oscal":
		return oscal.New(w), nil
	case "prom":
		return prom.New(w), nil
	}
	return nil, usage("unknown format %q; expected one of %s", name, strings.Join(formatNames(), ", "))
}

// request is one format asked for, with its path; "" and "-" are standard output.
type request struct{ name, path string }

// parseFormats reads the value of -f. No two formats may go to the same place.
func parseFormats(text string) ([]request, error) { return parseOf(text, formats()) }

// parseOf reads the value of -f, which names some of the formats known.
func parseOf(text string, known []format) ([]request, error) {
	var requests []request
	for part := range strings.SplitSeq(text, ",") {
		name, path, given := strings.Cut(strings.TrimSpace(part), "=")
		f := formatAmong(name, known)
		if f.name == "" {
			return nil, usage("-f %s: unknown format %q; expected one of %s", text, name, strings.Join(namesOf(known), ", "))
		}
		if given && path == "" {
			return nil, usage("-f %s: expected a path after %s=", text, name)
		}
		if !given {
			path = f.file
		}
		if path == "-" {
			path = ""
		}
		for _, other := range requests {
			if samePlace(other.path, path) {
				return nil, usage("-f %s: %s and %s would both be written to %s; give one of them another path, as in %s=PATH", text, other.name, name, place(path), name)
			}
		}
		requests = append(requests, request{name, path})
	}
	return requests, nil
}

// samePlace reports whether two paths of formats are the same file, however they are spelt. Standard
// output is the same place as itself only.
func samePlace(a, b string) bool {
	if a == b || a == "" || b == "" {
		return a == b
	}
	first, err := filepath.Abs(a)
	second, err2 := filepath.Abs(b)
	if err == nil && err2 == nil && first == second {
		return true
	}
	if one, err := os.Stat(a); err == nil {
		other, err := os.Stat(b)
		return err == nil && os.SameFile(one, other)
	}
	return inSameFolder(ending(first), ending(second))
}

// ending is where a file would be made that is written to path, at which a link may stand that leads to nothing yet.
func ending(path string) string {
	if end, err := followLinks(path); err == nil {
		return end
	}
	return path
}

// inSameFolder compares files that need not be there by their folders, which may be links.
func inSameFolder(a, b string) bool {
	if filepath.Base(a) != filepath.Base(b) {
		return false
	}
	one, err := os.Stat(filepath.Dir(a))
	if err != nil {
		return false
	}
	other, err := os.Stat(filepath.Dir(b))
	return err == nil && os.SameFile(one, other)
}

// place names a path in words.
func place(path string) string {
	if path == "" {
		return "standard output"
	}
	return path
}
