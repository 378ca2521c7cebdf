package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/triage/workbook"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// The least that a workbook of one sheet consists of.
const (
	roots = `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	main  = `<workbook><sheets><sheet name="Findings" sheetId="1" r:id="r1"/></sheets></workbook>`
	parts = `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
)

// titles is the first row of a list.
var titles = func() string {
	var b strings.Builder
	for _, title := range []string{"Fingerprint", "Evidence digest", "Decision", "Owner", "Due", "Comment"} {
		b.WriteString(`<c t="inlineStr"><is><t>` + title + `</t></is></c>`)
	}
	return `<row>` + b.String() + `</row>`
}()

// part is one file of a zip: its name and what writes it.
type part struct {
	name  string
	write func(io.Writer)
}

func text(s string) func(io.Writer) {
	return func(w io.Writer) { _, _ = io.WriteString(w, s) }
}

// repeated writes head, n times a piece, and tail, without ever holding it.
func repeated(head, piece string, n int, tail string) func(io.Writer) {
	return func(w io.Writer) {
		_, _ = io.WriteString(w, head)
		block := strings.Repeat(piece, max(1, (1<<20)/len(piece)))
		for written := 0; written < n*len(piece); written += len(block) {
			_, _ = io.WriteString(w, block)
		}
		_, _ = io.WriteString(w, tail)
	}
}

