package policies

import (
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
)

// changeFixtures are changes of which nothing is wrong:
//
//   - change_tenant: two whole snapshots of a tenant, of which no switch was turned and nothing is gone.
//   - change_group: a written security group of which some attribute changed, with ten members.
//   - change_copy: the copy of a written group of which some attribute changed.
//   - change_other: anything else that changed.
func changeFixtures() map[string]any {
	return map[string]any{
		"change_tenant": changeTenant(), "change_group": changeGroup(), "change_copy": changeCopy(),
		"change_other": changes.Subject{Object: changes.ObjectOther, Kind: changes.Changed, NotCompared: []string{}, Tenant: knownTenant()},
	}
}

func changeTenant() changes.Subject {
	return changes.Subject{
		Object: changes.ObjectTenant, Kind: changes.None, NotCompared: []string{}, Tenant: knownTenant(),
		Switches: &changes.Switches{Known: true, Turned: []changes.Switched{}, Unread: []string{}},
		Losses:   &changes.Losses{Groups: ptr(60), GroupsGone: ptr(0), GroupsPercent: ptr(0), Copies: ptr(40), CopiesGone: ptr(0), CopiesPercent: ptr(0)},
	}
}

func changeGroup() changes.Subject {
	return changes.Subject{
		Object: changes.ObjectGroup, Kind: changes.Changed, NotCompared: []string{}, Tenant: knownTenant(),
		Group: &changes.Group{
			Kind: diff.KindSecurity, WrittenBefore: diff.Yes, WrittenAfter: diff.Yes, TypeBefore: diff.UniversalSecurity, TypeAfter: diff.UniversalSecurity,
			Copied: diff.Yes, Members: tenMembers(), Owners: changes.Counts{Read: true, Before: 2, After: 2},
		},
	}
}

func tenMembers() changes.Counts { return changes.Counts{Read: true, Before: 10, After: 10} }

func changeCopy() changes.Subject {
	return changes.Subject{
		Object: changes.ObjectDirectoryGroup, Kind: changes.Changed, NotCompared: []string{}, Tenant: knownTenant(),
		Directory: &changes.Directory{
			Copy: diff.Yes, Wanted: diff.Yes, CategoryBefore: diff.CategorySecurity, CategoryAfter: diff.CategorySecurity,
			ScopeBefore: diff.ScopeUniversal, ScopeAfter: diff.ScopeUniversal, Members: tenMembers(),
			Edits:      changes.Edits{Attributes: []string{}, Undecided: []string{}},
			Privileged: changes.Privileged{Before: diff.No, After: diff.No, Group: diff.PrivilegedNone}, ParentsRead: true,
		},
	}
}
