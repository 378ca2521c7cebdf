//go:build darwin || linux

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// columnsOf returns how wide a terminal is; 0 where it does not say.
func columnsOf(terminal *os.File) int {
	size, err := unix.IoctlGetWinsize(int(terminal.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
