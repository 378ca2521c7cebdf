package xlsx

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// lineHeight is the height of a line in points, and mostLines how many of a cell are shown at once.
const (
	lineHeight = 15
	mostLines  = 6
)

// filterButton is the width that Excel's filter button takes of a header.
const filterButton = 3

// rowHeight returns the height in points of a row of so many lines.
func rowHeight(n int) float64 {
	return lineHeight*float64(min(n, mostLines)) + 3
}

// wrappedLines estimates how many lines a cell takes in a column of a width in characters. Programs
// that trust what Excel wrote do not measure it again.
func wrappedLines(cell any, width float64) int {
	if styled, ok := cell.(excelize.Cell); ok {
		cell = styled.Value
	}
	s, _ := cell.(string)
	if len(s) < int(width) && !strings.Contains(s, "\n") {
		return 1
	}
	n := 0
	for line := range strings.Lines(s) {
		n += linesOf(line, width)
		if n > mostLines {
			break
		}
	}
	return n
}

// narrow is how many letters of text fit where the width counts a digit.
const narrow = 1.15

// linesOf breaks one paragraph at its spaces, as a cell does.
func linesOf(line string, width float64) int {
	width *= narrow
	n, taken := 1, 0.0
	for word := range strings.FieldsSeq(line) {
		length := float64(utf8.RuneCountInString(word))
		switch {
		case taken > 0 && taken+1+length > width:
			n++
			taken = length
		case taken > 0:
			taken += 1 + length
		default:
			taken = length
		}
		for ; taken > width && n <= mostLines; taken -= width {
			n++
		}
	}
	return n
}
