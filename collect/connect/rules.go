package connect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readRules reads Get-ADSyncRule.
func (v *server) readRules(b *body) error {
	list, ids, err := once(b, func(o object) string {
		id := o.id("identifier")
		if id == "" {
			o.faults.add(o.at, "a rule with an Identifier", o.raw)
		}
		return id
	})
	if err != nil {
		return err
	}
	if len(b.elements) == 0 {
		return fmt.Errorf("expected the rules of Get-ADSyncRule, found none, though every server has default rules; export it again")
	}
	for i, o := range list {
		v.rules = append(v.rules, v.rule(o, ids[i]))
	}
	return nil
}

func (v *server) rule(o object, id string) snapshot.ConnectRule {
	r := snapshot.ConnectRule{
		Server: v.name, ID: id, Name: o.plain("name"), Direction: o.text("direction"), Connector: o.id("connector"),
		Precedence: o.number("precedence"), Standard: o.flag("isstandardrule"), Disabled: o.flag("disabled"),
		SourceType: o.plain("sourceobjecttype"), TargetType: o.plain("targetobjecttype"), Tag: o.plain("immutabletag"),
	}
	r.Scope, r.Joins, r.Flows = scopeOf(o), joinsOf(o), flowsOf(o)
	var text bytes.Buffer
	if json.Compact(&text, o.raw) == nil {
		r.Body = text.Bytes()
	}
	return r
}

// scopeOf returns the conditions of a rule's scope: groups of which one must hold as a whole.
func scopeOf(o object) []snapshot.ConnectCondition {
	groups, present := o.list("scopefilter")
	if !present {
		if o.has("scopefilter") {
			return []snapshot.ConnectCondition{}
		}
		return nil
	}
	conditions := []snapshot.ConnectCondition{}
	for i, g := range groups {
		list, listed := g.list("scopeconditionlist")
		if !listed && !g.has("scopeconditionlist") {
			// A group whose conditions were left out is not one without conditions.
			return nil
		}
		for _, c := range list {
			conditions = append(conditions, snapshot.ConnectCondition{
				Group: int32(i), Attribute: c.plain("attribute"), Operator: c.text("comparisonoperator"), Value: c.plain("comparisonvalue"),
			})
		}
	}
	return conditions
}

func joinsOf(o object) []snapshot.ConnectJoin {
	groups, present := o.list("joinfilter")
	if !present {
		if o.has("joinfilter") {
			return []snapshot.ConnectJoin{}
		}
		return nil
	}
	joins := []snapshot.ConnectJoin{}
	for i, g := range groups {
		list, _ := g.list("joinconditionlist")
		for _, c := range list {
			sensitive := c.flag("casesensitive")
			joins = append(joins, snapshot.ConnectJoin{
				Group: int32(i), Source: c.plain("csattribute"), Target: c.plain("mvattribute"),
				CaseSensitive: sensitive != nil && *sensitive,
			})
		}
	}
	return joins
}

func flowsOf(o object) []snapshot.ConnectFlow {
	list, present := o.list("attributeflowmappings")
	if !present {
		if o.has("attributeflowmappings") {
			return []snapshot.ConnectFlow{}
		}
		return nil
	}
	flows := []snapshot.ConnectFlow{}
	for _, f := range list {
		once := f.flag("executeonce")
		flows = append(flows, snapshot.ConnectFlow{
			Destination: f.plain("destination"), Type: f.text("flowtype"), Source: strings.Join(f.texts("source"), ","),
			Expression: f.plain("expression"), Merge: f.text("valuemergetype"), Once: once != nil && *once,
		})
	}
	return flows
}
