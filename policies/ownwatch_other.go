//go:build !linux

package policies

// limitAddressSpace does nothing: macOS and Windows have no limit that a process can give itself and
// that counts. The watch remains.
func limitAddressSpace(int64) {}
