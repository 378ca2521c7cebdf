package main

import (
	"fmt"
	"sync"
)

// progress returns what shows how many lists are read, nil where nobody looks. It writes only when
// the percentage changes.
func (t terminal) progress() func(finished, known int) {
	if !isTerminal(t.talk) {
		return nil
	}
	var mu sync.Mutex
	shown := -1
	return func(finished, known int) {
		mu.Lock()
		defer mu.Unlock()
		percent := 100 * finished / max(1, known)
		if percent == shown {
			return
		}
		shown = percent
		fmt.Fprintf(t.talk, "\r%d of %d lists read", finished, known)
		if finished == known {
			fmt.Fprint(t.talk, "\r\033[K")
		}
	}
}
