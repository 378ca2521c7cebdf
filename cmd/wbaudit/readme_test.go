package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
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

// TestTheReadmeShowsWhatItsCommandsAnswer repeats the recorded runs of commands that read the samples.
func TestTheReadmeShowsWhatItsCommandsAnswer(t *testing.T) {
	root, dir := repositoryRoot(t), t.TempDir()
	sample := func(path string) string { return filepath.Join(root, "samples", filepath.FromSlash(path)) }
	report, before, after := filepath.Join(dir, "report"), filepath.Join(dir, "before"), filepath.Join(dir, "after")
	for _, set := range []struct {
		command []string
		code    int
	}{
		{[]string{"audit", "--export", sample("contoso/export"), "--out", report, "--fail-on", "none"}, exitClean},
		{[]string{"import", sample("southridge/earlier"), "--out", before}, exitClean},
		{[]string{"import", sample("southridge/export"), "--out", after}, exitIncomplete},
	} {
		var told bytes.Buffer
		if code := run(set.command, io.Discard, &told); code != set.code {
			t.Fatalf("%q ended with %d, want %d: %s", set.command, code, set.code, &told)
		}
	}
	for heading, row := range map[string]struct {
		command []string
		code    int
		// recorded is the least number of lines that the README shows.
		recorded int
	}{
		"What if":             {[]string{"whatif", "--snapshot", filepath.Join(report, "snapshot"), "--v2", "off"}, exitClean, 19},
		"Ask why":             {[]string{"explain", "finding", "ff05872b", "--in", report}, exitClean, 11},
		"Plan the changes":    {[]string{"plan", report}, exitClean, 8},
		"What changed":        {[]string{"diff", before, after, "--out", filepath.Join(dir, "changes")}, exitClean, 21},
		"Can the groups move": {[]string{"readiness", "--to", "cloudsync", "--export", sample("citypower/export"), "--config", sample("citypower/wbaudit.yaml"), "--out", filepath.Join(dir, "move")}, exitFindings, 20},
	} {
		t.Run(heading, func(t *testing.T) {
			var out bytes.Buffer
			if code := run(row.command, &out, io.Discard); code != row.code {
				t.Errorf("the run ended with %d, want %d", code, row.code)
			}
			readmeRecords(t, "## "+heading+"\n", out.String(), row.recorded)
		})
	}
}

// readmeRecords holds the first block of output that stands in the README behind some words, of at least so many lines,
// to what the commands wrote. An ellipsis stands for what is left out.
func readmeRecords(t *testing.T, behind, written string, least int) {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(repositoryRoot(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), behind)
	_, after, _ := strings.Cut("\n"+section, "\n\n```\n")
	block, _, found := strings.Cut(after, "```")
	if lines := strings.Count(block, "\n"); !found || lines < least {
		t.Fatalf("the README records %d lines behind %q, want at least %d", lines, behind, least)
	}
	for line := range strings.Lines(block) {
		told := strings.TrimRight(line, "\n")
		if strings.TrimSpace(told) == "…" || strings.TrimSpace(told) == "" || strings.HasPrefix(told, "$ ") {
			continue
		}
		shown := regexp.MustCompile("(?m)^" + strings.ReplaceAll(regexp.QuoteMeta(told), `\(…\)`, ".*") + "$")
		if exact := strings.Contains("\n"+written, "\n"+line); !exact && !shown.MatchString(written) {
			t.Errorf("no command writes %q", told)
		}
	}
}
