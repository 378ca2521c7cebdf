package entra

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// lists reads the small lists that have records of their own.
func (r *run) lists(ctx context.Context) error {
	for _, read := range []func(context.Context) error{r.licences, r.jobs, r.assignments, r.deletedGroups} {
		if err := read(ctx); err != nil {
			return err
		}
	}
	return nil
}

var (
	skuTable  = newTable("id", "skuId", "skuPartNumber", "capabilityStatus", "servicePlans")
	planTable = newTable("servicePlanId", "servicePlanName", "provisioningStatus")
)

// licences reads subscribedSkus: a record for each service plan of each subscription, which is
// named by its part number, else by its id.
func (r *run) licences(ctx context.Context) error {
	plan := newObject(planTable)
	return r.readKeyed(ctx, licencesSpec, skuTable, skuKey, func(o *object, t *tally) error {
		for _, licence := range readLicences(o, plan) {
			if err := r.sink.Add(licence); err != nil {
				return err
			}
		}
		sku, _ := skuKey(o)
		t.fault(o, sku)
		return nil
	})
}

func readLicences(o, plan *object) (list []snapshot.Licence) {
	sku, _ := skuKey(o)
	status := o.text(3)
	if o.null(4) {
		o.blame(4, "the list of its plans", "none: ask for servicePlans")
	}
	o.objects(4, plan, func() {
		id := plan.text(0)
		if id == nil {
			plan.blame(0, "an id", "none")
			return
		}
		list = append(list, snapshot.Licence{
			PlanID: strings.ToLower(*id), SKU: sku, PlanName: plan.text(1), CapabilityStatus: status, ProvisioningStatus: plan.text(2),
		})
	})
	return list
}

func skuKey(o *object) (key, problem string) {
	for _, p := range []property{2, 1} {
		if text, ok := o.bytes(p); ok && len(text) > 0 {
			return string(text), ""
		}
	}
	return "", "a subscription without skuPartNumber and skuId"
}

var assignmentTable = newTable("id", "resourceId", "principalId", "appRoleId", "principalType")

// assignments reads appRoleAssignedTo.
func (r *run) assignments(ctx context.Context) error {
	k := r.newKeyed(assignmentsSpec, assignmentTable)
	of := map[snapshot.GUID]bool{}
	err := k.read(ctx, assignmentKey, func(o *object, t *tally) error {
		a := readAssignment(o)
		of[a.Resource] = true
		t.fault(o, "assignment of "+a.Principal.String())
		return r.sink.Add(a)
	})
	if err != nil {
		return err
	}
	r.missAssignments(of, &k.tally)
	return k.end()
}

// missAssignments makes the list partial where an export has nothing of a job that writes groups: what it has of others
// does not say what that one has in scope. A file that names the service principal answers for it, and one without any
// assignment for the only job. A collection of our own has asked for each.
func (r *run) missAssignments(of map[snapshot.GUID]bool, t *tally) {
	files := r.export.files[assignmentsSpec.stem]
	if r.options.Told != nil || len(files) == 0 || len(of) == 0 && len(r.writers) == 1 {
		return
	}
	for _, file := range files {
		if id, _, ok := objectIn(file); ok {
			of[id] = true
		}
	}
	for _, id := range slices.SortedFunc(maps.Keys(r.writers), func(a, b snapshot.GUID) int { return bytes.Compare(a[:], b[:]) }) {
		if !of[id] {
			t.faults.add(fmt.Sprintf("nothing of service principal %s, whose job writes groups: export GET /servicePrincipals/%[1]s/appRoleAssignedTo too, as %s/%s-%[1]s.json", id, folder, assignmentsSpec.stem))
		}
	}
}

func readAssignment(o *object) snapshot.AppRoleAssignment {
	a := snapshot.AppRoleAssignment{Type: orEmpty(o.text(4))}
	for p, to := range map[property]*snapshot.GUID{1: &a.Resource, 2: &a.Principal, 3: &a.Role} {
		text, _ := o.bytes(p)
		*to, _ = parseGUID(text)
	}
	return a
}

// assignmentKey is resource, principal and role, which must be GUIDs.
func assignmentKey(o *object) (key, problem string) {
	parts := make([]string, 0, 3)
	for p := property(1); p <= 3; p++ {
		text, _ := o.bytes(p)
		id, ok := parseGUID(text)
		if !ok {
			return "", assignmentTable.names[p] + ": expected a GUID, found " + clip(text)
		}
		parts = append(parts, id.String())
	}
	return strings.Join(parts, " "), ""
}

var deletedTable = newTable("id", "displayName", "deletedDateTime", "groupTypes")

// deletedGroups reads deletedItems.
func (r *run) deletedGroups(ctx context.Context) error {
	r.deleted = map[snapshot.GUID]bool{}
	return r.readKeyed(ctx, deletedSpec, deletedTable, deletedKey, func(o *object, _ *tally) error {
		g := readDeleted(o)
		r.deleted[g.ID] = true
		return r.sink.Add(g)
	})
}

// deletedKey is the id of a group that was deleted. Live groups, whose deletedDateTime is null, are of another list; where
// nobody asked for the time it is absent.
func deletedKey(o *object) (key, problem string) {
	if o.has(2) && o.null(2) {
		return "", "a group whose deletedDateTime is null is not deleted: expected GET /directory/deletedItems/microsoft.graph.group"
	}
	return guidKey(o)
}

func readDeleted(o *object) snapshot.CloudDeletedGroup {
	id, _ := o.id()
	g := snapshot.CloudDeletedGroup{ID: id, DisplayName: o.text(1), Deleted: o.time(2), GroupTypes: o.texts(3)}
	g.Unreadable = o.defect
	return g
}
