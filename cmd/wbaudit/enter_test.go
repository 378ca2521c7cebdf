package main

import (
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// enter writes into the row of a finding, as a person would: enter BOOK FINGERPRINT Column=value ...
// The fingerprint may be its beginning; a value that is a day becomes one.
func enter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: enter BOOK FINGERPRINT Column=value...")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows("Findings")
	ts.Check(err)
	print := slices.Index(rows[0], "Fingerprint")
	at := slices.IndexFunc(rows, func(row []string) bool { return len(row) > print && strings.HasPrefix(row[print], args[1]) })
	if at < 0 {
		ts.Fatalf("no finding %s in %s", args[1], args[0])
	}
	for _, entry := range args[2:] {
		title, value, _ := strings.Cut(entry, "=")
		cell, err := excelize.CoordinatesToCellName(slices.Index(rows[0], title)+1, at+1)
		ts.Check(err)
		var v any = value
		if day, err := time.Parse(time.DateOnly, value); err == nil {
			v = day
		}
		ts.Check(f.SetCellValue("Findings", cell, v))
	}
	ts.Check(f.Save())
}
