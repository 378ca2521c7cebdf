package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/viper"
)

func TestAPersonIsAskedWhatMattersOnly(t *testing.T) {
	const id = "12cce4b4-4ab8-40b7-be4d-f5d7742ec185"
	tests := []struct {
		name, typed string
		given, want map[string]string
	}{
		{"defaults are taken for empty answers", id + "\n\n\n\n", nil,
			map[string]string{"tenant.id": id, "cloud.name": "global", "cloud.sign_in": "environment"}},
		{"what is not valid is asked again", "contoso\n\n" + id + "\nmoon\nchina\ndevice\n\n", nil,
			map[string]string{"tenant.id": id, "cloud.name": "china", "cloud.sign_in": "device"}},
		{"a secret's place is asked, and a domain's account", "secret\n" + id + "\nhunter2\nfile:s\ncorp.example.com\nsimple\nreader@corp.example.com\n\nOU=W,DC=corp,DC=example,DC=com\n",
			map[string]string{"tenant.id": id, "cloud.name": "global"},
			map[string]string{"tenant.id": id, "cloud.name": "global", "cloud.sign_in": "secret", "cloud.client_id": id, "cloud.secret": "file:s",
				"directory.domains": "corp.example.com", "directory.sign_in": "simple", "directory.user": "reader@corp.example.com", "directory.writeback_ou": "OU=W,DC=corp,DC=example,DC=com"}},
		{"the Windows user has no name", "cli\ncorp.example.com\ncurrent\n\n",
			map[string]string{"tenant.id": id, "cloud.name": "global"},
			map[string]string{"tenant.id": id, "cloud.name": "global", "cloud.sign_in": "cli", "directory.domains": "corp.example.com", "directory.sign_in": "current"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answers := map[string]string{}
			for key, value := range tt.given {
				answers[key] = value
			}
			var talk bytes.Buffer
			if err := (asker{strings.NewReader(tt.typed), &talk}).fill(answers); err != nil {
				t.Fatalf("%v\n%s", err, talk.String())
			}
			if diff := cmp.Diff(tt.want, answers); diff != "" {
				t.Errorf("answers (-want +got):\n%s\n%s", diff, talk.String())
			}
			if strings.Contains(talk.String(), "hunter2") {
				t.Error("a secret was shown again")
			}
		})
	}
}

func TestNobodyIsAskedForEver(t *testing.T) {
	if err := (asker{strings.NewReader(""), io.Discard}).fill(map[string]string{}); err == nil {
		t.Error("an end of input is an answer")
	}
}

func TestWhatInitWritesIsAConfiguration(t *testing.T) {
	answers := map[string]string{
		"tenant.id": "12cce4b4-4ab8-40b7-be4d-f5d7742ec185", "cloud.sign_in": "device",
		"directory.user": `CORP\reader: "x" # y`, "directory.writeback_ou": "OU=Schreibzugriff „A“,DC=corp,DC=example,DC=com",
	}
	path := filepath.Join(t.TempDir(), "wbaudit.yaml")
	if err := replaceFile(path, commented(answers)); err != nil {
		t.Fatal(err)
	}
	v := viper.New()
	v.SetConfigFile(path)
	if err := v.ReadInConfig(); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, key := range v.AllKeys() {
		got[key] = v.GetString(key)
	}
	if diff := cmp.Diff(answers, got); diff != "" {
		t.Errorf("what was written is read otherwise (-written +read):\n%s", diff)
	}
}

// Every comment, made a setting, is one too: what a reader uncomments is taken.
func TestWhatInitLeavesOutCanBePutIn(t *testing.T) {
	var lines []string
	for line := range strings.Lines(commented(map[string]string{})) {
		if !strings.HasPrefix(strings.TrimSpace(line), "# ") || strings.HasPrefix(line, "#  ") {
			line = strings.TrimPrefix(line, "#")
		}
		lines = append(lines, line)
	}
	path := filepath.Join(t.TempDir(), "wbaudit.yaml")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, talk bytes.Buffer
	if code := run([]string{"config", "view", "--config", path}, &out, &talk); code != exitClean {
		t.Errorf("exit code %d: %s", code, talk.String())
	}
}
