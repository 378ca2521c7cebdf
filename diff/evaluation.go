package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// evaluation carries one group through the tables.
type evaluation struct {
	tenant *Tenant
	group  *snapshot.CloudGroup
	// By value: pointers beside tenant, which the answer points into, would move both to the heap.
	in      Considered
	choices Choices
	trace   *[]Step

	kind    GroupKind
	typ     GroupType
	soa     string
	columns columns
}

// v2 applies table 1.3, or 1.4 where the active server is too old for V2.
func (e *evaluation) v2() EngineAnswer {
	t := e.tenant
	e.explainSwitch(V2)
	if t.BelowFloor == Yes {
		e.note(V2, "1.4", "the active Connect server is older than V2 needs: such builds write Microsoft 365 groups only, as distribution groups", "S2")
		a := e.answer(V2, find(tableV1, e.columns), UniversalDistribution)
		e.withoutWizard(&a)
		return e.limit(V2, a)
	}
	r := find(tableV2, e.columns)
	a := e.answer(V2, r, e.typeV2())
	if t.BelowFloor != No {
		e.assumeFloor(&a)
	}
	if e.soa == SOALikely && e.kind == KindSecurity && a.Expected != Unknown {
		a.Confidence = Low
		e.step(V2, r.id, a.Expected, Low, "the group has the SID of a directory group: its source of authority was probably converted, which would change the row", "SOA")
	}
	if e.columns.enabled == enabledNull {
		e.withoutWizard(&a)
	}
	return e.limit(V2, a)
}

// assumeFloor takes the active server to be new enough for V2, and lowers an answer that an older one
// would not give.
func (e *evaluation) assumeFloor(a *EngineAnswer) {
	const text = "the version of the active Connect server is not known; it is taken to be new enough for V2"
	same := find(tableV1, e.columns).answer == a.Expected && (a.Expected != Yes || a.Type == UniversalDistribution)
	if same || a.Confidence != High {
		e.note(V2, "1.3", text, "S2")
		return
	}
	a.Confidence = Medium
	e.step(V2, a.Row, a.Expected, Medium, text+", an older one would decide otherwise", "S2")
}

// withoutWizard lowers a default yes for a Microsoft 365 group while V1 is not known to be on: by
// one document V2 needs V1 first, and nothing may be written (C17).
func (e *evaluation) withoutWizard(a *EngineAnswer) {
	if e.tenant.V1 == On || e.kind != KindM365 || a.Expected != Yes {
		return
	}
	a.Confidence = Low
	e.step(V2, a.Row, Yes, Low, "V1 is not known to be on, and by one document V2 writes nothing without it", "S2 V2 C17")
}

// v1 applies table 1.4. Its answer does not count while V2 is on, which governs Connect then.
func (e *evaluation) v1() EngineAnswer {
	e.explainSwitch(V1)
	a := e.answer(V1, find(tableV1, e.columns), UniversalDistribution)
	return e.limit(V1, a)
}

// cloudSync applies table 1.5.
func (e *evaluation) cloudSync() EngineAnswer {
	e.explainSwitch(CloudSync)
	a := e.answer(CloudSync, find(tableCloudSync, e.columns), UniversalSecurity)
	return e.limit(CloudSync, a)
}

// answer turns a row into the engine's answer, with typ for a yes.
func (e *evaluation) answer(engine Engine, r *row, typ GroupType) EngineAnswer {
	a := EngineAnswer{State: e.state(engine), Row: r.id}
	a.Expected, a.Confidence = e.resolve(r)
	text := r.text
	if r.choice == byScope && a.Expected == No {
		text = "the group is not in the scope of its job: " + text
	}
	e.step(engine, r.id, a.Expected, a.Confidence, text, r.source)
	if r.choice == byScope && a.Expected == Unknown {
		e.explainScope(r)
	}
	if a.Expected == Yes && !e.in.Collected.Sync && e.group.SyncEnabled == nil {
		a.Expected, a.Confidence, a.Row = Unknown, None, "1.1/unread"
		e.step(engine, a.Row, Unknown, None, "onPremisesSyncEnabled was not collected: the group may come from the directory", "GRP")
	}
	if a.Expected == Yes {
		a.Type = typ
	}
	return a
}

// resolve answers a row, by a choice where the documents leave it open. A choice against the
// documented reading has low confidence.
func (e *evaluation) resolve(r *row) (Answer, Confidence) {
	var chosen, documented Answer
	switch r.choice {
	case settled:
		return r.answer, r.confidence
	case byScope:
		return e.scope(r)
	case bySecurityNull:
		chosen, documented = e.choices.SecurityNull, No
	case byNullSetting:
		chosen, documented = e.choices.M365NullSettingFalse, Yes
	case byNullSettingUnread:
		chosen, documented = both(Yes, e.choices.M365NullSettingFalse), Yes
	case byTypeAlone:
		chosen, documented = e.typeAlone(), No
	}
	switch chosen {
	case documented:
		return chosen, r.confidence
	case Yes, No:
		return chosen, Low
	default:
		return Unknown, None
	}
}

