package ocsf

import "github.com/wbaudit/wbaudit/report"

// verdict returns the event of the verdict on a move. What blocks it has events of its own.
func (e *events) verdict(v *report.Verdict) event {
	result, severity, status := held, severities[report.SeverityInfo], sum
	switch {
	case v.Go:
		result, status = pass, fresh
	case v.Nothing:
		result, status = other, fresh
	case v.Blind:
		// Nobody knows how grave it is.
		result, severity, status = warning, unknown, fresh
	}
	c := &report.Control{ID: "readiness", Title: "Readiness for " + v.Target(), Description: v.Sentence(), Severity: report.SeverityInfo}
	event := e.event(c, severity, status, result)
	uid := report.Fingerprint("readiness", "verdict", v.To, "")
	event.Message, event.Metadata.UID = report.Visible(v.Sentence()), uid
	event.FindingInfo = findingInfo{UID: uid, Title: report.Visible(v.Title()), Desc: report.Visible(v.Sentence()), Types: []string{"readiness"}}
	for _, r := range e.counts.RestsOn() {
		event.Compliance.StatusDetails = append(event.Compliance.StatusDetails, report.Visible(report.ReasonWord(r.Kind)+": "+r.Sentence()))
	}
	groups := map[string]int{}
	for _, s := range v.States {
		groups[s.State] = s.Groups
	}
	event.Unmapped = unmappedFacts{Severity: report.SeverityInfo, Readiness: &readiness{v.To, v.Word(), v.Blind, groups,
		report.Known(v.Totals.PeopleLost, v.Totals.WholeLoss())}}
	return event
}
