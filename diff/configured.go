package diff

import "slices"

// ConfiguredTotals counts what groups' configurations say, whatever an engine makes of it; not exact
// when the configuration or the kind of a group was not read. Synced groups are left out: what is set
// on them means nothing.
type ConfiguredTotals struct {
	// M365Unset counts Microsoft 365 groups with isEnabled null, M365Enabled those with true.
	M365Unset   Count `json:"m365_unset"`
	M365Enabled Count `json:"m365_enabled"`
	// OtherEnabled counts groups of every other kind with isEnabled true.
	OtherEnabled Count `json:"other_enabled"`
	// SecondaryMail counts written Microsoft 365 groups with Marks.SecondaryMail; not exact when the
	// addresses were not read.
	SecondaryMail Count `json:"secondary_mail"`
}

func (f *Facts) countConfigured(t *Totals) {
	var unset, enabled, other, mail, unknown int
	for i := range f.cloud {
		c := &f.cloud[i]
		switch kind := c.kind.kind(); {
		case kind == KindSynced:
		case kind == KindUnknown:
			unknown++
		case kind == KindM365 && c.isEnabled == triNil:
			unset += count(f.isConfigured(c))
		case kind == KindM365 && c.isEnabled == triTrue:
			enabled++
		case kind != KindM365 && c.isEnabled == triTrue:
			other++
		}
		if c.kind.kind() == KindM365 && c.flags.has(cloudSecondaryMail) && f.writebacks[c.writeback].Expected == Yes {
			mail++
		}
	}
	none := len(f.cloud) == 0
	read := f.wholeCloud() && unknown == 0 && (f.configured() || none)
	addressed := f.lacking&missingAddresses == 0 && (f.tenant.Collected.ProxyAddresses || none)
	t.Configured = ConfiguredTotals{
		M365Unset: counted(unset, read), M365Enabled: counted(enabled, read), OtherEnabled: counted(other, read),
		SecondaryMail: counted(mail, f.wholeCloud() && unknown == 0 && addressed),
	}
}

// PortalTotals counts groups that the portal's columns show otherwise than they are written; not
// exact when a configuration was not read. Groups of which it is not known whether they are written
// count nowhere but in Listed, so the others are not exact beside them. Synced ones count nowhere.
type PortalTotals struct {
	// Hidden are shown as not written and are, Promised the reverse, Mistyped are shown with
	// another type than they are written as.
	Hidden   Count `json:"hidden"`
	Promised Count `json:"promised"`
	Mistyped Count `json:"mistyped"`
	// Uncounted counts groups that are written unless they have too many members, which were not all
	// counted.
	Uncounted Count `json:"uncounted"`
	// Listed counts groups with isEnabled true, which is what the documented command lists, Written
	// those that are written.
	Listed  Count `json:"listed"`
	Written Count `json:"written"`
}

func (f *Facts) countPortal(t *Totals) {
	var hidden, promised, mistyped, uncounted, listed, open int
	for i := range f.cloud {
		c := &f.cloud[i]
		if c.kind.kind() == KindSynced || !f.isConfigured(c) {
			continue
		}
		if c.isEnabled == triTrue {
			listed++
		}
		if _, exact := f.memberCount(i); !exact && f.writebacks[c.writeback].Expected == Yes {
			uncounted++
		}
		raw := c.texts(&f.cloudTexts).rawType
		configuration := Configuration{IsEnabled: c.isEnabled.pointer(), Type: ParseType(&raw)}
		switch labelOf(&configuration, &f.writebacks[c.writeback]) {
		case LabelUnknown:
			open++
		case LabelHidden:
			hidden++
		case LabelPromised:
			promised++
		case LabelMistyped:
			mistyped++
		}
	}
	read := f.wholeCloud() && (f.configured() || len(f.cloud) == 0)
	decided := read && open == 0
	t.Portal = PortalTotals{
		Hidden: counted(hidden, decided), Promised: counted(promised, decided), Mistyped: counted(mistyped, decided),
		Uncounted: counted(uncounted, read), Listed: counted(listed, read), Written: counted(t.Written, decided),
	}
}

// configured reports whether the configuration of every group was read.
func (f *Facts) configured() bool {
	return f.collected.Configuration && !slices.ContainsFunc(f.cloud, func(c cloudRow) bool { return c.flags.has(cloudUnconfigured) })
}
