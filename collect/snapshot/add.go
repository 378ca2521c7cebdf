package snapshot

import "fmt"

// Add writes one record to the list its type belongs to: CloudGroup, CloudPrincipal,
// CloudDeletedGroup, Licence, SyncJob, AppRoleAssignment, DirectoryGroup, DirectoryPrincipal,
// DirectoryMembership, DirectoryDeletedGroup, ConnectServer, ConnectScheduler, ConnectFeature,
// ConnectConnector, ConnectRule, ConnectError. Of the lists that grow with the tenant a pointer to a
// record does as well, and nothing of it is kept. Records with an equal key and equal content are
// dropped; with an equal key and different content they are an error naming stream and key, here
// or at Close. Principals are joined instead: the version that says more is kept, and what two
// whole versions disagree on is counted in a note of the manifest.
func (w *Writer) Add(record any) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.add(record))
}

func (w *Writer) add(record any) error {
	if r, edge := record.(DirectoryMembership); edge {
		return w.directoryMembers.addText(r.Group, r.Member)
	}
	if found, err := w.lists.add(record); found {
		return err
	}
	return fmt.Errorf("adding a %T: no list holds it", record)
}

// Document writes one object of a stream that is a list of documents: access_reviews,
// directory_audits, privileged_assignments.
func (w *Writer) Document(stream Stream, d Document) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.lists.addDocument(stream, &d))
}

// CloudMembership is Add for the hottest list. Duplicates are dropped.
func (w *Writer) CloudMembership(group, member GUID) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.cloudMembers.add(group, member))
}

// CloudOwner adds an edge to cloud_owners. Duplicates are dropped.
func (w *Writer) CloudOwner(group, owner GUID) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.cloudOwners.add(group, owner))
}

// DirectoryMembership is Add for the other hot list; member is a folded DN.
func (w *Writer) DirectoryMembership(group GUID, member string) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.directoryMembers.addText(group, member))
}

// NamedMembership is DirectoryMembership for a member that is written of several groups.
func (w *Writer) NamedMembership(group GUID, member *MemberName) error {
	if w.closed.Load() {
		return errClosed
	}
	return w.keep(w.directoryMembers.add(group, member))
}
