package policies

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
)

// ServeOwn answers what OpenOwn's process asks, until in ends. It belongs into a process of its own:
// it bounds the whole process and ends it when a limit is exceeded.
func ServeOwn(ctx context.Context, in io.Reader, out io.Writer) error {
	s := &ownServer{replies: newOwnWriter(out)}
	decoder := gob.NewDecoder(bufio.NewReaderSize(in, 1<<16))
	var judging sync.WaitGroup
	defer judging.Wait()
	for {
		var r ownRequest
		if err := decoder.Decode(&r); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading requests of another wbaudit: %w", err)
		}
		if r.Judge == nil {
			s.reply(s.answer(ctx, r))
			continue
		}
		run := s.run
		judging.Go(func() { s.reply(run.judge(ctx, r)) })
	}
}

// ownServer is the inside of the process.
type ownServer struct {
	catalogue *Catalogue
	watch     *watch
	run       *ownRun
	replies   *ownWriter
}

// reply ends the process where nobody listens any more.
func (s *ownServer) reply(r ownReply) {
	if s.replies.send(r) != nil {
		os.Exit(1)
	}
}

func (s *ownServer) answer(ctx context.Context, r ownRequest) ownReply {
	reply := ownReply{ID: r.ID}
	var err error
	switch {
	case r.Load != nil:
		reply.Load, err = s.load(r.Load)
	case s.catalogue == nil:
		err = errors.New("no controls are loaded")
	case r.Test != nil:
		var results TestResults
		r.Test.Limit = s.watch.subject
		results, err = s.catalogue.Test(ctx, *r.Test)
		reply.Test = &results
	case r.Begin != nil:
		s.run, err = newOwnRun(ctx, s.catalogue, s.watch, r.Begin)
	default:
		err = errors.New("the request asks for nothing")
	}
	if err != nil {
		return ownReply{ID: r.ID, Error: err.Error()}
	}
	return reply
}

func (s *ownServer) load(r *loadRequest) (*loadReply, error) {
	if r.Shape != shapeDigest() {
		return nil, errors.New("the program was replaced while it ran: start it again")
	}
	s.watch = newWatch(r.Memory, r.Subject, func(b blame) { s.reply(ownReply{Blame: &b}) })
	var err error
	if s.catalogue, err = loadOwn(os.DirFS(r.Dir)); err != nil {
		return nil, err
	}
	return packControls(s.catalogue)
}

// ownRun judges by loaded controls; it is only read once it is set up.
type ownRun struct {
	checks  []*Check
	queries []query
	// culprits are who is to blame for each check.
	culprits []culprit
	// parameters are those of each check, tenant and now those of the run.
	parameters []*ast.Term
	tenant     *ast.Term
	now        *ast.Term
	watch      *watch
}

func newOwnRun(ctx context.Context, c *Catalogue, w *watch, r *beginRequest) (*ownRun, error) {
	run := &ownRun{checks: checksOf(c.controls), culprits: culpritsOf(c.controls), watch: w}
	w.judge(run.culprits)
	if len(r.Parameters) != len(run.checks) {
		return nil, fmt.Errorf("%d checks and parameters for %d", len(run.checks), len(r.Parameters))
	}
	facts := factReader{rest: r.Tenant}
	var err error
	if run.tenant, err = facts.term(tenantField().typ); err != nil {
		return nil, err
	}
	if r.Now != "" {
		run.now = ast.StringTerm(r.Now)
	}
	nothing, err := newVoid(ctx)
	if err != nil {
		return nil, err
	}
	for n, check := range run.checks {
		q, err := newQuery(c, *check, nothing)
		if err != nil {
			return nil, err
		}
		values, err := ast.InterfaceToValue(r.Parameters[n])
		if err != nil {
			return nil, err
		}
		run.queries, run.parameters = append(run.queries, q), append(run.parameters, ast.NewTerm(values))
	}
	return run, nil
}

// tenantField is that of the shared tenant in a subject.
func tenantField() field {
	f, _ := fieldNamed(subjectType(KindGroup), "tenant")
	return f
}

// judge answers a batch, one subject after the other.
func (o *ownRun) judge(ctx context.Context, r ownRequest) ownReply {
	if o == nil {
		return ownReply{ID: r.ID, Error: "no run has begun"}
	}
	reply := ownReply{ID: r.ID}
	for _, q := range r.Judge {
		verdicts, err := o.ask(ctx, r.ID, q)
		var exceeded *LimitError
		switch {
		case errors.As(err, &exceeded):
			return ownReply{ID: r.ID, Exceeded: exceeded}
		case err != nil:
			return ownReply{ID: r.ID, Error: err.Error()}
		}
		reply.Verdicts = append(reply.Verdicts, verdicts...)
	}
	return reply
}

func (o *ownRun) ask(ctx context.Context, id uint64, q question) ([]ownVerdict, error) {
	if len(q.Checks) == 0 || q.Checks[0] < 0 || q.Checks[0] >= len(o.checks) {
		return nil, errors.New("a question without checks")
	}
	kind := o.checks[q.Checks[0]].Kind
	facts := factReader{rest: q.Subject, shared: o.tenant}
	pairs, err := facts.subject(subjectType(kind))
	if err != nil {
		return nil, err
	}
	if o.now != nil {
		pairs = append(pairs, [2]*ast.Term{nowKey, o.now})
	}
	limit := newLimit(ctx, o.watch.subject)
	defer limit.release()
	evaluation := o.watch.begin(id)
	defer o.watch.end(id)
	verdicts := make([]ownVerdict, len(q.Checks))
	var slowest slowest
	for i, n := range q.Checks {
		if n < 0 || n >= len(o.checks) || o.checks[n].Kind != kind {
			return nil, errors.New("a question asks checks of another kind")
		}
		input := ast.NewObject(append(pairs, [2]*ast.Term{parametersKey, o.parameters[n]})...)
		evaluation.of.Store(int32(n))
		start := time.Now()
		v, err := o.queries[n].ask(ctx, limit, input)
		if err != nil {
			return nil, err
		}
		slowest.note(n, input, time.Since(start))
		if v.late {
			return nil, o.late(ctx, slowest)
		}
		verdicts[i] = packVerdict(bounded(v))
	}
	return verdicts, nil
}

// slowest is the check that took most of a subject's time, and its input.
type slowest struct {
	check int
	input ast.Value
	took  time.Duration
}

func (s *slowest) note(check int, input ast.Value, took time.Duration) {
	if s.input == nil || took > s.took {
		*s = slowest{check: check, input: input, took: took}
	}
}

// late says which line takes the time of a subject.
func (o *ownRun) late(ctx context.Context, s slowest) *LimitError {
	who, file := o.culprits[s.check], o.checks[s.check].File
	if line := o.queries[s.check].lineOf(ctx, file, s.input); line > 0 {
		who.Place = fmt.Sprintf("%s:%d", file, line)
	}
	return overSubject(o.watch.subject).by(who)
}

// culpritsOf has one entry for each check of checksOf.
func culpritsOf(controls []Control) (all []culprit) {
	for i := range controls {
		for k := range controls[i].Checks {
			all = append(all, culpritOf(controls[i].ID, &controls[i].Checks[k]))
		}
	}
	return all
}
