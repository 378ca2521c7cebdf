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

// tallestLines is how many lines a row has at most whose text must be seen whole: Excel's rows end at 409 points.
const tallestLines = 25

// filterButton is the width that Excel's filter button takes of a header.
const filterButton = 3

// rowHeight returns the height in points of a row of so many lines.
func rowHeight(n int) float64 {
	return wholeHeight(min(n, mostLines))
}

// wholeHeight returns the height in points of a row that shows all of its lines.
func wholeHeight(n int) float64 { return lineHeight*float64(n) + 3 }

// pieces cuts a text at its spaces so that each piece has a row that shows it whole.
func pieces(text string, width float64) []string {
	if linesOf(text, width, tallestLines) <= tallestLines {
		return []string{text}
	}
	middle := len(text) / 2
	for !utf8.RuneStart(text[middle]) {
		middle--
	}
	if space := strings.LastIndexByte(text[:middle], ' '); space > 0 {
		middle = space
	}
	return append(pieces(text[:middle], width), pieces(strings.TrimPrefix(text[middle:], " "), width)...)
}

// wrappedLines estimates how many lines a cell takes in a column of a width in characters. Programs
// that trust what Excel wrote do not measure it again.
func wrappedLines(cell any, width float64) int {
	if styled, ok := cell.(excelize.Cell); ok {
		cell = styled.Value
	}
	s, _ := cell.(string)
	if float64(len(s))*widest < width*kept && !strings.Contains(s, "\n") {
		return 1
	}
	n := 0
	for line := range strings.Lines(s) {
		n += linesOf(line, width, mostLines)
		if n > mostLines {
			break
		}
	}
	return n
}

// linesOf breaks one paragraph at its spaces, as a cell does; what has more than most lines is not measured to its end.
func linesOf(line string, width float64, most int) int {
	width *= kept
	n, taken := 1, 0.0
	for word := range strings.FieldsSeq(line) {
		length := breadth(word)
		switch {
		case taken > 0 && taken+space+length > width:
			n++
			taken = length
		case taken > 0:
			taken += space + length
		default:
			taken = length
		}
		for ; taken > width && n <= most; taken -= width {
			n++
		}
	}
	return n
}

// The breadths of characters in digits, by which columns are measured, of the font that workbooks have: names of the
// directory are in capitals for a good part, sentences hardly.
const (
	space   = 0.45
	slender = 0.55
	small   = 0.95
	capital = 1.2
	widest  = 1.7
	// kept is how much of its width a column has for text; programs that lack the font take a broader one.
	kept = 0.94
)

// breadth is how much room a word takes.
func breadth(word string) float64 {
	sum := 0.0
	for _, r := range word {
		switch {
		case r == 'i', r == 'l', r == 'j', r == 't', r == 'f', r == 'r', r == '.', r == ',', r == ':', r == ';', r == '\'', r == '(', r == ')', r == '-', r == '|', r == 'I':
			sum += slender
		case r == 'm', r == 'w', r == 'M', r == 'W', r == '@', r == '%', r > 0x2e80:
			sum += widest
		case r >= 'A' && r <= 'Z', r == '=':
			sum += capital
		case r >= 'a' && r <= 'z':
			sum += small
		default:
			sum++
		}
	}
	return sum
}
