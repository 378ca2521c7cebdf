//go:build unix

package samples_test

import (
	"syscall"
	"time"
)

// processorTime is the time that all threads of the process have worked so far: unlike the clock,
// it does not depend on who else uses the machine.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
