package controls.tenant.shared_ou_test

import data.controls.tenant.shared_ou as control
import data.fixtures

test_many_strangers_are_reported if {
	control.findings == {{"place": "an OU with many other groups", "groups": 60, "strangers": 20}} with input as ou({
		"dedicated": "no",
		"groups": 60,
		"strangers": 20,
	})
}

test_head_of_a_domain_and_users_are_reported if {
	control.findings == {{"place": "the head of a domain"}} with input as ou({"dedicated": "no", "domain_head": "yes"})
	control.findings == {{"place": "the container Users"}} with input as ou({"dedicated": "no", "users_container": "yes", "groups": null})
}

test_own_ou_is_satisfied if {
	control.applies with input as fixtures.tenant
	control.findings == set() with input as fixtures.tenant
	control.undecided == set() with input as fixtures.tenant
}

test_tenant_without_engine_is_not_applicable if {
	subject := object.union(ou({"dedicated": "no", "domain_head": "yes", "users_container": "yes"}), {"tenant": {"mode": "none", "ou_known": false}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unknown_ou_is_undecided if {
	control.undecided == {"the writeback OU is not known"} with input as object.union(
		ou({"dedicated": "unknown", "domain_head": "unknown", "users_container": "unknown"}),
		{"tenant": {"ou_known": false}},
	)
}

test_doubtful_ou_is_undecided if {
	doubt := ou({"agrees": "no", "dedicated": "unknown", "groups": null, "strangers": null})
	control.undecided == {"the writeback OU is in doubt (STR-02)"} with input as doubt
	control.findings == set() with input as doubt
}

test_unread_groups_are_undecided if {
	count(control.undecided) == 1 with input as ou({"dedicated": "unknown", "groups": null, "strangers": null})
	control.findings == set() with input as ou({"dedicated": "unknown", "groups": null, "strangers": null})
}

ou(facts) := object.union(fixtures.tenant, {"tenant": {"ou": facts}})
