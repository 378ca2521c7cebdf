package main

import (
	"fmt"
	"io"
)

// check is one line of what doctor says.
type check struct {
	// Side heads a group of lines: cloud, permissions, directory.
	Side, Name string
	Outcome    outcome
	// Text says what was found; Remedy what to do about it, "" when there is nothing to do.
	Text, Remedy string
}

// outcome is how a check ended; skipped is what could not be checked or need not be.
type outcome string

const (
	passed  outcome = "pass"
	failed  outcome = "fail"
	skipped outcome = "skipped"
)

// checks collects the lines of one side.
type checks struct {
	side string
	list []check
}

func (c *checks) pass(name, format string, values ...any) {
	c.list = append(c.list, check{c.side, name, passed, fmt.Sprintf(format, values...), ""})
}

func (c *checks) fail(name, remedy, format string, values ...any) {
	c.list = append(c.list, check{c.side, name, failed, fmt.Sprintf(format, values...), remedy})
}

func (c *checks) skip(name, remedy, format string, values ...any) {
	c.list = append(c.list, check{c.side, name, skipped, fmt.Sprintf(format, values...), remedy})
}

// printChecks prints lines by side and returns the exit code: a failure is one.
func printChecks(w io.Writer, list []check) int {
	code, side, width := exitClean, "", 0
	counts := map[outcome]int{}
	for i, c := range list {
		if c.Side != side {
			side, width = c.Side, widest(list[i:], c.Side)
			fmt.Fprintf(w, "%s\n", side)
		}
		fmt.Fprintf(w, "  %-8s %-*s  %s\n", c.Outcome, width, c.Name, oneLine(c.Text))
		if c.Remedy != "" {
			fmt.Fprintf(w, "  %-8s %-*s  -> %s\n", "", width, "", oneLine(c.Remedy))
		}
		if counts[c.Outcome]++; c.Outcome == failed {
			code = exitFindings
		}
	}
	fmt.Fprintf(w, "\n%d passed, %d failed, %d skipped\n", counts[passed], counts[failed], counts[skipped])
	return code
}

// widest is the length of the longest name of a side.
func widest(list []check, side string) int {
	width := 0
	for _, c := range list {
		if c.Side == side {
			width = max(width, len(c.Name))
		}
	}
	return width
}
