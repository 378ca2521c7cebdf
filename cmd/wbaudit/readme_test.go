package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCommandsOfTheReadmeAreRun holds the section on own controls to the script that runs it.
func TestCommandsOfTheReadmeAreRun(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(repositoryRoot(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join("testdata", "own.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "## Write your own control\n\n```sh\n")
	block, _, found := strings.Cut(section, "```")
	commands := strings.Split(strings.TrimSpace(block), "\n")
	if !found || len(commands) < 3 {
		t.Fatalf("the section has the commands %q", commands)
	}
	rest := string(script)
	for _, command := range commands {
		_, after, run := strings.Cut(rest, " "+command+"\n")
		if !run {
			t.Errorf("own.txtar does not run %q, or not in this order", command)
			continue
		}
		rest = after
	}
}
