package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCommandsOfTheReadmeAreRun holds the sections of commands to the scripts that run them.
func TestCommandsOfTheReadmeAreRun(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(repositoryRoot(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for heading, name := range map[string]string{
		"Write your own control": "own.txtar", "Formats": "readme.txtar", "Share findings without names": "readme.txtar",
		"What if": "whatif.txtar", "Ask why": "explain.txtar", "Plan the changes": "plan.txtar", "Decide in the workbook": "workbook.txtar", "What changed": "diff.txtar", "Accepted risks and baselines": "waivers.txtar", "Can the groups move": "readiness.txtar",
	} {
		script, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		_, section, _ := strings.Cut(string(readme), "## "+heading+"\n\n```sh\n")
		block, _, found := strings.Cut(section, "```")
		commands := strings.Split(strings.TrimSpace(block), "\n")
		if !found || len(commands) < 3 {
			t.Fatalf("section %s has the commands %q", heading, commands)
		}
		rest := string(script)
		for _, command := range commands {
			_, after, run := strings.Cut(rest, " "+command+"\n")
			if !run {
				t.Errorf("%s does not run %q, or not in this order", name, command)
				continue
			}
			rest = after
		}
	}
}

// TestTheReadmeShowsWhatADecisionWouldChange holds the recorded run to the script that repeats it.
func TestTheReadmeShowsWhatADecisionWouldChange(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(repositoryRoot(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join("testdata", "workbook.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	_, shown, found := strings.Cut(string(script), "-- shown.txt --\n")
	if !found || !strings.Contains(string(readme), "```\n"+shown+"```") {
		t.Errorf("the README does not show\n%s", shown)
	}
}

// TestTheReadmeShowsWhoCanMove holds the recorded run of readiness to the command: every line of it is one
// that the command writes.
func TestTheReadmeShowsWhoCanMove(t *testing.T) {
	root := repositoryRoot(t)
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "## Can the groups move\n")
	_, after, _ := strings.Cut(section, "answers:\n\n```\n")
	block, _, found := strings.Cut(after, "```")
	if lines := strings.Count(block, "\n"); !found || lines < 20 {
		t.Fatalf("the section records %d lines", lines)
	}
	story := filepath.Join(root, "samples", "citypower")
	var out bytes.Buffer
	code := run([]string{"readiness", "--to", "cloudsync", "--export", filepath.Join(story, "export"), "--config", filepath.Join(story, "wbaudit.yaml"),
		"--out", filepath.Join(t.TempDir(), "move")}, &out, io.Discard)
	if code != exitFindings {
		t.Errorf("the run ended with %d, the README says %d", code, exitFindings)
	}
	for line := range strings.Lines(block) {
		if told := strings.TrimSpace(line); told != "" && told != "…" && !strings.Contains("\n"+out.String(), "\n"+line) {
			t.Errorf("the command does not write %q", line)
		}
	}
}
