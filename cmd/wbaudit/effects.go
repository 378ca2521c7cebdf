package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/csv"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/markdown"
	"github.com/wbaudit/wbaudit/report/text"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// effectFormats are those of a what-if, which has no findings: all go to standard output unless a path is given.
func effectFormats() []format {
	return []format{
		{name: "text", meaning: "summary for a terminal"},
		{name: "xlsx", meaning: "workbook", file: "whatif.xlsx"},
		{name: "jsonl", meaning: "the stream itself, JSON Lines, which wbaudit report renders again"},
		{name: "json", meaning: "the stream as one JSON document"},
		{name: "csv", meaning: "table of groups, of people and of counts for spreadsheets; no text of it is a formula"},
		{name: "csv-raw", meaning: "the same table for programs; never open it in a spreadsheet"},
		{name: "md", meaning: "Markdown summary for a ticket"},
		{name: "html", meaning: "single-file page without a script"},
	}
}

func newEffectFormat(name string, w io.Writer, full bool) (report.EffectHandler, error) {
	switch name {
	case "text":
		return text.NewEffects(w, full), nil
	case "jsonl":
		return report.NewEffectEncoder(w), nil
	case "json":
		return report.NewEffectDocument(w), nil
	case "csv", "csv-raw":
		return csv.NewEffects(w, csv.Options{Raw: name == "csv-raw"}), nil
	case "md":
		return markdown.NewEffects(w), nil
	case "html":
		return html.NewEffects(w)
	case "xlsx":
		return xlsx.NewEffects(w, xlsx.Options{})
	}
	return nil, fmt.Errorf("there is no format %q of a what-if", name)
}

// effectFile is one format of a what-if in the making; artifact is nil on standard output.
type effectFile struct {
	report.EffectHandler
	w *bufio.Writer
	*artifact
}

func (f *effectFile) Close() error { return errors.Join(f.EffectHandler.Close(), f.w.Flush()) }

// effectFiles are all formats that were asked for.
type effectFiles []*effectFile

// openEffects starts every format asked for. On an error nothing is left behind.
func openEffects(t terminal, requests []request, full bool) (effectFiles, error) {
	var files effectFiles
	for _, q := range requests {
		f := &effectFile{w: bufio.NewWriter(t.out)}
		if q.path != "" {
			var err error
			if f.artifact, err = newArtifact(q.path); err != nil {
				files.discard()
				return nil, err
			}
			f.w = bufio.NewWriter(f.file)
		}
		files = append(files, f)
		var err error
		if f.EffectHandler, err = newEffectFormat(q.name, f.w, full); err != nil {
			files.discard()
			return nil, err
		}
	}
	return files, nil
}

func (l effectFiles) handler() report.EffectHandler {
	var all []report.EffectHandler
	for _, f := range l {
		all = append(all, f)
	}
	return report.TeeEffects(all...)
}

// publish brings all files to their places, together.
func (l effectFiles) publish(ctx context.Context) error {
	var all []*artifact
	for _, f := range l {
		if f.artifact != nil {
			all = append(all, f.artifact)
		}
	}
	return publish(ctx, all)
}

// discard removes every file that was not published.
func (l effectFiles) discard() {
	for _, f := range l {
		if waiting, ok := f.EffectHandler.(interface{ Discard() }); ok {
			waiting.Discard()
		}
		if f.artifact != nil {
			_ = f.discard()
		}
	}
}

// reportEffects renders the stored stream at path if it is that of a what-if, and says whether it is. What is no
// file is left to those who read findings.
func reportEffects(c *cobra.Command, t terminal, path, formats string) (bool, error) {
	if path == "-" {
		return false, nil
	}
	stream, err := report.OpenStream(path)
	if err != nil {
		return false, nil //nolint:nilerr // who reads findings says it
	}
	defer stream.Close()
	lines := bufio.NewReader(stream)
	if !report.HoldsEffects(lines) {
		return false, nil
	}
	for _, name := range []string{"fail-on", "waivers", "triage", "baseline", "fail-on-new"} {
		if c.Flags().Changed(name) {
			return true, usage("flag --%s: %s is the stream of a what-if, which has no findings; leave the flag out", name, path)
		}
	}
	requests, err := parseOf(formats, effectFormats())
	if err != nil {
		return true, usage("%w; %s is the stream of a what-if", err, path)
	}
	if err := keepInput(path, formats, requests); err != nil {
		return true, err
	}
	change, err := effectPseudonyms(c)
	if err != nil {
		return true, err
	}
	return true, keyed(path, renderEffects(c.Context(), t, lines, requests, change))
}

// renderEffects replays the stored stream of a what-if into every format asked for.
func renderEffects(ctx context.Context, t terminal, stream io.Reader, requests []request, change throughEffects) error {
	files, err := openEffects(t, requests, false)
	if err != nil {
		return err
	}
	defer files.discard()
	all := change(files.handler())
	if err := report.ReadEffects(ctx, stream, all); err != nil {
		return err
	}
	if err := all.Close(); err != nil {
		return err
	}
	return files.publish(ctx)
}
