package report

import (
	"cmp"
	"fmt"
)

// changeCheck holds change records to their order and to what the run counts.
type changeCheck struct {
	promised *Comparison
	last     *ObjectChange
	// differences and gaps count the records as Comparison does.
	differences, gaps int
}

// change takes the next change record; the findings that follow are about it.
func (c *checker) change(o *ObjectChange) error {
	if err := c.changed.take(o); err != nil {
		return err
	}
	c.about = o.Target()
	clear(c.prints)
	return nil
}

func (c *changeCheck) take(o *ObjectChange) error {
	if c.promised == nil {
		return fmt.Errorf("change of %s %q, but the run compares no snapshots", o.Object, o.ID)
	}
	if last := c.last; last != nil && cmp.Or(cmp.Compare(last.Object, o.Object), cmp.Compare(last.ID, o.ID)) >= 0 {
		return fmt.Errorf("change of %s %q follows %s %q, expected ascending objects and ids", o.Object, o.ID, last.Object, last.ID)
	}
	c.last = o
	if o.Kind != ChangeNotCompared {
		c.differences++
	}
	if len(o.NotCompared) > 0 {
		c.gaps++
	}
	return oneOf("kind", o.Kind, ChangeKinds)
}

// all refuses a stream that lacks changes, or has more than the run counts.
func (c *changeCheck) all() error {
	if p := c.promised; p != nil && (p.Differences != c.differences || p.NotCompared != c.gaps) {
		return fmt.Errorf("the run counts %d differences and %d objects not compared, but the stream holds %d and %d: lines are missing, or were added",
			p.Differences, p.NotCompared, c.differences, c.gaps)
	}
	return nil
}
