package sarif

import (
	"bufio"
	"io"

	"github.com/wbaudit/wbaudit/report"
)

// schema is where the schema of SARIF 2.1.0 is published.
const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// stream is the file whose lines are the places of results.
const stream = "findings.jsonl"

// New returns a handler that writes the log to w, which it does not close. Memory is bounded by the
// number of controls.
func New(w io.Writer) report.Handler {
	b := bufio.NewWriter(w)
	return &log{to: b, out: report.NewJSONWriter(b), index: map[string]int{}}
}

// log is the handler.
type log struct {
	to     *bufio.Writer
	out    *report.JSONWriter
	counts report.Counts
	// index is the place of each control among the rules; line the record's line in the stream.
	index map[string]int
	line  int
	begun bool
}

func (l *log) Handle(r report.Record) error {
	l.line++
	l.counts.Add(r)
	switch {
	case r.Control != nil:
		l.index[r.Control.ID] = len(l.counts.Controls) - 1
	case r.Finding != nil:
		l.begin()
		l.out.Element(l.finding(r.Finding))
	case r.Summary != nil:
		l.begin()
		if s := r.Summary; s.NotEvaluated+s.Errors > 0 {
			l.out.Element(l.open(s))
		}
	}
	return l.out.Err()
}

// begin writes everything before the results, once: controls come before findings.
func (l *log) begin() {
	if l.begun {
		return
	}
	l.begun = true
	names := frameworks(l.counts.Controls)
	l.out.Raw(`{"$schema":"` + schema + `","version":"2.1.0","runs":[{"tool":{"driver":`)
	l.out.Value(l.driver(names))
	l.out.Raw("}")
	if len(names) > 0 {
		l.out.List(`,"taxonomies":[`)
		for _, name := range names {
			l.out.Element(taxonomy(name, l.counts.Controls))
		}
		l.out.Raw("]")
	}
	l.out.List(`,"columnKind":"unicodeCodePoints","results":[`)
}

// Close writes the invocation, which says how whole the run was.
func (l *log) Close() error {
	l.begin()
	l.out.Raw(`],"invocations":[`)
	l.out.Value(l.invocation())
	l.out.Raw(`],"automationDetails":`)
	l.out.Value(l.automation())
	l.out.Raw(`,"properties":`)
	l.out.Value(l.properties())
	l.out.Raw("}]}\n")
	if err := l.out.Err(); err != nil {
		return err
	}
	return l.to.Flush()
}
