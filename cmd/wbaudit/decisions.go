package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage"
)

// decisions are what the organisation decided before the run, which a stream is set against; the zero
// decisions change nothing.
type decisions struct {
	waivers *triage.List
	// known says whether there is a control of that id.
	known func(id string) bool
}

// decisions reads what the settings name. What is wrong with a file is a usage error with file and line.
func (c *config) decisions(catalogue *policies.Catalogue) (decisions, error) {
	var d decisions
	path := c.place("waivers")
	if path == "" {
		return d, nil
	}
	list, err := readWaivers(c.origin("waivers"), path)
	if err != nil {
		return d, err
	}
	d.waivers = list
	d.known = func(id string) bool { return severityOf(catalogue, id) != "" }
	if err := list.Check(func(id string) string { return severityOf(catalogue, id) }); err != nil {
		return d, usage("%w", err)
	}
	return d, nil
}

// asked are the decisions that flags of c name. A stored stream holds those of its audit, so the
// configuration says nothing here.
func (c *config) asked(cmd *cobra.Command) (decisions, error) {
	if !cmd.Flags().Changed("waivers") {
		return decisions{}, nil
	}
	catalogue, done, err := c.controls(cmd.Context())
	if err != nil {
		return decisions{}, err
	}
	defer done()
	return c.decisions(catalogue)
}

// severityOf is the severity of a control, "" for none of that id.
func severityOf(catalogue *policies.Catalogue, id string) string {
	control, _ := catalogue.Control(id)
	return control.Severity
}

// readWaivers reads the file that origin named.
func readWaivers(origin, path string) (*triage.List, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("%s: opening waivers %s: %w: expected a YAML file; \"wbaudit waivers add\" begins one", origin, path, reasonOf(err))
	}
	defer f.Close()
	list, err := triage.Read(f, path)
	if err != nil {
		return nil, usage("%w", err)
	}
	return list, nil
}

// reasonOf is what the system said of a path, without the path.
func reasonOf(err error) error {
	var reason *os.PathError
	if errors.As(err, &reason) {
		return reason.Err
	}
	return err
}

// before puts the decisions between a stream and what takes it.
func (d *decisions) before(h report.Handler) report.Handler {
	if d.waivers != nil {
		h = triage.NewWaivers(h, d.waivers, d.known)
	}
	return h
}
