package connect_test

import (
	"fmt"
	"testing"

	"github.com/wbaudit/wbaudit/collect/connect"
)

// An empty list says that there is nothing, null that nothing was read.
func TestNullIsNoEmptyList(t *testing.T) {
	for _, c := range []struct {
		list string
		told bool
	}{
		{`[]`, true}, {`{"value": [], "Count": 0}`, true}, {`null`, false}, {`[null]`, false}, {`{"value": [null], "Count": 1}`, false},
	} {
		t.Run(c.list, func(t *testing.T) {
			rule := fmt.Sprintf(`[{"Identifier": "a", "ScopeFilter": %[1]s, "JoinFilter": %[1]s, "AttributeFlowMappings": %[1]s},
				{"Identifier": "b", "ScopeFilter": [{"ScopeConditionList": %[1]s}], "JoinFilter": [{"JoinConditionList": %[1]s}], "AttributeFlowMappings": []}]`, c.list)
			r, _ := collected(t, with(t, map[string]string{"SYNC1/rules.json": rule}), connect.Options{})
			for _, got := range all(t, r.ConnectRules()) {
				if scope, joins := got.Scope != nil, got.Joins != nil; scope != c.told || joins != c.told {
					t.Errorf("rule %s: scope told: %t, joins told: %t; want %t", got.ID, scope, joins, c.told)
				}
				if flows := got.Flows != nil; flows != (c.told || got.ID == "b") {
					t.Errorf("rule %s: flows told: %t", got.ID, flows)
				}
			}
			for _, key := range []string{"ContainerInclusionList", "ContainerExclusionList"} {
				lists := map[string]string{"ContainerInclusionList": `["DC=corp,DC=contoso,DC=com"]`, "ContainerExclusionList": `[]`, key: c.list}
				connector := fmt.Sprintf(`[{"Identifier": "b891884f-051e-4a83-95af-2544101c9083"}, {"Identifier": "9792d5d0-7815-4880-85e2-3e5de264452e", "Partitions": [{"DN": "DC=corp,DC=contoso,DC=com", "Selected": true, "ConnectorPartitionScope": {
					"ContainerInclusionList": %s, "ContainerExclusionList": %s}}]}]`, lists["ContainerInclusionList"], lists["ContainerExclusionList"])
				r, _ := collected(t, with(t, map[string]string{"SYNC1/connectors.json": connector}), connect.Options{})
				if got := all(t, r.ConnectConnectors())[0].Partitions[0].Scoped; got != c.told {
					t.Errorf("%s: told: %t, want %t", key, got, c.told)
				}
			}
		})
	}
}

// Numbers of directions are learnt from default rules: from the tag where it says the direction, else from the name.
func TestDirectionsThatCameAsNumbersAreLearntFromDefaultRules(t *testing.T) {
	for _, c := range []struct{ claim, tag, name, want string }{
		{"from the tag", "Microsoft.OutToADGroupSOAInAAD.001", "x", "Outbound"},
		{"from the name without a tag", "", "In from AD - Group Join", "Inbound"},
		{"from the name beside a tag that is an id", "Microsoft.3a5c3221-c465-48c0-95b8-e9305786a271.001", "Out to AD - Group SOAInAAD", "Outbound"},
		{"not where neither says it", "Microsoft.3a5c3221-c465-48c0-95b8-e9305786a271.001", "Group Join", ""},
	} {
		t.Run(c.claim, func(t *testing.T) {
			rules := fmt.Sprintf(`[{"Identifier": "a", "IsStandardRule": true, "ImmutableTag": %q, "Name": %q, "Direction": 7},
				{"Identifier": "b", "IsStandardRule": false, "Name": "Ours", "Direction": 7}]`, c.tag, c.name)
			r, _ := collected(t, with(t, map[string]string{"SYNC1/rules.json": rules}), connect.Options{})
			for _, rule := range all(t, r.ConnectRules()) {
				if rule.Server == "SYNC1" && (rule.Direction == nil) != (c.want == "") || rule.Direction != nil && *rule.Direction != c.want {
					t.Errorf("rule %s: direction %v, want %q", rule.ID, rule.Direction, c.want)
				}
			}
		})
	}
}
