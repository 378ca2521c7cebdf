package diff

import "slices"

// Supposed returns what a cloud group may be that is undecided: the subject as it is with each kind, engine and type that
// nothing read rules out. It is nil where its kind, whether it is written and whether as a security group are known, and for
// a group with more members than its engine writes by some document: that is CFG-13 alone, as all else depends on it.
func (s *Subject) Supposed() (all []Subject) {
	if s.Cloud == nil || s.Writeback.OverLimit || s.kindRead() && s.Writeback.Expected != Unknown && s.Governance.Secured != Unknown {
		return nil
	}
	for _, kind := range s.supposedKinds() {
		cloud := *s.Cloud
		cloud.Kind = kind
		one := *s
		one.Cloud = &cloud
		all = append(all, one.supposedWritten()...)
	}
	return all
}

// kindRead reports whether the kind of the group is known; without onPremisesSyncEnabled every one may be synced.
func (s *Subject) kindRead() bool {
	return s.Cloud.Kind == KindSynced || s.Cloud.Kind != KindUnknown && s.Tenant.Collected.Sync
}

// supposedKinds are the kinds that a group may be of; those that are written come first.
func (s *Subject) supposedKinds() []GroupKind {
	switch {
	case s.kindRead():
		return []GroupKind{s.Cloud.Kind}
	case s.Cloud.Kind == KindUnknown:
		return []GroupKind{KindSecurity, KindM365, KindSynced, KindMailEnabledSecurity, KindDistribution, KindOther}
	default:
		return []GroupKind{s.Cloud.Kind, KindSynced}
	}
}

// supposedWritten is a group whose kind is given: not written unless its kind is, and as each engine that may write it
// does, with each type it may have.
func (s *Subject) supposedWritten() (all []Subject) {
	if s.Writeback.Expected == No || !slices.Contains([]GroupKind{KindSecurity, KindM365}, s.Cloud.Kind) {
		one := *s
		w := &one.Writeback
		w.Expected, w.Confidence, w.Engine, w.Type, w.Category = No, High, "", TypeNone, CategoryUnknown
		one.Governance.Secured = w.secured()
		all = append(all, one)
	}
	if s.Writeback.Expected == No || s.Cloud.Kind == KindSynced {
		return all
	}
	for _, engine := range [...]Engine{V2, V1, CloudSync} {
		if !mayWrite(s.Writeback.by(engine)) || engine == V1 && s.Writeback.V2.State == On {
			continue
		}
		for _, t := range s.supposedTypes(engine) {
			all = append(all, s.writtenBy(engine, t))
		}
	}
	return all
}

// writtenBy is the subject as it is if an engine writes it as a type. The engines of which it is not known whether they are
// on are, but V2, beside which V1 does not count.
func (s *Subject) writtenBy(engine Engine, t GroupType) Subject {
	one := *s
	w := &one.Writeback
	w.Expected, w.Confidence, w.Engine, w.Type, w.Category = Yes, High, engine, t, t.Category()
	for _, other := range [...]*EngineAnswer{&w.V1, &w.V2, &w.CloudSync} {
		if other.State == SwitchUnknown {
			other.State = On
		}
	}
	if engine == V1 {
		w.V2.State = Off
	}
	a := w.by(engine)
	a.State, a.Expected, a.Confidence, a.Type = On, Yes, High, t
	one.Governance.Secured = w.secured()
	if engine == V2 && s.Cloud.Configuration == nil {
		enabled, cloud := true, *s.Cloud
		cloud.Configuration = &Configuration{IsEnabled: &enabled, Type: t}
		one.Cloud = &cloud
	}
	return one
}

// supposedTypes are the types an engine may write the group as.
func (s *Subject) supposedTypes(engine Engine) []GroupType {
	known := s.Writeback.by(engine).Type
	switch configured := s.Cloud.Configuration; {
	case known != TypeNone:
	case engine == V1:
		known = UniversalDistribution
	case engine == CloudSync:
		known = UniversalSecurity
	case configured != nil && s.Tenant.BelowFloor == No:
		known = typeFor(s.Cloud.Kind, configured.Type)
	}
	if known != TypeNone {
		return []GroupType{known}
	}
	return []GroupType{UniversalSecurity, UniversalDistribution, UniversalMailEnabledSec}
}