// typeV2 is what V2 writes the group as. Whether a type counts for a Microsoft 365 group of which
// isEnabled is unset no document says: ignored, the group is written as one without a type is.
func (e *evaluation) typeV2() GroupType {
	if e.kind != KindM365 || e.columns.enabled != enabledNull || !typeSet.has(e.columns.typ) {
		return typeFor(e.kind, e.typ)
	}
	switch e.choices.TypeWithoutEnable {
	case Yes:
		return e.typ
	case No:
		return typeFor(e.kind, TypeNone)
	}
	return TypeNone
}

// typeAlone answers row 16: yes by the one choice or the other, but only for the one type that a
// security group may have.
func (e *evaluation) typeAlone() Answer {
	result := either(e.choices.TypeWithoutEnable, e.choices.SecurityNull)
	if result == Yes && e.typ != UniversalSecurity {
		return Unknown
	}
	return result
}

// scope answers a row of table 1.5. A job that does not run writes nothing now and has written
// before, so only being out of scope is certain.
func (e *evaluation) scope(r *row) (Answer, Confidence) {
	switch {
	case e.in.InScope == No:
		return No, r.confidence
	case e.in.InScope == Yes && e.tenant.CloudSyncRunning == Yes:
		return Yes, r.confidence
	}
	return Unknown, None
}

// limit applies row 0: too many members for the engine. What becomes of a group that was written
// before is not documented.
func (e *evaluation) limit(engine Engine, a EngineAnswer) EngineAnswer {
	limit := e.limitOf(engine)
	if a.Expected == No || limit == nil {
		return a
	}
	over := limit.exceeded(e.in.Members)
	switch {
	case over == No && e.in.MembersExact:
		return a
	case over == No && limit.Assumed:
		a.Row, a.Type, a.Expected, a.Confidence = "0", TypeNone, Unknown, None
		e.step(engine, "0", Unknown, None, "the number of members is not known, so neither is whether it is over the limit assumed", "C6")
		return a
	case over == No:
		if e.in.HasCopy != Yes && a.Confidence == High {
			// Without a copy a group over the limit is not written.
			a.Confidence = Medium
		}
		e.step(engine, "0", a.Expected, a.Confidence, "the number of members is not known, so the member limit was not applied", "C6")
		return a
	}
	a.Row, a.Type, a.OverLimit = "0", TypeNone, over == Yes
	a.Expected, a.Confidence = Unknown, None
	switch {
	case over == Unknown:
		e.step(engine, "0", Unknown, None, "the group may have more members than the engine writes; which limit holds here is not known", "C6")
	case e.in.HasCopy == No || e.in.CopyBySID:
		a.Expected, a.Confidence = No, Medium
		e.step(engine, "0", No, Medium, "the group has more members than the engine writes and no copy exists", "S2 V2 C6")
	default:
		e.step(engine, "0", Unknown, None, "the group has more members than the engine writes; what becomes of an existing copy is not documented", "S2 V2 C6")
	}
	return a
}

// limitOf returns the limit of engine for groups of this kind; nil when it writes none of them.
func (e *evaluation) limitOf(engine Engine) *Limit {
	limits := &e.tenant.Limits
	switch {
	case engine == CloudSync && e.kind == KindSecurity:
		return &limits.CloudSync
	case engine == V2 && e.kind == KindSecurity && e.tenant.BelowFloor != Yes:
		return &limits.V2Security
	case engine == V2 && e.kind == KindM365 && e.tenant.BelowFloor != Yes:
		return &limits.V2M365
	case engine != CloudSync && e.kind == KindM365:
		return &limits.V1
	}
	return nil
}

// state returns the switch of engine, unknown for a Tenant that does not say.
func (e *evaluation) state(engine Engine) Switch {
	var state Switch
	switch engine {
	case V1:
		state = e.tenant.V1
	case V2:
		state = e.tenant.V2
	case CloudSync:
		state = e.tenant.CloudSync
	}
	if state == "" {
		return SwitchUnknown
	}
	return state
}

// both is a where a and b agree, else unknown; either is yes if one is, no if both are.
func both(a, b Answer) Answer {
	if a == b {
		return a
	}
	return Unknown
}

func either(a, b Answer) Answer {
	switch {
	case a == Yes || b == Yes:
		return Yes
	case a == No && b == No:
		return No
	}
	return Unknown
}
