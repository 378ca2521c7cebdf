// Command wbaudit audits Microsoft Entra group writeback: which cloud groups should exist in the
// on-premises Active Directory, which do, and where the two differ. It only ever reads.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its outside world as parameters; it returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return runUntil(ctx, args, terminal{in: os.Stdin, out: stdout, talk: stderr}, builtSides())
}

// keeping keeps the first error of a writer.
type keeping struct {
	to  io.Writer
	err error
}

func (k *keeping) Write(text []byte) (int, error) {
	n, err := k.to.Write(text)
	if k.err == nil {
		k.err = err
	}
	return n, err
}

// runUntil runs a command until ctx is done, with the live sides that there are.
func runUntil(ctx context.Context, args []string, t terminal, s sides) int {
	stderr := t.talk
	root := rootCommand(t, s)
	root.SetArgs(args)
	// The library that prints help drops what goes wrong with that.
	help := &keeping{to: t.out}
	root.SetOut(help)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = help.err
	}
	if err == nil || errors.Is(err, errStopped) {
		return exitClean
	}
	var kept *keptError
	if ctx.Err() != nil && errors.As(err, &kept) {
		fmt.Fprintf(stderr, "wbaudit: interrupted; what was read is kept in %s, --resume goes on with it\n", kept.spool)
		return exitInterrupted
	}
	if ctx.Err() != nil {
		fmt.Fprintln(stderr, "wbaudit: interrupted; nothing was written")
		return exitInterrupted
	}
	if text := textOf(err); text != "" {
		fmt.Fprintln(stderr, "wbaudit: "+oneLine(text))
	}
	return codeOf(err)
}
