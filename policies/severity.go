package policies

// scale is what a setting makes of the severities of a control. One that raises the gravest case raises every
// milder one by as many steps, so that an asked-for failure never stays one that nobody asked for; one that
// lowers it lowers only what is above.
type scale struct {
	// raised is by how many steps.
	raised int
	// highest is that of any finding after the setting.
	highest string
}

// scaleOf is that of one check of the control.
func (s Setting) scaleOf(control *Control, check Check) scale {
	if s.Severity == "" {
		return scale{highest: check.Severity}
	}
	steps := max(0, severityRank(s.Severity)-severityRank(control.Severity))
	return scale{raised: steps, highest: lighter(raise(check.Severity, steps), s.Severity)}
}

// of is what a severity that the control names becomes; "" is that of the check.
func (s scale) of(named string) string {
	if named == "" {
		return s.highest
	}
	return lighter(raise(named, s.raised), s.highest)
}

func raise(severity string, steps int) string {
	return severities[min(severityRank(severity)+steps, len(severities)-1)]
}
