package main

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// The states of a hop.
const (
	hopHolds   = "holds"
	hopBreaks  = "breaks"
	hopUnknown = "unknown"
	// hopEnds says that the path goes no further by decision: nothing is wrong.
	hopEnds = "ends"
)

// hop is one edge of the path from a cloud group to its copy.
type hop struct {
	Edge   string `json:"edge"`
	State  string `json:"state"`
	Detail string `json:"detail"`
	// Source names the documents, or the lists, that it rests on.
	Source string `json:"source"`
}

// pathOf is the path of a group, each edge with what the audit knows of it.
func pathOf(g *report.Group, run *report.Run) []hop {
	hops := []hop{cloudHop(g, run), writtenHop(g), copyHop(g, run)}
	if g.Directory == nil {
		return hops
	}
	if g.Cloud != nil {
		hops = append(hops, anchorHop(g), typeHop(g), attributesHop(g))
	}
	return append(hops, membersHop(g))
}

func cloudHop(g *report.Group, run *report.Run) hop {
	h := hop{Edge: "the cloud group is there", State: hopHolds, Source: listIn(run, "cloud_groups", "")}
	if g.Cloud == nil {
		h.State, h.Detail = hopBreaks, "no cloud group claims the copy"
		if g.Directory != nil {
			h.Detail += ", its anchor is " + g.Directory.AnchorState
		}
		return h
	}
	h.Detail = g.Cloud.Kind
	return h
}

func writtenHop(g *report.Group) hop {
	w := &g.Writeback
	h := hop{Edge: "an engine writes it"}
	switch w.Expected {
	case "yes":
		h.State, h.Detail = hopHolds, "by "+w.Engine+", as "+orNone(w.Type)
	case "no":
		h.State, h.Detail = hopEnds, "no engine does"
	default:
		h.State, h.Detail = hopUnknown, "confidence "+w.Confidence
	}
	if s := decisive(w); s != nil {
		h.Detail += ": " + s.Text + " (row " + s.Row + ")"
		h.Source = s.Source
	}
	return h
}

// decisive is the consideration that decides: the one of an engine with the row that the trace ends with, else
// the last with the answer.
func decisive(w *report.Writeback) *report.Step {
	if len(w.Trace) == 0 {
		return nil
	}
	row := w.Trace[len(w.Trace)-1].Row
	var found *report.Step
	for i := range w.Trace {
		s := &w.Trace[i]
		if s.Row == row && s.Engine != "" && s.Answer == w.Expected {
			return s
		}
		if s.Answer == w.Expected {
			found = s
		}
	}
	return found
}

// copyOf is the DN of the copy of a group, "" for none.
func copyOf(g *report.Group) string {
	if g == nil || g.Directory == nil {
		return ""
	}
	return g.Directory.DN
}

func copyHop(g *report.Group, run *report.Run) hop {
	h := hop{Edge: "Active Directory has a copy", Source: listIn(run, "directory_groups", copyOf(g))}
	switch {
	case g.Directory != nil:
		h.State, h.Detail = hopHolds, g.Directory.DN
	case len(g.Candidates) > 0 && g.Candidates[0].Disputed():
		h.State, h.Detail = hopBreaks, g.Candidates[0].DN+" names it in one anchor and another group in the other ("+disagreeingAnchor+")"
	case len(g.Candidates) > 0:
		h.State, h.Detail = hopBreaks, fmt.Sprintf("%d directory groups claim to be it", len(g.Candidates))
	case h.Source == "":
		h.State, h.Detail = hopUnknown, "directory groups were not read"
	case g.Members.Directory == "absent":
		// Without a copy found this says that one may exist; with all groups read it is "none".
		h.State, h.Detail = hopUnknown, "none was found, but "+g.Members.DirectoryReason
	case g.Writeback.Expected == "no":
		h.State, h.Detail = hopEnds, "none, as it should be"
	default:
		h.State, h.Detail = hopBreaks, "none was found"
	}
	return h
}

func anchorHop(g *report.Group) hop {
	d := g.Directory
	h := hop{Edge: "the copy is tied to the group", State: hopHolds, Detail: "by " + d.Match}
	if d.Match == "cnGroupId" || d.Match == "cnSuffix" {
		h.State, h.Detail = hopBreaks, "only its name says so ("+d.Match+"): the engine does not find it"
	}
	return h
}

func typeHop(g *report.Group) hop {
	d := g.Directory
	h := hop{Edge: "the copy is of the right type", State: hopHolds, Detail: d.Scope + " " + d.Category}
	wanted := "security"
	if g.Writeback.Type == "universalDistributionGroup" {
		wanted = "distribution"
	}
	switch {
	case g.Writeback.Type == "" || d.GroupType == nil:
		h.State = hopUnknown
	case d.Category != wanted || d.Scope != "universal":
		h.State, h.Detail = hopBreaks, h.Detail+", expected universal "+wanted
	}
	return h
}

func attributesHop(g *report.Group) hop {
	h := hop{Edge: "its attributes agree", State: hopHolds, Detail: "nothing that was compared differs"}
	var names []string
	for _, d := range g.Directory.Drift {
		names = append(names, d.Attribute+" "+d.Kind)
	}
	if len(names) > 0 {
		h.State, h.Detail = hopBreaks, strings.Join(names, ", ")
	}
	return h
}

func membersHop(g *report.Group) hop {
	m := &g.Members
	h := hop{Edge: "its members arrive", State: hopHolds}
	switch {
	case m.Missing == nil || m.Foreign == nil:
		h.State, h.Detail = hopUnknown, strings.Trim(strings.Join([]string{m.CloudReason, m.DirectoryReason}, "; "), "; ")
		if g.Cloud == nil {
			h.Detail = count(m.DirectoryCount) + " in the copy, and no cloud group to compare with"
		}
	case *m.Missing > 0 || *m.Foreign > 0:
		h.State, h.Detail = hopBreaks, fmt.Sprintf("%s of %s missing, %s that are not in the cloud group", count(m.Missing), count(m.Expected), count(m.Foreign))
	case m.Undecided != nil && *m.Undecided > 0:
		h.State, h.Detail = hopUnknown, fmt.Sprintf("%s of %s, and %s that could not be decided on", count(m.Matched), count(m.Expected), count(m.Undecided))
	default:
		h.Detail = count(m.Matched) + " of " + count(m.Expected)
		if m.Excluded != nil && *m.Excluded > 0 {
			h.Detail += ", " + count(m.Excluded) + " stay behind by design"
		}
	}
	return h
}
