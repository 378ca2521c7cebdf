package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
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

// watch tells on a line of its own what a collection waits for: soon where somebody looks, else when it
// lasts.
func (t terminal) watch() *fetch.Watch {
	if isTerminal(t.talk) {
		return fetch.NewWatch(5*time.Second, func(line string) { fmt.Fprintf(t.talk, "\r\033[K%s\n", oneLine(line)) })
	}
	return fetch.NewWatch(30*time.Second, func(line string) { fmt.Fprintln(t.talk, oneLine(line)) })
}
