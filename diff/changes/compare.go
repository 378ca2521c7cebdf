package changes

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Comparison is what differs between two snapshots.
type Comparison struct {
	// Streams says how far each list was compared, in the order of the manifest.
	Streams []Stream
	// Changes are in the order of the names of their streams and then of their ids.
	Changes []Change
}

// Objects counts what was compared: groups, accounts, settings and the like, each once. Members and owners are
// compared with their groups.
func (c *Comparison) Objects() int {
	n := 0
	for i := range c.Streams {
		if !isEdges(c.Streams[i].Name) {
			n += c.Streams[i].Objects
		}
	}
	return n
}

func isEdges(s snapshot.Stream) bool {
	return s == snapshot.StreamCloudMemberships || s == snapshot.StreamCloudOwners || s == snapshot.StreamDirectoryMemberships
}

// Differences counts the changes that are one, NotCompared those of which something was not compared.
func (c *Comparison) Differences() int {
	n := 0
	for i := range c.Changes {
		if c.Changes[i].Kind != NotCompared {
			n++
		}
	}
	return n
}

// NotCompared counts the objects of which something was not compared.
func (c *Comparison) NotCompared() int {
	n := 0
	for i := range c.Changes {
		if len(c.Changes[i].Gaps) > 0 {
			n++
		}
	}
	return n
}

// Stream returns how the comparison of one list ended.
func (c *Comparison) Stream(name snapshot.Stream) Stream {
	i := slices.IndexFunc(c.Streams, func(s Stream) bool { return s.Name == name })
	if i < 0 {
		return Stream{Name: name, Compared: Not, Reason: "not collected"}
	}
	return c.Streams[i]
}

// Compare compares two snapshots of one tenant; see diff.CheckComparable for what must not be compared.
// Equal snapshots give no change. Memory is bounded by principals, groups and what differs; memberships
// are read group by group.
func Compare(ctx context.Context, before, after *snapshot.Reader) (*Comparison, error) {
	w := &work{before: before, after: after}
	var err error
	if w.looks, err = looksOf(before, after); err != nil {
		return nil, fmt.Errorf("comparing snapshots: %w", err)
	}
	g, inner := errgroup.WithContext(ctx)
	g.Go(func() error { return w.cloud(inner) })
	g.Go(func() error { return w.directory(inner) })
	g.Go(func() error { return w.rest(inner) })
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("comparing snapshots: %w", err)
	}
	return w.gather(), nil
}

// work is one comparison; each part of it fills its own place.
type work struct {
	before, after *snapshot.Reader
	looks         [2]*look
	parts         [3][]part
}

// part is what came of one list.
type part struct {
	stream  Stream
	changes []Change
}

// gather puts the parts into the order of the manifest.
func (w *work) gather() *Comparison {
	c := &Comparison{}
	all := slices.Concat(w.parts[0], w.parts[1], w.parts[2])
	for _, name := range snapshot.Streams() {
		i := slices.IndexFunc(all, func(p part) bool { return p.stream.Name == name })
		if i < 0 {
			continue
		}
		c.Streams = append(c.Streams, all[i].stream)
		c.Changes = append(c.Changes, all[i].changes...)
	}
	c.sort()
	return c
}

// sort puts the changes into their order.
func (c *Comparison) sort() { slices.SortStableFunc(c.Changes, orderChanges) }

func orderChanges(a, b Change) int {
	return cmp.Or(cmp.Compare(a.Stream, b.Stream), cmp.Compare(a.ID, b.ID))
}

// find returns the place of an object's change, or where it would stand and false.
func (c *Comparison) find(stream snapshot.Stream, id string) (int, bool) {
	return slices.BinarySearchFunc(c.Changes, Change{Stream: stream, ID: id}, orderChanges)
}

// notAll is why a list is compared in part of which not every object was compared as a whole.
const notAll = "not all could be compared of every object"

func (c *comparison[T]) part() part {
	if c.result.NotCompared > 0 && c.result.Compared == Whole {
		c.result.limit(notAll)
	}
	return part{c.result, c.changes}
}

func listPart(s Stream) part {
	if s.NotCompared > 0 && s.Compared == Whole {
		s.limit("not read completely of every group")
	}
	return part{stream: s}
}

