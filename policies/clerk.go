package policies

import (
	"context"
	"fmt"
	"reflect"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
)

// clerk judges one subject after another; every worker has its own.
type clerk struct {
	bench   *bench
	imprint imprint
	key     []byte
	// known holds the verdicts this clerk met, for each group judge: nobody else has to be asked.
	known []map[string]*verdict
	// current are the verdicts on the current subject, by judge; nil for a blind one.
	current []*verdict
	// ground is that of the current subject; nil when it shares nothing.
	ground *ground
	// few remembers all judges at once that read places with few values.
	few few
	// limit ends the evaluations of the current subject; nil before the first.
	limit *limit
	// pairs are the facts of the current subject, once a control had to be evaluated.
	pairs [][2]*ast.Term
	// fetched holds what own controls said of the current batch, for each group judge.
	fetched []map[string]*verdict
}

func newClerk(b *bench) *clerk {
	c := &clerk{bench: b, imprint: newImprint(&b.plan), known: make([]map[string]*verdict, len(b.groups)), few: newFew(&b.plan)}
	c.current = make([]*verdict, len(b.groups))
	for i := range c.known {
		c.known[i] = map[string]*verdict{}
	}
	return c
}

// group asks every group judge about a subject. Remembered verdicts are used where the subject shares the facts of
// its tenant with others.
func (c *clerk) group(ctx context.Context, s *diff.Subject, each func(int, *judge, judgement) error) error {
	defer c.rest()
	verdicts, err := c.verdicts(ctx, reflect.ValueOf(s).Elem(), s.Tenant)
	if err == nil {
		err = c.suppose(ctx, s, verdicts)
	}
	if err == nil {
		err = c.contest(ctx, s, verdicts)
	}
	if err != nil {
		return fmt.Errorf("judging %s: %w", s.Identity.Key, err)
	}
	c.forgive(s, verdicts)
	return c.judgements(verdicts, memberGap(&s.Members), each)
}

// change asks every judge about a change.
func (c *clerk) change(ctx context.Context, s *changes.Subject, each func(int, *judge, judgement) error) error {
	defer c.rest()
	verdicts, err := c.verdicts(ctx, reflect.ValueOf(s).Elem(), s.Tenant)
	if err != nil {
		return fmt.Errorf("judging a change: %w", err)
	}
	return c.judgements(verdicts, "", each)
}

// judgements makes of verdicts what each judge says.
func (c *clerk) judgements(verdicts []*verdict, gap string, each func(int, *judge, judgement) error) error {
	for i, j := range c.bench.groups {
		g := judgement{outcome: notEvaluated, reason: j.blind, general: true}
		if j.blind == "" {
			g = j.decide(verdicts[i], gap)
		}
		if err := each(i, j, g); err != nil {
			return err
		}
	}
	return nil
}

// verdicts has one verdict for each judge that is not blind; it is valid until the next subject.
func (c *clerk) verdicts(ctx context.Context, value reflect.Value, tenant *diff.Tenant) ([]*verdict, error) {
	c.ground = c.bench.grounds.of(tenant)
	remember := !c.bench.forget && c.ground != nil
	var known []*verdict
	clear(c.current)
	if remember {
		c.imprint.take(value)
		c.few.learn(&c.imprint, c.bench.groups)
		c.key = c.imprint.appendKey(c.keyed(), c.few.numbers)
		known = c.few.known[string(c.key)]
		copy(c.current, known)
	}
	clean := remember
	for i, j := range c.bench.groups {
		if j.blind != "" || c.current[i] != nil {
			continue
		}
		var err error
		if c.current[i], err = c.verdict(ctx, i, value, remember); err != nil {
			return nil, fmt.Errorf("by %s: %w", j.control.ID, err)
		}
		clean = clean && c.current[i].err == ""
	}
	if clean && known == nil {
		c.key = c.imprint.appendKey(c.keyed(), c.few.numbers)
		c.few.keep(c.key, c.current)
	}
	return c.current, nil
}

