package main

import (
	"bytes"
	stdcsv "encoding/csv"
	"encoding/json"
	"encoding/xml"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// readers read back what each format says.
var readers = map[string]func(t *testing.T, text []byte) shown{
	"text": readText, "xlsx": readBook, "html": readPage, "jsonl": readStream, "json": readDocument,
	"csv": readTable, "csv-raw": readTable, "md": readMarkdown, "sarif": readSARIF, "junit": readJUnit,
	"ocsf": readOCSF, "oscal": readOSCAL, "prom": readProm,
}

func readStream(t *testing.T, text []byte) shown {
	records := &reporttest.Collect{}
	if err := report.Read(t.Context(), bytes.NewReader(text), records); err != nil {
		t.Fatal(err)
	}
	return expected(records.Records)
}

func readDocument(t *testing.T, text []byte) shown {
	var document struct {
		Findings  []report.Finding
		Summaries []report.Summary
	}
	decode(t, text, &document)
	var records []report.Record
	for i := range document.Findings {
		records = append(records, report.Record{Finding: &document.Findings[i]})
	}
	for i := range document.Summaries {
		records = append(records, report.Record{Summary: &document.Summaries[i]})
	}
	return expected(records)
}

func decode(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// atoi returns the number in s, which may hold commas.
func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func readText(t *testing.T, text []byte) shown {
	var s shown
	at := regexp.MustCompile(`(?m)^[\d,]+ findings? in`).FindIndex(text)
	for _, severity := range report.Severities {
		if m := regexp.MustCompile(`(?m)^  . ` + severity + ` +([\d,]+)`).FindSubmatch(text[at[0]:]); m != nil {
			for range atoi(t, string(m[1])) {
				s.Findings.Add(severity)
			}
		}
	}
	end := text[bytes.LastIndex(text, []byte("\nTotals\n")):]
	for pattern, n := range map[string]*int{
		`  ([\d,]+) subject`: &s.Checks.Subjects, `([\d,]+) not applicable`: &s.Checks.NotApplicable, `([\d,]+) passed`: &s.Checks.Passed,
		`([\d,]+) failed`: &s.Checks.Failed, `([\d,]+) not evaluated`: &s.Checks.NotEvaluated, `([\d,]+) errors`: &s.Checks.Errors,
	} {
		*n = atoi(t, string(regexp.MustCompile(pattern).FindSubmatch(end)[1]))
	}
	return s
}

// counted returns a control from the texts of its numbers, in the order of report.Checks.
func counted(t *testing.T, outcome string, n ...string) controlShown {
	t.Helper()
	return controlShown{Outcome: outcome, Checks: report.Checks{Subjects: atoi(t, n[0]), NotApplicable: atoi(t, n[1]), Passed: atoi(t, n[2]),
		Failed: atoi(t, n[3]), NotEvaluated: atoi(t, n[4]), Errors: atoi(t, n[5])}}
}

// outcomeWord turns an outcome in words into the stream's.
func outcomeWord(s string) string {
	return strings.NewReplacer("not evaluated", "notEvaluated", "not applicable", "notApplicable").Replace(s)
}

func readBook(t *testing.T, text []byte) shown {
	book, err := excelize.OpenReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var s shown
	for _, f := range sheetRows(t, book, "Findings") {
		s.found(f["Control"], f["Severity"])
	}
	for _, c := range sheetRows(t, book, "Controls") {
		s.add(c["Control"], counted(t, outcomeWord(c["Outcome"]), c["Subjects"], c["Not applicable"], c["Passed"], c["Failed"], c["Not evaluated"], c["Errors"]))
		if got := s.Controls[c["Control"]].Findings; atoi(t, c["Findings"]) != got {
			t.Errorf("the workbook says that %s has %s findings and lists %d", c["Control"], c["Findings"], got)
		}
	}
	return s
}

func sheetRows(t *testing.T, book *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, cell := range row {
			cells[rows[0][i]] = cell
		}
		if report.SeverityRank(cells["Severity"]) > 0 {
			list = append(list, cells)
		}
	}
	return list
}

func readPage(t *testing.T, text []byte) shown {
	cell := `<td class="num" data-label="[^"]*">(\d+)</td>`
	row := regexp.MustCompile(`<tr id="control-([^"]*)".*?<td class="nowrap outcome [^"]*">([^<]*)</td>` + strings.Repeat(cell, 6))
	var s shown
	var ids []string
	for _, m := range row.FindAllSubmatch(text, -1) {
		var n []string
		for _, number := range m[3:] {
			n = append(n, string(number))
		}
		ids = append(ids, html.UnescapeString(string(m[1])))
		s.add(ids[len(ids)-1], counted(t, outcomeWord(string(m[2])), n...))
	}
	var findings [][]any
	decode(t, regexp.MustCompile(`(?s)id="packed-findings">(.*?)</script>`).FindSubmatch(reporttest.Unpacked(t, text))[1], &findings)
	for _, f := range findings {
		s.found(ids[int(f[1].(float64))], report.Severities[int(f[0].(float64))])
	}
	return s
}

func readTable(t *testing.T, text []byte) shown {
	rows, err := stdcsv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var s shown
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, title := range rows[0] {
			cells[title] = row[i]
		}
		switch cells["record"] {
		case "finding":
			s.found(cells["control"], cells["severity"])
		case "control":
			s.add(cells["control"], counted(t, cells["outcome"], cells["subjects"], cells["not_applicable"], cells["passed"], cells["failed"], cells["not_evaluated"], cells["errors"]))
		}
	}
	return s
}

