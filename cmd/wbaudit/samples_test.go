package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const storyFolder = "../../samples"

// storyTargets are the targets of stories that ask whether groups can move.
var storyTargets = map[string]string{"citypower": "cloudsync", "wideworld": "v1", "blueyonder": "v2", "lamna": "soa"}

// TestEveryStoryIsAuditedAsItsPageSays runs the command on each story with the configuration beside
// it: the findings are those stored there.
func TestEveryStoryIsAuditedAsItsPageSays(t *testing.T) {
	if testing.Short() {
		t.Skip("an audit of every story")
	}
	exports, err := filepath.Glob(filepath.Join(storyFolder, "*", "export"))
	if err != nil || len(exports) == 0 {
		t.Fatalf("%d stories found, %v", len(exports), err)
	}
	for _, export := range exports {
		story := filepath.Dir(export)
		t.Run(filepath.Base(story), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "report")
			args := []string{"audit", "--export", export, "--out", out}
			if to := storyTargets[filepath.Base(story)]; to != "" {
				args[0] = readinessName
				// A move is asked about the day of the story: by the clock its data grows old.
				args = append(args, "--to", to, "--now", "2026-11-20T23:55:00Z")
			}
			config := filepath.Join(story, "wbaudit.yaml")
			if exists(config) {
				args = append(args, "--config", config)
			}
			if earlier := filepath.Join(story, "earlier"); exists(earlier) {
				before := filepath.Join(t.TempDir(), "before")
				// Of some stories not every list was exported.
				if code := run([]string{"import", earlier, "--out", before}, io.Discard, os.Stderr); code != exitClean && code != exitIncomplete {
					t.Fatalf("import ended with %d", code)
				}
				args = append(args, "--previous", before)
				if stated, _ := os.ReadFile(config); !strings.Contains(string(stated), "profiles:") {
					// What changed since is stored by itself, as changes.jsonl.
					args = append(args, "--profiles", "audit")
				}
			}
			// The findings are compared: which code they lead to is told on the page of the story.
			_ = run(args, io.Discard, io.Discard)
			want, err := os.ReadFile(filepath.Join(story, "findings.jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(out, "findings.jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
