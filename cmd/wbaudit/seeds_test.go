package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// TestSeedRowsNameColumnsAndCommands holds policies/seeds.csv to the workbook and to the commands.
// Controls are held by package policies.
func TestSeedRowsNameColumnsAndCommands(t *testing.T) {
	f, err := os.Open(filepath.Join(repositoryRoot(t), "policies", "seeds.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns, commands := workbookColumns(t), commandNames(rootCommand(terminal{out: io.Discard, talk: io.Discard}, sides{}))
	seen := 0
	for _, row := range rows[1:] {
		for part := range strings.SplitSeq(row[3], ";") {
			word, name, _ := strings.Cut(strings.TrimSpace(part), " ")
			var known bool
			switch word {
			case "column":
				known = slices.Contains(columns, name)
			case "command":
				known = slices.Contains(commands, name)
			default:
				continue
			}
			if seen++; !known {
				t.Errorf("seeds.csv: %q: there is no %s %q", row[2], word, name)
			}
		}
	}
	if seen < 20 {
		t.Errorf("%d columns and commands: the comparison proves nothing", seen)
	}
}

// workbookColumns are the headers of all tables of a workbook.
func workbookColumns(t *testing.T) []string {
	t.Helper()
	var b bytes.Buffer
	w, err := xlsx.New(&b, xlsx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reporttest.Demo(5) {
		if err := w.Handle(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var columns []string
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[:min(len(rows), 5)] {
			columns = append(columns, row...)
		}
	}
	return columns
}

// commandNames are the words after wbaudit of every command that is not hidden.
func commandNames(c *cobra.Command) []string {
	var names []string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			names = append(names, strings.TrimPrefix(sub.CommandPath(), "wbaudit "))
			names = append(names, commandNames(sub)...)
		}
	}
	return names
}
