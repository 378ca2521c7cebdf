package entra

import (
	"fmt"
	"slices"
	"strings"
)

// tally adds the pages of one list up and says how whole the list is. A list may come in several
// chains of pages, such as one for each type of member; a chain ends with a page without nextLink.
type tally struct {
	// broken says which files could not be read to their end.
	broken failures
	// faults says what is wrong with objects that have no record of their own to say it.
	faults failures
	// odd counts elements that cannot be a record.
	odd      int64
	firstOdd string

	sequence        sequence
	chain           chain
	chains, counted int
	sum             int64
	// short is the first chain whose count is not what arrived; round is true when one without a
	// count has exactly as many elements as a page takes.
	short string
	round bool

	delta bool
	// stable is true when version 1.0 of Graph answered.
	stable bool
	// casts are the types that were asked for one by one; uncast is true when all were.
	casts  []string
	uncast bool
}

// chain is the chain of pages being read.
type chain struct {
	elements int64
	count    *int64
	open     bool
}

func (t *tally) page(p Page) {
	if flaw := t.sequence.misfit(p, t.chain.open); flaw != "" {
		t.broken.add(flaw)
	}
	t.chain.elements += p.Elements
	if t.chain.count == nil {
		t.chain.count = p.Count
	}
	t.chain.open = p.NextLink != ""
	t.delta = t.delta || p.DeltaLink != "" || strings.Contains(p.NextLink, "/delta?") || strings.Contains(p.NextLink, "$deltatoken=")
	t.stable = t.stable || strings.Contains(p.Context, "/v1.0/$metadata")
	if cast := castOf(p.Context); cast == "" {
		t.uncast = true
	} else if !slices.Contains(t.casts, cast) {
		t.casts = append(t.casts, cast)
	}
	if !t.chain.open {
		t.closeChain()
	}
}

func (t *tally) closeChain() {
	c := t.chain
	t.chain = chain{}
	t.chains++
	if c.count == nil {
		t.round = t.round || c.elements == 100 || c.elements == 999
		return
	}
	t.counted++
	t.sum += *c.count
	if c.elements != *c.count && t.short == "" {
		t.short = countsDiffer(*c.count, c.elements)
	}
}

func countsDiffer(source, received int64) string {
	return fmt.Sprintf("the source counts %d, %d arrived", source, received)
}

func (t *tally) oddOne(what string) {
	t.odd++
	if t.firstOdd == "" {
		t.firstOdd = what
	}
}

// fragmentOf returns the collection that @odata.context names, such as "groups" or
// "directoryObjects"; "" when there is none.
func fragmentOf(context string) string {
	_, fragment, _ := strings.Cut(context, "#")
	if end := strings.IndexAny(fragment, "(/"); end >= 0 {
		fragment = fragment[:end]
	}
	return fragment
}

// castOf returns the one type that a list of members was asked for; "" when it was asked for all.
func castOf(context string) string {
	if fragment := fragmentOf(context); slices.Contains(memberTypes, fragment) {
		return fragment
	}
	return ""
}

// memberTypes are the collections that together hold every type of member.
var memberTypes = []string{"contacts", "devices", "groups", "servicePrincipals", "users"}
