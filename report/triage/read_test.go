package triage_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report/triage"
)

const group = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"

const fingerprint = "3f1a6f5e0d4c4b6a9c1e2d7b8a905f43"

// needed are the fields that every waiver has, besides its target.
const needed = "control: CFG-01, reason: r, owner: o"

func TestAWaiverIsReadWithAllItSays(t *testing.T) {
	text := `# decided in November
waivers:
  - control: CFG-01
    target: 1B4E28BA-2fa1-41d2-883f-0016d3cca427
    reason: "Retired in January: nobody uses it"
    owner: identity team
    approver: head of infrastructure
    ticket: 4711
    created: 2026-11-01
    expires: 2027-01-31
    max_count: 40
  - {control: CFG-25, name: Project *, reason: r, owner: o}
  - {control: CFG-25, target: tenant, finding: 3F1A6f5e0d4c4b6a9c1e2d7b8a905f43, reason: r, owner: o}
`
	got, err := triage.Read(strings.NewReader(text), "folder/w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	created, expires, most := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 1, 31, 23, 59, 59, 0, time.UTC), 40
	want := []triage.Waiver{
		{Line: 3, Control: "CFG-01", Target: group, Reason: "Retired in January: nobody uses it", Owner: "identity team",
			Approver: "head of infrastructure", Ticket: "4711", Created: &created, Expires: &expires, MaxCount: &most},
		{Line: 12, Control: "CFG-25", Name: "Project *", Reason: "r", Owner: "o"},
		{Line: 13, Control: "CFG-25", Target: "tenant", Finding: fingerprint, Reason: "r", Owner: "o"},
	}
	if diff := cmp.Diff(want, got.Waivers); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatIsWrongWithAFileNamesItsLine(t *testing.T) {
	for name, row := range map[string]struct{ text, want string }{
		"empty":            {"", "w.yaml:1: the file is empty: expected waivers: and a list"},
		"comments only":    {"# nothing\n", "w.yaml:1: the file is empty: expected waivers: and a list"},
		"another key":      {"waiver: []\n", `w.yaml:1: unknown key "waiver": expected one of waivers`},
		"no list":          {"waivers:\n  control: X\n", "w.yaml:2: waivers is no list: begin each waiver with a dash, as in - control: CFG-01"},
		"text as a list":   {"waivers: all\n", "w.yaml:1: waivers is no list: begin each waiver with a dash, as in - control: CFG-01"},
		"not YAML":         {"waivers:\n\t- x\n", "w.yaml:2: not YAML: found character that cannot start any token"},
		"two documents":    {"waivers: []\n---\nwaivers: []\n", "w.yaml:2: a second document begins: expected one"},
		"misspelt key":     {"waivers:\n- {" + needed + ", target: tenant,\n   expire: 2027-01-31}\n", `w.yaml:3: unknown key "expire": expected one of control, target, finding, name, reason, owner, approver, ticket, created, expires, max_count`},
		"key given twice":  {"waivers:\n- owner: a\n  control: X\n  owner: b\n", "w.yaml:4: owner comes twice in one place: keep one"},
		"an anchor":        {"waivers:\n- {" + needed + ", target: &t tenant}\n", "w.yaml:2: target uses an anchor: write each waiver out"},
		"no reason":        {"waivers:\n- {control: X, owner: o, target: tenant}\n", "w.yaml:2: reason is missing: a waiver says control, target, reason and owner"},
		"blank owner":      {"waivers:\n- control: X\n  reason: r\n  owner: ' '\n  target: tenant\n", "w.yaml:4: owner is missing: a waiver says control, target, reason and owner"},
		"for nothing":      {"waivers:\n- {" + needed + "}\n", "w.yaml:2: target is missing: expected the id of a group, tenant, or name: with a pattern; the waiver is for nothing"},
		"target and name":  {"waivers:\n- {" + needed + ", target: tenant, name: Pro*}\n", "w.yaml:2: target and name are both given: keep one of them"},
		"name as target":   {"waivers:\n- {" + needed + ", target: Sales*}\n", `w.yaml:2: target is "sales*": expected the id of a group as findings show it, or tenant; patterns for names go into name`},
		"impossible day":   {"waivers:\n- control: X\n  reason: r\n  owner: o\n  target: tenant\n  expires: 2026-02-30\n", `w.yaml:6: expires is "2026-02-30": expected a day of the calendar, such as 2027-01-31`},
		"a time for a day": {"waivers:\n- {" + needed + ", target: tenant, expires: 2026-02-01T10:00:00Z}\n", `w.yaml:2: expires is "2026-02-01T10:00:00Z": expected a day of the calendar, such as 2027-01-31`},
		"end before start": {"waivers:\n- {" + needed + ", target: tenant, created: 2026-03-01, expires: 2026-02-01}\n", "w.yaml:2: expires 2026-02-01 lies before created 2026-03-01: exchange them"},
		"part of a print":  {"waivers:\n- {" + needed + ", target: tenant, finding: 1af74a33}\n", `w.yaml:2: finding is "1af74a33": expected the 32 digits of its fingerprint; "wbaudit report REPORT -f csv" lists them`},
		"a named finding":  {"waivers:\n- {" + needed + ", name: Sales, finding: " + fingerprint + "}\n", `w.yaml:2: finding and name are both given: a finding is about one target, so name its id in target`},
		"count as a word":  {"waivers:\n- {" + needed + ", target: tenant, max_count: many}\n", `w.yaml:2: max_count is "many": expected a whole number from 0`},
		"negative count":   {"waivers:\n- {" + needed + ", target: tenant, max_count: -1}\n", `w.yaml:2: max_count is "-1": expected a whole number from 0`},
		"list as a reason": {"waivers:\n- {control: X, owner: o, target: tenant, reason: [a]}\n", "w.yaml:2: reason is a list or a mapping: expected a text"},
		"an entry of text": {"waivers:\n- CFG-01\n", "w.yaml:2: expected a waiver with control, target, finding, name, reason, owner, approver, ticket, created, expires, max_count"},
		"not UTF-8":        {"waivers:\n- \xff\n", "w.yaml:2: not UTF-8: save the file as UTF-8"},
	} {
		_, err := triage.Read(strings.NewReader(row.text), "w.yaml")
		if err == nil || err.Error() != row.want {
			t.Errorf("%s:\n got %v\nwant %s", name, err, row.want)
		}
	}
}

func TestAnEmptyListIsAList(t *testing.T) {
	for _, text := range []string{"waivers:\n", "waivers: []\n", "\ufeffwaivers:\r\n"} {
		l, err := triage.Read(strings.NewReader(text), "w.yaml")
		if err != nil || len(l.Waivers) != 0 {
			t.Errorf("%q: %v, %v", text, l, err)
		}
	}
}

func TestHighAndCriticalNeedAnEnd(t *testing.T) {
	l, err := triage.Read(strings.NewReader("waivers:\n- {"+needed+", target: tenant}\n"), "w.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for severity, refused := range map[string]bool{"critical": true, "high": true, "medium": false, "low": false, "info": false, "": false} {
		err := l.Check(func(string) string { return severity }, reviewed)
		if (err != nil) != refused || refused && !strings.HasPrefix(err.Error(), "w.yaml:2: expires is missing: CFG-01 is "+severity) {
			t.Errorf("%s: %v", severity, err)
		}
	}
}

func TestAnEndThatIsTooFarIsNone(t *testing.T) {
	for dates, refused := range map[string]bool{
		"expires: 2036-11-21": false, "expires: 2036-11-22": true, "expires: 9999-12-31": true,
		"created: 2030-01-01, expires: 2040-01-01": false, "created: 2030-01-01, expires: 2040-01-02": true,
	} {
		l, err := triage.Read(strings.NewReader("waivers:\n- {"+needed+", target: tenant, "+dates+"}\n"), "w.yaml")
		if err != nil {
			t.Fatal(err)
		}
		err = l.Check(func(string) string { return "low" }, reviewed)
		if (err != nil) != refused || refused && !strings.Contains(err.Error(), " is more than 10 years after ") {
			t.Errorf("%s: %v", dates, err)
		}
	}
}

// Whatever a file holds, it is read, or refused in one line that begins with its name.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"waivers:\n- {" + needed + ", target: tenant, expires: 2027-01-31, max_count: 3}\n", "waivers: &a [*a]\n", "{waivers: [{? [a] : b}]}", "a: b\n---\n", "\t", "waivers:\n- <<: {a: b}\n", "!!binary x", "waivers: !!null x"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := triage.Read(strings.NewReader(string(text)), "w.yaml")
		var defect *triage.Defect
		switch {
		case err != nil && (!errors.As(err, &defect) || strings.ContainsAny(err.Error(), "\n\r") || !strings.HasPrefix(err.Error(), "w.yaml:")):
			t.Fatalf("%q", err)
		case err != nil:
			return
		}
		for _, w := range l.Waivers {
			if w.Control == "" || w.Reason == "" || w.Owner == "" || (w.Target == "") == (w.Name == "") || w.Line < 1 {
				t.Fatalf("%+v", w)
			}
		}
	})
}
