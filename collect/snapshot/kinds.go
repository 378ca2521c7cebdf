package snapshot

// lists are the lists of records that Add fills.
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
