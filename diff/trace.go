package diff

import "strings"

// step appends a consideration to the trace, if one is kept. A consideration that answers nothing
// by itself has an empty answer.
func (e *evaluation) step(engine Engine, row string, answer Answer, confidence Confidence, text, source string) {
	if e.trace != nil {
		*e.trace = append(*e.trace, Step{Engine: engine, Row: row, Answer: answer, Confidence: confidence, Text: text, Source: source})
	}
}

// note is a step that answers nothing by itself.
func (e *evaluation) note(engine Engine, row, text, source string) {
	e.step(engine, row, "", "", text, source)
}

// kindTexts names the kinds in a sentence.
var kindTexts = map[GroupKind]string{
	KindSynced:              "the group comes from the directory",
	KindM365:                "the group is a Microsoft 365 group",
	KindSecurity:            "the group is a security group of the cloud",
	KindMailEnabledSecurity: "the group is a mail-enabled security group",
	KindDistribution:        "the group is a distribution group",
	KindOther:               "the group is neither security-enabled nor mail-enabled",
	KindUnknown:             "the kind of the group cannot be told, since a property that decides was not read",
}

// explainKind states the group's kind and the overlays, which change no answer.
func (e *evaluation) explainKind() {
	if e.trace == nil {
		return
	}
	e.note("", "1.1", kindTexts[e.kind], "GRP")
	if dynamic(e.group) {
		e.note("", "1.3/22", "its members are made by a rule; it is written like any group of its kind", "V2")
	}
	if roleAssignable(e.group) {
		e.note("", "1.3/23", "directory roles can be given to it; whether that stops writeback is not documented, so it is treated like any group of its kind", "MSID")
	}
	switch e.soa {
	case SOAYes:
		e.note("", "1.1", "its source of authority was moved from the directory to the cloud", "SOA")
	case SOALikely:
		e.note("", "1.1", "it carries the SID of a directory group, so its source of authority was probably moved to the cloud", "SOA")
	}
	if wasSynced(e.group) {
		e.note("", "1.3/26", "it came from the directory once; the old directory group, which has no anchor, is not its copy", "GRP")
	}
	if e.in.CopyBySID {
		e.note("", "1.3/26", "the directory group found by its SID is the old original and not a copy", "GRP SOA")
	}
}

// explainSwitch states whether engine is on, and where that was read.
func (e *evaluation) explainSwitch(engine Engine) {
	if e.trace == nil {
		return
	}
	state, source := e.state(engine), e.tenant.Sources.of(engine)
	if state == SwitchUnknown {
		e.note(engine, "1.2", "whether engine "+string(engine)+" is on is not known; what follows is what it would do", "OPSYNC")
		return
	}
	text := "engine " + string(engine) + " is " + string(state)
	if source != "" {
		text += ", says " + sourceTexts[source]
	}
	e.note(engine, "1.2", text, "OPSYNC")
	if engine == V1 && state == On && e.state(V2) == On {
		e.note(engine, "1.2", "V2 is on and governs Connect, so what V1 alone would do does not count", "V2")
	}
}

// explainScope says why it is open whether cloud sync writes a group that it may write.
func (e *evaluation) explainScope(r *row) {
	if e.trace == nil {
		return
	}
	jobs := &e.tenant.Jobs
	var text string
	switch {
	case e.state(CloudSync) == SwitchUnknown:
		text = "whether a job of cloud sync writes groups is not known: export the synchronization jobs with templateId"
	case e.state(CloudSync) == Off:
		return
	case e.tenant.CloudSyncRunning == No && strings.EqualFold(jobs.Status, "Quarantine"):
		text = "the job is in quarantine" + inBrackets(jobs.Quarantine) + ": it writes nothing now, and what it wrote before stays"
	case e.tenant.CloudSyncRunning == No:
		text = "the job does not run" + inBrackets("status "+orElse(jobs.Status, "not read")+", schedule "+orElse(jobs.Schedule, "not read")) +
			": it writes nothing now, and what it wrote before stays"
	case e.tenant.CloudSyncRunning != Yes:
		text = "whether the job runs was not read: export the synchronization jobs with status and schedule"
	case e.in.ScopeDoubt != "":
		text = "whether the job has the group in its scope is not known: " + e.in.ScopeDoubt
	default:
		text = "whether the job has the group in its scope was not read: export appRoleAssignedTo of its application and its schema, and set cloudsync.scope"
	}
	e.step(CloudSync, r.id, Unknown, None, text, "QUAR")
}

// inBrackets is a text in brackets behind a blank; "" for none.
func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

var sourceTexts = map[string]string{
	SourceSyncConfiguration: "the tenant's synchronization object",
	SourceConnect:           "the export of Connect",
	SourceSyncJobs:          "the list of synchronization jobs",
	SourceConfiguration:     "the configuration of this run",
	SourceAssumed:           "the assumption",
}

func (s EngineSources) of(engine Engine) string {
	switch engine {
	case V1:
		return s.V1
	case V2:
		return s.V2
	case CloudSync:
		return s.CloudSync
	}
	return ""
}

// explainUnion states the result over all engines.
func (e *evaluation) explainUnion(w *Writeback) {
	if e.trace == nil {
		return
	}
	var text string
	switch {
	case w.Row == "1.2/none":
		text = "no engine is on, so nobody writes any group"
	case w.Expected == Yes && w.Conflicting:
		text = "the engines that write the group ask for different types, so its type is undecided"
	case w.Expected == Yes && w.Engine == "":
		text = "whichever of the engines is on writes the group"
	case w.Expected == Yes:
		text = "engine " + string(w.Engine) + " writes the group"
	case w.Expected == No:
		text = "no engine that is on or may be on writes the group"
	case w.Engine == "":
		text = "the answer depends on which engines are on, which is not known"
	default:
		text = "engine " + string(w.Engine) + " leaves the answer open"
	}
	e.step("", w.Row, w.Expected, w.Confidence, text, "")
}
