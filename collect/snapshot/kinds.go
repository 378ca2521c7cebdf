package snapshot

import (
	"fmt"
	"maps"
)

// recordLists are the lists of records that Add fills. As an interface they hide their types from the packages that
// import this one: each of those would compile every list anew otherwise.
type recordLists interface {
	add(record any) (found bool, err error)
	addDocument(stream Stream, d *Document) error
	sinks() map[Stream]sink
}

// lists are the lists of a snapshot that is being written.
type lists struct {
	cloudGroups         *list[CloudGroup]
	cloudPrincipals     *list[CloudPrincipal]
	cloudDeleted        *list[CloudDeletedGroup]
	licences            *list[Licence]
	syncJobs            *list[SyncJob]
	assignments         *list[AppRoleAssignment]
	directoryGroups     *list[DirectoryGroup]
	directoryPrincipals *list[DirectoryPrincipal]
	directoryDeleted    *list[DirectoryDeletedGroup]
	documents           map[Stream]*list[Document]
	connect             connectLists
}

func newLists(folder string, limit int) *lists {
	l := &lists{
		cloudGroups:         newList(byGUID(StreamCloudGroups, "id", func(r *CloudGroup) GUID { return r.ID }), folder, limit),
		cloudDeleted:        newList(byGUID(StreamCloudDeletedGroups, "id", func(r *CloudDeletedGroup) GUID { return r.ID }), folder, limit),
		directoryGroups:     newList(byGUID(StreamDirectoryGroups, "guid", func(r *DirectoryGroup) GUID { return r.GUID }), folder, limit),
		directoryDeleted:    newList(byGUID(StreamDirectoryDeleted, "guid", func(r *DirectoryDeletedGroup) GUID { return r.GUID }), folder, limit),
		licences:            newList(licenceKind(), folder, limit),
		syncJobs:            newList(syncJobKind(), folder, limit),
		assignments:         newList(assignmentKind(), folder, limit),
		directoryPrincipals: newList(directoryPrincipalKind(), folder, limit),
		documents:           map[Stream]*list[Document]{},
		connect:             newConnectLists(folder, limit),
	}
	principals := byGUID(StreamCloudPrincipals, "id", func(r *CloudPrincipal) GUID { return r.ID })
	principals.join = joinCloudPrincipals
	l.cloudPrincipals = newList(principals, folder, limit)
	for _, stream := range Streams() {
		if shapeOf(stream) == shapeDocuments {
			l.documents[stream] = newList(documentKind(stream), folder, limit)
		}
	}
	return l
}

// add adds a record to the list of its type; found is false where there is none.
func (l *lists) add(record any) (found bool, err error) {
	switch r := record.(type) {
	case *CloudGroup:
		return true, l.cloudGroups.add(r)
	case CloudGroup:
		return true, l.cloudGroups.add(&r)
	case *CloudPrincipal:
		return true, l.cloudPrincipals.add(r)
	case CloudPrincipal:
		return true, l.cloudPrincipals.add(&r)
	case CloudDeletedGroup:
		return true, l.cloudDeleted.add(&r)
	case Licence:
		return true, l.licences.add(&r)
	case SyncJob:
		return true, l.syncJobs.add(&r)
	case AppRoleAssignment:
		return true, l.assignments.add(&r)
	case *DirectoryGroup:
		return true, l.directoryGroups.add(r)
	case DirectoryGroup:
		return true, l.directoryGroups.add(&r)
	case *DirectoryPrincipal:
		return true, l.directoryPrincipals.add(r)
	case DirectoryPrincipal:
		return true, l.directoryPrincipals.add(&r)
	case DirectoryDeletedGroup:
		return true, l.directoryDeleted.add(&r)
	}
	return l.connect.add(record)
}

func (l *lists) addDocument(stream Stream, d *Document) error {
	list, found := l.documents[stream]
	if !found {
		return fmt.Errorf("adding a document to %s: it is no list of documents", stream)
	}
	if err := checkBody(stream, d); err != nil {
		return err
	}
	return list.add(d)
}

func (l *lists) sinks() map[Stream]sink {
	all := map[Stream]sink{
		StreamCloudGroups: l.cloudGroups, StreamCloudPrincipals: l.cloudPrincipals, StreamCloudDeletedGroups: l.cloudDeleted,
		StreamLicences: l.licences, StreamSyncJobs: l.syncJobs, StreamAppRoleAssignments: l.assignments,
		StreamDirectoryGroups: l.directoryGroups, StreamDirectoryPrincipals: l.directoryPrincipals, StreamDirectoryDeleted: l.directoryDeleted,
	}
	for stream, list := range l.documents {
		all[stream] = list
	}
	maps.Copy(all, l.connect.sinks())
	return all
}

func byGUID[T any](stream Stream, column string, key func(*T) GUID) kind[T] {
	return kind[T]{
		stream: stream, columns: []string{column}, join: sameOrRefuse[T],
		key:  func(to []byte, r *T) []byte { id := key(r); return append(to, id[:]...) },
		name: func(r *T) string { return key(r).String() },
	}
}

func byText[T any](stream Stream, column string, key func(*T) string) kind[T] {
	return kind[T]{
		stream: stream, columns: []string{column}, join: sameOrRefuse[T], name: key,
		key: func(to []byte, r *T) []byte { return append(to, key(r)...) },
	}
}

func byPair[T any](stream Stream, first, second string, key func(*T) pair) kind[T] {
	return kind[T]{
		stream: stream, columns: []string{first, second}, join: sameOrRefuse[T],
		key:  func(to []byte, r *T) []byte { return key(r).appendTo(to) },
		name: func(r *T) string { return key(r).String() },
	}
}

func licenceKind() kind[Licence] {
	return byPair(StreamLicences, "plan_id", "sku", func(r *Licence) pair { return pair{r.PlanID, r.SKU} })
}

func syncJobKind() kind[SyncJob] {
	return byText(StreamSyncJobs, "id", func(r *SyncJob) string { return r.ID })
}

func assignmentKind() kind[AppRoleAssignment] {
	return kind[AppRoleAssignment]{
		stream: StreamAppRoleAssignments, columns: []string{"resource", "principal", "role"}, join: sameOrRefuse[AppRoleAssignment],
		key: func(to []byte, r *AppRoleAssignment) []byte {
			return append(append(append(to, r.Resource[:]...), r.Principal[:]...), r.Role[:]...)
		},
		name: func(r *AppRoleAssignment) string {
			return r.Resource.String() + " " + r.Principal.String() + " " + r.Role.String()
		},
	}
}

func directoryPrincipalKind() kind[DirectoryPrincipal] {
	k := byText(StreamDirectoryPrincipals, "folded_dn", func(r *DirectoryPrincipal) string { return r.FoldedDN })
	k.join = joinDirectoryPrincipals
	return k
}

func documentKind(stream Stream) kind[Document] {
	return byPair(stream, "server", "id", func(r *Document) pair { return pair{r.Server, r.ID} })
}
