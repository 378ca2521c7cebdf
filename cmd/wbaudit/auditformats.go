package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
)

// furtherFormats reads -f of an audit: what it writes besides what every audit writes. Standard output is
// the summary's.
func furtherFormats(c *cobra.Command) ([]request, error) {
	text, err := c.Flags().GetString("format")
	if err != nil || text == "" {
		return nil, err
	}
	requests, err := parseFormats(text)
	if err != nil {
		return nil, err
	}
	for _, q := range requests {
		if q.path == "" && q.name != "text" {
			return nil, usage("-f %s: standard output is the summary's; write %s to a file, as in %s=PATH", text, q.name, q.name)
		}
	}
	return requests, nil
}

// refuseOwnFiles refuses a further format that would be written over another file of the audit.
func (o *output) refuseOwnFiles() error {
	for _, f := range formats() {
		asked := f.standard || slices.ContainsFunc(o.further, func(q request) bool { return q.name == f.name && q.inFolder() })
		for _, q := range o.further {
			if asked && f.file != "" && q.path != "" && !q.inFolder() && samePlace(q.path, filepath.Join(o.dir, f.file)) {
				return usage("-f %s=%s: that is the file of %s in the folder of the audit; give it another path", q.name, q.path, f.name)
			}
		}
	}
	return nil
}

// inFolder reports whether the format goes into the audit's folder.
func (q request) inFolder() bool { return q.path == formatOf(q.name).file }

// furtherPlaces says where the further formats are.
func (o *output) furtherPlaces() []string {
	var lines []string
	for _, q := range o.further {
		f := formatOf(q.name)
		if q.path != "" && (!q.inFolder() || !f.standard) {
			where := ""
			if !q.inFolder() {
				where = ", outside of the folder"
			}
			lines = append(lines, fmt.Sprintf("%-15s %s%s", q.path, f.meaning, where))
		}
	}
	return lines
}

// artifacts are the files of one audit: those of its folder, and those that go elsewhere.
type artifacts struct {
	folder    *output
	inside    []*artifact
	elsewhere []*artifact
}

// artifacts starts every file of the audit. On an error nothing is left behind.
func (o *output) artifacts() (*artifacts, error) {
	all := &artifacts{folder: o}
	for _, f := range formats() {
		asked := slices.ContainsFunc(o.further, func(q request) bool { return q.name == f.name && q.inFolder() })
		if f.file == "" || !f.standard && !asked {
			continue
		}
		a, err := createArtifact(f.name, o.path(f.file))
		if err != nil {
			all.discard()
			return nil, err
		}
		all.inside = append(all.inside, a)
	}
	for _, q := range o.further {
		if q.path == "" || q.inFolder() {
			continue
		}
		a, err := createArtifact(q.name, q.path)
		if err != nil {
			all.discard()
			return nil, err
		}
		all.elsewhere = append(all.elsewhere, a)
	}
	return all, nil
}

func (a *artifacts) handler() report.Handler {
	var handlers []report.Handler
	for _, one := range slices.Concat(a.inside, a.elsewhere) {
		handlers = append(handlers, one)
	}
	return report.Tee(handlers...)
}

// publish puts the files into the folder being made, and once all others are ready, too, the folder and then
// they into their places. What publish of artifacts cannot promise holds for the folder, too.
func (a *artifacts) publish(ctx context.Context) error {
	if err := publish(ctx, a.inside); err != nil {
		return err
	}
	if err := ready(ctx, a.elsewhere); err != nil {
		return err
	}
	if err := a.folder.publish(); err != nil {
		return err
	}
	return take(a.elsewhere)
}

// refuseDestinations refuses places outside of the folder that cannot be written, before any work is done.
func (o *output) refuseDestinations() error {
	for _, q := range o.further {
		if q.path == "" || q.inFolder() {
			continue
		}
		if _, err := destinationOf(q.path); err != nil {
			return err
		}
	}
	return nil
}

// discard removes every file that was not published.
func (a *artifacts) discard() {
	for _, one := range slices.Concat(a.inside, a.elsewhere) {
		_ = one.discard()
	}
}
