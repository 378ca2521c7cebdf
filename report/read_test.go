package report_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// encoded returns records as a stored stream.
func encoded(t testing.TB, records []report.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	reporttest.Feed(t, report.NewEncoder(&b), records)
	return b.Bytes()
}

func TestAStoredStreamReplaysByteForByte(t *testing.T) {
	for seed := range uint64(40) {
		stored := encoded(t, reporttest.Random(seed, 5))
		var again bytes.Buffer
		e := report.NewEncoder(&again)
		if err := report.Read(t.Context(), bytes.NewReader(stored), e); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(stored), again.String()); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func TestEncoderLeavesTheRecordAsItIs(t *testing.T) {
	records := reporttest.Random(7, 5)
	encoded(t, records)
	if diff := cmp.Diff(reporttest.Random(7, 5), records); diff != "" {
		t.Errorf("records changed (-want +got):\n%s", diff)
	}
}

func TestEncoderWritesMarkupAndEmptyListsPlainly(t *testing.T) {
	var b bytes.Buffer
	reporttest.Feed(t, report.NewEncoder(&b), []report.Record{{Finding: &report.Finding{Message: `<a> & "b"`}}, {Summary: &report.Summary{}}})
	want := `{"finding":{"control":"","severity":"","target":{"kind":"","id":"","name":"","dn":""},"message":"<a> & \"b\"","expected":"","actual":"","evidence":{},"fingerprint":"","evidence_digest":"","settling":false,"waiver":null,"cause":null,"age":null,"decision":null}}
{"summary":{"control":"","outcome":"","reason":"","reasons":[],"subjects":0,"not_applicable":0,"passed":0,"failed":0,"not_evaluated":0,"errors":0,"waived":0}}
{"end":{"records":2,"member_differences":0,"member_changes":0}}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEncoderRefusesWhatIsNotOneRecord(t *testing.T) {
	e := report.NewEncoder(&bytes.Buffer{})
	for name, r := range map[string]report.Record{
		"nothing": {}, "two fields": {Group: &report.Group{}, Finding: &report.Finding{}},
		"evidence that JSON cannot hold": {Finding: &report.Finding{Evidence: map[string]any{"f": func() {}}}},
	} {
		if e.Handle(r) == nil {
			t.Errorf("%s is encoded", name)
		}
	}
}

const (
	runLine     = `{"run":{"format":1,"tool":"wbaudit"}}`
	controlLine = `{"control":{"id":"CFG-01","severity":"high"}}`
	groupLine   = `{"group":{"key":"c:1","target":{"kind":"group","id":"1"}}}`
	findingLine = `{"finding":{"control":"CFG-01","severity":"high","target":{"kind":"group","id":"1"},"fingerprint":"00"}}`
	tenantLine  = `{"finding":{"control":"CFG-01","severity":"high","target":{"kind":"tenant","id":"t"},"fingerprint":"01"}}`

	countedLine    = `{"run":{"format":1,"tool":"wbaudit","totals":[{"name":"written","value":1},{"name":"undecided","value":0},{"name":"members","value":7}]}}`
	writtenLine    = `{"group":{"key":"c:1","cloud":{"id":"1"},"writeback":{"expected":"yes"}}}`
	otherGroupLine = `{"group":{"key":"c:2","target":{"kind":"group","id":"2"}}}`
	summaryLine    = `{"summary":{"control":"CFG-01","outcome":"fail","subjects":1,"failed":1}}`
	gapLine        = `{"group":{"key":"c:1","target":{"kind":"group","id":"1"},"not_evaluated":[{"reason":"not read","controls":["CFG-01"]}]}}`
	gapSummaryLine = `{"summary":{"control":"CFG-01","outcome":"notEvaluated","reasons":[{"text":"not read","count":1,"scope":"group"}],"subjects":1,"not_evaluated":1}}`
	end4Line       = `{"end":{"records":4,"member_differences":0,"member_changes":0}}`
	end5Line       = `{"end":{"records":5,"member_differences":0,"member_changes":0}}`
)

func TestReadRefuses(t *testing.T) {
	lines := func(l ...string) string { return strings.Join(l, "\n") + "\n" }
	for _, tt := range []struct{ name, stream, want string }{
		{"an empty file", "", "line 0: the stream ends before its first control"},
		{"a stream cut after the run", lines(runLine), "line 1: the stream ends before its first control"},
		{"a stream cut before the summaries", lines(runLine, controlLine, groupLine, findingLine), "line 4: the stream ends without the summary of CFG-01"},
		{"a stream cut within a line", lines(runLine, controlLine) + groupLine[:12], "line 3: decoding a record: unexpected EOF"},
		{"a stream from which a line was taken", lines(runLine, controlLine, groupLine, summaryLine), "line 4: summary of CFG-01 has 1 failed subjects, but the stream holds 0 findings of it"},
		{"a stream without its head", lines(controlLine), "line 1: control comes first, expected run"},
		{"two runs", lines(runLine, runLine), "line 2: run comes too late"},
		{"a control after findings", lines(runLine, controlLine, tenantLine, `{"control":{"id":"CFG-02","severity":"low"}}`), "line 4: control comes too late"},
		{"a finding after the summaries", lines(runLine, controlLine, tenantLine, summaryLine, tenantLine), "line 5: finding, group, change or absent comes too late"},
		{"groups out of order", lines(runLine, controlLine, `{"group":{"key":"c:2"}}`, groupLine), `line 4: group "c:1" follows "c:2"`},
		{"the same group twice", lines(runLine, controlLine, groupLine, groupLine), `line 4: group "c:1" follows "c:1"`},
		{"a control twice", lines(runLine, controlLine, controlLine), "line 3: control CFG-01 comes twice"},
		{"a finding of an unknown control", lines(runLine, controlLine, strings.Replace(findingLine, "CFG-01", "CFG-99", 1)), `line 3: finding of control "CFG-99"`},
		{"an unknown severity", lines(runLine, controlLine, strings.Replace(findingLine, "high", "High", 1)), `line 3: severity is "High"`},
		{"an unknown target kind", lines(runLine, controlLine, strings.Replace(findingLine, `"group"`, `"user"`, 1)), `line 3: target.kind is "user"`},
		{"a finding without a fingerprint", lines(runLine, controlLine, strings.Replace(findingLine, `"00"`, `""`, 1)), "line 3: finding of control CFG-01 has no fingerprint"},
		{"a summary twice", lines(runLine, controlLine, tenantLine, summaryLine, summaryLine), "line 5: control CFG-01 is summed up twice"},
		{"a summary that does not reconcile", lines(runLine, controlLine, tenantLine, strings.Replace(summaryLine, `"subjects":1`, `"subjects":2`, 1)), "line 4: summary of CFG-01 does not reconcile"},
		{"a negative count", lines(runLine, controlLine, tenantLine, `{"summary":{"control":"CFG-01","outcome":"fail","failed":1,"passed":-1}}`), "line 4: summary of CFG-01 has a count of -1"},
		{"more waived than failed", lines(runLine, controlLine, tenantLine, strings.Replace(summaryLine, `"failed":1`, `"failed":1,"waived":2`, 1)), "line 4: summary of CFG-01 has 2 waived of 1 failed"},
		{"a group that was not judged and was taken away", lines(runLine, controlLine, groupLine, gapSummaryLine), "line 4: summary of CFG-01 has 1 groups that were not evaluated, but 0 groups of the stream say so"},
		{"a group that says more than its summary", lines(runLine, controlLine, gapLine, strings.Replace(gapSummaryLine, `"scope":"group"`, `"scope":"tenant"`, 1)), "line 4: summary of CFG-01 has 0 groups that were not evaluated, but 1 groups of the stream say so"},
		{"a group that an unknown control did not judge", lines(runLine, controlLine, strings.Replace(gapLine, "CFG-01", "CFG-99", 1)), `line 3: group "c:1" was not judged by control "CFG-99"`},
		{"a reason of no control", lines(runLine, controlLine, strings.Replace(gapLine, `"CFG-01"`, "", 1)), `line 3: group "c:1" has a reason that kept no control`},
		{"reasons for more subjects than were not evaluated", lines(runLine, controlLine, gapLine, strings.Replace(gapSummaryLine, `"scope":"group"}`, `"scope":"group"},{"count":3,"scope":"run"}`, 1)), "line 4: summary of CFG-01 has reasons for 4 subjects, but 1 were not evaluated"},
		{"a reason of an unknown scope", lines(runLine, controlLine, gapLine, strings.Replace(gapSummaryLine, `"scope":"group"`, `"scope":"all"`, 1)), `line 4: scope is "all"`},
		{"two flaws of a summary", lines(runLine, controlLine, gapLine, strings.NewReplacer(`"scope":"group"`, `"scope":"all"`, "notEvaluated", "failed").Replace(gapSummaryLine)), `line 4: scope is "all"`},
		{"an unknown outcome", lines(runLine, controlLine, tenantLine, strings.Replace(summaryLine, `"fail"`, `"failed"`, 1)), `line 4: outcome is "failed"`},
		{"the stream of a what-if", lines(`{"whatif":{"format":1}}`), "line 1: this is the stream of a what-if, which has no findings"},
		{"an unknown record", lines(runLine, controlLine, `{"ripple":{}}`), `line 3: decoding a record: json: unknown field "ripple"`},
		{"an unknown field", lines(runLine, `{"control":{"id":"CFG-01","severity":"high","colour":"red"}}`), `line 2: decoding a record: json: unknown field "colour"`},
		{"a finding twice", lines(runLine, controlLine, groupLine, findingLine, findingLine), "line 5: finding 00 of control CFG-01 comes twice"},
		{"a finding twice with a group between", lines(runLine, controlLine, groupLine, findingLine, otherGroupLine, findingLine), "line 6: finding of control CFG-01 does not follow the group or change that it is about"},
		{"a finding of the tenant twice", lines(runLine, controlLine, tenantLine, tenantLine), "line 4: finding 01 of control CFG-01 comes twice"},
		{"a finding of the tenant after a group", lines(runLine, controlLine, tenantLine, groupLine, tenantLine), `line 5: finding of control CFG-01 about the tenant comes after group "c:1"`},
		{"a finding whose group was taken away", lines(runLine, controlLine, findingLine), "line 3: finding of control CFG-01 does not follow the group"},
		{"a finding whose group was taken away, behind another group", lines(runLine, controlLine, otherGroupLine, findingLine), "line 4: finding of control CFG-01 does not follow the group"},
		{"a written group that was taken away", lines(countedLine, controlLine, tenantLine, summaryLine), "line 4: the run counts 1 cloud groups as written, but the stream holds 0 of them"},
		{"a group that may be written and was added", lines(countedLine, controlLine, tenantLine, writtenLine, strings.NewReplacer("c:1", "c:2", "yes", "unknown").Replace(writtenLine), summaryLine), "line 6: the run counts 0 cloud groups as undecided, but the stream holds 1 of them"},
		{"a stream cut before its last line", lines(runLine, controlLine, tenantLine, summaryLine), "line 4: the stream lacks its last line"},
		{"a group without findings that was taken away", lines(runLine, controlLine, tenantLine, summaryLine, end5Line), "line 5: the stream ends with counts of 5 lines, 0 member differences and 0 member changes, but holds 4, 0 and 0"},
		{"a group that was added", lines(runLine, controlLine, tenantLine, otherGroupLine, summaryLine, end4Line), "line 6: the stream ends with counts of 4 lines, 0 member differences and 0 member changes, but holds 5, 0 and 0"},
		{"a member difference that was taken away", lines(runLine, controlLine, tenantLine, summaryLine, strings.Replace(end4Line, "differences\":0", "differences\":1", 1)), "line 5: the stream ends with counts of 4 lines, 1 member differences and 0 member changes, but holds 4, 0 and 0"},
		{"a line after the last", lines(runLine, controlLine, tenantLine, summaryLine, end4Line, otherGroupLine), "line 6: something follows the line that ends the stream"},
		{"an end that is a record too", lines(runLine, `{"control":{"id":"CFG-01"},"end":{}}`), "line 2: the line that ends the stream holds a record too"},
		{"an end before the summaries", lines(runLine, controlLine, end4Line), "line 3: the stream ends without the summary of CFG-01"},
		{"bytes of another encoding", lines(runLine, strings.Replace(controlLine, "CFG-01", "CFG-\xe4", 1)), "line 2: byte 23 is not UTF-8"},
		{"two records in a line", lines(runLine, controlLine+controlLine), "line 2: something follows the record"},
		{"two fields in a record", lines(runLine, `{"group":{"key":"c:1"},"finding":{}}`), "line 2: 2 of the known fields are set"},
		{"an empty line", lines(runLine, "", controlLine), "line 2: decoding a record: unexpected EOF"},
		{"null", lines("null"), "line 1: 0 of the known fields are set"},
		{"a newer format", lines(`{"run":{"format":2,"shape":"new"}}`), "line 1: the stream has format 2, this version reads up to 1"},
		{"no format", lines(`{"run":{"tool":"wbaudit"}}`), "line 1: the stream has format 0"},
		{"a byte order mark", "\xef\xbb\xbf" + lines(runLine), "line 1: the file starts with a byte order mark"},
		{"what PowerShell redirects", "\xff\xfe{\x00", "line 1: the file starts with a byte order mark"},
		{"a page saved by mistake", "<!DOCTYPE html>\n", "line 1: decoding a record: invalid character '<'"},
		{"a count that is text", lines(runLine, controlLine, tenantLine, strings.Replace(summaryLine, `"subjects":1`, `"subjects":"1"`, 1)), "line 4: decoding a record"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := report.Read(t.Context(), strings.NewReader(tt.stream), &reporttest.Collect{})
			if err == nil || !strings.Contains(err.Error(), "reading the report stream, "+tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error is %v, want one of one line with %q", err, tt.want)
			}
		})
	}
}

func TestReadAccepts(t *testing.T) {
	whole := strings.Join([]string{runLine, controlLine, groupLine, findingLine, summaryLine, end5Line}, "\n")
	for name, stream := range map[string]string{
		"as many groups as the run counts": strings.Join([]string{countedLine, controlLine, tenantLine, writtenLine, summaryLine, end5Line}, "\n"),
		"a last line without its end":      whole, "an ordinary stream": whole + "\n",
		"line ends of Windows": strings.ReplaceAll(whole+"\n", "\n", "\r\n"),
	} {
		got := &reporttest.Collect{}
		if err := report.Read(t.Context(), strings.NewReader(stream), got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(got.Records) != 5 || got.Closed != 0 {
			t.Errorf("%s: %d records, closed %d times, want 5 and 0", name, len(got.Records), got.Closed)
		}
	}
}

func TestReadRefusesALineOverTheLimit(t *testing.T) {
	long := strings.NewReader(`{"run":{"tool":"` + strings.Repeat("x", report.MaxLine))
	err := report.Read(t.Context(), long, &reporttest.Collect{})
	if err == nil || !strings.Contains(err.Error(), "line 1: the line is longer than 67108864 bytes") {
		t.Errorf("error is %v", err)
	}
}

func TestReadStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := report.Read(ctx, strings.NewReader(runLine), &reporttest.Collect{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want %v", err, context.Canceled)
	}
}

var errFull = errors.New("disk full")

type failing struct{ reporttest.Collect }

func (*failing) Handle(report.Record) error { return errFull }
func (*failing) Close() error               { return errFull }

func TestReadReturnsTheHandlersError(t *testing.T) {
	if err := report.Read(t.Context(), strings.NewReader(runLine), &failing{}); err != errFull {
		t.Errorf("error is %v, want %v", err, errFull)
	}
}

func TestTeeFeedsAllAndClosesAll(t *testing.T) {
	a, b := &reporttest.Collect{}, &reporttest.Collect{}
	records := reporttest.Demo(3)
	reporttest.Feed(t, report.Tee(a, b), records)
	if len(a.Records) != len(records) || len(b.Records) != len(records) {
		t.Errorf("got %d and %d records, want %d", len(a.Records), len(b.Records), len(records))
	}
	if err := report.Tee(&failing{}, a).Close(); !errors.Is(err, errFull) || a.Closed != 2 {
		t.Errorf("error is %v, a was closed %d times, want %v and 2", err, a.Closed, errFull)
	}
	if err := report.Tee(&failing{}, a).Handle(records[0]); !errors.Is(err, errFull) || len(a.Records) != len(records) {
		t.Error("a handler after the failing one was given the record")
	}
}

func TestCheckedDoesNotCloseAfterACutStream(t *testing.T) {
	to := &reporttest.Collect{}
	h := report.Checked(to)
	if err := h.Handle(report.Record{Run: &report.Run{Format: 1}}); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err == nil || to.Closed != 0 {
		t.Errorf("error is %v, closed %d times, want an error and 0", err, to.Closed)
	}
}

func TestOpenStreamReadsCompressedAndPlainFiles(t *testing.T) {
	plain := encoded(t, reporttest.Demo(20))
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	packed := z.EncodeAll(plain, nil)
	for _, tt := range []struct {
		name  string
		bytes []byte
		ok    bool
	}{
		{"findings.jsonl", plain, true},
		{"findings.jsonl.zst", packed, true},
		{"compressed, but not called so", packed, true},
		{"plain.zst", plain, true},
		{"cut.zst", packed[:len(packed)-9], false},
		{"three bytes", packed[:3], false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), tt.name)
			if err := os.WriteFile(path, tt.bytes, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := report.OpenStream(path)
			if err != nil && !tt.ok {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := report.Read(t.Context(), s, &reporttest.Collect{}); (err == nil) != tt.ok {
				t.Errorf("error is %v, want ok %v", err, tt.ok)
			}
		})
	}
	if _, err := report.OpenStream(filepath.Join(t.TempDir(), "absent.jsonl")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error of an absent file is %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(encoded(f, reporttest.Demo(2)))
	f.Add([]byte(runLine + "\n" + controlLine + "\n" + groupLine + "\n" + findingLine + "\n" + summaryLine + "\n" + end5Line))
	f.Add([]byte("\xff\xfe{}"))
	f.Fuzz(func(t *testing.T, stored []byte) {
		var once, twice bytes.Buffer
		e := report.NewEncoder(&once)
		if report.Read(t.Context(), bytes.NewReader(stored), e) != nil {
			return
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		e = report.NewEncoder(&twice)
		if err := report.Read(t.Context(), bytes.NewReader(once.Bytes()), e); err != nil {
			t.Fatalf("what was accepted is refused after it was written again: %v", err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Error("writing twice gives two texts")
		}
	})
}

type discard struct{}

func (discard) Handle(report.Record) error { return nil }
func (discard) Close() error               { return nil }

func BenchmarkRead(b *testing.B) {
	stored := encoded(b, reporttest.Demo(5000))
	b.SetBytes(int64(len(stored)))
	for b.Loop() {
		if err := report.Read(b.Context(), bytes.NewReader(stored), discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	records := reporttest.Demo(5000)
	b.SetBytes(int64(len(encoded(b, records))))
	for b.Loop() {
		reporttest.Feed(b, report.NewEncoder(io.Discard), records)
	}
}

// One name is one quantity: what the last line calls member differences is what every format counts as such.
func TestTheLastLineCountsAsTheFormatsDo(t *testing.T) {
	for seed := range uint64(40) {
		records := reporttest.Random(seed, 6)
		var counts report.Counts
		for _, r := range records {
			counts.Add(r)
		}
		var stored bytes.Buffer
		reporttest.Feed(t, report.NewEncoder(&stored), records)
		lines := bytes.Split(bytes.TrimSpace(stored.Bytes()), []byte("\n"))
		want := fmt.Sprintf(`{"end":{"records":%d,"member_differences":%d,"member_changes":%d}}`, len(records), counts.MemberDifferences, counts.MemberChanges)
		if got := string(lines[len(lines)-1]); got != want {
			t.Errorf("seed %d: the last line is %s, want %s", seed, got, want)
		}
		// An older stream, which counted both as one, is read as before.
		older := append(bytes.Join(lines[:len(lines)-1], []byte("\n")), fmt.Sprintf("\n{\"end\":{\"records\":%d,\"member_differences\":%d}}\n", len(records), counts.MemberDifferences+counts.MemberChanges)...)
		if err := report.Read(t.Context(), bytes.NewReader(older), &reporttest.Collect{}); err != nil {
			t.Errorf("seed %d: an older stream: %v", seed, err)
		}
	}
}
