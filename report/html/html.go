// Package html writes a stream as one page: a single file that needs no network, runs no code but
// its own (a strict content security policy names the digest of its script and its style), and
// shows tenant text as text, never as markup. Summary, controls and provenance are plain HTML and
// readable without JavaScript; findings and groups are data that the page's script shows. That data is
// deflated, so that a page of 50,000 findings stays small enough to be sent.
package html

import (
	"fmt"
	"io"

	"github.com/wbaudit/wbaudit/report"
)

// Options are the page's limits; zero values take the defaults.
type Options struct {
	// MaxGroups is the number of groups without a finding that the page lists (default 20,000);
	// groups with findings are always listed. What is left out is counted and said.
	MaxGroups int
	// MaxDifferences is the number of member differences listed for one group (default 200); the
	// counts stay exact, and the workbook has all of them.
	MaxDifferences int
}

const (
	defaultMaxGroups      = 20_000
	defaultMaxDifferences = 200
	// listedChanges is how many changed objects of one list the page has, listedPeople how many members of each.
	listedChanges = 500
	listedPeople  = 200
	// namedUnjudged is how many groups a reason not to evaluate names where there is no script.
	namedUnjudged = 10
)

// New returns a handler that writes the page to w when it is closed. Until then rows wait outside of memory;
// Discard removes them when Close is not reached.
func New(w io.Writer, o Options) (*Page, error) {
	if o.MaxGroups == 0 {
		o.MaxGroups = defaultMaxGroups
	}
	if o.MaxDifferences == 0 {
		o.MaxDifferences = defaultMaxDifferences
	}
	body, err := parseBody()
	if err != nil {
		return nil, err
	}
	return &Page{w: w, options: o, body: body, texts: newTexts(), gaps: newGaps(), unjudged: report.UnjudgedGroups{Limit: namedUnjudged}, controls: map[string]int{}, details: details{now: &packed{}},
		changes: report.ChangeDigest{Limit: listedChanges}}, nil
}

// Page is the handler. It holds counts and what is shown without JavaScript, and of every group and finding
// nothing once its row was packed.
type Page struct {
	w       io.Writer
	options Options
	body    bodyTemplate
	counts  report.Counts

	findings, groups, edges, differences packed
	details                              details
	texts                                *texts
	gaps                                 *gaps
	unjudged                             report.UnjudgedGroups
	controls                             map[string]int
	// pending is the group whose findings are coming; it is listed once they are known.
	pending *report.Group
	own     int
	moves   moves
	// unlisted counts the groups left out.
	unlisted int
	changes  report.ChangeDigest
	drawn    drawn
}

// Handle notes one record.
func (p *Page) Handle(r report.Record) error {
	p.counts.Add(r)
	p.drawn.add(r)
	switch {
	case r.Control != nil:
		p.controls[r.Control.ID] = len(p.controls)
	case r.Group != nil:
		if err := p.flush(); err != nil {
			return err
		}
		p.pending, p.own = r.Group, 0
		p.unjudged.Add(r.Group)
	case r.Readiness != nil:
		p.moves.add(r.Readiness)
	case r.Change != nil:
		p.changes.Add(r.Change)
	case r.Finding != nil:
		return p.finding(r.Finding)
	}
	return nil
}

// finding adds one row. It belongs to the pending group when it has the same target.
func (p *Page) finding(f *report.Finding) error {
	group := -1
	if p.pending != nil && p.pending.Target.ID == f.Target.ID {
		group = p.groups.count
		p.own++
	}
	return p.findings.add(p.findingRow(f, group))
}

// flush lists the pending group, unless it has no finding and the page is full.
func (p *Page) flush() error {
	g := p.pending
	p.pending = nil
	if g == nil {
		return nil
	}
	if p.own == 0 && p.groups.count >= p.options.MaxGroups {
		p.unlisted++
		return nil
	}
	if err := p.details.add(p.detailRow(g)); err != nil {
		return err
	}
	if err := p.nest(g); err != nil {
		return err
	}
	if err := p.differ(g); err != nil {
		return err
	}
	return p.groups.add(p.groupRow(g, p.own))
}

// Close writes the page.
func (p *Page) Close() error {
	defer p.Discard()
	if err := p.flush(); err != nil {
		return err
	}
	if err := p.write(); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// Discard removes temporary files.
func (p *Page) Discard() {
	p.findings.spool.Discard()
	p.groups.spool.Discard()
	p.edges.spool.Discard()
	p.differences.spool.Discard()
	p.details.done.Discard()
	p.details.now.spool.Discard()
}

// texts numbers sentences that occur again and again, such as those of decision traces.
type texts struct {
	number map[string]int
	all    []string
}

func newTexts() *texts { return &texts{number: map[string]int{}, all: []string{}} }

func (t *texts) of(text string) int {
	if n, ok := t.number[text]; ok {
		return n
	}
	t.number[text] = len(t.all)
	t.all = append(t.all, report.Visible(text))
	return t.number[text]
}
