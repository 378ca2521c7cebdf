//go:build !unix

package samples_test

import "time"

// processorTime is not read here.
func processorTime() time.Duration { return 0 }
