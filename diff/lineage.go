package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// PathGap says why it is not known whether a group lies in a privileged one.
type PathGap string

// The gaps: none; memberOf of the group or of one above was not read; a group above is not among
// the groups read, or was read without its SID, so that it may be a privileged one; domains of the
// forest were not read, or it is not known which there are; nothing that was read is called as an entry
// of GovernanceChoices.Tier0Groups, which may be misspelt.
const (
	GapNone     PathGap = "none"
	GapMemberOf PathGap = "member_of"
	GapParent   PathGap = "parent"
	GapSID      PathGap = "sid"
	GapDomain   PathGap = "domain"
	GapTier0    PathGap = "tier0"
)

// PrivilegedPath is the nearest way from a directory group to a privileged one.
type PrivilegedPath struct {
	// Leads is yes when there is one, no when provably none, else unknown; Gap says why then.
	Leads Answer  `json:"leads"`
	Gap   PathGap `json:"gap"`
	// Steps is 1 for a direct member, 0 for a group that is privileged itself or without a path.
	Steps int `json:"steps"`
	// Group is the privileged group it leads to; none without a path.
	Group PrivilegedGroup `json:"group"`
}

// lineage is what memberOf says, as it was read.
type lineage struct {
	numbers map[string]int32
	// names are folded DNs of groups that contain others; "" for a text that is no DN.
	names []string
	edges []link
}

// link is one edge from a directory row to a name, or later from node to node.
type link struct{ child, parent int32 }

// note keeps the groups that contain row.
func (l *lineage) note(row int, memberOf []string) {
	if l.numbers == nil {
		l.numbers = map[string]int32{}
	}
	for _, dn := range memberOf {
		folded, err := snapshot.FoldDN(dn)
		if err != nil {
			folded = ""
		}
		n, known := l.numbers[folded]
		if !known {
			n = int32(len(l.names))
			l.names = append(l.names, folded)
			l.numbers[folded] = n
		}
		l.edges = append(l.edges, link{int32(row), n})
	}
}

// ancestry is the graph of directory groups in directory groups. Its nodes are the directory rows,
// and behind them the names of groups without a record.
type ancestry struct {
	*Facts
	// children of node i are child[first[i]:first[i+1]].
	first []int
	child []int32
	// strange are the folded DNs of the nodes behind the rows.
	strange []string
}

// findPaths finds for every directory group the nearest privileged group above it, and marks those
// of which it is not known whether there is one.
func (f *Facts) findPaths(k *linkKeys) {
	a := f.newAncestry(k)
	a.eachParent(func(child int32, _ int) { f.directory[child].parents++ })
	f.governed.gaps = make([]uint8, len(f.directory))
	f.governed.paths = map[int32]reached{}
	a.spread(a.privileged(), func(n int32, r reached) bool {
		if _, seen := f.governed.paths[n]; seen {
			return false
		}
		f.governed.paths[n] = r
		return true
	})
	seen := make([]bool, len(a.first)-1)
	for _, gap := range []uint8{gapParent, gapSID, gapMemberOf} {
		a.spread(a.open(gap), func(n int32, r reached) bool {
			switch {
			case gap == gapSID && r.steps == 0:
				// It is what contains others that may be privileged.
				return true
			case seen[n]:
				return false
			}
			seen[n] = true
			if int(n) < len(f.directory) {
				f.governed.gaps[n] = gap
			}
			return true
		})
	}
	f.countAbove(a)
	f.governed.tier0Unmet = a.tier0Unmet()
	f.lineage = lineage{}
}

// reached is the end of a path.
type reached struct {
	node  int32
	steps int
	group PrivilegedGroup
}

// Numbers of gaps in governed.gaps.
const (
	gapNone uint8 = iota
	gapParent
	gapSID
	gapMemberOf
)

