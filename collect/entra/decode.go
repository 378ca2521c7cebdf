package entra

import (
	"io"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The functions below read the bodies of the small lists as DecodeGroups reads groups: yield
// receives each record, odd a sentence for each object that has a defect and no record that could
// say so, and the Page is what the last body said beside its objects, with all elements counted.

// DecodeSettings reads GET /settings.
func DecodeSettings(r io.Reader, yield func(snapshot.Setting) error, odd func(what string) error) (Page, error) {
	pair := newObject(pairTable)
	return decodeRecords(r, settingTable, odd, yield, func(o *object) snapshot.Setting { return readSetting(o, pair) })
}

// DecodeOrganization reads GET /organization.
func DecodeOrganization(r io.Reader, yield func(snapshot.Organization) error, odd func(what string) error) (Page, error) {
	return decodeRecords(r, organizationTable, odd, yield, identified(readOrganization))
}

// DecodeSyncConfiguration reads GET /directory/onPremisesSynchronization, keyed or not.
func DecodeSyncConfiguration(r io.Reader, yield func(snapshot.SyncConfiguration) error, odd func(what string) error) (Page, error) {
	return decodeRecords(r, syncTable, odd, yield, identified(readSynchronization))
}

// DecodeLicences reads GET /subscribedSkus; yield receives all service plans of one subscription.
func DecodeLicences(r io.Reader, yield func([]snapshot.Licence) error, odd func(what string) error) (Page, error) {
	plan := newObject(planTable)
	return decodeRecords(r, skuTable, odd, yield, func(o *object) []snapshot.Licence {
		if _, problem := skuKey(o); problem != "" {
			o.refuse(problem)
		}
		return readLicences(o, plan)
	})
}

// DecodeSyncJobs reads GET /servicePrincipals/{id}/synchronization/jobs; the caller knows the
// service principal.
func DecodeSyncJobs(r io.Reader, yield func(snapshot.SyncJob) error, odd func(what string) error) (Page, error) {
	return decodeRecords(r, jobTable, odd, yield, func(o *object) snapshot.SyncJob {
		id, problem := textKey(o)
		if problem != "" {
			o.refuse(problem)
		}
		return readJob(o, id)
	})
}

// DecodeAppRoleAssignments reads GET /servicePrincipals/{id}/appRoleAssignedTo.
func DecodeAppRoleAssignments(r io.Reader, yield func(snapshot.AppRoleAssignment) error, odd func(what string) error) (Page, error) {
	return decodeRecords(r, assignmentTable, odd, yield, func(o *object) snapshot.AppRoleAssignment {
		if _, problem := assignmentKey(o); problem != "" {
			o.refuse(problem)
		}
		return readAssignment(o)
	})
}

// DecodeDeletedGroups reads GET /directory/deletedItems/microsoft.graph.group. A record with a
// defect says so itself.
func DecodeDeletedGroups(r io.Reader, yield func(snapshot.CloudDeletedGroup) error, odd func(what string) error) (Page, error) {
	return decodeRecords(r, deletedTable, odd, yield, func(o *object) snapshot.CloudDeletedGroup {
		if _, problem := deletedKey(o); problem != "" {
			o.refuse(problem)
			return snapshot.CloudDeletedGroup{}
		}
		g := readDeleted(o)
		o.defect = ""
		return g
	})
}

// DecodeDocuments reads a list whose objects are kept as received.
func DecodeDocuments(r io.Reader, yield func(snapshot.Document) error, odd func(what string) error) (Page, error) {
	return decodeRecords(r, documentTable, odd, yield, func(o *object) snapshot.Document {
		if _, problem := documentKey(o); problem != "" {
			o.refuse(problem)
		}
		return readDocument(o)
	})
}

// decodeRecords reads the bodies of r and hands on each object that has no defect.
func decodeRecords[T any](r io.Reader, t *table, odd func(string) error, yield func(T) error, read func(*object) T) (Page, error) {
	var b body
	return decodeAll(&b, r, t, func(o *object) error {
		record := read(o)
		switch {
		case o.cut != nil:
			return nil
		case o.defect != "":
			return odd(o.defect)
		}
		return yield(record)
	}, odd)
}

// identified wraps a reader of objects that must have an id.
func identified[T any](read func(*object) T) func(*object) T {
	return func(o *object) T {
		if _, problem := o.id(); problem != "" {
			o.refuse(problem)
		}
		return read(o)
	}
}

// refuse gives the object a defect as a whole.
func (o *object) refuse(problem string) {
	if o.defect == "" {
		o.defect = problem
	}
}