func readMarkdown(t *testing.T, text []byte) shown {
	var s shown
	for _, m := range regexp.MustCompile(`(?m)^\| (critical|high|medium|low|info) \| ([\d,]+) \| [\d,]+ \|$`).FindAllStringSubmatch(string(text), -1) {
		for range atoi(t, m[2]) {
			s.Findings.Add(m[1])
		}
	}
	row := regexp.MustCompile("(?m)^\\| `([^`]*)` \\| .* \\| \\w+ \\| (\\w+)" + strings.Repeat(` \| ([\d,]+)`, 8) + ` \|$`)
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		s.add(m[1], counted(t, m[2], m[3:9]...))
		c := s.Controls[m[1]]
		c.Findings = atoi(t, m[9])
		s.Controls[m[1]] = c
	}
	return s
}

// numbers is how the JSON formats write the counts of a control.
type numbers struct {
	Control, Outcome                                              string
	Subjects, NotApplicable, Passed, Failed, NotEvaluated, Errors int
}

func (n numbers) shown() controlShown {
	return controlShown{Outcome: n.Outcome, Checks: report.Checks{Subjects: n.Subjects, NotApplicable: n.NotApplicable, Passed: n.Passed,
		Failed: n.Failed, NotEvaluated: n.NotEvaluated, Errors: n.Errors}}
}

func readSARIF(t *testing.T, text []byte) shown {
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID, Kind string
				Properties   struct{ Severity string }
			}
			Properties struct{ Controls []numbers }
		}
	}
	decode(t, text, &log)
	var s shown
	for _, r := range log.Runs[0].Results {
		if r.Kind == "fail" {
			s.found(r.RuleID, r.Properties.Severity)
		}
	}
	for _, c := range log.Runs[0].Properties.Controls {
		s.add(c.Control, c.shown())
	}
	return s
}

