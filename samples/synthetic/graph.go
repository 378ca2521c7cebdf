package synthetic

import (
	"encoding/base64"
	"maps"
	"time"
)

// object is one JSON object of Graph; encoding/json sorts its keys.
type object = map[string]any

const graph = "https://graph.microsoft.com/beta/$metadata#"

func (t *Tenant) body(synced bool) object {
	body := object{
		"id": t.ID, "displayName": t.Name, "onPremisesSyncEnabled": synced,
		"onPremisesLastSyncDateTime": when(t.LastSync), "tenantType": "AAD",
	}
	var domains []any
	for i, name := range t.Domains {
		domains = append(domains, object{"name": name, "isInitial": i == 0, "isDefault": i == len(t.Domains)-1, "type": "Managed"})
	}
	if domains != nil {
		body["verifiedDomains"] = domains
	}
	return body
}

func (m *Model) cloudFiles() map[string]any {
	groups := make([]any, 0, len(m.Groups))
	for _, g := range m.Groups {
		groups = append(groups, g.body())
	}
	files := map[string]any{"cloud/groups.json": page("groups", groups)}
	if m.Tenant.ID != "" {
		files["cloud/organization.json"] = page("organization", []any{m.Tenant.body(m.Sync != nil)})
	}
	if m.Sync != nil {
		files["cloud/onPremisesSynchronization.json"] = page("directory/onPremisesSynchronization", []any{m.Sync.body(m.Tenant.ID)})
	}
	if m.Settings != nil {
		files["cloud/settings.json"] = page("settings", m.Settings.objects())
	}
	if m.Deleted != nil {
		files["cloud/deletedGroups.json"] = page("groups", m.deleted())
	}
	if !m.Collected.IsZero() {
		files["export.json"] = object{"collected_at": when(m.Collected)}
	}
	maps.Copy(files, m.Files)
	return files
}

func page(context string, values []any) object {
	return object{"@odata.context": graph + context, "@odata.count": len(values), "value": values}
}

func (m *Model) deleted() []any {
	values := make([]any, 0, len(m.Deleted))
	for _, d := range m.Deleted {
		values = append(values, object{"id": d.ID, "displayName": d.Name, "deletedDateTime": when(d.Deleted)})
	}
	return values
}

func (s *Sync) body(tenant string) object {
	configuration := object{
		"accidentalDeletionPrevention": object{"synchronizationPreventionType": "enabledForCount", "alertThreshold": 500},
		"anchorAttribute":              "mS-DS-ConsistencyGuid", "synchronizationInterval": "PT30M",
		"synchronizationClientVersion": s.Version,
		"writebackConfiguration":       object{"unifiedGroupContainer": s.OU, "userContainer": nil},
	}
	features := object{
		"unifiedGroupWritebackEnabled": s.V1, "groupWriteBackEnabled": s.V2,
		"deviceWritebackEnabled": s.DeviceWriteback, "userWritebackEnabled": false,
	}
	maps.Copy(configuration, s.Configuration)
	maps.Copy(features, s.Features)
	return object{"id": tenant, "configuration": configuration, "features": features}
}

func (s *Settings) objects() []any {
	if !s.Object {
		return []any{}
	}
	values := []any{object{"name": "EnableGroupCreation", "value": "true"}}
	if s.WritebackDefault != nil {
		values = append(values, object{"name": "NewUnifiedGroupWritebackDefault", "value": *s.WritebackDefault})
	}
	return []any{object{
		"id": "f0b2d6f5-097d-4177-91af-a24e530b53cc", "displayName": "Group.Unified",
		"templateId": "62375ab9-6b52-47ed-826b-58e47e0e304b", "values": values,
	}}
}

