package entra

import (
	"fmt"
	"strings"
)

// part is what came of one list of a stream: of most there is one, others Graph gives for one object at a time. A
// list may come in several chains of pages, such as one for each type of member; a chain ends with a page without nextLink.
type part struct {
	// file is the last of its files.
	file string
	// elements are those of its chains, repeated those that came in it before.
	elements, repeated int64
	counts             counts
	// short is the first chain whose count is not what arrived, open is true when one lacks its end.
	short string
	open  bool
}

// counts are chains, those with a count of the source, and what these counts add up to.
type counts struct {
	chains, counted int
	sum             int64
}

// chain is the chain of pages being read.
type chain struct {
	elements int64
	count    *int64
	open     bool
	// context is the collection that its pages say they are of, "" while none does.
	context string
}

// continues reports whether a body can be the next page of a chain that is open: what is no page is not, nor is one of
// another collection.
func (c *chain) continues(p Page) bool {
	context := collectionOf(p.Context)
	return p.Listed && (context == "" || c.context == "" || context == c.context)
}

func (c *chain) add(p Page) {
	c.elements += p.Elements
	if c.count == nil {
		c.count = p.Count
	}
	if c.context == "" {
		c.context = collectionOf(p.Context)
	}
	c.open = p.NextLink != ""
}

// close takes in a chain that goes no further.
func (p *part) close(c chain) {
	p.counts.chains++
	p.elements += c.elements
	p.open = p.open || c.open
	if c.count == nil {
		return
	}
	p.counts.counted++
	p.counts.sum += *c.count
	if c.elements != *c.count && p.short == "" {
		p.short = countsDiffer(*c.count, c.elements)
	}
}

// flaws says why the list is not whole of which so many different records arrived; "" when it is. In one chain a record that came
// twice stands for another one that did not come; several may have some in common.
func (p *part) flaws(arrived int64) string {
	var reasons []string
	if p.open {
		reasons = append(reasons, "the last page has a nextLink, so more pages exist")
	}
	switch one := p.counts.chains == 1 && p.counts.counted == 1; {
	case one && arrived != p.counts.sum:
		reasons = append(reasons, countsDiffer(p.counts.sum, arrived))
	case !one && p.short != "":
		reasons = append(reasons, p.short)
	}
	return strings.Join(reasons, "; ")
}

func countsDiffer(source, received int64) string {
	return fmt.Sprintf("the source counts %d, %d arrived", source, received)
}
