package policies

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// seed is one row of seeds.csv: a statement of a document that the controls started from, and what
// covers it: ids of controls, "column <header of the workbook>", "command <words>". Commands and
// columns are held to the program by a test of cmd/wbaudit.
type seed struct {
	document, heading, statement string
	covered                      []string
	// migration statements are about a move.
	migration bool
}

// seedDocuments are the documents, by the titles they give themselves, in the order of the page.
var seedDocuments = []struct{ title, origin string }{
	{"Group writeback portal operations (preview) in Azure Active Directory", "Microsoft, 9 June 2022"},
	{"Group writeback in the Azure portal (preview)", "Microsoft Entra documentation"},
	{"Azure AD Connect: Group Writeback", "Microsoft, 15 June 2022"},
	{"groupWritebackConfiguration resource type", "Microsoft Graph beta reference"},
	{"Azure AD Connect Group Writeback Deep Dive", "Jim DeSantis, Practical 365, 2022"},
}

func seeds(t *testing.T) []seed {
	t.Helper()
	f, err := os.Open("seeds.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"document", "heading", "statement", "covered by", "part"}; !slices.Equal(rows[0], want) {
		t.Fatalf("seeds.csv has the header %q, expected %q", rows[0], want)
	}
	var all []seed
	for _, row := range rows[1:] {
		s := seed{document: row[0], heading: row[1], statement: row[2], migration: row[4] == "migration"}
		if !s.migration && row[4] != "" {
			t.Errorf("seeds.csv: part %q of %q is neither empty nor migration", row[4], s.statement)
		}
		for part := range strings.SplitSeq(row[3], ";") {
			if part = strings.TrimSpace(part); part != "" {
				s.covered = append(s.covered, part)
			}
		}
		all = append(all, s)
	}
	return all
}

// fault says what is wrong with a row; "" when nothing is.
func (s seed) fault(c *Catalogue) string {
	if s.heading == "" || s.statement == "" {
		return "it has no heading or no statement"
	}
	if !slices.ContainsFunc(seedDocuments, func(d struct{ title, origin string }) bool { return d.title == s.document }) {
		return "its document is not listed"
	}
	if len(s.covered) == 0 {
		return "nothing covers it"
	}
	for _, what := range s.covered {
		word, name, _ := strings.Cut(what, " ")
		_, known := c.Control(what)
		if word == "column" || word == "command" {
			known = name != ""
		}
		if !known {
			return fmt.Sprintf("%q is no control, column or command", what)
		}
	}
	return ""
}

func TestEverySeedStatementIsCovered(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, s := range seeds(t) {
		if fault := s.fault(c); fault != "" {
			t.Errorf("seeds.csv: %s: %q: %s", s.document, s.statement, fault)
		}
		counts[s.document]++
	}
	for _, d := range seedDocuments {
		if counts[d.title] < 10 {
			t.Errorf("%s has %d statements", d.title, counts[d.title])
		}
	}
}

func TestFaultsOfSeedRowsAreSeen(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	good := seed{document: seedDocuments[0].title, heading: "h", statement: "s", covered: []string{"DIF-06", "column Group", "command audit"}}
	if fault := good.fault(c); fault != "" {
		t.Errorf("a row that is right: %s", fault)
	}
	for _, row := range []struct {
		claim  string
		change func(*seed)
		want   string
	}{
		{"nothing covers it", func(s *seed) { s.covered = nil }, "nothing covers it"},
		{"control that does not exist", func(s *seed) { s.covered[0] = "DIF-98" }, `"DIF-98" is no control`},
		{"column without a name", func(s *seed) { s.covered[1] = "column" }, `"column" is no control`},
		{"document that is not listed", func(s *seed) { s.document = "x" }, "its document is not listed"},
		{"readiness rule that does not exist", func(s *seed) { s.migration, s.covered = true, []string{"CS-40"} }, `"CS-40" is no control`},
	} {
		t.Run(row.claim, func(t *testing.T) {
			s := good
			s.covered = slices.Clone(good.covered)
			row.change(&s)
			if got := s.fault(c); !strings.Contains(got, row.want) {
				t.Errorf("fault %q, expected %q", got, row.want)
			}
		})
	}
}

const seedHead = `
## What the documents say

The project started from five documents. These are their statements that something can be checked against, with the control, the column of
the workbook or the command that covers each. Where documents contradict each other, the control says so.
`

// seedSection is the part of the catalogue's page about the documents.
func seedSection(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(seedHead)
	all := seeds(t)
	const table = "| Part | Statement | Covered by |\n|---|---|---|\n"
	for _, d := range seedDocuments {
		fmt.Fprintf(&b, "\n### %s\n\n%s.\n\n%s", d.title, d.origin, table)
		for _, s := range all {
			if s.document == d.title && !s.migration {
				b.WriteString(seedRow(s, s.heading))
			}
		}
	}
	b.WriteString("\n### Statements about a move\n\nThey belong to the profile migration, whose controls judge a move to one target.\n\n" + table)
	for _, s := range all {
		if s.migration {
			b.WriteString(seedRow(s, s.document+": "+s.heading))
		}
	}
	return b.String()
}

func seedRow(s seed, part string) string {
	covered := make([]string, len(s.covered))
	for i, what := range s.covered {
		word, name, _ := strings.Cut(what, " ")
		switch {
		case word == "column":
			covered[i] = "column *" + name + "*"
		case word == "command":
			covered[i] = "`wbaudit " + name + "`"
		default:
			covered[i] = fmt.Sprintf("[%s](#%s)", what, strings.ToLower(what))
		}
	}
	return fmt.Sprintf("| %s | %s | %s |\n", cell(prosaic(part)), cell(prosaic(s.statement)), strings.Join(covered, ", "))
}