// cloud compares people and then groups with members and owners.
func (w *work) cloud(ctx context.Context) error {
	known := newPeople()
	principals, groups := newComparison(cloudPrincipals(), w), newComparison(cloudGroups(), w)
	listed := map[snapshot.GUID]bool{}
	for _, r := range [...]*snapshot.Reader{w.before, w.after} {
		for g, err := range r.CloudGroups() {
			if err != nil {
				return err
			}
			listed[g.ID] = groups.result.Compared != Not
		}
	}
	if err := join(ctx, w.before.CloudPrincipals(), w.after.CloudPrincipals(), principals.order, func(a, b *snapshot.CloudPrincipal) error {
		last := b
		if last == nil {
			last = a
		}
		known.note(last.ID, principals.name(last))
		// A group that a list of groups has is compared there, whatever group it is a member of.
		if principals.result.Compared == Not || listed[last.ID] {
			return nil
		}
		return principals.pair(a, b)
	}); err != nil {
		return err
	}
	if groups.result.Compared == Not {
		principals.doubtUnmet([2]bool{true, true})
		w.parts[0] = []part{groups.part(), principals.part(),
			unlisted(w, snapshot.StreamCloudMemberships), unlisted(w, snapshot.StreamCloudOwners)}
		return nil
	}
	members := newCloudLists(snapshot.StreamCloudMemberships, "members", w.before, w.after, known, (*snapshot.Reader).CloudMemberships)
	defer members.stop()
	owners := newCloudLists(snapshot.StreamCloudOwners, "owners", w.before, w.after, known, (*snapshot.Reader).CloudOwners)
	defer owners.stop()
	w.ofCloudGroups(groups, members, owners)
	if err := groups.run(ctx, w.before.CloudGroups(), w.after.CloudGroups()); err != nil {
		return err
	}
	principals.doubtUnmet([2]bool{members.less[earlier] || owners.less[earlier], members.less[later] || owners.less[later]})
	memberStream, err := members.end()
	if err != nil {
		return err
	}
	ownerStream, err := owners.end()
	w.parts[0] = []part{groups.part(), principals.part(), listPart(memberStream), listPart(ownerStream)}
	return err
}

// ofCloudGroups adds to the comparison of groups what lies in no field of theirs.
func (w *work) ofCloudGroups(groups *comparison[snapshot.CloudGroup], members, owners *cloudLists) {
	configured := groups.plan.compares(attributeEnabled)
	groups.gaps = func(a, b *snapshot.CloudGroup) []Gap {
		_, gaps := configuration(a, b, configured)
		gaps = append(gaps, missingGaps(a, b)...)
		return gaps
	}
	groups.more = func(a, b *snapshot.CloudGroup) ([]Attribute, []Gap) {
		found, _ := configuration(a, b, configured)
		return found, nil
	}
	groups.lists = func(a, b *snapshot.CloudGroup, c *Change) error {
		if err := members.compare(a, b, func(g *snapshot.CloudGroup) *snapshot.Coverage { return &g.Members }, c, &c.Members); err != nil {
			return err
		}
		return owners.compare(a, b, func(g *snapshot.CloudGroup) *snapshot.Coverage { return &g.Owners }, c, &c.Owners)
	}
}

// unlisted is a list of members whose groups are not compared.
func unlisted(w *work, stream snapshot.Stream) part {
	s := startStream(stream, w.before.State(stream), w.after.State(stream))
	if s.Compared != Not {
		s.limit("the groups are not compared")
		s.Compared = Not
	}
	return part{stream: s}
}

// directory compares accounts and then groups with members.
func (w *work) directory(ctx context.Context) error {
	table, groups := newAccounts(), newComparison(directoryGroups(), w)
	accounts := &accountJoin{comparison: newComparison(directoryPrincipals(), w), table: table, alone: map[string]uint32{},
		groups: map[snapshot.GUID]bool{}, ofGroups: map[snapshot.GUID]*Change{}}
	for side, r := range [...]*snapshot.Reader{earlier: w.before, later: w.after} {
		var err error
		if accounts.ids[side], err = readGroupIDs(r); err != nil {
			return err
		}
		for _, id := range accounts.ids[side] {
			accounts.groups[id] = groups.result.Compared != Not
		}
	}
	if err := accounts.run(ctx, w.before, w.after); err != nil {
		return err
	}
	if groups.result.Compared == Not {
		accounts.doubtUnmet([2]bool{true, true})
		w.parts[1] = []part{groups.part(), accounts.part(), unlisted(w, snapshot.StreamDirectoryMemberships)}
		return nil
	}
	groups.more = accounts.toldOfGroup
	members := newDirectoryLists(w.before, w.after, table)
	defer members.stop()
	groups.lists = members.compare
	if err := groups.run(ctx, w.before.DirectoryGroups(), w.after.DirectoryGroups()); err != nil {
		return err
	}
	accounts.doubtUnmet(members.less)
	accounts.doubtUnsought()
	memberStream, err := members.end()
	w.parts[1] = []part{groups.part(), accounts.part(), listPart(memberStream)}
	return err
}

