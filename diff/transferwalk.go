package diff

// transferWalk goes through a copy and the groups inside it, each once: first over edges that are kept, then
// over those that may be, then over those that are lost. Whoever the first round meets keeps the access.
type transferWalk struct {
	*Tracer
	nodes []transferNode
	seen  map[int]bool
}

// transferNode is one directory group on the way.
type transferNode struct {
	row int
	// fates are those of its members by the cloud group with number cloud; nil where it is kept as it is.
	fates []memberFate
	cloud int
	// broken is the worst edge on the way here; its fate is kept where every edge is.
	broken brokenEdge
}

// brokenEdge is an edge that is not kept, from the directory group with number row, by the cloud group with number
// cloud, to a member.
type brokenEdge struct {
	memberFate
	row, cloud int
	member     uint32
}

func newTransferWalk(m *Tracer, row, cloud int) *transferWalk {
	return &transferWalk{
		Tracer: m, seen: map[int]bool{row: true},
		nodes: []transferNode{{row: row, fates: m.fates(row, cloud), cloud: cloud, broken: brokenEdge{memberFate: keptMember}}},
	}
}

// follow counts everybody in the copy.
func (w *transferWalk) follow(into *Transfer) {
	if w.round++; w.round == 0 {
		clear(w.people)
		w.round = 1
	}
	w.pass(into, FateKept)
	if into.Kept == into.Members && len(w.nodes) == 1 {
		return
	}
	w.pass(into, FateUndecided)
	w.pass(into, FateLost)
}

// passable says whether an edge is used in a round.
func passable(edge, round Fate) bool {
	return edge == FateKept || edge == round || round == FateLost
}

func (w *transferWalk) pass(into *Transfer, round Fate) {
	f := w.comparer.Facts
	for at := 0; at < len(w.nodes); at++ {
		row := w.nodes[at].row
		if status, _ := f.directoryCoverage(row); status != coverComplete && w.nodes[at].changes() {
			into.PeopleWhole = false
		}
		for i, member := range f.directoryMembers.of(row) {
			edge := w.edge(at, i, member)
			if !passable(edge.fate, round) {
				continue
			}
			if group := f.accounts.group[member]; group != none {
				w.enter(int(group), member, edge)
			} else if w.people[member] != w.round {
				w.people[member] = w.round
				w.meet(into, member, at, edge)
			}
		}
	}
}

// edge is the worst edge on the way to member i of a node, that edge included.
func (w *transferWalk) edge(at, i int, member uint32) brokenEdge {
	n := &w.nodes[at]
	own := keptMember
	if n.fates != nil {
		own = n.fates[i]
	}
	if own.fate == FateKept || n.broken.fate == FateLost || own.fate == n.broken.fate {
		return n.broken
	}
	return brokenEdge{own, n.row, n.cloud, member}
}

// enter goes into a group. Its own members change only if it is written by the destination itself.
func (w *transferWalk) enter(row int, member uint32, edge brokenEdge) {
	if w.seen[row] {
		return
	}
	w.seen[row] = true
	node := transferNode{row: row, broken: edge}
	f := w.comparer.Facts
	if n := f.accounts.cloud[member]; n != none && f.people.group[n] != none {
		cloud := int(f.people.group[n])
		synced := f.cloud[cloud].kind.kind() == KindSynced
		if synced == w.to.Synced && w.to.Writes(cloud) != No {
			node.fates, node.cloud = w.fates(row, cloud), cloud
		}
	}
	w.nodes = append(w.nodes, node)
}

// changes reports whether somebody in the group may lose the access: the way here is not kept, or its own edges are
// judged. Whoever is in a group that is kept as it is keeps it, followed or not.
func (n *transferNode) changes() bool { return n.fates != nil || n.broken.fate != FateKept }

// meet counts a member that is no group of which the members are known.
func (w *transferWalk) meet(into *Transfer, member uint32, at int, edge brokenEdge) {
	f := w.comparer.Facts
	t, n := f.accounts.traits[member], f.accounts.cloud[member]
	switch {
	case t.has(accountGroup) || n != none && f.people.traits[n]&traitGroup != 0:
		into.PeopleWhole = into.PeopleWhole && edge.fate == FateKept
		return
	case t.has(accountComputer | accountService | accountFSP):
		return
	case n != none && !personClass(f.people.traits[n].class()):
		return
	case !t.has(accountSeen) && n == none:
		// It may be a group as well as a person.
		into.PeopleWhole = into.PeopleWhole && edge.fate == FateKept
	}
	into.People++
	switch edge.fate {
	case FateUndecided:
		into.PeopleUndecided++
		if w.to.Open {
			into.PeopleOpen = append(into.PeopleOpen, w.personLoss(member, at == 0, edge))
		}
	case FateLost:
		into.PeopleLost++
		into.PeopleLosses = append(into.PeopleLosses, w.personLoss(member, at == 0, edge))
	}
}

// personClass reports whether a cloud member of the class is, or may be, a person.
func personClass(class int) bool {
	switch class {
	case numDevice, numServicePrincipal, numContact:
		return false
	}
	return true
}

func (w *transferWalk) personLoss(member uint32, direct bool, edge brokenEdge) PersonLoss {
	f := w.comparer.Facts
	who := f.copyMember(member, direct)
	texts := f.directory[edge.row].texts(&f.directoryTexts)
	name := orElse(texts.displayName, texts.cn)
	if claim := f.directory[edge.row].claim; claim != none {
		name = orElse(f.cloud[claim].texts(&f.cloudTexts).displayName, name)
	}
	return PersonLoss{
		Key: who.Key, DN: who.DN, Name: who.Name, Direct: direct,
		Group: name, Member: f.copyMember(edge.member, true).Name, Reason: edge.reason, At: edge.cloud,
	}
}
