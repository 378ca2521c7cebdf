package changes

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func licences() listing[snapshot.Licence] {
	type licence = snapshot.Licence
	return listing[licence]{
		stream: snapshot.StreamLicences, attributes: attributesOf[licence](nil, "plan_id", "sku"),
		order: orderKeyed(func(l *licence) (string, string) { return l.PlanID, l.SKU }),
		id:    func(l *licence) string { return keyed(l.PlanID, l.SKU) }, name: func(l *licence) string { return deref(l.PlanName) },
	}
}

func syncJobs() listing[snapshot.SyncJob] {
	type job = snapshot.SyncJob
	return listing[job]{
		stream: snapshot.StreamSyncJobs, attributes: attributesOf[job](nil, "id", "last_success", "settings", "schema"),
		leftOut: []string{"last_success"},
		order:   func(a, b *job) int { return cmp.Compare(a.ID, b.ID) }, id: func(j *job) string { return j.ID },
		name: func(j *job) string { return deref(j.TemplateID) },
		more: func(a, b *job, found []Attribute) []Attribute {
			found = append(found, pairsDiffer(a.Settings, b.Settings)...)
			return append(found, documentDiffers("schema", a.Schema, b.Schema)...)
		},
	}
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
		id: func(d *document) string { return keyed(d.Server, d.ID) },
		more: func(a, b *document, found []Attribute) []Attribute {
			return append(found, documentDiffers("body", a.Body, b.Body)...)
		},
	}
}

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
		stream: snapshot.StreamTenantSettings, attributes: attributesOf[setting](nil, "id", "values"),
		order: func(a, b *setting) int { return cmp.Compare(a.ID, b.ID) }, id: func(s *setting) string { return s.ID },
		name: func(s *setting) string { return deref(s.DisplayName) },
		more: func(a, b *setting, found []Attribute) []Attribute {
			return append(found, mapsDiffer(values(a), values(b))...)
		},
	}
}

func organization() listing[snapshot.Organization] {
	type tenant = snapshot.Organization
	return listing[tenant]{
		stream: snapshot.StreamOrganization, attributes: attributesOf[tenant](nil, "on_premises_last_sync"), order: single[tenant],
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
		gaps: func(a, b *sync) []Gap {
			if (a.DeletionPrevention == nil) == (b.DeletionPrevention == nil) {
				return nil
			}
			// A body has it always, so that nil is a snapshot that did not keep it.
			return []Gap{{preventionType, "only one of the snapshots holds it"}}
		},
		id: func(s *sync) string { return s.ID.String() }, name: func(*sync) string { return "onPremisesSynchronization" },
		more: func(a, b *sync, found []Attribute) []Attribute {
			found = append(found, mapsDiffer(features(a), features(b))...)
			if x, y := a.DeletionPrevention, b.DeletionPrevention; x != nil && y != nil && *x != *y {
				found = append(found, Attribute{preventionType, x, y})
			}
			return append(found, mapsDiffer(pendingExport(a.Pending), pendingExport(b.Pending))...)
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

func directoryFacts() listing[snapshot.DirectoryFacts] {
	type facts = snapshot.DirectoryFacts
	return listing[facts]{
		stream: snapshot.StreamDirectoryFacts, order: single[facts],
		attributes: attributesOf[facts](nil, "descriptors", "primary_groups"),
		id:         func(*facts) string { return "directory" }, name: func(*facts) string { return "the directory itself" },
		more: func(a, b *facts, found []Attribute) []Attribute {
			found = append(found, byDN("nTSecurityDescriptor", a.Descriptors, b.Descriptors, hex.EncodeToString)...)
			return append(found, byDN("primaryGroupID", a.PrimaryGroups, b.PrimaryGroups, func(rid int32) string { return fmt.Sprint(rid) })...)
		},
	}
}

// byDN compares values that the directory has by DN. The DN stands before the value, since the name of
// an attribute holds nothing of a tenant.
func byDN[V any](attribute string, a, b map[string]V, value func(V) string) []Attribute {
	texts := func(m map[string]V) map[string]*string {
		all := make(map[string]*string, len(m))
		for dn, v := range m {
			all[dn] = text(dn + ": " + strings.TrimSpace(value(v)))
		}
		return all
	}
	var found []Attribute
	for _, d := range mapsDiffer(texts(a), texts(b)) {
		found = append(found, Attribute{attribute, d.From, d.To})
	}
	if (a == nil) != (b == nil) && len(found) == 0 {
		found = append(found, Attribute{attribute, presence(a == nil), presence(b == nil)})
	}
	return found
}

func presence(absent bool) *string {
	if absent {
		return nil
	}
	return text("(none)")
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
