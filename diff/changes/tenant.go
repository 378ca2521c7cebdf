package changes

import (
	"bytes"
	"cmp"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func licences() listing[snapshot.Licence] {
	type licence = snapshot.Licence
	return listing[licence]{
		stream: snapshot.StreamLicences, keys: []string{"skuPartNumber", "servicePlans"}, attributes: attributesOf[licence](nil, "plan_id", "sku"),
		order: orderKeyed(func(l *licence) (string, string) { return l.PlanID, l.SKU }),
		id:    func(l *licence) string { return keyed(l.PlanID, l.SKU) }, name: func(l *licence) string { return deref(l.PlanName) },
	}
}

func syncJobs() listing[snapshot.SyncJob] {
	type job = snapshot.SyncJob
	return listing[job]{
		stream: snapshot.StreamSyncJobs, attributes: attributesOf[job](nil, "id", "last_success", "settings", "schema", "quarantine_reason"),
		leftOut: []string{"last_success"},
		order:   func(a, b *job) int { return cmp.Compare(a.ID, b.ID) }, id: func(j *job) string { return j.ID },
		name: func(j *job) string { return deref(j.TemplateID) },
		more: func(a, b *job) (found []Attribute, gaps []Gap) {
			found, gaps = quarantine(a, b)
			if side, unread := oneLacks(a.Settings == nil, b.Settings == nil); unread {
				gaps = append(gaps, unreadGap("settings", side))
			} else {
				found = append(found, pairsDiffer(a.Settings, b.Settings)...)
			}
			more, unread := documentDiffers("schema", a.Schema, b.Schema)
			return append(found, more...), append(gaps, unread...)
		},
	}
}

// quarantine compares why two jobs are in quarantine. One has no reason where its status was read as another one.
func quarantine(a, b *snapshot.SyncJob) ([]Attribute, []Gap) {
	const name = "quarantine_reason"
	x, y := a.QuarantineReason, b.QuarantineReason
	switch {
	case deref(x) == deref(y):
		return nil, nil
	case x == nil && mayBeInQuarantine(a):
		return nil, []Gap{unreadGap(name, earlier)}
	case y == nil && mayBeInQuarantine(b):
		return nil, []Gap{unreadGap(name, later)}
	}
	return []Attribute{{name, clip(x), clip(y)}}, nil
}

func mayBeInQuarantine(j *snapshot.SyncJob) bool {
	return j.StatusCode == nil || strings.EqualFold(*j.StatusCode, "Quarantine")
}

func assignments() listing[snapshot.AppRoleAssignment] {
	type assignment = snapshot.AppRoleAssignment
	key := func(a *assignment) []byte { return slices.Concat(a.Resource[:], a.Principal[:], a.Role[:]) }
	return listing[assignment]{
		stream: snapshot.StreamAppRoleAssignments, attributes: attributesOf[assignment](nil, "resource", "principal", "role"),
		order: func(a, b *assignment) int { return bytes.Compare(key(a), key(b)) },
		id: func(a *assignment) string {
			return a.Resource.String() + "/" + a.Principal.String() + "/" + a.Role.String()
		},
	}
}

func documents(stream snapshot.Stream) listing[snapshot.Document] {
	type document = snapshot.Document
	return listing[document]{
		stream: stream, order: orderKeyed(func(d *document) (string, string) { return d.Server, d.ID }),
		id:   func(d *document) string { return keyed(d.Server, d.ID) },
		more: func(a, b *document) ([]Attribute, []Gap) { return documentDiffers("body", a.Body, b.Body) },
	}
}

// attributeValues is the list of the values of a setting.
const attributeValues = "values"

func tenantSettings() listing[snapshot.Setting] {
	type setting = snapshot.Setting
	values := func(s *setting) map[string]*string {
		m := named{}
		for _, v := range s.Values {
			m.put(v.Name, v.Value)
		}
		return m
	}
	return listing[setting]{
		stream: snapshot.StreamTenantSettings, keys: []string{"id"},
		attributes: append(attributesOf[setting](map[string]string{"display_name": attributeDisplayName}, "id", "values"), attribute{name: attributeValues, property: attributeValues}),
		order:      func(a, b *setting) int { return cmp.Compare(a.ID, b.ID) }, id: func(s *setting) string { return s.ID },
		name: func(s *setting) string { return deref(s.DisplayName) },
		// A value that is not in the list has the default of its template.
		more: func(a, b *setting) ([]Attribute, []Gap) { return mapsDiffer(values(a), values(b)), nil },
	}
}

// organizationNames are Graph's names of what a tenant has.
var organizationNames = map[string]string{
	"display_name": attributeDisplayName, "on_premises_sync_enabled": "onPremisesSyncEnabled", "tenant_type": "tenantType",
}

func organization() listing[snapshot.Organization] {
	type tenant = snapshot.Organization
	return listing[tenant]{
		stream: snapshot.StreamOrganization, attributes: attributesOf[tenant](organizationNames, "on_premises_last_sync"), order: single[tenant],
		leftOut: []string{attributeLastSync},
		id:      func(o *tenant) string { return o.ID.String() }, name: func(o *tenant) string { return deref(o.DisplayName) },
	}
}

// preventionType is the guard against deletions in mass, by Graph's name.
const preventionType = "synchronizationPreventionType"

func syncConfiguration() listing[snapshot.SyncConfiguration] {
	type sync = snapshot.SyncConfiguration
	features := func(s *sync) map[string]*string {
		m := map[string]*string{}
		for name, on := range s.Features {
			m["features."+schemaName(name)] = textOf(reflect.ValueOf(on))
		}
		return m
	}
	return listing[sync]{
		stream: snapshot.StreamSyncConfiguration, attributes: attributesOf[sync](nil, "features", "pending", "deletion_prevention"), order: single[sync],
		id: func(s *sync) string { return s.ID.String() }, name: func(*sync) string { return "onPremisesSynchronization" },
		more: func(a, b *sync) ([]Attribute, []Gap) {
			x, y := features(a), features(b)
			maps.Copy(x, pendingExport(a.Pending))
			maps.Copy(y, pendingExport(b.Pending))
			x[preventionType], y[preventionType] = a.DeletionPrevention, b.DeletionPrevention
			return valuesDiffer(x, y)
		},
	}
}

// pendingExport is what waits to be exported to Entra ID, by Graph's names; nil has none.
//
// Source: https://learn.microsoft.com/graph/api/resources/onpremisescurrentexportdata
func pendingExport(p *snapshot.PendingExport) map[string]*string {
	if p == nil {
		return nil
	}
	return map[string]*string{
		"pendingObjectsAddition": textOf(reflect.ValueOf(p.Additions)), "pendingObjectsUpdate": textOf(reflect.ValueOf(p.Updates)),
		"pendingObjectsDeletion": textOf(reflect.ValueOf(p.Deletions)), "clientMachineName": p.Machine,
	}
}

// single orders the one object of a list.
func single[T any](_, _ *T) int { return 0 }

// sequence is a list that is in memory.
func sequence[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// object is the list of one object, empty without it.
func object[T any](value *T) iter.Seq2[T, error] {
	if value == nil {
		return sequence[T](nil)
	}
	return sequence([]T{*value})
}
