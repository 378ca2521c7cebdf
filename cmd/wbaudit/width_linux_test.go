package main

import (
	"bytes"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

func TestTextTakesTheWidthOfTheTerminal(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminal can be made here: %v", err)
	}
	defer terminal.Close()
	for columns, want := range map[uint16]int{40: 40, 79: 79, 200: mostColumns, 0: 0} {
		if err := unix.IoctlSetWinsize(int(terminal.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
			t.Fatal(err)
		}
		if got := widthOf(terminal); got != want {
			t.Errorf("%d columns: got %d, want %d", columns, got, want)
		}
	}
	if got := widthOf(&bytes.Buffer{}); got != 0 {
		t.Errorf("no terminal: got %d columns", got)
	}
}
