package connect

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// parameters are named values.
type parameters struct {
	// pairs are as received, sorted by name.
	pairs  []snapshot.SettingPair
	places map[string]string
	faults *faults
	values map[string]string
}

// parametersOf reads a collection of ConfigurationParameter, each with Name and Value among
// other things, or an object of names with their values.
func parametersOf(o object, key string) parameters {
	p := parameters{pairs: []snapshot.SettingPair{}, places: map[string]string{}, faults: o.faults, values: map[string]string{}}
	raw, _ := o.get(key)
	if len(raw) > 0 && raw[0] == '{' {
		if inner, ok := objectOf(raw, o.place(key), o.faults); ok && !inner.has("name") && !inner.has("count") {
			for _, name := range inner.names {
				p.add(inner.place(name), name, inner.keys[strings.ToLower(name)])
			}
			p.sort()
			return p
		}
	}
	list, _ := o.list(key)
	for _, e := range list {
		name := e.text("name")
		if name == nil || *name == "" {
			o.faults.add(e.at, "a parameter with a name", e.raw)
			continue
		}
		p.add(e.at, *name, e.keys["value"])
	}
	p.sort()
	return p
}

func (p *parameters) add(at, name string, raw json.RawMessage) {
	if len(raw) == 0 {
		raw = json.RawMessage("null")
	}
	value, ok := textOf(raw)
	if !ok {
		if inner, isObject := objectOf(raw, at, p.faults); isObject && inner.has("value") {
			p.add(at, name, inner.keys["value"])
		}
		return // a list is no setting that anything here is made of
	}
	folded := strings.ToLower(name)
	p.places[folded], p.values[folded] = at, value
	p.pairs = append(p.pairs, snapshot.SettingPair{Name: name, Value: value})
}

func (p *parameters) sort() {
	slices.SortFunc(p.pairs, func(a, b snapshot.SettingPair) int { return strings.Compare(a.Name, b.Name) })
}

// text returns a value; nil when there is no such parameter.
func (p *parameters) text(name string) *string {
	value, found := p.values[name]
	if !found {
		return nil
	}
	return &value
}

// flag returns a switch; nil when there is no such parameter or it has no value.
func (p *parameters) flag(name string) *bool {
	value := p.values[name]
	if value == "" {
		return nil
	}
	on, ok := switchOf(value)
	if !ok {
		raw, _ := json.Marshal(value)
		p.faults.add(p.places[name]+" ("+name+")", "True or False", raw)
		return nil
	}
	return &on
}
