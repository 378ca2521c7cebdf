package diff

// nest builds the graph of groups inside groups.
func (f *Facts) nest() {
	n := &f.nesting
	n.first = make([]int, len(f.cloud)+1)
	for row := range f.cloud {
		for _, member := range f.cloudMembers.of(row) {
			if child := f.people.group[member]; child != none {
				n.children = append(n.children, uint32(child))
			}
		}
		n.first[row+1] = len(n.children)
	}
	n.countParents()
	n.findCycles()
}

// countChildren describes the edges from row to its child groups.
func (f *Facts) countChildren(row int) Nesting {
	component := f.nesting.component[row]
	result := Nesting{
		Parents: int(f.nesting.parents[row]), InCycle: f.nesting.cyclic[component], Depth: int(f.nesting.depth[component]),
		InWrittenLoop: f.cloud[row].flags.has(cloudInLoop),
		MayLoop:       f.cloud[row].flags.has(cloudMayLoop) && !f.cloud[row].flags.has(cloudInLoop),
	}
	for _, member := range f.cloudMembers.of(row) {
		t := f.people.traits[member]
		if t&traitGroup == 0 {
			continue
		}
		result.Children++
		switch f.problem(row, member) {
		case ProblemNotWritten:
			result.ChildrenNotWritten++
		case ProblemUnwritable:
			result.ChildrenUnwritable++
		case ProblemUndecided:
			result.ChildrenUndecided++
		case ProblemDomainLocal:
			result.ChildrenDomainLocal++
		}
		if t.class() == numSyncedGroup || t.class() == numSyncedGroupLocal {
			result.ChildrenSynced++
		}
		if t&traitScopeUnknown != 0 {
			result.ChildrenScopeUnknown++
		}
	}
	return result
}

// The values of ChildEdge.Problem.
const (
	ProblemNotWritten  = "not_written"
	ProblemUnwritable  = "unwritable"
	ProblemDomainLocal = "domain_local"
	ProblemUndecided   = "undecided"
	ProblemCycle       = "cycle"
)

// problem says why the edge from a group to a child group does not arrive in the directory; "" when it does.
func (f *Facts) problem(parent int, member uint32) string {
	switch f.people.traits[member].class() {
	case numSyncedGroupLocal:
		return ProblemDomainLocal
	case numCloudGroupUndecided:
		return ProblemUndecided
	case numCloudGroupNotWritten:
		child := &f.cloud[f.people.group[member]]
		switch {
		case !f.writable(child.kind.kind()):
			return ProblemUnwritable
		case child.converted() && f.columnOf(&f.writebacks[f.cloud[parent].writeback]) != columnCloudSync:
			// It keeps the directory group that it was; whether Connect references that is not documented.
			return ProblemUndecided
		}
		return ProblemNotWritten
	}
	return ""
}

// writable reports whether an engine that is or may be in use writes groups of this kind.
func (f *Facts) writable(kind GroupKind) bool {
	t := &f.tenant
	switch kind {
	case KindM365:
		return t.V1 != Off || t.V2 != Off
	case KindSecurity:
		return t.V2 != Off || t.CloudSync != Off
	case KindUnknown:
		return true
	}
	return false
}
