package diff

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestDefaultRulesSinceTheEarlierSnapshot(t *testing.T) {
	const common = "In from AD - Group Common"
	plain := func(*exportedServer) {}
	edit := func(name string, change func(*snapshot.ConnectRule)) func(*exportedServer) {
		return func(x *exportedServer) {
			for i := range x.rules {
				if defaultName(&x.rules[i]) == name {
					change(&x.rules[i])
				}
			}
		}
	}
	ofVersion := func(version string) func(*exportedServer) {
		return func(x *exportedServer) { x.settings.Version = &version }
	}
	edited := func(id, name string) RulesSince {
		return RulesSince{Edited: []EditedRule{{keyOf("sync1"), 1, RoleActive, keyOf(id + forestConnector), name, new(int64(100))}}, Gone: []GoneRule{}}
	}
	gone := func(id, connector, name string, writeback bool, replaced Answer) RulesSince {
		lost := DisabledRule{Key: keyOf(id + connector), Rule: name, Precedence: new(int64(100)), Writeback: writeback, Replaced: replaced}
		return RulesSince{Edited: []EditedRule{}, Gone: []GoneRule{{keyOf("sync1"), 1, RoleActive, lost}}}
	}
	without := func(name string) func(*exportedServer) {
		return func(x *exportedServer) { x.drop(name) }
	}
	kept := RulesSince{Edited: []EditedRule{}, Gone: []GoneRule{}}
	upgraded := RulesSince{Edited: []EditedRule{}, Gone: []GoneRule{}, Upgraded: 1}
	unread := RulesSince{Edited: []EditedRule{}, Gone: []GoneRule{}, Unread: 1}
	for _, c := range []struct {
		claim     string
		then, now func(*exportedServer)
		want      RulesSince
	}{
		{"nothing changed", plain, plain, kept},
		{"a flow was added", plain, edit(common, flowing("info", `"x"`)), edited("a5", common)},
		{"a condition was added", plain, edit(common, scoped("mail", "ISNULL", "")), edited("a5", common)},
		{"a join was added", plain, edit(common, joining), edited("a5", common)},
		{"an upgrade rewrites rules", ofVersion("2.4.18.0"), edit(common, flowing("info", `"x"`)), upgraded},
		{"a version that is none cannot be compared", ofVersion("new"), plain, unread},
		{"a rule that is off does no other work", plain, edit(common, switchedOff), kept},
		{"a custom rule is its owner's", plain, func(x *exportedServer) {
			x.rules = append(x.rules, rule("c1", "Ours", "Inbound", forestConnector, ownRule))
		}, kept},
		{"member limits may be edited", plain, edit(ruleMemberLimit, scoped("member", "LESSTHAN", "1000")), kept},
		{"a join that takes copies is STR-15", plain, edit(ruleJoin, func(r *snapshot.ConnectRule) { r.Scope = r.Scope[:1] }), kept},
		{"a join that takes less is edited", plain, edit(ruleJoin, scoped("mail", "ISNULL", "")), edited("a3", ruleJoin)},
		{"a rule that was not exported whole", edit(common, func(r *snapshot.ConnectRule) { r.Flows = nil }), plain, unread},
		{"an operator that cannot be told", plain, edit(common, scoped("mail", "", "x")), unread},
		{"a rule that is gone", plain, without(common), gone("a5", forestConnector, common, false, No)},
		{"the one that takes the cloud's groups", plain, without(ruleInbound), gone("a1", snapshot.EntraConnector, ruleInbound, true, No)},
		{"one that was off then, too", edit(common, switchedOff), without(common), gone("a5", forestConnector, common, false, No)},
		{"a custom rule in the place of one that is gone", plain, func(x *exportedServer) {
			x.drop(common)
			x.rules = append(x.rules, rule("c1", "Ours", "Inbound", forestConnector, ownRule))
		}, gone("a5", forestConnector, common, false, Yes)},
		{"an upgrade may take rules away", ofVersion("2.4.18.0"), without(common), upgraded},
		{"member limits may be gone", plain, without(ruleMemberLimit), kept},
		{"a rule with another id is the same", plain, edit(common, func(r *snapshot.ConnectRule) { r.ID = "b5" }), kept},
		{"rules that went with their connector", plain, func(x *exportedServer) {
			x.rules, x.connectors = x.rules[:1], x.connectors[:1]
		}, kept},
		{"no rules before", func(x *exportedServer) { x.rules = nil }, plain, unread},
		{"no rules now are a matter of their own", plain, func(x *exportedServer) { x.rules = nil }, kept},
	} {
		t.Run(c.claim, func(t *testing.T) {
			then, now := newScene(t), newScene(t)
			then.exported("Sync1", c.then)
			now.exported("SYNC1", c.now)
			if diff := cmp.Diff(c.want, rulesSince(t, then, now)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAServerThatTheEarlierSnapshotLacksCannotBeCompared(t *testing.T) {
	then, now := newScene(t), newScene(t)
	then.exported("SYNC1")
	now.exported("SYNC1")
	now.exported("SYNC2", inStaging)
	if got := rulesSince(t, then, now); got.Unread != 1 || len(got.Edited) != 0 {
		t.Errorf("%+v, want one server that cannot be compared", got)
	}
}

func rulesSince(t *testing.T, then, now *scene) RulesSince {
	t.Helper()
	r := then.write()
	before, err := Load(context.Background(), r, then.choices)
	then.must(err)
	f, err := LoadSince(context.Background(), now.write(), now.choices, before.Earlier(r, nil))
	now.must(err)
	return f.history.Rules
}
