package main

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

// The exit codes are part of the interface; they are documented in the help and never reused.
const (
	exitClean       = 0
	exitFailed      = 1
	exitUsage       = 2
	exitFindings    = 3
	exitIncomplete  = 4
	exitInterrupted = 130
)

const exitHelp = `Exit codes:
  0    nothing at or above --fail-on
  1    what was read or reached failed
  2    what you wrote is wrong: flags, configuration, waivers, baseline, ids,
       own controls, the path of a snapshot
  3    findings at or above --fail-on that are neither waived nor settling; with --fail-on-new,
       those that the baseline does not have or that have grown; doctor: a line fails; readiness: no-go
  4    no such finding, but a control at or above --fail-on was not evaluated everywhere;
       collect, import: a list is partial
  130  interrupted`

// exitError carries an exit code; an empty text prints nothing, since the output said it already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usage marks err as something the operator wrote.
func usage(format string, args ...any) error {
	return &exitError{code: exitUsage, err: fmt.Errorf(format, args...)}
}

// quiet ends with code and prints nothing.
func quiet(code int) error {
	if code == exitClean {
		return nil
	}
	return &exitError{code: code}
}

func codeOf(err error) int {
	var e *exitError
	if errors.As(err, &e) {
		return e.code
	}
	var exceeded *policies.LimitError
	var other *diff.TenantError
	var none *snapshot.NoSnapshotError
	if errors.As(err, &exceeded) || errors.As(err, &other) || errors.As(err, &none) {
		return exitUsage
	}
	return exitFailed
}

// textOf is what the operator reads. An own control that exceeded a limit is told by its file alone: on
// which group it did so is chance.
func textOf(err error) string {
	var exceeded *policies.LimitError
	if errors.As(err, &exceeded) {
		return exceeded.Error()
	}
	if errors.Is(err, syscall.ENOSPC) {
		return fullDisk(err.Error())
	}
	return err.Error()
}

// fullDisk is the first of several errors that a full disk has led to, which names the file.
func fullDisk(text string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, syscall.ENOSPC.Error()) {
			return strings.TrimSpace(line) + ": make room there, or write to another place"
		}
	}
	return text
}

// oneLine keeps an error on one line and foreign text in it harmless.
func oneLine(text string) string {
	return report.Visible(strings.ReplaceAll(strings.TrimSpace(text), "\n", "; "))
}
