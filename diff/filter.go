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
	Scope            *struct {
		Groups              []filterGroup `json:"groups"`
		CategoryFilterGroup []filterGroup `json:"categoryFilterGroups"`
		InputFilterGroups   []filterGroup `json:"inputFilterGroups"`
	} `json:"scope"`
}

type filterGroup struct {
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
			if !strings.EqualFold(m.SourceObjectName, "group") || m.Enabled != nil && !*m.Enabled {
				continue
			}
			f.read = true
			f.mappings = append(f.mappings, m.filter(groups))
		}
	}
	return f
}

func (m *objectMapping) filter(groups snapshot.StreamState) mappingFilter {
	f := mappingFilter{adds: Yes}
	if m.FlowTypes != nil && !strings.Contains(strings.ToLower(*m.FlowTypes), "add") {
		f.adds = Unknown
	}
	if m.Scope == nil {
		return f
	}
	for _, set := range [][]filterGroup{m.Scope.Groups, m.Scope.CategoryFilterGroup, m.Scope.InputFilterGroups} {
		var alternatives []clauseGroup
		for _, g := range set {
			var clauses clauseGroup
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
