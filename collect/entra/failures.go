package entra

import (
	"fmt"
	"strings"
)

// failures counts reasons and keeps the first three.
type failures struct {
	n     int
	first []string
}

func (f *failures) add(reason string) { f.addLate(func() string { return reason }) }

// addLate is add for a reason that is dear to find: it is asked for only where it is kept.
func (f *failures) addLate(reason func() string) {
	if f.n++; f.n <= 3 {
		f.first = append(f.first, reason())
	}
}

// join adds those of other.
func (f *failures) join(other *failures) {
	f.n += other.n
	f.first = append(f.first, other.first[:min(len(other.first), 3-len(f.first))]...)
}

// reasons returns them for a sentence; nil when there are none.
func (f *failures) reasons() []string {
	if f.n <= len(f.first) {
		return f.first
	}
	return append(f.first[:len(f.first):len(f.first)], fmt.Sprintf("and %d more of the kind", f.n-len(f.first)))
}

func (f *failures) String() string { return strings.Join(f.reasons(), "; ") }