func readJUnit(t *testing.T, text []byte) shown {
	var document struct {
		Suites []struct {
			Properties []struct {
				Name  string `xml:"name,attr"`
				Value string `xml:"value,attr"`
			} `xml:"properties>property"`
			Cases []struct {
				Name string `xml:"name,attr"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	severity := regexp.MustCompile(`^\[(\w+)\] `)
	var s shown
	for _, suite := range document.Suites {
		p := map[string]string{}
		for _, property := range suite.Properties {
			p[property.Name] = property.Value
		}
		for _, c := range suite.Cases {
			if m := severity.FindStringSubmatch(c.Name); m != nil {
				s.found(p["control"], m[1])
			}
		}
		if p["verdict"] != "" { // the suite of a move, which readMoves reads
			continue
		}
		s.add(p["control"], counted(t, p["outcome"], p["subjects"], p["notApplicable"], p["passed"], p["failed"], p["notEvaluated"], p["errors"]))
	}
	return s
}

// isGone tells a finding of the baseline that the run did not make, which counts for nothing.
func isGone(age string) bool { return age == report.AgeResolved || age == report.AgeNotEvaluated }

func readOCSF(t *testing.T, text []byte) shown {
	var s shown
	for line := range bytes.Lines(text) {
		var e struct {
			Info       struct{ Types []string } `json:"finding_info"`
			Compliance struct{ Control string }
			Unmapped   struct {
				Severity, Outcome, Age   string
				Subjects, Passed, Failed int
				NotApplicable            int `json:"not_applicable"`
				NotEvaluated             int `json:"not_evaluated"`
				Errors                   int
			}
		}
		decode(t, line, &e)
		u := e.Unmapped
		if e.Info.Types[0] == "readiness" { // which readMoves reads
			continue
		}
		if e.Info.Types[0] == "finding" && isGone(u.Age) {
			continue
		}
		if e.Info.Types[0] == "finding" {
			s.found(e.Compliance.Control, u.Severity)
			continue
		}
		s.add(e.Compliance.Control, numbers{"", u.Outcome, u.Subjects, u.NotApplicable, u.Passed, u.Failed, u.NotEvaluated, u.Errors}.shown())
	}
	return s
}

func readOSCAL(t *testing.T, text []byte) shown {
	type props []struct{ Name, Value string }
	var document struct {
		Results struct {
			Results []struct {
				Observations []struct{ Props props }
				Findings     []struct{ Props props }
			}
		} `json:"assessment-results"`
	}
	decode(t, text, &document)
	values := func(list props) map[string]string {
		p := map[string]string{}
		for _, one := range list {
			p[one.Name] = one.Value
		}
		return p
	}
	var s shown
	var controls []map[string]string
	for _, o := range document.Results.Results[0].Observations {
		if p := values(o.Props); p["outcome"] == report.OutcomeNotApplicable {
			controls = append(controls, p)
		} else if !isGone(p["state"]) {
			s.found(p["control"], p["severity"])
		}
	}
	for _, f := range document.Results.Results[0].Findings {
		controls = append(controls, values(f.Props))
	}
	for _, p := range controls {
		s.add(p["control"], counted(t, p["outcome"], p["subjects"], p["not-applicable"], p["passed"], p["failed"], p["not-evaluated"], p["errors"]))
	}
	return s
}

func readProm(t *testing.T, text []byte) shown {
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var s shown
	each := func(name string, yield func(labels map[string]string, value int)) {
		for _, m := range families[name].GetMetric() {
			labels := map[string]string{}
			for _, l := range m.GetLabel() {
				labels[l.GetName()] = l.GetValue()
			}
			yield(labels, int(m.GetGauge().GetValue()))
		}
	}
	each("wbaudit_findings", func(labels map[string]string, value int) {
		for range value {
			s.found(labels["control"], labels["severity"])
		}
	})
	controls := map[string]map[string]string{}
	each("wbaudit_subjects", func(labels map[string]string, value int) {
		if controls[labels["control"]] == nil {
			controls[labels["control"]] = map[string]string{}
		}
		controls[labels["control"]][labels["outcome"]] = strconv.Itoa(value)
	})
	each("wbaudit_control_outcome", func(labels map[string]string, value int) {
		if n := controls[labels["control"]]; value == 1 {
			subjects := 0
			for _, number := range n {
				subjects += atoi(t, number)
			}
			s.add(labels["control"], counted(t, labels["outcome"], strconv.Itoa(subjects), n["notApplicable"], n["pass"], n["fail"], n["notEvaluated"], n["error"]))
		}
	})
	return s
}
