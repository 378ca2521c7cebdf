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

// scopeOf returns the conditions of a rule's scope: groups of which one must hold as a whole; nil when
// a list is missing or null. A group whose conditions were left out is not one without conditions.
func scopeOf(o object) []snapshot.ConnectCondition {
	groups, told := o.toldList("scopefilter")
	if !told {
		return nil
	}
	conditions := []snapshot.ConnectCondition{}
	for i, g := range groups {
		list, told := g.toldList("scopeconditionlist")
		if !told {
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

// joinsOf returns the conditions by which a rule joins objects; nil as with scopeOf.
func joinsOf(o object) []snapshot.ConnectJoin {
	groups, told := o.toldList("joinfilter")
	if !told {
		return nil
	}
	joins := []snapshot.ConnectJoin{}
	for i, g := range groups {
		list, told := g.toldList("joinconditionlist")
		if !told {
			return nil
		}
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

// flowsOf returns the attributes that a rule writes; nil as with scopeOf.
func flowsOf(o object) []snapshot.ConnectFlow {
	list, told := o.toldList("attributeflowmappings")
	if !told {
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
