package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// The size of the chart in pixels: its frame, and what a bar takes. A row without a height of its own
// takes rowPixels.
const (
	chartWidth = 1040
	chartFrame = 110
	chartBar   = 26
	rowPixels  = 20
)

// chart draws the findings of controls by severity from the cells of the rows first to last, which hold
// a count for each severity from column on. The bars go from the gravest on the left to the lightest in
// colour, and each tells its number: neither colour nor its order alone has to be trusted.
func (g *grid) chart(first, last, column int) {
	var series []excelize.ChartSeries
	for i, s := range severityShades {
		name := columnName(column + i)
		series = append(series, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$%s$%d", g.sheet, name, first-1),
			Categories: fmt.Sprintf("%s!$%s$%d:$%s$%d", g.sheet, columnName(summaryFirst), first, columnName(summaryFirst), last),
			Values:     fmt.Sprintf("%s!$%s$%d:$%s$%d", g.sheet, name, first, name, last),
			Fill:       solid(barFill(s)),
			DataLabel:  excelize.ChartDataLabel{Font: excelize.Font{Color: s.ink, Size: 9, Bold: s.bold}},
		})
	}
	gap, overlap := uint(40), 100
	height := chartFrame + chartBar*(last-first+1)
	g.row++
	g.keep(g.book.file.AddChart(g.sheet, g.at(summaryFirst), &excelize.Chart{
		Type: excelize.BarStacked, Series: series, GapWidth: &gap, Overlap: &overlap,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "Findings by control and severity", Font: font(excelize.Font{Bold: true, Size: 12, Color: "1F3A5F"})}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: uint(height)},
		// The first control is the topmost.
		XAxis:    excelize.ChartAxis{ReverseOrder: true, Font: *font(excelize.Font{Size: 9, Color: ink})},
		YAxis:    excelize.ChartAxis{MajorGridLines: true, Font: *font(excelize.Font{Size: 9, Color: ink}), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
		PlotArea: excelize.ChartPlotArea{ShowVal: true},
		Format:   excelize.GraphicOptions{AltText: "Findings of each control by severity; the numbers stand in the table above.", Positioning: "oneCell"},
	}))
	g.row += height/rowPixels + 1
}

// barFill is the colour of a bar: on white paper the two lightest need more of it than a cell does.
func barFill(s shade) string {
	switch s.word {
	case report.SeverityLow:
		return "B4D3EC"
	case report.SeverityInfo:
		return "D5DBE3"
	}
	return s.fill
}

// severityCounts writes a count for each severity from column on; none is an empty cell, since a chart
// would print every 0.
func (g *grid) severityCounts(column int, t report.Tally) {
	for i, s := range severityShades {
		if n := t.Of(s.word); n > 0 {
			g.put(column+i, g.book.palette.number, n)
		}
	}
}
