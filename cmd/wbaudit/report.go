package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
)

func reportCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "report STREAM",
		Short: "Render stored findings in any format",
		Long: `Render the findings of an earlier audit. STREAM is a findings file (.jsonl, also compressed as .zst),
the folder of an audit, or - for standard input. The result equals what the audit itself wrote,
unless waivers, decisions or a baseline are named here: then they are what the findings are set against, as if the audit had
known them. The stream of a what-if is rendered as "wbaudit whatif" does:
as ` + listed(namesOf(effectFormats()), "or") + `.

` + formatHelp() + "\n\n" + pseudonymHelp + "\n\n" + exitHelp,
		Example: `  wbaudit report wbaudit-report -f text
  wbaudit report findings.jsonl -f xlsx=book.xlsx,html=page.html --fail-on high
  wbaudit report findings.jsonl --pseudonymise key.txt -f jsonl=shared.jsonl,html=shared.html`,
		Args: arguments(cobra.ExactArgs(1), "one stream"),
		RunE: func(c *cobra.Command, args []string) error { return runReport(c, t, args[0]) },
	}
	c.Flags().StringP("format", "f", "text", "formats to write")
	c.Flags().String("fail-on", "none", "lowest severity that ends with exit code 3 or 4")
	addSettingFlags(c, "waivers", "triage", "baseline", "fail_on_new")
	c.Flags().String("pseudonymise", "", "file with a key: write stand-ins for names, addresses, DNs and ids")
	c.Flags().String("reveal", "", "file with the key of a pseudonymised stream: write what stand-ins stand for")
	return c
}

const newOnlyNeeds = "flag --fail-on-new does nothing without --fail-on: name the lowest severity that counts, as in --fail-on high"

func runReport(c *cobra.Command, t terminal, path string) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	text, err := c.Flags().GetString("format")
	if err != nil {
		return err
	}
	if done, err := reportEffects(c, t, streamIn(path), text); done || err != nil {
		return err
	}
	requests, err := parseFormats(text)
	if err != nil {
		return err
	}
	if err := holdAcceptances(c.Context(), cfg); err != nil {
		return err
	}
	failOn, err := c.Flags().GetString("fail-on")
	if err != nil {
		return err
	}
	change, err := pseudonyms(c)
	if err != nil {
		return err
	}
	path = streamIn(path)
	if err := keepInput(path, text, requests); err != nil {
		return err
	}
	decided, err := cfg.asked(c)
	if err != nil {
		return err
	}
	if decided.newOnly && failOn == "none" {
		return usage(newOnlyNeeds)
	}
	gate := newGate(failOn)
	gate.newOnly = decided.newOnly
	if err := renderStream(c.Context(), t, path, requests, gate, change, decided); err != nil {
		return err
	}
	return quiet(gate.code())
}

// holdAcceptances is holdAccepted for a command that needs no catalogue otherwise.
func holdAcceptances(ctx context.Context, cfg *config) error {
	accepted, err := cfg.acceptances()
	if len(accepted) == 0 || err != nil {
		return err
	}
	catalogue, done, err := cfg.controls(ctx)
	if err != nil {
		return err
	}
	defer done()
	return holdAccepted(cfg, catalogue)
}

// renderStream replays the stream at path into every format asked for. Files take their places
// only after the whole stream was read.
func renderStream(ctx context.Context, t terminal, path string, requests []request, gate *gate, change through, decided decisions) error {
	stream, err := openStream(path)
	if err != nil {
		return err
	}
	defer stream.Close()
	formats, err := openFormats(t, requests)
	if err != nil {
		return err
	}
	defer formats.discard()
	changed, done := change.changed(formats.handler())
	defer done()
	// The gate looks at the stream as it is.
	all := decided.before(report.Tee(gate, changed))
	if err := report.Read(ctx, stream, all); err != nil {
		return keyed(path, decided.faultOf(path, err))
	}
	if err := all.Close(); err != nil {
		return keyed(path, err)
	}
	return formats.publish(ctx)
}

// openedFormats are formats that are being written: to standard output, and to files that take their
// places when all is done.
type openedFormats struct {
	out   []report.Handler
	files []*artifact
}

// openFormats starts every format asked for. On an error nothing is left behind.
func openFormats(t terminal, requests []request) (*openedFormats, error) {
	opened := &openedFormats{}
	for _, q := range requests {
		var err error
		if q.path == "" {
			var h report.Handler
			if h, err = newFormat(q.name, t.out, look{colourful(t.out), widthOf(t.out)}); err == nil {
				opened.out = append(opened.out, h)
			}
		} else {
			var a *artifact
			if a, err = createArtifact(q.name, q.path); err == nil {
				opened.files = append(opened.files, a)
			}
		}
		if err != nil {
			opened.discard()
			return nil, err
		}
	}
	return opened, nil
}

func (o *openedFormats) handler() report.Handler {
	handlers := slices.Clone(o.out)
	for _, a := range o.files {
		handlers = append(handlers, a)
	}
	return report.Tee(handlers...)
}

func (o *openedFormats) publish(ctx context.Context) error {
	return publish(ctx, o.files)
}

// discard removes every file that was not published, and what formats keep elsewhere.
func (o *openedFormats) discard() {
	for _, h := range o.out {
		discardHandler(h)
	}
	for _, a := range o.files {
		_ = a.discard()
	}
}

// streamIn is the stream in an audit's folder, or path itself; "-" is standard input.
func streamIn(path string) string {
	if info, err := os.Stat(path); path != "-" && err == nil && info.IsDir() {
		return filepath.Join(path, streamName)
	}
	return path
}

// keepInput refuses a format whose file is the stream that is read.
func keepInput(stream, text string, requests []request) error {
	for _, q := range requests {
		if stream != "-" && q.path != "" && samePlace(stream, q.path) {
			return usage("-f %s: %s would be written over %s, which is read; give it another path, as in %s=PATH", text, q.name, stream, q.name)
		}
	}
	return nil
}

// openStream opens a stream file, the stream in an audit's folder, or standard input.
func openStream(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(os.Stdin), nil
	}
	return report.OpenStream(streamIn(path))
}
