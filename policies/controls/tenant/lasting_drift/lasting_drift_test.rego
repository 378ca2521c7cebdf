package controls.tenant.lasting_drift_test

import data.controls.tenant.lasting_drift as control
import data.fixtures

test_difference_that_lasts_is_reported if {
	expected := {{"findings": fixtures.counted(3), "groups": fixtures.counted(2), "fingerprints": "a b c"}}
	control.findings == expected with input as tenant({"lasting": {"findings": 3, "groups": 2, "fingerprints": ["a", "b", "c"]}})
}

test_no_lasting_difference_is_satisfied if {
	control.applies with input as tenant({})
	control.findings == set() with input as tenant({})
	control.undecided == set() with input as tenant({})
}

test_stale_sync_is_left_to_eng_16 if {
	stale := object.union(tenant({"lasting": {"findings": 3}}), {"tenant": {"sync_age": 20000}})
	not control.applies with input as stale
	control.findings == set() with input as stale
	control.undecided == set() with input as stale
}

test_tenant_without_connect_engine_is_not_applicable if {
	off := object.union(tenant({"cycles_apart": null, "lasting": {"findings": 3}}), {"tenant": {"v1": "off", "v2": "off"}})
	not control.applies with input as off
	control.undecided == set() with input as off
}

test_snapshots_two_cycles_apart_prove_nothing if {
	near := tenant({"cycles_apart": 2, "lasting": {"findings": 3}})
	control.findings == set() with input as near
	control.undecided == {"the earlier snapshot is at most two sync cycles older: give an older one"} with input as near
}

test_what_no_near_snapshot_shows_has_not_lasted if {
	near := tenant({"cycles_apart": 2})
	control.applies with input as near
	control.undecided == set() with input as near
	count(control.undecided) == 1 with input as tenant({"cycles_apart": 2, "lasting": {"doubtful": 1}})
	control.undecided == {"how many sync cycles lie between this and the earlier snapshot is not known"} with input as tenant({"cycles_apart": null})
}

test_what_is_not_known_is_undecided if {
	every pair in [
		[tenant({"cycles_apart": null}), "how many sync cycles lie between this and the earlier snapshot is not known"],
		[object.union(tenant({}), {"tenant": {"sync_age": null}}), "when Connect last synchronised was not read"],
		[tenant({"lasting": {"judged": false}}), "the earlier snapshot was not judged"],
		[tenant({"lasting": {"doubtful": 1}}), "earlier snapshot: differences of today could not be judged in it"],
		[
			tenant({"lasting": {"unjudged": 1}}),
			"differences of the earlier snapshot could not be judged in this one, see DIF-06, DIF-07, DIF-11, DIF-12, DIF-23 and DIF-24",
		],
		[object.union(tenant({}), {"tenant": {"v1": "off", "v2": "unknown"}}), "whether an engine of Connect is on was not read"],
	] {
		pair[1] in control.undecided with input as pair[0]
		control.findings == set() with input as pair[0]
	}
}

test_differences_that_were_not_judged_make_it_at_least if {
	every open in [{"doubtful": 1}, {"unjudged": 1}] {
		some finding in control.findings with input as tenant({"lasting": object.union({"findings": 3, "groups": 2, "judged": true}, open)})
		finding.findings.exactly == null
		finding.groups.exactly == null
	}
}

tenant(history) := object.union(fixtures.tenant, {
	"history": object.union({"given": true, "cycles_apart": 336, "lasting": {"judged": true}}, history),
	"parameters": {"max_hours": 3},
})
