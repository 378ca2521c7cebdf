package diff

// What the portal's two columns say. The words are those of its documentation.
const (
	portalWriteback   = "Writeback"
	portalNoWriteback = "No writeback"
)

// portalLabels returns what the portal's columns "Writeback enabled" and "Target writeback type"
// show for a configuration; nil is one that was not collected and gives two empty texts. The
// labels mislead: null with null shows "No writeback" for a Microsoft 365 group that is written.
// The type is "" where writeback is on without a type, since no document says what is shown then.
//
// Source: https://learn.microsoft.com/entra/identity/users/groups-write-back-portal
func portalLabels(c *Configuration) (enabled, target string) {
	switch {
	case c == nil:
		return "", ""
	case c.IsEnabled != nil && !*c.IsEnabled, c.IsEnabled == nil && c.Type == TypeNone:
		return portalNoWriteback, portalNoWriteback
	}
	switch c.Type {
	case UniversalDistribution:
		target = "Distribution"
	case UniversalSecurity:
		target = "Security"
	case UniversalMailEnabledSec:
		target = "Mail enabled security"
	default:
		target = ""
	}
	return portalWriteback, target
}

// Label says how the portal's columns stand to what is true of a group.
type Label string

// What a label can be. Hidden is shown as not written and is written, Promised the reverse,
// Mistyped is shown with another type than it is written as.
const (
	LabelTrue     Label = "true"
	LabelHidden   Label = "hidden"
	LabelPromised Label = "promised"
	LabelMistyped Label = "mistyped"
	LabelUnknown  Label = "unknown"
)

// Misleads reports whether the label says something else than what is true.
func (l Label) Misleads() bool {
	return l == LabelHidden || l == LabelPromised || l == LabelMistyped
}

// labelOf compares what the portal shows for a configuration with the effective state. It is unknown
// where either is, and a type that the portal does not show cannot mislead.
func labelOf(c *Configuration, w *Writeback) Label {
	label, _ := portalLabels(c)
	switch {
	case c == nil || w.Expected == Unknown:
		return LabelUnknown
	case label == portalNoWriteback && w.Expected == Yes:
		return LabelHidden
	case label == portalWriteback && w.Expected == No:
		return LabelPromised
	case label == portalWriteback && c.Type != TypeNone && c.Type != TypeOther && w.Type != TypeNone && w.Type != c.Type:
		return LabelMistyped
	}
	return LabelTrue
}

// Label returns how the portal's columns stand to what is true of the subject; "" for a subject
// without cloud group and for a synced one, whose columns mean nothing.
func (s *Subject) Label() Label {
	if s.Cloud == nil || s.Cloud.Kind == KindSynced {
		return ""
	}
	return labelOf(s.Cloud.Configuration, &s.Writeback)
}

// configurationOf returns the group's configuration as facts; nil when it was not collected.
func configurationOf(collected bool, enabled *bool, rawType *string) *Configuration {
	if !collected {
		return nil
	}
	return &Configuration{IsEnabled: enabled, Type: ParseType(rawType)}
}
