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

// configurationOf returns the group's configuration as facts; nil when it was not collected.
func configurationOf(collected bool, enabled *bool, rawType *string) *Configuration {
	if !collected {
		return nil
	}
	return &Configuration{IsEnabled: enabled, Type: ParseType(rawType)}
}
