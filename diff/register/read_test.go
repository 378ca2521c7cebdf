package register

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

const (
	first  = "3a5c3221-c465-48c0-95b8-e9305786a271"
	second = "12cce4b4-4ab8-40b7-be4d-f5d7742ec185"
	plain  = "id,purpose,owner,approver,reviewed\n" + first + ",Sales,ann@contoso.com,bob@contoso.com,2026-05-01\n"
)

func id(t *testing.T, text string) snapshot.GUID {
	t.Helper()
	id, err := snapshot.ParseGUID(text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestFormsOfOneRegister(t *testing.T) {
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	want := []diff.RegisterRow{{Line: 2, ID: id(t, first), Purpose: "Sales", Owner: "ann@contoso.com", Approver: "bob@contoso.com", Reviewed: &day}}
	for claim, text := range map[string]string{
		"commas":                    plain,
		"a BOM":                     "\ufeff" + plain,
		"lines that end as Windows": strings.ReplaceAll(plain, "\n", "\r\n"),
		"semicolons":                strings.ReplaceAll(plain, ",", ";"),
		"tabs":                      strings.ReplaceAll(plain, ",", "\t"),
		"another order and further columns": "Reviewed,Cost centre,ID,Approver,Owner,Purpose\n2026-05-01,17," + strings.ToUpper(first) +
			",bob@contoso.com,ann@contoso.com,Sales\n",
		"blanks and quotes": "id,purpose,owner,approver,reviewed\n\" " + first + " \", Sales ,ann@contoso.com,bob@contoso.com, 2026-05-01\n",
		"empty lines":       strings.Replace(plain, "\n", "\n", 1) + "\n,,,,\n",
	} {
		t.Run(claim, func(t *testing.T) {
			got, err := Read(strings.NewReader(text), "governance/register.csv")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got.Rows); d != "" {
				t.Errorf("rows (-want +got):\n%s", d)
			}
			sum := sha256.Sum256([]byte(text))
			if got.File != "register.csv" || got.Count != 1 || got.Digest != hex.EncodeToString(sum[:]) {
				t.Errorf("file %s, %d rows, digest %s", got.File, got.Count, got.Digest)
			}
		})
	}
}

func TestTextsStayAsTheyAre(t *testing.T) {
	got, err := Read(strings.NewReader("id,purpose,owner,approver,reviewed\n"+first+",\"=cmd|'/c calc'!A1\",<b>ann</b>,\"a \"\"b\"\"\nc\",\n"), `C:\files\r.csv`)
	if err != nil {
		t.Fatal(err)
	}
	want := diff.RegisterRow{Line: 2, ID: id(t, first), Purpose: "=cmd|'/c calc'!A1", Owner: "<b>ann</b>", Approver: "a \"b\"\nc"}
	if d := cmp.Diff(want, got.Rows[0]); d != "" || got.File != "r.csv" {
		t.Errorf("file %s, row (-want +got):\n%s", got.File, d)
	}
}

func TestRefusals(t *testing.T) {
	header := "id,purpose,owner,approver,reviewed\n"
	for claim, c := range map[string]struct{ text, want string }{
		"an empty file":           {"", "r.csv:1: the file is empty: expected the header id,purpose,owner,approver,reviewed"},
		"a missing column":        {"id,purpose,owner,reviewed\n", "r.csv:1: the header has no column approver: expected id,purpose,owner,approver,reviewed, in any order"},
		"a file without a header": {first + ",Sales,a,b,2026-05-01\n", "r.csv:1: the header has no column id, purpose, owner, approver, reviewed: expected id,purpose,owner,approver,reviewed, in any order"},
		"a column twice":          {"id,ID,purpose,owner,approver,reviewed\n", `r.csv:1: the header has the column "id" twice`},
		"a bad id": {header + "Sales,Sales,a,b,\n",
			`r.csv:2: id is "Sales": expected the object id of a cloud group such as 3a5c3221-c465-48c0-95b8-e9305786a271`},
		"no id": {header + ",Sales,a,b,\n",
			`r.csv:2: id is "": expected the object id of a cloud group such as 3a5c3221-c465-48c0-95b8-e9305786a271`},
		"a zero id": {header + "00000000-0000-0000-0000-000000000000,Sales,a,b,\n",
			`r.csv:2: id is "00000000-0000-0000-0000-000000000000": expected the object id of a cloud group such as 3a5c3221-c465-48c0-95b8-e9305786a271`},
		"a date of another form": {header + first + ",Sales,a,b,01.05.2026\n", `r.csv:2: reviewed is "01.05.2026": expected a date such as 2026-11-20, or nothing`},
		"a day that does not exist": {header + first + ",Sales,a,b,2026-02-30\n",
			`r.csv:2: reviewed is "2026-02-30": expected a date such as 2026-11-20, or nothing`},
		"a group twice": {header + first + ",a,a,b,\n\n" + second + ",a,a,b,\n" + strings.ToUpper(first) + ",c,a,b,\n",
			"r.csv:5: group " + first + " stands in line 2 already: keep one of the two rows"},
		"a field too many": {header + first + ",Sales, Nord,a,b,\n", "r.csv:2: 6 fields, the header has 5: quote a field that holds the separator"},
		"a quote that does not end": {header + first + ",\"Sales,a,b,\n",
			`r.csv:2: extraneous or missing " in quoted-field: put a field that holds a quote, a separator or a line break in quotes, and double the quotes in it`},
		"Latin-1":              {header + first + ",V\xe4ster\xe5s,a,b,\n", "r.csv:2: it is not UTF-8: save the file as CSV UTF-8"},
		"UTF-16":               {"\xff\xfei\x00d\x00", "r.csv:1: it is not UTF-8: save the file as CSV UTF-8"},
		"UTF-16 without a BOM": {"i\x00d\x00,\x00", "r.csv:1: it is not UTF-8: save the file as CSV UTF-8"},
	} {
		t.Run(claim, func(t *testing.T) {
			_, err := Read(strings.NewReader(c.text), "r.csv")
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestReaderThatFails(t *testing.T) {
	broken := errors.New("input/output error")
	if _, err := Read(iotest.ErrReader(broken), "r.csv"); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{plain, "\ufeff" + plain, strings.ReplaceAll(plain, ",", ";"), "id;purpose\n", "\"", "id,purpose,owner,approver,reviewed\r\n\"a\nb\",,,,"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := Read(strings.NewReader(string(text)), "r.csv")
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("the error has several lines: %q", err)
			}
			return
		}
		seen := map[snapshot.GUID]bool{}
		for _, row := range got.Rows {
			if row.ID.IsZero() || seen[row.ID] || row.Line < 2 {
				t.Errorf("row %+v", row)
			}
			seen[row.ID] = true
		}
		if got.Count != len(got.Rows) {
			t.Errorf("%d rows counted, %d there", got.Count, len(got.Rows))
		}
	})
}
