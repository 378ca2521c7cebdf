package diff

// verdict is what the engines that are on do together. Its engine is "" when none is on or when
// it is not known which one decides.
type verdict struct {
	answer      Answer
	confidence  Confidence
	engine      Engine
	typ         GroupType
	conflicting bool
}

// decide fills what w says over all engines. An engine whose switch is not known may be on or off:
// the answer is the one that all these possibilities share, else unknown.
func (e *evaluation) decide(w *Writeback) {
	var result verdict
	first := true
	for i := range 8 {
		v1, v2, cloudSync := i&1 != 0, i&2 != 0, i&4 != 0
		if !may(w.V1.State, v1) || !may(w.V2.State, v2) || !may(w.CloudSync.State, cloudSync) {
			continue
		}
		next := together(w, v1, v2, cloudSync)
		if first {
			result, first = next, false
			continue
		}
		result = result.shared(next)
	}
	w.Expected, w.Confidence, w.Conflicting = result.answer, result.confidence, result.conflicting
	w.Type, w.Category = result.typ, result.typ.Category()
	w.Row = "1.2/unknown"
	switch a := w.by(result.engine); {
	case a != nil:
		w.Row, w.OverLimit, w.Limit = a.Row, a.OverLimit, e.limitOf(result.engine).known()
	case w.V1.State == Off && w.V2.State == Off && w.CloudSync.State == Off:
		w.Row = "1.2/none"
	}
	if w.Expected != No {
		w.Engine = result.engine
	}
	e.explainUnion(w)
}

// may reports whether a switch in state s may be on, or off.
func may(s Switch, on bool) bool {
	switch s {
	case On:
		return on
	case Off:
		return !on
	default:
		return true
	}
}

// together is what the engines that are on do: yes if any says yes, no if all say no, else
// unknown. V2 governs Connect where it is on, so V1 counts only where it is off.
func together(w *Writeback, v1, v2, cloudSync bool) verdict {
	result := verdict{answer: No, confidence: High}
	switch {
	case v2:
		result = w.V2.verdict(V2)
	case v1:
		result = w.V1.verdict(V1)
	}
	switch {
	case cloudSync && result.engine == "":
		return w.CloudSync.verdict(CloudSync)
	case cloudSync:
		return result.or(w.CloudSync.verdict(CloudSync))
	}
	return result
}

func (a *EngineAnswer) verdict(engine Engine) verdict {
	return verdict{answer: a.Expected, confidence: a.Confidence, engine: engine, typ: a.Type}
}

// or joins two engines that are both on. Two that write the group as different types undo each
// other, which leaves the type undecided.
func (v verdict) or(other verdict) verdict {
	switch {
	case v.answer == Yes && other.answer == Yes:
		v.confidence = surer(v.confidence, other.confidence)
		if v.typ != other.typ {
			v.conflicting = v.typ != TypeNone && other.typ != TypeNone
			v.typ = TypeNone
		}
		return v
	case v.answer == Yes:
		return v
	case other.answer == Yes:
		return other
	case v.answer == No && other.answer == No:
		v.confidence = lessSure(v.confidence, other.confidence)
		return v
	case v.answer == Unknown:
		return v
	}
	return other
}

// shared is what two possibilities have in common.
func (v verdict) shared(other verdict) verdict {
	if v.answer != other.answer {
		return verdict{answer: Unknown, confidence: None}
	}
	v.confidence = lessSure(v.confidence, other.confidence)
	v.conflicting = v.conflicting && other.conflicting
	if v.engine != other.engine {
		v.engine = ""
	}
	if v.typ != other.typ {
		v.typ = TypeNone
	}
	return v
}

// by returns the answer of engine, nil for "".
func (w *Writeback) by(engine Engine) *EngineAnswer {
	switch engine {
	case V1:
		return &w.V1
	case V2:
		return &w.V2
	case CloudSync:
		return &w.CloudSync
	}
	return nil
}

func surer(a, b Confidence) Confidence {
	if rank(a) >= rank(b) {
		return a
	}
	return b
}

func lessSure(a, b Confidence) Confidence {
	if rank(a) <= rank(b) {
		return a
	}
	return b
}

// rank orders confidences; what this tenant shows outranks what a document says.
func rank(c Confidence) int {
	switch c {
	case Observed:
		return 4
	case High:
		return 3
	case Medium:
		return 2
	case Low:
		return 1
	default:
		return 0
	}
}
