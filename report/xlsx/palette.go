package xlsx

import (
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// palette holds the style numbers of the workbook.
type palette struct {
	text, wrapped, number, time int
	// percent is a share; it is rounded down before.
	percent int
	// plainNumber is for numbers that stand alone, beside a label.
	plainNumber int
	// bits is for a number whose bits mean something.
	bits int
	// quoted are text and wrapped with Excel's quote prefix, by the style they replace.
	quoted   map[int]int
	header   map[side]int
	severity map[string]int
	outcome  map[string]int
	title    int
	heading  int
	label    int
	// numberLabel stands over numbers.
	numberLabel int
	link        int
	// numberLink is a link that shows a number, note the sentence below a list.
	numberLink, note int
	warning          int
	calm             int
	highlight        map[string]int
	rowLine          int
	// entry and due are cells that the reader writes in, late what has passed.
	entry, due, late int
	names            []namedStyle
}

// namedStyle is a cell style that Excel lists by name.
type namedStyle struct {
	name string
	id   int
}

// side says which side of the comparison a column shows; the header's colour follows it.
type side int

const (
	sideNone side = iota
	sideCloud
	sideEffective
	sideDirectory
	sideMembers
	sideTriage
)

// The colours. Severities grow darker with their weight, so that they keep their order when
// printed in black and white, and none relies on telling red from green.
const (
	ink       = "1F2937"
	headerInk = "FFFFFF"
	amber     = "FFE8B3"
	mist      = "EEF2F7"
	paper     = "FFFBEA"
)

// sideFill is indexed by side.
var sideFill = []string{
	sideNone: "1F3A5F", sideCloud: "2B5C8A", sideEffective: "4A3B76", sideDirectory: "1E6B5C", sideMembers: "5A4632", sideTriage: "7A4A00",
}

// shade is how a word is shown: a sign before it, and colours.
type shade struct {
	word, sign, fill, ink string
	bold                  bool
}

var severityShades = []shade{
	{report.SeverityCritical, "◆", "6B0F1A", "FFFFFF", true},
	{report.SeverityHigh, "▲", "C8553D", "FFFFFF", true},
	{report.SeverityMedium, "●", "F2B84B", ink, false},
	{report.SeverityLow, "▽", "CFE3F5", ink, false},
	{report.SeverityInfo, "○", "F1F3F5", ink, false},
}

var outcomeShades = []shade{
	{report.OutcomeError, "‼", "6B0F1A", "FFFFFF", true},
	{report.OutcomeFail, "✖", "C8553D", "FFFFFF", true},
	{report.OutcomeNotEvaluated, "?", amber, ink, true},
	{report.OutcomePass, "✔", "DCEBDD", ink, false},
	{report.OutcomeNotApplicable, "–", "F1F3F5", ink, false},
}

// styleMaker makes styles and keeps the first error.
type styleMaker struct {
	file *excelize.File
	err  error
}

func (m *styleMaker) cell(s excelize.Style) int {
	if s.Alignment == nil {
		s.Alignment = &excelize.Alignment{Vertical: "top"}
	}
	return m.keep(m.file.NewStyle(&s))
}

func (m *styleMaker) rule(s excelize.Style) int {
	return m.keep(m.file.NewConditionalStyle(&s))
}

func (m *styleMaker) keep(id int, err error) int {
	if m.err == nil {
		m.err = err
	}
	return id
}

func newPalette(f *excelize.File) (*palette, error) {
	m := &styleMaker{file: f}
	p := &palette{quoted: map[int]int{}, header: map[side]int{}, severity: map[string]int{}, outcome: map[string]int{}, highlight: map[string]int{}}
	p.addCells(m)
	p.addSummaryCells(m)
	for _, s := range severityShades {
		p.severity[s.word] = p.addSign(m, "Audit severity ", s)
	}
	for _, s := range outcomeShades {
		p.outcome[s.word] = p.addSign(m, "Audit outcome ", s)
	}
	return p, m.err
}

func (p *palette) addCells(m *styleMaker) {
	wrap := func() *excelize.Alignment { return &excelize.Alignment{Vertical: "top", WrapText: true} }
	number, time := "#,##0", "yyyy-mm-dd hh:mm"
	p.text = m.cell(excelize.Style{})
	p.wrapped = m.cell(excelize.Style{Alignment: wrap()})
	// The indent keeps a number from touching the text in the next column.
	right := excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}
	p.number = m.cell(excelize.Style{CustomNumFmt: &number, Alignment: &right})
	share := "0.0%"
	p.percent = m.cell(excelize.Style{CustomNumFmt: &share, Alignment: &right})
	p.plainNumber = m.cell(excelize.Style{CustomNumFmt: &number, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}})
	plain := "0"
	p.bits = m.cell(excelize.Style{CustomNumFmt: &plain, Alignment: &right})
	p.time = m.cell(excelize.Style{CustomNumFmt: &time, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}})
	// Locked is what every cell is anyway; said aloud it makes these styles distinct ones, which
	// the quote prefix can be given to when the workbook is packed.
	locked := &excelize.Protection{Locked: true}
	p.quoted[p.text] = m.cell(excelize.Style{Protection: locked})
	p.quoted[p.wrapped] = m.cell(excelize.Style{Alignment: wrap(), Protection: locked})
	p.addEntries(m, locked)
	for s, fill := range sideFill {
		p.header[side(s)] = m.cell(excelize.Style{Fill: solid(fill), Font: font(excelize.Font{Bold: true, Color: headerInk}),
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	}
	p.names = append(p.names, namedStyle{"Audit text", p.text}, namedStyle{"Audit wrapped text", p.wrapped},
		namedStyle{"Audit number", p.number}, namedStyle{"Audit time", p.time}, namedStyle{"Audit header", p.header[sideNone]})
}

// addEntries makes the cells that the reader writes in: pale, with a thin frame that shows in print.
func (p *palette) addEntries(m *styleMaker, locked *excelize.Protection) {
	day := "yyyy-mm-dd"
	entry := excelize.Style{Fill: solid(paper), Border: frame("D8CFAE"), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	p.entry = m.cell(entry)
	entry.Protection = locked
	p.quoted[p.entry] = m.cell(entry)
	entry.Protection, entry.CustomNumFmt, entry.Alignment = nil, &day, &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	p.due = m.cell(entry)
	p.late = m.rule(excelize.Style{Font: &excelize.Font{Bold: true, Color: ink}, Fill: solid(amber)})
	p.names = append(p.names, namedStyle{"Audit entry", p.entry}, namedStyle{"Audit due day", p.due})
}

func (p *palette) addSummaryCells(m *styleMaker) {
	p.title = m.cell(excelize.Style{Font: font(excelize.Font{Bold: true, Size: 20, Color: "1F3A5F"})})
	p.heading = m.cell(excelize.Style{Font: font(excelize.Font{Bold: true, Size: 13, Color: "1F3A5F"}), Alignment: &excelize.Alignment{Vertical: "center"},
		Border: []excelize.Border{{Type: "bottom", Color: "1F3A5F", Style: 1}}})
	bold := font(excelize.Font{Bold: true, Color: ink})
	p.label = m.cell(excelize.Style{Fill: solid(mist), Font: bold})
	p.numberLabel = m.cell(excelize.Style{Fill: solid(mist), Font: bold, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}})
	blue := font(excelize.Font{Underline: "single", Color: "0B5394"})
	number := "#,##0"
	p.link = m.cell(excelize.Style{Font: blue})
	p.numberLink = m.cell(excelize.Style{Font: blue, CustomNumFmt: &number, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}})
	p.note = m.cell(excelize.Style{Font: font(excelize.Font{Italic: true, Color: ink})})
	banner := &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true, Indent: 1}
	p.warning = m.cell(excelize.Style{Fill: solid(amber), Font: bold, Alignment: banner,
		Border: frame("B45309")})
	p.calm = m.cell(excelize.Style{Fill: solid(mist), Font: font(excelize.Font{Color: ink}), Alignment: banner, Border: frame("9AA5B1")})
	p.rowLine = m.rule(excelize.Style{Border: []excelize.Border{{Type: "bottom", Color: "D5DBE3", Style: 1}}})
	p.names = append(p.names, namedStyle{"Audit title", p.title}, namedStyle{"Audit heading", p.heading}, namedStyle{"Audit label", p.label})
}

