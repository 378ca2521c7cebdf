package main

import (
	"bytes"
	stdcsv "encoding/csv"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// moveShown is what a format says of a move. People are those who lose access, as far as they are known.
type moveShown struct {
	Verdict, People string
	Groups          map[string]int
}

// expectedMove counts the move of a stream by itself; nil without one.
func expectedMove(records []report.Record) *moveShown {
	var m *moveShown
	groups, people, whole := map[string]int{}, map[string]bool{}, true
	for _, r := range records {
		switch {
		case r.Readiness != nil:
			groups[r.Readiness.State]++
			if moved := r.Readiness.Members; moved != nil {
				whole = whole && moved.WholeLoss()
				for _, p := range moved.PeopleLosses {
					people[p.ID] = true
				}
			}
		case r.Verdict != nil:
			m = &moveShown{r.Verdict.Word(), report.Known(len(people), whole && r.Verdict.Totals.Whole), groups}
		}
	}
	return m
}

// moveReaders read back what each format says of a move. Those that are nil say the verdict in the words of others.
var moveReaders = map[string]func(t *testing.T, text []byte) moveShown{
	"csv": readMoveTable, "csv-raw": readMoveTable, "junit": readMoveJUnit, "sarif": readMoveSARIF, "ocsf": readMoveOCSF, "prom": readMoveProm,
	"oscal": readMoveSentence, "jsonl": readMoveStream, "text": nil, "md": nil, "html": nil, "xlsx": nil, "json": readMoveDocument,
}

// Every format says the same verdict on the same move, and no count of which only the least is known is a number.
func TestEveryFormatShowsTheSameMove(t *testing.T) {
	moves := 0
	for seed := range uint64(60) {
		records := reporttest.Random(seed, int(seed)%9)
		want := expectedMove(records)
		if want == nil {
			continue
		}
		moves++
		for _, f := range formats() {
			read, known := moveReaders[f.name]
			if !known {
				t.Fatalf("format %s has no reader", f.name)
			}
			text := rendered(t, f.name, records)
			if read == nil {
				holdsVerdict(t, f.name, text, want.Verdict)
				continue
			}
			got := read(t, text)
			for state, n := range got.Groups {
				if n == 0 {
					delete(got.Groups, state)
				}
			}
			if diff := cmp.Diff(*want, got); diff != "" {
				t.Errorf("seed %d, %s (-want +got):\n%s", seed, f.name, diff)
			}
		}
	}
	if moves < 10 {
		t.Errorf("only %d streams hold a move", moves)
	}
}

// holdsVerdict looks for the verdict as a person would.
func holdsVerdict(t *testing.T, name string, text []byte, verdict string) {
	t.Helper()
	said := map[string]string{"text": ": " + verdict + "\n", "md": ": " + verdict + "**", "html": ">" + verdict + "<"}[name]
	if name == "xlsx" {
		book, err := excelize.OpenReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		rows, err := book.GetRows("Go or no-go")
		if err != nil {
			t.Fatal(err)
		}
		text, said = fmt.Append(nil, rows), ": "+verdict+"]"
	}
	if !bytes.Contains(text, []byte(said)) {
		t.Errorf("%s does not say %q", name, said)
	}
}

func readMoveStream(t *testing.T, text []byte) moveShown {
	records := &reporttest.Collect{}
	if err := report.Read(t.Context(), bytes.NewReader(text), records); err != nil {
		t.Fatal(err)
	}
	return *expectedMove(records.Records)
}

func readMoveDocument(t *testing.T, text []byte) moveShown {
	var document struct {
		Readiness []report.Readiness
		Verdicts  []report.Verdict
	}
	decode(t, text, &document)
	var records []report.Record
	for i := range document.Readiness {
		records = append(records, report.Record{Readiness: &document.Readiness[i]})
	}
	return *expectedMove(append(records, report.Record{Verdict: &document.Verdicts[0]}))
}

func readMoveTable(t *testing.T, text []byte) moveShown {
	rows, err := stdcsv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	m, totals := moveShown{Groups: map[string]int{}}, map[string]int{}
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, title := range rows[0] {
			cells[title] = row[i]
		}
		switch cells["record"] {
		case "readiness":
			m.Groups[cells["state"]]++
		case "total":
			if n := atoi(t, cells["groups"]); n > 0 {
				totals[cells["state"]] = n
			}
		case "verdict":
			m.Verdict, m.People = cells["state"], cells["people_lost"]
		}
	}
	if diff := cmp.Diff(m.Groups, totals); diff != "" {
		t.Errorf("groups and totals of the table differ (-groups +totals):\n%s", diff)
	}
	return m
}

