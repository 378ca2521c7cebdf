package entra

import (
	"context"
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// extraPrincipals reads principals that were asked for by themselves, such as people that are
// members in the directory only.
func (r *run) extraPrincipals(ctx context.Context) error {
	read := memberReader(func(m *Member) error {
		r.principals.See(m)
		return nil
	}, func(what string) error { r.extra.oddOne(what); return nil })
	return r.read(ctx, principalsSpec, r.export.files[principalsSpec.stem], directoryTable, &r.extra, read)
}

// endPrincipals writes every principal seen. The list is what was seen, so it is complete unless a
// principals file is not whole; gaps in members live on their groups.
func (r *run) endPrincipals(context.Context) error {
	typeless := 0
	unseen := map[string]int{}
	err := r.principals.Records(r.options.TrustNulls, func(p snapshot.CloudPrincipal) error {
		if p.Type == "" {
			typeless++
		}
		if p.Limited && p.Unreadable != "" {
			unseen[p.Unreadable]++
		}
		return r.sink.Add(p)
	})
	if err != nil {
		return err
	}
	collected, dropped := r.principals.Properties(r.options.TrustNulls)
	r.remarkPrincipals(dropped, typeless)
	for why, n := range unseen {
		r.note("principals: of %d nothing can be said, not even whether they are in the directory: %s", n, why)
	}
	ended := snapshot.Ended{
		Status: snapshot.Complete, Properties: collected.Names(), Uneven: uneven(r.principals.Uneven() & collected),
		Query: r.options.Told.query(principalsSpec.stream, r.principalQuery()),
	}
	// principals*.json are lists of their own, without a count for all principals.
	v := r.extra.verdict(uncounted)
	r.remark(principalsSpec, &r.extra, v)
	if v.status != snapshot.Complete {
		ended.Status, ended.Reason = v.status, v.reason
	}
	if len(r.export.files[principalsSpec.stem]) == 0 && !r.memberOf.rows && !r.owned.rows {
		ended = snapshot.Ended{Status: snapshot.Absent, Reason: r.options.Told.reason(principalsSpec.stream, r.noPrincipals())}
	}
	return r.sink.End(principalsSpec.stream, ended)
}

// noPrincipals says why no principal was met.
func (r *run) noPrincipals() string {
	if r.options.Told != nil {
		return "neither members nor owners of any group were read"
	}
	return fmt.Sprintf("the export has no members, owners or %s/principals*.json", folder)
}

func (r *run) remarkPrincipals(dropped Properties, typeless int) {
	if dropped != 0 {
		r.note("principals: %s null in every object written by ConvertTo-Json, so taken as not asked for; name it in -Property, or trust the nulls (--trust-nulls)", strings.Join(dropped.Names(), ", "))
	}
	if p := r.principals; p.contradictions > 0 {
		r.note("principals: of %d two sightings differ (such as %s); of two values the lesser stands, and where they tie it to an account it counts as unreadable; export all members at one time", p.contradictions, p.example)
	}
	if typeless > 0 {
		r.note("principals: %d without @odata.type, nor a property that tells the type", typeless)
	}
}

func (r *run) principalQuery() string {
	var parts []string
	for _, part := range []string{
		edgeQuery(folder+"/members", r.export.members), edgeQuery(folder+"/owners", r.export.owners),
		described(r.export.files[principalsSpec.stem]),
	} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}
