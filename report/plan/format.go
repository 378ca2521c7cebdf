package plan

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// The formats of a plan.
const (
	Text       = "text"
	JSON       = "json"
	PowerShell = "powershell"
	LDIF       = "ldif"
	GraphHTTP  = "graph-http"
)

// Formats lists the formats. It is not to be changed.
var Formats = []string{Text, JSON, PowerShell, LDIF, GraphHTTP}

// unfit says why a step cannot be said in a format; "" when it can.
func unfit(format string, s *Step) string {
	switch format {
	case LDIF:
		switch {
		case s.Cloud():
			return "it is a change in the cloud: use --format graph-http or powershell"
		case !slices.Contains([]Kind{SetValue, AddMember, RemoveMember, ClearMembers}, s.Kind):
			return "LDIF cannot say on which condition it may be done: use --format powershell"
		}
	case GraphHTTP:
		switch {
		case s.Kind == SetSetting:
			return "it rewrites all values of a settings object, which have to be read first: use --format powershell"
		case !s.Cloud():
			return "it is no change in the cloud: use --format powershell, or ldif for members and attributes"
		}
	}
	return ""
}

func (p *Plan) write(w io.Writer, o Options) error {
	switch o.Format {
	case Text:
		return p.text(w)
	case JSON:
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(p)
	case PowerShell:
		return p.powershell(w)
	case LDIF:
		return p.ldif(w, o.Undo)
	case GraphHTTP:
		return p.http(w, o.Undo)
	}
	return fmt.Errorf("unknown format %q, expected one of %q", o.Format, Formats)
}

// sequence are the steps in the order in which a file does them. Backwards it leaves out what nothing
// takes back.
func (p *Plan) sequence(backwards bool) []Step {
	if !backwards {
		return p.Steps
	}
	var steps []Step
	for _, s := range slices.Backward(p.Steps) {
		if !s.Irreversible {
			steps = append(steps, s.reversed())
		}
	}
	return steps
}

// reversed is the step that takes s back.
func (s Step) reversed() Step {
	s.Old, s.New = s.New, s.Old
	switch s.Kind {
	case AddMember:
		s.Kind = RemoveMember
	case RemoveMember:
		s.Kind = AddMember
	case ClearMembers:
		s.Kind = fillMembers
	}
	return s
}