// zipped is a workbook whose sheet and shared texts are made by sheet and shared; later parts follow.
func zipped(t testing.TB, sheet, shared func(io.Writer), more ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	all := append([]part{{"_rels/.rels", text(roots)}, {"xl/workbook.xml", text(main)}, {"xl/_rels/workbook.xml.rels", text(parts)},
		{"xl/worksheets/sheet1.xml", sheet}, {"xl/sharedStrings.xml", shared}}, more...)
	for _, p := range all {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		p.write(w)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	noTexts    = `<sst></sst>`
	sheetStart = `<worksheet><sheetData>`
	sheetEnd   = `</sheetData></worksheet>`
)

func TestAHostileWorkbookIsOneClearLine(t *testing.T) {
	whole := written(t, reporttest.Demo(20), xlsx.Options{})
	sheet := func(s string) []byte { return zipped(t, text(sheetStart+titles+s+sheetEnd), text(noTexts)) }
	much := 8 << 20 // of what is refused after the first
	for name, tt := range map[string]struct {
		book []byte
		want string
	}{
		"nothing":                                    {nil, "it is no .xlsx file"},
		"another file":                               {[]byte("control,severity\n"), "it is no .xlsx file"},
		"an encrypted workbook":                      {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "it is encrypted, or of a format before 2007: save it as .xlsx without a password"},
		"a file that is cut off":                     {whole[:len(whole)/2], "it is cut off or damaged"},
		"a zip of something else":                    {zippedParts(t, part{"notes.txt", text("hello")}), `part "_rels/.rels": it is not there`},
		"a sheet that is not there":                  {zippedParts(t, part{"_rels/.rels", text(roots)}, part{"xl/workbook.xml", text(main)}, part{"xl/_rels/workbook.xml.rels", text(parts)}, part{"xl/sharedStrings.xml", text(noTexts)}), "it is not there"},
		"a part that is there twice":                 {zipped(t, text(sheetStart+sheetEnd), text(noTexts), part{"XL/workbook.xml", text(main)}), `it holds the part "XL/workbook.xml" twice`},
		"an entity that names itself":                {zipped(t, text(`<!DOCTYPE a [<!ENTITY b "&b;&b;">]>`+sheetStart+"&b;"+sheetEnd), text(noTexts)), "it declares a document type, which no workbook does"},
		"an entity that nobody declares":             {sheet(`<row><c t="inlineStr"><is><t>&lol;</t></is></c></row>`), "invalid character entity &lol;"},
		"a sheet that ends in a row":                 {zipped(t, text(sheetStart+titles+`<row><c r="A2">`), text(noTexts)), "its XML is cut off"},
		"texts that end in one":                      {zipped(t, text(sheetStart+titles+sheetEnd), text(`<sst><si><t>half`)), "its XML is cut off"},
		"a sheet that ends behind its rows":          {zipped(t, text(sheetStart+titles+"</sheetData>"), text(noTexts)), "its XML is cut off: save the workbook again"},
		"one that ends in the next element":          {zipped(t, text(sheetStart+titles+"</sheetData><pageMargins left="), text(noTexts)), "its XML is cut off: save the workbook again"},
		"an element behind the rows that never ends": {zipped(t, text(sheetStart+titles+"</sheetData><tableParts></worksheet>"), text(noTexts)), "its XML is damaged: </worksheet> ends what did not begin"},
		"an end without a beginning":                 {zipped(t, text(sheetStart+titles+"</sheetData></tableParts></worksheet>"), text(noTexts)), "its XML is damaged: </tableParts> ends what did not begin"},
		"something behind the end":                   {zipped(t, text(sheetStart+titles+sheetEnd+"<worksheet/>"), text(noTexts)), "its XML is damaged: <worksheet> follows its end"},
		"elements without end":                       {zipped(t, repeated(sheetStart+titles, "<a>", 1<<20, sheetEnd), text(noTexts)), "its elements nest deeper"},
		"a list of sheets that is cut off":           {zippedParts(t, part{"_rels/.rels", text(roots)}, part{"xl/_rels/workbook.xml.rels", text(parts)}, part{"xl/workbook.xml", text("<workbook><sheets>")}), `part "xl/workbook.xml": its XML is cut off`},
		"a row beyond the last":                      {sheet(`<row r="99999999999"/>`), "it has a row 99999999999; Excel has 1048576"},
		"a row that is no number":                    {sheet(`<row r="x"/>`), `a row has the number "x"`},
		"a column beyond the last":                   {sheet(`<row r="2"><c r="ZZZZ2"><v>1</v></c></row>`), "Excel has 16384 columns"},
		"a cell without a name":                      {sheet(`<row r="2"><c r="12"><v>1</v></c></row>`), `it has a cell with the name "12"`},
		"a shared text that is not there":            {sheet(`<row r="2"><c r="A2" t="s"><v>7</v></c></row>`), `it refers to the shared text "7", which is not there`},
		"a shared text below the first":              {sheet(`<row r="2"><c r="A2" t="s"><v>-1</v></c></row>`), `it refers to the shared text "-1", which is not there`},
		"much in one cell":                           {zipped(t, repeated(sheetStart+titles+`<row><c t="inlineStr"><is><t>`, "aaaaaaaa", much/8, `</t></is></c></row>`+sheetEnd), text(noTexts)), "one piece of markup or text is longer than 1 MiB"},
		"much in pieces of a cell":                   {zipped(t, repeated(sheetStart+titles+`<row><c t="inlineStr"><is>`, "<t>"+strings.Repeat("a", 5000)+"</t>", much/5000, `</is></c></row>`+sheetEnd), text(noTexts)), "one piece of markup or text is longer than 1 MiB"},
		"much in one name":                           {zipped(t, repeated(sheetStart+titles+`<row `, "aaaaaaaa", much/8, `="1"/>`+sheetEnd), text(noTexts)), "one piece of markup or text is longer than 1 MiB"},
		"much in one shared text":                    {zipped(t, text(sheetStart+titles+sheetEnd), repeated(`<sst><si>`, "<t>"+strings.Repeat("a", 1000)+"</t>", much/1000, `</si></sst>`)), "one piece of markup or text is longer than 1 MiB"},
		"a list of sheets without end":               {zippedParts(t, part{"_rels/.rels", text(roots)}, part{"xl/_rels/workbook.xml.rels", text(parts)}, part{"xl/workbook.xml", repeated(`<workbook><sheets>`, `<sheet name="a" r:id="r1"/>`, 1<<20, `</sheets></workbook>`)}), "it has more than 500 sheets"},
		"properties without end":                     {zippedParts(t, part{"_rels/.rels", repeated(`<Relationships>`, `<Relationship Id="r1" Type="x" Target="y"/>`, 1<<20, `</Relationships>`)}), "it unpacks to more than 8 MiB"},
	} {
		_, _, err := read(t, tt.book)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s (%d bytes): the error is %v, want one line with %s", name, len(tt.book), err, tt.want)
		}
	}
}

