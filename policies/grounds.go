package policies

import (
	"reflect"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/wbaudit/wbaudit/diff"
)

// ground is what subjects have in common of which the same was not read: verdicts on one are remembered for
// the others. Its number is part of what they are remembered by.
type ground struct {
	number byte
	term   *ast.Term
}

// grounds numbers the facts of the tenant that subjects share; the first are those of the run. It is safe for
// several workers at once.
type grounds struct {
	facts facts
	known sync.Map // *diff.Tenant to *ground, nil for one that is not shared
	mu    sync.Mutex
	next  int
}

func newGrounds(f facts, tenant *diff.Tenant, term *ast.Term) *grounds {
	g := &grounds{facts: f, next: 1}
	g.known.Store(tenant, &ground{term: term})
	return g
}

// of returns the ground of a subject; nil for facts that no other subject shares. Kinds of which there are more than
// a byte can number are not remembered.
func (g *grounds) of(tenant *diff.Tenant) *ground {
	if known, ok := g.known.Load(tenant); ok {
		return known.(*ground)
	}
	if !g.facts.Shares(tenant) {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if known, ok := g.known.Load(tenant); ok {
		return known.(*ground)
	}
	var made *ground
	if g.next <= maxGround {
		made = &ground{byte(g.next), ast.NewTerm(valueOf(reflect.ValueOf(tenant)))}
		g.next++
	}
	g.known.Store(tenant, made)
	return made
}

const maxGround = 255
