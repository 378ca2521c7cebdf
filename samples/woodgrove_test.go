package samples_test

import (
	"fmt"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// selectedRole is the app role that puts a group into the scope of a provisioning job in the public
// cloud.
//
// Source: MicrosoftDocs/entra-docs, concept-deployment-options-provision-to-active-directory.md.
const selectedRole = "1a0abf4d-b9fa-4512-a3a2-51ee82c6fd9f"

// woodgrove is halfway from Connect Sync to Cloud Sync: security groups are written by a
// provisioning job, Microsoft 365 groups still by V1. The copies moved over carry both anchors; one
// was adopted by a source-of-authority change, one carries the anchor of another group, and two
// people were put into a copy by hand, which Cloud Sync does not take back.
func woodgrove() *synthetic.Model {
	c := newCompany(2024, "Woodgrove Bank")
	c.Exchange = true
	c.Sync = &synthetic.Sync{V1: true, Version: "2.5.76.0", OU: c.ou}
	c.Settings = &synthetic.Settings{Object: false}
	c.staff(150)
	job, principal := c.ids.GUID(), c.ids.GUID()
	var scope []any
	for n, name := range []string{"Branch Tellers", "Loan Officers", "Card Fraud", "ATM Service", "Trading Floor", "Audit", "Compliance", "Vault"} {
		g := c.security(name, nil, nil, c.members(n*15, 14))
		scope = append(scope, map[string]any{"principalId": g.ID, "principalType": "Group", "resourceId": principal, "appRoleId": selectedRole})
		d := c.copied(g)
		d.ExternalID, d.CN = d.AdminDescription, "Group_"+g.ID
		switch n {
		case 4:
			d.AdminDescription, d.ExternalID = "TakenOver_Group_"+g.ID, ""
		case 5:
			d.ExternalID = "Group_" + c.ids.GUID()
		case 6:
			d.Members = append(d.Members, c.People[0].Account, c.People[1].Account)
		case 7:
			c.Copies = c.Copies[:len(c.Copies)-1]
		}
	}
	c.security("Not In Scope", nil, nil, c.members(130, 6))
	for n, name := range []string{"Newsroom", "Customer Days", "Volunteers"} {
		c.copied(c.m365(name, fmt.Sprintf("team%d", n), nil, nil, c.members(n*30, 12)))
	}
	c.Files = map[string]any{
		"cloud/subscribedSkus.json": synthetic.Licences(),
		"cloud/synchronizationJobs.json": map[string]any{"value": []any{map[string]any{
			"id": "AAD2ADGroupProvisioning." + job, "templateId": "AAD2ADGroupProvisioning", "servicePrincipalId": principal,
			"schedule": map[string]any{"state": "Active", "interval": "PT20M"},
			"status": map[string]any{"code": "Active", "lastSuccessfulExecution": map[string]any{
				"timeEnded": c.now.Add(-15 * 60e9).Format("2006-01-02T15:04:05Z")}},
			"schema": stockSchema(),
		}}},
		"cloud/appRoleAssignedTo.json": map[string]any{"@odata.count": len(scope), "value": scope},
	}
	return c.Model
}

// stockSchema is the part of a job's schema that decides scope, with the clause every job has and one
// more, given as attribute, operator and value.
//
// Source: MicrosoftDocs/entra-docs, how-to-attribute-mapping-entra-to-active-directory.md.
func stockSchema(more ...string) map[string]any {
	clause := func(operand, operator string) any {
		return map[string]any{"sourceOperandName": operand, "operatorName": operator, "targetOperand": map[string]any{"values": []any{}}}
	}
	clauses := []any{clause("securityEnabled", "IS TRUE"), clause("dirSyncEnabled", "IS FALSE"), clause("mailEnabled", "IS FALSE")}
	if len(more) == 3 {
		clauses = append(clauses, map[string]any{"sourceOperandName": more[0], "operatorName": more[1], "targetOperand": map[string]any{"values": []any{more[2]}}})
	}
	return map[string]any{"synchronizationRules": []any{map[string]any{"objectMappings": []any{map[string]any{
		"enabled": true, "flowTypes": "Add, Update, Delete", "sourceObjectName": "Group", "targetObjectName": "group",
		"scope": map[string]any{"groups": []any{map[string]any{"clauses": clauses}}},
	}}}}}
}
