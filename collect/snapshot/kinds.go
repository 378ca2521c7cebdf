package snapshot

import (
	"cmp"
	"strings"
)

// lists are the lists of records that Add fills.
type lists struct {
	cloudGroups         *list[CloudGroup, GUID]
	cloudPrincipals     *list[CloudPrincipal, GUID]
	cloudDeleted        *list[CloudDeletedGroup, GUID]
	licences            *list[Licence, pair]
	syncJobs            *list[SyncJob, string]
	assignments         *list[AppRoleAssignment, assignment]
	directoryGroups     *list[DirectoryGroup, GUID]
	directoryPrincipals *list[DirectoryPrincipal, string]
	directoryDeleted    *list[DirectoryDeletedGroup, GUID]
	documents           map[Stream]*list[Document, pair]
	connect             connectLists
}

// assignment is the key of an AppRoleAssignment.
type assignment struct{ resource, principal, role GUID }

func (a assignment) String() string {
	return a.resource.String() + " " + a.principal.String() + " " + a.role.String()
}

func compareAssignment(a, b assignment) int {
	return cmp.Or(compareGUID(a.resource, b.resource), compareGUID(a.principal, b.principal), compareGUID(a.role, b.role))
}

func newLists(folder string, limit int) lists {
	l := lists{
		cloudGroups:         newList(byGUID(StreamCloudGroups, "id", func(r *CloudGroup) GUID { return r.ID }), folder, limit),
		cloudDeleted:        newList(byGUID(StreamCloudDeletedGroups, "id", func(r *CloudDeletedGroup) GUID { return r.ID }), folder, limit),
		directoryGroups:     newList(byGUID(StreamDirectoryGroups, "guid", func(r *DirectoryGroup) GUID { return r.GUID }), folder, limit),
		directoryDeleted:    newList(byGUID(StreamDirectoryDeleted, "guid", func(r *DirectoryDeletedGroup) GUID { return r.GUID }), folder, limit),
		licences:            newList(licenceKind(), folder, limit),
		syncJobs:            newList(syncJobKind(), folder, limit),
		assignments:         newList(assignmentKind(), folder, limit),
		directoryPrincipals: newList(directoryPrincipalKind(), folder, limit),
		documents:           map[Stream]*list[Document, pair]{},
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

func byGUID[T any](stream Stream, column string, key func(*T) GUID) kind[T, GUID] {
	return kind[T, GUID]{stream: stream, columns: []string{column}, key: key, compare: compareGUID, join: sameOrRefuse[T]}
}

func licenceKind() kind[Licence, pair] {
	return kind[Licence, pair]{
		stream: StreamLicences, columns: []string{"plan_id", "sku"}, compare: comparePair, join: sameOrRefuse[Licence],
		key: func(r *Licence) pair { return pair{r.PlanID, r.SKU} },
	}
}

func syncJobKind() kind[SyncJob, string] {
	return kind[SyncJob, string]{
		stream: StreamSyncJobs, columns: []string{"id"}, compare: strings.Compare, join: sameOrRefuse[SyncJob],
		key: func(r *SyncJob) string { return r.ID },
	}
}

func assignmentKind() kind[AppRoleAssignment, assignment] {
	return kind[AppRoleAssignment, assignment]{
		stream: StreamAppRoleAssignments, columns: []string{"resource", "principal", "role"},
		compare: compareAssignment, join: sameOrRefuse[AppRoleAssignment],
		key: func(r *AppRoleAssignment) assignment { return assignment{r.Resource, r.Principal, r.Role} },
	}
}

func directoryPrincipalKind() kind[DirectoryPrincipal, string] {
	return kind[DirectoryPrincipal, string]{
		stream: StreamDirectoryPrincipals, columns: []string{"folded_dn"}, compare: strings.Compare, join: joinDirectoryPrincipals,
		key: func(r *DirectoryPrincipal) string { return r.FoldedDN },
	}
}

func documentKind(stream Stream) kind[Document, pair] {
	return kind[Document, pair]{
		stream: stream, columns: []string{"server", "id"}, compare: comparePair, join: sameOrRefuse[Document],
		key: func(r *Document) pair { return pair{r.Server, r.ID} },
	}
}
