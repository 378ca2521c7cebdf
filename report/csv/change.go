package csv

import "github.com/wbaudit/wbaudit/report"

// change writes one row for each thing that differs of an object or was not compared: expected is what it
// was, actual what it is.
func (t *table) change(o *report.ObjectChange) error {
	target := o.Target()
	row := func(state, message, from, to string) error {
		row := make([]string, 0, len(Columns))
		row = append(row, "change", "", "", state, target.Kind, target.ID, target.Name, target.DN, message, from, to)
		row = append(row, make([]string, 8)...)
		row = append(row, report.ObjectNoun(o.Object, 1))
		row = append(row, make([]string, 10)...)
		return t.row(append(append(row, t.origin...), "", "", ""))
	}
	if o.Kind == report.ChangeAdded || o.Kind == report.ChangeRemoved {
		if err := row(o.Kind, "", "", ""); err != nil {
			return err
		}
	}
	for _, a := range o.Attributes {
		if err := row(o.Kind, a.Attribute, text(a.From), text(a.To)); err != nil {
			return err
		}
	}
	for _, m := range o.Members {
		from, to := "", m.Label()
		if m.Change == report.ChangeRemoved {
			from, to = to, from
		}
		if err := row(o.Kind, m.Role+" "+m.Change, from, to); err != nil {
			return err
		}
	}
	for _, u := range o.NotCompared {
		if err := row(report.ChangeNotCompared, u.What+": "+u.Reason, "", ""); err != nil {
			return err
		}
	}
	return nil
}

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
