package policies

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

// limitAddressSpace lets the kernel refuse memory far above the limit: Go maps more than it uses, so
// the exact limit is the watch's. A refusal of the limit itself leaves the watch alone.
func limitAddressSpace(memory int64) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return
	}
	first, _, _ := bytes.Cut(text, []byte(" "))
	pages, err := strconv.ParseUint(string(first), 10, 64)
	if err != nil {
		return
	}
	limit := pages*uint64(os.Getpagesize()) + 2*uint64(memory) + 512<<20
	_ = syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: limit, Max: limit})
}