// rest compares the short lists.
func (w *work) rest(ctx context.Context) error {
	for _, step := range []func(context.Context) (part, error){
		w.settings, w.tenant, w.sync, w.facts,
		recordsStep(w, cloudDeleted(), (*snapshot.Reader).CloudDeletedGroups), recordsStep(w, licences(), (*snapshot.Reader).Licences),
		recordsStep(w, syncJobs(), (*snapshot.Reader).SyncJobs), recordsStep(w, assignments(), (*snapshot.Reader).AppRoleAssignments),
		documentStep(w, snapshot.StreamAccessReviews), documentStep(w, snapshot.StreamPrivilegedAssignments), w.audits,
		recordsStep(w, directoryDeleted(), (*snapshot.Reader).DirectoryDeletedGroups),
		recordsStep(w, connectServers(), (*snapshot.Reader).ConnectServers), recordsStep(w, connectSchedulers(), (*snapshot.Reader).ConnectSchedulers),
		recordsStep(w, connectConnectors(), (*snapshot.Reader).ConnectConnectors), recordsStep(w, connectRules(), (*snapshot.Reader).ConnectRules),
		recordsStep(w, connectFeatures(), (*snapshot.Reader).ConnectFeatures), recordsStep(w, connectErrors(), (*snapshot.Reader).ConnectErrors),
	} {
		p, err := step(ctx)
		if err != nil {
			return err
		}
		w.parts[2] = append(w.parts[2], p)
	}
	return nil
}

func recordsStep[T any](w *work, l listing[T], read func(*snapshot.Reader) iter.Seq2[T, error]) func(context.Context) (part, error) {
	return func(ctx context.Context) (part, error) {
		c := newComparison(l, w)
		err := c.run(ctx, read(w.before), read(w.after))
		return c.part(), err
	}
}

func documentStep(w *work, stream snapshot.Stream) func(context.Context) (part, error) {
	return recordsStep(w, documents(stream), func(r *snapshot.Reader) iter.Seq2[snapshot.Document, error] { return r.Documents(stream) })
}

// audits are events: the later log has others than the earlier one, and that is no change.
func (w *work) audits(context.Context) (part, error) {
	s := Stream{Name: snapshot.StreamDirectoryAudits, Compared: Not, Reason: "a log of events, which are no objects that change"}
	return part{stream: s}, nil
}

func objectStep[T any](ctx context.Context, w *work, l listing[T], read func(*snapshot.Reader) (*T, error)) (part, error) {
	before, err := read(w.before)
	if err != nil {
		return part{}, err
	}
	after, err := read(w.after)
	if err != nil {
		return part{}, err
	}
	c := newComparison(l, w)
	err = c.run(ctx, object(before), object(after))
	return c.part(), err
}

func (w *work) tenant(ctx context.Context) (part, error) {
	return objectStep(ctx, w, organization(), (*snapshot.Reader).Organization)
}

func (w *work) sync(ctx context.Context) (part, error) {
	return objectStep(ctx, w, syncConfiguration(), (*snapshot.Reader).SyncConfiguration)
}

func (w *work) facts(ctx context.Context) (part, error) {
	return objectStep(ctx, w, directoryFacts(w.looks), (*snapshot.Reader).DirectoryFacts)
}

func (w *work) settings(ctx context.Context) (part, error) {
	before, err := w.before.Settings()
	if err != nil {
		return part{}, err
	}
	after, err := w.after.Settings()
	if err != nil {
		return part{}, err
	}
	c := newComparison(tenantSettings(), w)
	if !c.plan.compares(attributeValues) {
		c.more = nil
	}
	err = c.run(ctx, sequence(before), sequence(after))
	return c.part(), err
}
