package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

func TestSecretsComeFromWhereTheSettingSays(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "secret")
	if err := os.WriteFile(file, []byte("from file\r\nmore\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOME_SECRET", "from environment")
	tests := []struct {
		name, source, stdin, want, wrong string
	}{
		{"a variable", "env:SOME_SECRET", "", "from environment", ""},
		{"the first line of a file", "file:" + file, "", "from file", ""},
		{"the first line of standard input", "stdin", "typed in\nmore", "typed in", ""},
		{"a line without an end", "stdin", "typed in", "typed in", ""},
		{"nowhere", "", "", "", ""},
		{"a variable that is not set", "env:NO_SECRET", "", "", "NO_SECRET is not set"},
		{"a variable that is empty", "env:EMPTY_SECRET", "", "", "EMPTY_SECRET is empty"},
		{"a file that is not there", "file:" + filepath.Join(dir, "none"), "", "", "no such file"},
		{"an empty line", "stdin", "\nnext", "", "nothing in its first line"},
	}
	t.Setenv("EMPTY_SECRET", "")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &config{flags: pflag.NewFlagSet("", pflag.ContinueOnError), merged: viper.New(), file: viper.New()}
			c.merged.Set("cloud.secret", tt.source)
			got, err := c.secret("cloud.secret", strings.NewReader(tt.stdin))
			if got != tt.want || (err != nil) != (tt.wrong != "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
				t.Errorf("read %q, %v; want %q, %q", got, err, tt.want, tt.wrong)
			}
		})
	}
}

func TestTwoSecretsOfStandardInputAreTwoLines(t *testing.T) {
	in := strings.NewReader("one\ntwo\n")
	for _, want := range []string{"one", "two", ""} {
		if got, err := readLine(in); got != want || err != nil {
			t.Errorf("read %q, %v; want %q", got, err, want)
		}
	}
}
