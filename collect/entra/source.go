package entra

import (
	"context"
	"io/fs"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Options are the operator's choices about an export.
type Options struct {
	// AllowPartial turns a file that cannot be read into a partial stream (for a members or owners
	// file: into partial members of that group, too) and keeps everything before the broken place.
	AllowPartial bool
	// TrustNulls takes the nulls of objects that ConvertTo-Json wrote at their word. Without it a
	// property that is null in every such object counts as not collected, since typed objects of
	// the PowerShell SDK have a null for what was not asked for: writebackConfiguration,
	// what Graph never leaves null and what is compared with the directory of groups, and every
	// property of principals. Other nulls are noted.
	TrustNulls bool
	// Told is what is known of the lists beside their files; nil for an export that somebody made.
	Told *Told
	// Ahead has read some of the members and owners already, into the same writer, and is not used any
	// more; nil has not.
	Ahead *Ahead
}

// Told is what a collector, which wrote the bodies itself, knows beside them. All maps may be nil.
type Told struct {
	// Queries say what was asked for each stream, in place of the files' names.
	Queries map[snapshot.Stream]string
	// Reasons say why a list has no bodies, or why it breaks off.
	Reasons map[snapshot.Stream]string
	// Members and Owners say why the list of one group has no bodies, or why it breaks off.
	Members, Owners map[snapshot.GUID]string
	// Unwanted are the groups whose lists were left out on purpose: that they lack is no gap.
	Unwanted map[snapshot.GUID]bool
	// CloudManaged says of groups whose onPremisesSyncBehavior was asked for whether the cloud is the
	// source of authority.
	CloudManaged map[snapshot.GUID]bool
}

// reason returns why a stream is absent or breaks off: as told, else as given.
func (t *Told) reason(stream snapshot.Stream, otherwise string) string {
	if t != nil && t.Reasons[stream] != "" {
		return t.Reasons[stream]
	}
	return otherwise
}

// query returns what was asked for a stream: as told, else as given.
func (t *Told) query(stream snapshot.Stream, otherwise string) string {
	if t != nil && t.Queries[stream] != "" {
		return t.Queries[stream]
	}
	return otherwise
}

// group returns why the members or the owners of a group are absent or break off; "" when nothing was told.
func (t *Told) group(id snapshot.GUID, asMember bool) string {
	switch {
	case t == nil:
		return ""
	case asMember:
		return t.Members[id]
	}
	return t.Owners[id]
}

// behavior returns whether the cloud is the source of authority of a group; nil when that was not told.
func (t *Told) behavior(id snapshot.GUID) *bool {
	if t == nil {
		return nil
	}
	managed, told := t.CloudManaged[id]
	if !told {
		return nil
	}
	return &managed
}

// Source reads the cloud side of an export: EXPORT/cloud.
type Source struct {
	fsys   fs.FS
	o      Options
	tenant Tenant
}

// NewSource returns a source over an export, whose root is fsys.
func NewSource(fsys fs.FS, o Options) *Source { return &Source{fsys: fsys, o: o} }

// Tenant is the tenant whose organization or sync configuration Collect read; the zero Tenant before, and
// without either.
// Whoever reads servers of Connect too compares the two.
func (s *Source) Tenant() Tenant { return s.tenant }

// Name is "cloud".
func (s *Source) Name() string { return "cloud" }

// Collect writes the records of all cloud and tenant streams and ends each of them. Without a cloud
// folder all are absent. The first file that cannot be read ends it with an error of one line,
// unless AllowPartial is set; a defect of one object never does.
//
// A group without a file, or with one whose list is not whole, is absent or partial on its own record,
// and makes cloud_memberships or cloud_owners partial per group: what every other group has is whole. A
// group without a file that no engine can write is no gap. The stream is partial as a whole when a file
// cannot be read to its end or be attributed to a group at all, and absent when there is no file.
func (s *Source) Collect(ctx context.Context, w *snapshot.Writer) error {
	return s.collect(ctx, w)
}

// sink is what this package needs of a snapshot.Writer.
type sink interface {
	Add(record any) error
	CloudMembership(group, member snapshot.GUID) error
	CloudOwner(group, owner snapshot.GUID) error
	Document(stream snapshot.Stream, d snapshot.Document) error
	Put(stream snapshot.Stream, object any) error
	Note(text string)
	End(stream snapshot.Stream, e snapshot.Ended) error
}

func (s *Source) collect(ctx context.Context, w sink) error {
	found, err := survey(s.fsys)
	if err != nil {
		return err
	}
	// A collector that got no answer at all has been told why of each list.
	if !found.present && s.o.Told == nil {
		return endAll(w, "the export has no "+folder+" folder")
	}
	ahead := s.o.Ahead
	if ahead == nil {
		ahead = newAhead(s.fsys, w)
	}
	r := ahead.run
	r.fsys, r.options, r.sink, r.export = s.fsys, s.o, w, found
	for _, file := range found.strange {
		r.note("%s was not read: no file of an export is called so", printable(file))
	}
	// Members come before groups, since the record of a group says how its members were read.
	for _, step := range []func(context.Context) error{
		r.tenant, r.lists, r.documents, r.extraPrincipals, r.members, r.owners, r.groups, r.endEdges, r.endPrincipals,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	s.tenant = r.tenantRead
	return nil
}

// endAll ends every stream of this side as absent.
func endAll(w sink, reason string) error {
	streams := []snapshot.Stream{membersSpec.stream, ownersSpec.stream}
	for _, s := range specs() {
		streams = append(streams, s.stream)
	}
	for _, stream := range streams {
		if err := w.End(stream, snapshot.Ended{Status: snapshot.Absent, Reason: reason}); err != nil {
			return err
		}
	}
	return nil
}