// TestABombTakesNoMemory unpacks a gigabyte from a megabyte. What the heap ever had of the system is
// the measure: it never shrinks.
func TestABombTakesNoMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("packing the bomb takes seconds")
	}
	const gigabyte = 1 << 30
	bomb := zipped(t, repeated(sheetStart+titles+`<row><c t="inlineStr"><is><t>`, "aaaaaaaa", gigabyte/8, `</t></is></c></row>`+sheetEnd), text(noTexts))
	texts := zipped(t, text(sheetStart+titles+sheetEnd), repeated(`<sst>`, "<si><t>"+strings.Repeat("a", 1<<15)+"</t></si>", 4096, `</sst>`))
	empty := zipped(t, text(sheetStart+titles+sheetEnd), repeated(`<sst>`, "<si/>", 1<<21, `</sst>`))
	before := heap()
	for _, tt := range []struct {
		book []byte
		want string
	}{{bomb, "one piece of markup or text is longer than 1 MiB"}, {texts, "its texts take more than 32 MiB"}, {empty, "its texts take more than 32 MiB"}} {
		book, want := tt.book, tt.want
		l := workbook.DefaultLimits()
		l.Strings = 32 << 20
		b, err := workbook.Open(bytes.NewReader(book), int64(len(book)), l)
		if err == nil {
			err = b.Rows(context.Background(), nil, func(*workbook.Row) error { return nil })
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes: the error is %v, want %s", len(book), err, want)
		}
	}
	if grown := heap() - before; grown > 256<<20 {
		t.Errorf("the heap has grown by %d MiB", grown>>20)
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapSys)
}

func zippedParts(t testing.TB, all ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range all {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		p.write(w)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAWorkbookMayNotUnpackToMoreThanItsLimit(t *testing.T) {
	book := zipped(t, repeated(sheetStart+titles, `<row><c><v>1</v></c></row>`, 1<<18, sheetEnd), text(noTexts))
	l := workbook.DefaultLimits()
	l.Unpacked = 1 << 20
	b, err := workbook.Open(bytes.NewReader(book), int64(len(book)), l)
	if err != nil {
		t.Fatal(err)
	}
	err = b.Rows(context.Background(), nil, func(*workbook.Row) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "it unpacks to more than 1 MiB") {
		t.Errorf("the error is %v", err)
	}
	l.File = 10
	if _, err := workbook.Open(bytes.NewReader(book), int64(len(book)), l); err == nil {
		t.Error("a file that is too long is opened")
	}
}

func TestATableOfPartsWithoutEndIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 60_000 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("xl/%060d", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, _, err := read(t, b.Bytes())
	if err == nil || !strings.Contains(err.Error(), "its table of parts is longer than that of any workbook") {
		t.Errorf("the error is %v", err)
	}
}

func TestEveryBeginningOfAWorkbookIsRefused(t *testing.T) {
	whole := written(t, reporttest.Demo(6), xlsx.Options{})
	for n := 0; n < len(whole); n += 1 + len(whole)/200 {
		if _, _, err := read(t, whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are read", n, len(whole))
		}
	}
}

func TestReadingEndsWhenItIsCancelled(t *testing.T) {
	whole := written(t, reporttest.Demo(6), xlsx.Options{})
	b, err := workbook.Open(bytes.NewReader(whole), int64(len(whole)), workbook.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := b.Rows(ctx, nil, func(*workbook.Row) error { return nil }); err == nil {
		t.Error("a cancelled reading goes on")
	}
}

// FuzzSheet reads a workbook whose sheet and shared texts are anything.
func FuzzSheet(f *testing.F) {
	f.Add(sheetStart+titles+`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>accept</t></is></c><c r="E2"><v>46418</v></c></row>`+sheetEnd, `<sst><si><t>x</t></si></sst>`)
	f.Add(sheetStart+`<row><c><f>1</f></c></row>`+sheetEnd, noTexts)
	f.Add(`<x:worksheet><x:row r="1"><x:c r="A1" t="str"><x:v>_x0041_</x:v></x:c></x:row></x:worksheet>`, `<sst><si><r><t>a</t></r><rPh><t>b</t></rPh></si></sst>`)
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		rows, _, err := read(t, zipped(t, text(sheet), text(shared)))
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("the error has several lines: %v", err)
		}
		for _, r := range rows {
			if r.Empty() && r.Cells[workbook.ColumnFingerprint] == "" {
				t.Errorf("row %d says nothing", r.Number)
			}
		}
	})
}

// FuzzFile reads anything as a workbook.
func FuzzFile(f *testing.F) {
	f.Add(zipped(f, text(sheetStart+titles+sheetEnd), text(noTexts)))
	f.Fuzz(func(t *testing.T, book []byte) { _, _, _ = read(t, book) })
}
