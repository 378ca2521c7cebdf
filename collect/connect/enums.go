package connect

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// dictionary tells what the numbers of an enumeration mean. ConvertTo-Json writes numbers unless
// told otherwise, and Microsoft does not document them, so they are learnt from default rules
// whose content is documented: a number that they use for two things means nothing.
type dictionary map[string]string

func (d dictionary) learn(value *string, meaning string) {
	if value == nil || !isNumber(*value) {
		return
	}
	if before, met := d[*value]; met && before != meaning {
		meaning = ""
	}
	d[*value] = meaning
}

// tell replaces a number by its meaning, and by nil when that is not known. It reports whether
// the value stays unknown.
func (d dictionary) tell(value **string) (unknown bool) {
	if *value == nil || !isNumber(**value) {
		return false
	}
	meaning := d[**value]
	if meaning == "" {
		*value = nil
		return true
	}
	*value = &meaning
	return false
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// dictionaries are the enumerations of rules. No default rule tells what merge types mean.
type dictionaries struct{ directions, operators, types, merges dictionary }

// learn learns what one rule teaches.
func (d *dictionaries) learn(r *snapshot.ConnectRule) {
	for _, f := range r.Flows {
		if name := typeOf(f); name != "" {
			d.types.learn(f.Type, name)
		}
	}
	if r.Standard == nil || !*r.Standard {
		return
	}
	if direction := directionOf(r); direction != "" {
		d.directions.learn(r.Direction, direction)
	}
	for _, c := range r.Scope {
		if operator := operatorOf(c); operator != "" {
			d.operators.learn(c.Operator, operator)
		}
	}
}

// tell names what one rule says in numbers. It reports whether a direction or an operator, which
// decide what a rule does, stays unknown.
func (d *dictionaries) tell(r *snapshot.ConnectRule) (unknown bool) {
	unknown = d.directions.tell(&r.Direction)
	for n := range r.Scope {
		unknown = d.operators.tell(&r.Scope[n].Operator) || unknown
	}
	for n := range r.Flows {
		d.types.tell(&r.Flows[n].Type)
		d.merges.tell(&r.Flows[n].Merge)
	}
	return unknown
}

// tellRules replaces the numbers of enumerations in rules by their names.
func (v *server) tellRules() {
	d := dictionaries{dictionary{}, dictionary{}, dictionary{}, dictionary{}}
	for i := range v.rules {
		d.learn(&v.rules[i])
	}
	unknown := false
	for i := range v.rules {
		unknown = d.tell(&v.rules[i]) || unknown
	}
	if unknown {
		st := v.states["rules"]
		st.remarks = append(st.remarks, "directions or operators came as numbers that the default rules do not explain; export them as text (wbaudit init --export-script)")
	}
}

// directionOf returns the direction of a default rule by its tag where that says it, as Microsoft.InFromADGroupJoin
// does, else by its name, which nobody can change.
func directionOf(r *snapshot.ConnectRule) string {
	tag, name := strings.ToLower(r.Tag), strings.ToLower(r.Name)
	switch {
	case strings.HasPrefix(tag, "microsoft.infrom"):
		return "Inbound"
	case strings.HasPrefix(tag, "microsoft.outto"):
		return "Outbound"
	case strings.HasPrefix(name, "in from "):
		return "Inbound"
	case strings.HasPrefix(name, "out to "):
		return "Outbound"
	}
	return ""
}

// operatorOf returns the operator that the default rules use with an attribute and a value.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration
// and, for cloudMastered, how-to-connect-modify-group-writeback
func operatorOf(c snapshot.ConnectCondition) string {
	attribute, value := strings.ToLower(c.Attribute), strings.ToLower(c.Value)
	switch {
	case attribute == "cloudmastered" && value == "true":
		return "EQUAL"
	case attribute == "iscriticalsystemobject" && value == "true":
		return "NOTEQUAL"
	case attribute == "admindescription" && strings.HasSuffix(value, "_"):
		return "NOTSTARTSWITH"
	}
	return ""
}

// typeOf returns the type of a flow that cannot have another.
func typeOf(f snapshot.ConnectFlow) string {
	switch {
	case f.Expression != "":
		return "Expression"
	case f.Source != "" && strings.EqualFold(f.Source, f.Destination):
		return "Direct"
	}
	return ""
}
