package policies

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Sandbox says how the process that judges own controls is started, and what it may use.
type Sandbox struct {
	// Command is program and arguments of a process that calls ServeOwn on its standard input and output.
	Command []string
	// Memory bounds the process, in bytes; 0 means 512 MiB. Linux refuses what lies far above it, and
	// everywhere the process ends itself as soon as it sees that it holds more.
	Memory int64
	// Subject bounds the evaluation of all own controls for one subject; 0 means five seconds.
	Subject time.Duration
	// Total bounds the time in which the process owes an answer, added up; 0 means ten minutes.
	Total time.Duration
}

func (s Sandbox) whole() Sandbox {
	s.Memory = cmp.Or(s.Memory, 512<<20)
	s.Subject = cmp.Or(s.Subject, defaultDeadline)
	s.Total = cmp.Or(s.Total, 10*time.Minute)
	return s
}

// Own are the controls of a user's folder. Their code runs in a process of its own with limits, so
// that it can neither stall nor exhaust the audit; what this process knows of them is their metadata
// and which facts they read.
type Own struct {
	child    *child
	dir      string
	controls []Control
	digest   string
}

// ownCheck is what a check of an own control has instead of a module.
type ownCheck struct {
	// number is that of the check in the process.
	number  int
	reading reading
}

// OpenOwn starts the process and lets it load the controls below dir/controls, which must have the
// form of the built-in ones, ids with a prefix of their own, and tests. An error is one line that
// names file and line of the first defect, or says which limit loading them exceeded. Close ends the
// process; so does ctx.
func OpenOwn(ctx context.Context, dir string, s Sandbox) (*Own, error) {
	s = s.whole()
	c, err := startChild(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("starting the process for own controls: %w", err)
	}
	o := &Own{child: c, dir: dir}
	if err := o.load(ctx, s); err != nil {
		c.close()
		return nil, err
	}
	return o, nil
}

func (o *Own) load(ctx context.Context, s Sandbox) error {
	path, err := filepath.Abs(o.dir)
	if err != nil {
		return fmt.Errorf("reading own controls: %w", err)
	}
	r, err := o.child.exchange(ctx, ownRequest{Load: &loadRequest{Dir: path, Shape: shapeDigest(), Memory: s.Memory, Subject: s.Subject}})
	if err != nil {
		return o.placed(err)
	}
	if r.Load == nil {
		return errors.New("reading own controls: the process answered something else")
	}
	o.digest = r.Load.Digest
	o.controls, err = r.Load.unpack()
	return err
}

// placed puts the folder before the path that an error names.
func (o *Own) placed(err error) error {
	var exceeded *LimitError
	if errors.As(err, &exceeded) {
		return exceeded.in(o.dir)
	}
	if !strings.HasPrefix(err.Error(), "controls/") {
		return fmt.Errorf("%s: %w", o.dir, err)
	}
	return fmt.Errorf("%s", filepath.Join(o.dir, filepath.FromSlash(err.Error())))
}

// Close ends the process.
func (o *Own) Close() { o.child.close() }

// Controls returns every own control in ascending order of id.
func (o *Own) Controls() []Control { return slices.Clone(o.controls) }

// Digest is that of the folder's controls, as Catalogue.Digest is.
func (o *Own) Digest() string { return o.digest }

// Test runs the tests of the own controls in their process. See Catalogue.Test.
func (o *Own) Test(ctx context.Context, options TestOptions) (TestResults, error) {
	r, err := o.child.exchange(ctx, ownRequest{Test: &options})
	if err != nil {
		return TestResults{}, o.placed(err)
	}
	if r.Test == nil {
		return TestResults{}, errors.New("testing own controls: the process answered something else")
	}
	return *r.Test, nil
}

// With returns a catalogue that has the controls of c and own ones. It is used as long as own is open.
func (c *Catalogue) With(own *Own) *Catalogue {
	joined := *c
	joined.own = own
	joined.controls = slices.Concat(c.controls, own.controls)
	slices.SortFunc(joined.controls, func(a, b Control) int { return cmp.Compare(a.ID, b.ID) })
	return &joined
}

// Own returns the own controls of the catalogue; nil without.
func (c *Catalogue) Own() *Own { return c.own }
