package readiness

import (
	"context"
	"slices"

	"github.com/wbaudit/wbaudit/diff"
)

// controlUsers is the control of what no export tells: whether cloud sync references synced people.
const controlUsers = "CS-10"

// controlIdentity is the control of people whom cloud sync does not find.
const controlIdentity = "CS-09"

// The texts of what the members leave open or ask for.
const (
	usersOpen  = "whether cloud sync references people who come from the directory was not stated: look at the job's attribute mapping and state cloudsync.onpremises_users"
	peopleOpen = "whether everybody in it keeps the access is not known: people in groups inside it could not be followed to the end"
	usersOff   = "cloud sync references nobody who comes from the directory until \"Provision membership to on-premises users\" is switched on"
)

// traceMembers tells of every group that is to move what its members leave open. Members are traced here and
// again when groups are yielded: what is lost may be too much to keep.
func (p *Plan) traceMembers(ctx context.Context) error {
	found := make([][]Reason, batch)
	workers := p.workers()
	for from := 0; from < len(p.entries); from += batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := found[:min(batch, len(p.entries)-from)]
		each(workers, len(part), func(w *movers, at int) {
			part[at] = nil
			if p.entries[from+at].stand == diff.StandMoves {
				part[at] = p.openMembers(w.moving(), from+at)
			}
		})
		for at, reasons := range part {
			for _, r := range reasons {
				p.tell(from+at, r)
			}
		}
	}
	return nil
}

// openMembers are the reasons that the members of group i give.
func (p *Plan) openMembers(m *diff.Tracer, i int) []Reason {
	t := m.Trace(i)
	var list []Reason
	add := func(kind ReasonKind, control, text string) {
		for _, r := range list {
			if r.Control == control && r.Text == text {
				return
			}
		}
		list = append(list, Reason{Kind: kind, Control: control, Text: text})
	}
	switch {
	case t.Copies == 0 && p.to == diff.ToSOA:
		return []Reason{{Kind: ReasonOpen, Control: controlUnknown, Text: sourceUnknown}}
	case t.Copies == 0 && t.Gap != "":
		return nil // that the copy was not seen is told already
	case t.Gap != "":
		add(ReasonOpen, controlUnknown, "what becomes of its members is not known: "+t.Gap)
	}
	for _, e := range t.Edges {
		switch {
		case e.Reason == diff.ReasonUsersOpen:
			add(ReasonOpen, controlUsers, usersOpen)
		case e.Reason == diff.ReasonUsersOff:
			add(ReasonAfter, controlUsers, usersOff)
		case e.Reason == diff.ReasonIdentityOpen:
			add(ReasonOpen, controlIdentity, "what becomes of a member is not known: "+e.Reason)
		case e.Fate == diff.FateUndecided && t.Gap == "":
			add(ReasonOpen, controlUnknown, "what becomes of a member is not known: "+e.Reason)
		}
	}
	if asks := slices.ContainsFunc(list, func(r Reason) bool { return r.Kind == ReasonOpen }); !asks && (t.PeopleUndecided > 0 || !t.PeopleWhole) {
		add(ReasonOpen, controlUnknown, peopleOpen)
	}
	return list
}
