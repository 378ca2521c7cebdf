package csv

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// cells are the texts of a row by the titles of their columns.
type cells map[string]string

// titled writes a row of that kind.
func (t *table) titled(record string, c cells) error {
	row := make([]string, len(Columns))
	row[0] = record
	for title, text := range c {
		row[slices.Index(Columns, title)] = text
	}
	copy(row[slices.Index(Columns, "tenant_id"):], t.origin)
	return t.row(row)
}

// about returns the cells of what a row is about.
func about(target *report.Target) cells {
	return cells{"target_kind": target.Kind, "target_id": target.ID, "target_name": target.Name, "target_dn": target.DN}
}

// readiness writes a row for a group, then one for each member and each person that it loses.
func (t *table) readiness(r *report.Readiness) error {
	c := about(&r.Target)
	c["state"], c["message"], c["control"] = r.State, strings.Join(reasons(r), "; "), strings.Join(controls(r), "; ")
	if r.Wave > 0 {
		c["wave"] = strconv.Itoa(r.Wave)
	}
	m := r.Members
	if m == nil {
		return t.titled("readiness", c)
	}
	whole := m.Gap == ""
	c["members_kept"], c["members_lost"], c["members_undecided"] = known(m.Kept, whole), known(m.Lost, whole), known(m.Undecided, whole)
	c["people_lost"], c["people_undecided"] = known(m.PeopleLost, m.WholeLoss()), known(m.PeopleUndecided, m.PeopleWhole)
	if err := t.titled("readiness", c); err != nil {
		return err
	}
	return t.losses(r)
}

// losses write who is lost with the group and the edge at which that happens.
func (t *table) losses(r *report.Readiness) error {
	for _, l := range r.Members.Losses {
		c := about(&r.Target)
		c["message"], c["lost_id"], c["lost_name"], c["lost_dn"], c["lost_class"] = l.Reason, l.ID, l.Name, l.DN, l.Class
		c["lost_directly"], c["edge_group"], c["edge_member"] = "true", r.Target.Name, l.Name
		if err := t.titled("lostMember", c); err != nil {
			return err
		}
	}
	for _, l := range r.Members.PeopleLosses {
		c := about(&r.Target)
		c["message"], c["lost_id"], c["lost_name"], c["lost_dn"] = l.Reason, l.ID, l.Name, l.DN
		c["lost_directly"], c["edge_group"], c["edge_member"] = strconv.FormatBool(l.Direct), l.Group, l.Member
		if err := t.titled("lostPerson", c); err != nil {
			return err
		}
	}
	return nil
}

// reasons tell why a group is in its state, what decides first.
func reasons(r *report.Readiness) []string {
	var list []string
	if why := r.Because(); why != "" {
		list = append(list, why)
	}
	for i := range r.Reasons {
		list = append(list, report.ReasonWord(r.Reasons[i].Kind)+": "+r.Reasons[i].Sentence())
	}
	return list
}

// controls are the ids of those behind the reasons, each once.
func controls(r *report.Readiness) []string {
	var ids []string
	for i := range r.Reasons {
		if id := r.Reasons[i].Control; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (t *table) wave(w *report.Wave) error {
	return t.titled("wave", cells{"message": w.Sentence(), "wave": strconv.Itoa(w.Number), "groups": strconv.Itoa(w.Groups),
		"members_lost": known(w.Lost, w.WholeLost()), "members_undecided": known(w.Undecided, w.Unfollowed == 0), "people_lost": known(w.PeopleLost, w.PeopleWhole)})
}

// verdict writes go or no-go, how many groups are in which state, and what that rests on.
func (t *table) verdict(v *report.Verdict) error {
	n := &v.Totals
	whole := n.WholeMembers()
	c := cells{"state": v.Word(), "message": v.Sentence(), "move_to": v.To, "members_kept": known(n.Kept, whole), "members_lost": known(n.Lost, whole),
		"members_undecided": known(n.Undecided, whole), "people_lost": known(n.PeopleLost, n.WholeLoss())}
	if err := t.titled("verdict", c); err != nil {
		return err
	}
	for _, s := range v.States {
		if err := t.titled("total", cells{"state": s.State, "move_to": v.To, "groups": strconv.Itoa(s.Groups)}); err != nil {
			return err
		}
	}
	return t.restsOn(v)
}

func (t *table) restsOn(v *report.Verdict) error {
	for _, r := range t.counts.RestsOn() {
		c := cells{"state": r.Kind, "control": r.Control, "severity": r.Severity, "message": r.Text, "move_to": v.To}
		if c["target_kind"] = report.TargetTenant; r.Groups > 0 {
			c["target_kind"], c["groups"] = "", strconv.Itoa(r.Groups)
		}
		if err := t.titled("reason", c); err != nil {
			return err
		}
	}
	for i := range v.Limits {
		l := &v.Limits[i]
		c := cells{"state": l.State, "control": l.Control, "message": l.Sentence(), "move_to": v.To, "expected": strconv.FormatInt(l.Limit, 10), "actual": notKnown}
		if l.Actual != nil {
			c["actual"] = strconv.FormatInt(*l.Actual, 10)
		}
		if err := t.titled("limit", c); err != nil {
			return err
		}
	}
	for _, s := range v.SignOff {
		if err := t.titled("signOff", cells{"control": s.ID, "message": s.Text, "move_to": v.To}); err != nil {
			return err
		}
	}
	return nil
}

const notKnown = "not known"

// known writes a count as far as it is known, without commas: "12", "at least 12", "not known".
func known(n int, whole bool) string {
	switch {
	case whole:
		return strconv.Itoa(n)
	case n > 0:
		return report.AtLeast(n)
	}
	return notKnown
}