func (g *Group) body() object {
	kinds := []string{}
	if g.Unified {
		kinds = append(kinds, "Unified")
	}
	if g.Dynamic {
		kinds = append(kinds, "DynamicMembership")
	}
	b := object{
		"id": g.ID, "displayName": g.Name, "description": optional(g.Description), "mail": optional(g.Mail),
		"mailEnabled": g.MailEnabled, "securityEnabled": g.Security, "groupTypes": kinds, "proxyAddresses": []string{},
		"visibility": optional(g.Visibility), "isAssignableToRole": g.RoleAssignable, "createdDateTime": when(g.Created),
		"deletedDateTime": nil, "membershipRule": nil, "membershipRuleProcessingState": nil,
		"onPremisesSyncEnabled": nil, "onPremisesSecurityIdentifier": nil, "onPremisesDomainName": nil, "onPremisesProvisioningErrors": []any{},
	}
	if g.Dynamic {
		b["membershipRule"], b["membershipRuleProcessingState"] = `(user.department -eq "Sales")`, "On"
	}
	if g.SyncedFrom != nil {
		b["onPremisesSyncEnabled"], b["onPremisesSecurityIdentifier"] = true, g.SyncedFrom.SID
		b["onPremisesSamAccountName"], b["onPremisesDomainName"] = g.SyncedFrom.SAM, "corp.contoso.com"
	}
	if !g.NoConfiguration {
		b["writebackConfiguration"] = object{"isEnabled": g.Enabled, "onPremisesGroupType": g.Type}
	}
	maps.Copy(b, g.Also)
	return b
}

func (m *Model) writeMembers(into sink) error {
	for _, g := range m.Groups {
		if g.MembersMissing {
			continue
		}
		values := make([]any, 0, len(g.Members)+len(g.Children))
		for _, p := range g.Members {
			values = append(values, p.body())
		}
		for _, child := range g.Children {
			values = append(values, child.memberBody())
		}
		if err := into.json("cloud/members/"+g.ID+".json", page("directoryObjects", values)); err != nil {
			return err
		}
	}
	return nil
}

// writeOwners writes the owners of the groups whose owners were exported.
func (m *Model) writeOwners(into sink) error {
	for _, g := range m.Groups {
		if g.Owners == nil {
			continue
		}
		values := make([]any, 0, len(g.Owners))
		for _, p := range g.Owners {
			values = append(values, p.body())
		}
		if err := into.json("cloud/owners/"+g.ID+".json", page("directoryObjects", values)); err != nil {
			return err
		}
	}
	return nil
}

func (p *Person) body() object {
	if p.Type != "" && p.Type != "user" {
		b := object{"@odata.type": "#microsoft.graph." + p.Type, "id": p.ID, "displayName": p.Name}
		maps.Copy(b, p.Also)
		return b
	}
	b := object{
		"@odata.type": "#microsoft.graph.user", "id": p.ID, "displayName": p.Name, "userPrincipalName": p.UPN,
		"userType": "Member", "accountEnabled": !p.Disabled, "onPremisesSyncEnabled": nil, "onPremisesImmutableId": nil,
		"onPremisesDistinguishedName": nil, "onPremisesSamAccountName": nil, "onPremisesDomainName": nil,
		"onPremisesSecurityIdentifier": nil, "onPremisesObjectIdentifier": nil,
	}
	if p.Guest {
		b["userType"] = "Guest"
	}
	if a := p.Account; a != nil {
		octets := directoryOctets(a.GUID)
		b["onPremisesSyncEnabled"], b["onPremisesSecurityIdentifier"] = true, a.SID
		b["onPremisesImmutableId"], b["onPremisesObjectIdentifier"] = base64.StdEncoding.EncodeToString(octets), a.GUID
		b["onPremisesDistinguishedName"], b["onPremisesSamAccountName"] = a.DN, a.SAM
		b["onPremisesDomainName"] = "corp.contoso.com"
	}
	maps.Copy(b, p.Also)
	return b
}

func (g *Group) memberBody() object {
	b := object{"@odata.type": "#microsoft.graph.group", "id": g.ID, "displayName": g.Name,
		"onPremisesSyncEnabled": nil, "onPremisesSecurityIdentifier": nil}
	if g.SyncedFrom != nil {
		b["onPremisesSyncEnabled"], b["onPremisesSecurityIdentifier"] = true, g.SyncedFrom.SID
	}
	return b
}

// Licences returns the body of subscribedSkus for a tenant with Microsoft Entra ID P1.
func Licences() any {
	return object{"value": []any{object{
		"skuId": "078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "skuPartNumber": "AAD_PREMIUM", "capabilityStatus": "Enabled",
		"servicePlans": []any{object{
			"servicePlanId": "41781fb2-bc02-4b7c-bd55-b576c07bb09d", "servicePlanName": "AAD_PREMIUM", "provisioningStatus": "Success",
		}},
	}}}
}

func optional(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func when(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}
