package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// Assumption is a set of inputs that are taken to be other than the snapshot says. A zero field
// keeps what was read.
type Assumption struct {
	// Setting is NewUnifiedGroupWritebackDefault.
	Setting *bool
	// V1, V2 and CloudSync are On, Off or "".
	V1, V2, CloudSync Switch
	// Limits holds the member limits that change; 0 keeps one.
	Limits MemberLimits
	// Groups holds the groups whose own configuration changes, by cloud id.
	Groups map[snapshot.GUID]GroupAssumption
}

// GroupAssumption is what is taken to stand in a group's writebackConfiguration.
type GroupAssumption struct {
	IsEnabled *bool
	// Type is "" to keep what was read.
	Type GroupType
}

// apply returns the group's configuration with the assumption in it; what is not assumed stays.
func (a GroupAssumption) apply(read *snapshot.WritebackConfiguration) *snapshot.WritebackConfiguration {
	var w snapshot.WritebackConfiguration
	if read != nil {
		w = *read
	}
	if a.IsEnabled != nil {
		w.IsEnabled = a.IsEnabled
	}
	if a.Type != TypeNone {
		text := string(a.Type)
		w.OnPremisesGroupType = &text
	}
	return &w
}

// merge lays other over a.
func (a GroupAssumption) merge(other GroupAssumption) GroupAssumption {
	if other.IsEnabled != nil {
		a.IsEnabled = other.IsEnabled
	}
	if other.Type != TypeNone {
		a.Type = other.Type
	}
	return a
}

// assume changes what is known of the tenant.
func (t *Tenant) assume(a Assumption) {
	if a.Setting != nil {
		t.Setting, t.SettingRead, t.SettingObject = a.Setting, true, true
	}
	for _, s := range [...]struct {
		to     Switch
		state  *Switch
		source *string
	}{
		{a.V1, &t.V1, &t.Sources.V1}, {a.V2, &t.V2, &t.Sources.V2}, {a.CloudSync, &t.CloudSync, &t.Sources.CloudSync},
	} {
		if s.to != "" && s.to != *s.state {
			*s.state, *s.source = s.to, SourceAssumed
		}
	}
	t.Mode = mode(t.V1, t.V2, t.CloudSync)
	for _, l := range [...]struct {
		to    int64
		limit *Limit
	}{
		{a.Limits.V1, &t.Limits.V1}, {a.Limits.V2M365, &t.Limits.V2M365},
		{a.Limits.V2Security, &t.Limits.V2Security}, {a.Limits.CloudSync, &t.Limits.CloudSync},
	} {
		if l.to > 0 {
			*l.limit = Limit{Low: l.to, High: l.to, Assumed: true}
		}
	}
}
