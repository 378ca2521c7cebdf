package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// premiumPlans are the service plans that include group writeback, by id; their names vary by cloud
// and subscription.
//
// Source: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
var premiumPlans = []string{"41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998"}

// premiumNames are the same plans where the id was not read.
var premiumNames = []string{"AAD_PREMIUM", "AAD_PREMIUM_P2"}

// premium says whether the tenant has Entra ID P1 or P2. complete tells whether a plan that is not
// listed does not exist.
func premium(licences []snapshot.Licence, complete bool) Answer {
	result := Unknown
	if complete {
		result = No
	}
	for i := range licences {
		l := &licences[i]
		switch {
		case !isPremium(l):
		case l.CapabilityStatus == nil:
			result = Unknown
		case strings.EqualFold(*l.CapabilityStatus, "Enabled"), strings.EqualFold(*l.CapabilityStatus, "Warning"):
			return Yes
		}
	}
	return result
}

func isPremium(l *snapshot.Licence) bool {
	return slices.Contains(premiumPlans, strings.ToLower(l.PlanID)) ||
		l.PlanName != nil && slices.Contains(premiumNames, strings.ToUpper(strings.TrimSpace(*l.PlanName)))
}
