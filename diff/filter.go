package diff

import (
	"encoding/json"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// scopeFilter is the attribute filter of a job; one that was not read answers unknown.
type scopeFilter struct {
	read bool
	// mappings are alternatives: a group passes the filter if it passes one of them.
	mappings []mappingFilter
}

// mappingFilter is the filter of one object mapping for groups. adds is no when the mapping never
// creates objects.
type mappingFilter struct {
	adds Answer
	// sets must all hold; of each the groups are alternatives, and an empty one holds.
	sets [][]clauseGroup
}

// clauseGroup holds clauses that must all hold.
type clauseGroup []clause

// synchronizationSchema is the part of Graph's resource of that name that decides scope.
//
// Source: https://learn.microsoft.com/graph/api/resources/synchronization-filter
type synchronizationSchema struct {
	SynchronizationRules []struct {
		ObjectMappings []objectMapping `json:"objectMappings"`
	} `json:"synchronizationRules"`
}

type objectMapping struct {
	Enabled          *bool   `json:"enabled"`
	FlowTypes        *string `json:"flowTypes"`
	SourceObjectName string  `json:"sourceObjectName"`
	// Scope is empty for a schema without it; a mapping without a filter says null.
	Scope json.RawMessage `json:"scope"`
}

// mappingScope is a synchronizationFilter. Groups is nil in a reduced body.
type mappingScope struct {
	Groups              []filterGroup `json:"groups"`
	CategoryFilterGroup []filterGroup `json:"categoryFilterGroups"`
	InputFilterGroups   []filterGroup `json:"inputFilterGroups"`
}

type filterGroup struct {
	// Clauses is nil in a reduced body.
	Clauses []struct {
		OperatorName      string `json:"operatorName"`
		SourceOperandName string `json:"sourceOperandName"`
		TargetOperand     struct {
			Values []string `json:"values"`
		} `json:"targetOperand"`
	} `json:"clauses"`
}

// readFilter reads a job's schema. One that is missing, broken or has no mapping for groups gives
// a filter that answers unknown.
func readFilter(schema json.RawMessage, groups snapshot.StreamState) scopeFilter {
	var body synchronizationSchema
	if len(schema) == 0 || json.Unmarshal(schema, &body) != nil {
		return scopeFilter{}
	}
	var f scopeFilter
	for _, rule := range body.SynchronizationRules {
		for i := range rule.ObjectMappings {
			m := &rule.ObjectMappings[i]
			if m.SourceObjectName != "" && !strings.EqualFold(m.SourceObjectName, "group") || m.Enabled != nil && !*m.Enabled {
				continue
			}
			f.read = true
			f.mappings = append(f.mappings, m.filter(groups))
		}
	}
	return f
}

// filter reads what Graph writes for every mapping. What is left out is unknown, never taken for the
// value that lets every group through.
func (m *objectMapping) filter(groups snapshot.StreamState) mappingFilter {
	f := mappingFilter{adds: Yes}
	if m.SourceObjectName == "" || m.Enabled == nil || m.FlowTypes == nil || !strings.Contains(strings.ToLower(*m.FlowTypes), "add") {
		f.adds = Unknown
	}
	if string(m.Scope) == "null" {
		return f
	}
	var scope mappingScope
	if json.Unmarshal(m.Scope, &scope) != nil || scope.Groups == nil {
		f.adds = Unknown
	}
	for _, set := range [][]filterGroup{scope.Groups, scope.CategoryFilterGroup, scope.InputFilterGroups} {
		var alternatives []clauseGroup
		for _, g := range set {
			var clauses clauseGroup
			if g.Clauses == nil {
				clauses = clauseGroup{{}}
			}
			for _, c := range g.Clauses {
				clauses = append(clauses, newClause(c.SourceOperandName, c.OperatorName, c.TargetOperand.Values, groups))
			}
			alternatives = append(alternatives, clauses)
		}
		f.sets = append(f.sets, alternatives)
	}
	return f
}

// passes is Contain for the attribute filter alone.
func (f *scopeFilter) passes(g *snapshot.CloudGroup) Answer {
	if !f.read {
		return Unknown
	}
	result := No
	for i := range f.mappings {
		result = either(result, f.mappings[i].passes(g))
	}
	return result
}

func (m *mappingFilter) passes(g *snapshot.CloudGroup) Answer {
	result := m.adds
	for _, set := range m.sets {
		if len(set) == 0 {
			continue
		}
		passed := No
		for _, clauses := range set {
			passed = either(passed, clauses.hold(g))
		}
		result = all(result, passed)
	}
	return result
}

func (c clauseGroup) hold(g *snapshot.CloudGroup) Answer {
	result := Yes
	for i := range c {
		result = all(result, c[i].holds(g))
	}
	return result
}
