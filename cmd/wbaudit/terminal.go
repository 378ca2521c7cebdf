package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// colourful reports whether w is a terminal that wants colour.
//
// Source: https://no-color.org
func colourful(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// mostColumns is as wide as a summary is set on any terminal: longer lines are hard to read.
const mostColumns = 80

// widthOf is how many columns text may take on w; 0 where w is no terminal, or does not say.
func widthOf(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !isTerminal(w) {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return min(columns, mostColumns)
}

// isTerminal reports whether a person sits at stream.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	// The null device is one of characters too, and nobody sits at it.
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
