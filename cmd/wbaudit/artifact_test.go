package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// A run that does not come to its end leaves nothing behind, in its folder or in the system's
// folder of temporary files, where a workbook's rows wait.
func TestAFailingReportLeavesNothing(t *testing.T) {
	var stored bytes.Buffer
	reporttest.Feed(t, report.NewEncoder(&stored), reporttest.Demo(4000))
	cut := stored.Bytes()[:stored.Len()/2]
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tt := range map[string]struct {
		ctx    context.Context
		stream []byte
		want   error
	}{
		"a cut stream": {t.Context(), cut, nil}, "an interrupt": {canceled, stored.Bytes(), context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			temp, out := t.TempDir(), t.TempDir()
			t.Setenv("TMPDIR", temp)
			path := filepath.Join(t.TempDir(), "findings.jsonl")
			if err := os.WriteFile(path, tt.stream, 0o600); err != nil {
				t.Fatal(err)
			}
			requests := []request{{"xlsx", ""}}
			for _, f := range formats() {
				requests = append(requests, request{f.name, filepath.Join(out, f.name)})
			}
			err := renderStream(tt.ctx, terminal{out: &bytes.Buffer{}}, path, requests, newGate("none", nil), nil, decisions{})
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Fatalf("renderStream returned %v", err)
			}
			for _, dir := range []string{temp, out} {
				left, err := os.ReadDir(dir)
				if err != nil || len(left) > 0 {
					t.Errorf("left behind: %v (%v)", left, err)
				}
			}
		})
	}
}
