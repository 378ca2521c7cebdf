package diff

import "strings"

// The rules that leave groups to cloud sync, by the ids of Microsoft's document. Made by hand they
// have others, so that what a rule does counts as well.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
const (
	leaveInboundID  = "e4eae1c9-b9bc-4328-ade9-df871cdd3027"
	leaveOutboundID = "419fda18-75bb-4e23-b947-8b06e7246551"
)

// coexistence finds both among the rules of a server.
func coexistence(rules []syncRule) CoexistenceFacts {
	f := CoexistenceFacts{No, No}
	for _, r := range rules {
		if isTrue(r.Standard) || isTrue(r.Disabled) || !r.touchesGroups() && documentedRules[r.ID] == "" {
			continue
		}
		sure := answer(true)
		if r.Disabled == nil {
			sure = Unknown
		}
		f.Inbound = either(f.Inbound, all(sure, r.leavesInbound()))
		f.Outbound = either(f.Outbound, all(sure, r.leavesOutbound()))
	}
	return f
}

// leavesInbound says whether the rule marks groups of the cloud as none that flow to the directory.
func (r syncRule) leavesInbound() Answer {
	if r.ID == leaveInboundID {
		return Yes
	}
	return all(r.inbound(), r.writes("cloudNoFlow"))
}

// leavesOutbound says whether the rule joins without any flow. An export may write the link type as a
// number, which no document explains.
func (r syncRule) leavesOutbound() Answer {
	if r.ID == leaveOutboundID {
		return Yes
	}
	joins := answer(r.linkType() == "joinnoflow")
	if link := r.linkType(); link == "" || strings.Trim(link, "0123456789") == "" {
		joins = both(Unknown, joins)
	}
	return all(not(r.inbound()), joins)
}
