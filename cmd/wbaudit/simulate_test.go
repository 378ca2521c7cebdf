package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// start runs a command that serves until it is stopped, and waits until it said its first line. The
// function ends it and returns its exit code.
func start(ctx context.Context, args []string) (line string, stop func() int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	r, w := io.Pipe()
	var talk bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- runUntil(ctx, args, terminal{out: w, talk: &talk}, sides{})
		w.Close()
	}()
	lines := bufio.NewReader(r)
	if line, err = lines.ReadString('\n'); err != nil {
		cancel()
		return "", nil, fmt.Errorf("%s: exit code %d: %s", args[0], <-code, talk.String())
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return line, func() int {
		cancel()
		return <-code
	}, nil
}

func TestASimulationIsReachedWithWhatItWrote(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "simulation")
	line, stop, err := start(t.Context(), []string{"simulate", "../../samples/woodgrove/export", "--listen", "127.0.0.1:0", "--out", folder})
	if err != nil {
		t.Fatal(err)
	}
	_, address, _ := strings.Cut(strings.TrimSpace(line), " at ")
	address, _, _ = strings.Cut(address, " ")
	ca, err := os.ReadFile(filepath.Join(folder, "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}
	response, err := client.Get(address + "/beta/groups")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusUnauthorized {
		t.Errorf("without a token Graph answered %d, want 401", response.StatusCode)
	}
	var view bytes.Buffer
	if code := run([]string{"config", "view", "--config", filepath.Join(folder, "wbaudit.yaml")}, &view, io.Discard); code != exitClean || !strings.Contains(view.String(), address) {
		t.Errorf("its configuration is not one (exit code %d):\n%s", code, view.String())
	}
	client.CloseIdleConnections()
	if code := stop(); code != exitClean {
		t.Errorf("stopped with exit code %d", code)
	}
}

func TestASimulationOverwritesNothingOfOthers(t *testing.T) {
	folder := t.TempDir()
	config := filepath.Join(folder, "wbaudit.yaml")
	if err := os.WriteFile(config, []byte("fail_on: low\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var talk bytes.Buffer
	if code := run([]string{"simulate", "../../samples/woodgrove/export", "--listen", "127.0.0.1:0", "--out", folder}, io.Discard, &talk); code != exitUsage {
		t.Errorf("exit code %d: %s", code, talk.String())
	}
	if text, err := os.ReadFile(config); err != nil || string(text) != "fail_on: low\n" {
		t.Errorf("the configuration of another became %q (%v)", text, err)
	}
}

func TestASimulationIsNotPublished(t *testing.T) {
	var talk bytes.Buffer
	code := run([]string{"simulate", "../../samples/woodgrove/export", "--listen", "0.0.0.0:0", "--out", t.TempDir()}, io.Discard, &talk)
	if code != exitUsage || !strings.Contains(talk.String(), "loopback") {
		t.Errorf("exit code %d: %s", code, talk.String())
	}
}
