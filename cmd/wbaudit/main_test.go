package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"wbaudit": func() {
			clock = dayOfSamples
			os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
		},
		"live": func() {
			clock = dayOfSamples
			os.Exit(runUntil(context.Background(), os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr}, testSides()))
		},
	})
}

// dayOfSamples is a few days after the samples were collected.
func dayOfSamples() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "serve": serve, "agree": agree, "ended": ended, "enter": enter},
		// The condition offline holds in a build without live collection.
		Condition: func(name string) (bool, error) {
			if name != "offline" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			return builtSides().cloud == nil, nil
		},
		Setup: func(e *testscript.Env) error {
			root, err := os.Getwd()
			e.Setenv("SAMPLES", root+"/../../samples")
			e.Setenv("NO_COLOR", "1")
			return err
		},
	})
}

// exits runs a command that must end with the given code: exits CODE COMMAND ARGS...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// serve starts a simulation that ends with the script: serve FOLDER EXPORT FLAGS...
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: serve FOLDER EXPORT FLAGS...")
	}
	command := append([]string{"simulate", ts.MkAbs(args[1]), "--out", ts.MkAbs(args[0]), "--listen", "127.0.0.1:0"}, args[2:]...)
	_, stop, err := start(context.Background(), command)
	ts.Check(err)
	ts.Defer(func() { stop() })
}

// agree holds the findings of two streams to be the same: agree STREAM STREAM.
func agree(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: agree STREAM STREAM")
	}
	var found [2][]string
	for i, name := range args {
		for line := range strings.Lines(ts.ReadFile(name)) {
			if strings.HasPrefix(line, `{"finding":`) {
				found[i] = append(found[i], line)
			}
		}
	}
	if diff := cmp.Diff(found[0], found[1]); diff != "" || len(found[0]) == 0 {
		ts.Fatalf("%d and %d findings (-%s +%s):\n%s", len(found[0]), len(found[1]), args[0], args[1], diff)
	}
}

// ended puts the end of a snapshot's collection into a variable: ended VARIABLE SNAPSHOT.
func ended(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: ended VARIABLE SNAPSHOT")
	}
	r, err := snapshot.OpenPath(ts.MkAbs(args[1]))
	ts.Check(err)
	defer r.Close()
	ts.Setenv(args[0], r.Manifest().CollectedAt.Format(time.RFC3339))
}
