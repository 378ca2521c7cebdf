package directory

import (
	"errors"
	"fmt"
)

// notes passes remarks on, but of each sort only the first few and then their number: an export
// of a million objects must not make a manifest of a million lines.
type notes struct {
	w     Writer
	kept  []string
	count map[string]int
	sorts []string
}

const notesOfASort = 20

func (n *notes) add(sort, text string) {
	if n.count == nil {
		n.count = map[string]int{}
	}
	if n.count[sort]++; n.count[sort] == 1 {
		n.sorts = append(n.sorts, sort)
	}
	if n.count[sort] <= notesOfASort {
		n.kept = append(n.kept, text)
	}
}

func (n *notes) flush() {
	for _, text := range n.kept {
		n.w.Note("directory: " + text)
	}
	for _, sort := range n.sorts {
		if more := n.count[sort] - notesOfASort; more > 0 {
			n.w.Note(fmt.Sprintf("directory: %d more of the same sort (%s) were left out", more, sort))
		}
	}
	n.kept, n.count, n.sorts = nil, nil, nil
}

func asDefect(err error) (*Defect, bool) {
	if err == nil {
		return nil, false
	}
	var d *Defect
	return d, errors.As(err, &d)
}
