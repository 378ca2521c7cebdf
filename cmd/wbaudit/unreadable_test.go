package main

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// Every format says how many records of which list could not be read, and none calls such a list whole.
func TestEveryFormatCountsTheUnreadableRecords(t *testing.T) {
	records := reporttest.Demo(12)
	run := *records[0].Run
	run.Streams = slices.Clone(run.Streams)
	for i, unreadable := range []int64{1207, 0, 31} {
		run.Streams[i].Records, run.Streams[i].Unreadable = 4000, &unreadable
	}
	records[0].Run = &run
	want := map[string]bool{"1,207 of 4,000": true, "31 of 4,000": true}
	numbers := map[string]string{"jsonl": `"unreadable":1207`, "json": `"unreadable":1207`,
		"prom": "wbaudit_stream_unreadable_records{stream=\"cloud_groups\"} 1207\nwbaudit_stream_unreadable_records{stream=\"cloud_memberships\"} 0\nwbaudit_stream_unreadable_records{stream=\"directory_groups\"} 31\n"}
	sentence := regexp.MustCompile(`([\d,]+ of [\d,]+) records unreadable`)
	for _, f := range formats() {
		text := rendered(t, f.name, records)
		if f.name == "xlsx" {
			text = unzipped(t, text)
		}
		if number, is := numbers[f.name]; is {
			if !bytes.Contains(text, []byte(number)) {
				t.Errorf("%s lacks %s", f.name, number)
			}
			continue
		}
		got := map[string]bool{}
		for _, m := range sentence.FindAllStringSubmatch(strings.Join(strings.Fields(strings.ReplaceAll(html.UnescapeString(string(text)), "!! ", " ")), " "), -1) {
			got[m[1]] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.name, diff)
		}
	}
	prom := string(rendered(t, "prom", records))
	for line, is := range map[string]bool{
		`wbaudit_stream_complete{stream="cloud_groups"} 0`: true, `wbaudit_stream_complete{stream="cloud_memberships"} 1`: true,
		`wbaudit_stream_complete{stream="directory_groups"} 0`: true, `wbaudit_stream_unreadable_records{stream="connect_scheduler"}`: false,
	} {
		if strings.Contains(prom, line) != is {
			t.Errorf("prom has %s: %v, want %v", line, !is, is)
		}
	}
}

// The sheet Provenance and the page's have the number beside the other counts, and neither a number that was not counted.
func TestProvenanceHasTheUnreadableRecordsBesideTheOthers(t *testing.T) {
	records := reporttest.Demo(12)
	run := *records[0].Run
	unreadable := int64(7)
	run.Streams = []report.Stream{{Name: "cloud_groups", Status: "complete", Records: 4000, Unreadable: &unreadable}, {Name: "cloud_memberships", Status: "complete", Records: 9}}
	records[0].Run = &run
	cells := regexp.MustCompile(`<th scope="row">(\w+)</th>.*?data-label="Received">([\d,]+)<.*?data-label="Unreadable">([^<]*)<`)
	var page []string
	for _, m := range cells.FindAllStringSubmatch(string(rendered(t, "html", records)), -1) {
		page = append(page, strings.Join(m[1:], " "))
	}
	if diff := cmp.Diff([]string{"cloud_groups 4,000 7", "cloud_memberships 9 not known"}, page); diff != "" {
		t.Errorf("the page (-want +got):\n%s", diff)
	}
	rows := provenanceRows(t, rendered(t, "xlsx", records))
	if diff := cmp.Diff(map[string]string{"cloud_groups": "4000 7", "cloud_memberships": "9 not known"}, rows); diff != "" {
		t.Errorf("the sheet (-want +got):\n%s", diff)
	}
}

// unzipped is what all parts of a workbook hold.
func unzipped(t *testing.T, book []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, part := range archive.File {
		f, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, f); err != nil {
			t.Fatal(err)
		}
	}
	return all.Bytes()
}

// provenanceRows returns what the table of lists says was received and could not be read, by list.
func provenanceRows(t *testing.T, text []byte) map[string]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Provenance", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 0 && row[0] == "Stream" })
	received, unread := slices.Index(rows[head], "Received"), slices.Index(rows[head], "Unreadable")
	found := map[string]string{}
	for _, row := range rows[head+1:] {
		if len(row) <= unread {
			break
		}
		found[row[0]] = row[received] + " " + row[unread]
	}
	return found
}