// addSign makes the style that shows a sign before a word while the cell's value stays the word,
// so that filters and formulas of the reader see it, and the conditional format that colours it.
func (p *palette) addSign(m *styleMaker, prefix string, s shade) int {
	format := `"` + s.sign + ` "@`
	p.highlight[s.word] = m.rule(excelize.Style{Font: &excelize.Font{Bold: s.bold, Color: s.ink}, Fill: solid(s.fill)})
	id := m.cell(excelize.Style{CustomNumFmt: &format})
	p.names = append(p.names, namedStyle{prefix + s.word, id})
	return id
}

// shadeRules colour the words of shades.
func (p *palette) shadeRules(shades []shade) []excelize.ConditionalFormatOptions {
	var rules []excelize.ConditionalFormatOptions
	for _, s := range shades {
		format := p.highlight[s.word]
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "==", Format: &format, Value: `"` + s.word + `"`})
	}
	return rules
}

// font completes f: a font without family is shown with another one than the rest of the sheet.
func font(f excelize.Font) *excelize.Font {
	f.Family = "Calibri"
	if f.Size == 0 {
		f.Size = 11
	}
	return &f
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func frame(colour string) []excelize.Border {
	var f []excelize.Border
	for _, edge := range []string{"left", "right", "top", "bottom"} {
		f = append(f, excelize.Border{Type: edge, Color: colour, Style: 1})
	}
	return f
}
