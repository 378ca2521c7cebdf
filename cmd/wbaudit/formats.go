package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/text"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// format is one clothing of the stream. The one list below also makes the help.
type format struct {
	name, file, meaning string
}

func formats() []format {
	return []format{
		{"text", "", "summary for a terminal, on standard output unless a path is given"},
		{"xlsx", workbookName, "workbook"},
		{"html", pageName, "single-file page"},
		{"jsonl", streamName, "the stream itself, JSON Lines"},
	}
}

func formatNames() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

func formatHelp() string {
	var b strings.Builder
	b.WriteString("Formats, several separated by commas, each with an optional =PATH:\n")
	for _, f := range formats() {
		fmt.Fprintf(&b, "  %-6s %s", f.name, f.meaning)
		if f.file != "" {
			fmt.Fprintf(&b, " (default %s)", f.file)
		}
		b.WriteString("\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// newFormat returns the handler that writes the named format to w.
func newFormat(name string, w io.Writer, colour bool) (report.Handler, error) {
	switch name {
	case "text":
		return text.New(w, text.Options{Color: colour}), nil
	case "xlsx":
		return xlsx.New(w, xlsx.Options{})
	case "html":
		return html.New(w, html.Options{})
	case "jsonl":
		return report.NewEncoder(w), nil
	}
	return nil, usage("unknown format %q; expected one of %s", name, strings.Join(formatNames(), ", "))
}

// request is one format asked for, with its path; "" and "-" are standard output.
type request struct{ name, path string }

func parseFormats(text string) ([]request, error) {
	var requests []request
	for part := range strings.SplitSeq(text, ",") {
		name, path, given := strings.Cut(strings.TrimSpace(part), "=")
		at := slices.IndexFunc(formats(), func(f format) bool { return f.name == name })
		if at < 0 {
			return nil, usage("-f %s: unknown format %q; expected one of %s", text, name, strings.Join(formatNames(), ", "))
		}
		if given && path == "" {
			return nil, usage("-f %s: expected a path after %s=", text, name)
		}
		if !given {
			path = formats()[at].file
		}
		requests = append(requests, request{name, path})
	}
	return requests, nil
}
