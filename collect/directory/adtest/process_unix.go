//go:build unix

package adtest

import (
	"os/exec"
	"syscall"
)

// apart gives a program a session of its own, so that all of its processes can be ended together.
func apart(program *exec.Cmd) { program.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// end ends all processes of a program that was started apart; those that do not listen with force.
func end(program *exec.Cmd, force bool) {
	signal := syscall.SIGTERM
	if force {
		signal = syscall.SIGKILL
	}
	_ = syscall.Kill(-program.Process.Pid, signal)
}
