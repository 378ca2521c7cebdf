package csv

import (
	"io"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// EffectColumns are the titles of the columns of a what-if. New ones are added at the end.
var EffectColumns = []string{
	"record", "group_key", "group_name", "group_kind", "copy_dn", "has_copy", "outcome", "confidence", "rule", "source", "text",
	"before_expected", "before_type", "before_engine", "after_expected", "after_type", "after_engine",
	"loss", "people", "people_whole", "person_key", "person_name", "person_direct", "count",
	"assumed", "tenant_id", "collected_at", "snapshot_digest",
}

// NewEffects returns a handler that writes to w, which it does not close, a row for each group that an
// assumption changes, one for each person who loses something by it, and one for each count.
func NewEffects(w io.Writer, o Options) report.EffectHandler {
	return &effects{table: begun(w, o, EffectColumns)}
}

// effects is the handler.
type effects struct {
	*table
	// origin fills the last columns of every row.
	origin []string
}

func (t *effects) HandleEffect(r report.EffectRecord) error {
	switch {
	case r.Whatif != nil:
		w := r.Whatif
		t.origin = []string{strings.Join(w.Assumed, ", and "), w.TenantID, stamp(w.CollectedAt), w.SnapshotDigest}
	case r.Effect != nil:
		return t.effect(r.Effect)
	case r.Totals != nil:
		return t.totals(r.Totals)
	}
	return nil
}

func (t *effects) effect(e *report.Effect) error {
	group := []string{e.Key, e.Name, e.Kind, e.CopyText(), e.HasCopy, e.Outcome, e.Confidence, e.Rule, e.Source, e.Text,
		e.Before.Expected, e.Before.Type, e.Before.Engine, e.After.Expected, e.After.Type, e.After.Engine, e.Loss}
	people := strconv.Itoa(len(e.People))
	if err := t.wide(append([]string{"effect"}, append(group, people, strconv.FormatBool(e.PeopleWhole), "", "", "", "")...)); err != nil {
		return err
	}
	for _, p := range e.People {
		row := append([]string{"person"}, append(group, "", "", p.Key, p.Name, strconv.FormatBool(p.Direct), "")...)
		if err := t.wide(row); err != nil {
			return err
		}
	}
	return nil
}

// totals writes a row for each count: of groups by outcome, of people by loss.
func (t *effects) totals(n *report.EffectTotals) error {
	count := func(outcome, loss string, count int) error {
		row := make([]string, len(EffectColumns)-len(t.origin))
		row[0], row[6], row[17], row[len(row)-1] = "total", outcome, loss, strconv.Itoa(count)
		return t.wide(row)
	}
	for _, o := range report.EffectOutcomes {
		if err := count(o, "", n.Of(o)); err != nil {
			return err
		}
	}
	for _, l := range []struct {
		loss  string
		count int
	}{{report.LossOfGroup, n.PeopleLosingGroup}, {report.LossOfAccess, n.PeopleLosingAccess}, {report.LossUndecided, n.PeopleUndecided}} {
		if err := count("", l.loss, l.count); err != nil {
			return err
		}
	}
	return nil
}

// wide writes a row with where it comes from.
func (t *effects) wide(row []string) error { return t.row(append(row, t.origin...)) }

// Close ends the table.
func (t *effects) Close() error { return t.to.Flush() }
