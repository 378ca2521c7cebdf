package snapshot

// locking is the end of an attempt to lock.
type locking int

const (
	// noLocks says that the system, or this file system, has none.
	noLocks locking = iota
	locked
	lockedByOther
)