// tenant asks every tenant judge.
func (c *clerk) tenant(ctx context.Context, s *diff.TenantSubject, each func(int, *judge, judgement) error) error {
	defer c.rest()
	for i, j := range c.bench.tenants {
		g, err := c.ofTenant(ctx, j, s)
		if err == nil {
			err = each(i, j, g)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ofTenant asks one tenant judge.
func (c *clerk) ofTenant(ctx context.Context, j *judge, s *diff.TenantSubject) (judgement, error) {
	if j.blind != "" {
		return judgement{outcome: notEvaluated, reason: j.blind, general: true}, nil
	}
	v, err := c.ask(ctx, j, reflect.ValueOf(s).Elem())
	if err != nil {
		return judgement{}, fmt.Errorf("judging the tenant by %s: %w", j.control.ID, err)
	}
	return j.decide(v, ""), nil
}

// verdict is the remembered one of a group judge, or a new one. An error of the evaluation is not
// remembered, since a deadline says nothing of the next subject.
func (c *clerk) verdict(ctx context.Context, i int, subject reflect.Value, remember bool) (*verdict, error) {
	j := c.bench.groups[i]
	if !remember {
		return c.ask(ctx, j, subject)
	}
	c.key = c.imprint.appendKey(c.keyed(), j.numbers)
	if v := c.known[i][string(c.key)]; v != nil {
		return v, nil
	}
	v := j.memory.get(c.key)
	if v == nil {
		var err error
		if v, err = c.fresh(ctx, i, subject); err != nil || v.err != "" {
			return v, err
		}
		j.memory.put(c.key, v)
	}
	if len(c.known[i]) < knownLimit {
		c.known[i][string(c.key)] = v
	}
	return v, nil
}

// fresh is a verdict that nobody remembers: one that was fetched for the batch, or a new one.
func (c *clerk) fresh(ctx context.Context, i int, subject reflect.Value) (*verdict, error) {
	if c.fetched != nil {
		if v := c.fetched[i][string(c.key)]; v != nil {
			return v, nil
		}
	}
	return c.ask(ctx, c.bench.groups[i], subject)
}

// knownLimit bounds the verdicts of one judge that a clerk keeps for itself.
const knownLimit = 1 << 12

// ask evaluates.
func (c *clerk) ask(ctx context.Context, j *judge, subject reflect.Value) (*verdict, error) {
	if j.check.own != nil {
		return c.bench.own.one(ctx, j.check, subject)
	}
	if c.limit == nil {
		c.limit = newLimit(ctx, c.bench.deadline)
		c.pairs = c.bench.document(c.pairs[:0], subject)
	}
	return j.query.ask(ctx, c.limit, ast.NewObject(append(c.pairs, [2]*ast.Term{parametersKey, j.parameters})...))
}

// The keys of an input that are no field of the subject.
var (
	parametersKey = ast.StringTerm("parameters")
	profilesKey   = ast.StringTerm("profiles")
	nowKey        = ast.StringTerm("now")
)

// document adds the facts of a subject the profiles and the time, as OPA's terms.
func (b *bench) document(pairs [][2]*ast.Term, subject reflect.Value) [][2]*ast.Term {
	for _, f := range shapes.of(subject.Type()) {
		v := subject.Field(f.index)
		if f.optional && v.IsNil() {
			continue
		}
		value := b.shares(v)
		if value == nil {
			value = ast.NewTerm(valueOf(v))
		}
		pairs = append(pairs, [2]*ast.Term{f.key, value})
	}
	pairs = append(pairs, [2]*ast.Term{profilesKey, b.profiles})
	if b.now != nil {
		pairs = append(pairs, [2]*ast.Term{nowKey, b.now})
	}
	return pairs
}

// shares returns the term of facts of the tenant that subjects share; nil for every other fact.
func (b *bench) shares(fact reflect.Value) *ast.Term {
	tenant, ok := reflect.TypeAssert[*diff.Tenant](fact)
	if !ok {
		return nil
	}
	if g := b.grounds.of(tenant); g != nil {
		return g.term
	}
	return nil
}

// keyed begins a key of what is remembered.
func (c *clerk) keyed() []byte { return append(c.key[:0], c.ground.number) }

// rest ends the subject.
func (c *clerk) rest() {
	if c.limit != nil {
		c.limit.release()
		c.limit = nil
	}
}