func readMoveJUnit(t *testing.T, text []byte) moveShown {
	var document struct {
		Suites []struct {
			Properties []struct {
				Name  string `xml:"name,attr"`
				Value string `xml:"value,attr"`
			} `xml:"properties>property"`
			Failures []struct {
				Type string `xml:"type,attr"`
			} `xml:"testcase>failure"`
			Errors []struct {
				Type string `xml:"type,attr"`
			} `xml:"testcase>error"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	m := moveShown{Groups: map[string]int{}}
	move := document.Suites[len(document.Suites)-1]
	for _, p := range move.Properties {
		switch p.Name {
		case "verdict":
			m.Verdict = p.Value
		case "peopleLosingAccess":
			m.People = p.Value
		case "target":
		default:
			m.Groups[p.Name] = atoi(t, p.Value)
		}
	}
	cases := map[string]int{}
	for _, c := range append(move.Failures, move.Errors...) {
		cases[c.Type]++
	}
	for _, state := range []string{report.StateBlocked, report.StateUndecided} {
		if cases[state] != m.Groups[state] {
			t.Errorf("JUnit lists %d groups as %s and counts %d", cases[state], state, m.Groups[state])
		}
	}
	return m
}

func readMoveSARIF(t *testing.T, text []byte) moveShown {
	var log struct {
		Runs []struct {
			Properties struct {
				Readiness struct {
					Verdict, PeopleLosingAccess string
					Groups                      map[string]int
				}
			}
		}
	}
	decode(t, text, &log)
	r := log.Runs[0].Properties.Readiness
	return moveShown{r.Verdict, r.PeopleLosingAccess, r.Groups}
}

func readMoveOCSF(t *testing.T, text []byte) moveShown {
	m := moveShown{}
	for line := range bytes.Lines(text) {
		var e struct {
			Unmapped struct {
				Readiness *struct {
					Verdict string
					People  string `json:"people_losing_access"`
					Groups  map[string]int
				}
			}
		}
		decode(t, line, &e)
		if r := e.Unmapped.Readiness; r != nil {
			m = moveShown{r.Verdict, r.People, r.Groups}
		}
	}
	return m
}

func readMoveProm(t *testing.T, text []byte) moveShown {
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	value := func(name string) int {
		if list := families["wbaudit_readiness_"+name].GetMetric(); len(list) > 0 {
			return int(list[0].GetGauge().GetValue())
		}
		return 0
	}
	m := moveShown{Groups: map[string]int{}, People: report.Known(value("people_losing_access"), value("people_complete") == 1)}
	for _, name := range []string{"verdict", "groups"} {
		for _, one := range families["wbaudit_readiness_"+name].GetMetric() {
			n := int(one.GetGauge().GetValue())
			for _, label := range one.GetLabel() {
				switch {
				case label.GetName() == "verdict" && n == 1:
					m.Verdict += label.GetValue()
				case label.GetName() == "state":
					m.Groups[label.GetValue()] = n
				}
			}
		}
	}
	return m
}

// readMoveSentence reads the verdict where it is a sentence, in which OSCAL escapes what Markdown would read.
func readMoveSentence(t *testing.T, text []byte) moveShown {
	plain := strings.ReplaceAll(string(text), `\`, "")
	m := moveShown{Groups: map[string]int{}}
	at := regexp.MustCompile(`Readiness for [^:]*: (NO-GO|GO|NOTHING MOVES)`).FindStringSubmatchIndex(plain)
	if at == nil {
		t.Fatal("the verdict is missing")
	}
	m.Verdict, plain = plain[at[2]:at[3]], plain[at[0]:]
	for _, state := range report.ReadinessStates {
		m.Groups[state] = atoi(t, regexp.MustCompile(` ([\d,]*\d) ` + report.StateWords[state] + "[,;]").FindStringSubmatch(plain)[1])
	}
	people := regexp.MustCompile(`people who lose access: ([\d,]*\d|not known)(, and there may be more)?`).FindStringSubmatch(plain)
	whole := people[2] == "" && people[1] != "not known" && !strings.Contains(plain, "which are not all:")
	n := 0
	if people[1] != "not known" {
		n = atoi(t, people[1])
	}
	m.People = report.Known(n, whole)
	return m
}
