package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// plans are service plans that include the same, by id; their names vary by cloud and subscription
// and serve where the id was not read.
//
// Source: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
type plans struct{ ids, names []string }

// premiumPlans include group writeback: Entra ID P1 and P2. governancePlans are those of Entra ID
// Governance, which more than two configurations of cloud sync need.
var (
	premiumPlans = plans{
		[]string{"41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998"},
		[]string{"AAD_PREMIUM", "AAD_PREMIUM_P2"},
	}
	governancePlans = plans{
		[]string{"e866a266-3cff-43a3-acca-0c90a7e00c8b"},
		[]string{"ENTRA_IDENTITY_GOVERNANCE"},
	}
)

// in says whether the tenant has one of the plans, and that it is provisioned. complete tells whether a plan that is not listed
// does not exist.
func (p plans) in(licences []snapshot.Licence, complete bool) Answer {
	result := Unknown
	if complete {
		result = No
	}
	for i := range licences {
		l := &licences[i]
		if !p.include(l) {
			continue
		}
		switch holds(subscribed(l.CapabilityStatus), provisioned(l.ProvisioningStatus)) {
		case Yes:
			return Yes
		case Unknown:
			result = Unknown
		}
	}
	return result
}

// subscribed says whether a subscription may be used: it is enabled, or in its grace period.
func subscribed(status *string) Answer {
	if status == nil {
		return Unknown
	}
	return answer(strings.EqualFold(*status, "Enabled") || strings.EqualFold(*status, "Warning"))
}

// provisioned says whether the tenant has a plan of its subscription. The states of waiting do not tell whether
// it acts already.
//
// Source: https://learn.microsoft.com/graph/api/resources/serviceplaninfo
func provisioned(status *string) Answer {
	switch {
	case status == nil:
		return Unknown
	case strings.EqualFold(*status, "Success"):
		return Yes
	case strings.EqualFold(*status, "Disabled"), strings.EqualFold(*status, "Error"):
		return No
	}
	return Unknown
}

func (p plans) include(l *snapshot.Licence) bool {
	return slices.Contains(p.ids, strings.ToLower(l.PlanID)) ||
		l.PlanName != nil && slices.Contains(p.names, strings.ToUpper(strings.TrimSpace(*l.PlanName)))
}

// forCustomers says whether a tenant is one of Azure AD B2C or of External ID for customers.
//
// Source: https://learn.microsoft.com/graph/api/resources/organization (tenantType)
func forCustomers(o *snapshot.Organization) Answer {
	if o == nil || o.TenantType == nil {
		return Unknown
	}
	return answer(strings.Contains(strings.ToUpper(*o.TenantType), "B2C") || strings.EqualFold(*o.TenantType, "CIAM"))
}
