package connect

import (
	"fmt"
	"slices"
	"strings"
)

// latestRuns returns the latest run of each connector and run profile: what an earlier one could
// not export may have been exported since.
func latestRuns(runs []object) []object {
	latest := map[string]object{}
	var order []string
	for _, run := range runs {
		if done := run.flag("isruncomplete"); done != nil && !*done {
			continue
		}
		key := strings.ToLower(run.plain("connectorname", "connectorid") + "|" + run.plain("runprofilename", "runprofileid"))
		before, met := latest[key]
		if !met {
			order = append(order, key)
		}
		if !met || number(run, "runnumber") > number(before, "runnumber") {
			latest[key] = run
		}
	}
	slices.Sort(order)
	list := make([]object, len(order))
	for i, key := range order {
		list[i] = latest[key]
	}
	return list
}

func number(o object, key string) int64 {
	if n := o.number(key); n != nil {
		return *n
	}
	return 0
}

// run takes the errors of one run of a connector.
func (e *errorList) run(o object) {
	connector := o.plain("connectorname", "connectorid")
	steps, present := o.list("runstepresults")
	if !present {
		o.faults.add(o.at, "the steps of the run (Get-ADSyncRunProfileResult -RunStepDetails)", o.raw)
	}
	for _, step := range steps {
		before := e.met
		for _, kind := range []string{"syncerrors", "connectordiscoveryerrors", "mvretryerrors"} {
			e.step(step, kind, connector)
		}
		if failed := number(step, "exportfailure"); failed > 0 && e.met == before {
			step.faults.add(step.at, fmt.Sprintf("the errors of %d objects that were not exported", failed), step.keys["syncerrors"])
		}
	}
}

// step takes one kind of errors of a step: a list, XML, or an object with either.
func (e *errorList) step(step object, kind, connector string) {
	raw, _ := step.get(kind)
	if raw == nil {
		return
	}
	if raw[0] != '{' {
		if text, ok := textOf(raw); ok && strings.HasPrefix(strings.TrimSpace(text), "<") {
			e.xml(step, connector, kind)
		} else if cutOff(raw) {
			step.faults.add(step.place(kind), "errors", raw)
		}
		return
	}
	inner, ok := step.inner(kind)
	if !ok {
		return
	}
	list, _ := inner.list(kind + "list")
	for _, o := range list {
		e.add(o, connector, o.errorDetail())
	}
	if len(list) == 0 && strings.TrimSpace(inner.plain(kind+"xml")) != "" {
		e.xml(inner, connector, kind+"xml")
	}
}
