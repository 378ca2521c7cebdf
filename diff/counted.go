package diff

// Count is how many there are, as far as the list they are counted on was read.
type Count struct {
	// AtLeast counts those that were read and decided: whatever was not read can add to it and take
	// nothing back, so that a limit it is over is exceeded.
	AtLeast int `json:"at_least"`
	// Exactly is the same number where nothing that was not read could add to it, else nil.
	Exactly *int `json:"exactly"`
}

// Exactly is a count of which nothing is missing.
func Exactly(n int) Count { return Count{AtLeast: n, Exactly: &n} }

// counted is n of those decided, and of all when it is exact.
func counted(n int, exact bool) Count {
	return Count{AtLeast: n, Exactly: exactly(n, exact)}
}

// exactly returns n, nil when it is not exact. It is for numbers that say nothing while something is
// missing: shares, and what an unread object could take back.
func exactly(n int, exact bool) *int {
	if !exact {
		return nil
	}
	return &n
}