// spread visits everything below the sources, breadth first; visit says whether to go on from there.
func (a *ancestry) spread(sources []reached, visit func(int32, reached) bool) {
	queue := make([]reached, 0, len(sources))
	for _, s := range sources {
		if visit(s.node, s) {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, n := range a.child[a.first[at.node]:a.first[at.node+1]] {
			if next := (reached{n, at.steps + 1, at.group}); visit(n, next) {
				queue = append(queue, next)
			}
		}
	}
}

// privileged are the privileged nodes, the gravest first.
func (a *ancestry) privileged() (list []reached) {
	for i := range a.directory {
		texts := a.directory[i].texts(&a.directoryTexts)
		if group := a.privilegedRow(i, &texts); group != PrivilegedNone {
			list = append(list, reached{node: int32(i), group: group})
		}
	}
	for i, name := range a.strange {
		if group := a.privilegedName(name); group != PrivilegedNone {
			list = append(list, reached{node: int32(len(a.directory) + i), group: group})
		}
	}
	rank := PrivilegedGroups()
	slices.SortStableFunc(list, func(x, y reached) int { return slices.Index(rank, x.group) - slices.Index(rank, y.group) })
	return list
}

// open are the nodes of which it is not known what contains them, or what they are.
func (a *ancestry) open(gap uint8) (list []reached) {
	if gap == gapParent {
		for i := range a.strange {
			list = append(list, reached{node: int32(len(a.directory) + i)})
		}
		return list
	}
	for i := range a.directory {
		d := &a.directory[i]
		open := !a.memberOfRead || d.flags.has(directoryUnreadable) || d.flags.has(directoryParentsUnread)
		if gap == gapSID {
			// What an engine made is none of the groups that come with the directory.
			open = d.sid == (domainSID{}) && d.anchorID.IsZero() && d.texts(&a.directoryTexts).sid == ""
		}
		if open {
			list = append(list, reached{node: int32(i)})
		}
	}
	return list
}

// newAncestry puts together what memberOf says of the child and member of the parent.
func (f *Facts) newAncestry(k *linkKeys) *ancestry {
	a := &ancestry{Facts: f}
	nodes := a.resolve(k)
	links := make([]link, 0, len(f.lineage.edges))
	for _, e := range f.lineage.edges {
		links = append(links, link{e.child, nodes[e.parent]})
	}
	for row := range f.directory {
		for _, account := range f.directoryMembers.of(row) {
			if child := f.accounts.group[account]; child != none {
				links = append(links, link{child, int32(row)})
			}
		}
	}
	a.first = make([]int, len(f.directory)+len(a.strange)+1)
	for _, l := range links {
		a.first[l.parent+1]++
	}
	for i := 1; i < len(a.first); i++ {
		a.first[i] += a.first[i-1]
	}
	a.child = make([]int32, len(links))
	next := slices.Clone(a.first)
	for _, l := range links {
		a.child[next[l.parent]] = l.child
		next[l.parent]++
	}
	return a
}

// eachParent visits every directory group with each node that contains it, once, though memberOf and member may both
// tell of it.
func (a *ancestry) eachParent(visit func(child int32, parent int)) {
	last := make([]int, len(a.directory))
	for parent := range len(a.first) - 1 {
		for _, child := range a.child[a.first[parent]:a.first[parent+1]] {
			if int(child) < len(a.directory) && last[child] != parent+1 {
				last[child] = parent + 1
				visit(child, parent)
			}
		}
	}
}

// parentsOf counts the groups that contain a directory group.
func (f *Facts) parentsOf(d *directoryRow) Count {
	read := f.memberOfRead && !d.flags.has(directoryParentsUnread) && !d.flags.has(directoryUnreadable)
	return counted(int(d.parents), read && f.governed.domains == Yes)
}

// resolve finds the node of every name: the row of the group it names, else one of its own.
func (a *ancestry) resolve(k *linkKeys) []int32 {
	nodes := make([]int32, len(a.lineage.names))
	left := map[string]int{}
	for i, name := range a.lineage.names {
		nodes[i] = none
		if account, ok := k.directory.byDN[name]; ok {
			nodes[i] = a.accounts.group[account]
		}
		if nodes[i] == none {
			left[name] = i
		}
	}
	for row := 0; row < len(a.directory) && len(left) > 0; row++ {
		d := &a.directory[row]
		texts := d.texts(&a.directoryTexts)
		folded, err := snapshot.FoldDN(a.dnOf(d, &texts))
		if i, ok := left[folded]; ok && err == nil {
			nodes[i] = int32(row)
			delete(left, folded)
		}
	}
	for i, name := range a.lineage.names {
		if nodes[i] == none {
			nodes[i] = int32(len(a.directory) + len(a.strange))
			a.strange = append(a.strange, name)
		}
	}
	return nodes
}

// path is what is known of one directory row.
func (f *Facts) path(row int) PrivilegedPath {
	p := PrivilegedPath{Leads: Unknown, Gap: GapNone, Group: PrivilegedNone}
	switch r, leads := f.governed.paths[int32(row)]; {
	case leads:
		p.Leads, p.Steps, p.Group = Yes, r.steps, r.group
	case f.governed.gaps[row] == gapParent:
		p.Gap = GapParent
	case f.governed.gaps[row] == gapSID:
		p.Gap = GapSID
	case f.governed.gaps[row] == gapMemberOf:
		p.Gap = GapMemberOf
	case f.governed.domains != Yes:
		p.Gap = GapDomain
	case len(f.governed.tier0Unmet) > 0:
		p.Gap = GapTier0
	default:
		p.Leads = No
	}
	return p
}

// domainsRead says whether groups of every domain of the forest were read: a controller tells
// nothing of the domain-local groups of other domains.
func (f *Facts) domainsRead() Answer {
	if f.estate.domains == nil {
		return Unknown
	}
	read := map[string]bool{}
	for i := range f.directory {
		read[f.parents.list[f.directory[i].parent].place.domain] = true
	}
	for domain := range f.estate.domains {
		if !read[domain] {
			return No
		}
	}
	return Yes
}

// parentsRead reports whether the record of a group has every group that contains it. Where the
// source does not say what it asked for, a record with its members comes from a search for groups.
func parentsRead(g *snapshot.DirectoryGroup) bool {
	if g.MemberOfRead != nil {
		return *g.MemberOfRead
	}
	return len(g.MemberOf) > 0 || g.Members.Status != snapshot.Absent
}
