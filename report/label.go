package report

import "fmt"

// What CloudSide.PortalLabel can be, besides "" where the portal's columns mean nothing.
const (
	LabelTrue     = "true"
	LabelHidden   = "hidden"
	LabelPromised = "promised"
	LabelMistyped = "mistyped"
	LabelUnknown  = "unknown"
)

// Misleads reports whether the portal shows the group otherwise than it is written.
func (c *CloudSide) Misleads() bool {
	return c != nil && (c.PortalLabel == LabelHidden || c.PortalLabel == LabelPromised || c.PortalLabel == LabelMistyped)
}

// LabelMeaning says in words how the portal's two columns stand to the truth, "" for a group of
// which they say nothing.
func (c *CloudSide) LabelMeaning() string {
	if c == nil {
		return ""
	}
	return map[string]string{
		LabelTrue: "as the portal shows", LabelHidden: "written although the portal shows otherwise",
		LabelPromised: "not written although the portal shows it", LabelMistyped: "written as another type than the portal shows",
		LabelUnknown: "not known",
	}[c.PortalLabel]
}

// Portal returns what the portal's columns "Writeback enabled" and "Target writeback type" show, in
// words where nothing is known of that: the configuration was not collected, or writeback is on
// without a type, of which no document says what is shown.
func (c *CloudSide) Portal() (enabled, target string) {
	enabled, target = c.PortalState, c.PortalTarget
	switch {
	case enabled == "":
		return "not collected", "not collected"
	case target == "":
		target = "not documented"
	}
	return enabled, target
}

// Shown is what the portal's two columns show of a group, what that means, and what is true: whether the
// group is written, and as what.
type Shown struct {
	Enabled, Target, Meaning string
	Expected, Type           string
}

// Shown returns nil for a group that the portal does not show: one of the directory, or none at all.
func (g *Group) Shown() *Shown {
	if g == nil || g.Cloud == nil {
		return nil
	}
	s := &Shown{Meaning: g.Cloud.LabelMeaning(), Expected: g.Writeback.Expected, Type: g.Writeback.Type}
	s.Enabled, s.Target = g.Cloud.Portal()
	return s
}

// Sentence says what the portal shows and what is true, "" where the portal shows nothing.
func (s *Shown) Sentence() string {
	if s == nil {
		return ""
	}
	text := fmt.Sprintf("Writeback enabled %q, Target writeback type %q; effective: written %s", s.Enabled, s.Target, s.Expected)
	if s.Type != "" {
		text += ", as " + s.Type
	}
	if s.Meaning != "" {
		text += "; " + s.Meaning
	}
	return text
}

// Effect says in words whether a group is written, and as what.
func (w *Writeback) Effect() string {
	switch {
	case w.Expected != "yes":
		return "is not written"
	case w.Type == "":
		return "is written"
	}
	return "is " + w.Type
}
