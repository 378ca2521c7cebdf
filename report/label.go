package report

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
