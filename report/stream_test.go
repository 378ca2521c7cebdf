package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
)

// A list that was read to its end is not whole when records of it could not be read.
func TestAListWithUnreadableRecordsIsNotWhole(t *testing.T) {
	none, some := int64(0), int64(1234)
	type said struct {
		Whole, Incomplete   bool
		Sentence, Shortfall string
		Remarks             []string
	}
	for _, c := range []struct {
		claim  string
		stream report.Stream
		want   said
	}{
		{"all could be read", report.Stream{Name: "a", Status: "complete", Records: 5000, Unreadable: &none}, said{Whole: true, Shortfall: "complete"}},
		{"an older stream does not tell", report.Stream{Name: "a", Status: "complete", Records: 5000}, said{Whole: true, Shortfall: "complete"}},
		{"some could not", report.Stream{Name: "a", Status: "complete", Records: 5000, Unreadable: &some},
			said{Incomplete: true, Sentence: "1,234 of 5,000 records unreadable", Shortfall: "1,234 of 5,000 records unreadable", Remarks: []string{"NOT READ COMPLETELY: a, 1,234 of 5,000 records unreadable"}}},
		{"some of a part could not", report.Stream{Name: "a", Status: "partial", Reason: "cut off", Records: 5000, Unreadable: &some},
			said{Incomplete: true, Sentence: "1,234 of 5,000 records unreadable", Shortfall: "partial: 1,234 of 5,000 records unreadable; cut off", Remarks: []string{"NOT READ COMPLETELY: a, 1,234 of 5,000 records unreadable"}}},
		{"a part", report.Stream{Name: "a", Status: "partial", Reason: "cut off", Unreadable: &none}, said{Incomplete: true, Shortfall: "partial: cut off"}},
	} {
		counts := report.Counts{}
		counts.Add(report.Record{Run: &report.Run{Streams: []report.Stream{c.stream}}})
		got := said{c.stream.Whole(), len(counts.Incomplete()) > 0, c.stream.UnreadableSentence(), counts.Shortfall(c.stream), counts.Remarks()}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.claim, diff)
		}
	}
}
