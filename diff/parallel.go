package diff

import (
	"runtime"
	"sync"
)

// parallel divides 0..n into one range for each core. The order of the ranges says nothing, so
// what work does must depend on nothing but its own range.
func parallel(n int, work func(from, to int)) {
	workers := max(1, min(runtime.GOMAXPROCS(0), n/1024))
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() { work(n*w/workers, n*(w+1)/workers) })
	}
	wait.Wait()
}
