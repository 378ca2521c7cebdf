package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/pseudonym"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// Every text of the samples that names something is looked for in every format made with stand-ins.
func TestNoFormatHoldsAnOriginal(t *testing.T) {
	key, err := pseudonym.NewKey(bytes.Repeat([]byte("k"), 32))
	if err != nil {
		t.Fatal(err)
	}
	for _, sample := range []string{"contoso", "fabrikam", "woodgrove", "tailspin"} {
		stream, err := openStream(filepath.Join(repositoryRoot(t), "samples", sample, "findings.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		original := &reporttest.Collect{}
		if err := report.Read(t.Context(), stream, original); err != nil {
			t.Fatal(err)
		}
		secrets := originals(t, original.Records)
		if len(secrets) < 20 {
			t.Fatalf("%s: only %d originals were found", sample, len(secrets))
		}
		for _, f := range formats() {
			text := unpacked(t, hidden(t, f.name, original.Records, key))
			told := unpacked(t, rendered(t, f.name, controlsOnly(original.Records)))
			for _, secret := range secrets {
				if !strings.Contains(told, secret) && strings.Contains(text, secret) {
					t.Errorf("%s, %s: %q is left", sample, f.name, secret)
				}
			}
		}
	}
}

func hidden(t *testing.T, name string, records []report.Record, key *pseudonym.Key) []byte {
	t.Helper()
	var b bytes.Buffer
	h, err := newFormat(name, &b, look{})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, pseudonym.New(h, key), records)
	return b.Bytes()
}

// originals returns every GUID, address and SID of a stream and every value under a key that names
// something, each also in lower case.
func originals(t *testing.T, records []report.Record) []string {
	t.Helper()
	found := map[string]bool{}
	naming := map[string]bool{"name": true, "dn": true, "display_name": true, "sam_account_name": true, "mail": true, "actor": true, "owner": true}
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				walk(k, inner)
			}
		case []any:
			for _, inner := range v {
				walk(key, inner)
			}
		case string:
			if naming[key] && len(v) > 3 {
				found[v] = true
			}
			for _, id := range personal.FindAllString(v, -1) {
				found[id] = true
			}
		}
	}
	for _, r := range records {
		if r.Control != nil {
			continue
		}
		if r.Run != nil { // names of streams, totals and the like are the tool's
			found[r.Run.Tenant.Name], found[r.Run.Tenant.ID] = true, true
			continue
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(text, &v); err != nil {
			t.Fatal(err)
		}
		walk("", v)
	}
	var list []string
	for s := range found {
		if s != "" {
			list = append(list, s)
		}
	}
	return list
}

var personal = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|S-1-5-21-[0-9-]+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+[a-z]|(DC|OU)=[A-Za-z ]+,`)

// controlsOnly is a stream of the same controls that tells of no tenant: what a format says of it are the
// controls' words and its own, of which a name may be one.
func controlsOnly(records []report.Record) []report.Record {
	// "unknown" is the stream's own word for an id that was not read.
	only := []report.Record{{Run: &report.Run{Format: report.Format, Tenant: report.Tenant{ID: "unknown", Name: "unknown"}}}}
	var summaries []report.Record
	for _, r := range records {
		if r.Control != nil {
			only = append(only, r)
			summaries = append(summaries, report.Record{Summary: &report.Summary{Control: r.Control.ID, Outcome: report.OutcomePass, Subjects: 1, Passed: 1}})
		}
	}
	return append(only, summaries...)
}

// unpacked returns the text of a file, that of all parts of a workbook.
func unpacked(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return string(reporttest.Unpacked(t, file))
	}
	var b strings.Builder
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
