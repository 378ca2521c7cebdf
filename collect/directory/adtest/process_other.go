//go:build !unix

package adtest

import "os/exec"

// apart does nothing where no Samba runs.
func apart(*exec.Cmd) {}

// end ends a program.
func end(program *exec.Cmd, _ bool) { _ = program.Process.Kill() }
