package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// stopping is a tenant during whose n-th answer the operator presses Ctrl-C.
type stopping struct {
	cloudSide
	left *atomic.Int64
	stop func()
}

func (s stopping) Page(ctx context.Context, r fetch.Request) ([]byte, error) {
	if s.left.Add(-1) == 0 {
		s.stop()
	}
	return s.cloudSide.Page(ctx, r)
}

func TestAnInterruptedCollectionGoesOnWhereItWas(t *testing.T) {
	dir := t.TempDir()
	sim := filepath.Join(dir, "sim")
	_, end, err := start(t.Context(), []string{"simulate", "../../samples/contoso/export", "--listen", "127.0.0.1:0", "--out", sim})
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	out := filepath.Join(dir, "snapshot")
	command := []string{"collect", "--config", filepath.Join(sim, defaultConfigFile), "--out", out}

	ctx, stop := context.WithCancel(t.Context())
	var left, after atomic.Int64
	left.Store(60) // about half; how many lists are whole by then depends on how the answers came
	var talk, printed bytes.Buffer
	code := runUntil(ctx, command, terminal{strings.NewReader(""), &printed, &talk}, watched(&left, stop))
	if code != exitInterrupted || !strings.Contains(talk.String(), "--resume goes on with it") {
		t.Fatalf("exit code %d: %s", code, talk.String())
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("an interrupted collection left a snapshot")
	}

	talk.Reset()
	code = runUntil(t.Context(), append(command, "--resume"), terminal{strings.NewReader(""), &printed, &talk}, watched(&after, func() {}))
	if code != exitClean {
		t.Fatalf("exit code %d: %s", code, talk.String())
	}
	if _, err := os.Stat(spoolOf(out)); err == nil {
		t.Error("what was kept is still there")
	}
	whole := filepath.Join(dir, "whole")
	var all atomic.Int64
	if code := runUntil(t.Context(), append(command, "--out", whole), terminal{strings.NewReader(""), &printed, &talk}, watched(&all, func() {})); code != exitClean {
		t.Fatalf("exit code %d: %s", code, talk.String())
	}
	if again, everything := -after.Load(), -all.Load(); again >= everything {
		t.Errorf("going on took %d requests of %d, as if nothing had been kept", again, everything)
	}
	for _, name := range []string{"cloud_groups.parquet", "cloud_memberships.parquet", "cloud_principals.parquet"} {
		resumed, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if unbroken, err := os.ReadFile(filepath.Join(whole, name)); err != nil || !bytes.Equal(resumed, unbroken) {
			t.Errorf("%s is not that of an unbroken collection (%v)", name, err)
		}
	}
}

// watched are the sides of the tests, with the cloud's answers counted down and stopped at zero.
func watched(left *atomic.Int64, stop func()) sides {
	inner := testSides()
	return sides{directory: inner.directory, cloud: func(c *connection) (cloudSide, error) {
		side, err := inner.cloud(c)
		return stopping{side, left, stop}, err
	}}
}
